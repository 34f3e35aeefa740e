import type { CellEstimates } from "../suppression/estimate.js";

/**
 * Estimates of the withheld cells of one reading, each computed once for all tables of it: they are of rows of every
 * level and area, so that a table of sectors and one of 4-digit industries take the same.
 */
export class KeptEstimates {
  readonly #kept = new Map<string, CellEstimates>();

  /** @param key of what estimates depend on beside the reading: periods, the bridge between revisions, ownership */
  of(key: string, make: () => CellEstimates): CellEstimates {
    let found = this.#kept.get(key);
    if (!found) this.#kept.set(key, (found = make()));
    return found;
  }
}
