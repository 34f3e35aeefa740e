import { OWNERSHIP_SLOTS } from "../core/codes.js";
import { AREA_KINDS, type Cells } from "./cells.js";
import { parentIndustry, parentNumbers } from "./industry-tree.js";
import { findSector } from "../naics/levels.js";
import { readNationSizes } from "./read-nation-sizes.js";
import { estimateSize, type CellFacts } from "./size-model.js";
import { power } from "../core/power.js";

/** What an industry is like elsewhere. */
export interface PeerRate {
  /** Jobs an establishment; 0 where the files tell nothing of the industry nor of any above it. */
  readonly jobs: number;
  /** Wages of the period a job, in dollars. */
  readonly pay: number;
}

/**
 * Establishments' worth of the wider size that a narrower one is blended with: what establishments of an industry differ
 * by, squared, over what the industry's mean differs by from state to state. Of a parent's size instead of its own, which
 * an industry is rarely near to, it is few.
 */
const PRIOR_ESTABLISHMENTS = 20;
const PARENT_ESTABLISHMENTS = 3;
/**
 * Relative variance of a guess with the size of an industry above: it takes what its siblings, whose own sizes are known,
 * leave of a total. Warehouse clubs have fifteen times the jobs of a shop of their sector.
 */
const BORROWED_VARIANCE = 100;
/** How much of an area's distance from its state's pay shows in one of its industries: fitted on disclosed cells. */
const AREA_PAY_SHARE = 0.55;
const PRIVATE = 5;
/** Rows of the nation are this wide, of states one less, and so on by the number of their AREA_KINDS. */
const NATION_WIDTH = 5;

/**
 * Jobs an establishment and pay a job of every industry, ownership and period, from the widest published
 * rows: the nation's, else the states', else the disclosed counties', else the metropolitan areas' of the table.
 *
 * Each narrower figure counts for as much as it has establishments, against 20 of the wider one: a state's
 * against the nation's, and where the table holds no row of the nation, its states or counties against a
 * shipped figure of the nation (private industries, 2024), brought to the table's general level. An
 * industry without any figure takes those of the industry above it.
 */
export class PeerSizes {
  /** For each industry, the number of the nearest one above it that the table holds, −1 where none is. */
  readonly parents: Int32Array;
  readonly #cells: Cells;
  readonly #state: Int32Array;
  /** Slots of areas, in order of their codes. */
  readonly #states: number;
  /** By period, ownership, industry and slot, the first published row; for each row, the next such. One more than its number, 0 where none is. */
  readonly #firstRow: Uint32Array;
  readonly #nextRow: Uint32Array;
  /** What was asked for of those rows, by the same key without and with its slot. */
  readonly #wide = new Map<number, Pool>();
  readonly #byState = new Map<number, Pool>();
  /** For each industry, once it was looked for; null where none is shipped. */
  readonly #shipped: (ShippedRate | null | undefined)[];
  readonly #sectors: readonly string[];
  readonly #total: number;
  readonly #areaPay: Float64Array;
  readonly #areaSize: Float64Array;
  /** Rates that were asked for, by key and state. */
  readonly #found = new Map<number, PeerRate>();

