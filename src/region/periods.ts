import { isJoined, type AreaCode, type Period, type Quarter } from "../core/codes.js";
import { InputError } from "../core/errors.js";
import type { AreaSet } from "../core/industry-table.js";
import { caution, information, type Note } from "../core/notes.js";
import type { QcewTable } from "../qcew/table.js";
import { requireWholeYears, wholeYearNotes } from "./whole-years.js";
import { employmentChanges } from "../qcew/published-changes.js";
import { Coverage, type CoveredRegion, type JobsOf } from "./coverage.js";
import {
  areasWithShares,
  explainMissingStart,
  explainLatestYear,
  missingAreas,
  missingYear,
  notInFiles,
  formatPeriod,
} from "./period-words.js";

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
  /** The region's areas whose figures there are at every end of the span, under the codes of the last year. */
  readonly areas: readonly AreaCode[];
  /** The same ground under the codes of the first year. */
  readonly startAreas: readonly AreaCode[];
  /** Areas of the region that are in no figure, because the files have no rows of them in one of the years. */
  readonly leftOut: readonly AreaCode[];
  readonly notes: readonly Note[];
}

/** What is known beside the table. */
export interface SpanContext {
  readonly nameOf?: (area: AreaCode) => string;
  /** Jobs of areas whose totals are not among the table's rows. */
  readonly jobsOf?: JobsOf;
  /** Why files of a year can't have rows of an area, as a sentence without its full stop. */
  readonly whyMissing?: (area: AreaCode, year: number) => string | undefined;
}

/** How far back the default span looks: START asks for 3 to 5 years. */
const LONGEST_DEFAULT = 5;
const SHORTEST_DEFAULT = 3;

/**
 * A year is chosen where areas with so much of the region's jobs have it. The others are left out of all figures, and
 * named: one county's late file does not hold the whole region back, and half a region does not stand for it.
 */
const MOST_OF_A_REGION = 2 / 3;

/**
 * Chooses the two ends of the span among the periods that the files hold for most of the region, by jobs.
 *
 * The end is the latest year (of annual averages where there are any), the start the earliest one 3 to 5
 * years before; without one, the earliest there is; without any earlier one, the year before as the
 * published over-the-year change gives it. Years that the user names must be there for every area.
 *
 * @throws {InputError} YEAR_MISSING, QUARTER_MISSING, AREA_NOT_IN_FILES
 */
