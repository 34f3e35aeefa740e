import type { QcewField } from "../qcew/table.js";

/**
 * Ways in which the rows of QCEW files contradict each other. BLS's own files have none of these: establishments add
 * up without exception, every row has its parent, and a withheld row is withheld in all of its figures.
 */
export const CONTRADICTIONS = [
  "pay",
  "percent",
  "year-before",
  "fewer-establishments",
  "more-establishments",
  "parts",
  "parent",
  "no-parts",
  "level",
  "levels-left-out",
  "years",
  "withheld-figures",
  "withheld-flags",
  "lost-mark",
  "flag-figures",
  "ownership",
  "fractions",
] as const;

export type Contradiction = (typeof CONTRADICTIONS)[number];

/** One row that contradicts others, or itself. */
export interface ContradictingRow {
  readonly row: number;
  readonly field: QcewField;
  readonly printed: number;
  /** What the rest of the files says it should be. */
  readonly expected: number;
}

export interface Finding {
  readonly kind: Contradiction;
  /** Rows, or totals, that could be compared. */
  readonly compared: number;
  readonly missed: number;
  /** The largest first. */
  readonly examples: readonly ContradictingRow[];
}

const MOST_EXAMPLES = 5;

/** Counts what was compared and what missed, and keeps the largest misses. */
export class Tally {
  compared = 0;
  missed = 0;
  readonly #largest: (ContradictingRow & { readonly size: number })[] = [];

  constructor(readonly kind: Contradiction) {}

  /** @param size by which misses are put in order */
  miss(example: ContradictingRow, size: number): void {
    this.missed++;
    const last = this.#largest.at(-1);
    if (this.#largest.length === MOST_EXAMPLES && last && size <= last.size) return;
    this.#largest.push({ ...example, size });
    this.#largest.sort((a, b) => b.size - a.size || a.row - b.row);
    if (this.#largest.length > MOST_EXAMPLES) this.#largest.pop();
  }

  finding(): Finding {
    const { kind, compared, missed } = this;
    const examples = this.#largest.map(({ row, field, printed, expected }) => ({ row, field, printed, expected }));
    return { kind, compared, missed, examples };
  }
}
