import { AREA_KINDS, sortRows, type Cells } from "./cells.js";
import { parentIndustry } from "./industry-tree.js";

/** Where a first guess came from; an index into this is the signal of a cell. */
export const SIGNALS = ["own-period", "peer-size", "none"] as const;

export interface FirstGuess {
  readonly employment: Float64Array;
  /** Dollars of the period a job. */
  readonly pay: Float64Array;
  readonly signal: Uint8Array;
}

/** Establishments' worth of the nation's size that a state's own size is blended with. */
const PRIOR_ESTABLISHMENTS = 20;
const SMALLEST_GUESS = 0.05;

/**
 * What each unknown would be, were there no totals: its own figure in another period, moved by the
 * industry's trend; else its establishments at the industry's size elsewhere.
 */
export function guessCells(cells: Cells): FirstGuess {
  const { rows, table, establishments } = cells;
  const sizes = new PeerSizes(cells);
  const employment = new Float64Array(rows.length);
  const pay = new Float64Array(rows.length);
  const signal = new Uint8Array(rows.length);
  for (let u = 0; u < rows.length; u++) {
    const row = rows[u]!;
    const rate = sizes.rateOf(row);
    const count = Math.max(establishments[row]!, 0.5);
    employment[u] = Math.max(count * rate.jobs, SMALLEST_GUESS);
    pay[u] = rate.pay;
    signal[u] = rate.jobs > 0 ? 1 : 2;
  }
  guessFromOwnPeriods();
  return { employment, pay, signal };

  function guessFromOwnPeriods(): void {
    if (cells.periods.length < 2) return;
    const { areaRank, industryRank, period, unknown, known, order } = cells;
    const series = sortRows(order, [
      { size: cells.periods.length, of: (row) => period[row]! },
      { size: table.industries.length, of: (row) => industryRank[table.industry[row]!]! },
      { size: table.areas.length, of: (row) => areaRank[table.area[row]!]! },
      { size: 256, of: (row) => table.ownership[row]! },
    ]);
    const isSame = (a: number, b: number): boolean =>
      table.industry[a] === table.industry[b] &&
      table.area[a] === table.area[b] &&
      table.ownership[a] === table.ownership[b];
    let start = 0;
    while (start < series.length) {
      let end = start + 1;
      while (end < series.length && isSame(series[start]!, series[end]!)) end++;
      for (let k = start; k < end; k++) {
        const row = series[k]!;
        const u = unknown[row]!;
        if (u === -1) continue;
        let nearest = -1;
        let distance = Infinity;
        for (let j = start; j < end; j++) {
          const other = series[j]!;
          if (unknown[other] !== -1) continue;
          const apart = quartersApart(row, other);
          if (apart >= distance) continue;
          distance = apart;
          nearest = other;
        }
        if (nearest === -1) continue;
        const jobs = known.employment[nearest]!;
        const here = sizes.rateOf(row);
        const there = sizes.rateOf(nearest);
        const trend = there.jobs > 0 ? Math.min(Math.max(here.jobs / there.jobs, 0.5), 2) : 1;
        employment[u] = Math.max(jobs * trend, SMALLEST_GUESS);
        if (jobs > 0 && known.wages[nearest]! > 0) {
          const payTrend = there.pay > 0 ? Math.min(Math.max(here.pay / there.pay, 0.5), 2) : 1;
          pay[u] = (known.wages[nearest]! / jobs) * payTrend;
        }
        signal[u] = 0;
      }
      start = end;
    }
  }

  function quartersApart(a: number, b: number): number {
    const quarters = (row: number): number => table.year[row]! * 4 + table.quarter[row]!;
    return Math.abs(quarters(a) - quarters(b));
  }
}

interface Rate {
  readonly jobs: number;
  readonly pay: number;
}

/** Jobs an establishment and pay a job of each industry, ownership and period, over states and the nation. */
class PeerSizes {
  readonly #cells: Cells;
  readonly #parent: Int32Array;
  readonly #states: Int32Array;
  readonly #stateCount: number;
  readonly #nation: Pool;
  readonly #state: Pool;

