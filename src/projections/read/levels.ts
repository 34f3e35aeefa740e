import { InputError } from "../../core/errors.js";
import { mappingHint, parseYear, parseYearSpan, type Header } from "./header.js";

/** A column of jobs in one year. */
export interface YearColumn {
  readonly column: number;
  readonly year: number;
}

/** The two levels that growth is computed from, and the years beside them that are not used. */
export interface ChosenLevels {
  readonly base: number;
  readonly projected: number;
  readonly baseYear: number;
  readonly projectedYear: number;
  readonly yearsBetween: readonly number[];
  /** Other columns that may be the base as well: nothing in the headings decides between them. */
  readonly otherBases?: readonly YearColumn[];
}

/** Words of a heading that is of something else than a level of jobs, though it may have a year in it. */
export const NO_LEVEL =
  /\b(?:change|growth|rate|percent|pct|output|openings|wages?|pay|earnings|salary|dollars|exits|transfers|share|cagr|rank|codes?|naics|sic|soc|level|type|version|vintage|titles?|establishments|firms|units|population|quotient|lq|hours)\b/;

/** What headings of levels have besides the year. */
const LEVEL =
  /\b(?:employment|emp|employed|jobs?|workers|estimated?|base|current|proj|projected|projections?|average|avg|total|number|count|thousands?|actual)\b/;

/** Columns of a header that hold jobs of one year each, in the order of years. */
export function datedLevels(header: Header): readonly YearColumn[] {
  return header.plain
    .flatMap((name, column): readonly YearColumn[] => {
      const year = parseYear(name);
      if (year === undefined || NO_LEVEL.test(name)) return [];
      return LEVEL.test(name) || name === String(year) ? [{ column, year }] : [];
    })
    .sort((a, b) => a.year - b.year);
}

/**
 * Base and projected level among columns of several years.
 *
 * Tables of BLS hold history before the base year (2010, 2020, 2030: the base is 2020), others the years on the way
 * (2022, 2027, 2032: the base is 2022). What decides: the word "projected" in headings; a span that a heading of growth
 * or a title names; and that projections are of ten years, or of two. If nothing does, the printed growth may
 * ({@link ChosenLevels.otherBases}).
 *
 * @param titles above the table
 * @throws {InputError} PROJECTION_COLUMN_AMBIGUOUS for two columns of one year
 */
export function chooseLevels(
  header: Header,
  columns: readonly YearColumn[],
  titles: readonly string[],
): ChosenLevels | undefined {
  const last = columns.at(-1);
  const first = columns[0];
  if (!first || !last || first.year === last.year) return undefined;
  requireOneColumn(header, columns);
  const years = columns.map(({ year }) => year);
  const of = (base: YearColumn, otherBases: readonly YearColumn[] = []): ChosenLevels => ({
    base: base.column,
    projected: last.column,
    baseYear: base.year,
    projectedYear: last.year,
    yearsBetween: years.filter((year) => year !== base.year && year !== last.year),
    ...(otherBases.length > 0 && { otherBases }),
  });
  const before = columns.filter(({ year }) => year < last.year);
  if (before.length === 1) return of(before[0]!);
  const plain = (one: YearColumn): string => header.plain[one.column]!;
  const unprojected = before.filter((one) => !/\bproj/.test(plain(one)));
  if (/\bproj/.test(plain(last)) && unprojected.length > 0) {
    const based = unprojected.filter((one) => /\bbase\b/.test(plain(one)));
    return of(based.at(-1) ?? unprojected.at(-1)!);
  }
  const spans = [...header.names.filter((_, column) => !columns.some((one) => one.column === column)), ...titles]
    .map(parseYearSpan)
    .filter((span) => span?.[1] === last.year);
  const named = before.filter(({ year }) => spans.some((span) => span![0] === year));
  if (named.length === 1) return of(named[0]!);
  const usual = before.find(({ year }) => last.year - year === 10) ?? before.find(({ year }) => last.year - year === 2);
  // Halfway on the way, or history of as many years before: both are published.
  const halfway = before.find(({ year }) => usual !== undefined && year - usual.year === last.year - year);
  if (usual && !halfway) return of(usual);
  const candidates = named.length > 1 ? named : usual && halfway ? [usual, halfway] : before;
  return of(candidates[0]!, candidates.slice(1));
}

function requireOneColumn(header: Header, columns: readonly YearColumn[]): void {
  for (const { year } of columns) {
    const same = columns.filter((one) => one.year === year);
    if (same.length < 2) continue;
    const names = same.map(({ column }) => header.names[column]!);
    throw new InputError(`${same.length} columns may hold the jobs of ${year}`, {
      code: "PROJECTION_COLUMN_AMBIGUOUS",
      where: { file: header.file, line: header.line, column: names[0]! },
      found: names.join("; "),
      hint: mappingHint("base", names[0]!),
    });
  }
}

/** The error for a table in which several years may be the base. */
export function ambiguousBase(header: Header, bases: readonly YearColumn[], projectedYear: number): InputError {
  const names = bases.map(({ column }) => header.names[column]!);
  return new InputError(
    `growth to ${projectedYear} may be from ${bases.map(({ year }) => year).join(" or from ")}: nothing in the table says which is the base year`,
    {
      code: "PROJECTION_COLUMN_AMBIGUOUS",
      where: { file: header.file, line: header.line, column: names[0]! },
      found: names.join("; "),
      hint: mappingHint("base", names[0]!),
    },
  );
}