export function chooseSpan(
  table: QcewTable,
  region: CoveredRegion,
  request: PeriodRequest,
  { nameOf = (code) => code, jobsOf, whyMissing = () => undefined }: SpanContext = {},
): Span {
  if (request.quarter === "mean") requireWholeYears(table, region.areas, request);
  const coverage = new Coverage(table, region, jobsOf);
  const describe = { coverage, nameOf, table, whyMissing };
  if (!region.areas.some((area) => coverage.hasAny(area)) && coverage.periods.length === 0) {
    throw notInFiles(region.areas, request.year, describe);
  }
  const held = (period: Period): number => heldShare(coverage, coverage.areasIn(period), period);
  const most = coverage.periods.filter((period) => held(period) >= MOST_OF_A_REGION);
  const notes: Note[] = [];

  const quarter = chooseQuarter(most, request, describe, notes);
  const at = (year: number): Period => ({ year, quarter });
  const years = most.filter((period) => period.quarter === quarter).map(({ year }) => year);
  const end = request.year ?? years.at(-1);
  if (end === undefined || !years.includes(end)) throw missingYear(request.year, years, quarter, describe);
  const all = coverage.areasIn(at(end));
  const missingAtEnd = coverage.missingIn(all, at(end));
  if (request.year !== undefined && missingAtEnd.length > 0) {
    throw missingAreas(missingAtEnd, all, at(end), wholeYears(coverage, quarter), describe);
  }
  if (request.year === undefined) notes.push(...explainLatestYear(at(end), all, describe));
  notes.push(...wholeYearNotes(table, all, end));
  const present = all.filter((area) => coverage.has(area, at(end)));
  const leaveOut = (areas: readonly AreaCode[], period: Period): void => {
    if (areas.length > 0) notes.push(leftOutNote(areas, all, period, describe));
  };
  leaveOut(missingAtEnd, at(end));
  const without = (start: Partial<Span>): Span => ({
    end: at(end),
    start: undefined,
    startFromChange: false,
    areas: present,
    startAreas: present,
    leftOut: missingAtEnd,
    notes,
    ...start,
  });
  const fromChange = (): Span => {
    notes.push(fromChangeNote(end));
    return without({ start: at(end - 1), startFromChange: true });
  };
  const from = (year: number): Span => {
    const groups = coverage.groundBefore(present, at(end), at(year));
    const incomplete = groups.filter(({ then }) => coverage.missingIn(then, at(year)).length > 0);
    const lost = incomplete.flatMap(({ now }) => now);
    leaveOut(lost, at(year));
    const kept = groups.filter((group) => !incomplete.includes(group));
    return without({
      start: at(year),
      areas: kept.flatMap(({ now }) => now).sort(),
      startAreas: kept.flatMap(({ then }) => then).sort(),
      leftOut: [...missingAtEnd, ...lost].sort(),
    });
  };

  /** Part of the region's jobs in areas whose ground the files hold in a year too. */
  const reaching = (year: number): number => {
    const groups = coverage.groundBefore(present, at(end), at(year));
    const whole = groups.filter(({ then }) => coverage.missingIn(then, at(year)).length === 0);
    return coverage.share(
      whole.flatMap(({ now }) => now),
      all,
    );
  };
  const before = [...new Set(coverage.periods.filter((one) => one.quarter === quarter).map(({ year }) => year))].filter(
    (year) => year < end,
  );
  const earlier = before.filter((year) => reaching(year) >= MOST_OF_A_REGION);
  const hasChange = (year: number): boolean => year === end - 1 && hasChanges(table, present, at(end));
  if (request.since !== undefined) {
    const { since } = request;
    if (since >= end) throw notBefore(since, end, earlier);
    if (earlier.includes(since)) {
      const span = from(since);
      const lost = span.leftOut.filter((area) => !missingAtEnd.includes(area));
      if (lost.length > 0) throw missingAreas(lost, all, at(since), wholeYears(coverage, quarter), describe);
      return span;
    }
    if (hasChange(since)) return fromChange();
    throw missingYear(since, years, quarter, describe);
  }
  const joined = earlier.filter((year) => isJoined(year, end));
  const start = nearestToWindow(joined, end);
  if (start !== undefined) {
    const span = from(start);
    const length = end - start === 1 ? "1 year" : `${end - start} years`;
    const nearest = nearestToWindow(
      before.filter((year) => isJoined(year, end)),
      end,
    );
    notes.push(
      nearest === start
        ? information("since-chosen", `Growth since ${start}: ${length}, the span in the files nearest to 3 to 5.`)
        : caution(
            "since-not-nearest",
            `Growth since ${start}: ${length}. ${areasWithShares(lackingIn(coverage, present, at(end), at(nearest!)), all, describe)} no rows of ${formatPeriod(at(nearest!))}.`,
          ),
    );
    return span;
  }
  if (hasChange(end - 1)) return fromChange();
  notes.push(
    earlier.length > 0
      ? unjoinedNote(end, earlier.at(-1)!)
      : explainMissingStart(at(end), before, { ...describe, areas: present }),
  );
  return without({});
}

/** The parts of a span that say which areas it is of. */
export function areasOfSpan({ areas, startAreas, leftOut }: Span): Pick<AreaSet, "areas" | "startAreas" | "leftOut"> {
  return {
    areas,
    ...(startAreas.join() !== areas.join() && { startAreas }),
    ...(leftOut.length > 0 && { leftOut }),
  };
}

/** The same span for a table whose rows do not print the changes over the year that it was to start from. */
export function withStartFromChange(table: QcewTable, span: Span): Span {
  if (!span.startFromChange || hasChanges(table, span.areas, span.end)) return span;
  const others = span.notes.filter(({ id }) => id !== "start-from-change");
  const none = information(
    "no-earlier-year",
    `The files hold no year before ${span.end.year}, nor its change over the year: growth can't be computed.`,
  );
  return { ...span, start: undefined, startFromChange: false, notes: [...others, none] };
}

/** Areas whose ground has no rows in an earlier period. */
function lackingIn(coverage: Coverage, areas: readonly AreaCode[], end: Period, start: Period): readonly AreaCode[] {
  return coverage
    .groundBefore(areas, end, start)
    .filter(({ then }) => coverage.missingIn(then, start).length > 0)
    .flatMap(({ now }) => now);
}

/** Part of the region's jobs that a period has; 0 where an area is in no file at all, which is a file forgotten. */
function heldShare(coverage: Coverage, areas: readonly AreaCode[], period: Period): number {
  if (areas.some((area) => !coverage.hasAny(area))) return 0;
  return coverage.share(
    areas.filter((area) => coverage.has(area, period)),
    areas,
  );
}

/** Years that every area of the region has. */
function wholeYears(coverage: Coverage, quarter: Quarter): readonly number[] {
  return coverage.periods
    .filter((period) => period.quarter === quarter && coverage.missingIn(coverage.areasIn(period), period).length === 0)
    .map(({ year }) => year);
}

