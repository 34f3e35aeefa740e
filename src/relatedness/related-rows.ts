import { undefinedBecause } from "../core/datum.js";
import { InputError } from "../core/errors.js";
import type { IndustryTable, RelatedFigures } from "../core/industry-table.js";
import type { Note } from "../core/notes.js";
import type { Io } from "../output/io.js";
import { readComparedAreas } from "./read/compared-areas.js";
import { relatednessNotes } from "./relatedness-notes.js";
import { relateRegion } from "./region-relatedness.js";

type ReadingOptions = Omit<Parameters<typeof readComparedAreas>[1], "areas">;

/** What a region's industries are near to, by code, and what is to be known of it. */
interface RelatedRows {
  readonly figures: (naics: string) => RelatedFigures;
  readonly notes: readonly Note[];
}

/**
 * Density, strategic gain and complexity of a region's industries, over the files' other areas. Where there are none, every figure says so.
 */
export async function readRelatedRows(table: IndustryTable, options: ReadingOptions, io: Io): Promise<RelatedRows> {
  const unrelated = (reason: string): RelatedRows => {
    const none = undefinedBecause(reason);
    return { figures: () => ({ density: none, strategicGain: none, complexity: none }), notes: [] };
  };
  if (options.bridge === "group" && table.rows.some(({ startMembers }) => startMembers !== undefined)) {
    return unrelated("industries grouped over a revision of NAICS (--bridge group) are not those of other areas");
  }
  let read;
  try {
    read = await readComparedAreas(table, { ...options, areas: [] }, 0, io);
  } catch (error) {
    if (!(error instanceof InputError && error.details.code === "AREA_NOT_IN_FILES")) throw error;
    return unrelated("the files hold no other areas whose industries could be compared");
  }
  const rows = new Map(table.rows.map((row) => [row.naics, row]));
  const { industries, model } = relateRegion(table, rows, read, { leastJobs: 0 });
  const found = new Map(
    industries.map(({ naics, density, gain, complexity }): [string, RelatedFigures] => [
      naics,
      { density, strategicGain: gain, complexity },
    ]),
  );
  return { figures: (naics) => found.get(naics)!, notes: relatednessNotes(read, model, 0) };
}
