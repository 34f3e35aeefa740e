import { information, type Note } from "../core/notes.js";

/** Words that remarks start with, and marks of footnotes. */
const REMARK = /^(?:source|sources|note|notes|footnotes?|legend)\b|^\(?\[?\d{1,2}[\])]|^\*{1,3}|^#/i;
/** What no cell of a table starts with, so that commas in the rest of the line are those of a sentence. */
const NAMED_SENTENCE = /^(?:sources?|notes?|footnotes?|legend):/i;

/** A line of a file that is none of its table. */
export interface Remark {
  readonly line: number;
  readonly text: string;
}

/**
 * Whether a row is none of the table but a source, a note, a legend: it stands in the first cell alone.
 *
 * @param width how many columns the table has
 */
export function isRemark(cells: readonly string[], width: number): boolean {
  const [first = ""] = cells;
  const filled = cells.filter((cell) => cell !== "").length;
  return (filled === 1 && width > 2 && /\p{L}.*\s|\s.*\p{L}/u.test(first)) || isNamedRemark(cells, width);
}

/** The same for a row that says so: "Source: …", "Note: …", "(1) …", "* …". */
export function isNamedRemark(cells: readonly string[], width: number): boolean {
  const filled = cells.filter((cell) => cell !== "").length;
  const [first = ""] = cells;
  if (filled === 0 || (filled === width && cells.length >= width)) return false;
  return (filled < 3 && REMARK.test(first)) || NAMED_SENTENCE.test(first);
}

const TOTALS = /^(?:(?:grand|sub|over-?all) ?)?totals?\b|^(?:sum|average|mean|median|all industries)$/i;

/**
 * Whether a row sums up the rows above: a word for it stands where the code should, or beside an empty code.
 *
 * @param code the column of codes
 */
export function isTotals(cells: readonly string[], code: number): boolean {
  const own = cells[code] ?? "";
  return own === "" ? cells.some((cell) => TOTALS.test(cell)) : TOTALS.test(own);
}

export function remarkNote(file: string, remarks: readonly Remark[]): Note {
  const lines = remarks.map(({ line }) => line).join(", ");
  const text = `${file}, line${remarks.length === 1 ? "" : "s"} ${lines}: taken for a remark or a total below the table, not for data ("${remarks[0]!.text.slice(0, 60)}").`;
  return information("remarks-left-out", text);
}
