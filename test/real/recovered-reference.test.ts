import { beforeAll, describe, expect, it } from "vitest";
import { ownershipCodes } from "../../src/region/aggregate.js";
import { analyzeIndustries } from "../../src/region/analysis.js";
import { OWNERSHIPS, type Ownership } from "../../src/core/industry-table.js";
import { readQcew } from "../../src/qcew/read/read.js";
import { locationQuotientMeasure } from "../../src/measures/location-quotient.js";
import { wageLocationQuotientMeasure } from "../../src/measures/wage-location-quotient.js";
import type { QcewTable } from "../../src/qcew/table.js";
import { recoverReference } from "../../src/region/recovered-shares.js";
import { analysisInputs, PLAIN_OPTIONS } from "../helpers/analysis-inputs.js";
import { naiveZip, numberIn, splitRows, type NaiveRow } from "../helpers/naive-qcew.js";
import { COLUMBUS, QUOTIENT_FIELDS } from "../helpers/quotient-files.js";
import { describeShared, sharedData } from "../helpers/shared.js";

const SLICES = "qcew/quarterly/2018_1_by_industry.zip";
const PERIOD = { year: 2018, quarter: 1 } as const;
const QUANTITIES = ["establishments", "employment", "wages"] as const;

const COLUMNS = [
  "area_fips",
  "own_code",
  "industry_code",
  "qtrly_estabs",
  "month1_emplvl",
  "month2_emplvl",
  "month3_emplvl",
  "total_qtrly_wages",
];

const SCOPES: readonly (readonly [name: string, holds: (area: string) => boolean])[] = [
  ["all areas but the nation", (area) => area !== "US000"],
  ["the states", (area) => /^\d\d000$/.test(area)],
  ["the counties of Ohio", (area) => /^39\d{3}$/.test(area) && area !== "39000"],
  ["the ten counties of Columbus", (area) => (COLUMBUS as readonly string[]).includes(area)],
  ["one county", (area) => area === "39049"],
];

/** The quantities of the nation's rows; a quarter's jobs are the mean of its months. */
function trueFigures(rows: readonly NaiveRow[]): ReadonlyMap<string, number> {
  const figures = new Map<string, number>();
  for (const row of rows.filter(({ area_fips }) => area_fips === "US000")) {
    const key = `${row["own_code"]}/${row["industry_code"]}`;
    const months = [1, 2, 3].map((month) => numberIn(row, `month${month}_emplvl`));
    figures.set(`establishments/${key}`, numberIn(row, "qtrly_estabs"));
    figures.set(`employment/${key}`, (months[0]! + months[1]! + months[2]!) / 3);
    figures.set(`wages/${key}`, numberIn(row, "total_qtrly_wages"));
  }
  return figures;
}

/** The true share of the nation's total covered, where the nation has the industry in any of the ownerships. */
function trueShare(
  figures: ReadonlyMap<string, number>,
  quantity: string,
  ownership: Ownership,
  industry: string,
): number | undefined {
  const parts = ownershipCodes(ownership)
    .map((own) => figures.get(`${quantity}/${own}/${industry}`))
    .filter((part) => part !== undefined);
  if (parts.length === 0) return undefined;
  return parts.reduce((sum, part) => sum + part, 0) / figures.get(`${quantity}/0/10`)!;
}

