import { AMONG_AREAS } from "../measures/place-among-areas.js";
import type { readStandings as ReadStandings } from "./read-standings.js";
import type { Io } from "../output/io.js";
import type { FurtherFactor } from "../ranking/factor.js";
import { listNames, type RankRegionOptions } from "../ranking/rank-region.js";
import { analyzeIndustries, type Analysis, type AnalysisInputs } from "../region/analysis.js";
import type { RegionStandings } from "../report/rank-inputs.js";

type StandingOptions = Parameters<typeof ReadStandings>[1];

/** An analysis with the places that its weights or rules name, and where a region's industries stand. */
interface PlacedAnalysis {
  readonly analysis: Analysis;
  readonly standings: RegionStandings | undefined;
}

/**
 * The analysis that a ranking needs, with where its industries stand among the files' other areas if that is asked for or a
 * weight or rule names it: to read those may take longer than all else.
 *
 * @param userFactors factors beside the measures
 * @throws {UsageError} what `chooseFactors` throws, before anything is computed
 */
export async function analyzeAmongAreas(
  inputs: AnalysisInputs,
  wanted: RankRegionOptions,
  { userFactors, isAsked = false }: { readonly userFactors: readonly FurtherFactor[]; readonly isAsked?: boolean },
  reading: StandingOptions,
  io: Io,
): Promise<PlacedAnalysis> {
  const names = listNames(wanted, userFactors);
  const isNamed = AMONG_AREAS.some(({ id }) => names.includes(id));
  const analysis = analyzeIndustries(inputs, wanted);
  if (!isNamed && !isAsked) return { analysis, standings: undefined };
  // Whoever does not ask for it need not wait until its code is loaded.
  const { readStandings } = await import("./read-standings.js");
  const { places, ...standings } = await readStandings(analysis.table, reading, io);
  if (!isNamed) return { analysis, standings };
  const rows = analysis.table.rows.map((row) => {
    const amongAreas = places.get(row.naics);
    return amongAreas ? { ...row, amongAreas } : row;
  });
  return { analysis: { ...analysis, table: { ...analysis.table, rows } }, standings };
}
