import type { AreaCode } from "../core/codes.js";
import { disclosed, SUPPRESSED, undefinedBecause, type Datum } from "../core/datum.js";
import { ALL_JOBS, SEGMENT_COUNT, SEGMENTS, type SegmentId } from "./segments.js";

/** A figure that other files would give: there are such commuters, and the files at most name some of them. */
export const NOT_HELD: Datum = undefinedBecause("the files do not hold all such flows");

/** Jobs of one county held by residents of one county. */
export interface FlowPair {
  readonly home: AreaCode;
  readonly work: AreaCode;
  /** One a segment, in the order of {@link SEGMENTS}; those that the files don't count are 0. */
  readonly counts: ArrayLike<number>;
  /** A cell without a figure was in its rows. */
  readonly isWithheld: boolean;
}

/** What files say of their flows, beside the flows. */
export interface FlowFacts {
  /** Undefined where neither a column nor a name says it. */
  readonly year: number | undefined;
  /** `JT00`; undefined if no name says it. */
  readonly jobType: string | undefined;
  readonly segments: readonly SegmentId[];
}

/** A region's ties with every county, by segment. */
export interface RegionTies {
  /** Jobs in the region by county of home. */
  readonly toRegion: ReadonlyMap<AreaCode, Float64Array>;
  /** Jobs of the region's residents by county of work. */
  readonly fromRegion: ReadonlyMap<AreaCode, Float64Array>;
  readonly within: Float64Array;
  readonly jobs: Float64Array;
  readonly workers: Float64Array;
}

/** All flows between counties of one year. */
export class CountyFlows {
  readonly pairs: readonly FlowPair[];
  readonly facts: FlowFacts;
  readonly #jobs = new Map<AreaCode, number>();
  readonly #workers = new Map<AreaCode, number>();
  readonly #own = new Map<AreaCode, number>();
  readonly #covered = new Set<string>();
  readonly #withheld = new Set<string>();

  constructor(pairs: readonly FlowPair[], facts: FlowFacts) {
    this.pairs = pairs;
    this.facts = facts;
    for (const { home, work, counts, isWithheld } of pairs) {
      const jobs = counts[ALL_JOBS]!;
      this.#jobs.set(work, (this.#jobs.get(work) ?? 0) + jobs);
      this.#workers.set(home, (this.#workers.get(home) ?? 0) + jobs);
      if (home === work) this.#own.set(home, jobs);
      this.#covered.add(coverKey(home, work));
      if (isWithheld) this.#withheld.add(`${home} ${work}`);
    }
  }

  has(county: string): boolean {
    return this.#jobs.has(county as AreaCode) || this.#workers.has(county as AreaCode);
  }

  /** Whether the files hold flows from a state to a state: a pair of theirs that is not listed is none then. */
  isCovered(home: string, work: string): boolean {
    return this.#covered.has(coverKey(home, work));
  }

  /** States of work that the files hold homes of their own state for, as LODES's main files do. */
  isWhole(state: string): boolean {
    return this.isCovered(state, state);
  }

  /** `44`, by state of home or of work, sorted. */
  states(side: "home" | "work"): readonly string[] {
    return [...new Set(this.pairs.map((pair) => pair[side].slice(0, 2)))].sort();
  }

  /** Jobs in a county; not held where its state's own residents are not in the files. */
  jobsIn(county: AreaCode): Datum {
    return this.isWhole(county) ? disclosed(this.#jobs.get(county) ?? 0) : NOT_HELD;
  }

  /** Jobs that residents of a county hold, wherever; not held as {@link jobsIn} is. */
  workersOf(county: AreaCode): Datum {
    return this.isWhole(county) ? disclosed(this.#workers.get(county) ?? 0) : NOT_HELD;
  }

  /** Jobs of a county's residents in it. */
  within(county: AreaCode): number {
    return this.#own.get(county) ?? 0;
  }

  /** The jobs of one set of counties that residents of another hold; not held if the files have no such flow. */
  between(homes: readonly AreaCode[], works: readonly AreaCode[], sum: number): Datum {
    if (this.#withheld.size > 0 && homes.some((home) => works.some((work) => this.#withheld.has(`${home} ${work}`))))
      return SUPPRESSED;
    return homes.some((home) => works.some((work) => this.isCovered(home, work))) ? disclosed(sum) : NOT_HELD;
  }

  get withheldPairs(): number {
    return this.#withheld.size;
  }

  /** Adds up a region's flows in one pass. */
  tiesOf(region: ReadonlySet<string>): RegionTies {
    const toRegion = new Map<AreaCode, Float64Array>();
    const fromRegion = new Map<AreaCode, Float64Array>();
    const [within, jobs, workers] = [0, 1, 2].map(() => new Float64Array(SEGMENT_COUNT)) as [
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    for (const { home, work, counts } of this.pairs) {
      const [livesHere, worksHere] = [region.has(home), region.has(work)];
      if (worksHere) addTo(toRegion, home, counts, jobs);
      if (livesHere) addTo(fromRegion, work, counts, workers);
      if (livesHere && worksHere) for (let index = 0; index < SEGMENT_COUNT; index++) within[index]! += counts[index]!;
    }
    return { toRegion, fromRegion, within, jobs, workers };
  }
}

function addTo(
  map: Map<AreaCode, Float64Array>,
  county: AreaCode,
  counts: ArrayLike<number>,
  total: Float64Array,
): void {
  let sums = map.get(county);
  if (!sums) map.set(county, (sums = new Float64Array(SEGMENT_COUNT)));
  for (let index = 0; index < SEGMENT_COUNT; index++) {
    sums[index]! += counts[index]!;
    total[index]! += counts[index]!;
  }
}

function coverKey(home: string, work: string): string {
  return `${home.slice(0, 2)}>${work.slice(0, 2)}`;
}

/** Segments by how they divide all jobs: by age, earnings and industry. */
export function segmentsBy(segments: readonly SegmentId[], by: (typeof SEGMENTS)[number]["by"]) {
  return SEGMENTS.filter((segment) => segment.by === by && segments.includes(segment.id));
}