  constructor(cells: Cells) {
    const { table, areaKind } = cells;
    this.#cells = cells;
    const numbers = new Map<string, number>(table.industries.map((code, number) => [code, number]));
    this.parents = parentNumbers(table.industries);
    this.#shipped = new Array<undefined>(table.industries.length).fill(undefined);
    this.#sectors = table.industries.map((code) => findSector(code));
    this.#total = numbers.get("10") ?? -1;
    const isOfState = (area: number): boolean =>
      areaKind[area] === AREA_KINDS.state || areaKind[area] === AREA_KINDS.county;
    const states = [...new Set(table.areas.flatMap((code, area) => (isOfState(area) ? code.slice(0, 2) : [])))].sort();
    // The last slot is for areas of no one state, whose codes come last.
    this.#states = states.length + 1;
    const slots = new Map(states.map((state, slot) => [state, slot]));
    this.#state = Int32Array.from(table.areas, (code, area) =>
      isOfState(area) ? slots.get(code.slice(0, 2))! : states.length,
    );
    const keys = cells.periods.length * OWNERSHIP_SLOTS * table.industries.length;
    this.#firstRow = new Uint32Array(keys * this.#states);
    this.#nextRow = new Uint32Array(table.length);
    this.#linkRows();
    this.#areaPay = new Float64Array(table.areas.length * cells.periods.length * OWNERSHIP_SLOTS).fill(1);
    this.#areaSize = new Float64Array(this.#areaPay.length);
    this.#compareAreas();
  }

  /** Of the industry as a whole, without regard to the area of the row except for its state. */
  findRate(row: number): PeerRate {
    const { table } = this.#cells;
    const state = this.#state[table.area[row]!]!;
    const place = this.#key(row, table.industry[row]!) * this.#states + state;
    let found = this.#found.get(place);
    if (!found) this.#found.set(place, (found = this.#findRate(row, state)));
    return found;
  }

  #findRate(row: number, state: number): PeerRate {
    const { table } = this.#cells;
    for (let industry = table.industry[row]!; industry !== -1; industry = this.parents[industry]!) {
      const wide = this.#wideRate(row, industry);
      if (wide.jobs === 0) continue;
      if (state === this.#states - 1) return wide;
      return blended(this.#poolOfState(this.#key(row, industry) * this.#states + state), wide, PRIOR_ESTABLISHMENTS);
    }
    return NO_RATE;
  }

  #wideRate(row: number, industry: number): PeerRate {
    const pool = this.#widePool(this.#key(row, industry));
    const { jobs, establishments, wages, width } = pool;
    const prior = width === NATION_WIDTH ? undefined : this.#shippedHere(row, industry);
    if (prior) return blended(pool, prior, prior.isOwn ? PRIOR_ESTABLISHMENTS : PARENT_ESTABLISHMENTS);
    return establishments > 0 && jobs > 0 ? { jobs: jobs / establishments, pay: wages / jobs } : NO_RATE;
  }

  /** The shipped figure at the level of the table's own total of that ownership and period. */
  #shippedHere(row: number, industry: number): ShippedRate | undefined {
    if (this.#cells.table.ownership[row] !== PRIVATE || this.#total === -1) return undefined;
    const shipped = this.#findShipped(industry);
    if (!shipped) return undefined;
    const { jobs, establishments, wages } = this.#widePool(this.#key(row, this.#total));
    if (!(establishments > 0 && jobs > 0)) return undefined;
    const level = jobs / establishments / this.#findShipped(this.#total)!.jobs;
    return { ...shipped, jobs: shipped.jobs * level, pay: shipped.pay * (wages / jobs) };
  }

  #findShipped(industry: number): ShippedRate | null {
    const found = this.#shipped[industry];
    if (found !== undefined) return found;
    return (this.#shipped[industry] = shippedRate(this.#cells.table.industries[industry]!) ?? null);
  }

  /** What a cell would be with the size and pay of its industry elsewhere; the variance of its jobs is relative. */
  guess(row: number): { readonly employment: number; readonly pay: number; readonly variance: number } {
    const { table, areaKind } = this.#cells;
    const rate = this.findRate(row);
    const facts = this.gatherFacts(row, rate.jobs);
    const jobs = facts.establishments * rate.jobs;
    const areaPay = rate.pay * this.#areaPay[this.#areaKey(row)]!;
    const borrowed = this.#hasOwnSize(row) ? 0 : BORROWED_VARIANCE;
    if (areaKind[table.area[row]!]! < AREA_KINDS.county) {
      return { employment: jobs, pay: areaPay, variance: peerVariance(facts.establishments) + borrowed };
    }
    const size = estimateSize(facts);
    return {
      employment: jobs * size.jobs,
      pay: areaPay * payFactor(facts.establishments),
      variance: size.variance + borrowed,
    };
  }

  /** Whether any row, or the shipped table, shows how large the industry itself is, and not only one above it. */
  #hasOwnSize(row: number): boolean {
    const industry = this.#cells.table.industry[row]!;
    const { jobs, establishments } = this.#widePool(this.#key(row, industry));
    return (establishments > 0 && jobs > 0) || this.#shippedHere(row, industry)?.isOwn === true;
  }

  gatherFacts(row: number, rate = this.findRate(row).jobs): CellFacts {
    const { table, establishments } = this.#cells;
    return {
      level: table.level[row]! % 10,
      sector: this.#sectors[table.industry[row]!]!,
      establishments: Math.max(establishments[row]!, 0.5),
      rate,
      areaSize: this.#areaSize[this.#areaKey(row)]!,
    };
  }

  #key(row: number, industry: number): number {
    const { table, period } = this.#cells;
    return (period[row]! * OWNERSHIP_SLOTS + table.ownership[row]!) * table.industries.length + industry;
  }

  #areaKey(row: number): number {
    const { table, period } = this.#cells;
    return (period[row]! * OWNERSHIP_SLOTS + table.ownership[row]!) * table.areas.length + table.area[row]!;
  }

  /** Most industries are never asked for, so that the rows are put where they are found, and added up when they are. */
  #linkRows(): void {
    const { order, table, unknown, period } = this.#cells;
    const { industry, ownership, area } = table;
    const industries = table.industries.length;
    const [firstRow, nextRow, state, states] = [this.#firstRow, this.#nextRow, this.#state, this.#states];
    for (let place = order.length - 1; place >= 0; place--) {
      const row = order[place]!;
      if (unknown[row] !== -1) continue;
      const key = (period[row]! * OWNERSHIP_SLOTS + ownership[row]!) * industries + industry[row]!;
      const slot = key * states + state[area[row]!]!;
      nextRow[row] = firstRow[slot]!;
      firstRow[slot] = row + 1;
    }
  }

  /** Of all areas. */
  #widePool(key: number): Pool {
    let pool = this.#wide.get(key);
    if (pool) return pool;
    this.#wide.set(key, (pool = emptyPool()));
    for (let slot = key * this.#states; slot < (key + 1) * this.#states; slot++) this.#addRows(pool, slot);
    return pool;
  }

  /** Of the areas of a state, without the nation. */
  #poolOfState(slot: number): Pool {
    let pool = this.#byState.get(slot);
    if (!pool) this.#byState.set(slot, (pool = this.#addRows(emptyPool(), slot)));
    return pool;
  }

  #addRows(pool: Pool, slot: number): Pool {
    const { table, areaKind, known, establishments } = this.#cells;
    for (let next = this.#firstRow[slot]!; next !== 0;) {
      const row = next - 1;
      next = this.#nextRow[row]!;
      const count = establishments[row]!;
      // The widest rows speak alone: nation over states over counties over areas that cross them.
      const width = NATION_WIDTH - areaKind[table.area[row]!]!;
      if (!(count > 0) || width < pool.width) continue;
      if (width > pool.width) Object.assign(pool, { jobs: 0, wages: 0, establishments: 0, width });
      pool.jobs += known.employment[row]!;
      pool.wages += known.wages[row]!;
      pool.establishments += count;
    }
    return pool;
  }

  #compareAreas(): void {
    const { order, table, areaKind, unknown, known, establishments } = this.#cells;
    const { industry } = table;
    const total = this.#total;
    for (let place = 0; place < order.length; place++) {
      const row = order[place]!;
      if (industry[row] !== total || unknown[row] !== -1) continue;
      if (areaKind[table.area[row]!]! < AREA_KINDS.county) continue;
      const elsewhere = this.findRate(row);
      const pay = known.wages[row]! / known.employment[row]!;
      if (pay > 0 && elsewhere.pay > 0) this.#areaPay[this.#areaKey(row)] = power(pay / elsewhere.pay, AREA_PAY_SHARE);
      const size = known.employment[row]! / establishments[row]!;
      if (size > 0 && elsewhere.jobs > 0) this.#areaSize[this.#areaKey(row)] = Math.log(size / elsewhere.jobs);
    }
  }
}

