import { basename } from "node:path";
import { InputError } from "../../core/errors.js";
import type { ColumnReading, ProjectionFiles, ProjectionTable } from "../records.js";
import { readAreas } from "../../areas/read-areas.js";
import { withoutDataFolder } from "../../files/shipped-table.js";
import { readSheets } from "../../files/read-sheets.js";
import type { Sheet } from "../../files/read-sheets.js";
import { parseFigure } from "../../files/figure.js";
import { findColumns, parseHeader, type Header } from "./header.js";
import type { ColumnPlan } from "./layout.js";
import { PROJECTION_LAYOUTS } from "./layouts.js";
import { findGrowthMeanings } from "../growth-meaning.js";
import { ambiguousBase } from "./levels.js";
import { mappedSheet, type ProjectionMapping } from "./mapping.js";
import { requirePlausibleLevels } from "./plausible.js";
import { parseProjectionTables, type RecognisedSheet } from "./rows.js";

/** How far down a header is looked for; publishers put titles and notes above it. */
const HEADER_ROWS = 40;

export interface ProjectionSource {
  readonly file: string;
  readonly sha256: string | undefined;
  readonly rows: number;
}

export interface ReadProjections extends ProjectionFiles {
  readonly sources: readonly ProjectionSource[];
}

/**
 * Reads projection files, each in the layout that its content shows, or as a mapping says.
 *
 * @throws {InputError} PROJECTION_LAYOUT_UNKNOWN, PROJECTION_NO_LEVELS, PROJECTION_COLUMN_AMBIGUOUS, PROJECTION_MAPPING,
 *   and those of rows
 */
export async function readProjections(
  files: readonly string[],
  { mapping, hash = false }: { readonly mapping?: ProjectionMapping | undefined; readonly hash?: boolean } = {},
): Promise<ReadProjections> {
  const tables: ProjectionTable[] = [];
  const readings: ColumnReading[] = [];
  const sources: ProjectionSource[] = [];
  for (const path of files) {
    const content = await readSheets(path, { code: "PROJECTION_LAYOUT_UNKNOWN", hash });
    const { sha256 } = content;
    const file = withoutDataFolder(path);
    const sheets = content.sheets.map((sheet) => ({ ...sheet, file: withoutDataFolder(sheet.file) }));
    const recognised = recogniseSheets(sheets, file, mapping);
    const before = tables.length;
    for (const found of recognised) {
      const one = withOneBase(withUnit(found), file);
      const read = parseProjectionTables(one, helpFor(file));
      for (const table of read) {
        requireOrder(table);
        requirePlausibleLevels(table);
      }
      tables.push(...read);
      readings.push(describeColumns(one));
    }
    const rows = tables.slice(before).reduce((sum, table) => sum + table.rows.length, 0);
    if (rows === 0) throw noRows(recognised[0]!);
    sources.push({ file, sha256, rows });
  }
  return { tables, readings, sources };
}

/** Whether any sheet of a file is laid out as projections are; says nothing of whether its rows can be read. */
export function holdsProjections(sheets: readonly Sheet[]): boolean {
  return sheets.some((sheet) => recognise(sheet) !== undefined);
}

/** Levels with one decimal are thousands, whatever the headings say: nobody prints tenths of a person. */
function withUnit(recognised: RecognisedSheet): RecognisedSheet {
  const { sheet, firstRow, plan, layout } = recognised;
  if (plan.unit === "thousands" || layout === "mapping") return recognised;
  const decimals = sheet.rows
    .slice(firstRow)
    .map(({ cells }) => parseFigure(cells[plan.base] ?? ""))
    .flatMap((figure) => (figure.kind === "number" ? [figure.decimals] : []));
  const tenths = decimals.filter((count) => count === 1).length;
  const isInTenths = tenths >= 2 && 2 * tenths > decimals.length && decimals.every((count) => count <= 1);
  return isInTenths ? { ...recognised, plan: { ...plan, unit: "thousands" } } : recognised;
}

/**
 * Where several years may be the base, the one whose growth the table prints.
 *
 * @throws {InputError} PROJECTION_COLUMN_AMBIGUOUS if none prints growth that fits one base alone
 */
function withOneBase(recognised: RecognisedSheet, file: string): RecognisedSheet {
  const { header, plan } = recognised;
  const { otherBases = [], base, baseYear, projectedYear } = plan;
  if (otherBases.length === 0) return recognised;
  const bases = [{ column: base, year: baseYear! }, ...otherBases];
  const tried = bases.map((one) => {
    const years = bases.map(({ year }) => year).filter((year) => year !== one.year);
    const based = { ...recognised, plan: { ...plan, base: one.column, baseYear: one.year, yearsBetween: years } };
    const fitting = parseProjectionTables(based, helpFor(file))
      .flatMap(findGrowthMeanings)
      .reduce((sum, finding) => sum + finding.fitting, 0);
    return { based, fitting };
  });
  const most = Math.max(...tried.map(({ fitting }) => fitting));
  const best = tried.filter(({ fitting }) => fitting === most);
  if (most > 0 && best.length === 1) return best[0]!.based;
  throw ambiguousBase(header, bases, projectedYear!);
}

