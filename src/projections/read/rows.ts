import { NAICS_VERSIONS, type NaicsVersion } from "../../core/codes.js";
import { InputError, MAXIMUM_PROBLEMS, throwProblems } from "../../core/errors.js";
import type { GrowthColumn, ProjectionRow, ProjectionTable } from "../records.js";
import type { Sheet, SheetRow } from "../../files/read-sheets.js";
import { titlesAbove, parseYearSpan, type Header } from "./header.js";
import type { ColumnPlan } from "./layout.js";
import { parseFigure, plainCode } from "../../files/figure.js";

/** A header that was recognised, with what it says of columns. */
export interface RecognisedSheet {
  readonly sheet: Sheet;
  readonly header: Header;
  /** Where the table's rows begin in the sheet's list. */
  readonly firstRow: number;
  readonly plan: ColumnPlan;
  readonly layout: string;
}

export interface ReadingHelp {
  /** The name of a state by its FIPS code. */
  readonly stateName: (fips: string) => string | undefined;
  /** Used where the table itself names no area. */
  readonly fallbackArea: string;
}

/**
 * The tables of a recognised sheet: one for each area and span in it.
 *
 * @throws {InputError} PROJECTION_NUMBER for levels that are negative or no number, PROJECTION_YEARS,
 *   PROJECTION_DUPLICATE
 */
export function parseProjectionTables(recognised: RecognisedSheet, help: ReadingHelp): readonly ProjectionTable[] {
  const { sheet, header, plan, layout, firstRow } = recognised;
  const problems: InputError[] = [];
  const groups = new Map<string, Group>();
  const decimals = new Map<string, number>();
  let dropped = 0;
  for (const { line, cells } of sheet.rows.slice(firstRow)) {
    if (problems.length >= MAXIMUM_PROBLEMS) break;
    if (isRepeatedHeader(cells, header)) continue;
    const row = readRow({ line, cells }, recognised, problems, decimals);
    if (!row) {
      dropped++;
      continue;
    }
    const place = placeOfRow({ line, cells }, recognised, help);
    const key = `${place.area}|${place.years?.join("–") ?? ""}`;
    const group = groups.get(key);
    if (group) group.rows.push(row);
    else groups.set(key, { ...place, rows: [row] });
  }
  throwProblems(problems.slice(0, MAXIMUM_PROBLEMS));
  const growthColumns = plan.growth
    .map((column) => header.names[column]!)
    .filter((name) => decimals.has(name))
    .map((name): GrowthColumn => ({ name, decimals: decimals.get(name)! }));
  return [...groups.values()].map((group, index): ProjectionTable => {
    const [baseYear, projectedYear] = group.years ?? missingYears(recognised);
    const { rows, repeated } = withoutRepeats(group.rows, plan);
    return {
      file: sheet.file,
      layout,
      ...detectSubject(plan, rows),
      area: group.area,
      areaType: group.areaType,
      baseYear,
      projectedYear,
      yearsBetween: plan.yearsBetween ?? [],
      ...statedNaics(recognised),
      levelColumns: [header.names[plan.base]!, header.names[plan.projected]!],
      unit: detectUnit(recognised),
      growthColumns,
      rows,
      dropped: index === 0 ? dropped : 0,
      repeated,
    };
  });
}

interface Group {
  readonly area: string;
  readonly areaType: string | undefined;
  readonly years: readonly [number, number] | undefined;
  readonly rows: ProjectionRow[];
}

function isRepeatedHeader(cells: readonly string[], { names }: Header): boolean {
  return (
    names.some((name) => name !== "") &&
    names.every((name, index) => (cells[index] ?? "").replace(/\s+/g, " ").trim() === name)
  );
}

