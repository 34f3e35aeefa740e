import { resolve } from "node:path";
import type { Areas } from "../area/areas.js";
import { UsageError } from "../errors.js";
import type { QcewField, QcewTable } from "../qcew/table.js";
import type { QcewProgress, QcewReading } from "./qcew/request.js";
import { readPaths, type YearChooser } from "./read-paths.js";
import { dataFolder } from "./reference/table.js";

export interface ReadContext {
  /** Folder that relative paths count from. */
  readonly cwd: string;
  /** Whether results name their inputs by checksum. */
  readonly hash: boolean;
  readonly onProgress?: (progress: QcewProgress) => void;
}

export const LEVEL_FIELDS: readonly QcewField[] = ["establishments", "employment", "wages"];
/** Changes over the year, by which a file tells of the year before too. */
export const CHANGE_FIELDS: readonly QcewField[] = [
  "changeEstablishments",
  "changeEmployment",
  "changeMonth1",
  "changeMonth2",
  "changeMonth3",
  "changeWages",
];
/** What the reference's shares are recovered from. */
export const QUOTIENT_FIELDS: readonly QcewField[] = [
  "month1",
  "month2",
  "month3",
  "lqEstablishments",
  "lqEmployment",
  "lqMonth1",
  "lqMonth2",
  "lqMonth3",
  "lqWages",
];

/** Everything that the measures, the recovered reference and the estimates need. */
const FIELDS: readonly QcewField[] = [...LEVEL_FIELDS, ...QUOTIENT_FIELDS, ...CHANGE_FIELDS];

/** @throws {UsageError} OPTION_MISSING where no file is named */
export function requireFiles({ qcew }: { readonly qcew: readonly string[] }): void {
  if (qcew.length > 0) return;
  throw new UsageError("no QCEW file was named", {
    code: "OPTION_MISSING",
    hint: "add --qcew FILE (a file, a folder, .zip or .gz); `sector-rank demo` runs on built-in data",
  });
}

/**
 * Reads the rows of the wanted areas, with the fields that measures and estimates need.
 *
 * @param chooseYears what is read of a store, which may hold decades; all where left out
 */
export async function readAreaRows(
  options: { readonly qcew: readonly string[]; readonly strict?: boolean },
  wanted: ReadonlySet<string> | ((code: string) => boolean) | undefined,
  context: ReadContext,
  chooseYears?: YearChooser,
): Promise<QcewReading> {
  const { table, notes } = await readPaths(
    options.qcew.map((path) => pathFrom(context.cwd, path)),
    {
      fields: FIELDS,
      hash: context.hash,
      ...(typeof wanted === "function" && { areas: wanted }),
      ...(typeof wanted === "object" && { areas: (code: string) => wanted.has(code), areaCodes: wanted }),
      ...(options.strict && { strict: true }),
      ...(context.onProgress && { onProgress: context.onProgress }),
    },
    chooseYears,
  );
  const sources = table.sources.map((source) => ({ ...source, file: withoutDataFolder(source.file) }));
  return { table: { ...table, sources }, notes };
}

/** Where the package lies on a machine is no part of a result. */
function withoutDataFolder(file: string): string {
  const folder = dataFolder();
  return file.startsWith(folder) ? `built-in${file.slice(folder.length).replaceAll("\\", "/")}` : file;
}

/** The path as the user named it, which is how results and errors name the file, wherever that works. */
export function pathFrom(folder: string, path: string): string {
  return folder === process.cwd() ? path : resolve(folder, path);
}

export const NATION = "US000";

/**
 * Areas whose rows are kept. Estimates need every total that binds: the states that the region lies in with
 * all their counties, and the metropolitan areas over them.
 */
export function areasThatBind(
  areas: Areas,
  regions: readonly { readonly areas: readonly string[] }[],
  options: { readonly suppressed: "estimate" | "drop"; readonly year?: number | undefined },
): ReadonlySet<string> {
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

/** Counties of each metropolitan area in a table. */
export function metropolitanCounties(
  areas: Areas,
  table: QcewTable,
  year: number | undefined,
): ReadonlyMap<string, readonly string[]> {
  return new Map(table.areas.filter((code) => /^C\d/.test(code)).map((code) => [code, areas.countiesOf(code, year)]));
}
