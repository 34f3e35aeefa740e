import { requireOneConnecticut } from "../connecticut.js";
import type { AnalysisInputs } from "../analysis.js";
import type { Areas } from "../../areas/areas.js";
import { composeFromCounties, resolveRegion, type Region } from "../../areas/region.js";
import { checkConsistency } from "../../consistency/check.js";
import { consistencyNotes } from "../../consistency/notes.js";
import { NATION, type AreaCode, type NaicsVersion } from "../../core/codes.js";
import { UsageError } from "../../core/errors.js";
import type { AreaSet } from "../../core/industry-table.js";
import type { Note } from "../../core/notes.js";
import { information } from "../../core/notes.js";
import type { QcewSource, QcewTable } from "../../qcew/table.js";
import { isDeeper, isUnder } from "../../naics/levels.js";
import { chooseSpan, type PeriodRequest } from "../periods.js";
import { meaningOfCode } from "../../naics/code-meaning.js";
import type { Naics } from "../../naics/naics.js";
import type { ChosenProjections } from "../../projections/chosen.js";
import { chainRevisions, type Revision } from "../../naics/revision.js";
import {
  areasThatBind,
  metropolitanCounties,
  pathFrom,
  readAreaRows,
  requireFiles,
  type ReadContext,
} from "./area-rows.js";
import type { PriceIndexReading } from "./price-index.js";
import type { ProjectionMapping } from "../../projections/read/mapping.js";
import type { ProjectionSource } from "../../projections/read/read.js";
import type { YearRange } from "../../qcew/year-range.js";
import { readAreas } from "../../areas/read-areas.js";
import { readNaics } from "../../naics/read-naics.js";
import { readRevisions } from "../../naics/read-revisions.js";
import { downturnNote, yearsHeldBy } from "../downturns.js";
import { readDownturns } from "./downturns.js";
import { yearsRead } from "./years-read.js";

/** The options that decide what is read; see `inputOptions` of the command line. */
export interface InputOptions extends PeriodRequest {
  readonly qcew: readonly string[];
  readonly region?: string | undefined;
  readonly regions?: Readonly<
    Record<string, { readonly areas: readonly string[]; readonly exclude: readonly string[] }>
  >;
  readonly exclude?: readonly string[];
  readonly reference: string;
  readonly suppressed: "estimate" | "drop";
  readonly strict?: boolean;
  readonly clusters?: string | undefined;
  /** Files of projections, the areas in them to use, and how they are laid out where no known layout fits. */
  readonly projections?: readonly string[];
  readonly projectionsArea?: readonly string[];
  readonly mapping?: ProjectionMapping | undefined;
  /** A price index by year, for pay in constant dollars. */
  readonly priceIndex?: string | undefined;
  /** Years before the span are read of a store, too. */
  readonly allYears?: boolean;
}

export interface IndustryInputs extends AnalysisInputs {
  readonly sources: readonly QcewSource[];
  readonly projectionSources: readonly ProjectionSource[];
  /** The file of the price index, if there is one. */
  readonly priceSources: readonly ProjectionSource[];
  readonly notes: readonly Note[];
}

