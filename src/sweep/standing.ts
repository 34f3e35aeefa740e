import type { Standing } from "../report/rank-inputs.js";
import { disclosed, estimated, hasValue, undefinedBecause, knownValue, type Datum } from "../core/datum.js";
import type { PeriodFigures, PlaceAmongAreas } from "../core/industry-table.js";
import { MEASURES } from "../measures/index.js";
import { locationQuotientMeasure } from "../measures/location-quotient.js";
import { statusName } from "../core/quantity-columns.js";
import type { AreaColumns } from "./area-columns.js";
import type { ListedIndustry } from "./measure-area.js";
import { FEWEST_AREAS, standardizeQuotients } from "./standardize.js";
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
  const [jobs, all] = [knownValue(industry.employment), knownValue(total.employment)];
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
  findStanding(naics: string, quotient: Datum | undefined, share: number | undefined): Standing | undefined {
    if (!quotient || !hasValue(quotient)) return undefined;
    const known = this.#byIndustry.get(naics) ?? NOBODY;
    return {
      place: placeAmong(rescaleToShare(known, share)(quotient.value), known),
      of: known.values.length + 1,
      withheld: known.withheld,
    };
  }

  /**
   * The same as figures for weights and rules, with ranges: from where the quotient is as high as it may be to where it is
   * as low and every area whose figure is withheld stands before.
   */
  placeAmong(naics: string, quotient: Datum | undefined, share: number | undefined): PlaceAmongAreas | undefined {
    if (!quotient || !hasValue(quotient)) return undefined;
    const known = this.#byIndustry.get(naics) ?? NOBODY;
    const { values, withheld } = known;
    const onShare = rescaleToShare(known, share);
    const [low, own, high] = [
      onShare(quotient.status === "estimated" ? quotient.low : quotient.value),
      onShare(quotient.value),
      onShare(quotient.status === "estimated" ? quotient.high : quotient.value),
    ];
    return {
      place: ranged(placeAmong(own, known), placeAmong(high, known), placeAmong(low, known) + withheld),
      areas: ranged(values.length + 1, values.length + 1, values.length + 1 + withheld),
      z: standardizedAmong(values, [low, own, high]),
    };
  }
}

/** A quotient over the share that the areas' are over. */
function rescaleToShare({ share: common }: Known, share: number | undefined): (quotient: number) => number {
  const isOther = share !== undefined && common !== undefined && share !== common;
  return (quotient) => (isOther ? (quotient * share) / common : quotient);
}

function placeAmong(own: number, { values }: Known): number {
  const ties = values.filter((value) => areAlike(value, own)).length;
  const before = values.filter((value) => value > own && !areAlike(value, own)).length;
  return 1 + before + ties / 2;
}

function ranged(value: number, low: number, high: number): Datum {
  return low === value && high === value ? disclosed(value) : estimated(value, { low, high });
}

/** As `sweep` standardises them, the region being one of the areas. */
function standardizedAmong(values: readonly number[], [low, own, high]: readonly [number, number, number]): Datum {
  const standardScore = (quotient: number): number => standardizeQuotients([...values, quotient])?.z.at(-1) ?? NaN;
  const z = standardScore(own);
  if (Number.isNaN(z)) return undefinedBecause(`a quotient of 0, or fewer than ${FEWEST_AREAS} areas that differ`);
  if (low === high) return disclosed(z);
  const least = low > 0 ? standardScore(low) : -Infinity;
  return ranged(z, Math.min(z, least), Math.max(z, standardScore(high)));
}

const NOBODY: Known = { values: [], withheld: 0, share: undefined };
