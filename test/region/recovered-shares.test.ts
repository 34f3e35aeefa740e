import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ownershipCodes } from "../../src/region/aggregate.js";
import { readQcew } from "../../src/qcew/read/read.js";
import { requireField, type QcewTable } from "../../src/qcew/table.js";
import {
  contradictoryQuotients,
  recoveredTotal,
  recoverReference,
  shareFromQuotient,
} from "../../src/region/recovered-shares.js";
import { disclosed, undefinedBecause } from "../helpers/industry-table.js";
import { qcewTable, type QcewRow } from "../helpers/qcew-table.js";
import { COLUMBUS, QUOTIENT_FIELDS } from "../helpers/quotient-files.js";

const ANNUAL = { year: 2023, quarter: 0 } as const;
const FIXTURE = fileURLToPath(new URL("../../fixtures/quotients/2018-q1.csv", import.meta.url));

/** An area's total of 1,000 jobs and one private industry, with the quotients printed for it. */
function areaRows(area: string, jobs: number, lq: number, more: Partial<QcewRow> = {}): QcewRow[] {
  const figures = { establishments: 100, wages: 50_000, employment: 1_000 };
  return [
    { area, own: 0, industry: "10", ...figures, lqEmployment: 1, lqWages: 1, lqEstablishments: 1 },
    {
      area,
      own: 5,
      industry: "62",
      ...{ establishments: 10, wages: 5_000, employment: jobs },
      ...{ lqEmployment: lq, lqWages: 1, lqEstablishments: 1 },
      ...more,
    },
  ];
}

function employmentOf(rows: readonly QcewRow[], codes: readonly (1 | 2 | 3 | 5)[] = [5]) {
  return recoverReference(qcewTable(rows), ANNUAL, codes)?.figures("62").employment;
}

describe("the share that a published quotient gives", () => {
  it("is the area's share over all that rounds to the quotient", () => {
    // 10 % here and LQ 2.00, so between 10/2.005 and 10/1.995 % there.
    const { low, high } = shareFromQuotient(0.1, 2);
    expect(low).toBeCloseTo(0.1 / 2.005, 9);
    expect(high).toBeCloseTo(0.1 / 1.995, 9);
  });

  it("is open above where the quotient rounds to 0.00", () => {
    expect(shareFromQuotient(0.0001, 0).high).toBe(Infinity);
    expect(shareFromQuotient(0.0001, 0).low).toBeCloseTo(0.0001 / 0.005, 6);
  });

  it("is always around the true one", () => {
    const share = fc.double({ min: 1e-6, max: 1, noNaN: true });
    fc.assert(
      fc.property(share, share, (area, reference) => {
        const printed = Math.round((area / reference) * 100) / 100;
        const { low, high } = shareFromQuotient(area, printed);
        expect(low).toBeLessThanOrEqual(reference);
        expect(high).toBeGreaterThanOrEqual(reference);
      }),
    );
  });
});

