import type { QuotientCheck } from "./published-quotients.js";
import { isJoined, type AreaCode } from "../core/codes.js";
import { LEVELS_LEFT_OUT } from "../consistency/notes.js";
import { InputError } from "../core/errors.js";
import { formatPeriod } from "./period-words.js";
import { LEVELS, type AreaSet, type Level, type Ownership } from "../core/industry-table.js";
import { DEPTH_BY_AGGREGATION } from "../naics/levels.js";
import { caution, information, type Note } from "../core/notes.js";
import type { Span } from "./periods.js";
import type { Period } from "../core/codes.js";
import { hasParents, PUBLISHED, type QcewTable } from "../qcew/table.js";

const OWNERSHIP_NAMES: Readonly<Record<number, string>> = {
  0: "total covered",
  1: "federal government",
  2: "state government",
  3: "local government",
  5: "private",
  8: "total government",
  9: "total U.I. covered",
};

/** Words for a level: "3-digit industries". */
export function formatLevel(level: Level): string {
  return level === "sector" || level === "supersector" ? `${level}s` : `${level}-digit industries`;
}

/** The files must hold the ownership; all ownerships together need each of them. */
export function requireOwnership(
  table: QcewTable,
  region: AreaSet,
  options: { readonly level: Level; readonly ownership: Ownership },
  period: Period,
  rows: ReadonlyMap<string, readonly number[]>,
): void {
  const present = listOwnerships(table, region.areas, period);
  const governmentOnly = options.ownership === "total" && ![1, 2, 3].some((own) => present.has(own));
  if (rows.size > 0 && !(governmentOnly && present.has(5))) return;
  const wanted = options.ownership === "total" ? "all ownerships together" : `${options.ownership} ownership`;
  throw new InputError(`the files hold no ${formatLevel(options.level)} of ${wanted} for ${region.name}`, {
    code: "COMBINATION_NOT_PUBLISHED",
    found: `ownerships in the files: ${
      [...present]
        .sort()
        .map((own) => OWNERSHIP_NAMES[own] ?? own)
        .join(", ") || "none"
    }`,
    hint: "choose --ownership among them, or give files with all ownerships",
  });
}

function listOwnerships(table: QcewTable, areas: readonly AreaCode[], period: Period): Set<number> {
  const wanted = new Set<string>(areas);
  const found = new Set<number>();
  for (let row = 0; row < table.length; row++) {
    if (table.year[row] !== period.year || table.quarter[row] !== period.quarter) continue;
    if (wanted.has(table.areas[table.area[row]!]!)) found.add(table.ownership[row]!);
  }
  return found;
}

/**
 * Without the levels above it, nothing but the total of all industries holds a level's suppressed cells.
 *
 * @param rows of the region, at every level
 * @param said of the files already: that levels are left out says the same
 */
export function parentlessNotes(
  table: QcewTable,
  rows: Iterable<number>,
  level: Level,
  said: readonly Note[] = [],
): readonly Note[] {
  if (said.some(({ id }) => id === LEVELS_LEFT_OUT)) return [];
  // Supersectors and sectors stand right below the domains, which few files are without.
  if (level === "supersector" || hasParents(table, rows, level)) return [];
  return [
    caution(
      "no-parents",
      `The files hold no level above the ${formatLevel(level)} that they are parts of, so that suppressed cells are bounded by the total of all industries at most: their ranges are wide. Files as published hold every level.`,
    ),
  ];
}

export function missingLevel(
  table: QcewTable,
  rows: ReadonlyMap<string, readonly number[]>,
  region: Pick<AreaSet, "name">,
  options: { readonly level: Level; readonly ownership: Ownership },
): InputError {
  const digits = new Set([...rows.values()].flat().map((row) => table.level[row]! % 10));
  // As --level takes them: totals and domains are in the files, too, and are not a level of industries.
  const depths = [...digits].sort((a, b) => a - b).map((digit) => DEPTH_BY_AGGREGATION[digit]);
  const found = depths.filter((depth) => LEVELS.some((one) => one === depth));
  return new InputError(
    `the files hold no ${formatLevel(options.level)} of ${options.ownership} ownership for ${region.name}`,
    {
      code: "LEVEL_MISSING",
      found: `levels in the files: ${found.join(", ") || "only totals"}`,
      hint: `${found.length > 0 ? "choose --level among them" : "give files with rows of industries"}; MSA industry detail ended with 2025 Q3, since when an MSA is summed from its counties' files`,
    },
  );
}

/**
 * Areas without their all-industries figure. One of all ownerships is the published total, or a sum with
 * private and government parts: private rows alone are not it.
 */
export function areasWithoutTotal(
  table: QcewTable,
  areas: readonly AreaCode[],
  rows: readonly number[],
  denominator: Ownership,
): readonly AreaCode[] {
  const ownerships = new Map<string, Set<number>>(areas.map((area) => [area, new Set()]));
  for (const row of rows) ownerships.get(table.areas[table.area[row]!]!)?.add(table.ownership[row]!);
  return areas.filter((area) => {
    const found = ownerships.get(area)!;
    if (denominator !== "total" || found.has(0)) return found.size === 0;
    return !found.has(5) || found.size < 2;
  });
}

