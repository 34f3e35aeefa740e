import { OWNERSHIP_SLOTS } from "../core/codes.js";
import { AREA_KINDS, type Cells } from "./cells.js";
import type { PeerSizes } from "./peer-sizes.js";
import type { Series } from "./series.js";

/**
 * Establishments that an industry's growth elsewhere must be of to count for as much as that of the industry above
 * it: sums over ten counties predict a county's growth poorly, those of a state or the nation well.
 */
const PRIOR_ESTABLISHMENTS = 300;
/**
 * The part of its area's growth, as a logarithm, that a cell is expected to share: half of the growth of all jobs is that
 * of some large cells. With all of it, published cells hidden in both of two years were farther off (Columbus 2020–2023,
 * Ohio 2016).
 */
const AREA_SHARE = 0.5;
/** The most that an expected change is, as a logarithm. */
const MOST = 1.2;

/** Logarithms of how jobs and establishments change. */
interface Change {
  readonly jobs: number;
  readonly establishments: number;
}

const NO_CHANGE: Change = { jobs: 0, establishments: 0 };

/**
 * Jobs of an establishment that has just come, or is about to go, where the industry has `size` an establishment.
 *
 * Measured on published cells (Ohio 2016, Columbus 2020–2023, states 2019–2020) as what one establishment more or
 * fewer changes: 0.6 of the average at 3 jobs an establishment, 0.4 at 10, 0.25 at 25, 0.12 at 80.
 */
export function newbornSize(size: number): number {
  return Math.min(0.8 * size, 1.3 * Math.sqrt(size));
}

/**
 * How jobs of a cell are expected to change where nothing is known of the cell but its establishments: by half as much
 * as the area's total, as far as the industry elsewhere grew unlike all industries, and by the establishments that came or
 * went.
 *
 * Fitted on cells published in both periods: the industry's growth elsewhere counts as far as it is that of many
 * establishments, one establishment for as much as `newbornSize` says.
 */
export class ExpectedChange {
  readonly #cells: Cells;
  readonly #peers: PeerSizes;
  readonly #series: Series;
  /** How many contents there may be, and the number of all industries together. */
  readonly #contents: number;
  readonly #total: number;
  /**
   * By ownership and content, the first list of the series that it has rows in; for each list, the next such. One more
   * than its number, 0 where none is.
   */
  readonly #firstList: Uint32Array;
  readonly #nextList: Uint32Array;
  /** What was asked for, by period, ownership and content: a step from the period before, and all steps up to the period. */
  readonly #steps = new Map<number, Change>();
  readonly #chains = new Map<number, Change>();
  /** By period, ownership and area: the row of all industries, −1 where none is published. */
  readonly #areaTotals: Int32Array;

  constructor(cells: Cells, series: Series, peers: PeerSizes) {
    const { table } = cells;
    this.#cells = cells;
    this.#peers = peers;
    this.#series = series;
    this.#contents = 2 * table.industries.length;
    this.#total = table.industries.findIndex((code) => code === "10");
    this.#firstList = new Uint32Array(OWNERSHIP_SLOTS * this.#contents);
    this.#nextList = new Uint32Array(series.length);
    this.#areaTotals = this.#findAreaTotals();
    this.#linkLists();
  }

  /**
   * Logarithm of the expected jobs at `to` ÷ those at `from`.
   *
   * @param from,to rows of one series
   */
  between(from: number, to: number): number {
    const { establishments } = this.#cells;
    const area = this.#areaChange(from, to);
    const before = this.#chain(this.#slot(from), this.#series.content[from]!);
    const after = this.#chain(this.#slot(to), this.#series.content[to]!);
    const jobs = AREA_SHARE * area.jobs + after.jobs - before.jobs;
    const expected = area.establishments + after.establishments - before.establishments;
    const counts = Math.log(Math.max(establishments[to]!, 0.5) / Math.max(establishments[from]!, 0.5));
    const size = this.#peers.findRate(to).jobs;
    const elasticity = size > 0 ? newbornSize(size) / size : 0.5;
    return Math.min(Math.max(jobs + elasticity * (counts - expected), -MOST), MOST);
  }

