import type { Period } from "../core/codes.js";
import { InputError } from "../core/errors.js";
import { INDUSTRY_LEVELS } from "../qcew/table.js";
import { readPaths } from "../qcew/read-paths.js";
import { formatPeriod } from "../region/period-words.js";
import { pathFrom, requireFiles, type ReadContext } from "../region/read/area-rows.js";

/** Spans after which a list is looked at where the user does not say. */
export const USUAL_HORIZONS = [3, 5] as const;

export interface HorizonRequest {
  readonly year?: number | undefined;
  readonly quarter?: number | "mean" | undefined;
  /** Years after the list; empty for the usual ones. */
  readonly horizons: readonly number[];
}

/** When lists are made, and when they are looked at again. */
export interface Horizons {
  readonly year: number;
  readonly quarter: HorizonRequest["quarter"];
  /** In years, from the shortest. */
  readonly horizons: readonly number[];
}

/** The periods that files hold of areas. */
export async function readHeldPeriods(
  options: { readonly qcew: readonly string[] },
  context: ReadContext,
  isWanted: (area: string) => boolean,
): Promise<readonly Period[]> {
  requireFiles(options);
  const { table } = await readPaths(
    options.qcew.map((path) => pathFrom(context.cwd, path)),
    {
      fields: [],
      areas: isWanted,
      levels: (level) => level === INDUSTRY_LEVELS.total || level === INDUSTRY_LEVELS.ownershipTotal,
      ...(context.onProgress && { onProgress: context.onProgress }),
    },
  );
  const found = new Map<number, Period>();
  for (let row = 0; row < table.length; row++) {
    const [year, quarter] = [table.year[row]!, table.quarter[row]! as Period["quarter"]];
    found.set(year * 10 + quarter, { year, quarter });
  }
  return [...found].sort(([a], [b]) => a - b).map(([, period]) => period);
}

/**
 * The year of the lists and the years in which they are looked at again. The usual ones are 3 and 5 years later; failing
 * both, as far as the files reach, up to 5. Without a year asked for: the latest with the longest of these behind it.
 *
 * @throws {InputError} YEAR_MISSING where a year is not in the files
 */
export function chooseHorizons(held: readonly Period[], request: HorizonRequest): Horizons {
  const quarter = chooseQuarter(held, request.quarter);
  const years = held.filter((period) => isOfQuarter(period, quarter)).map(({ year }) => year);
  const distinct = [...new Set(years)];
  const reach = (year: number): readonly number[] => {
    if (request.horizons.length > 0) return request.horizons.filter((span) => distinct.includes(year + span));
    const usual = USUAL_HORIZONS.filter((span) => distinct.includes(year + span));
    const last = distinct.filter((later) => later > year && later - year <= Math.max(...USUAL_HORIZONS)).at(-1);
    return usual.length > 0 ? usual : last === undefined ? [] : [last - year];
  };
  const longest = (year: number): number => Math.max(0, ...reach(year));
  const best = Math.max(0, ...distinct.map(longest));
  // Where no year reaches far enough, the first comes nearest to it.
  const year = request.year ?? (best === 0 ? distinct[0] : distinct.filter((one) => longest(one) === best).at(-1));
  if (year === undefined || !distinct.includes(year)) {
    throw missingYears(held, "a year in which lists are made", request.year);
  }
  const horizons = [...new Set(reach(year))].sort((a, b) => a - b);
  const lacking = request.horizons.filter((span) => !horizons.includes(span)).map((span) => year + span);
  if (lacking.length > 0) throw missingYears(held, "a year in which lists are looked at again", ...lacking);
  if (horizons.length === 0) throw missingYears(held, `a year after ${year}`);
  return { year, quarter, horizons };
}

const isOfQuarter = (period: Period, quarter: HorizonRequest["quarter"]): boolean =>
  quarter === "mean" ? period.quarter > 0 : period.quarter === (quarter ?? 0);

/** Annual averages where there are any; otherwise the quarter of most years, the latest of several. */
function chooseQuarter(held: readonly Period[], asked: HorizonRequest["quarter"]): HorizonRequest["quarter"] {
  if (asked !== undefined || held.some(({ quarter }) => quarter === 0)) return asked;
  const count = (quarter: number): number => held.filter((period) => period.quarter === quarter).length;
  return [4, 3, 2, 1].reduce((most, quarter) => (count(quarter) > count(most) ? quarter : most), 4);
}

function missingYears(held: readonly Period[], what: string, ...asked: readonly (number | undefined)[]): InputError {
  const named = asked.filter((year) => year !== undefined);
  return new InputError(`the files lack ${what}${named.length > 0 ? `: ${named.join(", ")}` : ""}`, {
    code: "YEAR_MISSING",
    found: held.length > 0 ? held.map(formatPeriod).join(", ") : "no rows of all industries of these areas",
    hint: "give files of two years or more, such as 2014, 2017 and 2019; --year is that of the lists, --horizon counts on from it",
  });
}
