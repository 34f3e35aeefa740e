import { knownValue } from "../core/datum.js";
import type { AreaSet } from "../core/industry-table.js";
import type { Note } from "../core/notes.js";
import type { Progress } from "../command/progress.js";
import { readAreas } from "../areas/read-areas.js";
import { rowsOfYears } from "../qcew/rows-of-years.js";
import type { QcewSource } from "../qcew/table.js";
import { seededRandom } from "../ranking/random.js";
import type { ReadContext } from "../region/read/area-rows.js";
import type { TableHead } from "../region/region-tables.js";
import { AreaTables } from "../sweep/area-tables.js";
import { isKept } from "../sweep/measure-area.js";
import { openSweep, type OpenSweep } from "../sweep/read/sweep-inputs.js";
import type { SweepOptions } from "../sweep/read/sweep-options.js";
import { chooseSweptAreas, isOfKind } from "../sweep/read/sweep-areas.js";
import { evaluateLists, type Evaluation, type TriedArea } from "./evaluate.js";
import { blankFigures, type FollowedArea, type FollowedIndustry } from "./followed-area.js";
import { Follower } from "./follower.js";
import { chooseHorizons, readHeldPeriods, type Horizons } from "./held-years.js";
import { followList, type NationFigures } from "./lift.js";
import { AreaLister, isRanked, type KeepIndustry } from "./listed-area.js";
import type { Picker } from "./pickers.js";

export interface BacktestRequest {
  readonly options: SweepOptions;
  readonly pickers: readonly Picker[];
  /** Codes of the industries that take part, themselves or under them; all where empty. */
  readonly only: readonly string[];
  readonly horizons: readonly number[];
  readonly draws: number;
  readonly seed: number;
}

/** The lists of one area, in the codes of the year in which they were made. */
export interface AreaLists {
  readonly code: string;
  readonly name: string;
  readonly jobs: number | undefined;
  readonly block: string;
  /** By picker; several of one only where they are drawn by lot. */
  readonly lists: readonly (readonly (readonly string[])[])[];
  /** Industries that were ranked. */
  readonly industries: number;
}

/** What the lists of one year came to after some years. */
export interface HorizonResult extends Evaluation {
  readonly years: number;
  /** Areas whose lists could be followed. */
  readonly areas: number;
  /** Codes that the files lack in the later year, so that they take no part. */
  readonly notFollowed: readonly string[];
  /** Industries of the lists' year that are followed as one with others, because a revision of NAICS moved their borders. */
  readonly grouped: readonly FollowedIndustry[];
  /** The reference's own rows, or all areas of the backtest together where the files lack these in one of the years. */
  readonly nation: "reference" | "areas";
}

export interface BacktestResult extends Horizons {
  readonly kind: OpenSweep["kind"];
  /** What the lists' tables are about; its region is one of the areas. */
  readonly head: TableHead;
  readonly areas: readonly AreaLists[];
  /** Areas of the files that had no table in the year of the lists. */
  readonly leftOut: number;
  readonly results: readonly HorizonResult[];
  readonly sources: readonly QcewSource[];
  readonly notes: readonly Note[];
}

/** A number of a text, by which seeds differ. */
function hashCode(text: string): number {
  let hash = 0;
  for (let at = 0; at < text.length; at++) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
  return hash;
}

/** The same ground, whatever later codes its areas have. */
const groundKey = (areas: readonly string[]): string => [...areas].sort().join();

/**
 * Makes the lists of every area from what was known in one year, then follows their industries.
 *
 * Lists are made from rows of the year and before alone: estimates of withheld cells, shares of split codes and growth
 * must not lean on what came later.
 *
 * @throws {InputError} YEAR_MISSING, and what a sweep throws
 */
