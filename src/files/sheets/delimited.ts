import { CsvError, parse } from "csv-parse/sync";
import { InputError } from "../../core/errors.js";
import type { SheetRow } from "./sheet.js";

const DELIMITERS = [",", "\t", ";", "|"];

/** Lines that tell the delimiter; titles stand above the header, so the first line alone may have none. */
const LINES_LOOKED_AT = 40;

/** Rows of a text table: comma, tab, semicolon or bar, quoted or not, of any width. */
export function parseDelimited(text: string, file: string): readonly SheetRow[] {
  const records = recordsOf(text, file);
  return records.flatMap(({ record, info, raw }) => {
    if (record.every((cell) => cell.trim() === "")) return [];
    return { line: info.lines - lineBreaks(raw.trim()), cells: record.map((cell) => cell.trim()) };
  });
}

interface ParsedRecord {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
  readonly raw: string;
}

function recordsOf(text: string, file: string): readonly ParsedRecord[] {
  try {
    return parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      info: true,
      raw: true,
      relax_column_count: true,
      // ="110000" is how some publishers keep a spreadsheet from reading a code as a number.
      relax_quotes: true,
      skip_empty_lines: true,
    }) as unknown as readonly ParsedRecord[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new InputError("a quote is opened and not closed", {
      code: "PROJECTION_LAYOUT_UNKNOWN",
      where: { file, line: Number(error["lines"] ?? 1) },
      found: error.message.slice(0, 100),
      hint: "download the file again, or save it anew from a spreadsheet program",
    });
  }
}

function lineBreaks(text: string): number {
  return text.split(/\r\n|\n|\r/).length - 1;
}

function delimiterOf(text: string): string {
  const lines = text.slice(0, 20_000).split(/\r\n|\n|\r/, LINES_LOOKED_AT);
  const outside = lines.map((line) => line.replaceAll(/"[^"]*"/g, ""));
  const count = (delimiter: string): number => outside.reduce((sum, line) => sum + line.split(delimiter).length - 1, 0);
  return DELIMITERS.reduce((best, next) => (count(next) > count(best) ? next : best));
}
