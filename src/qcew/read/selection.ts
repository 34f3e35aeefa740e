import type { QcewField } from "../table.js";
import type { QcewRequest } from "./request.js";

/** Fields that every reading keeps, asked for or not, to know whether two rows of one key agree. */
const ALWAYS_KEPT: readonly QcewField[] = ["establishments", "employment", "wages"];

const YEARS = 256;
export const FIRST_YEAR = 1900;

/** A request as tables, so that deciding about a row calls no one. 1 is wanted, 0 is not. */
export interface SelectionTables {
  /** Fields that batches hold: those asked for, then those always kept. */
  readonly fields: readonly QcewField[];
  readonly quarters: Uint8Array;
  readonly ownerships: Uint8Array;
  /** By industry level. */
  readonly levels: Uint8Array;
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
  readonly years: Uint8Array;
  readonly industriesLeftOut: ReadonlySet<string>;
  readonly strict: boolean;

  constructor(request: QcewRequest) {
    this.fields = [...new Set([...request.fields, ...ALWAYS_KEPT])];
    this.quarters = table(5, request.quarters);
    this.ownerships = table(10, request.ownerships);
    this.levels = table(9, request.levels);
    this.years = table(YEARS, request.years && ((index) => request.years!(FIRST_YEAR + index)));
    this.industriesLeftOut = request.industriesLeftOut ?? new Set();
    this.strict = request.strict ?? false;
  }
}

function table(length: number, wants: ((index: number) => boolean) | undefined): Uint8Array {
  return Uint8Array.from({ length }, (_, index) => (wants === undefined || wants(index) ? 1 : 0));
}
