import type { AreaCode, Period, Quarter } from "../core/codes.js";
import { InputError } from "../core/errors.js";
import { formatNumber } from "../core/number-format.js";
import { caution, information, type Note } from "../core/notes.js";
import type { QcewTable } from "../qcew/table.js";
import type { Coverage } from "./coverage.js";

/** What sentences about a region's areas and years are made from. */
export interface Described {
  readonly coverage: Coverage;
  readonly table: QcewTable;
  readonly nameOf: (area: AreaCode) => string;
  /** Why files of a year can't have rows of an area. */
  readonly whyMissing: (area: AreaCode, year: number) => string | undefined;
}

export function formatPeriod(period: Period): string {
  return period.quarter === 0 ? String(period.year) : `quarter ${period.quarter} of ${period.year}`;
}

/** `39049 Franklin County, Ohio; 39041 Delaware County, Ohio and 3 more`. */
export function listed(areas: readonly AreaCode[], nameOf: (area: AreaCode) => string, most = 4): string {
  const shown = areas.slice(0, most).map((area) => (nameOf(area) === area ? area : `${area} ${nameOf(area)}`));
  return areas.length > shown.length ? `${shown.join("; ")} and ${areas.length - shown.length} more` : shown.join("; ");
}

/** Areas with their part of the region's jobs, and the verb: "39049 Franklin County, Ohio (62.1% of the region's jobs) has". */
export function areasWithShares(
  some: readonly AreaCode[],
  all: readonly AreaCode[],
  { coverage, nameOf }: Pick<Described, "coverage" | "nameOf">,
): string {
  return `${listed(some, nameOf)} (${describeShare(some, all, coverage)}) ${some.length === 1 ? "has" : "have"}`;
}

function describeShare(some: readonly AreaCode[], all: readonly AreaCode[], coverage: Coverage): string {
  if (!some.some((area) => coverage.isShareKnown(area))) return `${some.length} of the region's ${all.length} areas`;
  return `${formatNumber(coverage.share(some, all), "fraction")} of the region's jobs`;
}

/** That a year was chosen, and why it is not the latest one that the files hold, where it is not. */
export function explainLatestYear(end: Period, all: readonly AreaCode[], describe: Described): readonly Note[] {
  const { coverage, table, nameOf, whyMissing } = describe;
  const later = coverage.periods.filter(({ year, quarter }) => quarter === end.quarter && year > end.year).at(-1);
  if (later) {
    const missing = coverage.missingIn(coverage.areasIn(later), later);
    const [are, them] = missing.length === 1 ? ["it", "its file"] : ["them", "their files"];
    const others = missing.length < all.length ? `, or leave ${are} out with --exclude` : "";
    // An area that was renamed or split has no file of that year to add.
    const why = formatReasons(missing, later.year, whyMissing);
    const advice = why === "" ? ` Add ${them}${others}.` : why;
    return [
      caution(
        "year-not-latest",
        `Year ${end.year}, though the files hold ${later.year} of a part of the region: ${areasWithShares(missing, all, describe)} no rows of ${formatPeriod(later)}.${advice}`,
      ),
    ];
  }
  const beyond = findLatest(table, end.quarter);
  if (beyond && beyond.year > end.year) {
    return [
      information(
        "year-chosen",
        `Year ${end.year}: the latest that the files hold of the region; of ${listed([beyond.area], nameOf)} they hold ${beyond.year}.`,
      ),
    ];
  }
  const of = hasOtherPart(table, end.quarter, (year) => year > end.year) ? ` of ${namePart(end.quarter)}` : "";
  return [information("year-chosen", `Year ${end.year}: the latest${of} in the files.`)];
}

/** What a part of the year is called where the files hold another part of it, too. */
const namePart = (quarter: Quarter): string => (quarter === 0 ? "annual averages" : `quarter ${quarter}`);

/** Whether the files hold another part of the year, of years that are asked about. */
function hasOtherPart(
  { length, year, quarter }: QcewTable,
  part: Quarter,
  isAsked: (year: number) => boolean,
): boolean {
  for (let row = 0; row < length; row++) if (quarter[row] !== part && isAsked(year[row]!)) return true;
  return false;
}

/** The last year in a table for a part of the year, and an area that has it. */
function findLatest(
  { length, year, quarter, area, areas }: QcewTable,
  part: Quarter,
): { readonly year: number; readonly area: AreaCode } | undefined {
  let last = -1;
  for (let row = 0; row < length; row++) {
    if (quarter[row] === part && (last === -1 || year[row]! > year[last]!)) last = row;
  }
  return last === -1 ? undefined : { year: year[last]!, area: areas[area[last]!]! };
}

