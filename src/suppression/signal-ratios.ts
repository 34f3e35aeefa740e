import type { SignalCell } from "../signals/signal.js";
import type { Cells } from "./cells.js";
import { parentNumbers } from "./industry-tree.js";

/** A row that a publisher says something of. */
export interface Said {
  readonly row: number;
  readonly of: SignalCell;
}

/** Jobs for which a wider industry's ratio counts beside an industry's own. */
const RATIO_JOBS = 500;
/** Jobs an establishment where a signal doesn't say. */
const TYPICAL_SIZE = 10;
/** Of the way from its jobs to its jobs an establishment times QCEW's establishments. */
const BY_COUNT = 0.5;

/** What published cells of an industry have in QCEW, over what they have in a signal. */
export class SignalRatios {
  readonly #cells: Cells;
  readonly #sums = new Map<number, Sums>();
  readonly #parents: Int32Array;

  constructor(cells: Cells, published: readonly Said[]) {
    this.#cells = cells;
    this.#parents = parentNumbers(cells.table.industries);
    for (const { row, of } of published) {
      if (of.kind !== "jobs") continue;
      const industry = cells.table.industry[row]!;
      const sums = this.#sums.get(industry) ?? { ...NOTHING };
      this.#sums.set(industry, sums);
      add(sums, this.#sumsOf(row, of));
    }
  }

  /**
   * The logarithm of jobs that a signal leads to.
   *
   * @param guessed the logarithm that a range may leave as it is
   * @param without a published row that is left out of its industry's ratio
   */
  bring({ row, of }: Said, guessed: number, without?: number): number {
    const { table, establishments } = this.#cells;
    const { jobs, count } = this.#ratio(
      table.industry[row]!,
      of.kind === "jobs" && without !== undefined ? { row, of } : undefined,
    );
    const shift = Math.log(jobs);
    if (of.kind === "range") return Math.min(Math.max(guessed, Math.log(of.low) + shift), Math.log(of.high) + shift);
    const log = Math.log(of.jobs) + shift;
    const own = establishments[row]!;
    if (!of.establishments || !(own > 0)) return log;
    return log + BY_COUNT * Math.log(own / of.establishments / count);
  }

  #sumsOf(row: number, of: SignalCell): Sums {
    const { known, establishments } = this.#cells;
    const counts = of.establishments ? { here: establishments[row]!, there: of.establishments } : { here: 0, there: 0 };
    return { here: known.employment[row]!, there: of.jobs, countHere: counts.here, countThere: counts.there };
  }

  /** Jobs, and establishments, here over there; an industry with too few takes that of the one above it. */
  #ratio(industry: number, without: Said | undefined): { readonly jobs: number; readonly count: number } {
    const parent = this.#parents[industry]!;
    const above = parent === -1 ? { jobs: 1, count: 1 } : this.#ratio(parent, undefined);
    const sums = this.#sums.get(industry);
    if (!sums) return above;
    const rest = { ...sums };
    if (without) add(rest, this.#sumsOf(without.row, without.of), -1);
    const size = rest.there > 0 && rest.countThere > 0 ? rest.there / rest.countThere : TYPICAL_SIZE;
    const countWeight = RATIO_JOBS / size;
    return {
      jobs: (rest.here + RATIO_JOBS * above.jobs) / (rest.there + RATIO_JOBS),
      count: (rest.countHere + countWeight * above.count) / (rest.countThere + countWeight),
    };
  }
}

interface Sums {
  here: number;
  there: number;
  countHere: number;
  countThere: number;
}

const NOTHING: Sums = { here: 0, there: 0, countHere: 0, countThere: 0 };

function add(sums: Sums, { here, there, countHere, countThere }: Sums, times = 1): void {
  sums.here += times * here;
  sums.there += times * there;
  sums.countHere += times * countHere;
  sums.countThere += times * countThere;
}
