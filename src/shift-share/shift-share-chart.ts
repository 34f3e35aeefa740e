import { ABSENT, knownValue } from "../core/datum.js";
import type { IndustryTable } from "../core/industry-table.js";
import { formatDatum } from "../core/number-format.js";
import type { PartId } from "./parts.js";
import type { ShiftShare, ShiftShareRow } from "./shift-share.js";
import type { BarsChart } from "../report/chart.js";
import { describeSource } from "../report/source-words.js";
import { levelName } from "../report/words.js";

/** How many industries fit on a slide. */
const SHOWN = 14;

const NAMES: Readonly<Record<PartId, string>> = {
  nationalGrowth: "National growth",
  industryMix: "Industry mix",
  competitiveShare: "Competitive share",
  allocation: "Allocation",
};

/** The industries whose jobs changed most, as bars of the change's parts; undefined if no change is known in parts. */
export function shiftShareChart(
  { rows, years }: ShiftShare,
  parts: readonly PartId[],
  table: IndustryTable,
): BarsChart | undefined {
  const jobChange = ({ change }: ShiftShareRow): number => knownValue(change) ?? 0;
  const partValue = (row: ShiftShareRow, id: PartId): number | undefined => knownValue(row.parts[id] ?? ABSENT);
  const split = rows.filter(
    (row) => knownValue(row.change) !== undefined && parts.every((id) => partValue(row, id) !== undefined),
  );
  if (split.length === 0) return undefined;
  const largest = [...split]
    .sort((a, b) => Math.abs(jobChange(b)) - Math.abs(jobChange(a)) || (a.naics < b.naics ? -1 : 1))
    .slice(0, SHOWN);
  const shown = largest.sort((a, b) => jobChange(b) - jobChange(a) || (a.naics < b.naics ? -1 : 1));
  const estimated = shown.filter(({ change }) => change.status === "estimated").length;
  return {
    kind: "bars",
    title: `What the change in jobs is made of: ${table.region.name}`,
    subtitle: `Shift-share ${years[0] ?? ""}–${years.at(-1) ?? ""} against ${table.reference.name}; the ${shown.length} largest changes of ${rows.length} ${levelName(table)}.`,
    axis: { label: "Change in jobs", unit: "change" },
    series: parts.map((id) => NAMES[id]),
    rows: shown.map((row) => ({
      label: row.title,
      parts: parts.map((id) => partValue(row, id)),
      total: formatDatum(row.change, "change"),
      sum: jobChange(row),
    })),
    source: describeSource(years, table.quarter),
    footnotes: [
      "The black mark, and the number, are the change itself: parts to the right less parts to the left.",
      ...(estimated > 0 ? [`~ ${estimated} of the ${shown.length} hold an estimate, since cells are suppressed.`] : []),
    ],
  };
}
