/** What adds up to what. */
export const FAMILIES = [
  "industries",
  "ownerships",
  "counties-to-state",
  "counties-to-msa",
  "states-to-nation",
] as const;

export type Family = (typeof FAMILIES)[number];

/** A published row and the rows that add up to it. */
export interface Group {
  readonly family: Family;
  readonly total: number;
  /** Rows; a buffer that is used again for the next group. */
  readonly members: Uint32Array;
  readonly count: number;
  /** False where some areas of the total are not in the files, so members can only be less. */
  readonly allAreas: boolean;
}
