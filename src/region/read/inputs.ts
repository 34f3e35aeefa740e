import type { AnalysisInputs } from "../analysis.js";
import { resolveRegion, type Region } from "../../areas/region.js";
import { checkConsistency } from "../../consistency/check.js";
import { consistencyNotes, summarizeFindings } from "../../consistency/notes.js";
import { requireNoHoles } from "../../consistency/strict.js";
import { NATION, type NaicsVersion } from "../../core/codes.js";
import { UsageError } from "../../core/errors.js";
import type { Note } from "../../core/notes.js";
import { withoutFields } from "../../qcew/join-tables.js";
import type { QcewSource, QcewTable } from "../../qcew/table.js";
import { isDeeper, isUnder } from "../../naics/levels.js";
import type { JobsOf } from "../coverage.js";
import { withStartFromChange, type PeriodRequest } from "../periods.js";
import { meaningOfCode } from "../../naics/code-meaning.js";
import type { Naics } from "../../naics/naics.js";
import type { ChosenProjections } from "../../projections/chosen.js";
import { chainRevisions, type Revision } from "../../naics/revision.js";
import {
  areasThatBind,
  CHECK_FIELDS,
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
import { everyArea, regionInFiles, type RegionInFiles } from "./region-in-files.js";
import { readChosenSignals, parseSignalFiles } from "./signals.js";
import { readChosenWorkforce } from "./workforce.js";
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
  /** Figures of other publishers for estimates: `cbp=FILE`, `qwi=FILE`. */
  readonly signal?: readonly string[];
  /** Quarterly Workforce Indicators, for hires, separations, turnover and pay of new hires. */
  readonly qwi?: readonly string[];
  /** Years before the span are read of a store, too. */
  readonly allYears?: boolean;
}

export interface IndustryInputs extends AnalysisInputs {
  readonly sources: readonly QcewSource[];
  readonly projectionSources: readonly ProjectionSource[];
  /** The file of the price index, if there is one. */
  readonly priceSources: readonly ProjectionSource[];
  /** Files of other publishers' figures. */
  readonly signalSources: readonly ProjectionSource[];
  /** Files of Quarterly Workforce Indicators. */
  readonly workforceSources: readonly ProjectionSource[];
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
  const signalFiles = parseSignalFiles(options);
  const areas = readAreas();
  const named = options.regions ?? {};
  const { exclude = [] } = options;
  const regionIn = (year: number | undefined): Region =>
    resolveRegion(areas, regionText, { named, exclude, ...(year !== undefined && { year }) });
  const referenceIn = (year: number | undefined): Region =>
    resolveRegion(areas, options.reference, { named, ...(year !== undefined && { year }) });

  const wanted = areasThatBind(
    areas,
    [everyArea(regionIn, options.year), everyArea(referenceIn, options.year)],
    options,
  );
  const { year, since, quarter } = options;
  const request: PeriodRequest = { year, since, quarter };
  let decided: RegionInFiles | undefined;
  let downturn: Note | undefined;
  const yearsOfSpan = (held: QcewTable, jobsOf?: JobsOf): YearRange => {
    if (options.strict) requireNoHoles(held, areas);
    const question = { areas, regionIn, referenceIn, request, ...(jobsOf && { jobsOf }) };
    decided = regionInFiles(held, question);
    const { span } = decided;
    downturn = downturnNote(span, yearsHeldBy(held, span.areas, span.end.quarter), readDownturns());
    return yearsRead(span, options);
  };
  const reading = await readAreaRows(options, wanted, context, yearsOfSpan);
  const { region, reference, changes, span, notes } = decided!;
  // After the files: reading them is when the most memory is taken.
  const naics = readNaics();
  const counties = metropolitanCounties(areas, reading.table, span.end.year);
  const contradictions = consistencyNotes(summarizeFindings(checkConsistency(reading.table, counties), reading.table));
  // What a row prints in other words has served its purpose, and is a fourth of the table.
  const qcew = withoutFields(reading.table, CHECK_FIELDS);
  const projections = await readChosenProjections(options, context);
  const priced = await readChosenPrices(options, context);
  const signals = await readChosenSignals(signalFiles, options, reading.table, context);
  const sides = { areas, naics, region, reference, year: span.end.year };
  const workforce = await readChosenWorkforce(options.qwi ?? [], sides, context);
  const clusters =
    options.clusters === undefined
      ? undefined
      : await readChosenClusters(pathFrom(context.cwd, options.clusters), naics);
  return {
    qcew,
    region,
    reference,
    referenceChosen: options.reference !== NATION,
    naics,
    revisionBetween,
    chosen: { request, span: withStartFromChange(reading.table, span) },
    changes,
    metropolitanCounties: counties,
    ...(clusters && { clusters: clusters.groups }),
    ...(projections && { projections: projections.chosen }),
    ...(priced && { prices: priced.index }),
    ...(workforce && { workforce: workforce.chosen }),
    signals: signals.signals,
    sources: reading.table.sources,
    signalSources: signals.sources,
    workforceSources: workforce?.sources ?? [],
    priceSources: priced ? [priced.source] : [],
    projectionSources: projections?.sources ?? [],
    notes: [
      ...reading.notes,
      ...(downturn ? [downturn] : []),
      ...contradictions,
      ...signals.notes,
      ...(clusters?.notes ?? []),
      ...notes,
    ],
  };
}

/** The user's clusters, to be made of a table's own codes once it exists. */
export async function readChosenClusters(
  file: string,
  naics: Naics,
): Promise<{ readonly groups: NonNullable<AnalysisInputs["clusters"]>; readonly notes: readonly Note[] }> {
  const { readClusters, resolveClusters } = await import("./clusters.js");
  const { lines, notes } = await readClusters(file);
  const groups: NonNullable<AnalysisInputs["clusters"]> = (codes, version) =>
    resolveClusters(
      lines,
      file,
      (code) => codes.filter((one) => isUnder(one, code)),
      (code) => naics.inQcew(code, version) && codes.some((one) => !isDeeper(code, one)),
      (code) => meaningOfCode(code, { codes, naics, version, revisionBetween }),
    );
  return { groups, notes };
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
