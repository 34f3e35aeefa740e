import type { Standing } from "../report/rank-inputs.js";
import { hasValue, valueOf, type Datum } from "../core/datum.js";
import type { PeriodFigures } from "../core/industry-table.js";
import { MEASURES } from "../measures/index.js";
import { locationQuotientMeasure } from "../measures/location-quotient.js";
import { statusName } from "../core/quantity-columns.js";
import type { AreaColumns } from "./area-columns.js";
import type { ListedIndustry } from "./measure-area.js";
import { areAlike } from "./ties.js";

/** The place of the location quotient among the measures. */
const QUOTIENT = MEASURES.indexOf(locationQuotientMeasure);

interface Known {
  readonly values: number[];
  withheld: number;
  /** What the areas' quotients are over: the reference's share of the industry, as far as it is known. */
  readonly share: number | undefined;
}

/** The reference's share of an industry, which its quotients are divided by. */
export function referenceShare(industry: PeriodFigures, total: PeriodFigures): number | undefined {
  const [jobs, all] = [valueOf(industry.employment), valueOf(total.employment)];
  return jobs === undefined || all === undefined || !(jobs > 0) ? undefined : jobs / all;
}

/** Collects the published location quotients of areas, against which a region is set. */
export class QuotientsOfAreas {
  readonly #byIndustry = new Map<string, Known>();
  #areas = 0;

  /** How many areas there are. */
  get areas(): number {
    return this.#areas;
  }

  /**
   * @param list what the columns' industries are
   * @param shareOf what an industry's quotients are over: the reference's share, where it is known
   */
  add(
    { length, industry, quantity }: AreaColumns,
    list: readonly ListedIndustry[],
    shareOf: (naics: string) => number | undefined,
  ): void {
    this.#areas++;
    const { status, value } = quantity(QUOTIENT);
    for (let row = 0; row < length; row++) {
      const { naics } = list[industry[row]!]!;
      let known = this.#byIndustry.get(naics);
      if (!known) this.#byIndustry.set(naics, (known = { values: [], withheld: 0, share: shareOf(naics) }));
      if (!Number.isNaN(value[row]!)) known.values.push(value[row]!);
      else if (statusName(status[row]!) === "suppressed") known.withheld++;
    }
  }

  /**
   * The standing of a region that is not itself among the areas.
   *
   * @param share what its quotient is over, which differs from that of the areas where both are recovered, each from
   *   other files
   */
  standingOf(naics: string, quotient: Datum | undefined, share: number | undefined): Standing | undefined {
    if (!quotient || !hasValue(quotient)) return undefined;
    const { values, withheld, share: common } = this.#byIndustry.get(naics) ?? NOBODY;
    const isOther = share !== undefined && common !== undefined && share !== common;
    const own = isOther ? (quotient.value * share) / common : quotient.value;
    const ties = values.filter((value) => areAlike(value, own)).length;
    const before = values.filter((value) => value > own && !areAlike(value, own)).length;
    return { place: 1 + before + ties / 2, of: values.length + 1, withheld };
  }
}

const NOBODY: Known = { values: [], withheld: 0, share: undefined };