/** Reads what `rank` and its like need: the region's rows, the reference's, and what pins suppressed cells. */
export async function readIndustryInputs(options: InputOptions, context: ReadContext): Promise<IndustryInputs> {
  const { region: regionText } = options;
  requireFiles(options);
  if (regionText === undefined) {
    throw new UsageError("no region was named", {
      code: "OPTION_MISSING",
      hint: 'add --region with codes (39049,39041), an MSA (C1814), a state (OH) or a name ("Columbus, OH")',
    });
  }
  const areas = readAreas();
  const named = options.regions ?? {};
  const resolved = resolveRegion(areas, regionText, {
    named,
    ...(options.exclude && options.exclude.length > 0 && { exclude: options.exclude }),
    ...(options.year !== undefined && { year: options.year }),
  });
  const referenceRegion = resolveRegion(areas, options.reference, { named });

  const wanted = areasThatBind(areas, [resolved, referenceRegion], options);
  let downturn: Note | undefined;
  const yearsOfSpan = (held: QcewTable): YearRange => {
    const { areas: present } = areasInFiles(areas, resolved, held, options.year, []);
    requireOneConnecticut(held, present, options);
    const span = chooseSpan(held, present, options);
    downturn = downturnNote(span, yearsHeldBy(held, present, span.end.quarter), readDownturns());
    return yearsRead(span, options);
  };
  const reading = await readAreaRows(options, wanted, context, yearsOfSpan);
  // After the files: reading them is when the most memory is taken.
  const naics = readNaics();
  const notes: Note[] = [...reading.notes, ...(downturn ? [downturn] : [])];
  const counties = metropolitanCounties(areas, reading.table, options.year);
  notes.push(...consistencyNotes(checkConsistency(reading.table, counties), reading.table));
  const region = areasInFiles(areas, resolved, reading.table, options.year, notes);
  const reference = areasInFiles(areas, referenceRegion, reading.table, options.year, []);
  const projections = await readChosenProjections(options, context);
  const priced = await readChosenPrices(options, context);
  const clusters =
    options.clusters === undefined
      ? undefined
      : await readChosenClusters(pathFrom(context.cwd, options.clusters), naics);
  return {
    qcew: reading.table,
    region,
    reference,
    referenceChosen: options.reference !== NATION,
    naics,
    revisionBetween,
    metropolitanCounties: counties,
    ...(clusters && { clusters }),
    ...(projections && { projections: projections.chosen }),
    ...(priced && { prices: priced.index }),
    sources: reading.table.sources,
    priceSources: priced ? [priced.source] : [],
    projectionSources: projections?.sources ?? [],
    notes,
  };
}

/** The user's clusters, to be made of a table's own codes once it exists. */
async function readChosenClusters(file: string, naics: Naics): Promise<NonNullable<AnalysisInputs["clusters"]>> {
  const { readClusters, resolveClusters } = await import("./clusters.js");
  const lines = await readClusters(file);
  return (codes, version) =>
    resolveClusters(
      lines,
      file,
      (code) => codes.filter((one) => isUnder(one, code)),
      (code) => naics.inQcew(code, version) && codes.some((one) => !isDeeper(code, one)),
      (code) => meaningOfCode(code, { codes, naics, version, revisionBetween }),
    );
}

function revisionBetween(from: NaicsVersion, to: NaicsVersion): Revision {
  return chainRevisions(readRevisions(), from, to);
}

/** The projections that the options name, of the areas that they choose. */
async function readChosenProjections(
  { projections = [], projectionsArea = [], mapping }: InputOptions,
  { hash }: ReadContext,
): Promise<{ readonly chosen: ChosenProjections; readonly sources: readonly ProjectionSource[] } | undefined> {
  if (projections.length === 0) return undefined;
  const { readProjections } = await import("../../projections/read/read.js");
  const { chooseProjections } = await import("../../projections/choose.js");
  const { tables, sources } = await readProjections(projections, { mapping, hash: hash === true });
  return { chosen: chooseProjections(tables, projectionsArea, readNaics(), revisionBetween), sources };
}

/** The price index that the options name. */
async function readChosenPrices(
  { priceIndex }: InputOptions,
  { hash }: ReadContext,
): Promise<PriceIndexReading | undefined> {
  if (priceIndex === undefined) return undefined;
  const { readPriceIndex } = await import("./price-index.js");
  return readPriceIndex(priceIndex, hash === true);
}

/** The region's own published rows where the files hold them; else its counties, and a note that says so. */
export function areasInFiles(
  areas: Areas,
  region: Region,
  table: QcewTable,
  year: number | undefined,
  notes: Note[],
): AreaSet {
  const present = new Set<string>(table.areas);
  if (region.published === undefined) return { name: region.name, areas: region.areas, composed: true };
  const asPublished: AreaSet = { name: region.name, areas: [region.published], composed: false };
  if (present.has(region.published)) return asPublished;
  const counties = composeFromCounties(areas, region, year);
  if (!counties || counties.areas.length < 2 || !counties.areas.some((code: AreaCode) => present.has(code))) {
    return asPublished;
  }
  notes.push(
    information(
      "summed-from-counties",
      `The files hold no rows of ${region.published} itself: its ${counties.areas.length} counties were summed.`,
    ),
  );
  return { name: region.name, areas: counties.areas, composed: true };
}
