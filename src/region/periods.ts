import type { Period } from "../core/codes.js";
import type { AreaCode, Quarter } from "../core/codes.js";
import { InputError } from "../core/errors.js";
import { information, type Note } from "../core/notes.js";
import type { QcewTable } from "../qcew/table.js";
import { requireWholeYears, wholeYearNotes } from "./whole-years.js";
import { employmentChanges } from "../qcew/published-changes.js";

export interface PeriodRequest {
  readonly year?: number | undefined;
  readonly since?: number | undefined;
  /** `mean`: whole years of four quarters, from a table of them (`asWholeYears`). */
  readonly quarter?: number | "mean" | undefined;
}

export interface Span {
  readonly end: Period;
  readonly start: Period | undefined;
  /** The start year is not in the files: it is the end year's level minus its published change. */
  readonly startFromChange: boolean;
  readonly notes: readonly Note[];
}

/** How far back the default span looks: START asks for 3 to 5 years. */
const LONGEST_DEFAULT = 5;
const SHORTEST_DEFAULT = 3;

/**
 * Chooses the two ends of the span among the periods that the files hold for every area of the region.
 *
 * The end is the latest year (of annual averages where there are any), the start the earliest one 3 to 5
 * years before; without one, the earliest there is; without any earlier one, the year before as the
 * published over-the-year change gives it.
 *
 * @throws {InputError} YEAR_MISSING, QUARTER_MISSING, AREA_NOT_IN_FILES
 */
export function chooseSpan(table: QcewTable, areas: readonly AreaCode[], request: PeriodRequest): Span {
  const coverage = areasByPeriod(table, areas);
  if (request.quarter === "mean") requireWholeYears(table, areas, request);
  requireAreas(coverage, areas);
  const complete = [...coverage.entries()]
    .filter(([, present]) => present.size === areas.length)
    .map(([key]) => periodOf(key))
    .sort(byTime);
  const notes: Note[] = [];

  const quarter = chooseQuarter(complete, request, coverage, areas, notes);
  const years = complete.filter((period) => quarterFits(period, quarter)).map((period) => period.year);
  const end = request.year === undefined ? years.at(-1) : years.find((year) => year === request.year);
  if (end === undefined) throw missingYear(request.year, years, quarter, coverage, areas);
  if (request.year === undefined) notes.push(information("year-chosen", `Year ${end}: the latest in the files.`));
  notes.push(...wholeYearNotes(table, areas, end));

  const earlier = years.filter((year) => year < end);
  const at = (year: number): Period => ({ year, quarter });
  const has = (year: number): boolean => year === end - 1 && tellsChanges(table, areas, at(end));
  if (request.since !== undefined) {
    if (request.since >= end) {
      throw new InputError(`the span can't start in ${request.since}, since it ends in ${end}`, {
        code: "YEAR_MISSING",
        found: `since ${request.since}, year ${end}`,
        hint: `choose a year before ${end}: ${earlier.join(", ") || "none is in the files"}`,
      });
    }
    if (earlier.includes(request.since)) {
      return { end: at(end), start: at(request.since), startFromChange: false, notes };
    }
    if (has(request.since)) return fromChange(end, quarter, notes);
    throw missingYear(request.since, years, quarter, coverage, areas);
  }
  const start =
    earlier.find((year) => end - year <= LONGEST_DEFAULT && end - year >= SHORTEST_DEFAULT) ??
    // Failing a year 3 to 5 back: the one nearest to that window.
    [...earlier].sort((a, b) => distanceToWindow(end - a) - distanceToWindow(end - b) || a - b)[0];
  if (start !== undefined) {
    const years = end - start === 1 ? "1 year" : `${end - start} years`;
    notes.push(
      information("since-chosen", `Growth since ${start}: ${years}, the span in the files nearest to 3 to 5.`),
    );
    return { end: at(end), start: at(start), startFromChange: false, notes };
  }
  if (has(end - 1)) return fromChange(end, quarter, notes);
  notes.push(information("no-earlier-year", `The files hold no year before ${end}: growth can't be computed.`));
  return { end: at(end), start: undefined, startFromChange: false, notes };
}

/**
 * The periods whose cells are listed: the latest one, or all from `since` on.
 *
 * @throws {InputError} as `chooseSpan`
 */
export function chooseCellPeriods(
  table: QcewTable,
  areas: readonly AreaCode[],
  request: PeriodRequest,
): { readonly periods: readonly Period[]; readonly notes: readonly Note[] } {
  const { end, notes } = chooseSpan(table, areas, { ...request, since: undefined });
  const told = notes.filter(({ id }) => id === "year-chosen" || id === "quarter-chosen" || id === "quarters-left-out");
  const { since } = request;
  if (since === undefined) return { periods: [end], notes: told };
  const years = [...new Set(table.year)].filter((year) => year >= since && year <= end.year).sort((a, b) => a - b);
  return { periods: years.map((year) => ({ year, quarter: end.quarter })), notes: told };
}

/** Years of which the files hold every area of the region for the same part of the year, up to `end`, in order. */
export function completeYears(table: QcewTable, areas: readonly AreaCode[], end: Period): readonly number[] {
  return [...areasByPeriod(table, areas)]
    .filter(([, present]) => present.size === areas.length)
    .map(([key]) => periodOf(key))
    .filter(({ year, quarter }) => quarter === end.quarter && year <= end.year)
    .map(({ year }) => year)
    .sort((a, b) => a - b);
}

function fromChange(end: number, quarter: Quarter, notes: Note[]): Span {
  notes.push(
    information(
      "start-from-change",
      `Figures of ${end - 1} are those of ${end} minus the published change over the year: no file of ${end - 1} was given.`,
    ),
  );
  return { end: { year: end, quarter }, start: { year: end - 1, quarter }, startFromChange: true, notes };
}

