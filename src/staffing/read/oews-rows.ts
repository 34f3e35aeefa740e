import { ABSENT, SUPPRESSED, type Datum } from "../../core/datum.js";
import { InputError, type ErrorCode } from "../../core/errors.js";
import type { OccupationLevel, OccupationRow, OccupationWages, Wage, WageDistribution } from "../records.js";
import { cellAt, type ColumnPlaces } from "../../files/columns.js";
import type { OewsColumn, OewsLayout, WageColumn } from "./layouts.js";
import { toCount, parseMarked, toWage, type TopCodes } from "./marks.js";
import { levelOfWord, parsePrintedSoc } from "./soc-codes.js";

const NO_WAGES: WageDistribution = { mean: ABSENT, p10: ABSENT, p25: ABSENT, median: ABSENT, p75: ABSENT, p90: ABSENT };
export const NO_WAGES_AT_ALL: OccupationWages = { hourly: NO_WAGES, annual: NO_WAGES };

const COLUMNS_OF: Readonly<Record<"hourly" | "annual", Readonly<Record<keyof WageDistribution, WageColumn>>>> = {
  hourly: {
    mean: "hourlyMean",
    p10: "hourly10",
    p25: "hourly25",
    median: "hourly50",
    p75: "hourly75",
    p90: "hourly90",
  },
  annual: {
    mean: "annualMean",
    p10: "annual10",
    p25: "annual25",
    median: "annual50",
    p75: "annual75",
    p90: "annual90",
  },
};

/** How the rows of one text are read. */
export interface OewsText {
  readonly file: string;
  readonly header: readonly string[];
  readonly layout: OewsLayout;
  readonly places: ColumnPlaces<OewsColumn>;
  readonly topCodes: TopCodes;
}

/** `blank` is the problem of an empty cell of jobs, which a file without the publisher's marks has where jobs are withheld. */
export type RowOrProblem =
  { readonly row: OccupationRow; readonly blank?: InputError } | { readonly problem: InputError };

/** Reads one row of OEWS: an occupation with jobs and wages. The level is as stated, or undefined until all rows are known. */
export function readOewsRow(text: OewsText, cells: readonly string[], line: number): RowOrProblem {
  const { places, header, file } = text;
  const fail = (code: ErrorCode, column: OewsColumn, message: string, hint: string): { problem: InputError } => ({
    problem: new InputError(message, {
      code,
      where: { file, line, column: header[places[column]] ?? column },
      found: cellAt(cells, places[column]) || "an empty cell",
      hint,
    }),
  });
  const occupation = parsePrintedSoc(cellAt(cells, places.code));
  if (occupation === undefined) {
    return fail("OCCUPATION_CODE", "code", "not an occupation code", "write it as 15-1252");
  }
  const level: OccupationLevel | undefined =
    places.level < 0 ? "detailed" : levelOfWord(cellAt(cells, places.level).trim());
  if (level === undefined) {
    const hint = "levels are total, major, minor, broad and detailed";
    return fail("OCCUPATION_LEVEL", "level", "not a level of occupations", hint);
  }
  const employmentCell = cellAt(cells, places.employment);
  const employment = employmentCell === "" ? SUPPRESSED : toCount(parseMarked(employmentCell));
  const persons = "write a plain number of persons; OEWS prints ** where it gives none";
  const noNumber = (): { problem: InputError } =>
    fail("OCCUPATION_NUMBER", "employment", "not a number of jobs", persons);
  if (employment === undefined) return noNumber();
  const isBlank = employmentCell === "" && text.layout.emptyEmployment === "unreadable";
  const unreadable = WAGE_COLUMNS.find((column) => parseMarked(cellAt(cells, places[column])).mark === "unreadable");
  if (unreadable !== undefined) {
    const hint = "write a plain number of dollars; OEWS prints * where it gives none, and # at its top code";
    return fail("OCCUPATION_NUMBER", unreadable, "not a wage", hint);
  }
  const share = parseRatio(cellAt(cells, places.percent), 0.01);
  const quotient = parseRatio(cellAt(cells, places.quotient), 1);
  return {
    row: {
      occupation,
      title: cleanTitle(cellAt(cells, places.title)),
      level,
      employment,
      ...(share !== undefined && { publishedShare: share }),
      wages: parseWages(text, cells),
      ...(quotient !== undefined && { publishedQuotient: quotient }),
      line,
    },
    ...(isBlank && { blank: noNumber().problem }),
  };
}

const WAGE_COLUMNS: readonly WageColumn[] = Object.values(COLUMNS_OF).flatMap((columns) => Object.values(columns));

function parseWages(text: OewsText, cells: readonly string[]): OccupationWages {
  const isTrue = (column: OewsColumn): boolean => cellAt(cells, text.places[column]).toUpperCase() === "TRUE";
  // Teachers are paid by the year, dancers by the hour: there is no other wage that could be withheld.
  const hourly = isTrue("annualOnly") ? NO_WAGES : parseDistribution(text, cells, "hourly");
  const annual = isTrue("hourlyOnly") ? NO_WAGES : parseDistribution(text, cells, "annual");
  return hourly === NO_WAGES && annual === NO_WAGES ? NO_WAGES_AT_ALL : { hourly, annual };
}

function parseDistribution(
  { places, topCodes }: OewsText,
  cells: readonly string[],
  period: "hourly" | "annual",
): WageDistribution {
  const columns = COLUMNS_OF[period];
  const wage = (at: keyof WageDistribution): Wage =>
    toWage(parseMarked(cellAt(cells, places[columns[at]])), topCodes[period]) ?? ABSENT;
  const all = {
    mean: wage("mean"),
    p10: wage("p10"),
    p25: wage("p25"),
    median: wage("median"),
    p75: wage("p75"),
    p90: wage("p90"),
  };
  return Object.values(all).every((one) => one === ABSENT) ? NO_WAGES : all;
}

/** A published ratio; undefined if the file has no such column or leaves it empty. */
function parseRatio(cell: string, scale: number): Datum | undefined {
  const { mark, value } = parseMarked(cell);
  if (mark === "value") return { status: "disclosed", value: value * scale };
  return mark === "withheld" ? SUPPRESSED : undefined;
}

/** Equal titles of a file of all areas share one text. */
const titles = new Map<string, string>();

function cleanTitle(cell: string): string {
  const plain = cell.replace(/\(\d{6}\)$/, "").trim();
  const known = titles.get(plain);
  if (known !== undefined) return known;
  if (titles.size < 20_000) titles.set(plain, plain);
  return plain;
}
