import { formatDatum, formatNumber, formatShare, formatSpoken, formatSpokenDatum } from "../core/number-format.js";
import { plainText } from "../core/plain-text.js";
import type { Unit } from "../core/units.js";
import type { ReportCell, ReportColumn } from "./report.js";

/** A cell as one line of text for people. */
export function formatCell(cell: ReportCell, column: ReportColumn): string {
  if (cell === undefined) return "";
  if (typeof cell === "boolean") return cell ? "yes" : "";
  if (typeof cell === "string") return plainText(cell);
  if (column.spoken) return spokenCell(cell, column.unit);
  if (typeof cell === "number") return formatNumber(cell, column.unit);
  return formatDatum(cell, column.unit);
}

function spokenCell(cell: number | Exclude<ReportCell, string | number | boolean | undefined>, unit: Unit | undefined) {
  if (typeof cell !== "number") return formatSpokenDatum(cell, unit);
  // A part of draws is neither all nor none where it is not.
  return unit === "fraction" ? formatShare(cell) : formatSpoken(cell, unit);
}
