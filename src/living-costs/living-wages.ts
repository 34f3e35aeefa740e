import type { AreaCode } from "../core/codes.js";

/** What a household needs in one place, in dollars an hour of one full-time earner. */
export interface PlaceWages {
  readonly name: string;
  readonly line: number;
  /** By household; a household that the table leaves empty is not there. */
  readonly hourly: ReadonlyMap<string, number>;
}

/** A table of living wages: places by households. */
export interface LivingWages {
  readonly file: string;
  /** Undefined where the table does not say. */
  readonly year: number | undefined;
  /** In the order of the table, in words that a name of a figure may hold. */
  readonly households: readonly string[];
  /** By QCEW's area code: counties, states such as 39000, metropolitan areas such as C1814. */
  readonly places: ReadonlyMap<AreaCode, PlaceWages>;
}

/** A household's name in a table, without the signs that lists of weights and rules give a meaning to. */
export function nameHousehold(text: string): string {
  return text
    .replace(/[()[\],;:=*"']/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}