/** A row of data; nothing for a footnote, a heading, a note of the source. */
function readRow(
  { line, cells }: SheetRow,
  { sheet, header, plan }: RecognisedSheet,
  problems: InputError[],
  decimals: Map<string, number>,
): ProjectionRow | undefined {
  const text = (column: number | undefined): string => (column === undefined ? "" : (cells[column] ?? "").trim());
  const code = plainCode(text(plan.code));
  const title = text(plan.title).replace(/\s+/g, " ");
  const figures = [plan.base, plan.projected].map((column) => parseFigure(text(column)));
  const isEmpty = figures.every(({ kind }) => kind !== "number");
  // A note runs over the first cell alone; an industry without figures still has its code, or a mark in their place.
  const isCoded = /\d/.test(code) && code.length <= 10;
  const hasMark = text(plan.base) !== "" && figures[0]!.kind === "none";
  if (isEmpty && !isCoded && !(hasMark && title !== "")) return undefined;
  if (code === "" && title === "") return undefined;
  if (plan.code !== undefined && !isCoded && title === "") return undefined;
  const level = (column: number): number | undefined => {
    const figure = parseFigure(text(column));
    const where = { file: sheet.file, line, column: header.names[column]! };
    if (figure.kind === "none") return undefined;
    if (figure.kind === "number" && figure.value >= 0)
      return figure.value * (isThousands(header, plan, sheet) ? 1_000 : 1);
    problems.push(
      new InputError(figure.kind === "text" ? "a level that is not a number" : "a negative level of jobs", {
        code: "PROJECTION_NUMBER",
        where,
        found: text(column),
        hint:
          figure.kind === "text"
            ? "correct the cell, or leave it empty"
            : "correct the cell, or choose another column in a mapping",
      }),
    );
    return undefined;
  };
  const printed: Record<string, number> = {};
  for (const column of plan.growth) {
    const figure = parseFigure(text(column));
    if (figure.kind !== "number") continue;
    const name = header.names[column]!;
    printed[name] = figure.value;
    decimals.set(name, Math.max(decimals.get(name) ?? 0, Math.min(figure.decimals, 6)));
  }
  return {
    where: { file: sheet.file, line },
    code,
    title,
    base: level(plan.base),
    projected: level(plan.projected),
    printed,
  };
}

function placeOfRow(
  { cells }: SheetRow,
  { sheet, header, plan }: RecognisedSheet,
  help: ReadingHelp,
): Omit<Group, "rows"> {
  const text = (column: number | undefined): string => (column === undefined ? "" : (cells[column] ?? "").trim());
  const printed = text(plan.area).replace(/\s+/g, " ");
  const state = help.stateName(text(plan.state).padStart(2, "0"));
  // "10" alone may be an area's number in its state: only a column of state codes, or of areas that are states, says so.
  const isState =
    /\b(?:state|statewide|fips)\b/i.test(
      `${text(plan.areaType)} ${plan.area === undefined ? "" : header.names[plan.area]!}`,
    ) || /^0?1$/.test(text(plan.areaType));
  const sheetName = plan.areaIsSheet ? sheet.name : undefined;
  const area = /^0*$/.test(printed)
    ? (plan.areaName ?? state ?? sheetName ?? titleArea(sheet, header) ?? help.fallbackArea)
    : ((isState ? help.stateName(printed) : undefined) ?? printed);
  const column = (of: number | undefined): number | undefined => {
    const year = Number(/\b(?:19|20)\d\d\b/.exec(text(of))?.[0]);
    return Number.isNaN(year) ? undefined : year;
  };
  const base = column(plan.baseYearColumn) ?? plan.baseYear;
  const projected = column(plan.projectedYearColumn) ?? plan.projectedYear;
  const years =
    base !== undefined && projected !== undefined
      ? ([base, projected] as const)
      : (parseYearSpan(text(plan.period)) ??
        yearsAbove(sheet, header) ??
        parseYearSpan(sheet.name ?? "") ??
        parseYearSpan(sheet.file.replace(/^.*[/\\]/, "")));
  return { area, areaType: text(plan.areaType) || undefined, years };
}

/** "Eastern Oregon Industry Employment Projections, 2024-2034" is about Eastern Oregon. */
function titleArea(sheet: Sheet, header: Header): string | undefined {
  for (const text of titlesAbove(sheet, header)) {
    const named = /^(.{3,60}?),?\s+(?:(?:long|short)-term\s+)?industry\b.*\bprojections?\b/i.exec(text)?.[1];
    if (named !== undefined && !/^(?:table|long|short|total)/i.test(named)) return named;
  }
  return undefined;
}