  #slot(row: number): number {
    return this.#cells.period[row]! * OWNERSHIP_SLOTS + this.#cells.table.ownership[row]!;
  }

  #areaChange(from: number, to: number): Change {
    const { table, known, establishments } = this.#cells;
    const areas = table.areas.length;
    const first = this.#areaTotals[this.#slot(from) * areas + table.area[from]!]!;
    const last = this.#areaTotals[this.#slot(to) * areas + table.area[to]!]!;
    if (first === -1 || last === -1) {
      const before = this.#chain(this.#slot(from), this.#contents);
      const after = this.#chain(this.#slot(to), this.#contents);
      return { jobs: after.jobs - before.jobs, establishments: after.establishments - before.establishments };
    }
    return {
      jobs: logRatio(known.employment[first]!, known.employment[last]!),
      establishments: logRatio(establishments[first]!, establishments[last]!),
    };
  }

  #findAreaTotals(): Int32Array {
    const { table, order, unknown, known, periods } = this.#cells;
    const total = table.industries.findIndex((code) => code === "10");
    const areas = table.areas.length;
    const found = new Int32Array(periods.length * OWNERSHIP_SLOTS * areas).fill(-1);
    const { industry } = table;
    for (let place = 0; place < order.length; place++) {
      const row = order[place]!;
      if (industry[row] !== total || unknown[row] !== -1 || !(known.employment[row]! > 0)) continue;
      found[this.#slot(row) * areas + table.area[row]!] = row;
    }
    return found;
  }

  /** Few industries are asked for, so that lists are put where they are found, and added up when they are. */
  #linkLists(): void {
    const { rows, starts, length, content } = this.#series;
    const { table, areaKind } = this.#cells;
    const { area, ownership } = table;
    const contents = this.#contents;
    for (let list = length - 1; list >= 0; list--) {
      const row = rows[starts[list]!]!;
      if (areaKind[area[row]!]! > AREA_KINDS.county) continue;
      const key = ownership[row]! * contents + content[row]!;
      this.#nextList[list] = this.#firstList[key]!;
      this.#firstList[key] = list + 1;
    }
  }

  /** Steps from the first period on, added up: of a content less those of all industries; of these by themselves. */
  #chain(slot: number, content: number): Change {
    const key = slot * (this.#contents + 1) + content;
    let sum = this.#chains.get(key);
    if (sum) return sum;
    sum = NO_CHANGE;
    for (let one = (slot % OWNERSHIP_SLOTS) + OWNERSHIP_SLOTS; one <= slot; one += OWNERSHIP_SLOTS) {
      const { jobs, establishments } = this.#step(one, content);
      sum = { jobs: sum.jobs + jobs, establishments: sum.establishments + establishments };
    }
    this.#chains.set(key, sum);
    return sum;
  }

  /** Of all industries together. */
  #stepOfAll(slot: number): Change {
    if (this.#total === -1) return NO_CHANGE;
    const { jobs, establishments } = this.#pairUp(slot, this.#total);
    return { jobs: logRatio(jobs[0], jobs[1]), establishments: logRatio(establishments[0], establishments[1]) };
  }

  /** From the period before, leaning on the step of the industry above as if that had so many establishments. */
  #step(slot: number, content: number): Change {
    const key = slot * (this.#contents + 1) + content;
    let step = this.#steps.get(key);
    if (!step) this.#steps.set(key, (step = this.#findStep(slot, content)));
    return step;
  }

  #findStep(slot: number, content: number): Change {
    if (content === this.#contents) return this.#stepOfAll(slot);
    // Codes below those whose content changed lean on what their parent's number is.
    const industry = content % this.#cells.table.industries.length;
    const parent = this.#peers.parents[industry]!;
    const above = parent === -1 ? NO_CHANGE : this.#step(slot, parent);
    if (industry === this.#total) return above;
    const { jobs, establishments, width } = this.#pairUp(slot, content);
    if (width === 0) return above;
    const all = this.#step(slot, this.#contents);
    const mean = (establishments[0] + establishments[1]) / 2;
    const own = mean / (mean + PRIOR_ESTABLISHMENTS);
    return {
      jobs: own * (logRatio(jobs[0], jobs[1]) - all.jobs) + (1 - own) * above.jobs,
      establishments:
        own * (logRatio(establishments[0], establishments[1]) - all.establishments) + (1 - own) * above.establishments,
    };
  }

  /** Jobs and establishments before and after a step, of the widest rows that are published at both its ends. */
  #pairUp(slot: number, content: number): Pairs {
    const { table, period, unknown, known, establishments, areaKind } = this.#cells;
    const { rows, starts } = this.#series;
    const { employment } = known;
    const last = Math.floor(slot / OWNERSHIP_SLOTS);
    let width = 0;
    let jobsBefore = 0;
    let jobsAfter = 0;
    let countBefore = 0;
    let countAfter = 0;
    for (let next = this.#firstList[(slot % OWNERSHIP_SLOTS) * this.#contents + content]!; next !== 0;) {
      const list = next - 1;
      next = this.#nextList[list]!;
      let k = starts[list]! + 1;
      const end = starts[list + 1]!;
      while (k < end && period[rows[k]!]! < last) k++;
      if (k === end) continue;
      const from = rows[k - 1]!;
      const to = rows[k]!;
      if (period[to] !== last || period[from] !== last - 1 || unknown[from] !== -1 || unknown[to] !== -1) continue;
      const ofList = AREA_KINDS.county + 1 - areaKind[table.area[to]!]!;
      if (ofList < width) continue;
      if (ofList > width) {
        width = ofList;
        jobsBefore = jobsAfter = countBefore = countAfter = 0;
      }
      jobsBefore += employment[from]!;
      jobsAfter += employment[to]!;
      countBefore += establishments[from]!;
      countAfter += establishments[to]!;
    }
    return { jobs: [jobsBefore, jobsAfter], establishments: [countBefore, countAfter], width };
  }
}

/** Jobs and establishments of an industry elsewhere, before and after a step. */
interface Pairs {
  readonly jobs: readonly [number, number];
  readonly establishments: readonly [number, number];
  /** How wide the rows are that they are of; 0 where there are none. */
  readonly width: number;
}

/** A step from or to nothing says nothing. */
function logRatio(from: number, to: number): number {
  return from > 0 && to > 0 ? Math.log(to / from) : 0;
}