describeShared("national shares recovered from the quotients published for 2018 Q1", [SLICES], () => {
  let nation: ReadonlyMap<string, number>;
  const tables = new Map<string, QcewTable>();
  beforeAll(async () => {
    const texts = await naiveZip(sharedData(SLICES), () => true);
    nation = trueFigures([...texts.values()].flatMap((text) => splitRows(text, COLUMNS)));
    for (const [name, areas] of [...SCOPES, ["with the nation", () => true] as const]) {
      tables.set(name, (await readQcew([sharedData(SLICES)], { fields: QUOTIENT_FIELDS, areas })).table);
    }
  });

  describe.each(SCOPES)("with %s", (scope) => {
    it.each(OWNERSHIPS)("lie in their range for every industry, %s ownership", (ownership) => {
      const table = tables.get(scope)!;
      const recovered = recoverReference(table, PERIOD, ownershipCodes(ownership))!;
      expect(recovered.contradictory).toEqual([]);
      let checked = 0;
      for (const industry of table.industries) {
        for (const quantity of QUANTITIES) {
          const share = trueShare(nation, quantity, ownership, industry);
          const datum = recovered.figures(industry)?.[quantity];
          if (share === undefined || datum?.status !== "estimated") continue;
          const place = `${quantity} of ${industry}`;
          expect(datum.low, place).toBeLessThanOrEqual(share);
          expect(datum.high, place).toBeGreaterThanOrEqual(share);
          expect(datum.low, place).toBeLessThanOrEqual(datum.value);
          expect(datum.high, place).toBeGreaterThanOrEqual(datum.value);
          checked++;
        }
      }
      expect(checked).toBeGreaterThan(0);
    });

    it("are known of every private industry", () => {
      const table = tables.get(scope)!;
      const recovered = recoverReference(table, PERIOD, [5])!;
      for (const industry of table.industries) {
        for (const quantity of QUANTITIES) {
          expect(recovered.figures(industry)?.[quantity].status, `${quantity} of ${industry}`).toBe("estimated");
        }
      }
    });
  });

  it("are as narrow as the rounding of two decimals allows", () => {
    const widths = (scope: string) => {
      const recovered = recoverReference(tables.get(scope)!, PERIOD, [5])!;
      return tables
        .get(scope)!
        .industries.map((industry) => recovered.figures(industry)!.employment)
        .map((datum) => (datum.status === "estimated" ? (datum.high - datum.low) / datum.value : Infinity))
        .sort((a, b) => a - b);
    };
    const median = (values: readonly number[]) => values[Math.floor(values.length / 2)]!;
    // One quotient near 1 leaves ±0.5 %; fifty-odd leave about a fiftieth of that, ten a few tenths of a percent.
    expect(median(widths("one county"))).toBeLessThan(0.015);
    expect(median(widths("the ten counties of Columbus"))).toBeLessThan(0.004);
    expect(median(widths("the states"))).toBeLessThan(0.001);
    expect(median(widths("all areas but the nation"))).toBeLessThan(0.0003);
  });

  describe("a region of ten counties", () => {
    const analysis = (scope: string, ownership: Ownership) =>
      analyzeIndustries(analysisInputs(tables.get(scope)!, { region: COLUMBUS }), { ...PLAIN_OPTIONS, ownership });

    it.each(["private", "total"] as const)(
      "has the location quotients of the nation's own rows within their range, %s",
      (ownership) => {
        const { table: exact } = analysis("with the nation", ownership);
        const { table: recovered } = analysis("the ten counties of Columbus", ownership);
        expect(exact.reference.recovered).toBe(false);
        expect(recovered.reference.recovered).toBe(true);
        let checked = 0;
        for (const measure of [locationQuotientMeasure, wageLocationQuotientMeasure]) {
          recovered.rows.forEach((row, index) => {
            const lq = measure.compute(row, recovered);
            const truth = measure.compute(exact.rows[index]!, exact);
            expect(row.naics).toBe(exact.rows[index]!.naics);
            if (truth.status !== "disclosed") return;
            expect(lq.status, row.naics).toBe("estimated");
            if (lq.status !== "estimated") return;
            expect(lq.low, row.naics).toBeLessThanOrEqual(truth.value);
            expect(lq.high, row.naics).toBeGreaterThanOrEqual(truth.value);
            if (ownership === "private") expect(Math.abs(lq.value / truth.value - 1), row.naics).toBeLessThan(0.006);
            checked++;
          });
        }
        expect(checked).toBeGreaterThan(ownership === "private" ? 12 : 3);
      },
    );
  });
});
