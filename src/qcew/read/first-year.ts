import { RowCells, ROW_WHOLE } from "./cells.js";
import type { QcewHeader } from "./header.js";
import { decodeCell } from "./numbers.js";

/** The year of the first row after a header; undefined if the row is not whole in these bytes, or has no year. */
export function firstYear(
  { layout, delimiter, rowEnd, next }: QcewHeader,
  bytes: Uint8Array,
  limit: number,
): number | undefined {
  const cells = new RowCells(layout.header.length, delimiter, rowEnd);
  if (cells.cut(bytes, next, limit, true) !== ROW_WHOLE) return undefined;
  const column = layout.roles.year!;
  const year = Number(decodeCell(bytes, cells.starts[column]!, cells.ends[column]!));
  return Number.isInteger(year) && year > 0 ? year : undefined;
}
