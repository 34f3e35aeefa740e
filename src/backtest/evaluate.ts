import { seededRandom } from "../ranking/random.js";
import type { FollowedArea, FollowedIndustry, FollowedList, ListShares } from "./followed-area.js";
import { compareArea, COMPARISONS, type ComparisonId, type NationFigures } from "./lift.js";
import {
  BlockSums,
  drawResamples,
  LEAST_BLOCKS,
  rangeByEstimates,
  rangeOver,
  type LiftRange,
  type Resamples,
} from "./resample.js";

/** An area with its lists and what became of its industries. */
export interface TriedArea {
  /** Areas of one block stay together when areas are drawn again: its state. */
  readonly block: string;
  /** All covered jobs in the year of the lists; undefined where not known. */
  readonly jobs: number | undefined;
  readonly followed: FollowedArea;
  /** By picker, the followed industries of its list; none where it lists none, several where lists are drawn by lot. */
  readonly lists: readonly (readonly FollowedList[])[];
}

/** Classes of areas by jobs, from the smallest; the last has no upper end. */
export const AREA_SIZES = [
  { id: "under-5000", below: 5_000 },
  { id: "5000-24999", below: 25_000 },
  { id: "25000-99999", below: 100_000 },
  { id: "100000-499999", below: 500_000 },
  { id: "500000-more", below: Infinity },
] as const;

export interface Lift {
  /** Weighted mean of list − rest over areas, a fraction over the span; undefined if no area takes part. */
  readonly value: number | undefined;
  /** 90 % range; undefined with too few areas. */
  readonly range: LiftRange | undefined;
  /** Where there is none, how far estimates alone may move it. */
  readonly estimateRange?: LiftRange | undefined;
}

export interface ListTally extends Lift {
  /** Areas that take part. */
  readonly areas: number;
}

/** How the lists of one picker did over all areas. */
export interface PickerOutcome {
  readonly comparisons: Readonly<Record<ComparisonId, ListTally>>;
  /** The lift of jobs less that of lists drawn by lot. */
  readonly overLot: Lift;
  /** Growth of the lists, and what they would have grown by like the others of their areas. */
  readonly growth: { readonly list: number | undefined; readonly rest: number | undefined };
  /** Part of the areas in which the list's jobs grew more than the others'. */
  readonly won: ListTally;
  /** By class of areas; only classes with areas. */
  readonly sizes: readonly {
    readonly size: (typeof AREA_SIZES)[number]["id"];
    readonly lift: ListTally;
    readonly won: ListTally;
  }[];
  /** Part of the lists' industries, over all areas, whose jobs are known in both years. */
  readonly followedShare: number;
  /** Whether a withheld cell of any of its areas was estimated, of the lists or of the others. */
  readonly isEstimated: boolean;
  /** Part of the lists' jobs that rests on estimates of withheld cells. */
  readonly estimatedShare: number;
}

export interface Evaluation {
  readonly outcomes: readonly PickerOutcome[];
  /** What was drawn again: states, or single areas where they lie in few states. */
  readonly blocks: "states" | "areas" | "none";
}

/** With fewer states than this areas are drawn one by one: so few blocks make ranges too narrow. */
const LEAST_STATES = 10;
/** Draws of the estimates of an area, from which resamples take one each. */
const ESTIMATE_DRAWS = 40;

/**
 * Holds the lists of all areas against what became of them.
 *
 * @param nation what the industries of lists are compared with beside their areas
 * @param draws how many times blocks of areas are drawn
 */
export function evaluateLists(
  areas: readonly TriedArea[],
  pickers: number,
  {
    industries,
    nation,
    lot,
    draws,
    seed,
  }: {
    /** The picker whose lists are drawn by lot; undefined or −1 if there is none. */
    readonly lot?: number;
    readonly industries: readonly FollowedIndustry[];
    readonly nation: NationFigures | undefined;
    readonly draws: number;
    readonly seed: number;
  },
): Evaluation {
  const { block, count, kind } = chooseBlocks(areas);
  const estimateDraws = areas.some(({ followed }) => followed.drawFigures) ? 1 + ESTIMATE_DRAWS : 1;
  const random = seededRandom(seed);
  const resamples = drawResamples({ blocks: count, estimateDraws, count: draws }, random);
  const share: ListShares = new Float64Array(industries.length);
  const tallies = Array.from({ length: pickers }, () => new PickerTally(count, estimateDraws));
  for (const [number, area] of areas.entries()) {
    const { followed, lists } = area;
    for (let draw = 0; draw < estimateDraws; draw++) {
      const figures = draw === 0 ? followed : followed.drawFigures?.(random);
      for (let picker = 0; picker < pickers; picker++) {
        const tally = tallies[picker]!;
        // What does not move is the same in every draw.
        if (figures) tally.compare(area, figures, { lists: lists[picker]!, share, isFirst: draw === 0, nation });
        tally.add(block[number]!, draw);
      }
    }
    for (const [picker, tally] of tallies.entries()) tally.countLists(lists[picker]!, followed);
  }
  const byLot = tallies[lot ?? -1];
  return { outcomes: tallies.map((tally) => tally.finish(resamples, byLot)), blocks: kind };
}

function chooseBlocks(areas: readonly TriedArea[]): {
  readonly block: readonly number[];
  readonly count: number;
  readonly kind: Evaluation["blocks"];
} {
  const states = [...new Set(areas.map(({ block }) => block))].sort();
  if (states.length >= LEAST_STATES) {
    const numbers = new Map(states.map((state, number) => [state, number]));
    return { block: areas.map(({ block }) => numbers.get(block)!), count: states.length, kind: "states" };
  }
  const kind = areas.length < LEAST_BLOCKS ? "none" : "areas";
  return { block: areas.map((_, number) => number), count: areas.length, kind };
}

