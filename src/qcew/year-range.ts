import type { AreaCode } from "../core/codes.js";
import type { QcewTable } from "./table.js";

/** Years that are read, the first and the last of them included. */
export interface YearRange {
  readonly first: number;
  readonly last: number;
}

/**
 * Chooses the years to read from a store, which may hold decades, and to keep of files. It is shown one row of each
 * wanted area and period of the store, and the rows read from files already.
 */
export type YearChooser = (held: QcewTable, jobsOf?: StoredJobs) => YearRange;

/** Jobs of all industries in an area and period of a store, which takes a look into it. */
export type StoredJobs = (
  area: AreaCode,
  period: { readonly year: number; readonly quarter: number },
) => number | undefined;
