import { readReferenceTable } from "../../files/shipped-table.js";
import type { Downturn } from "../downturns.js";

/** Recessions of the United States, in order. */
export function readDownturns(): readonly Downturn[] {
  return readReferenceTable("economy/downturns.csv").map(([firstYear = "", lastYear = "", peak = "", trough = ""]) => ({
    firstYear: Number(firstYear),
    lastYear: Number(lastYear),
    peak,
    trough,
  }));
}
