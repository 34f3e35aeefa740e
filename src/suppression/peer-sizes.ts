import { AREA_KINDS, type Cells } from "./cells.js";
import { parentIndustry } from "./industry-tree.js";
import { sizeFactor } from "./size-factor.js";

/** What an industry is like elsewhere. */
export interface PeerRate {
  /** Jobs an establishment; 0 where the files tell nothing of the industry nor of any above it. */
  readonly jobs: number;
  /** Wages of the period a job, in dollars. */
  readonly pay: number;
}

/** Establishments' worth of the nation's size that a state's own size is blended with. */
const PRIOR_ESTABLISHMENTS = 20;
/** How much of an area's distance from its state's pay shows in one of its industries: fitted on disclosed cells. */
const AREA_PAY_SHARE = 0.55;
const OWNERSHIPS = 10;

/**
 * Jobs an establishment and pay a job of every industry, ownership and period, from the widest published
 * rows: the nation's, else the states', else the disclosed counties' of the table.
 *
 * A state's own figure counts for as much as it has establishments, against 20 of the nation's. An
 * industry without any figure takes those of the industry above it.
 */
export class PeerSizes {
  readonly #cells: Cells;
  readonly #parent: Int32Array;
  readonly #state: Int32Array;
  readonly #states: number;
  readonly #nation: Pool;
  readonly #byState: Pool;
  readonly #areaPay: Float64Array;

  constructor(cells: Cells) {
    const { table, areaKind } = cells;
    this.#cells = cells;
    const numbers = new Map<string, number>(table.industries.map((code, number) => [code, number]));
    this.#parent = Int32Array.from(table.industries, (code) => {
      let parent = parentIndustry(code);
      while (parent !== undefined && !numbers.has(parent)) parent = parentIndustry(parent);
      return parent === undefined ? -1 : numbers.get(parent)!;
    });
    const isOfState = (area: number): boolean =>
      areaKind[area] === AREA_KINDS.state || areaKind[area] === AREA_KINDS.county;
    const states = new Map<string, number>();
    for (const code of table.areas.filter((_, area) => isOfState(area))) {
      const state = code.slice(0, 2);
      if (!states.has(state)) states.set(state, states.size + 1);
    }
    // Slot 0 is for areas of no one state.
    this.#states = states.size + 1;
    this.#state = Int32Array.from(table.areas, (code, area) => (isOfState(area) ? states.get(code.slice(0, 2))! : 0));
    const keys = cells.periods.length * OWNERSHIPS * table.industries.length;
    this.#nation = new Pool(keys);
    this.#byState = new Pool(keys * this.#states);
    this.#areaPay = new Float64Array(table.areas.length * cells.periods.length * OWNERSHIPS).fill(1);
    this.#fill();
    this.#compareAreaPay(numbers.get("10"));
  }

  /** Of the industry as a whole, without regard to the area of the row but for its state. */
  rateOf(row: number): PeerRate {
    const { table } = this.#cells;
    const state = this.#state[table.area[row]!]!;
    for (let industry = table.industry[row]!; industry !== -1; industry = this.#parent[industry]!) {
      const key = this.#key(row, industry);
      const nation = this.#nation;
      if (!(nation.establishments[key]! > 0 && nation.jobs[key]! > 0)) continue;
      const jobs = nation.jobs[key]! / nation.establishments[key]!;
      const pay = nation.wages[key]! / nation.jobs[key]!;
      if (state === 0) return { jobs, pay };
      const own = this.#byState;
      const stateKey = key * this.#states + state;
      const weight = PRIOR_ESTABLISHMENTS;
      return {
        jobs: (own.jobs[stateKey]! + weight * jobs) / (own.establishments[stateKey]! + weight),
        pay: (own.wages[stateKey]! + weight * jobs * pay) / (own.jobs[stateKey]! + weight * jobs),
      };
    }
    return { jobs: 0, pay: 0 };
  }

  /** What a cell would be with the size and pay of its industry elsewhere. */
  guess(row: number): { readonly employment: number; readonly pay: number } {
    const { table, establishments, areaKind } = this.#cells;
    const rate = this.rateOf(row);
    const count = Math.max(establishments[row]!, 0.5);
    const isLocal = areaKind[table.area[row]!]! >= AREA_KINDS.county;
    const factor = isLocal ? sizeFactor(table.level[row]! % 10, count) : { jobs: 1, pay: 1 };
    return {
      employment: count * rate.jobs * factor.jobs,
      pay: rate.pay * factor.pay * this.#areaPay[this.#areaKey(row)]!,
    };
  }

  #key(row: number, industry: number): number {
    const { table, period } = this.#cells;
    return (period[row]! * OWNERSHIPS + table.ownership[row]!) * table.industries.length + industry;
  }

  #areaKey(row: number): number {
    const { table, period } = this.#cells;
    return (period[row]! * OWNERSHIPS + table.ownership[row]!) * table.areas.length + table.area[row]!;
  }

  #fill(): void {
    const { order, table, areaKind, unknown, establishments } = this.#cells;
    const nationRank = new Uint8Array(this.#nation.jobs.length);
    const stateRank = new Uint8Array(this.#byState.jobs.length);
    for (const row of order) {
      if (unknown[row] !== -1 || !(establishments[row]! > 0)) continue;
      const kind = areaKind[table.area[row]!]!;
      if (kind > AREA_KINDS.county) continue;
      // The widest rows speak alone: nation over states over counties.
      const width = AREA_KINDS.county - kind + 1;
      const key = this.#key(row, table.industry[row]!);
      this.#add(this.#nation, nationRank, { key, row, width });
      if (kind === AREA_KINDS.nation) continue;
      this.#add(this.#byState, stateRank, { key: key * this.#states + this.#state[table.area[row]!]!, row, width });
    }
  }

  #add(pool: Pool, ranks: Uint8Array, { key, row, width }: { key: number; row: number; width: number }): void {
    if (width < ranks[key]!) return;
    if (width > ranks[key]!) {
      ranks[key] = width;
      pool.jobs[key] = pool.wages[key] = pool.establishments[key] = 0;
    }
    pool.jobs[key]! += this.#cells.known.employment[row]!;
    pool.wages[key]! += this.#cells.known.wages[row]!;
    pool.establishments[key]! += this.#cells.establishments[row]!;
  }

  #compareAreaPay(total: number | undefined): void {
    const { order, table, areaKind, unknown, known } = this.#cells;
    for (const row of order) {
      if (table.industry[row] !== total || unknown[row] !== -1) continue;
      if (areaKind[table.area[row]!]! < AREA_KINDS.county) continue;
      const pay = known.wages[row]! / known.employment[row]!;
      const elsewhere = this.rateOf(row).pay;
      if (!(pay > 0 && elsewhere > 0)) continue;
      this.#areaPay[this.#areaKey(row)] = (pay / elsewhere) ** AREA_PAY_SHARE;
    }
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
