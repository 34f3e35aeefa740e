import { memberNames } from "../files/member-names.js";
import type { Source } from "./sources.js";
import { tableStarts, type TableStart } from "./table-starts.js";
import type { FetchTarget } from "./targets.js";

/** What is wrong with a file, and what was found in place of what was wanted. */
export interface Fault {
  readonly message: string;
  readonly found: string;
}

/**
 * Whether a file has the columns or the codes of its kind, and is of the state and the year that were asked for, so far
 * as its cells show them.
 *
 * @throws {InputError} what is wrong with its container
 */
export async function faultOfTable(path: string, target: FetchTarget): Promise<Fault | undefined> {
  const { source } = target;
  const starts = await tableStarts(path, new URL(source.address).hostname === "api.census.gov");
  return faultOfKind(starts, source) ?? faultOfState(starts, target) ?? faultOfYear(starts, target);
}

/** Whether an archive's members are of another year, or another kind of area, than was asked for, by their names. */
export async function faultOfMembers(path: string, { source, year }: FetchTarget): Promise<Fault | undefined> {
  const { members } = source.shows ?? {};
  if (!members || year === undefined) return undefined;
  const wanted = members.wanted.replaceAll("{year}", String(year)).replaceAll("{yy}", String(year).slice(-2));
  const alike = (await memberNames(path)).filter((name) => new RegExp(members.alike, "i").test(name));
  if (alike.length === 0 || alike.some((name) => new RegExp(wanted, "i").test(name))) return undefined;
  return { message: `a file of another year or of other areas than ${source.title}, ${year}`, found: listed(alike) };
}

function faultOfKind(starts: readonly TableStart[], { columns = [], cells }: Source): Fault | undefined {
  const rows = starts.flat();
  if (cells !== undefined) {
    const form = new RegExp(cells);
    if (rows.some((row) => row.some((cell) => form.test(cell.trim())))) return undefined;
    return { message: `a file without a code of the form ${cells}`, found: listed(rows[0] ?? []) };
  }
  let best: { readonly column: string; readonly row: readonly string[]; readonly missing: number } | undefined;
  for (const row of rows) {
    const names = new Set(row.map(columnName));
    const missing = columns.filter((column) => !names.has(columnName(column)));
    if (missing.length === 0) return undefined;
    if (missing.length < (best?.missing ?? Infinity)) best = { column: missing[0]!, row, missing: missing.length };
  }
  return { message: `a file without the column ${best?.column ?? columns[0]}`, found: listed(best?.row ?? []) };
}

function faultOfState(starts: readonly TableStart[], { source, areas }: FetchTarget): Fault | undefined {
  const column = source.shows?.state;
  if (column === undefined || areas.length === 0) return undefined;
  const others = distinct(starts, column, /^\d{2}/).filter((state) => !areas.includes(state));
  return others.length === 0
    ? undefined
    : { message: `a file of another state than ${areas.join(", ")}`, found: `state ${listed(others)}` };
}

function faultOfYear(starts: readonly TableStart[], { source, year }: FetchTarget): Fault | undefined {
  const column = source.shows?.year;
  if (column === undefined || year === undefined) return undefined;
  const others = distinct(starts, column, /^\d{4}/).filter((other) => other !== String(year));
  return others.length === 0 ? undefined : { message: `a file of another year than ${year}`, found: listed(others) };
}

/** What the cells below a column's name begin with, each once. */
function distinct(starts: readonly TableStart[], column: string, form: RegExp): readonly string[] {
  const found = new Set<string>();
  for (const rows of starts) {
    let at = -1;
    for (const row of rows) {
      const [start] = form.exec(row[at] ?? "") ?? [];
      if (start !== undefined) found.add(start);
      else if (at < 0) at = row.findIndex((cell) => columnName(cell) === columnName(column));
    }
  }
  return [...found].sort();
}

function columnName(text: string): string {
  return text
    .replaceAll(/[\s"\uFEFF]+/g, " ")
    .trim()
    .toLowerCase();
}

function listed(items: readonly string[]): string {
  return items.length === 0 ? "nothing" : items.slice(0, 8).join(", ");
}