  constructor(cells: Cells) {
    const { table, areaKind } = cells;
    this.#cells = cells;
    const numbers = new Map<string, number>(table.industries.map((code, number) => [code, number]));
    this.#parent = Int32Array.from(table.industries, (code) => {
      let parent = parentIndustry(code);
      while (parent !== undefined && !numbers.has(parent)) parent = parentIndustry(parent);
      return parent === undefined ? -1 : numbers.get(parent)!;
    });
    const states = [...new Set(table.areas.filter((_, area) => areaKind[area]! <= AREA_KINDS.county).map(stateOf))];
    states.sort();
    this.#stateCount = states.length + 1;
    this.#states = Int32Array.from(table.areas, (code) => states.indexOf(stateOf(code)));
    const keys = cells.periods.length * 10 * table.industries.length;
    this.#nation = new Pool(keys);
    this.#state = new Pool(keys * this.#stateCount);
    this.#fill();
  }

  rateOf(row: number): Rate {
    const { table } = this.#cells;
    let industry = table.industry[row]!;
    const state = this.#states[table.area[row]!]!;
    while (industry !== -1) {
      const key = this.#key(row, industry);
      const stateKey = key * this.#stateCount + state + 1;
      const nation = this.#nation;
      const own = this.#state;
      const count = nation.establishments[key]!;
      if (count > 0 && nation.jobs[key]! > 0) {
        const jobs = nation.jobs[key]! / count;
        const pay = nation.wages[key]! / nation.jobs[key]!;
        const weight = PRIOR_ESTABLISHMENTS;
        const blendedJobs = (own.jobs[stateKey]! + weight * jobs) / (own.establishments[stateKey]! + weight);
        const priorJobs = weight * jobs;
        const blendedPay = (own.wages[stateKey]! + priorJobs * pay) / (own.jobs[stateKey]! + priorJobs);
        return { jobs: blendedJobs, pay: blendedPay };
      }
      industry = this.#parent[industry]!;
    }
    return { jobs: 0, pay: 0 };
  }

  #key(row: number, industry: number): number {
    const { table, period } = this.#cells;
    return (period[row]! * 10 + table.ownership[row]!) * table.industries.length + industry;
  }

  // The widest published rows tell a size best; counties speak where no state or nation does.
  #fill(): void {
    const { order, table, areaKind, unknown } = this.#cells;
    const rank = new Uint8Array(this.#nation.jobs.length);
    const stateRank = new Uint8Array(this.#state.jobs.length);
    for (const row of order) {
      if (unknown[row] !== -1 || !(this.#cells.establishments[row]! > 0)) continue;
      const kind = areaKind[table.area[row]!]!;
      if (kind > AREA_KINDS.county) continue;
      const key = this.#key(row, table.industry[row]!);
      const weight = 3 - kind;
      this.#put(this.#nation, { key, row, weight, ranks: rank });
      if (kind === AREA_KINDS.nation) continue;
      const stateKey = key * this.#stateCount + this.#states[table.area[row]!]! + 1;
      this.#put(this.#state, { key: stateKey, row, weight, ranks: stateRank });
    }
  }

  #put(pool: Pool, { key, row, weight, ranks }: { key: number; row: number; weight: number; ranks: Uint8Array }): void {
    if (weight < ranks[key]!) return;
    if (weight > ranks[key]!) {
      ranks[key] = weight;
      pool.jobs[key] = pool.wages[key] = pool.establishments[key] = 0;
    }
    pool.jobs[key]! += this.#cells.known.employment[row]!;
    pool.wages[key]! += this.#cells.known.wages[row]!;
    pool.establishments[key]! += this.#cells.establishments[row]!;
  }
}

class Pool {
  readonly jobs: Float64Array;
  readonly wages: Float64Array;
  readonly establishments: Float64Array;

  constructor(size: number) {
    this.jobs = new Float64Array(size);
    this.wages = new Float64Array(size);
    this.establishments = new Float64Array(size);
  }
}

function stateOf(code: string): string {
  return code.slice(0, 2);
}