function recogniseSheets(
  sheets: readonly Sheet[],
  file: string,
  mapping: ProjectionMapping | undefined,
): readonly RecognisedSheet[] {
  const found = mapping ? mappedSheet(sheets, mapping, file) : sheets.flatMap((sheet) => recognise(sheet) ?? []);
  if (found.length === 0) throw unknownLayout(sheets, file);
  return found;
}

/** The first row, or two rows one above the other, that some layout takes for its header. */
function recognise(sheet: Sheet): RecognisedSheet | undefined {
  const rows = sheet.rows.slice(0, HEADER_ROWS);
  for (const [index, { line, cells }] of rows.entries()) {
    if (cells.filter((cell) => cell !== "").length < 3) continue;
    const single = parseHeader(sheet.file, line, cells);
    const next = rows[index + 1];
    // A wide heading over several narrower ones: "Employment" above "2024" and "2034".
    const double =
      next && !next.cells.some(isLarge) ? parseHeader(sheet.file, line, joined(cells, next.cells)) : undefined;
    for (const [header, firstRow] of [
      [single, index + 1],
      [double, index + 2],
    ] as const) {
      const match = header && recogniseLayout(header, sheet);
      if (match) return { sheet, header, firstRow, ...match };
    }
  }
  return undefined;
}

function recogniseLayout(
  header: Header,
  sheet: Sheet,
): { readonly plan: ColumnPlan; readonly layout: string } | undefined {
  for (const { label, recognise: of } of PROJECTION_LAYOUTS) {
    const plan = of(header, sheet);
    if (plan) return { plan, layout: label };
  }
  return undefined;
}

/** A figure of jobs rather than a year in a heading. */
function isLarge(cell: string): boolean {
  return /^[\d,.]+$/.test(cell) && !/^(?:19|20)\d\d$/.test(cell);
}

function joined(above: readonly string[], below: readonly string[]): readonly string[] {
  let wide = "";
  return Array.from({ length: Math.max(above.length, below.length) }, (_, index) => {
    const [top, bottom] = [above[index] ?? "", below[index] ?? ""];
    if (top !== "") wide = top;
    return bottom === "" ? top : `${top === "" ? wide : top} ${bottom}`.trim();
  });
}

function helpFor(file: string): Parameters<typeof parseProjectionTables>[1] {
  return {
    stateName: (fips) => {
      if (!/^\d\d$/.test(fips)) return undefined;
      const name = readAreas().nameOf(`${fips}000`);
      return name === `${fips}000` ? undefined : name;
    },
    fallbackArea: basename(file).replace(/\.[a-z]+$/i, ""),
  };
}

function describeColumns({ sheet, header, plan, layout }: RecognisedSheet): ColumnReading {
  const named = (column: number | undefined): string | undefined =>
    column === undefined ? undefined : header.names[column];
  const roles: readonly (readonly [string, string | undefined])[] = [
    ["code", named(plan.code)],
    ["title", named(plan.title)],
    ["base level", named(plan.base)],
    ["projected level", named(plan.projected)],
    ["area", plan.areaIsSheet ? "the sheet's name" : (named(plan.area) ?? named(plan.state))],
    ["period", named(plan.period) ?? named(plan.baseYearColumn)],
    ...plan.growth.map((column) => ["printed growth", named(column)] as const),
  ];
  return {
    file: sheet.file,
    layout,
    headerLine: header.line,
    columns: roles.flatMap(([role, name]) => (name === undefined ? [] : [[role, name] as const])),
  };
}

function requireOrder({ file, baseYear, projectedYear }: ProjectionTable): void {
  if (projectedYear > baseYear) return;
  throw new InputError("the projected year is not after the base year", {
    code: "PROJECTION_YEARS",
    where: { file },
    found: `${baseYear} to ${projectedYear}`,
    hint: "check the file, or say the years in a mapping",
  });
}

function noRows({ header }: RecognisedSheet): InputError {
  return new InputError("no row with levels below the header", {
    code: "PROJECTION_NO_LEVELS",
    where: { file: header.file, line: header.line },
    found: header.names.filter((name) => name !== "").join(", "),
    hint: "check that the file was downloaded whole",
  });
}

/** A header of industries without levels is reported otherwise than no header at all. */
function unknownLayout(sheets: readonly Sheet[], file: string): InputError {
  for (const sheet of sheets) {
    for (const { line, cells } of sheet.rows.slice(0, HEADER_ROWS)) {
      const header = parseHeader(sheet.file, line, cells);
      const named = findColumns(header, /\b(?:naics|industry|industries|naicstitle|naicscode|series code)\b/);
      if (named.length === 0 || cells.filter((cell) => cell !== "").length < 3) continue;
      return new InputError("no two columns that are a base and a projected level of jobs", {
        code: "PROJECTION_NO_LEVELS",
        where: { file: sheet.file, line },
        found: header.names.filter((name) => name !== "").join(", "),
        hint: "growth is computed from levels: download the table with both, or name the columns in the config under mapping:",
      });
    }
  }
  return new InputError("no table of projections that we know", {
    code: "PROJECTION_LAYOUT_UNKNOWN",
    where: { file },
    found:
      sheets[0]?.rows[0]?.cells
        .filter((cell) => cell !== "")
        .join(", ")
        .slice(0, 150) ?? "nothing",
    hint: "name its columns in the config under mapping:, or download it again from its publisher",
  });
}
