import type { CommutingPart } from "../commute/commuting-part.js";
import type { AreaCode } from "../core/codes.js";
import { ABSENT, hasValue, type Datum } from "../core/datum.js";
import type { IndustryTable } from "../core/industry-table.js";
import type { LivingCosts } from "../living-costs/living-costs.js";
import type { RankCandidate } from "../ranking/criteria.js";
import { TOTAL_NAMES } from "../ranking/rules/names.js";
import { eligibleIndustries } from "../ranking/short-list.js";
import type { RankReportInputs } from "../report/rank-inputs.js";
import type { MeasuredLevel } from "../counties/analyses.js";
import type { SupplyFindings } from "../supply/read-supply.js";
import { byFigure } from "./columns.js";

/** The figures of all industries together that a region is set beside its reference area with. */
export const REGION_FIGURES = ["employment", "establishments", "pay", "growth", "cagr"] as const;
export type RegionFigures = Readonly<Record<(typeof REGION_FIGURES)[number], Datum>>;

/** By what the largest industries are listed. */
export const LARGEST_BY = ["employment", "averagePay", "lq", "growth", "projectedGrowth"] as const;

/** How many are. */
const LARGEST = 10;

/** All that a profile knows of a region. */
export interface RegionProfile {
  readonly inputs: RankReportInputs;
  readonly counties: readonly { readonly area: AreaCode; readonly name: string }[];
  readonly region: RegionFigures;
  readonly reference: RegionFigures;
  /** What living there costs; undefined where no wage and no file of it was given. */
  readonly livingCosts: LivingCosts | undefined;
  /** Undefined if the files hold no sectors. */
  readonly sectors: MeasuredLevel | undefined;
  /** Undefined if no file of flows is given. */
  readonly commuting: CommutingPart | undefined;
  /** Training and workers, where files of them are given. */
  readonly supply?: SupplyFindings | undefined;
  /** The industries that may be short-listed with the largest figures, each list without those that have none. */
  readonly largest: Readonly<Record<(typeof LARGEST_BY)[number], readonly RankCandidate[]>>;
}

export function profileRegion(
  inputs: RankReportInputs,
  beside: Pick<RegionProfile, "counties" | "sectors" | "livingCosts" | "commuting" | "supply">,
): RegionProfile {
  const { ranking, analysis, thresholds } = inputs;
  const eligible = eligibleIndustries(ranking, analysis.table, thresholds).map(({ candidate }) => candidate);
  return {
    inputs,
    ...beside,
    region: collectFigures("region", analysis.table),
    reference: collectFigures("reference", analysis.table),
    largest: Object.fromEntries(LARGEST_BY.map((id) => [id, largestBy(id, eligible)])) as RegionProfile["largest"],
  };
}

/** The same figures that rules know as `regionPay` and `referenceGrowth`. */
function collectFigures(side: "region" | "reference", table: IndustryTable): RegionFigures {
  const figures = REGION_FIGURES.map((id) => {
    const name = `${side}${id.charAt(0).toUpperCase()}${id.slice(1)}`;
    return [id, TOTAL_NAMES.find((one) => one.name === name)!.of(table)];
  });
  return Object.fromEntries(figures) as RegionFigures;
}

function largestBy(id: string, industries: readonly RankCandidate[]): readonly RankCandidate[] {
  const known = industries.filter(({ values }) => hasValue(values[id] ?? ABSENT));
  return byFigure(id, known).slice(0, LARGEST);
}