describe("recovered shares", () => {
  it("lie where the intervals of all areas meet", () => {
    // 10 % and LQ 1.00: 9.950 to 10.050 %. 20 % and LQ 2.01: 9.926 to 9.975 %.
    const datum = employmentOf([...areaRows("99001", 100, 1), ...areaRows("99003", 200, 2.01)]);
    expect(datum?.status).toBe("estimated");
    if (datum?.status !== "estimated") return;
    expect(datum.low).toBeCloseTo(0.1 / 1.005, 7);
    expect(datum.high).toBeCloseTo(0.2 / 2.005, 7);
    expect(datum.value).toBeCloseTo((datum.low + datum.high) / 2, 12);
  });

  it("are given by disclosed rows of the period alone", () => {
    const others: QcewRow[] = [
      ...areaRows("99003", 0, 0, { disclosure: "N", lqDisclosure: "N" }),
      ...areaRows("99005", 100, 9, { lqDisclosure: "N" }),
      ...areaRows("99007", 100, 9).map((row) => ({ ...row, year: 2022 })),
      ...areaRows("99009", 0, 0),
    ];
    expect(employmentOf([...areaRows("99001", 100, 1), ...others])).toEqual(employmentOf(areaRows("99001", 100, 1)));
  });

  it("need the area's own total of all ownerships", () => {
    const [, withoutTotal] = areaRows("99001", 100, 1);
    expect(recoverReference(qcewTable([withoutTotal!]), ANNUAL, [5])).toBeUndefined();
  });

  it("are none where no row has a quotient, or the files have no such columns", () => {
    expect(recoverReference(qcewTable(areaRows("99001", 0, 0, { lqDisclosure: "N" })), ANNUAL, [5])).toBeUndefined();
    const fields = ["employment", "wages", "establishments"] as const;
    expect(recoverReference(qcewTable(areaRows("99001", 100, 1), fields), ANNUAL, [5])).toBeUndefined();
  });

  it("of an industry without a quotient are not known, which is not none", () => {
    const recovered = recoverReference(qcewTable(areaRows("99001", 100, 1)), ANNUAL, [5])!;
    expect(recovered.figures("72").employment).toEqual(
      undefinedBecause("no published quotient to recover the reference from"),
    );
    expect(recovered.areas).toBe(1);
  });

  it("of quotients that round to 0.00 are not known either", () => {
    expect(employmentOf(areaRows("99001", 1, 0))).toEqual(undefinedBecause("the published quotients round to 0.00"));
  });

  it("contradict each other where files are of two releases: the gap is the range, and the code is named", () => {
    // 10 % and LQ 1.00: at least 9.950 %. 20 % and LQ 2.10: at most 9.547 %.
    const rows = [...areaRows("99001", 100, 1), ...areaRows("99003", 200, 2.1)];
    const recovered = recoverReference(qcewTable(rows), ANNUAL, [5])!;
    expect(recovered.contradictory).toEqual(["62"]);
    const datum = recovered.figures("62").employment;
    expect(datum).toMatchObject({ status: "estimated" });
    if (datum.status !== "estimated") return;
    expect(datum.low).toBeCloseTo(0.2 / 2.095, 7);
    expect(datum.high).toBeCloseTo(0.1 / 1.005, 7);
    expect(contradictoryQuotients(qcewTable(rows))).toEqual(["62 (2023)"]);
    expect(contradictoryQuotients(qcewTable(areaRows("99001", 100, 1)))).toEqual([]);
  });

  it("of all ownerships allow for one that has no quotient here", () => {
    const ownRow = (own: number, industry: string, jobs: number, lq: number): QcewRow => ({
      ...{ area: "99001", own, industry, employment: jobs, lqEmployment: lq },
      ...{ establishments: 1, lqEstablishments: 1, wages: 1, lqWages: 1 },
    });
    const rows = [
      ...areaRows("99001", 100, 1),
      // All of government is 15 % here with LQ 1.00, of which 5 % are known to be in other sectors.
      ownRow(3, "10", 150, 1),
      ownRow(3, "61", 50, 1),
    ];
    const both = employmentOf(rows, [3, 5]);
    const alone = employmentOf(rows, [5]);
    expect([both?.status, alone?.status]).toEqual(["estimated", "estimated"]);
    if (both?.status !== "estimated" || alone?.status !== "estimated") return;
    expect(both.low).toBe(alone.low);
    // At the most 0.15/0.995 less 0.05/1.005 of government's jobs are in 62.
    expect(both.high).toBeCloseTo(alone.high + 0.15 / 0.995 - 0.05 / 1.005, 6);
    // With no total of government, nothing holds it down.
    expect(employmentOf(areaRows("99001", 100, 1), [3, 5])).toEqual(
      undefinedBecause("no published quotient of some ownerships"),
    );
  });

  it("are of a whole of 1, or of an ownership's own share", () => {
    const rows = [...areaRows("99001", 100, 1), { ...areaRows("99001", 800, 0.94)[1]!, industry: "10" }];
    const recovered = recoverReference(qcewTable(rows), ANNUAL, [5])!;
    expect(recoveredTotal(recovered, "total").employment).toEqual(disclosed(1));
    expect(recoveredTotal(recovered, "private")).toEqual(recovered.figures("10"));
  });
});

