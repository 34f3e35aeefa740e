import { describe, expect, it } from "vitest";
import { estimateSuppressed, METHODS } from "../../src/suppression/estimate.js";
import { qcewTable, type QcewRow } from "../helpers/qcew-table.js";

// Cells that a reader can work out from what is published, by one subtraction or several, are marked as such.

/** A row of the first quarter: whole jobs, so that sums are exact; ten thousand dollars a job. */
const row = (area: string, industry: string, jobs: number | undefined, more: Partial<QcewRow> = {}): QcewRow => ({
  area,
  quarter: 1,
  industry,
  establishments: 2,
  employment: jobs ?? 0,
  wages: (jobs ?? 0) * 10_000,
  disclosure: jobs === undefined ? "N" : "",
  ...more,
});

/** What is said of one row: how it came about, and its jobs. */
function said(rows: readonly QcewRow[], at: number): readonly [method: string, jobs: number, wages: number] {
  const { method, employment, wages } = estimateSuppressed(qcewTable(rows));
  expect([employment.low[at], employment.high[at]]).toEqual([employment.value[at], employment.value[at]]);
  return [METHODS[method[at]!]!, employment.value[at]!, wages.value[at]!];
}

describe("a cell that follows from published figures", () => {
  it("is what its industry's total leaves: 100 − 70 = 30", () => {
    const rows = [
      row("99001", "10", 100, { establishments: 4 }),
      row("99001", "311", 70),
      row("99001", "312", undefined),
    ];
    expect(said(rows, 2)).toEqual(["recomputable", 30, 300_000]);
  });

  it("is what all ownerships leave of total covered: 100 − 20 − 30 = 50", () => {
    const rows = [
      row("99001", "10", 100, { own: 0, establishments: 6 }),
      row("99001", "10", 20, { own: 2 }),
      row("99001", "10", 30, { own: 3 }),
      row("99001", "10", undefined),
    ];
    expect(said(rows, 3)).toEqual(["recomputable", 50, 500_000]);
  });

  it("is what the other counties leave of the state: 100 − 60 = 40", () => {
    const rows = [
      row("99000", "10", 500, { establishments: 20 }),
      row("99001", "10", 300, { establishments: 10 }),
      row("99003", "10", 200, { establishments: 10 }),
      row("99000", "311", 100, { establishments: 4 }),
      row("99001", "311", 60),
      row("99003", "311", undefined),
      // What is left is hidden among others in its own county.
      row("99003", "312", undefined),
    ];
    expect(said(rows, 5)).toEqual(["recomputable", 40, 400_000]);
  });

  it("is reached by one subtraction after another: the county from the state, then its other industry", () => {
    const rows = [
      row("99000", "10", 500, { establishments: 8 }),
      row("99001", "10", 300, { establishments: 4 }),
      row("99003", "10", 200, { establishments: 4 }),
      row("99000", "311", 100, { establishments: 4 }),
      row("99001", "311", 60),
      row("99003", "311", undefined),
      row("99003", "312", undefined),
    ];
    // 100 − 60 = 40 in food; 200 − 40 = 160 in the other.
    expect(said(rows, 6)).toEqual(["recomputable", 160, 1_600_000]);
  });

  it("is zero if its total is zero", () => {
    const rows = [
      row("99001", "10", 0, { establishments: 4 }),
      row("99001", "311", undefined),
      row("99001", "312", undefined),
    ];
    expect(said(rows, 1)).toEqual(["recomputable", 0, 0]);
  });

  it("is this year's level less the published change over the year: 90 − 20 = 70", () => {
    const annual = (industry: string, year: number, jobs: number | undefined, change?: number): QcewRow =>
      row("99001", industry, jobs, {
        quarter: 0,
        year,
        establishments: industry === "10" ? 6 : 2,
        ...(change !== undefined && {
          changeEstablishments: 0,
          changeEmployment: change,
          changeWages: change * 10_000,
        }),
      });
    const rows = [
      annual("10", 2022, 300, 10),
      annual("10", 2023, 320, 20),
      annual("311", 2022, undefined, 0),
      annual("311", 2023, 90, 20),
      annual("312", 2022, undefined, 0),
      annual("312", 2023, undefined, 0),
      annual("313", 2022, 100, 5),
      annual("313", 2023, 105, 5),
    ];
    rows[2] = { ...rows[2]!, changeDisclosure: "N" };
    rows[4] = { ...rows[4]!, changeDisclosure: "N" };
    rows[5] = { ...rows[5]!, changeDisclosure: "N" };
    expect(said(rows, 2)).toEqual(["recomputable", 70, 700_000]);
  });
});

describe("a cell that shares what is left with another", () => {
  it("is an estimate", () => {
    const table = qcewTable([
      row("99001", "10", 100, { establishments: 4 }),
      row("99001", "311", undefined),
      row("99001", "312", undefined),
    ]);
    const { method } = estimateSuppressed(table);
    expect([...method].map((one) => METHODS[one])).toEqual(["published", "peer-size", "peer-size"]);
  });
});
