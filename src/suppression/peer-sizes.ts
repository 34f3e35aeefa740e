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
  readonly #cells: Cells;
  readonly #parent: Int32Array;
  readonly #state: Int32Array;
  readonly #states: number;
  readonly #wide: Pool;
  readonly #byState: Pool;
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
    this.#parent = parentNumbers(table.industries).parents;
    this.#shipped = new Array<undefined>(table.industries.length).fill(undefined);
    this.#sectors = table.industries.map((code) => findSector(code));
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
    const keys = cells.periods.length * OWNERSHIP_SLOTS * table.industries.length;
    this.#wide = new Pool(keys);
    this.#byState = new Pool(keys * this.#states);
    this.#areaPay = new Float64Array(table.areas.length * cells.periods.length * OWNERSHIP_SLOTS).fill(1);
    this.#areaSize = new Float64Array(this.#areaPay.length);
    this.#fill();
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
    for (let industry = table.industry[row]!; industry !== -1; industry = this.#parent[industry]!) {
      const wide = this.#wideRate(row, industry);
      if (wide.jobs === 0) continue;
      if (state === 0) return wide;
      return blended(this.#byState, this.#key(row, industry) * this.#states + state, wide, PRIOR_ESTABLISHMENTS);
    }
    return NO_RATE;
  }

  #wideRate(row: number, industry: number): PeerRate {
    const key = this.#key(row, industry);
    const { jobs, establishments, wages } = this.#wide;
    const has = establishments[key]! > 0 && jobs[key]! > 0;
    const prior = this.#wide.width[key] === NATION_WIDTH ? undefined : this.#shippedHere(row, industry);
    if (!prior) return has ? { jobs: jobs[key]! / establishments[key]!, pay: wages[key]! / jobs[key]! } : NO_RATE;
    return blended(this.#wide, key, prior, prior.isOwn ? PRIOR_ESTABLISHMENTS : PARENT_ESTABLISHMENTS);
  }

  /** The shipped figure at the level of the table's own total of that ownership and period. */
  #shippedHere(row: number, industry: number): ShippedRate | undefined {
    if (this.#cells.table.ownership[row] !== PRIVATE || this.#total === -1) return undefined;
    const shipped = this.#findShipped(industry);
    if (!shipped) return undefined;
    const key = this.#key(row, this.#total);
    const { jobs, establishments, wages } = this.#wide;
    if (!(establishments[key]! > 0 && jobs[key]! > 0)) return undefined;
    const level = jobs[key]! / establishments[key]! / this.#findShipped(this.#total)!.jobs;
    return { ...shipped, jobs: shipped.jobs * level, pay: shipped.pay * (wages[key]! / jobs[key]!) };
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
    const key = this.#key(row, industry);
    const { jobs, establishments } = this.#wide;
    return (establishments[key]! > 0 && jobs[key]! > 0) || this.#shippedHere(row, industry)?.isOwn === true;
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

  #fill(): void {
    const { order, table, areaKind, unknown, establishments } = this.#cells;
    for (const row of order) {
      if (unknown[row] !== -1 || !(establishments[row]! > 0)) continue;
      const kind = areaKind[table.area[row]!]!;
      // The widest rows speak alone: nation over states over counties over areas that cross them.
      const width = NATION_WIDTH - kind;
      const key = this.#key(row, table.industry[row]!);
      this.#wide.add(key, row, width, this.#cells);
      if (kind === AREA_KINDS.nation) continue;
      this.#byState.add(key * this.#states + this.#state[table.area[row]!]!, row, width, this.#cells);
    }
  }

  #compareAreas(): void {
    const { order, table, areaKind, unknown, known, establishments } = this.#cells;
    for (const row of order) {
      if (table.industry[row] !== this.#total || unknown[row] !== -1) continue;
      if (areaKind[table.area[row]!]! < AREA_KINDS.county) continue;
      const elsewhere = this.findRate(row);
      const pay = known.wages[row]! / known.employment[row]!;
      if (pay > 0 && elsewhere.pay > 0) this.#areaPay[this.#areaKey(row)] = power(pay / elsewhere.pay, AREA_PAY_SHARE);
      const size = known.employment[row]! / establishments[row]!;
      if (size > 0 && elsewhere.jobs > 0) this.#areaSize[this.#areaKey(row)] = Math.log(size / elsewhere.jobs);
    }
  }
}

/** Sums over published rows, by key; the widest rows speak alone. */
class Pool {
  readonly jobs: Float64Array;
  readonly wages: Float64Array;
  readonly establishments: Float64Array;
  /** How wide the rows are that a sum is over: 5 nation, 4 states, 3 counties, 2 metropolitan areas, 1 others. */
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

/** A pool's own rate, leaning on a wider one as if that had so many establishments more to tell of. */
function blended(pool: Pool, key: number, wider: PeerRate, establishments: number): PeerRate {
  const priorJobs = establishments * wider.jobs;
  return {
    jobs: (pool.jobs[key]! + priorJobs) / (pool.establishments[key]! + establishments),
    pay: (pool.wages[key]! + priorJobs * wider.pay) / (pool.jobs[key]! + priorJobs),
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
