import { BLOCK } from "./split-code.js";

/** Bytes of text held at once: they stay in a processor's cache, and no row is as long. */
export const BUFFER_BYTES = 262_144;
/** Rows found at once. */
export const MOST_ROWS = 16_384;
export const MOST_COLUMNS = 1_024;
const MOST_FIELDS = 32;
/** Slots of the table of industries; twice as many as there ever were codes. */
export const INDUSTRY_SLOTS = 16_384;

let end = 0;

function place(bytes: number): number {
  const start = end;
  // Each part starts where numbers of eight bytes may.
  end += Math.ceil(bytes / 8) * 8;
  return start;
}

/** Where things lie in the memory that the WebAssembly functions and JavaScript share. */
export const MEMORY = {
  text: place(BUFFER_BYTES + BLOCK),
  /** Where the row after each found row starts: i32 each. */
  rows: place(MOST_ROWS * 4),
  /** Length of the batch: i32. */
  batchLength: place(4),
  /** Where an industry starts and ends that the table does not have: i32 each, 0 for none. */
  unknownIndustry: place(8),
  /** What the codes of the present row say, by action: i32 each. */
  codes: place(32 * 4),
  /** Powers of ten: f64 each. */
  powers: place(16 * 8),
  /** By byte: 1 for the characters of unread numbers. */
  numberBytes: place(256),
  // By code: bit 0 where there is such a code, above it the bits of a selection.
  ownerships: place(16),
  years: place(256),
  quarters: place(8),
  /** By kind of area and aggregation level. */
  levels: place(6 * 100),
  /** By level of industry and aggregation level: 1 where they fit. */
  levelsOfIndustries: place(9 * 100),
  /** Per column or group of them: action and place of its numbers, i32 each. */
  program: place(MOST_COLUMNS * 2 * 8),
  /** Places of numbers that have no column: i32 each, ended by 0. */
  absent: place((MOST_FIELDS + 1) * 4),
  /** Per slot: the two numbers of a code's bytes, its number, its level with `WANTED_INDUSTRY`: i32 each. */
  industries: place(INDUSTRY_SLOTS * 16),
  /** The batch's columns, see batchOver. */
  batch: place(0),
} as const;

/** Added to the level of an industry whose rows are wanted. */
export const WANTED_INDUSTRY = 1 << 8;

/** What is done with a column. */
export const ACTION = {
  unreadNumber: 0,
  number: 1,
  signedNumber: 2,
  requiredNumber: 3,
  month: 4,
  skip: 5,
  industry: 6,
  disclosure: 7,
  lqDisclosure: 8,
  changeDisclosure: 9,
  ownership: 10,
  level: 11,
  size: 12,
  year: 13,
  quarter: 14,
  /**
   * Before the columns of unread numbers that follow each other: all of them at once, where they are written
   * in the usual way. Its second number says how many; 0 for all up to the row's end.
   */
  unreadNumbers: 15,
} as const;