function yearsAbove(sheet: Sheet, header: Header): readonly [number, number] | undefined {
  for (const text of [...header.names, ...titlesAbove(sheet, header)]) {
    const years = parseYearSpan(text);
    if (years) return years;
  }
  return undefined;
}

/** The version of NAICS that the heading of the codes, or a title above the table, names. */
function statedNaics({ sheet, header, plan }: RecognisedSheet): { readonly naics?: NaicsVersion } {
  const texts = [...(plan.code === undefined ? [] : [header.names[plan.code]!]), ...titlesAbove(sheet, header)];
  for (const text of texts) {
    const found = /\bnaics\W{0,3}(20\d\d)\b|\b(20\d\d)\W{0,2}naics\b/i.exec(text);
    const version = NAICS_VERSIONS.find((one) => one === Number(found?.[1] ?? found?.[2]));
    if (version !== undefined) return { naics: version };
  }
  return {};
}

function missingYears({ header }: RecognisedSheet): never {
  throw new InputError("the years of the projections are not stated", {
    code: "PROJECTION_YEARS",
    where: { file: header.file, line: header.line },
    found: header.names.filter((name) => name !== "").join(", "),
    hint: "state them in the config: mapping: { base-year: 2024, projected-year: 2034, … }",
  });
}

function isThousands(header: Header, plan: ColumnPlan, sheet: Sheet): boolean {
  if (plan.unit === "thousands") return true;
  return titlesAbove(sheet, header).some((text) =>
    /\b(?:in thousands|thousands of (?:jobs|persons|people))\b|\(\s*(?:thousands|000s?)\s*\)/i.test(text),
  );
}

function detectUnit({ header, plan, sheet }: RecognisedSheet): "jobs" | "thousands" {
  return isThousands(header, plan, sheet) ? "thousands" : "jobs";
}

/** An occupation's code, which no industry has: two digits, a hyphen, four digits. */
const SOC = /^\d\d-\d{4}(?:\.\d\d)?$/;

/** What the rows are of: headings are the same in tables of industries and of occupations, codes are not. */
function detectSubject(plan: ColumnPlan, rows: readonly ProjectionRow[]): Pick<ProjectionTable, "subject" | "coding"> {
  const coded = rows.filter(({ code }) => code !== "");
  const isOfOccupations = coded.length > 0 && coded.filter(({ code }) => SOC.test(code)).length >= coded.length / 2;
  if (isOfOccupations) return { subject: "occupations", coding: "soc" };
  return { subject: plan.subject, coding: detectCoding(plan, rows) };
}

/** Series codes have eight digits; newer files of the same layout may have NAICS codes. */
function detectCoding(plan: ColumnPlan, rows: readonly ProjectionRow[]): ColumnPlan["coding"] {
  if (plan.coding !== "ces") return plan.coding;
  return rows.filter(({ code }) => code.length === 8).length >= rows.length / 2 ? "ces" : "naics";
}

/** Takes out rows that appear twice alike. */
function withoutRepeats(
  rows: readonly ProjectionRow[],
  { code }: ColumnPlan,
): { rows: readonly ProjectionRow[]; repeated: number } {
  const seen = new Map<string, ProjectionRow>();
  const kept: ProjectionRow[] = [];
  for (const row of rows) {
    const key = code === undefined ? row.title : `${row.code}|${row.title}`;
    const before = seen.get(key);
    if (before && before.base === row.base && before.projected === row.projected) continue;
    if (before && code !== undefined && before.base !== undefined && row.base !== undefined) {
      throw new InputError(
        `${row.code || row.title} appears twice with different levels, first in line ${before.where.line}`,
        {
          code: "PROJECTION_DUPLICATE",
          where: row.where,
          found: `${row.base} to ${row.projected}, where line ${before.where.line} has ${before.base} to ${before.projected}`,
          hint: "keep one of the two rows; if they are of two areas, a mapping can name the column of areas",
        },
      );
    }
    seen.set(key, row);
    kept.push(row);
  }
  return { rows: kept, repeated: rows.length - kept.length };
}
