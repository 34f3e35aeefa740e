import { CLOSE_RANGE, isWide, type Datum, type TopCoded } from "../core/datum.js";
import type { ReportColumn, ReportTable } from "../report/report.js";
import { EMPHASIS_MARK, leadingBlock } from "./fit-columns.js";
import { formatNumber, MARKS } from "../core/number-format.js";
import { plainText } from "../core/plain-text.js";

/** What the marks in the shown columns mean; marks that do not occur are not explained. */
export function legendEntries(
  table: ReportTable,
  columns: readonly ReportColumn[],
  { closeUnmarked = false }: { readonly closeUnmarked?: boolean } = {},
): string[] {
  const data: (Datum | TopCoded)[] = [];
  for (const { cells } of table.rows) {
    for (const { id } of columns) {
      const cell = cells[id];
      if (typeof cell === "object") data.push(cell);
    }
  }
  const has = (status: (Datum | TopCoded)["status"]): boolean => data.some((datum) => datum.status === status);
  const entries: string[] = [];
  if (closeUnmarked && data.some(isWide)) {
    entries.push(`${MARKS.estimated} estimated, 90% range wider than ±${formatNumber(CLOSE_RANGE, "fraction")}`);
  } else if (!closeUnmarked && has("estimated")) {
    entries.push(`${MARKS.estimated} estimated; its range is in CSV and JSON`);
  }
  if (has("top-coded")) entries.push("≥ at or above the publisher's top code");
  if (has("suppressed")) {
    entries.push(`${MARKS.suppressed} ${table.suppressedWords ?? "suppressed by the publisher, not zero"}`);
  }
  if (has("absent")) entries.push(`${MARKS.absent} no row published, so nothing covered there`);
  if (has("undefined")) entries.push(`${MARKS.undefined} no answer: ${listReasons(data).join("; ")}`);
  const isScattered = leadingBlock(table.rows) === 0 && table.rows.some(({ emphasis }) => emphasis);
  if (table.emphasis && isScattered) entries.push(`${EMPHASIS_MARK} ${table.emphasis}`);
  return entries;
}

function listReasons(data: readonly (Datum | TopCoded)[]): readonly string[] {
  const reasons = new Set(data.flatMap((datum) => (datum.status === "undefined" ? [plainText(datum.reason)] : [])));
  const [first = "", second, ...more] = reasons;
  if (second === undefined) return [first];
  if (more.length === 0) return [first, second];
  return [first, second, `${more.length} other reason${more.length > 1 ? "s" : ""}, in JSON`];
}

/** What the marks mean in all tables of a document that is read as one. */
export function documentLegend(tables: readonly ReportTable[]): readonly string[] {
  const entries = tables.flatMap((table) => legendEntries(table, table.columns, { closeUnmarked: true }));
  return [...new Set(entries)];
}
