import { AREA_KINDS, OWNERSHIPS, type Cells } from "./cells.js";
import { parentIndustry, parentNumbers } from "./industry-tree.js";
import { NATION_SIZES } from "./nation-sizes.js";
import { sizeFactor } from "./size-factor.js";
import { power } from "../core/power.js";

/** What an industry is like elsewhere. */
export interface PeerRate {
  /** Jobs an establishment; 0 where the files tell nothing of the industry nor of any above it. */
  readonly jobs: number;
  /** Wages of the period a job, in dollars. */
  readonly pay: number;
}

/** Establishments' worth of the wider size that a narrower one is blended with. */
const PRIOR_ESTABLISHMENTS = 20;
/** How much of an area's distance from its state's pay shows in one of its industries: fitted on disclosed cells. */
const AREA_PAY_SHARE = 0.55;
const PRIVATE = 5;
const NATION_WIDTH = 3;

/**
 * Jobs an establishment and pay a job of every industry, ownership and period, from the widest published
 * rows: the nation's, else the states', else the disclosed counties' of the table.
 *
 * Each narrower figure counts for as much as it has establishments, against 20 of the wider one: a state's
 * against the nation's, and where the table holds no row of the nation, its states or counties against a
 * shipped figure of the nation (private industries, 2024), brought to the table's general level. An
 * industry without any figure takes those of the industry above it.
 */
export class PeerSizes {
  readonly #cells: Cells;
  readonly #parent: Int32Array;
  readonly #state: Int32Array;
  readonly #states: number;
  readonly #wide: Pool;
  readonly #byState: Pool;
  readonly #shipped: readonly (PeerRate | undefined)[];
  readonly #total: number;
  readonly #areaPay: Float64Array;

  constructor(cells: Cells) {
    const { table, areaKind } = cells;
    this.#cells = cells;
    const numbers = new Map<string, number>(table.industries.map((code, number) => [code, number]));
    this.#parent = parentNumbers(table.industries).parents;
    this.#shipped = table.industries.map(shippedRate);
    this.#total = numbers.get("10") ?? -1;
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
    this.#wide = new Pool(keys);
    this.#byState = new Pool(keys * this.#states);
    this.#areaPay = new Float64Array(table.areas.length * cells.periods.length * OWNERSHIPS).fill(1);
    this.#fill();
    this.#compareAreaPay();
  }

  /** Of the industry as a whole, without regard to the area of the row but for its state. */
  rateOf(row: number): PeerRate {
    const { table } = this.#cells;
    const state = this.#state[table.area[row]!]!;
    for (let industry = table.industry[row]!; industry !== -1; industry = this.#parent[industry]!) {
      const wide = this.#wideRate(row, industry);
      if (wide.jobs === 0) continue;
      if (state === 0) return wide;
      return blended(this.#byState, this.#key(row, industry) * this.#states + state, wide);
    }
    return NO_RATE;
  }

  #wideRate(row: number, industry: number): PeerRate {
    const key = this.#key(row, industry);
    const { jobs, establishments, wages } = this.#wide;
    const has = establishments[key]! > 0 && jobs[key]! > 0;
    const prior = this.#wide.width[key] === NATION_WIDTH ? undefined : this.#shippedHere(row, industry);
    if (!prior) return has ? { jobs: jobs[key]! / establishments[key]!, pay: wages[key]! / jobs[key]! } : NO_RATE;
    return blended(this.#wide, key, prior);
  }

  /** The shipped figure at the level of the table's own total of that ownership and period. */
  #shippedHere(row: number, industry: number): PeerRate | undefined {
    const shipped = this.#shipped[industry];
    if (!shipped || this.#cells.table.ownership[row] !== PRIVATE || this.#total === -1) return undefined;
    const key = this.#key(row, this.#total);
    const { jobs, establishments, wages } = this.#wide;
    if (!(establishments[key]! > 0 && jobs[key]! > 0)) return undefined;
    const level = jobs[key]! / establishments[key]! / this.#shipped[this.#total]!.jobs;
    return { jobs: shipped.jobs * level, pay: shipped.pay * (wages[key]! / jobs[key]!) };
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
    for (const row of order) {
      if (unknown[row] !== -1 || !(establishments[row]! > 0)) continue;
      const kind = areaKind[table.area[row]!]!;
      if (kind > AREA_KINDS.county) continue;
      // The widest rows speak alone: nation over states over counties.
      const width = NATION_WIDTH - kind;
      const key = this.#key(row, table.industry[row]!);
      this.#wide.add(key, row, width, this.#cells);
      if (kind === AREA_KINDS.nation) continue;
      this.#byState.add(key * this.#states + this.#state[table.area[row]!]!, row, width, this.#cells);
    }
  }

  #compareAreaPay(): void {
    const { order, table, areaKind, unknown, known } = this.#cells;
    for (const row of order) {
      if (table.industry[row] !== this.#total || unknown[row] !== -1) continue;
      if (areaKind[table.area[row]!]! < AREA_KINDS.county) continue;
      const pay = known.wages[row]! / known.employment[row]!;
      const elsewhere = this.rateOf(row).pay;
      if (!(pay > 0 && elsewhere > 0)) continue;
      this.#areaPay[this.#areaKey(row)] = power(pay / elsewhere, AREA_PAY_SHARE);
    }
  }
}

/** Sums over published rows, by key; the widest rows speak alone. */
class Pool {
  readonly jobs: Float64Array;
  readonly wages: Float64Array;
  readonly establishments: Float64Array;
  /** How wide the rows are that a sum is over: 3 nation, 2 states, 1 counties. */
  readonly width: Uint8Array;

  constructor(size: number) {
    this.jobs = new Float64Array(size);
    this.wages = new Float64Array(size);
    this.establishments = new Float64Array(size);
    this.width = new Uint8Array(size);
  }

  add(key: number, row: number, width: number, { known, establishments }: Cells): void {
    if (width < this.width[key]!) return;
    if (width > this.width[key]!) {
      this.width[key] = width;
      this.jobs[key] = this.wages[key] = this.establishments[key] = 0;
    }
    this.jobs[key]! += known.employment[row]!;
    this.wages[key]! += known.wages[row]!;
    this.establishments[key]! += establishments[row]!;
  }
}

const NO_RATE: PeerRate = { jobs: 0, pay: 0 };

/** A pool's own rate, leaning on a wider one as if that had 20 establishments more to tell of. */
function blended(pool: Pool, key: number, wider: PeerRate): PeerRate {
  const priorJobs = PRIOR_ESTABLISHMENTS * wider.jobs;
  return {
    jobs: (pool.jobs[key]! + priorJobs) / (pool.establishments[key]! + PRIOR_ESTABLISHMENTS),
    pay: (pool.wages[key]! + priorJobs * wider.pay) / (pool.jobs[key]! + priorJobs),
  };
}

let shipped: ReadonlyMap<string, PeerRate> | undefined;

/** The nation's figure of a code, or of the nearest industry above that has one: codes of other revisions. */
function shippedRate(industry: string): PeerRate | undefined {
  shipped ??= new Map(
    NATION_SIZES.split(" ").map((word) => {
      const [code, jobs, pay] = word.split(":");
      return [code!, { jobs: Number(jobs), pay: Number(pay) }];
    }),
  );
  for (let code: string | undefined = industry; code !== undefined; code = parentIndustry(code)) {
    const rate = shipped.get(code);
    if (rate) return rate;
  }
  return undefined;
}
