import { median } from "simple-statistics";
import type { InputError } from "../../core/errors.js";
import { InputError as Problem } from "../../core/errors.js";
import { cellAt, placeColumns, type ColumnPlaces } from "../../files/columns.js";
import { GroupBuilder, type OccupationGroup } from "./groups.js";
import { parseOewsIndustry } from "../../staffing/read/industry-codes.js";
import { OEWS_LAYOUTS, type OewsColumn, type OewsLayout } from "../../staffing/read/layouts.js";
import { findTopCodes, type TopCodes } from "../../staffing/read/marks.js";
import type { OccupationRow } from "../../staffing/records.js";
import { readOewsRow, type OewsText } from "../../staffing/read/oews-rows.js";
import { comparable } from "../../staffing/pay.js";
import { isHourlyAlone, withAnnualWages } from "./derived-wages.js";
import { oewsYear } from "./release.js";
import { withSummedTotal } from "./summed-total.js";
import type { FoundTable, TableReader } from "./table-finder.js";

/** A table of OEWS, with the groups of its rows that were wanted. */
export interface OewsTable {
  readonly found: FoundTable;
  readonly layout: OewsLayout;
  readonly year: number | undefined;
  readonly levelsTold: boolean;
  readonly industries: readonly (OccupationGroup & { readonly ownership: string })[];
  readonly areas: readonly OccupationGroup[];
  /** Rows passed over, since they are of the other kind. */
  readonly passed: number;
  /** Empty cells of jobs that are taken as withheld. */
  readonly blanks: number;
  /** Industries of several owners that no column separates; the largest row of an occupation is taken. */
  readonly owners: readonly string[];
  /** Industries whose total is a sum of groups of occupations, and how many of these groups are withheld. */
  readonly summed: { readonly industries: number; readonly withheld: number };
}

/** What is wanted of a table of OEWS. */
export interface OewsRequest {
  readonly kind: "industries" | "areas";
  /** Over the area code as {@link AreaOccupations} has it; all where left out. */
  readonly areas?: (code: string) => boolean;
}

/** The layout of OEWS that a header is of, with its columns. */
export function recogniseOews(
  header: readonly string[],
): { readonly layout: OewsLayout; readonly places: ColumnPlaces<OewsColumn> } | undefined {
  for (const layout of OEWS_LAYOUTS) {
    const places = placeColumns(header, layout.columns, layout.required);
    if (places && (layout.oneOf?.some((column) => places[column] >= 0) ?? true)) return { layout, places };
  }
  return undefined;
}

/** Opens a table of OEWS, if the header is one's; its groups are handed over at its end. */
export function openOews(
  found: FoundTable,
  request: OewsRequest,
  problems: InputError[],
  done: (table: OewsTable) => void,
): TableReader | undefined {
  const known = recogniseOews(found.header);
  if (known === undefined) return undefined;
  const reader = new OewsReader(found, known, request, problems);
  return {
    row: (cells, line) => reader.row(cells, line),
    remark: (text) => reader.remark(text),
    end: () => done(reader.finish()),
  };
}

/** No occupation's median annual wage is below half a minimum wage. */
const LEAST_ANNUAL = 7_500;

class OewsReader {
  readonly #found: FoundTable;
  readonly #text: OewsText;
  readonly #request: OewsRequest;
  readonly #problems: InputError[];
  #year: number | undefined;
  readonly #topCodes: { -readonly [Key in keyof TopCodes]: TopCodes[Key] };
  readonly #groups = new Map<
    string,
    { readonly builder: GroupBuilder; readonly ownership: string; isIndustry: boolean }
  >();
  readonly #ownArea: { readonly code: string; readonly title: string };
  #passed = 0;
  readonly #blanks: InputError[] = [];
  /** Rows of an occupation that stood before in the same industry, where no column has the owner. */
  readonly #repeats: { readonly problem: InputError; readonly of: GroupBuilder; readonly row: OccupationRow }[] = [];
  #hasMarks = false;
  #isHourlyAlone: boolean | undefined;
  /** Medians of which the header does not say whether they are of an hour or of a year. */
  readonly #unstated: number[] = [];

