import { NAICS_VERSIONS } from "../core/codes.js";
import { InputError } from "../core/errors.js";
import { plainText } from "../core/plain-text.js";
import { detectDecimalMark } from "../files/figure.js";
import { readRows } from "../files/read-rows.js";
import { readSheets, type Sheet, type SheetRow } from "../files/read-sheets.js";
import type { Naics } from "../naics/naics.js";
import { readNaics } from "../naics/read-naics.js";
import { nameColumns } from "./columns.js";
import { scaleGrowths } from "./growths.js";
import { recogniseHeader, type VendorHeader } from "./layouts.js";
import { isText, parseVendorRows } from "./rows.js";
import { findQuarter, findRelease, gatherTexts } from "./surroundings.js";
import type { VendorTable } from "./table.js";
import { describeReading } from "./vendor-notes.js";
import { findWorkers, VENDOR_NAMES, WORKER_CLASSES } from "./vendors.js";

/** Titles may stand above a header. */
const HEADER_ROWS = 40;
/** Members of an archive, or sheets of a workbook, that are looked at. */
const TEXTS_LOOKED_AT = 20;

/** Whether a file holds an industry table of a vendor, by its header; false for a file that can't be read. */
export async function isVendorFile(path: string, cwd?: string): Promise<boolean> {
  let isFound = false;
  let rows = 0;
  const look = (cells: readonly string[]): boolean => {
    isFound ||= recogniseHeader(cells) !== undefined;
    return !isFound && ++rows < HEADER_ROWS;
  };
  let texts = 0;
  const begin = () => {
    // Archives of QCEW have thousands of members.
    rows = ++texts > TEXTS_LOOKED_AT ? HEADER_ROWS : 0;
    return look;
  };
  try {
    await readRows([path], { begin, end: () => undefined }, cwd === undefined ? {} : { cwd });
  } catch {
    return isFound;
  }
  return isFound;
}

interface FoundTable {
  readonly sheet: Sheet;
  readonly index: number;
  readonly header: VendorHeader;
}

/**
 * Reads an industry table that a vendor exported: Lightcast's (formerly Emsi) or JobsEQ's, as CSV or workbook.
 *
 * What the vendor does not show (`<10`, `Insf. Data`) is suppressed or undefined, never a number. Rows with codes of the
 * vendor's own are kept apart. Growths are fractions, whether they are printed so or as percentages.
 *
 * @throws {InputError} VENDOR_FILE for a file of another kind, with two tables, or with cells that can't be read; those of
 *   {@link readSheets}
 */
export async function readVendorTable(
  path: string,
  { hash = false }: { readonly hash?: boolean } = {},
): Promise<VendorTable> {
  const { sheets, sha256 } = await readSheets(path, { code: "VENDOR_FILE", hash });
  const { sheet, index, header } = findTable(sheets, path);
  const headerRow = sheet.rows[index]!;
  const width = headerRow.cells.length;
  const below = sheet.rows.slice(index + 1);
  const texts = below.filter((row) => isText(row, header, width));
  const rows = below.filter((row) => !texts.includes(row));
  requireRows(rows, sheet, headerRow);
  const around = gatherTexts(
    sheet.rows.slice(0, index).map(({ cells }) => cells),
    texts.map(({ cells }) => cells),
    sheets.filter((one) => one !== sheet),
  );
  const columns = nameColumns(header, around, { file: sheet.file, line: headerRow.line });
  const naics = readNaics();
  const mark = detectDecimalMark(below, sheet);
  const parsed = parseVendorRows({ sheet, header, columns, below: rows, mark, naics });
  const all = [...parsed.rows, ...parsed.foreign, ...(parsed.total ? [parsed.total] : [])];
  const growths = scaleGrowths(all, columns);
  const stated = findWorkers(around.texts);
  const release = findRelease(around.texts);
  const quarter = findQuarter(around.texts);
  const heads = WORKER_CLASSES.filter((workers) => columns.some((column) => column.workers === workers));
  const table = {
    vendor: header.vendor,
    vendorName: VENDOR_NAMES[header.vendor],
    file: sheet.file,
    heading: around.above[0] ?? "",
    sha256,
    columns,
    rows: parsed.rows,
    foreign: parsed.foreign,
    total: parsed.total,
    year: lastYear(
      columns.flatMap(({ kind, year }) => (kind === "jobs" && year !== undefined ? [year] : [])),
      release,
    ),
    release: release ?? (quarter && `${quarter.year}Q${quarter.quarter}`),
    workers: stated.length > 0 ? stated : heads,
    versions: findVersions(
      parsed.rows.map(({ code }) => code),
      naics,
    ),
    marks: parsed.marks,
  };
  const unknown = header.unknown.map(([, text]) => plainText(text));
  return { ...table, notes: describeReading(table, { ...parsed, unknown, growths, isText: !sheet.isSheet }) };
}

/** The latest year of jobs that is not of the vendor's forecast: an edition of 2024 has no whole year 2024. */
function lastYear(years: readonly number[], release: string | undefined): number | undefined {
  const edition = release === undefined ? Infinity : Number(release.slice(0, 4));
  const past = years.filter((year) => year < edition);
  return years.length === 0 ? undefined : Math.max(...(past.length > 0 ? past : years));
}

function findVersions(codes: readonly string[], naics: Naics): VendorTable["versions"] {
  return NAICS_VERSIONS.filter((version) => codes.every((code) => naics.exists(code, version)));
}

function findTable(sheets: readonly Sheet[], path: string): FoundTable {
  const found = sheets.flatMap((sheet) =>
    sheet.rows.flatMap(({ cells }, index): readonly FoundTable[] => {
      const header = recogniseHeader(cells);
      return header ? [{ sheet, index, header }] : [];
    }),
  );
  const [first, second] = found;
  if (first && !second) return first;
  if (!first) {
    const row = sheets.flatMap((sheet) => sheet.rows.slice(0, 1).map((one) => ({ file: sheet.file, ...one })))[0]!;
    throw new InputError("no industry table of a vendor that is known", {
      code: "VENDOR_FILE",
      where: { file: row.file, line: row.line },
      found: plainText(row.cells.filter((cell) => cell !== "").join(", ")).slice(0, 200),
      hint: "give an export with its own headings: NAICS, Description, 2023 Jobs (Lightcast), or NAICS, Industry, Empl (JobsEQ)",
    });
  }
  throw new InputError(`${found.length} industry tables in one file`, {
    code: "VENDOR_FILE",
    where: { file: path },
    found: found.map(({ sheet, index }) => `${sheet.file}, line ${sheet.rows[index]!.line}`).join("; "),
    hint: "keep one of them in the file: they may be of two regions or years",
  });
}

function requireRows(rows: readonly SheetRow[], sheet: Sheet, header: SheetRow): void {
  if (rows.length > 0) {
    if (sheet.isSheet) return;
    const short = rows.find(({ cells }) => cells.length !== header.cells.length);
    if (!short) return;
    throw new InputError(`a row of ${short.cells.length} cells under a header of ${header.cells.length}`, {
      code: "VENDOR_FILE",
      where: { file: sheet.file, line: short.line },
      found: plainText(short.cells.join(",")).slice(0, 200),
      hint: "export the table again: the row is cut, or a title with a comma is not in quotes",
    });
  }
  throw new InputError("no row below the header", {
    code: "VENDOR_FILE",
    where: { file: sheet.file, line: header.line },
    found: "a header alone",
    hint: "export the table again with its rows",
  });
}
