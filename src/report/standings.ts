import { information, type Note } from "../core/notes.js";
import { formatNumber } from "../core/number-format.js";
import type { RegionStandings, Standing } from "./rank-inputs.js";
import type { ReportCell, ReportColumn } from "./report.js";

/** The areas that a place is among. */
export const STANDING_WORDS = { counties: "counties", msas: "metropolitan areas", states: "states" } as const;

export const STANDING_COLUMNS: readonly ReportColumn[] = [
  {
    id: "lq_standing",
    label: "LQ place",
    kind: "text",
    description: "Place by location quotient among areas with a published figure, 1 the highest.",
    priority: 1,
  },
  { id: "lq_place", label: "Place", kind: "number", unit: "rank", description: "The place alone.", priority: 4 },
  { id: "lq_areas", label: "Areas", kind: "number", unit: "count", description: "Areas with a figure.", priority: 4 },
  {
    id: "lq_withheld",
    label: "Withheld",
    kind: "number",
    unit: "count",
    description: "Areas whose figure is suppressed, which might stand before.",
    priority: 4,
  },
];

export function standingCells(standing: Standing | undefined): Readonly<Record<string, ReportCell>> {
  return {
    lq_standing: standing && `${formatNumber(standing.place, "rank")} of ${formatNumber(standing.of, "count")}`,
    lq_place: standing?.place,
    lq_areas: standing?.of,
    lq_withheld: standing?.withheld,
  };
}

/** Among what the places are, and what they can't know. */
export function standingNote({ kind, areas, isOfKind }: RegionStandings): Note {
  const count = `${formatNumber(areas + (isOfKind ? 1 : 0), "count")} ${STANDING_WORDS[kind]}`;
  const among = isOfKind
    ? `among the ${count} in the files`
    : `as if the region were one of the ${count} in the files, since it is made of several areas`;
  return information(
    "standing",
    `Places by LQ are ${among}, in industries whose figures are published; areas whose figures are suppressed might stand before (lq_withheld counts them).`,
  );
}
