import { formatDatum, formatNumber } from "../core/number-format.js";
import { plainText } from "../core/plain-text.js";
import type { ReportCell, ReportColumn } from "./report.js";

/** A cell as one line of text for people. */
export function formatCell(cell: ReportCell, column: ReportColumn): string {
  if (cell === undefined) return "";
  if (typeof cell === "boolean") return cell ? "yes" : "";
  if (typeof cell === "string") return plainText(cell);
  if (typeof cell === "number") return formatNumber(cell, column.unit);
  return formatDatum(cell, column.unit);
}
