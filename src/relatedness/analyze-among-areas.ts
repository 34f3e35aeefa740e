import { AMONG_AREAS } from "../measures/place-among-areas.js";
import { RELATED_MEASURES } from "../measures/relatedness.js";
import type { readStandings as ReadStandings } from "../sweep/read-standings.js";
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
 * The analysis that a ranking needs, with where its industries stand among the files' other areas, and what the region is near to by
 * them, if that is asked for or a weight or rule names it: to read those may take longer than all else.
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
  const isNamed = (measures: readonly { readonly id: string }[]): boolean =>
    measures.some(({ id }) => names.includes(id));
  const analysis = analyzeIndustries(inputs, wanted);
  const related = isNamed(RELATED_MEASURES)
    ? await withRelated(analysis, { ...reading, suppressed: wanted.suppressed }, io)
    : analysis;
  const hasPlaces = isNamed(AMONG_AREAS);
  if (!hasPlaces && !isAsked) return { analysis: related, standings: undefined };
  // Whoever does not ask for it need not wait until its code is loaded.
  const { readStandings } = await import("../sweep/read-standings.js");
  const { places, ...standings } = await readStandings(related.table, reading, io);
  if (!hasPlaces) return { analysis: related, standings };
  const rows = related.table.rows.map((row) => {
    const amongAreas = places.get(row.naics);
    return amongAreas ? { ...row, amongAreas } : row;
  });
  return { analysis: { ...related, table: { ...related.table, rows } }, standings };
}

async function withRelated(
  analysis: Analysis,
  reading: StandingOptions & Pick<RankRegionOptions, "suppressed">,
  io: Io,
): Promise<Analysis> {
  const { readRelatedRows } = await import("./related-rows.js");
  const { figures, notes } = await readRelatedRows(analysis.table, reading, io);
  const rows = analysis.table.rows.map((row) => ({ ...row, related: figures(row.naics) }));
  return { ...analysis, table: { ...analysis.table, rows }, notes: [...analysis.notes, ...notes] };
}
