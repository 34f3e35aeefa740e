import { readReferenceTable } from "../files/shipped-table.js";

/** What a private industry is like in the whole country. */
export interface NationSize {
  /** Jobs an establishment. */
  readonly jobs: number;
  /** Pay a job, as a multiple of that of all private industries. */
  readonly pay: number;
}

let sizes: ReadonlyMap<string, NationSize> | undefined;

/**
 * The nation's private industries by code, from the table that ships; read once, and only by estimates that need it.
 *
 * @source BLS QCEW, annual averages 2024, US000, final release; NAICS 2022; made by data/scripts/estimation.mjs
 */
export function readNationSizes(): ReadonlyMap<string, NationSize> {
  return (sizes ??= new Map(
    readReferenceTable("estimation/nation-sizes.csv").map(([code = "", jobs, pay]) => [
      code,
      { jobs: Number(jobs), pay: Number(pay) },
    ]),
  ));
}