type Cell = readonly [tally: BlockSums, weight: number, difference: number];

/** What is summed of one picker. */
class PickerTally {
  readonly #comparisons: Readonly<Record<ComparisonId, BlockSums>>;
  readonly #won: BlockSums;
  readonly #sizes: readonly { readonly lift: BlockSums; readonly won: BlockSums }[];
  readonly #counts = new Map<BlockSums, number>();
  #growth = { list: 0, rest: 0, weight: 0 };
  #isEstimated = false;
  #listed = 0;
  #followed = 0;
  #jobs = 0;
  #estimatedJobs = 0;
  /** What the last area added, for draws in which nothing of it moves. */
  #last: readonly Cell[] = [];

  constructor(blocks: number, draws: number) {
    const sums = (): BlockSums => new BlockSums(blocks, draws);
    this.#comparisons = { jobs: sums(), nation: sums(), establishments: sums(), pay: sums() };
    this.#won = sums();
    this.#sizes = AREA_SIZES.map(() => ({ lift: sums(), won: sums() }));
  }

  /** Compares the lists of one area; `add` then sums what was found. */
  compare(
    { jobs }: TriedArea,
    figures: Pick<FollowedArea, "start" | "end">,
    {
      lists,
      share,
      isFirst,
      nation,
    }: {
      readonly lists: readonly FollowedList[];
      /** Room for what of each industry is on a list. */
      readonly share: ListShares;
      /** Of the estimates themselves, and not of a draw of them. */
      readonly isFirst: boolean;
      readonly nation: NationFigures | undefined;
    },
  ): void {
    const cells: Cell[] = [];
    const size = jobs === undefined ? undefined : this.#sizes[AREA_SIZES.findIndex(({ below }) => jobs < below)];
    for (const list of lists) {
      share.fill(0);
      list.at.forEach((at, k) => (share[at] = list.share[k]!));
      for (const comparison of COMPARISONS) {
        const found = compareArea(comparison, figures, share, nation);
        if (!found) continue;
        const { weight, list: grew, rest } = found;
        cells.push([this.#comparisons[comparison], weight, grew - rest]);
        if (comparison !== "jobs") continue;
        const won = grew > rest ? 1 : grew === rest ? 0.5 : 0;
        cells.push([this.#won, 1, won]);
        if (size) cells.push([size.lift, weight, grew - rest], [size.won, 1, won]);
        if (!isFirst) continue;
        this.#growth.list += weight * grew;
        this.#growth.rest += weight * rest;
        this.#growth.weight += weight;
      }
    }
    this.#last = cells;
    if (!isFirst) return;
    for (const sums of new Set(cells.map(([each]) => each))) this.#counts.set(sums, (this.#counts.get(sums) ?? 0) + 1);
  }

  add(block: number, draw: number): void {
    for (const [sums, weight, difference] of this.#last) sums.add(block, draw, weight, difference);
  }

  countLists(lists: readonly FollowedList[], { start, end, isEstimated }: FollowedArea): void {
    if (isEstimated && lists.length > 0) this.#isEstimated = true;
    for (const { at: places, share } of lists) {
      this.#listed += places.length;
      places.forEach((at, k) => {
        const jobs = share[k]! * start.employment[at]!;
        if (Number.isNaN(jobs + end.employment[at]!)) return;
        this.#followed++;
        this.#jobs += jobs;
        if (isEstimated?.[at] === 1) this.#estimatedJobs += jobs;
      });
    }
  }

  /** @param lot what lists drawn by lot came to */
  finish(resamples: Resamples, lot: PickerTally | undefined): PickerOutcome {
    const byLot = lot && lot !== this ? lot.#comparisons.jobs : undefined;
    const tally = (sums: BlockSums): ListTally => ({
      value: Number.isNaN(sums.value) ? undefined : sums.value,
      ...findRange(sums, resamples),
      areas: this.#counts.get(sums) ?? 0,
    });
    const { list, rest, weight } = this.#growth;
    const part = (sum: number): number | undefined => (weight > 0 ? sum / weight : undefined);
    return {
      comparisons: {
        jobs: tally(this.#comparisons.jobs),
        nation: tally(this.#comparisons.nation),
        establishments: tally(this.#comparisons.establishments),
        pay: tally(this.#comparisons.pay),
      },
      overLot: compareLifts(this.#comparisons.jobs, byLot, resamples),
      growth: { list: part(list), rest: part(rest) },
      won: tally(this.#won),
      sizes: AREA_SIZES.flatMap(({ id }, at) => {
        const { lift, won } = this.#sizes[at]!;
        return this.#counts.has(lift) ? [{ size: id, lift: tally(lift), won: tally(won) }] : [];
      }),
      isEstimated: this.#isEstimated,
      followedShare: this.#listed === 0 ? 0 : this.#followed / this.#listed,
      estimatedShare: this.#jobs === 0 ? 0 : this.#estimatedJobs / this.#jobs,
    };
  }
}

/** How much one lift is above another, over the same resamples. */
function compareLifts(sums: BlockSums, other: BlockSums | undefined, resamples: Resamples): Lift {
  const value = other ? sums.value - other.value : NaN;
  if (!other || Number.isNaN(value)) return { value: undefined, range: undefined };
  return { value, ...findRange(sums, resamples, other) };
}

function findRange(sums: BlockSums, resamples: Resamples, other?: BlockSums): Omit<Lift, "value"> {
  const range = rangeOver(sums, resamples, other);
  const byEstimates = range ? undefined : rangeByEstimates(sums, resamples, other);
  return { range, ...(byEstimates && { estimateRange: byEstimates }) };
}
