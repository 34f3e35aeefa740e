import { OWNERSHIP_SLOTS } from "../core/codes.js";
import { AREA_KINDS, type Cells } from "./cells.js";
import { parentNumbers } from "./industry-tree.js";
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

/** Jobs and establishments of an industry elsewhere, of rows published at both ends of a step. */
interface Pairs {
  readonly jobs: readonly [Float64Array, Float64Array];
  readonly establishments: readonly [Float64Array, Float64Array];
  readonly width: Uint8Array;
}

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
  readonly #content: Uint32Array;
  readonly #contents: number;
  /** By period, ownership and industry: the sum of steps from the first period on, as logarithms, less all industries'. */
  readonly #jobs: Float64Array;
  readonly #establishments: Float64Array;
  /** By period and ownership: the same of all industries. */
  readonly #total: { readonly jobs: Float64Array; readonly establishments: Float64Array };
  /** By period, ownership and area: the row of all industries, −1 where none is published. */
  readonly #areaTotals: Int32Array;

  constructor(cells: Cells, series: Series, peers: PeerSizes) {
    const { table, periods } = cells;
    this.#cells = cells;
    this.#peers = peers;
    this.#content = series.content;
    this.#contents = 2 * table.industries.length;
    const keys = periods.length * OWNERSHIP_SLOTS;
    this.#jobs = new Float64Array(keys * this.#contents);
    this.#establishments = new Float64Array(keys * this.#contents);
    this.#total = { jobs: new Float64Array(keys), establishments: new Float64Array(keys) };
    this.#areaTotals = this.#findAreaTotals();
    this.#chain(this.#pairUp(series));
  }

  /**
   * Logarithm of the expected jobs at `to` ÷ those at `from`.
   *
   * @param from,to rows of one series
   */
  between(from: number, to: number): number {
    const { establishments } = this.#cells;
    const [before, after] = [this.#key(from), this.#key(to)];
    const area = this.#areaChange(from, to);
    const jobs = AREA_SHARE * area.jobs + this.#jobs[after]! - this.#jobs[before]!;
    const expected = area.establishments + this.#establishments[after]! - this.#establishments[before]!;
    const counts = Math.log(Math.max(establishments[to]!, 0.5) / Math.max(establishments[from]!, 0.5));
    const size = this.#peers.findRate(to).jobs;
    const elasticity = size > 0 ? newbornSize(size) / size : 0.5;
    return Math.min(Math.max(jobs + elasticity * (counts - expected), -MOST), MOST);
  }

  #key(row: number): number {
    return this.#slot(row) * this.#contents + this.#content[row]!;
  }

  #slot(row: number): number {
    return this.#cells.period[row]! * OWNERSHIP_SLOTS + this.#cells.table.ownership[row]!;
  }

  #areaChange(from: number, to: number): { readonly jobs: number; readonly establishments: number } {
    const { table, known, establishments } = this.#cells;
    const areas = table.areas.length;
    const first = this.#areaTotals[this.#slot(from) * areas + table.area[from]!]!;
    const last = this.#areaTotals[this.#slot(to) * areas + table.area[to]!]!;
    if (first === -1 || last === -1) {
      const [before, after] = [this.#slot(from), this.#slot(to)];
      return {
        jobs: this.#total.jobs[after]! - this.#total.jobs[before]!,
        establishments: this.#total.establishments[after]! - this.#total.establishments[before]!,
      };
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

  /** Sums of the widest rows that are published at both ends of each step from a period to the next. */
  #pairUp({ rows, starts, length }: Series): Pairs {
    const { table, period, unknown, known, establishments, areaKind, periods } = this.#cells;
    const size = periods.length * OWNERSHIP_SLOTS * this.#contents;
    const sums = (): [Float64Array, Float64Array] => [new Float64Array(size), new Float64Array(size)];
    const pairs = { jobs: sums(), establishments: sums(), width: new Uint8Array(size) };
    const { jobs, establishments: counts, width: widths } = pairs;
    const [jobsFrom, jobsTo, countFrom, countTo] = [...jobs, ...counts] as const;
    const { employment } = known;
    const { area, ownership } = table;
    const contents = this.#contents;
    const content = this.#content;
    for (let list = 0; list < length; list++) {
      const start = starts[list]!;
      const end = starts[list + 1]!;
      const kind = areaKind[area[rows[start]!]!]!;
      if (kind > AREA_KINDS.county) continue;
      const width = AREA_KINDS.county + 1 - kind;
      let from = rows[start]!;
      for (let k = start + 1; k < end; k++) {
        const before = from;
        from = rows[k]!;
        const to = from;
        if (unknown[before] !== -1 || unknown[to] !== -1 || period[to] !== period[before]! + 1) continue;
        const key = (period[to]! * OWNERSHIP_SLOTS + ownership[to]!) * contents + content[to]!;
        const widest = widths[key]!;
        if (width < widest) continue;
        if (width > widest) {
          widths[key] = width;
          jobsFrom[key] = employment[before]!;
          jobsTo[key] = employment[to]!;
          countFrom[key] = establishments[before]!;
          countTo[key] = establishments[to]!;
          continue;
        }
        jobsFrom[key]! += employment[before]!;
        jobsTo[key]! += employment[to]!;
        countFrom[key]! += establishments[before]!;
        countTo[key]! += establishments[to]!;
      }
    }
    return pairs;
  }

  /** Steps added up, each leaning on that of the industry above as if that had so many establishments. */
  #chain({ jobs, establishments, width }: Pairs): void {
    const { table, periods } = this.#cells;
    const codes = table.industries.length;
    const size = this.#contents;
    const total = table.industries.findIndex((code) => code === "10");
    const { parents, fromTheTop } = parentNumbers(table.industries);
    const steps = { jobs: new Float64Array(codes), establishments: new Float64Array(codes) };
    for (let slot = OWNERSHIP_SLOTS; slot < periods.length * OWNERSHIP_SLOTS; slot++) {
      const base = slot * size;
      const before = base - OWNERSHIP_SLOTS * size;
      if (!hasAny(width, base, base + size)) {
        this.#jobs.copyWithin(base, before, before + size);
        this.#establishments.copyWithin(base, before, before + size);
        this.#total.jobs[slot] = this.#total.jobs[slot - OWNERSHIP_SLOTS]!;
        this.#total.establishments[slot] = this.#total.establishments[slot - OWNERSHIP_SLOTS]!;
        continue;
      }
      const all = base + total;
      const allJobs = total === -1 ? 0 : logRatio(jobs[0][all]!, jobs[1][all]!);
      const allEstablishments = total === -1 ? 0 : logRatio(establishments[0][all]!, establishments[1][all]!);
      this.#total.jobs[slot] = this.#total.jobs[slot - OWNERSHIP_SLOTS]! + allJobs;
      this.#total.establishments[slot] = this.#total.establishments[slot - OWNERSHIP_SLOTS]! + allEstablishments;
      for (const industry of fromTheTop) {
        const parent = parents[industry]!;
        const aboveJobs = parent === -1 ? 0 : steps.jobs[parent]!;
        const aboveEstablishments = parent === -1 ? 0 : steps.establishments[parent]!;
        // Codes below those whose content changed lean on what their parent's number is.
        for (let content = industry; content < size; content += codes) {
          const key = base + content;
          let [ofJobs, ofEstablishments] = [aboveJobs, aboveEstablishments];
          if (width[key]! > 0 && industry !== total) {
            const mean = (establishments[0][key]! + establishments[1][key]!) / 2;
            const own = mean / (mean + PRIOR_ESTABLISHMENTS);
            const change = logRatio(jobs[0][key]!, jobs[1][key]!) - allJobs;
            const changeOfCount = logRatio(establishments[0][key]!, establishments[1][key]!) - allEstablishments;
            ofJobs = own * change + (1 - own) * aboveJobs;
            ofEstablishments = own * changeOfCount + (1 - own) * aboveEstablishments;
          }
          if (content === industry) {
            steps.jobs[industry] = ofJobs;
            steps.establishments[industry] = ofEstablishments;
          }
          this.#jobs[key] = this.#jobs[before + content]! + ofJobs;
          this.#establishments[key] = this.#establishments[before + content]! + ofEstablishments;
        }
      }
    }
  }
}

function hasAny(flags: Uint8Array, from: number, to: number): boolean {
  for (let k = from; k < to; k++) if (flags[k] !== 0) return true;
  return false;
}

/** A step from or to nothing says nothing. */
function logRatio(from: number, to: number): number {
  return from > 0 && to > 0 ? Math.log(to / from) : 0;
}
