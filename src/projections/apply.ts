import type { IndustryRow } from "../core/industry-table.js";
import type { Note } from "../core/notes.js";
import type { ChosenProjections } from "./chosen.js";
import { matchProjections, type MatchInputs } from "./match.js";
import { matchNotes } from "./notes.js";

/** The table's rows with their projections, and what the reader must know of them. */
export function withProjections(
  rows: readonly IndustryRow[],
  projections: ChosenProjections | undefined,
  inputs: MatchInputs & { readonly endYear: number },
): { readonly rows: readonly IndustryRow[]; readonly notes: readonly Note[] } {
  if (!projections) return { rows, notes: [] };
  const figures = matchProjections(rows, projections, inputs);
  const projected = rows.map((row, index): IndustryRow => ({ ...row, projection: figures[index]! }));
  return { rows: projected, notes: matchNotes(projected, projections, inputs.endYear) };
}
