import { hasValue, type Datum } from "../datum.js";
import type { IndustryTable } from "../industry-table.js";
import { locationQuotientMeasure } from "../measures/location-quotient.js";

/** Where a region's location quotient in one industry stands among areas. */
export interface Standing {
  /** 1 is the highest; ties share the mean of their places. */
  readonly place: number;
  /** Areas with a figure, the region itself among them. */
  readonly of: number;
  /** Areas that have the industry and whose figure is suppressed: any of them might stand before. */
  readonly withheld: number;
}

/** Collects the published location quotients of areas, against which a region is set. */
export class QuotientsOfAreas {
  readonly #byIndustry = new Map<string, { readonly values: number[]; withheld: number }>();
  #areas = 0;

  /** How many areas there are. */
  get areas(): number {
    return this.#areas;
  }

  add(table: IndustryTable): void {
    this.#areas++;
    for (const row of table.rows) {
      let known = this.#byIndustry.get(row.naics);
      if (!known) this.#byIndustry.set(row.naics, (known = { values: [], withheld: 0 }));
      const quotient = locationQuotientMeasure.compute(row, table);
      if (hasValue(quotient)) known.values.push(quotient.value);
      else if (quotient.status === "suppressed") known.withheld++;
    }
  }

  /** The standing of a region that is not itself among the areas. */
  standingOf(naics: string, quotient: Datum | undefined): Standing | undefined {
    if (!quotient || !hasValue(quotient)) return undefined;
    const { values, withheld } = this.#byIndustry.get(naics) ?? { values: [], withheld: 0 };
    const before = values.filter((value) => value > quotient.value).length;
    const ties = values.filter((value) => value === quotient.value).length;
    return { place: 1 + before + ties / 2, of: values.length + 1, withheld };
  }
}
