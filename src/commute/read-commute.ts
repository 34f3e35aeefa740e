import { readAreas, readNeighbours } from "../areas/read-areas.js";
import type { InputValues } from "../command/run-options.js";
import { showsChecksums } from "../command/read-inputs.js";
import { startProgress } from "../command/progress.js";
import { UsageError } from "../core/errors.js";
import type { Io } from "../output/io.js";
import { analyzeCommute, type CommuteAnalysis } from "./analysis.js";
import type { NoteContext } from "./commute-notes.js";
import type { FlowValues } from "./options.js";
import { readFlows } from "./read/read-flows.js";

type CommuteOptions = FlowValues &
  Pick<InputValues, "exclude" | "regions"> & { readonly region?: string | undefined } & Parameters<
    typeof showsChecksums
  >[0];

/** What notes of flows need beside them. */
export function commuteContext(): NoteContext {
  return { areas: readAreas(), neighbours: readNeighbours() };
}

/**
 * Reads flows and finds what they say of a region, with progress on a terminal.
 *
 * @throws {UsageError} OPTION_MISSING without files or region
 * @throws {InputError} those of `readFlows` and `analyzeCommute`
 */
export async function readCommute(options: CommuteOptions, io: Io): Promise<CommuteAnalysis> {
  const { lodes, region, exclude, regions, lodesYear, tiedShare } = options;
  if (lodes.length === 0) {
    throw new UsageError("no file of commuter flows was named", {
      code: "OPTION_MISSING",
      hint: "add --lodes FILE: LODES od_main and od_aux, which `sector-rank fetch --what lodes --region R` brings",
    });
  }
  if (region === undefined) {
    throw new UsageError("no region was named", {
      code: "OPTION_MISSING",
      hint: 'add --region with codes (20173,20015), an MSA (C4862), a state (KS) or a name ("Wichita, KS")',
    });
  }
  const areas = readAreas();
  const progress = startProgress(io, "reading", "bytes");
  try {
    const files = await readFlows(lodes, areas, {
      cwd: io.cwd,
      hash: showsChecksums(options),
      onProgress: ({ bytesDone, bytesTotal }) => progress.update(bytesDone, bytesTotal),
    });
    const question = { region, exclude, regions, lodesYear, threshold: tiedShare / 100 };
    return analyzeCommute(files, question, areas);
  } finally {
    progress.end();
  }
}
