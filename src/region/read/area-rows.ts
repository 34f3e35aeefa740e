import { NATION } from "../../core/codes.js";
import { resolve } from "node:path";
import { changesAround } from "../../areas/area-changes.js";
import { DELINEATIONS, type Areas } from "../../areas/areas.js";
import { otherCodes } from "../../areas/delineation-changes.js";
import type { AreaCode } from "../../core/codes.js";
import { UsageError } from "../../core/errors.js";
import type { PeriodRequest } from "../periods.js";
import type { QcewField, QcewTable } from "../../qcew/table.js";
import type { QcewProgress, QcewReading } from "../../qcew/read/request.js";
import { readPaths } from "../../qcew/read-paths.js";
import { asWholeYears } from "../../qcew/whole-year.js";
import { type YearChooser } from "../../qcew/year-range.js";
import { withoutDataFolder } from "../../files/shipped-table.js";

/** What decides which rows are read, and how. */
interface RowOptions {
  readonly qcew: readonly string[];
  readonly strict?: boolean;
  readonly quarter?: PeriodRequest["quarter"];
}

export interface ReadContext {
  /** Folder that relative paths count from. */
  readonly cwd: string;
  /** Whether results name their inputs by checksum. */
  readonly hash: boolean;
  readonly onProgress?: (progress: QcewProgress) => void;
  /** See `QcewRequest`. */
  readonly sharesRows?: (rows: number) => boolean;
}

export const LEVEL_FIELDS: readonly QcewField[] = ["establishments", "employment", "wages"];
/** Changes over the year, which give the year before too. */
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

/** What shows whether levels are damaged: each row prints them in other words, too. */
export const CHECK_FIELDS: readonly QcewField[] = [
  "weeklyWage",
  "annualPay",
  "changePercentEstablishments",
  "changePercentEmployment",
  "changePercentMonth1",
  "changePercentMonth2",
  "changePercentMonth3",
  "changePercentWages",
];

/** Everything that the measures, the recovered reference, the estimates and the checks need. */
const FIELDS: readonly QcewField[] = [...LEVEL_FIELDS, ...QUOTIENT_FIELDS, ...CHANGE_FIELDS, ...CHECK_FIELDS];

/** @throws {UsageError} OPTION_MISSING where no file is named */
export function requireFiles({ qcew }: { readonly qcew: readonly string[] }): void {
  if (qcew.length > 0) return;
  throw new UsageError("no QCEW file was named", {
    code: "OPTION_MISSING",
    missing: "qcew",
    hint: "add --qcew FILE (a file, a folder, .zip or .gz); `sector-rank demo` runs on built-in data",
  });
}

/**
 * Reads the rows of the wanted areas, with the fields that measures and estimates need.
 *
 * @param chooseYears what is read of a store, which may hold decades; all where left out
 */
export async function readAreaRows(
  options: RowOptions,
  wanted: ReadonlySet<string> | ((code: string) => boolean) | undefined,
  context: ReadContext,
  chooseYears?: YearChooser,
): Promise<QcewReading> {
  const ofQuarter = (table: QcewTable): QcewTable => (options.quarter === "mean" ? asWholeYears(table) : table);
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
    chooseYears && ((held) => chooseYears(ofQuarter(held))),
  );
  const sources = table.sources.map((source) => ({ ...source, file: withoutDataFolder(source.file) }));
  return { table: ofQuarter({ ...table, sources }), notes };
}

/** The path as the user named it, which is how results and errors name the file, wherever that works. */
export function pathFrom(folder: string, path: string): string {
  return resolve(folder) === process.cwd() ? path : resolve(folder, path);
}

interface Place {
  readonly areas: readonly AreaCode[];
}

/**
 * Areas whose rows are kept. Estimates need every total that binds: the states that the region lies in with
 * all their counties, and the metropolitan areas over them.
 */
export function areasThatBind(
  areas: Areas,
  regions: readonly Place[],
  options: { readonly suppressed: "estimate" | "drop"; readonly year?: number | undefined },
): ReadonlySet<string> {
  const wanted = new Set<string>([NATION, ...regions.flatMap((region) => withCounties(areas, region, options.year))]);
  const [region] = regions;
  if (options.suppressed === "estimate" && region) {
    for (const code of closeOverStates(areas, listStates(areas, region, options.year))) wanted.add(code);
  }
  return wanted;
}

/**
 * What regions have in common for which the same areas bind beyond their own. Nothing binds those of which no list
 * says in which state they lie: they can be read together.
 */
export function bindingKey(areas: Areas, region: Place, year: number | undefined): string {
  const states = listStates(areas, region, year);
  if (states.length === 0) return "";
  const closure = closeOverStates(areas, states);
  const others = withCounties(areas, region, year).filter((code) => !closure.has(code));
  return [...states, "", ...others.sort()].join();
}

/** Areas, their counties by every delineation, and the codes that any of them had or has in other years. */
function withCounties(areas: Areas, region: Place, year: number | undefined): readonly string[] {
  const { changes } = areas;
  const listed = region.areas.flatMap((code) => {
    if (/^\d/.test(code) && !code.endsWith("000")) return [code];
    if (code.startsWith("US")) return [code];
    if (!code.startsWith("C")) return [code, ...areas.countiesOf(code, year), `${code.slice(0, 2)}999` as AreaCode];
    const counties = DELINEATIONS.flatMap(({ name }) => areas.countiesBy(code, name));
    return [code, ...counties, ...otherCodes(areas, code)];
  });
  const changed = changesAround(listed, changes).flatMap(({ before, after }) => [...before, ...after]);
  return [...new Set([...listed, ...changed])];
}

/** The states that a region lies in: the first two digits of its counties' codes, rising. */
function listStates(areas: Areas, region: Place, year: number | undefined): readonly string[] {
  const counties = withCounties(areas, region, year).filter((code) => /^\d{5}$/.test(code));
  return [...new Set(counties.map((code) => code.slice(0, 2)))].sort();
}

const closures = new WeakMap<Areas, Map<string, ReadonlySet<string>>>();

/** States with all counties that a file may hold, whether known here or not, and the metropolitan areas over them. */
function closeOverStates(areas: Areas, states: readonly string[]): ReadonlySet<string> {
  const known = closures.get(areas) ?? new Map<string, ReadonlySet<string>>();
  closures.set(areas, known);
  const key = states.join();
  let closure = known.get(key);
  if (!closure) known.set(key, (closure = findClosure(areas, new Set(states))));
  return closure;
}

function findClosure(areas: Areas, states: ReadonlySet<string>): ReadonlySet<string> {
  const found = new Set<string>();
  for (const state of states) {
    for (let county = 0; county < 1000; county++) found.add(`${state}${String(county).padStart(3, "0")}`);
  }
  const counties = areas.all.filter(({ code, kind }) => kind === "county" && states.has(code.slice(0, 2)));
  const codes = counties.map(({ code }) => code);
  for (const state of states) found.add(`${state}000`);
  for (const { name } of DELINEATIONS) for (const whole of areas.areasOver(codes, name)) found.add(whole);
  return found;
}

/** Counties of each metropolitan area in a table. */
export function metropolitanCounties(
  areas: Areas,
  table: QcewTable,
  year: number | undefined,
): ReadonlyMap<string, readonly string[]> {
  return new Map(table.areas.filter((code) => /^C\d/.test(code)).map((code) => [code, areas.countiesOf(code, year)]));
}
