// Which cells of a table of answers are withheld, so that nobody's answer can be read off or computed.

/** The answers of one group about one credential. */
export interface Cell {
  readonly answers: number;
  /** Answers that call it required. */
  readonly required: number;
  /** Answers that call it required or preferred. */
  readonly wanted: number;
  readonly companies: ReadonlySet<string>;
  /** Too few people or companies answered for the cell to be shown. */
  readonly isSmall: boolean;
}

/** What may be shown; that too few answered; or that nobody did. */
export type Confidential<Shown> = Shown | "withheld" | "none";

/**
 * The cells of one breakdown that are withheld: those that are too small, and of the others as many as it takes for none of the
 * small ones to follow from the total by subtraction.
 *
 * The total less the shown cells gives the sum over the withheld ones. From that sum neither the number of answers of a withheld
 * cell, nor how many of them require or want the credential, may follow. So the withheld cells together are at least two, with more
 * answers than cells and at least three, of at least three companies; and among them some, not all, require it, and some, not all,
 * want it, except where the total already says so of everybody. Where all cells with answers are withheld, those without one are, too,
 * so that it can't be seen how many share the total.
 *
 * Cells are added in the order given, which is the same for every credential: what is withheld of one credential is then contained in
 * what is withheld of another, or contains it, where the same people answered, and their differences say nothing new.
 *
 * @param cells groups that don't overlap and add up to the total, smallest first
 * @returns places in `cells`
 */
export function withhold(total: Cell, cells: readonly Cell[]): ReadonlySet<number> {
  const filled = cells.flatMap(({ answers }, at) => (answers > 0 ? [at] : []));
  const everything = new Set(cells.keys());
  if (filled.length === 0) return new Set();
  if (total.isSmall) return everything;
  const withheld = new Set(filled.filter((at) => cells[at]!.isSmall));
  if (withheld.size === 0) return withheld;
  for (const at of filled) {
    if (isSafe(total, cells, withheld)) break;
    withheld.add(at);
  }
  return withheld.size === filled.length ? everything : withheld;
}

function isSafe(total: Cell, cells: readonly Cell[], withheld: ReadonlySet<number>): boolean {
  const hidden = [...withheld].map((at) => cells[at]!);
  const sum = (of: (cell: Cell) => number): number => hidden.reduce((all, cell) => all + of(cell), 0);
  const answers = sum((cell) => cell.answers);
  if (hidden.length < 2 || answers <= hidden.length) return false;
  if (new Set(hidden.flatMap(({ companies }) => [...companies])).size < 3) return false;
  const isOpen = (part: number, all: number): boolean =>
    all === 0 || all === total.answers || (part > 0 && part < answers);
  return (
    isOpen(
      sum((cell) => cell.required),
      total.required,
    ) &&
    isOpen(
      sum((cell) => cell.wanted),
      total.wanted,
    )
  );
}
