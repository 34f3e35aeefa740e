import { resolve } from "node:path";
import type { AnalysisInputs } from "../analysis.js";
import type { Areas } from "../area/areas.js";
import { composeFromCounties, resolveRegion, type Region } from "../area/region.js";
import type { AreaCode } from "../codes.js";
import { UsageError } from "../errors.js";
import type { AreaSet } from "../industry-table.js";
import type { Note } from "../notes.js";
import { information } from "../notes.js";
import type { QcewField, QcewSource, QcewTable } from "../qcew/table.js";
import { chainRevisions } from "../naics/revision.js";
import { covers } from "../ranking/criteria.js";
import { readClusters, resolveClusters } from "./clusters.js";
import { readQcew } from "./qcew/read.js";
import type { QcewProgress } from "./qcew/request.js";
import { readAreas } from "./reference/areas.js";
import { readNaics } from "./reference/naics.js";
import { readRevisions } from "./reference/revisions.js";
import { dataFolder } from "./reference/table.js";

/** The options that decide what is read; see `inputOptions` of the command line. */
export interface InputOptions {
  readonly qcew: readonly string[];
  readonly region?: string | undefined;
  readonly regions?: Readonly<
    Record<string, { readonly areas: readonly string[]; readonly exclude: readonly string[] }>
  >;
  readonly exclude?: readonly string[];
  readonly reference: string;
  readonly year?: number | undefined;
  readonly suppressed: "estimate" | "drop";
  readonly strict?: boolean;
  readonly clusters?: string | undefined;
}

export interface ReadContext {
  /** Folder that relative paths count from. */
  readonly cwd: string;
  /** Whether results name their inputs by checksum. */
  readonly hash: boolean;
  readonly onProgress?: (progress: QcewProgress) => void;
}

export interface IndustryInputs extends AnalysisInputs {
  readonly sources: readonly QcewSource[];
  readonly notes: readonly Note[];
}

/** Everything that the measures, the recovered reference and the estimates need. */
const FIELDS: readonly QcewField[] = [
  "establishments",
  "employment",
  "month1",
  "month2",
  "month3",
  "wages",
  "lqEstablishments",
  "lqEmployment",
  "lqMonth1",
  "lqMonth2",
  "lqMonth3",
  "lqWages",
  "changeEstablishments",
  "changeEmployment",
  "changeMonth1",
  "changeMonth2",
  "changeMonth3",
  "changeWages",
];

/** Reads what `rank` and its like need: the region's rows, the reference's, and what pins suppressed cells. */
export async function readIndustryInputs(options: InputOptions, context: ReadContext): Promise<IndustryInputs> {
  const { region: regionText } = options;
  if (options.qcew.length === 0) {
    throw new UsageError("no QCEW file was named", {
      code: "OPTION_MISSING",
      hint: "add --qcew FILE (a file, a folder, .zip or .gz); `sector-rank demo` runs on built-in data",
    });
  }
  if (regionText === undefined) {
    throw new UsageError("no region was named", {
      code: "OPTION_MISSING",
      hint: 'add --region with codes (39049,39041), an MSA (C1814), a state (OH) or a name ("Columbus, OH")',
    });
  }
  const areas = readAreas();
  const naics = readNaics();
  const named = options.regions ?? {};
  const resolved = resolveRegion(areas, regionText, {
    named,
    ...(options.exclude && options.exclude.length > 0 && { exclude: options.exclude }),
    ...(options.year !== undefined && { year: options.year }),
  });
  const referenceRegion = resolveRegion(areas, options.reference, { named });

  const wanted = wantedAreas(areas, [resolved, referenceRegion], options);
  const reading = await readQcew(
    options.qcew.map((path) => pathFrom(context.cwd, path)),
    {
      areas: (code) => wanted.has(code),
      fields: FIELDS,
      hash: context.hash,
      ...(options.strict && { strict: true }),
      ...(context.onProgress && { onProgress: context.onProgress }),
    },
  );
  const sources = reading.table.sources.map((source) => ({ ...source, file: withoutDataFolder(source.file) }));
  const notes: Note[] = [...reading.notes];
  const region = areasInFiles(areas, resolved, reading.table, options.year, notes);
  const reference = areasInFiles(areas, referenceRegion, reading.table, options.year, []);
  const clusterFile = options.clusters === undefined ? undefined : pathFrom(context.cwd, options.clusters);
  const clusters = clusterFile === undefined ? undefined : await readClusters(clusterFile);
  return {
    qcew: { ...reading.table, sources },
    region,
    reference,
    referenceChosen: options.reference !== NATION,
    naics,
    revisionBetween: (from, to) => chainRevisions(readRevisions(), from, to),
    metropolitanCounties: new Map(
      reading.table.areas
        .filter((code) => /^C\d/.test(code))
        .map((code) => [code, areas.countiesOf(code, options.year)]),
    ),
    ...(clusters &&
      clusterFile !== undefined && {
        clusters: (codes: readonly string[]) =>
          resolveClusters(clusters, clusterFile, (code) => codes.filter((one) => covers(code, { naics: one }))),
      }),
    sources,
    notes,
  };
}

/** Where the package lies on a machine is no part of a result. */
function withoutDataFolder(file: string): string {
  const folder = dataFolder();
  return file.startsWith(folder) ? `built-in${file.slice(folder.length).replaceAll("\\", "/")}` : file;
}

/** The path as the user named it, which is how results and errors name the file, wherever that works. */
function pathFrom(folder: string, path: string): string {
  return folder === process.cwd() ? path : resolve(folder, path);
}

const NATION = "US000";

/**
 * Areas whose rows are kept. Estimates need every total that binds: the states that the region lies in with
 * all their counties, and the metropolitan areas over them.
 */
function wantedAreas(areas: Areas, regions: readonly Region[], options: InputOptions): ReadonlySet<string> {
  const wanted = new Set<string>([NATION]);
  for (const region of regions) {
    for (const code of region.areas) {
      wanted.add(code);
      for (const county of areas.countiesOf(code, options.year)) wanted.add(county);
    }
  }
  if (options.suppressed === "drop") return wanted;
  const [region] = regions;
  const states = new Set<string>();
  for (const code of region?.areas ?? []) {
    for (const county of [...areas.countiesOf(code, options.year), code]) {
      if (/^\d{5}$/.test(county)) states.add(county.slice(0, 2));
    }
  }
  for (const { code, kind } of areas.all) {
    if (/^\d{5}$/.test(code) && states.has(code.slice(0, 2))) {
      wanted.add(code);
      if (kind === "county") for (const whole of areas.areasContaining(code)) wanted.add(whole.code);
    }
  }
  return wanted;
}

/** The region's own published rows where the files hold them; else its counties, and a note that says so. */
function areasInFiles(
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
