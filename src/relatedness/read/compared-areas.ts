import { requireApart } from "../../areas/overlap.js";
import { readAreas } from "../../areas/read-areas.js";
import { InputError } from "../../core/errors.js";
import type { IndustryTable } from "../../core/industry-table.js";
import type { Io } from "../../output/io.js";
import { AREA_CHOICES, chooseSweptAreas, isOfKind, type AreaChoice } from "../../sweep/read/sweep-areas.js";
import { kindsFor } from "../../sweep/read-standings.js";
import { readPresence, type ReadPresence } from "./read-presence.js";

type ReadingOptions = Omit<Parameters<typeof readPresence>[0], "areas"> & { readonly areas: readonly string[] };

/**
 * The areas whose industries are compared: those asked for, or the first kind that the files hold several of.
 *
 * @param table of the region that is set beside them, of whose latest year they are read; undefined if there is none
 * @throws {InputError} AREA_NOT_IN_FILES where the files hold no two areas of any kind
 */
export async function readComparedAreas(
  table: IndustryTable | undefined,
  options: ReadingOptions,
  leastJobs: number,
  io: Io,
): Promise<ReadPresence> {
  const asked = { ...options, ...(table && { year: table.years.end }) };
  if (options.areas.length > 0) {
    requireOneGround(options);
    return await readPresence(asked, leastJobs, io);
  }
  const kinds: readonly AreaChoice[] = table ? kindsFor(table) : AREA_CHOICES;
  for (const kind of kinds) {
    try {
      return await readPresence({ ...asked, areas: [kind] }, leastJobs, io);
    } catch (error) {
      if (!(error instanceof InputError && error.details.code === "AREA_NOT_IN_FILES")) throw error;
    }
  }
  throw new InputError("the files hold no other areas whose industries could be compared", {
    code: "AREA_NOT_IN_FILES",
    found: table ? `areas of the region: ${table.region.areas.slice(0, 6).join(", ")}` : "no two areas of one kind",
    hint: "how near industries are to each other is seen in many areas: give a file of all counties or metropolitan areas (QCEW singlefile), or a store of one",
  });
}

/**
 * Makes sure that listed areas don't overlap, so that no job counts in two of them.
 *
 * @throws {UsageError} AREA_OVERLAP, CONNECTICUT_MIXED, and what `chooseSweptAreas` throws
 */
function requireOneGround(options: ReadingOptions): void {
  const areas = readAreas();
  const chosen = chooseSweptAreas(areas, options.areas, options);
  if (!("regions" in chosen)) return;
  const codes = chosen.regions.flatMap((region) => region.areas);
  // Counties lie apart, and a list of three thousand has millions of pairs.
  const isApart = new Set(codes).size === codes.length && codes.every((code) => isOfKind("counties", code));
  if (!isApart) requireApart(areas, codes);
}