export async function runBacktest(
  { options, pickers, only, horizons: asked, draws, seed }: BacktestRequest,
  { context, startProgress }: { readonly context: ReadContext; readonly startProgress: () => Progress },
): Promise<BacktestResult> {
  const areas = readAreas();
  const keeps: KeepIndustry = (industry) => isKept({ industries: only, ranking: undefined }, industry);
  const chosen = chooseSweptAreas(areas, options.areas, options);
  const held = await readHeldPeriods(options, context, (code) =>
    "kind" in chosen ? isOfKind(chosen.kind, code) || chosen.kind === "msas" : true,
  );
  const { year, quarter, horizons } = chooseHorizons(held, { ...options, horizons: asked });
  const listing = { ...options, year, quarter };
  const opened = await openSweep(listing, context);
  const progress = startProgress();
  try {
    const lists = await listAreas(opened, listing, { pickers, keeps, seed, progress });
    const results: HorizonResult[] = [];
    let sources = lists.sources;
    for (const years of horizons) {
      const later = { ...options, year: year + years, since: year, quarter, bridge: "group" } as const;
      const followed = await followAreas(await openSweep(later, context), later, {
        listed: lists.areas,
        keeps,
        progress,
      });
      sources = [...sources, ...followed.sources.filter(({ file }) => !sources.some((known) => known.file === file))];
      const { industries, tried, nation, notFollowed, grouped } = followed;
      const evaluation = evaluateLists(tried, pickers.length, {
        industries,
        lot: pickers.findIndex(({ kind }) => kind === "lot"),
        nation: nation ?? addAreas(tried, industries.length),
        draws,
        seed,
      });
      results.push({
        ...evaluation,
        years,
        areas: tried.length,
        notFollowed,
        grouped,
        nation: nation ? "reference" : "areas",
      });
    }
    return {
      year,
      quarter,
      horizons,
      kind: opened.kind,
      head: lists.head,
      areas: lists.areas,
      leftOut: lists.leftOut,
      results,
      sources,
      notes: opened.notes,
    };
  } finally {
    progress.end();
  }
}

interface Listed {
  readonly areas: readonly (AreaLists & { readonly key: string })[];
  readonly head: TableHead;
  readonly leftOut: number;
  readonly sources: readonly QcewSource[];
}

async function listAreas(
  opened: OpenSweep,
  options: SweepOptions,
  {
    pickers,
    keeps,
    seed,
    progress,
  }: Pick<BacktestRequest, "pickers" | "seed"> & { readonly keeps: KeepIndustry; readonly progress: Progress },
): Promise<Listed> {
  const found: (Listed["areas"][number] | undefined)[] = [];
  const known = readAreas();
  let head: TableHead | undefined;
  let sources: readonly QcewSource[] = [];
  let leftOut = 0;
  const bases = [...new Set(pickers.map(({ lqBase }) => lqBase ?? options.lqBase))];
  const measuresBy = (base: string): readonly string[] => [
    ...new Set(pickers.filter(({ lqBase }) => (lqBase ?? options.lqBase) === base).flatMap(({ measures }) => measures)),
  ];
  let done = 0;
  for (const { members, read } of opened.groups) {
    const group = await read();
    sources = group.sources;
    const inputs = { ...group.inputs, qcew: rowsOfYears(group.inputs.qcew, { first: 0, last: options.year! }) };
    const listers = new Map(
      bases.map((lqBase) => [
        lqBase,
        new AreaLister(new AreaTables(inputs, { ...options, lqBase }, opened.span), measuresBy(lqBase), keeps),
      ]),
    );
    for (const number of members) {
      const { code, set } = opened.areas[number]!;
      progress.update(++done, opened.areas.length);
      const area = listers.get(options.lqBase)!.list(set);
      if ("reason" in area) {
        leftOut++;
        continue;
      }
      head ??= area.head;
      // Lots are of the area, so that they don't change where files hold others.
      const random = seededRandom(seed + hashCode(code));
      const lists = pickers.map((picker) => {
        const own = picker.lqBase === undefined ? area : listers.get(picker.lqBase)!.list(set);
        if ("reason" in own) return [];
        return picker.pick(own, random).map((rows) => rows.map((row) => own.codes[row]!));
      });
      found[number] = {
        code,
        key: groundKey(set.areas),
        name: set.name,
        jobs: knownValue(area.head.total.region.end.employment),
        block: known.get(set.areas[0]!)?.states[0] ?? code,
        lists,
        industries: area.codes.filter(isRanked).length,
      };
    }
  }
  const areas = found.filter((one) => one !== undefined);
  if (!head) throw new Error("unreachable: a sweep has an area with a table");
  return { areas, head, leftOut, sources };
}

