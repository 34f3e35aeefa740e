import type { Standing } from "../report/rank-inputs.js";
import { hasValue, valueOf, type Datum, type DatumStatus } from "../core/datum.js";
import type { IndustryTable, PeriodFigures } from "../core/industry-table.js";
import { locationQuotientMeasure, quotientColumn } from "../measures/location-quotient.js";
import { statusName } from "../core/quantity-columns.js";
import type { AreaFigures } from "./column-tables.js";
import { areAlike } from "./ties.js";

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

  add(table: IndustryTable): void {
    this.#areas++;
    for (const row of table.rows) {
      const quotient = locationQuotientMeasure.compute(row, table);
      const share = (): number | undefined => referenceShare(row.reference.end, table.total.reference.end);
      this.#addOne(row.naics, { value: valueOf(quotient), status: quotient.status, share });
    }
  }

  /** What `add` does, of columns. */
  addColumn({ figures, industry }: AreaFigures, codes: readonly { readonly naics: string }[]): void {
    this.#areas++;
    const { status, value } = quotientColumn("end", "employment", figures);
    for (let row = 0; row < figures.length; row++) {
      const known = Number.isNaN(value[row]!) ? undefined : value[row]!;
      const share = (): number | undefined => {
        const jobs = figures.reference.end.employment.value[row]!;
        const all = valueOf(figures.total.reference.end.employment);
        return jobs > 0 && all !== undefined ? jobs / all : undefined;
      };
      this.#addOne(codes[industry[row]!]!.naics, { value: known, status: statusName(status[row]!), share });
    }
  }

  #addOne(
    naics: string,
    { value, status, share }: { value: number | undefined; status: DatumStatus; share: () => number | undefined },
  ): void {
    let known = this.#byIndustry.get(naics);
    if (!known) this.#byIndustry.set(naics, (known = { values: [], withheld: 0, share: share() }));
    if (value !== undefined) known.values.push(value);
    else if (status === "suppressed") known.withheld++;
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
