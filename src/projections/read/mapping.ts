import { InputError } from "../../core/errors.js";
import type { Coding } from "../records.js";
import type { Sheet } from "../../files/read-sheets.js";
import { parseHeader, parseYear, type Header } from "./header.js";
import type { ColumnPlan } from "./layout.js";
import type { RecognisedSheet } from "./rows.js";

/** How the user says a table is laid out, where no layout that we know fits. */
export interface ProjectionMapping {
  /** Row of the header, from 1; looked for where it is not said. */
  readonly header?: number | undefined;
  /** The worksheet, where there are several. */
  readonly sheet?: string | undefined;
  /** Headings of the columns. */
  readonly columns: {
    readonly code?: string | undefined;
    readonly title?: string | undefined;
    readonly base: string;
    readonly projected: string;
    readonly area?: string | undefined;
  };
  readonly units?: "jobs" | "thousands" | undefined;
  readonly codes?: Exclude<Coding, "titles" | "soc"> | undefined;
  readonly baseYear?: number | undefined;
  readonly projectedYear?: number | undefined;
  readonly area?: string | undefined;
}

/**
 * The sheets of a file that a mapping describes.
 *
 * @throws {InputError} PROJECTION_MAPPING where a sheet, the header's row or a column is not there
 */
export function mappedSheet(
  sheets: readonly Sheet[],
  mapping: ProjectionMapping,
  file: string,
): readonly RecognisedSheet[] {
  const named = sheets.filter(({ name }) => mapping.sheet === undefined || name === mapping.sheet);
  if (named.length === 0) {
    throw new InputError(`the mapping's sheet "${mapping.sheet}" is not there`, {
      code: "PROJECTION_MAPPING",
      where: { file },
      found: sheets.map(({ name }) => name ?? "one table without a name").join(", "),
      hint: "correct mapping: sheet, or take it out",
    });
  }
  const found = named.flatMap((sheet) => mapped(sheet, mapping) ?? []);
  if (found.length > 0) return found;
  throw missingColumns(named[0]!, mapping);
}

function mapped(sheet: Sheet, mapping: ProjectionMapping): RecognisedSheet | undefined {
  const index = sheet.rows.findIndex(({ line, cells }) => {
    if (mapping.header !== undefined) return line === mapping.header;
    return missingIn(parseHeader(sheet.file, line, cells), mapping).length === 0;
  });
  const row = sheet.rows[index];
  if (!row) return undefined;
  const header = parseHeader(sheet.file, row.line, row.cells);
  if (missingIn(header, mapping).length > 0) return undefined;
  return { sheet, header, firstRow: index + 1, plan: planColumns(header, mapping), layout: "mapping" };
}

function planColumns(
  header: Header,
  { columns, units, codes, baseYear, projectedYear, area }: ProjectionMapping,
): ColumnPlan {
  const at = (name: string | undefined): number | undefined =>
    name === undefined ? undefined : findPosition(header, name);
  const [base, projected] = [at(columns.base)!, at(columns.projected)!];
  return {
    code: at(columns.code),
    title: at(columns.title),
    area: at(columns.area),
    base,
    projected,
    baseYear: baseYear ?? parseYear(header.plain[base]!),
    projectedYear: projectedYear ?? parseYear(header.plain[projected]!),
    growth: [],
    coding: columns.code === undefined ? "titles" : (codes ?? "naics"),
    unit: units ?? "jobs",
    subject: "industries",
    ...(area !== undefined && { areaName: area }),
  };
}

function findPosition({ names }: Header, wanted: string): number | undefined {
  const plain = (text: string): string => text.replace(/\s+/g, " ").trim().toLowerCase();
  const found = names.findIndex((name) => plain(name) === plain(wanted));
  return found < 0 ? undefined : found;
}

function missingIn(header: Header, { columns }: ProjectionMapping): readonly string[] {
  const names = Object.values(columns).filter((name): name is string => name !== undefined);
  return names.filter((name) => findPosition(header, name) === undefined);
}

function missingColumns(sheet: Sheet, mapping: ProjectionMapping): InputError {
  const line = mapping.header;
  const row = line === undefined ? undefined : sheet.rows.find((one) => one.line === line);
  const header = row && parseHeader(sheet.file, row.line, row.cells);
  const named = Object.values(mapping.columns).filter((name): name is string => name !== undefined);
  const names = header ? missingIn(header, mapping) : named;
  return new InputError(
    header
      ? `the header has no ${names.map((name) => `"${name}"`).join(", ")}, which the mapping names`
      : line === undefined
        ? `no row has all of the mapping's columns: ${names.map((name) => `"${name}"`).join(", ")}`
        : `the mapping's header row ${line} is empty`,
    {
      code: "PROJECTION_MAPPING",
      where: { file: sheet.file, ...(line !== undefined && { line }) },
      found:
        header?.names.filter((name) => name !== "").join(", ") ??
        sheet.rows[0]?.cells.join(", ").slice(0, 150) ??
        "nothing",
      hint: "write the headings as they are in the file",
    },
  );
}