interface FollowedLists {
  readonly industries: readonly FollowedIndustry[];
  readonly tried: readonly TriedArea[];
  readonly nation: NationFigures | undefined;
  readonly notFollowed: readonly string[];
  readonly grouped: readonly FollowedIndustry[];
  readonly sources: readonly QcewSource[];
}

async function followAreas(
  opened: OpenSweep,
  options: SweepOptions,
  {
    listed,
    keeps,
    progress,
  }: { readonly listed: Listed["areas"]; readonly keeps: KeepIndustry; readonly progress: Progress },
): Promise<FollowedLists> {
  const byGround = new Map(listed.map((area) => [area.key, area]));
  const tried = new Map<string, TriedArea>();
  const heldStart = new Set<string>();
  const heldEnd = new Set<string>();
  let industries: readonly FollowedIndustry[] = [];
  let nation: FollowedArea | undefined;
  let sources: readonly QcewSource[] = [];
  let done = 0;
  for (const { members, read } of opened.groups) {
    const group = await read();
    sources = group.sources;
    const follower = new Follower(new AreaTables(group.inputs, options, opened.span), keeps);
    ({ industries } = follower);
    const places = new Map(industries.flatMap(({ from }, at) => from.map((code) => [code, at] as const)));
    for (const code of follower.held.start) heldStart.add(code);
    for (const code of follower.held.end) heldEnd.add(code);
    nation ??= follower.followReference();
    for (const number of members) {
      progress.update(++done, opened.areas.length);
      const { set } = opened.areas[number]!;
      const area = byGround.get(groundKey(startGround(set)));
      const found = area && !tried.has(area.key) ? follower.follow(set) : undefined;
      if (!area || !found) continue;
      const { jobsBefore, ...followed } = found;
      tried.set(area.key, {
        block: area.block,
        jobs: area.jobs,
        followed,
        lists: area.lists.map((lists) =>
          lists.flatMap((list) => {
            const kept = followList(list, industries, places, jobsBefore);
            return kept.at.length > 0 ? [kept] : [];
          }),
        ),
      });
    }
  }
  const isHeld = ({ from, to }: FollowedIndustry): boolean =>
    from.every((code) => heldStart.has(code)) && to.every((code) => heldEnd.has(code));
  const out = industries.flatMap((industry, at) => (isHeld(industry) ? [] : [at]));
  const inOrder = listed.flatMap(({ key }) => tried.get(key) ?? []);
  for (const one of [...inOrder.map(({ followed }) => followed), ...(nation ? [nation] : [])]) takeOut(one, out);
  const kept = new Set(industries.filter(isHeld).flatMap(({ from }) => from));
  return {
    industries,
    tried: inOrder,
    nation,
    notFollowed: [...heldStart].filter((code) => isRanked(code) && !kept.has(code)).sort(),
    grouped: industries.filter((one) => isHeld(one) && one.from.length + one.to.length > 2),
    sources,
  };
}

const startGround = ({ areas, startAreas = areas }: AreaSet): readonly string[] => startAreas;

/** Industries that the files lack in one of the years take no part: they did not vanish, nobody looked. */
function takeOut({ start, end }: FollowedArea, places: readonly number[]): void {
  for (const figures of [start, end]) {
    for (const column of Object.values(figures)) for (const at of places) column[at] = NaN;
  }
}

/** All areas together, in place of the nation: of each industry those that have figures in both years. */
function addAreas(tried: readonly TriedArea[], length: number): NationFigures {
  const [start, end] = [blankFigures(length), blankFigures(length)];
  for (const { followed } of tried) {
    for (let at = 0; at < length; at++) {
      const [before, after] = [followed.start.employment[at]!, followed.end.employment[at]!];
      if (Number.isNaN(before + after)) continue;
      start.employment[at]! += before;
      end.employment[at]! += after;
    }
  }
  return { start, end };
}
