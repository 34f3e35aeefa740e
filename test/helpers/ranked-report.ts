import { rankRegion, type RankRegionOptions } from "../../src/ranking/rank-region.js";
import { buildRankReport } from "../../src/report/rank-report.js";
import type { Report } from "../../src/report/report.js";
import { analysisInputs, PLAIN_OPTIONS } from "./analysis-inputs.js";
import { qcewTable, type QcewRow } from "./qcew-table.js";

const THRESHOLDS = {
  smallBase: 100,
  fewEstablishments: 12,
  highLq: 1.2,
  shortListJobs: 0.0005,
  alsoConsiderJobs: 0.0025,
};

/** Codes of 3-digit NAICS industries of 2022. */
const CODES =
  "111 112 113 211 212 213 236 237 238 311 312 313 321 322 324 325 326 327 331 332 333 334 335 336 337 339 423 424 441 444 481 484 511 522 531 541 561 611 621 722".split(
    " ",
  );

/** Repeats every few industries, so that values tie within a factor and scores tie across factors. */
const cycle = (index: number, numbers: readonly number[]): number => numbers[index % numbers.length]!;

/**
 * A made-up county of forty industries with every trouble of a ranking: equal values, equal scores, withheld
 * figures, industries without a first year, one with growth from nothing.
 */
const ROWS: readonly QcewRow[] = [
  ...[2020, 2023].flatMap((year): QcewRow[] => [
    { area: "99001", own: 0, industry: "10", year, employment: 20_000, wages: 9e8, establishments: 900 },
    { area: "US000", own: 0, industry: "10", year, employment: 1_000_000, wages: 5e10, establishments: 90_000 },
  ]),
  ...CODES.flatMap((industry, index): QcewRow[] => {
    const jobs = cycle(index, [40, 80, 120, 160, 400, 900]);
    const before = index % 13 === 5 ? 0 : cycle(index, [50, 80, 100, 80]);
    const isWithheld = index % 9 === 4;
    const row = (year: number, employment: number): QcewRow => ({
      area: "99001",
      industry,
      year,
      employment: isWithheld ? 0 : employment,
      wages: isWithheld ? 0 : employment * cycle(index, [30_000, 50_000, 50_000, 70_000, 42_000]),
      establishments: cycle(index, [3, 12, 12, 30]),
      ...(isWithheld && { disclosure: "N" as const }),
    });
    const nation = (year: number): QcewRow => ({
      area: "US000",
      industry,
      year,
      employment: cycle(index, [4_000, 8_000, 20_000]),
      wages: cycle(index, [4_000, 8_000, 20_000]) * 50_000,
      establishments: 900,
    });
    return [row(2023, jobs), ...(index % 11 === 7 ? [] : [row(2020, before)]), nation(2023), nation(2020)];
  }),
];

const OPTIONS: RankRegionOptions = {
  ...PLAIN_OPTIONS,
  level: "3",
  profile: "start",
  method: "mean-rank",
  missing: "reweight",
  top: 8,
  thresholds: THRESHOLDS,
};

/**
 * The report of a ranking of the made-up county.
 *
 * @param change what stands in its files instead
 */
export function rankedReport(
  options: Partial<RankRegionOptions> = {},
  change: (row: QcewRow) => QcewRow = (row) => row,
): Report {
  const whole = { ...OPTIONS, ...options };
  const ranked = rankRegion(analysisInputs(qcewTable(ROWS.map(change)), { region: ["99001"] }), whole);
  return buildRankReport({
    ...ranked,
    top: whole.top,
    filters: [],
    thresholds: THRESHOLDS,
    provenance: { tool: "sector-rank test", options: {}, inputs: [{ file: "test.csv", rows: 1 }] },
    notes: ranked.notes,
  });
}
