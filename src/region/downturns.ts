import type { AreaCode } from "../core/codes.js";
import { caution, type Note } from "../core/notes.js";
import type { QcewTable } from "../qcew/table.js";
import type { Span } from "./periods.js";

/** A recession: the calendar years it shaped, and the months of its peak and trough, `2020-02`. */
export interface Downturn {
  readonly firstYear: number;
  readonly lastYear: number;
  readonly peak: string;
  readonly trough: string;
}

/**
 * Growth from or to a recession year mixes a trend with a slump: a caution, and a year that the files hold and that
 * is not one.
 *
 * @param yearsHeld of the span's kind (annual, or the same quarter), for all areas of the region
 * @source START toolkit: growth over "3 to 5 years", chosen so that it does not straddle a recession
 */
export function downturnNote(
  span: Span,
  yearsHeld: readonly number[],
  downturns: readonly Downturn[],
): Note | undefined {
  const { start, end } = span;
  if (!start) return undefined;
  const at = (year: number) => downturns.find(({ firstYear, lastYear }) => year >= firstYear && year <= lastYear);
  const calm = yearsHeld.filter((year) => !at(year));
  const atStart = at(start.year);
  if (atStart) {
    const other = nearest(
      start.year,
      calm.filter((year) => year < end.year),
    );
    const instead = other === undefined ? "the files hold no other year" : `compare with --since ${other}`;
    return {
      ...caution(
        "downturn",
        `Growth starts in ${start.year}, a recession year (${words(atStart)}): part of it is recovery, and the industries that fell most look fastest. ${other === undefined ? "The files hold no other year to start from; add one from before." : `Compare with --since ${other}.`}`,
      ),
      short: `Growth starts in ${start.year}, a recession; ${instead}.`,
    };
  }
  const atEnd = at(end.year);
  if (!atEnd) return undefined;
  const other = nearest(
    end.year,
    calm.filter((year) => year > start.year),
  );
  return {
    ...caution(
      "downturn",
      `Growth ends in ${end.year}, a recession year (${words(atEnd)}): part of it is a slump that may pass. ${other === undefined ? "The files hold no other year to end with." : `Compare with --year ${other}.`}`,
    ),
    short: `Growth ends in ${end.year}, a recession; ${other === undefined ? "the files hold no other year" : `compare with --year ${other}`}.`,
  };
}

/** Years in which every area has rows of the span's kind, in order. */
export function yearsHeldBy(table: QcewTable, areas: readonly AreaCode[], quarter: number): readonly number[] {
  const wanted = new Set(areas.flatMap((code) => table.areas.indexOf(code)));
  const present = new Map<number, Set<number>>();
  for (let row = 0; row < table.length; row++) {
    if (table.quarter[row] !== quarter || !wanted.has(table.area[row]!)) continue;
    const year = table.year[row]!;
    const areasOfYear = present.get(year);
    if (areasOfYear) areasOfYear.add(table.area[row]!);
    else present.set(year, new Set([table.area[row]!]));
  }
  return [...present]
    .filter(([, found]) => found.size === wanted.size)
    .map(([year]) => year)
    .sort((a, b) => a - b);
}

/** The year before the one given, if there is one, since a span should begin before the slump; else the next after it. */
function nearest(year: number, others: readonly number[]): number | undefined {
  return others.filter((other) => other < year).at(-1) ?? others.find((other) => other > year);
}

const MONTHS = "January February March April May June July August September October November December".split(" ");

function words({ peak, trough }: Downturn): string {
  const month = (text: string) => `${MONTHS[Number(text.slice(5)) - 1]!} ${text.slice(0, 4)}`;
  return `${month(peak)} to ${month(trough)}`;
}
