import type { QcewField } from "../../qcew/table.js";

/** Rows as columns, up to a fixed number of them; the scanner fills one after the other. */
export interface Batch {
  length: number;
  readonly area: Uint32Array;
  readonly industry: Uint32Array;
  readonly ownership: Uint8Array;
  readonly level: Uint8Array;
  readonly year: Uint16Array;
  readonly quarter: Uint8Array;
  readonly disclosure: Uint8Array;
  readonly lqDisclosure: Uint8Array;
  readonly changeDisclosure: Uint8Array;
  readonly source: Uint32Array;
  readonly line: Uint32Array;
  /** In the order of the fields that the batch was made for. */
  readonly values: Float64Array[];
}

/** Rows of a batch: small enough to stay in a processor's cache, large enough that handing over costs nothing. */
export const BATCH_ROWS = 8_192;

export function createBatch(fields: readonly QcewField[], capacity: number = BATCH_ROWS): Batch {
  return {
    length: 0,
    area: new Uint32Array(capacity),
    industry: new Uint32Array(capacity),
    ownership: new Uint8Array(capacity),
    level: new Uint8Array(capacity),
    year: new Uint16Array(capacity),
    quarter: new Uint8Array(capacity),
    disclosure: new Uint8Array(capacity),
    lqDisclosure: new Uint8Array(capacity),
    changeDisclosure: new Uint8Array(capacity),
    source: new Uint32Array(capacity),
    line: new Uint32Array(capacity),
    values: fields.map(() => new Float64Array(capacity)),
  };
}