describe("shares recovered from the quotients of 2018 Q1 in the fixture", () => {
  const PERIOD = { year: 2018, quarter: 1 } as const;
  const read = async (areas: (code: string) => boolean): Promise<QcewTable> =>
    (await readQcew([FIXTURE], { fields: QUOTIENT_FIELDS, areas })).table;

  /** As some archives keep it: without the quotients of the middle month. */
  const withoutMiddle = (table: QcewTable): QcewTable => ({
    ...table,
    fields: { ...table.fields, lqMonth2: new Float64Array(table.length).fill(Number.NaN) },
  });

  it("hold the nation's shares of jobs, though less narrowly, where a month has no quotients", async () => {
    const [table, nation] = await Promise.all([
      read((code) => (COLUMBUS as readonly string[]).includes(code)),
      read((code) => code === "US000"),
    ]);
    const jobs = requireField(nation, "employment");
    const ofNation = (own: number, industry: string): number =>
      jobs.find((_, row) => nation.ownership[row] === own && nation.industries[nation.industry[row]!] === industry)!;
    const whole = recoverReference(table, PERIOD, [5])!;
    const part = recoverReference(withoutMiddle(table), PERIOD, [5])!;
    let checked = 0;
    for (const industry of table.industries) {
      const [all, some] = [whole.figures(industry).employment, part.figures(industry).employment];
      expect(some.status).toBe(all.status);
      if (all.status !== "estimated" || some.status !== "estimated") continue;
      const share = ofNation(5, industry) / ofNation(0, "10");
      expect(some.low).toBeLessThanOrEqual(share);
      expect(some.high).toBeGreaterThanOrEqual(share);
      expect(some.high - some.low).toBeGreaterThan(all.high - all.low);
      // A third of the quarter is unknown by some hundredths.
      expect(some.high / some.low).toBeLessThan(1.06);
      checked++;
    }
    expect(checked).toBeGreaterThan(15);
  });

  it.each([
    ["ten counties", (code: string) => (COLUMBUS as readonly string[]).includes(code)],
    ["one county", (code: string) => code === "39049"],
    ["three states", (code: string) => code.endsWith("000") && code !== "US000"],
  ])("hold the shares of the nation's own rows, from %s", async (_, areas) => {
    const [table, nation] = await Promise.all([read(areas), read((code) => code === "US000")]);
    for (const ownership of ["private", "local", "total"] as const) {
      const codes: readonly number[] = ownershipCodes(ownership);
      const recovered = recoverReference(table, PERIOD, ownershipCodes(ownership))!;
      let checked = 0;
      for (const quantity of ["employment", "wages", "establishments"] as const) {
        const level = requireField(nation, quantity);
        const sum = (own: readonly number[], industry: string) =>
          [...level].reduce(
            (all, value, row) =>
              own.includes(nation.ownership[row]!) && nation.industries[nation.industry[row]!] === industry
                ? all + value
                : all,
            0,
          );
        for (const industry of table.industries) {
          const datum = recovered.figures(industry)[quantity];
          if (datum.status !== "estimated") continue;
          const share = sum(codes, industry) / sum([0], "10");
          expect(datum.low, `${ownership} ${quantity} of ${industry}`).toBeLessThanOrEqual(share);
          expect(datum.high, `${ownership} ${quantity} of ${industry}`).toBeGreaterThanOrEqual(share);
          checked++;
        }
      }
      // 17 sectors and supersectors and the total, three quantities; fewer are local government's.
      expect(checked).toBeGreaterThan(ownership === "local" ? 20 : 50);
    }
  });
});