/** Why there is no first year: none in the files, or none of these areas. */
export function explainMissingStart(
  end: Period,
  before: readonly number[],
  { coverage, table, nameOf, whyMissing, areas }: Described & { readonly areas: readonly AreaCode[] },
): Note {
  const start = before.at(-1);
  if (start !== undefined) {
    const missing = coverage
      .groundBefore(areas, end, { ...end, year: start })
      .filter(({ then }) => coverage.missingIn(then, { ...end, year: start }).length > 0)
      .flatMap(({ now }) => now);
    return caution(
      "no-earlier-year",
      `Growth can't be computed: ${areasWithShares(missing, areas, { coverage, nameOf })} no rows of ${before.join(", ")} in the files.${formatReasons(missing, start, whyMissing)}`,
    );
  }
  const others = new Set<number>();
  for (let row = 0; row < table.length; row++) {
    if (table.quarter[row] === end.quarter && table.year[row]! < end.year) others.add(table.year[row]!);
  }
  if (others.size > 0) {
    const years = [...others].sort((a, b) => a - b);
    const why = formatReasons(areas, years.at(-1)!, whyMissing);
    return caution(
      "no-earlier-year",
      `The files hold no rows of ${end.quarter === 0 ? "" : `${namePart(end.quarter)} of `}the region before ${end.year}, though they hold ${years.join(", ")} of other areas: growth can't be computed.${why}`,
    );
  }
  const earlier = hasOtherPart(table, end.quarter, (year) => year < end.year) ? namePart(end.quarter) : "year";
  return information("no-earlier-year", `The files hold no ${earlier} before ${end.year}: growth can't be computed.`);
}

/** ` Because …`, for the first few areas that have a reason. */
function formatReasons(areas: readonly AreaCode[], year: number, whyMissing: Described["whyMissing"]): string {
  const reasons = [...new Set(areas.flatMap((area) => whyMissing(area, year) ?? []))].slice(0, 3);
  return reasons.map((reason) => ` ${reason[0]!.toUpperCase()}${reason.slice(1)}.`).join("");
}

/** None of the areas is in the files in any year. */
export function notInFiles(areas: readonly AreaCode[], year: number | undefined, describe: Described): InputError {
  const { table, nameOf, whyMissing } = describe;
  const why = formatReasons(
    areas,
    year ?? table.year.reduce((latest, one) => Math.max(latest, one), 0),
    whyMissing,
  ).trim();
  return new InputError(
    `the files hold no row of ${areas.length === 1 ? "area" : "areas"} ${listed(areas, nameOf, 6)}`,
    {
      code: "AREA_NOT_IN_FILES",
      missing: "qcew",
      ...(why !== "" && { found: why }),
      hint: "give the files of the region's areas with --qcew; `sector-rank inspect FILE` lists the areas in a file",
    },
  );
}

/** The files hold a year that was asked for, but not of all areas. */
export function missingAreas(
  missing: readonly AreaCode[],
  all: readonly AreaCode[],
  period: Period,
  whole: readonly number[],
  describe: Described,
): InputError {
  const { coverage, nameOf, whyMissing } = describe;
  const why = formatReasons(missing, period.year, whyMissing);
  const verb = missing.length === 1 ? "has" : "have";
  const it = missing.length === 1 ? ["its file", "it"] : ["their files", "them"];
  return new InputError(
    `${missing.length} of the region's ${all.length} areas ${verb} no rows for ${formatPeriod(period)}: ${listed(missing, nameOf, 6)}`,
    {
      code: "AREA_NOT_IN_FILES",
      missing: "qcew",
      found: `${describeShare(missing, all, coverage)} missing; years that all areas have: ${whole.join(", ") || "none"}${why === "" ? "" : `.${why}`}`,
      hint: `give ${it[0]}, or leave ${it[1]} out with --exclude`,
    },
  );
}

/** No year that was asked for, or none that enough of the region has. */
export function missingYear(
  year: number | undefined,
  years: readonly number[],
  quarter: Quarter,
  describe: Described,
): InputError {
  const { coverage } = describe;
  const asked = coverage.periods.filter((period) => year === undefined || period.year === year);
  const best = asked
    .map((period) => ({ period, all: coverage.areasIn(period) }))
    .map(({ period, all }) => ({ period, all, missing: coverage.missingIn(all, period) }))
    .sort((a, b) => a.missing.length - b.missing.length || b.period.year - a.period.year)[0];
  // A year that some of the areas have is a different fault from one that none has.
  if (best && best.missing.length > 0) {
    return missingAreas(best.missing, best.all, best.period, years, describe);
  }
  const kind = quarter === 0 ? "" : ` in quarter ${quarter}`;
  return new InputError(`the files hold no row of the region for ${year}${kind}`, {
    code: "YEAR_MISSING",
    missing: "qcew",
    found: `years in the files: ${years.join(", ") || "none"}`,
    hint: years.length > 0 ? `choose one of them, or add the file of ${year}` : `add the file of ${year}`,
  });
}
