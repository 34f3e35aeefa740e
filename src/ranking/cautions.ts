import { ABSENT, hasValue, isWide, knownValue } from "../core/datum.js";
import type { IndustryTable } from "../core/industry-table.js";
import { quotientWithEstablishment } from "../measures/one-establishment.js";
import type { RankCandidate } from "./criteria.js";

/** Limits from which an industry carries a caution. */
export interface Thresholds {
  /** Jobs: START warns of growth rates from "50 to 100 jobs". */
  readonly smallBase: number;
  /** Next Gen: 12 firms at least to form a partnership. */
  readonly fewEstablishments: number;
  /** 1.2 is the cut-off of Lightcast and StatsAmerica. */
  readonly highLq: number;
  /** Part of the region's jobs below which an industry is not a target. */
  readonly shortListJobs: number;
  /** Part of the region's jobs below which an industry off the short list is not proposed. */
  readonly alsoConsiderJobs: number;
}

/** Something to be careful about with one industry. */
export type Caution =
  | { readonly kind: "shrinking"; readonly growth: number }
  | { readonly kind: "suppressed" }
  | {
      readonly kind: "estimated";
      readonly low: number;
      readonly high: number;
      /** The part of the jobs that is estimated, where it is known. */
      readonly part?: number;
    }
  | { readonly kind: "small-base" }
  | { readonly kind: "few-establishments"; readonly establishments: number }
  /** These two of the short list alone; `projected` is a yearly rate, a fraction below 0. */
  | { readonly kind: "projected-to-shrink"; readonly projected: number }
  | { readonly kind: "few-to-invite"; readonly establishments: number }
  | { readonly kind: "one-establishment"; readonly direction: "below" | "above" }
  | { readonly kind: "bridged" | "not-bridged" | "wider-projection"; readonly text: string };

/** Kinds of cautions by how much they matter to whoever picks a target, the weightiest first. */
export const CAUTION_WEIGHTS: readonly Caution["kind"][] = [
  "suppressed",
  "shrinking",
  "projected-to-shrink",
  "small-base",
  "few-establishments",
  "not-bridged",
  "estimated",
  "one-establishment",
  "bridged",
  "wider-projection",
  "few-to-invite",
];

/** What to be careful about with one industry, in the order of how much it matters. */
export function cautionsAbout(
  candidate: RankCandidate,
  table: IndustryTable,
  thresholds: Thresholds,
): readonly Caution[] {
  const cautions: Caution[] = [];
  const { row, values } = candidate;
  const employment = row.region.end.employment;
  if (employment.status === "suppressed") cautions.push({ kind: "suppressed" });
  const growth = knownValue(values["growth"] ?? ABSENT);
  if (growth !== undefined && growth < 0) cautions.push({ kind: "shrinking", growth });
  if (isWide(employment) && employment.status === "estimated") {
    const part = knownValue(values["estimatedShare"] ?? ABSENT);
    cautions.push({
      kind: "estimated",
      low: employment.low,
      high: employment.high,
      ...(part !== undefined && { part }),
    });
  }
  const start = row.region.start && knownValue(row.region.start.employment);
  if (start !== undefined && start < thresholds.smallBase && hasValue(values["growth"] ?? ABSENT)) {
    cautions.push({ kind: "small-base" });
  }
  const establishments = knownValue(row.region.end.establishments);
  if (establishments !== undefined && establishments < thresholds.fewEstablishments) {
    cautions.push({ kind: "few-establishments", establishments });
  }
  const range = oneEstablishmentRange(candidate, table);
  const lq = knownValue(values["lq"] ?? ABSENT);
  if (range && lq !== undefined && establishments !== undefined && establishments > 1) {
    const cut = thresholds.highLq;
    if (lq >= cut && range.low < cut) cautions.push({ kind: "one-establishment", direction: "below" });
    else if (lq < cut && range.high >= cut) cautions.push({ kind: "one-establishment", direction: "above" });
  }
  if (row.bridge?.kind === "split") cautions.push({ kind: "bridged", text: row.bridge.text });
  if (row.bridge?.kind === "refused") cautions.push({ kind: "not-bridged", text: row.bridge.text });
  if (row.projection?.match.kind === "ancestor") {
    cautions.push({ kind: "wider-projection", text: row.projection.match.text });
  }
  return cautions.sort((a, b) => CAUTION_WEIGHTS.indexOf(a.kind) - CAUTION_WEIGHTS.indexOf(b.kind));
}

/** Firms that the manual invites, so that 25 to 30 come. */
export const INVITED = 100;

/**
 * What to be careful about with an industry that is on a short list: beside what holds for any, that it is projected to
 * shrink, and that it has fewer establishments than the manual invites.
 *
 * @source Next Generation Sector Partnerships training manual: 12 firms at least, 25 to 30 better, 100 to invite
 */
export function shortListCautions(
  candidate: RankCandidate,
  table: IndustryTable,
  thresholds: Thresholds,
): readonly Caution[] {
  const cautions = [...cautionsAbout(candidate, table, thresholds)];
  const projected = knownValue(candidate.values["projectedGrowth"] ?? ABSENT);
  if (projected !== undefined && projected < 0) cautions.push({ kind: "projected-to-shrink", projected });
  const establishments = knownValue(candidate.row.region.end.establishments);
  if (establishments !== undefined && establishments >= thresholds.fewEstablishments && establishments < INVITED) {
    cautions.push({ kind: "few-to-invite", establishments });
  }
  return cautions;
}

/**
 * The location quotient with one establishment of average size fewer and one more: small areas jump.
 *
 * @source Crawley, Gabe & Pominova, "The pitfalls of using location quotients…", 2021
 */
export function oneEstablishmentRange(
  candidate: RankCandidate,
  table: IndustryTable,
): { readonly low: number; readonly high: number } | undefined {
  const { region, reference } = candidate.row;
  const regionIndustry = knownValue(region.end.employment);
  const establishments = knownValue(region.end.establishments);
  const regionTotal = knownValue(table.total.region.end.employment);
  const referenceIndustry = knownValue(reference.end.employment);
  const referenceTotal = knownValue(table.total.reference.end.employment);
  if (!regionIndustry || !establishments || !regionTotal || !referenceIndustry || !referenceTotal) return undefined;
  const jobs = { regionIndustry, establishments, regionTotal, referenceIndustry, referenceTotal };
  const low = quotientWithEstablishment(jobs, -1);
  const high = quotientWithEstablishment(jobs, 1);
  return low === undefined || high === undefined ? undefined : { low, high };
}