  constructor(
    found: FoundTable,
    known: { readonly layout: OewsLayout; readonly places: ColumnPlaces<OewsColumn> },
    request: OewsRequest,
    problems: InputError[],
  ) {
    this.#found = found;
    this.#request = request;
    this.#problems = problems;
    this.#year = oewsYear(found);
    this.#topCodes = { ...findTopCodes(this.#year) };
    this.#text = { ...known, file: found.text.file, header: found.header, topCodes: this.#topCodes };
    this.#ownArea = areaAbove(found);
  }

  row(cells: readonly string[], line: number): void {
    const { places } = this.#text;
    const naics = cellAt(cells, places.naics);
    const group = cellAt(cells, places.industryGroup);
    const isIndustry = places.naics >= 0 && group.toLowerCase() !== "cross-industry" && !/^0+$/.test(naics);
    if (isIndustry !== (this.#request.kind === "industries")) {
      this.#passed++;
      return;
    }
    this.#learnYear(cellAt(cells, places.year));
    const of = isIndustry ? this.#industry(cells, line, naics, group) : this.#area(cells, line);
    if (of === undefined) return;
    const result = readOewsRow(this.#text, cells, line);
    if ("problem" in result) {
      this.#problems.push(result.problem);
      return;
    }
    const row = this.#withYear(result.row);
    const repeated = of.add(row);
    if (repeated && isIndustry && places.ownership < 0) this.#repeats.push({ problem: repeated, of, row });
    else if (repeated) this.#problems.push(repeated);
    if (result.blank) this.#blanks.push(result.blank);
    else this.#hasMarks ||= row.employment.status === "suppressed";
  }

  /** Of states that publish percentiles by the hour alone. */
  #withYear(row: OccupationRow): OccupationRow {
    this.#isHourlyAlone ??= this.#request.kind === "areas" && isHourlyAlone(this.#text.places);
    const wage = comparable(row.wages.annual.median);
    if (wage !== undefined && this.#text.layout.isWithoutUnit) this.#unstated.push(wage);
    return this.#isHourlyAlone ? withAnnualWages(row, this.#text.places, this.#topCodes) : row;
  }

  /** A column is a better source than a title or a name. */
  #learnYear(cell: string): void {
    if (!/^(?:19|20)\d{2}$/.test(cell) || Number(cell) === this.#year) return;
    this.#year = Number(cell);
    Object.assign(this.#topCodes, findTopCodes(this.#year));
  }

  /** A legend may state the top code: "a wage equal to or greater than $115.00 per hour or $239,200 per year". */
  remark(text: string): void {
    const found = /equal to or greater than \$([\d.,]+) per hour or \$([\d,]+) per year/i.exec(text);
    if (!found) return;
    this.#topCodes.hourly = Number(found[1]!.replaceAll(",", ""));
    this.#topCodes.annual = Number(found[2]!.replaceAll(",", ""));
  }

  finish(): OewsTable {
    const unclear = this.#unitProblem();
    if (unclear) this.#problems.push(unclear);
    const levelsTold = this.#text.places.level >= 0;
    const isReduced = this.#isReduced();
    for (const { problem, of, row } of this.#repeats) {
      if (isReduced) of.keepLarger(row);
      else this.#problems.push(problem);
    }
    const finished = [...this.#groups.values()].map(({ builder, ownership, isIndustry }) => ({
      ...builder.finish(levelsTold),
      ownership,
      isIndustry,
    }));
    const industries = finished.filter(({ isIndustry }) => isIndustry);
    const summed = isReduced ? industries.map((group) => withSummedTotal(group)) : [];
    if (!isReduced || this.#hasMarks) this.#problems.push(...this.#blanks);
    return {
      found: this.#found,
      layout: this.#text.layout,
      year: this.#year,
      levelsTold,
      industries: industries.map((group, at) => summed[at]?.group ?? group),
      areas: finished.filter(({ isIndustry }) => !isIndustry),
      passed: this.#passed,
      blanks: this.#blanks.length,
      owners: isReduced ? [...new Set(this.#repeats.map(({ of }) => of.code))] : [],
      summed: {
        industries: summed.filter((one) => one !== undefined).length,
        withheld: summed.reduce((all, one) => all + (one?.withheld ?? 0), 0),
      },
    };
  }

  /** Files that others made of OEWS's leave out the row of all occupations, and the marks and owners with it. */
  #isReduced(): boolean {
    const builders = [...this.#groups.values()].filter(({ isIndustry }) => isIndustry);
    return builders.length > 0 && !builders.some(({ builder }) => builder.hasTotal);
  }

  /** Wages like 31.50 may be of an hour, or thousands of a year; 65,520 can only be of a year. */
  #unitProblem(): InputError | undefined {
    const { layout, places, header, file } = this.#text;
    if (!layout.isWithoutUnit) return undefined;
    if (this.#unstated.length === 0) return undefined;
    const middle = median(this.#unstated);
    if (middle >= LEAST_ANNUAL) return undefined;
    return new Problem("the header does not say whether wages are of an hour or of a year", {
      code: "OCCUPATION_UNITS",
      where: { file, line: this.#found.headerLine, column: header[places.annual50]! },
      found: `${header[places.annual50]}, half of them below ${String(middle)}`,
      hint: "write the unit into the headers of wages, such as Hourly Median or Annual Median",
    });
  }

  #industry(cells: readonly string[], line: number, naics: string, group: string): GroupBuilder | undefined {
    const { places, header, file } = this.#text;
    // The nation's industries; states' are not published by industry.
    const ownership = cellAt(cells, places.ownership);
    const key = `i|${naics}|${ownership}|${group}`;
    const known = this.#groups.get(key);
    if (known) return known.builder;
    const code = parseOewsIndustry(naics, group);
    if (code === undefined) {
      this.#problems.push(
        new Problem("not an industry code", {
          code: "STAFFING_INDUSTRY",
          where: { file, line, column: header[places.naics]! },
          found: naics || "an empty cell",
          hint: "write a NAICS code as OEWS does: 11, 31-33, 325400, or an aggregate such as 3320A1",
        }),
      );
      return undefined;
    }
    const builder = new GroupBuilder({ file, code, title: cellAt(cells, places.naicsTitle), line });
    this.#groups.set(key, { builder, ownership, isIndustry: true });
    return builder;
  }

  #area(cells: readonly string[], line: number): GroupBuilder | undefined {
    const { places, file } = this.#text;
    const printed = cellAt(cells, places.area);
    const title = cellAt(cells, places.areaTitle) || this.#ownArea.title;
    const code = places.area < 0 ? this.#ownArea.code : parseOewsArea(printed);
    if (this.#request.areas !== undefined && !this.#request.areas(code)) return undefined;
    const key = `a|${printed}|${title}`;
    const known = this.#groups.get(key);
    if (known) return known.builder;
    const builder = new GroupBuilder({ file, code, title, line });
    this.#groups.set(key, { builder, ownership: "", isIndustry: false });
    return builder;
  }
}

/**
 * An area code of OEWS: `99`, a state's FIPS, the five digits of a metropolitan area, or the seven of a nonmetropolitan
 * one. States write them with six digits: `000053` is the state 53, `038900` Portland, `530006` western Washington.
 */
function parseOewsArea(printed: string): string {
  const code = printed.trim();
  if (/^0000\d\d$/.test(code)) return code.slice(4);
  if (/^0\d{5}$/.test(code)) return code.slice(1);
  if (/^00\d{5}$/.test(code)) return code.slice(2);
  if (/^\d{2}0{5}$/.test(code)) return code.slice(0, 2);
  // Nonmetropolitan areas: the state, then five digits.
  if (/^\d\d00\d\d$/.test(code)) return `${code.slice(0, 2)}0${code.slice(2)}`;
  return code;
}

/** The area in the titles above a table: `Area: Columbus, OH`. */
function areaAbove({ preamble }: FoundTable): { readonly code: string; readonly title: string } {
  for (const row of preamble) {
    const found = /\bArea(?: name)?\s*:\s*(.+)$/i.exec(row.filter((cell) => cell !== "").join(" "));
    if (found) return { code: "", title: found[1]!.replace(/\(\d+\)$/, "").trim() };
  }
  return { code: "", title: "" };
}
