import { hasValue, knownValue, type Datum } from "../core/datum.js";
import type { AreaSet, PeriodFigures } from "../core/industry-table.js";
import type { Period } from "../core/codes.js";
import { digitOfLevel, NOTHING, PUBLISHED, requireField } from "../qcew/table.js";
import { isCountPublished, ownershipCodes } from "../region/aggregate.js";
import type { RegionRows } from "../region/region-tables.js";
import { findPlan } from "../region/start-figures.js";
import { NINETY_PERCENT_DEVIATE, normal, type Random } from "../ranking/random.js";
import type { AreaTables } from "../sweep/area-tables.js";
import { blankFigures, FOLLOWED, type FollowedArea, type FollowedIndustry } from "./followed-area.js";
import { isRanked, type KeepIndustry } from "./listed-area.js";

type Draw = (random: Random) => number;
/** How one year's estimated figures of an industry are drawn again. */
interface DrawnIndustry {
  readonly at: number;
  readonly draw: (random: Random) => Record<"start" | "end", { readonly employment: number; readonly wages: number }>;
}

/** What became of the industries of areas: figures of the year of the list and of a later one, side by side. */
export class Follower {
  readonly industries: readonly FollowedIndustry[];
  /** Codes of the level that any area of these tables has a row of, in the year of the list and in the later one. */
  readonly held: Record<"start" | "end", ReadonlySet<string>>;
  readonly #tables: AreaTables;

  /** @param tables from the year of the list to the later one */
  constructor(tables: AreaTables, isKept: KeepIndustry) {
    this.#tables = tables;
    this.industries = listFollowed(tables).filter(({ from }) => from.every((naics) => isKept({ naics })));
    this.held = { start: codesHeld(tables, tables.span.start!), end: codesHeld(tables, tables.span.end) };
  }

  /**
   * The figures of an area. An industry without a row has nothing, which is known; a withheld one is not.
   *
   * @returns undefined without rows of all industries together in both years: then a file is missing, not its jobs
   */
  follow(set: AreaSet): (FollowedArea & { readonly jobsBefore: (code: string) => number | undefined }) | undefined {
    const rows = this.#tables.findRows(set);
    if (rows.total.start.length === 0 || rows.total.end.length === 0) return undefined;
    const jobsBefore = (code: string): number | undefined => {
      const of = rows.start.get(code) ?? [];
      return of.length === 0 ? 0 : knownValue(this.#tables.cells.sum(of, "employment"));
    };
    const area = this.#tables.options.suppressed === "estimate" ? this.#estimated(rows) : this.#published(rows);
    return { ...area, jobsBefore };
  }

  /** The reference's figures; undefined if the files do not have them in both years. */
  followReference(): FollowedArea | undefined {
    const { reference, inputs } = this.#tables;
    return reference.recovered || !reference.reachesBack ? undefined : this.follow(inputs.reference);
  }

  #published(rows: RegionRows): FollowedArea {
    const { length } = this.industries;
    const [start, end] = [blankFigures(length), blankFigures(length)];
    const { qcew } = this.#tables;
    const fields = FOLLOWED.map((quantity) => requireField(qcew, quantity));
    const add = (into: typeof start, at: number, of: readonly number[]): void => {
      for (const row of of) {
        const isPublished = qcew.disclosure[row] === PUBLISHED;
        into.employment[at]! += isPublished ? fields[0]![row]! : NaN;
        into.wages[at]! += isPublished ? fields[2]![row]! : NaN;
        const count = fields[1]![row]!;
        into.establishments[at]! += isPublished || isCountPublished(qcew, row, count) ? count : NaN;
      }
    };
    for (let at = 0; at < length; at++) {
      const { from, to } = this.industries[at]!;
      for (const code of from) add(start, at, rows.start.get(code) ?? []);
      for (const code of to) add(end, at, rows.end.get(code) ?? []);
    }
    return { start, end, isEstimated: undefined };
  }

