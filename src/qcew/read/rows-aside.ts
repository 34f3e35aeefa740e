import { isRemark } from "../../files/remarks.js";
import type { RowCells } from "./cells.js";
import { decodeCell } from "./numbers.js";

/** Empty lines, and the empty rows that spreadsheets leave below a table. */
export function isBlank(cells: RowCells, startsWithQuote: boolean): boolean {
  if (cells.count !== cells.capacity && (cells.count !== 1 || startsWithQuote)) return false;
  for (let cell = 0; cell < cells.count; cell++) {
    if (cells.starts[cell] !== cells.ends[cell]) return false;
  }
  return true;
}

/** The text of a row that is a remark; of a row of the table, nothing. */
export function remarkIn(bytes: Uint8Array, cells: RowCells, width: number): string | undefined {
  const { starts, ends, count } = cells;
  const isFilled = (cell: number): boolean => starts[cell] !== ends[cell];
  // Rows of the table are many, and go on after the first cell.
  if (count === width && (isFilled(width - 1) || (isFilled(1) && isFilled(2)))) return undefined;
  const texts = Array.from({ length: Math.min(count, width) }, (_, cell) =>
    decodeCell(bytes, starts[cell]!, ends[cell]!),
  );
  return isRemark(texts, width) ? texts.filter((text) => text !== "").join(", ") : undefined;
}
