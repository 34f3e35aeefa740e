import { aggregateRows } from "../aggregate.js";
import type { Analysis } from "../analysis.js";
import {
  ABSENT,
  disclosed,
  estimated,
  hasValue,
  sumData,
  SUPPRESSED,
  undefinedBecause,
  knownValue,
  type Datum,
} from "../../core/datum.js";
import type { Level } from "../../core/industry-table.js";
import { codesAtLevel } from "../../qcew/table.js";
import { levelShare } from "../level-coverage.js";
import { basicJobs, hachman, herfindahl, shannon } from "./diversity.js";

/** How diverse a region's economy is and how much of it serves others; comparable at one NAICS level only. */
export interface RegionContext {
  readonly industries: number;
  readonly hachman: Datum;
  readonly herfindahl: Datum;
  readonly shannon: Datum;
  readonly basicJobs: Datum;
  /** All jobs of the industries shown ÷ basic jobs. */
  readonly multiplier: Datum;
}

/**
 * The context of a table, over all its industries whatever a ranking filters.
 *
 * Shares and quotients are of the table's ownership and level on both sides, so that the industries are a partition of
 * one whole. Of the reference area all industries of the level count, also those that the region has none of; but those of
 * the table alone where the files have not all industries of the region, or its shares were recovered from published quotients.
 */
export function regionContext({ table, trail }: Analysis): RegionContext {
  const rows = table.rows;
  const region = rows.map(({ region: { end } }) => end.employment);
  const reference = rows.map(({ reference: { end } }) => end.employment);
  // Where industries of the level are not in the files, both sides are the industries of the table alone.
  const isWhole = levelShare(trail.table, trail.region, table.level) === 1 && !table.reference.recovered;
  const referenceTotal = isWhole ? sumOfLevel(trail, table.level) : sumData(reference);
  const compute = (formula: (jobs: Jobs) => number | undefined) =>
    overIndustries(region, reference, referenceTotal, formula);
  return {
    industries: rows.length,
    hachman: compute(({ own, there, total, totalThere }) =>
      hachman(
        own.map((jobs) => jobs / total),
        own.map((jobs, item) => jobs / total / (there[item]! / totalThere)),
      ),
    ),
    herfindahl: compute(({ own, total }) => herfindahl(own.map((jobs) => jobs / total))),
    shannon: compute(({ own, total }) => shannon(own.map((jobs) => jobs / total))),
    basicJobs: compute((jobs) => sumBasicJobs(jobs)),
    multiplier: compute((jobs) => {
      const basic = sumBasicJobs(jobs);
      return basic === 0 ? undefined : jobs.total / basic;
    }),
  };
}

/** The reference area's jobs in all industries of the level. */
function sumOfLevel({ table, cells, reference }: Analysis["trail"], level: Level): Datum {
  return sumData(
    codesAtLevel(table, reference, level).map((code) => aggregateRows(reference.get(code)!, table, cells).employment),
  );
}

interface Jobs {
  readonly own: Float64Array;
  readonly there: Float64Array;
  readonly total: number;
  readonly totalThere: number;
}

function sumBasicJobs({ own, there, total, totalThere }: Jobs): number {
  return own.reduce(
    (sum, jobs, item) =>
      sum +
      basicJobs({
        regionIndustry: jobs,
        regionTotal: total,
        referenceIndustry: there[item]!,
        referenceTotal: totalThere,
      }),
    0,
  );
}

/**
 * A formula over all industries, with each estimate moved to its two ends alone and the deviations combined by root sum
 * of squares, as `derive` does; that one takes names, which hundreds of industries would make slow.
 */
function overIndustries(
  region: readonly Datum[],
  reference: readonly Datum[],
  referenceTotal: Datum,
  formula: (jobs: Jobs) => number | undefined,
): Datum {
  if ([...region, ...reference].some(({ status }) => status === "suppressed")) return SUPPRESSED;
  const totalThere = knownValue(referenceTotal);
  if (totalThere === undefined) return referenceTotal.status === "suppressed" ? SUPPRESSED : ABSENT;
  const own = Float64Array.from(region, (datum) => knownValue(datum) ?? 0);
  const there = Float64Array.from(reference, (datum) => knownValue(datum) ?? 0);
  const result = (): number | undefined => {
    const total = own.reduce((sum, jobs) => sum + jobs, 0);
    const value = total === 0 ? undefined : formula({ own, there, total, totalThere });
    return value !== undefined && Number.isFinite(value) ? value : undefined;
  };
  const value = result();
  if (value === undefined) return undefinedBecause("no jobs to compare, or none in the reference area");

  let below = 0;
  let above = 0;
  let isEstimated = false;
  const sides = [
    [region, own],
    [reference, there],
  ] as const;
  for (const [data, jobs] of sides) {
    data.forEach((datum, item) => {
      if (!hasValue(datum) || datum.status !== "estimated") return;
      isEstimated = true;
      const ends = [datum.low, datum.high].map((end) => {
        jobs[item] = end;
        return result() ?? value;
      });
      jobs[item] = datum.value;
      below += Math.max(0, value - Math.min(...ends)) ** 2;
      above += Math.max(0, Math.max(...ends) - value) ** 2;
    });
  }
  if (!isEstimated) return disclosed(value);
  return estimated(value, { low: Math.max(0, value - Math.sqrt(below)), high: value + Math.sqrt(above) });
}