  #estimated(rows: RegionRows): FollowedArea {
    const { length } = this.industries;
    const [start, end] = [blankFigures(length), blankFigures(length)];
    const isEstimated = new Uint8Array(length);
    const drawn: DrawnIndustry[] = [];
    for (let at = 0; at < length; at++) {
      const { from, to } = this.industries[at]!;
      const [before, after] = [
        from.flatMap((code) => rows.start.get(code) ?? []),
        to.flatMap((code) => rows.end.get(code) ?? []),
      ];
      const [first, last] = [this.#tables.sumRows(before), this.#tables.sumRows(after)];
      for (const quantity of FOLLOWED) {
        start[quantity][at] = figureOrNone(first[quantity]);
        end[quantity][at] = figureOrNone(last[quantity]);
      }
      if (first.employment.status !== "estimated" && last.employment.status !== "estimated") continue;
      isEstimated[at] = 1;
      const change = before.length > 0 && after.length > 0 ? this.#tables.cells.change?.(before, after) : undefined;
      drawn.push({ at, draw: drawTogether(first, last, change) });
    }
    if (drawn.length === 0) return { start, end, isEstimated: undefined };
    return {
      start,
      end,
      isEstimated,
      drawFigures: (random) => {
        const again = (of: typeof start) => ({ ...of, employment: of.employment.slice(), wages: of.wages.slice() });
        const figures = { start: again(start), end: again(end) };
        for (const { at, draw } of drawn) {
          // Taken out meanwhile, since the files lack the industry in one of the years.
          if (Number.isNaN(start.employment[at]! + end.employment[at]!)) continue;
          const made = draw(random);
          for (const when of ["start", "end"] as const) {
            figures[when].employment[at] = made[when].employment;
            figures[when].wages[at] = made[when].wages;
          }
        }
        return figures;
      },
    };
  }
}

/** No row means nothing there, which adds nothing; what is withheld or undefined is not known. */
function figureOrNone(datum: Datum): number {
  return datum.status === "absent" ? 0 : (knownValue(datum) ?? NaN);
}

/**
 * Draws both years of an industry. Where what cells became is known better than from both years apart, the later year is
 * the earlier one times a drawn change: the same establishments err alike in both. Pay per job is drawn apart from jobs.
 */
function drawTogether(first: PeriodFigures, last: PeriodFigures, change: Datum | undefined): DrawnIndustry["draw"] {
  const [jobsBefore, jobsAfter] = [makeDraw(first.employment), makeDraw(last.employment)];
  const [payBefore, payAfter] = [drawPay(first), drawPay(last)];
  const ratio = change?.status === "estimated" && change.value > 0 ? makeDraw(change) : undefined;
  const scale =
    ratio && hasValue(last.employment) && hasValue(first.employment) && first.employment.value > 0
      ? last.employment.value / first.employment.value / (change as { value: number }).value
      : undefined;
  return (random) => {
    const before = jobsBefore(random);
    const after = scale === undefined ? jobsAfter(random) : before * scale * ratio!(random);
    return {
      start: { employment: before, wages: before * payBefore(random) },
      end: { employment: after, wages: after * payAfter(random) },
    };
  };
}

/** Each side of an interval is half a normal distribution, as in the draws of a ranking; no count is below 0. */
function makeDraw(datum: Datum): Draw {
  if (datum.status !== "estimated") {
    const value = figureOrNone(datum);
    return () => value;
  }
  const { value, low, high } = datum;
  return (random) => {
    const deviate = normal(random);
    return Math.max(0, value + (deviate * (deviate < 0 ? value - low : high - value)) / NINETY_PERCENT_DEVIATE);
  };
}

function drawPay({ employment, wages, pay }: PeriodFigures): Draw {
  const mean = figureOrNone(wages) / figureOrNone(employment);
  if (pay?.status !== "estimated" || !(pay.value > 0)) return () => (Number.isNaN(mean) ? 0 : mean);
  const draw = makeDraw(pay);
  return (random) => (mean * draw(random)) / pay.value;
}

/** Codes of the level of which any area has a row in a period. */
function codesHeld({ qcew, options }: AreaTables, period: Period): ReadonlySet<string> {
  const digit = digitOfLevel(options.level);
  const isWanted = new Uint8Array(10);
  for (const code of ownershipCodes(options.ownership)) isWanted[code] = 1;
  const held = new Uint8Array(qcew.industries.length);
  for (let row = 0; row < qcew.length; row++) {
    if (qcew.level[row]! % 10 !== digit || isWanted[qcew.ownership[row]!] !== 1) continue;
    if (qcew.year[row] !== period.year || qcew.quarter[row] !== period.quarter) continue;
    if (qcew.disclosure[row] !== NOTHING) held[qcew.industry[row]!] = 1;
  }
  return new Set(qcew.industries.filter((_, number) => held[number] === 1));
}

/**
 * What may be followed: every code of the level, and where a revision of NAICS lies between the years the finest groups
 * whose borders it did not move. Nothing is shared out, so that no list's growth is one of estimated shares.
 */
function listFollowed({ revision, options, inputs, version }: AreaTables): readonly FollowedIndustry[] {
  const { naics } = inputs;
  const groups = revision
    ? findPlan(naics, revision, options.level).groups
    : naics
        .codes(version, options.level)
        .map((code) => ({ code, title: naics.title(code, version) ?? code, from: [code], to: [code] }));
  return groups.filter(({ code }) => isRanked(code)).map(({ code, title, from, to }) => ({ code, title, from, to }));
}
