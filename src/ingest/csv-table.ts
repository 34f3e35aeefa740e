import { readFile } from "node:fs/promises";
import { CsvError, parse } from "csv-parse/sync";
import { InputError, type ErrorCode } from "../errors.js";

/** A row of a small table, with its line for errors. */
export interface CsvRow {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

export interface CsvTable {
  readonly header: readonly string[];
  readonly rows: readonly CsvRow[];
}

/** Side files are made by hand; one larger than this is the wrong file. */
const MAXIMUM_BYTES = 20_000_000;

/**
 * Reads a small hand-made CSV (comma or semicolon, BOM or none) whose first row is its header.
 *
 * @param code the error code under which problems of this kind of file are reported
 * @throws {InputError} FILE_NOT_FOUND, FILE_EMPTY, or `code` with line and what was found
 */
export async function readCsvTable(file: string, code: ErrorCode): Promise<CsvTable> {
  const text = await readText(file, code);
  if (text.trim() === "") throw new InputError("the file is empty", { code: "FILE_EMPTY", where: { file } });
  const firstLine = text.slice(0, text.search(/\r|\n|$/));
  const delimiter = firstLine.includes(",") || !firstLine.includes(";") ? "," : ";";
  try {
    const records = parse(text, {
      bom: true,
      delimiter,
      info: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as {
      readonly record: string[];
      readonly info: { readonly lines: number };
    }[];
    const [first, ...rest] = records;
    if (!first) throw new InputError("the file is empty", { code: "FILE_EMPTY", where: { file } });
    const header = first.record;
    const repeated = header.find((name, index) => header.indexOf(name) !== index);
    if (repeated !== undefined) {
      throw new InputError(`column "${repeated}" stands twice in the header`, {
        code,
        where: { file, line: 1, column: repeated },
        found: header.join(", "),
        hint: "rename one of them",
      });
    }
    return {
      header,
      rows: rest.map(({ record, info }) => ({
        line: info.lines,
        cells: Object.fromEntries(header.map((name, index) => [name, record[index] ?? ""])),
      })),
    };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error["lines"] === "number" ? error["lines"] : undefined;
    throw new InputError("the line can't be read as CSV", {
      code,
      where: { file, ...(line !== undefined && { line }) },
      found: error.message,
      hint: "give every row as many cells as the header, and close every quote",
    });
  }
}

async function readText(file: string, code: ErrorCode): Promise<string> {
  try {
    const bytes = await readFile(file);
    if (bytes.length > MAXIMUM_BYTES) {
      throw new InputError(`the file holds ${bytes.length} bytes, too many for a table made by hand`, {
        code,
        where: { file },
        hint: "check that it is the right file",
      });
    }
    return bytes.toString("utf8");
  } catch (error) {
    if (error instanceof InputError) throw error;
    const reason = (error as NodeJS.ErrnoException).code;
    if (reason === "ENOENT") {
      throw new InputError("the file does not exist", {
        code: "FILE_NOT_FOUND",
        where: { file },
        hint: "check the path",
      });
    }
    throw new InputError("the file can't be read", {
      code: "FILE_UNREADABLE",
      where: { file },
      found: reason ?? String(error),
      hint: "check that it is a file and that you may read it",
    });
  }
}

/** The NAICS column of a side file, whatever its case. */
export function requireColumn(table: CsvTable, names: readonly string[], file: string, code: ErrorCode): string {
  const column = table.header.find((name) => names.includes(name.toLowerCase()));
  if (column !== undefined) return column;
  throw new InputError(`no column "${names[0]}"`, {
    code,
    where: { file, line: 1 },
    found: table.header.join(", "),
    hint: `name a column ${names.map((name) => `"${name}"`).join(" or ")}`,
  });
}
