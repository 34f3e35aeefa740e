import type { Sheet } from "../../files/read-sheets.js";
import { InputError } from "../../core/errors.js";

/** A header as words: lower case, one blank between them, no punctuation; `BaseYearEmployment2008` is five. */
export function plainHeading(cell: string): string {
  return cell
    .replace(/([a-z])([A-Z0-9])/g, "$1 $2")
    .replace(/([0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .replace(/%/g, " percent ")
    .replace(/[^a-z0-9]+/g, " ")
    .trim();
}

/** A row that may be a header. */
export interface Header {
  readonly file: string;
  readonly line: number;
  /** As printed, for messages. */
  readonly names: readonly string[];
  /** In plain words, for patterns. */
  readonly plain: readonly string[];
}

export function parseHeader(file: string, line: number, cells: readonly string[]): Header {
  const names = cells.map((cell) => cell.replace(/\s+/g, " ").trim());
  return { file, line, names, plain: names.map(plainHeading) };
}

/** The one column whose heading matches, undefined if none does or several do. */
export function findColumn(header: Header, pattern: RegExp): number | undefined {
  const found = findColumns(header, pattern);
  return found.length === 1 ? found[0] : undefined;
}

export function findColumns(header: Header, pattern: RegExp): readonly number[] {
  return header.plain.flatMap((name, index) => (name !== "" && pattern.test(name) ? [index] : []));
}

/**
 * The same where several columns matching is an error, since the layout is known by then.
 *
 * @throws {InputError} PROJECTION_COLUMN_AMBIGUOUS
 */
export function oneColumn(header: Header, columns: readonly number[], role: string): number | undefined {
  if (columns.length <= 1) return columns[0];
  const names = columns.map((column) => header.names[column]!);
  throw new InputError(`${columns.length} columns may hold ${role}`, {
    code: "PROJECTION_COLUMN_AMBIGUOUS",
    where: { file: header.file, line: header.line, column: names[0]! },
    found: names.join("; "),
    hint: mappingHint(ROLE_KEYS[role] ?? "base", names[0]!),
  });
}

/** How to say in the config which column holds what. */
export function mappingHint(key: string, name: string): string {
  return `say which in the config: mapping: { columns: { ${key}: ${JSON.stringify(name)} } }, with the other columns`;
}

const ROLE_KEYS: Readonly<Record<string, string>> = {
  "the industry's code": "code",
  "the industry's title": "title",
  "the base level": "base",
  "the projected level": "projected",
  "the area": "area",
};

/** The year in a heading: `Employment, 2024` has 2024; one with two has none. */
export function parseYear(plain: string): number | undefined {
  const years = plain.match(/\b(?:19|20)\d\d\b/g) ?? [];
  return years.length === 1 ? Number(years[0]) : undefined;
}

/** Two years, the first of them earlier: `2018-2028`, `2nd quarter 2023 to 2nd quarter 2025`. */
export function parseYearSpan(text: string): readonly [base: number, projected: number] | undefined {
  const years = (text.match(/(?<!\d)(?:19|20)\d\d(?!\d)/g) ?? []).map(Number);
  const short = /(?<!\d)((?:19|20)\d\d)\s*[-–/]\s*(\d\d)(?!\d)/.exec(text);
  if (years.length === 1 && short) {
    const base = Number(short[1]);
    const projected = Math.floor(base / 100) * 100 + Number(short[2]);
    return projected > base ? [base, projected] : undefined;
  }
  const [base, projected] = [...new Set(years)];
  return base !== undefined && projected !== undefined && projected > base ? [base, projected] : undefined;
}

/** What stands above a header, row by row. */
export function titlesAbove(sheet: Sheet, header: Header): readonly string[] {
  return sheet.rows
    .filter(({ line }) => line < header.line)
    .map(({ cells }) => cells.filter((cell) => cell !== "").join(" "));
}
