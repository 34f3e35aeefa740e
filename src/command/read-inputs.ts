import { findOrigin } from "../files/sources-lock.js";
import type { ReadContext } from "../region/read/area-rows.js";
import { readIndustryInputs, type IndustryInputs } from "../region/read/inputs.js";
import type { QcewSource } from "../qcew/table.js";
import type { Provenance } from "../report/provenance.js";
import { TOOL } from "../core/version.js";
import type { Io } from "../output/io.js";
import { startProgress } from "./progress.js";
import { analysisOptions, type InputValues } from "./run-options.js";

/** The options that decide whether a result names its inputs by checksum. */
interface ProvenanceOptions {
  readonly format: string;
  readonly out?: readonly string[];
  readonly outDir?: string | undefined;
  readonly about?: string | undefined;
}

/** Formats that say nothing of where figures come from, or only the files' names: no room for checksums. */
const WITHOUT_CHECKSUMS: ReadonlySet<string> = new Set(["table", "csv"]);

/**
 * Whether a result of these options names its inputs by checksum. Computing one takes longer than finding a
 * region's rows, so it is left out where nobody would see it.
 */
export function showsChecksums({ format, out = [], outDir, about }: ProvenanceOptions): boolean {
  return (
    !WITHOUT_CHECKSUMS.has(format) ||
    outDir !== undefined ||
    about !== undefined ||
    out.some((file) => !file.toLowerCase().endsWith(".csv"))
  );
}

/** Reads what a ranking needs, with progress on a terminal. */
export async function readInputs(
  options: InputValues & ProvenanceOptions,
  io: Io,
  { allYears = false }: { readonly allYears?: boolean } = {},
): Promise<IndustryInputs> {
  const asked = { ...analysisOptions(options), allYears };
  return readWithProgress(options, io, (context) => readIndustryInputs(asked, context));
}

/** Runs a reading with progress on a terminal, which is taken off whatever happens. */
export async function readWithProgress<Result>(
  options: ProvenanceOptions,
  io: Io,
  read: (context: ReadContext) => Promise<Result>,
): Promise<Result> {
  const progress = startProgress(io, "reading", "bytes");
  try {
    return await read({
      cwd: io.cwd,
      hash: showsChecksums(options),
      onProgress: ({ bytesDone, bytesTotal }) => progress.update(bytesDone, bytesTotal),
    });
  } finally {
    progress.end();
  }
}

const NOT_OF_THE_RESULT = new Set([
  "qcew",
  "store",
  "format",
  "json",
  "out",
  "outDir",
  "about",
  "chart",
  "color",
  "columns",
  "allColumns",
  "allRows",
  "notes",
  "quiet",
  "why",
  "config",
  "projections",
  "priceIndex",
  "signal",
  "qwi",
  "worksheet",
  "team",
  "decisions",
  "completions",
  "institutions",
  "crosswalk",
  "openings",
  "laus",
  "acs",
]);

interface SideSource {
  readonly file: string;
  readonly rows: number;
  readonly sha256: string | undefined;
}

/** What a result says of its origin: the tool, the options that shaped it, the files with their checksums. */
export function buildProvenance(
  inputs: {
    readonly sources: readonly QcewSource[];
    readonly projectionSources?: readonly SideSource[];
    readonly priceSources?: readonly SideSource[];
    readonly signalSources?: readonly SideSource[];
    readonly workforceSources?: readonly SideSource[];
  },
  options: object,
): Provenance {
  const shaping = Object.entries(options).filter(
    ([key, value]) => !NOT_OF_THE_RESULT.has(key) && value !== undefined && !isEmpty(value),
  );
  return {
    tool: TOOL,
    options: Object.fromEntries(shaping.sort(([a], [b]) => (a < b ? -1 : 1))),
    inputs: [
      ...inputs.sources,
      ...(inputs.projectionSources ?? []),
      ...(inputs.priceSources ?? []),
      ...(inputs.signalSources ?? []),
      ...(inputs.workforceSources ?? []),
    ].map(({ file, rows, sha256 }) => ({
      file,
      rows,
      ...(sha256 !== undefined && { sha256 }),
      ...findOrigin(file, sha256),
    })),
  };
}

/** The same with further files behind those of figures. */
export function withInputs(provenance: Provenance, inputs: Provenance["inputs"]): Provenance {
  return { ...provenance, inputs: [...provenance.inputs, ...inputs] };
}

function isEmpty(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}
