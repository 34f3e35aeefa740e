import type { QcewField } from "../table.js";
import type { LevelLimit, QcewRequest } from "./request.js";

/** Fields that every reading keeps, asked for or not, to know whether two rows of one key agree. */
const ALWAYS_KEPT: readonly QcewField[] = ["establishments", "employment", "wages"];

const YEARS = 256;
export const FIRST_YEAR = 1900;

/** Limits that fit into a byte beside a bit for levels without one and another of the reader. */
const MOST_LIMITS = 6;
const UNLIMITED = 1;

/**
 * A request as tables, so that deciding about a row calls no one. A bit stands for levels without a limit, and one for
 * each limit: a row is wanted if a bit is left when what its level, ownership, year and quarter have is combined by AND.
 */
export interface SelectionTables {
  /** Fields that batches hold: those asked for, then those always kept. */
  readonly fields: readonly QcewField[];
  readonly quarters: Uint8Array;
  readonly ownerships: Uint8Array;
  /** By industry level. */
  readonly levels: Uint8Array;
  /** The same of the nation, which no limit is about. */
  readonly nationLevels: Uint8Array;
  /** By year − FIRST_YEAR. */
  readonly years: Uint8Array;
  readonly industriesLeftOut: ReadonlySet<string>;
  readonly strict: boolean;
}

export class Selection implements SelectionTables {
  readonly fields: readonly QcewField[];
  readonly quarters: Uint8Array;
  readonly ownerships: Uint8Array;
  readonly levels: Uint8Array;
  readonly nationLevels: Uint8Array;
  readonly years: Uint8Array;
  readonly industriesLeftOut: ReadonlySet<string>;
  readonly strict: boolean;

  constructor(request: QcewRequest) {
    const { limits = [], ownerships = ALL, years = ALL, levels = ALL, quarters = ALL } = request;
    if (limits.length > MOST_LIMITS) throw new Error("unreachable: too many limits of levels");
    const all = (1 << (limits.length + 1)) - 1;
    this.fields = [...new Set([...request.fields, ...ALWAYS_KEPT])];
    this.quarters = table(5, (quarter) => (quarters(quarter) ? all : 0));
    this.ownerships = table(10, (code) => (ownerships(code) ? bits(limits, (limit) => limit.ownerships(code)) : 0));
    this.levels = table(9, (level) => (levels(level) ? bitOfLevel(limits, level) : 0));
    this.nationLevels = table(9, (level) => (levels(level) ? UNLIMITED : 0));
    this.years = table(YEARS, (index) =>
      years(FIRST_YEAR + index) ? bits(limits, (limit) => limit.years?.(FIRST_YEAR + index) ?? true) : 0,
    );
    this.industriesLeftOut = request.industriesLeftOut ?? new Set();
    this.strict = request.strict ?? false;
  }
}

const ALL = (): boolean => true;

function bits(limits: readonly LevelLimit[], accepts: (limit: LevelLimit) => boolean): number {
  return limits.reduce((found, limit, at) => found | (accepts(limit) ? 2 << at : 0), UNLIMITED);
}

function bitOfLevel(limits: readonly LevelLimit[], level: number): number {
  const at = limits.findIndex((limit) => limit.levels(level));
  return at === -1 ? UNLIMITED : 2 << at;
}

function table(length: number, find: (index: number) => number): Uint8Array {
  return Uint8Array.from({ length }, (_, index) => find(index));
}