/** Every area must have its all-industries row, or every share would be of too small a whole. */
export function requireTotal(
  table: QcewTable,
  set: AreaSet,
  rows: readonly number[],
  period: Period,
  denominator: Ownership,
  side: "region" | "reference",
): void {
  const code = side === "region" ? "REGION_TOTAL_MISSING" : "REFERENCE_MISSING";
  const missing = areasWithoutTotal(table, set.areas, rows, denominator);
  if (missing.length > 0) {
    throw new InputError(
      `no all-industries total (industry 10, ${denominator === "total" ? "total covered" : denominator}) of ${missing.slice(0, 6).join(", ")} in ${formatPeriod(period)}`,
      {
        code,
        missing: "qcew",
        found: `${set.areas.length - missing.length} of ${set.areas.length} areas of the ${side} have one`,
        hint: `give files with the rows of industry 10, such as the area files as published; ${withoutTotal(set, missing, side)}`,
      },
    );
  }
  const withheld = rows.find((row) => table.disclosure[row] !== PUBLISHED);
  if (withheld === undefined) return;
  const source = table.sources[table.source[withheld]!]!;
  throw new InputError(
    `the all-industries total of ${table.areas[table.area[withheld]!]!} is suppressed in ${formatPeriod(period)}, so no share of it is known`,
    {
      code,
      where: { file: source.file, line: table.line[withheld]!, column: "disclosure_code" },
      found: "N",
      hint:
        side === "region" ? "leave the area out with --exclude, or choose another year" : "choose another --reference",
    },
  );
}

/** What is still possible where totals are missing. */
function withoutTotal(set: AreaSet, missing: readonly AreaCode[], side: "region" | "reference"): string {
  if (side === "reference") return "or choose another --reference";
  if (missing.length === set.areas.length) return "`sector-rank estimate` lists cells without any total";
  return `or leave ${missing.length === 1 ? "the area" : "these areas"} out with --exclude`;
}

export function missingReference(reference: AreaSet, period: Period, level: Level): InputError {
  return new InputError(
    `the files hold no ${formatLevel(level)} of ${reference.name} for ${formatPeriod(period)}, and no published quotients to recover them from`,
    {
      code: "REFERENCE_MISSING",
      missing: "qcew",
      hint: "add the reference area's file with --qcew (the nation's is US000), or choose another --reference",
    },
  );
}

/** That the reference's shares were recovered, and from what, because the files have no rows of it. */
export function recoveryNotes(
  { areas, contradictory }: { readonly areas: number; readonly contradictory: readonly string[] },
  { name }: AreaSet,
  period: Period,
  level: Level,
): Note[] {
  const notes = [
    information(
      "reference-recovered",
      `The files hold no ${formatLevel(level)} of ${name} for ${formatPeriod(period)}. Its shares were recovered from the location quotients published for ${areas === 1 ? "1 area" : `${areas} areas`}, each known to half a hundredth: quotients carry the range that leaves.`,
    ),
  ];
  if (contradictory.length > 0) {
    notes.push(
      caution(
        "quotients-contradict",
        `Published quotients of ${contradictory.length} industries contradict each other by more than rounding, as when files of a preliminary and a final release are mixed.`,
        contradictory,
      ),
    );
  }
  return notes;
}

/**
 * Part of the published quotients that may miss before releases count as mixed: whole-dollar ties of wages
 * miss in a few rows of a hundred thousand, a mixed release in several of a hundred.
 */
export const QUOTIENT_TIES = 0.0005;

/** The reference's figures of the first year are not there, or not of all its areas. */
export function referenceStartNote(reference: AreaSet, period: Period): Note {
  return information(
    "reference-not-back",
    `The files hold no figures of ${reference.name} for ${formatPeriod(period)}, so its growth and the change of quotients are not known.`,
  );
}

/** Whether the files are of one release, as far as their own quotients show. */
export function releaseNotes({ compared, missed }: Pick<QuotientCheck, "compared" | "missed">): Note[] {
  if (compared === 0) return [];
  const hits = `${compared - missed.length} of ${compared}`;
  if (missed.length / compared > QUOTIENT_TIES) {
    return [
      {
        ...caution(
          "mixed-releases",
          `The files are of different releases: of the location quotients that the publisher prints in them, ${hits} follow from their own figures. Preliminary and final figures differ, mostly by little; use one release for a final answer.`,
        ),
        short: "The files mix preliminary and final releases; use one release.",
      },
    ];
  }
  return [
    information("one-release", `The files are of one release: ${hits} published location quotients are reproduced.`),
  ];
}

/**
 * Data of years before 2007 are of NAICS 2002, which no shipped concordance bridges to later versions.
 *
 * @throws {InputError} NAICS_BREAK where the span crosses that revision
 */
export function requireKnownVersion({
  start,
  end,
  startFromChange,
}: Pick<Span, "start" | "end" | "startFromChange">): void {
  if (!start || startFromChange || isJoined(start.year, end.year)) return;
  throw new InputError(
    `${start.year} is of NAICS 2002 and ${end.year} of a later one, which the bridge does not join`,
    {
      code: "NAICS_BREAK",
      found: `${start.year} to ${end.year}`,
      hint: "leave --since out, or give files of 2007 or later",
    },
  );
}
