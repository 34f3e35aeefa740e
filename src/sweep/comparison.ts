import { MEASURES } from "../measures/index.js";
import type { Filters } from "../ranking/criteria.js";
import type { AreaColumns } from "./area-columns.js";
import { LeastSizes } from "./measure-area.js";
import { standardizeQuotients, type Standardized } from "./standardize.js";
import { rankWithTies } from "./ties.js";

const QUOTIENT = MEASURES.findIndex(({ id }) => id === "lq");

/** How one area's industries stand among all areas; arrays are parallel to its rows, NaN where it takes no part. */
export interface AreaStanding {
  /** By location quotient, 1 for the highest; ties share the mean of their places. */
  readonly place: Float64Array;
  /** Of how many areas. */
  readonly of: Float64Array;
  readonly z: Float64Array;
  readonly cutOff: Float64Array;
}

export interface StandardizedIndustry extends Pick<Standardized, "isLog" | "areas" | "cutOff"> {
  readonly industry: number;
}

/**
 * Sets the location quotients of every industry side by side over areas. Holds one number an area and industry,
 * not their rows.
 */
export class QuotientComparison {
  readonly #byIndustry = new Map<
    number,
    { readonly area: number[]; readonly row: number[]; readonly value: number[] }
  >();
  readonly #lengths = new Map<number, number>();

  readonly #least: LeastSizes;

  constructor(filters: Filters) {
    this.#least = new LeastSizes(filters);
  }

  /** @param area its number among the areas of the sweep */
  add(area: number, columns: AreaColumns): void {
    this.#lengths.set(area, columns.length);
    const { value } = columns.quantity(QUOTIENT);
    for (let row = 0; row < columns.length; row++) {
      if (Number.isNaN(value[row]!) || !this.#least.areReached(columns, row)) continue;
      const industry = columns.industry[row]!;
      let known = this.#byIndustry.get(industry);
      if (!known) this.#byIndustry.set(industry, (known = { area: [], row: [], value: [] }));
      known.area.push(area);
      known.row.push(row);
      known.value.push(value[row]!);
    }
  }

  /** @param only the areas whose standings are asked for; all where left out */
  finish(only?: ReadonlySet<number>): {
    readonly standings: ReadonlyMap<number, AreaStanding>;
    readonly industries: readonly StandardizedIndustry[];
  } {
    const standings = new Map<number, AreaStanding>();
    for (const [area, length] of this.#lengths) {
      if (only?.has(area) === false) continue;
      const blank = (): Float64Array => new Float64Array(length).fill(Number.NaN);
      standings.set(area, { place: blank(), of: blank(), z: blank(), cutOff: blank() });
    }
    const industries: StandardizedIndustry[] = [];
    for (const [industry, { area, row, value }] of this.#byIndustry) {
      const places = rankWithTies(value, "higher");
      const standardized = standardizeQuotients(value);
      if (standardized) industries.push({ industry, ...standardized });
      for (let k = 0; k < value.length; k++) {
        const standing = standings.get(area[k]!);
        if (!standing) continue;
        standing.place[row[k]!] = places[k]!;
        standing.of[row[k]!] = value.length;
        if (!standardized) continue;
        standing.z[row[k]!] = standardized.z[k]!;
        standing.cutOff[row[k]!] = standardized.cutOff;
      }
    }
    return { standings, industries };
  }
}