/** Sums over published rows; the widest rows speak alone. */
interface Pool {
  jobs: number;
  wages: number;
  establishments: number;
  /** How wide the rows are that the sums are over: 5 nation, 4 states, 3 counties, 2 metropolitan areas, 1 others. */
  width: number;
}

function emptyPool(): Pool {
  return { jobs: 0, wages: 0, establishments: 0, width: 0 };
}

const NO_RATE: PeerRate = { jobs: 0, pay: 0 };

/** A pool's own rate, leaning on a wider one as if that had so many establishments more to tell of. */
function blended(pool: Pool, wider: PeerRate, establishments: number): PeerRate {
  const priorJobs = establishments * wider.jobs;
  return {
    jobs: (pool.jobs + priorJobs) / (pool.establishments + establishments),
    pay: (pool.wages + priorJobs * wider.pay) / (pool.jobs + priorJobs),
  };
}

/** Pay of small cells lies below the state's: −28 % at 3 establishments, −3 % at 200; disclosed cells of 2016 Q1. */
const PAY_AT_ONE = -0.35;
const PAY_PER_LOG = 0.06;

function payFactor(establishments: number): number {
  return Math.exp(Math.min(PAY_AT_ONE + PAY_PER_LOG * Math.log(Math.max(establishments, 1)), 0));
}

/**
 * Relative variance of the guess of a state's cell or a wider one: spread of disclosed cells around it, 2016 Q1: 0.9
 * squared at three establishments, 0.7 at ten, 0.5 at fifty, 0.4 at two hundred.
 */
function peerVariance(establishments: number): number {
  return (0.3 + 0.95 * power(Math.max(establishments, 1), -0.4)) ** 2;
}

/** A shipped figure of the nation: the industry's own, or that of one above it. */
interface ShippedRate extends PeerRate {
  readonly isOwn: boolean;
}

/** The nation's figure of a code, or of the nearest industry above that has one: codes of other revisions. */
function shippedRate(industry: string): ShippedRate | undefined {
  const shipped = readNationSizes();
  for (let code: string | undefined = industry; code !== undefined; code = parentIndustry(code)) {
    const rate = shipped.get(code);
    if (rate) return { ...rate, isOwn: code === industry };
  }
  return undefined;
}
