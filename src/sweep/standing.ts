import { hasValue, valueOf, type Datum, type DatumStatus } from "../datum.js";
import type { IndustryTable } from "../industry-table.js";
import { locationQuotientMeasure, quotientColumn } from "../measures/location-quotient.js";
import { statusName } from "../quantity-columns.js";
import type { AreaFigures } from "./column-tables.js";
import { areAlike } from "./ties.js";

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
      const quotient = locationQuotientMeasure.compute(row, table);
      this.#addOne(row.naics, valueOf(quotient), quotient.status);
    }
  }

  /** What `add` does, of columns. */
  addColumn({ figures, industry }: AreaFigures, codes: readonly { readonly naics: string }[]): void {
    this.#areas++;
    const { status, value } = quotientColumn("end", "employment", figures);
    for (let row = 0; row < figures.length; row++) {
      const known = Number.isNaN(value[row]!) ? undefined : value[row]!;
      this.#addOne(codes[industry[row]!]!.naics, known, statusName(status[row]!));
    }
  }

  #addOne(naics: string, value: number | undefined, status: DatumStatus): void {
    let known = this.#byIndustry.get(naics);
    if (!known) this.#byIndustry.set(naics, (known = { values: [], withheld: 0 }));
    if (value !== undefined) known.values.push(value);
    else if (status === "suppressed") known.withheld++;
  }

  /** The standing of a region that is not itself among the areas. */
  standingOf(naics: string, quotient: Datum | undefined): Standing | undefined {
    if (!quotient || !hasValue(quotient)) return undefined;
    const { values, withheld } = this.#byIndustry.get(naics) ?? { values: [], withheld: 0 };
    const ties = values.filter((value) => areAlike(value, quotient.value)).length;
    const before = values.filter((value) => value > quotient.value && !areAlike(value, quotient.value)).length;
    return { place: 1 + before + ties / 2, of: values.length + 1, withheld };
  }
}
