import { recogniseMatrix } from "./matrix-table.js";
import { cellAt } from "../../files/columns.js";
import { readRows, type SourceText } from "../../files/read-rows.js";
import type { OnRow } from "../../files/delimited.js";
import { recogniseFacts } from "./facts-table.js";
import { recogniseOews } from "./oews-table.js";

/** What a file of occupations holds. */
export type OccupationContent = "staffing" | "areas" | "facts";

/** Titles and dates may stand above a header. */
const ROWS_LOOKED_AT = 41;

/**
 * Finds out by the headers, and one row below, which kinds of tables of occupations are in a file. Nothing else is read of
 * a text file; what is wrong with it is for its reader to report.
 *
 * @returns undefined if the file is of another kind
 */
export async function recogniseOccupationFile(path: string, cwd: string): Promise<ReadonlySet<OccupationContent>> {
  const found = new Set<OccupationContent>();
  try {
    await readRows([path], { begin: (text) => lookAt(text, found), end: () => undefined }, { cwd });
  } catch {
    return found.size > 0 ? found : new Set();
  }
  return found;
}

function lookAt({ isHidden }: SourceText, found: Set<OccupationContent>): OnRow {
  let rows = 0;
  let kindOf: ((cells: readonly string[]) => OccupationContent) | undefined;
  return (cells) => {
    if (isHidden) return false;
    if (kindOf) {
      found.add(kindOf(cells));
      return false;
    }
    kindOf = kindByHeader(cells);
    return ++rows < ROWS_LOOKED_AT;
  };
}

function kindByHeader(header: readonly string[]): ((cells: readonly string[]) => OccupationContent) | undefined {
  if (recogniseMatrix(header)) return () => "staffing";
  const oews = recogniseOews(header);
  if (oews) {
    const { naics, industryGroup } = oews.places;
    return (cells) => {
      const isCross =
        cellAt(cells, industryGroup).toLowerCase() === "cross-industry" || /^0+$/.test(cellAt(cells, naics));
      return naics < 0 || isCross ? "areas" : "staffing";
    };
  }
  return recogniseFacts(header) ? () => "facts" : undefined;
}
