import type { PieceTask } from "./area-pieces.js";
import type { LeftOut } from "./area-tables.js";
import type { ComputedArea } from "./computed-group.js";

/** What the thread is started with. */
export interface ThreadStart {
  /** Numbers that both threads share: the next piece that nobody computes yet, and how many texts were written. */
  readonly state: Int32Array;
  /** Memory for the texts of pieces, by turns. */
  readonly texts: readonly SharedArrayBuffer[];
}

const NEXT_PIECE = 0;
export const RELEASED = 1;
export const STATE_NUMBERS = 2;

/** What it computes, once the table is there. */
export interface SharedTask extends PieceTask {
  /** Places of the measures that are handed over. */
  readonly measures: readonly number[];
}

/** A piece as the thread hands it over. */
export interface PieceMessage {
  readonly index: number;
  readonly areas: readonly (ComputedArea | LeftOut)[];
  readonly reasons: readonly string[];
  /** Where the text is, or itself if it was too long for that. */
  readonly text: Uint8Array | { readonly place: number; readonly length: number };
}

export function takePiece(state: Int32Array): number {
  return Atomics.add(state, NEXT_PIECE, 1);
}
