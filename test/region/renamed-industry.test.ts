import { describe, expect, it } from "vitest";
import { analyzeIndustries } from "../../src/region/analysis.js";
import { growthMeasure } from "../../src/measures/growth.js";
import { analysisInputs, PLAIN_OPTIONS } from "../helpers/analysis-inputs.js";
import { qcewTable, type QcewRow } from "../helpers/qcew-table.js";

const COUNTY = "99001";

/** Codes of NAICS 2017 and what they are called in NAICS 2022. */
const NAMES = {
  retail: ["44-45", "44-45"],
  general: ["452", "455"],
  stores: ["4523", "4552"],
  clubs: ["45231", "45521"],
  club: ["452311", "455211"],
  others: ["45221", "45511"],
} as const;

function cell(
  area: string,
  name: keyof typeof NAMES,
  establishments: number,
  jobs: readonly [number | undefined, number | undefined],
): QcewRow[] {
  return jobs.map((employment, k) => ({
    area,
    industry: NAMES[name][k]!,
    year: k === 0 ? 2021 : 2023,
    establishments,
    employment: employment ?? 0,
    wages: (employment ?? 0) * 30_000,
    disclosure: employment === undefined ? "N" : "",
  }));
}

function totals(area: string, jobs: number): QcewRow[] {
  return [2021, 2023].flatMap((year) =>
    [0, 5].map((own) => ({
      area,
      own,
      industry: "10",
      year,
      establishments: jobs / 20,
      employment: jobs,
      wages: jobs * 50_000,
    })),
  );
}

describe("an industry that a NAICS revision renamed", () => {
  // 452311 became 455211 whole: 7 stores in both years, withheld in both. Parts of 454110 (online shops) came to it in
  // the nation, but the county had none of those. Beside it stand 3 department stores.
  const rows = [
    ...totals("US000", 1_000_000),
    ...cell("US000", "retail", 10_000, [100_000, 100_000]),
    ...cell("US000", "general", 1_000, [60_000, 60_000]),
    ...cell("US000", "club", 100, [18_000, 18_000]),
    ...totals(COUNTY, 20_000),
    ...cell(COUNTY, "retail", 100, [2_000, 2_000]),
    ...cell(COUNTY, "general", 10, [undefined, undefined]),
    ...cell(COUNTY, "stores", 7, [undefined, undefined]),
    ...cell(COUNTY, "clubs", 7, [undefined, undefined]),
    ...cell(COUNTY, "club", 7, [undefined, undefined]),
    ...cell(COUNTY, "others", 3, [undefined, undefined]),
  ];
  const { table } = analyzeIndustries(analysisInputs(qcewTable(rows), { region: [COUNTY] }), {
    ...PLAIN_OPTIONS,
    level: "6",
    year: 2023,
    since: 2021,
    suppressed: "estimate",
    bridge: "split",
  });
  const industry = table.rows.find(({ naics }) => naics === "455211")!;

  it("has the growth of one industry, not the difference of two guesses", () => {
    const growth = growthMeasure.compute(industry, table);
    if (growth.status !== "estimated") throw new Error(`growth is ${growth.status}`);
    // The area, its retail trade, the nation's clubs and the number of stores all stood still.
    expect(growth.value).toBeCloseTo(0, 2);
    expect(growth.low).toBeLessThan(0);
    expect(growth.high).toBeGreaterThan(0);
    expect(growth.low).toBeGreaterThan(-0.5);
    expect(growth.high).toBeLessThan(1);
  });
});