/** Whether every area has a row of the period that tells the change over the year. */
function tellsChanges(table: QcewTable, areas: readonly AreaCode[], period: Period): boolean {
  const changes = employmentChanges(table);
  if (!changes) return false;
  const told = new Set<string>();
  for (let row = 0; row < table.length; row++) {
    if (table.year[row] !== period.year || table.quarter[row] !== period.quarter) continue;
    if (!Number.isNaN(changes[row]!)) told.add(table.areas[table.area[row]!]!);
  }
  return areas.every((area) => told.has(area));
}

function distanceToWindow(years: number): number {
  if (years < SHORTEST_DEFAULT) return SHORTEST_DEFAULT - years;
  return years > LONGEST_DEFAULT ? years - LONGEST_DEFAULT : 0;
}

function areasByPeriod(table: QcewTable, areas: readonly AreaCode[]): Map<number, Set<number>> {
  const wanted = new Set(areas.map((code) => table.areas.indexOf(code)).filter((index) => index >= 0));
  const coverage = new Map<number, Set<number>>();
  for (let row = 0; row < table.length; row++) {
    const area = table.area[row]!;
    if (!wanted.has(area)) continue;
    const key = table.year[row]! * 10 + table.quarter[row]!;
    const present = coverage.get(key);
    if (present) present.add(area);
    else coverage.set(key, new Set([area]));
  }
  return coverage;
}

function periodOf(key: number): Period {
  return { year: Math.floor(key / 10), quarter: (key % 10) as Quarter };
}

function byTime(a: Period, b: Period): number {
  return a.year - b.year || a.quarter - b.quarter;
}

function quarterFits(period: Period, quarter: Quarter): boolean {
  return period.quarter === quarter;
}

function chooseQuarter(
  complete: readonly Period[],
  request: PeriodRequest,
  coverage: ReadonlyMap<number, ReadonlySet<number>>,
  areas: readonly AreaCode[],
  notes: Note[],
): Quarter {
  if (request.quarter === "mean") return 0;
  const ofYear = complete.filter((period) => request.year === undefined || period.year === request.year);
  const quarters = [...new Set(ofYear.map((period) => period.quarter))].sort();
  if (request.quarter !== undefined) {
    if (quarters.includes(request.quarter as Quarter)) return request.quarter as Quarter;
    if (ofYear.length === 0) throw missingYear(request.year, yearsOf(complete), 0, coverage, areas);
    throw new InputError(`the files hold no quarter ${request.quarter}${request.year ? ` of ${request.year}` : ""}`, {
      code: "QUARTER_MISSING",
      found: quarters.map((quarter) => (quarter === 0 ? "annual averages" : `quarter ${quarter}`)).join(", "),
      hint: quarters.some((quarter) => quarter > 0)
        ? `choose --quarter ${quarters.filter((quarter) => quarter > 0).join(" or ")}`
        : "leave --quarter out to use the annual averages",
    });
  }
  if (quarters.includes(0)) {
    if (quarters.length > 1) {
      notes.push(
        information("quarters-left-out", "Annual averages were used; the quarterly rows in the files were left out."),
      );
    }
    return 0;
  }
  const latest = ofYear.at(-1);
  if (!latest) return 0;
  notes.push(
    information(
      "quarter-chosen",
      `Quarter ${latest.quarter} of ${latest.year}: the latest in the files, which are quarterly.`,
    ),
  );
  return latest.quarter;
}

function yearsOf(periods: readonly Period[]): number[] {
  return [...new Set(periods.map((period) => period.year))].sort((a, b) => a - b);
}

function requireAreas(coverage: ReadonlyMap<number, ReadonlySet<number>>, areas: readonly AreaCode[]): void {
  if (coverage.size > 0) return;
  throw new InputError(`the files hold no row of ${areas.length === 1 ? "area" : "areas"} ${listed(areas)}`, {
    code: "AREA_NOT_IN_FILES",
    missing: "qcew",
    hint: "give the files of the region's areas with --qcew; `sector-rank inspect FILE` lists the areas in a file",
  });
}

function missingYear(
  year: number | undefined,
  years: readonly number[],
  quarter: Quarter,
  coverage: ReadonlyMap<number, ReadonlySet<number>>,
  areas: readonly AreaCode[],
): InputError {
  // A year that some of the areas have is a different fault from one that none has.
  const partly =
    year === undefined ? [...coverage.keys()] : [...coverage.keys()].filter((key) => periodOf(key).year === year);
  const most = partly.map((key) => coverage.get(key)!.size).sort((a, b) => b - a)[0];
  if (most !== undefined && most < areas.length) {
    const when = year === undefined ? "any one year" : String(year);
    return new InputError(`only ${most} of the region's ${areas.length} areas have rows for ${when}`, {
      code: "AREA_NOT_IN_FILES",
      missing: "qcew",
      found: `years that all areas have: ${years.join(", ") || "none"}`,
      hint: "give the missing areas' files, or leave those areas out with --exclude",
    });
  }
  const kind = quarter === 0 ? "" : ` in quarter ${quarter}`;
  return new InputError(`the files hold no row of the region for ${year}${kind}`, {
    code: "YEAR_MISSING",
    missing: "qcew",
    found: `years in the files: ${years.join(", ") || "none"}`,
    hint: years.length > 0 ? `choose one of them, or add the file of ${year}` : `add the file of ${year}`,
  });
}

function listed(areas: readonly AreaCode[]): string {
  return areas.length > 6 ? `${areas.slice(0, 6).join(", ")} … (${areas.length})` : areas.join(", ");
}
