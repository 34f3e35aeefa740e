import type { Constraints } from "./constraints.js";

/** Which constraints each unknown stands in: the constraints' matrix the other way round. */
export interface Incidence {
  readonly starts: Uint32Array;
  /** Numbers of constraints, rising within an unknown. */
  readonly constraints: Uint32Array;
}

export function buildIncidence(constraints: Constraints, unknowns: number): Incidence {
  const { starts, entries } = constraints;
  const offsets = new Uint32Array(unknowns + 1);
  for (const entry of entries) offsets[decodeUnknown(entry) + 1]!++;
  for (let u = 0; u < unknowns; u++) offsets[u + 1]! += offsets[u]!;
  const next = offsets.slice();
  const found = new Uint32Array(entries.length);
  for (let c = 0; c < constraints.length; c++) {
    for (let e = starts[c]!; e < starts[c + 1]!; e++) found[next[decodeUnknown(entries[e]!)]!++] = c;
  }
  return { starts: offsets, constraints: found };
}

/** The unknown that an entry of a constraint is about, whichever sign it has there. */
export function decodeUnknown(entry: number): number {
  return entry < 0 ? ~entry : entry;
}