function nearestToWindow(years: readonly number[], end: number): number | undefined {
  return (
    years.find((year) => end - year <= LONGEST_DEFAULT && end - year >= SHORTEST_DEFAULT) ??
    // Failing a year 3 to 5 back: the one nearest to that window.
    [...years].sort((a, b) => distanceToWindow(end - a) - distanceToWindow(end - b) || a - b)[0]
  );
}

function distanceToWindow(years: number): number {
  if (years < SHORTEST_DEFAULT) return SHORTEST_DEFAULT - years;
  return years > LONGEST_DEFAULT ? years - LONGEST_DEFAULT : 0;
}

/**
 * The periods whose cells are listed: the latest one, or all from `since` on.
 *
 * @throws {InputError} as `chooseSpan`
 */
export function chooseCellPeriods(
  table: QcewTable,
  region: CoveredRegion,
  request: PeriodRequest,
  context?: SpanContext,
): { readonly periods: readonly Period[]; readonly notes: readonly Note[] } {
  const { end, notes } = chooseSpan(table, region, { ...request, since: undefined }, context);
  const ofEnd = notes.filter(({ id }) => OF_THE_END.has(id));
  const { since } = request;
  if (since === undefined) return { periods: [end], notes: ofEnd };
  const years = [...new Set(table.year)].filter((year) => year >= since && year <= end.year).sort((a, b) => a - b);
  return { periods: years.map((year) => ({ year, quarter: end.quarter })), notes: ofEnd };
}

/** Notes about the last year alone. */
export const OF_THE_END: ReadonlySet<string> = new Set([
  "year-chosen",
  "year-not-latest",
  "quarter-chosen",
  "quarters-left-out",
]);

/** Years of which the files hold every area of the region for the same part of the year, up to `end`, in order. */
export function completeYears(table: QcewTable, region: CoveredRegion, end: Period): readonly number[] {
  const coverage = new Coverage(table, region);
  return coverage.periods
    .filter(({ year, quarter }) => quarter === end.quarter && year <= end.year)
    .filter((period) => coverage.missingIn(coverage.follow(region.areas, end, period).codes, period).length === 0)
    .map(({ year }) => year);
}

function fromChangeNote(end: number): Note {
  return information(
    "start-from-change",
    `Figures of ${end - 1} are those of ${end} minus the published change over the year: no file of ${end - 1} was given.`,
  );
}

function unjoinedNote(end: number, before: number): Note {
  return caution(
    "no-earlier-year",
    `Growth can't be computed: before ${end} the files hold ${before}, which is of NAICS 2002, and no list joins that to later industries. Add a year from 2007 on.`,
  );
}

function leftOutNote(
  missing: readonly AreaCode[],
  all: readonly AreaCode[],
  period: Period,
  describe: Parameters<typeof areasWithShares>[2],
): Note {
  const them = missing.length === 1 ? "its file" : "their files";
  return caution(
    "areas-left-out",
    `${areasWithShares(missing, all, describe)} no rows of ${formatPeriod(period)} in the files and ${missing.length === 1 ? "is" : "are"} left out of every figure. Add ${them}, or name years that all areas have with --year and --since.`,
  );
}

/** Whether every area has a row of the period with the change over the year. */
function hasChanges(table: QcewTable, areas: readonly AreaCode[], period: Period): boolean {
  const changes = employmentChanges(table);
  if (!changes) return false;
  const withChange = new Set<string>();
  for (let row = 0; row < table.length; row++) {
    if (table.year[row] !== period.year || table.quarter[row] !== period.quarter) continue;
    if (!Number.isNaN(changes[row]!)) withChange.add(table.areas[table.area[row]!]!);
  }
  return areas.every((area) => withChange.has(area));
}

function chooseQuarter(
  most: readonly Period[],
  request: PeriodRequest,
  describe: Parameters<typeof missingYear>[3],
  notes: Note[],
): Quarter {
  if (request.quarter === "mean") return 0;
  const ofYear = most.filter((period) => request.year === undefined || period.year === request.year);
  const quarters = [...new Set(ofYear.map((period) => period.quarter))].sort();
  if (request.quarter !== undefined) {
    if (quarters.includes(request.quarter as Quarter)) return request.quarter as Quarter;
    if (ofYear.length === 0) throw missingYear(request.year, listYears(most), 0, describe);
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
      `Quarter ${latest.quarter} of ${latest.year}: the latest of the region in the files, which are quarterly.`,
    ),
  );
  return latest.quarter;
}

function listYears(periods: readonly Period[]): number[] {
  return [...new Set(periods.map((period) => period.year))].sort((a, b) => a - b);
}

function notBefore(since: number, end: number, earlier: readonly number[]): InputError {
  return new InputError(`the span can't start in ${since}, since it ends in ${end}`, {
    code: "YEAR_MISSING",
    found: `since ${since}, year ${end}`,
    hint: `choose a year before ${end}: ${earlier.join(", ") || "the files hold none of the region"}`,
  });
}
