import type { QuadrantOf } from "../region/context/quadrant.js";
import type { RegionContext } from "../region/context/region-context.js";
import { hasValue, type Datum } from "../core/datum.js";
import type { IndustryTable } from "../core/industry-table.js";
import { formatDatum, formatNumber, formatSignificant } from "../core/number-format.js";
import type { ReportColumn, ReportSection } from "./report.js";
import { levelName } from "./words.js";

/** By which a page finds the section that no weight changes. */
export const CONTEXT = "context";

/**
 * The region's diversity and economic base in words, with their limits.
 *
 * @param context computes it; called where the section is shown
 */
export function contextSection(context: () => RegionContext, table: IndustryTable): ReportSection {
  return {
    heading: `The region's economy as a whole, by ${levelName(table)}`,
    id: CONTEXT,
    onScreen: "notes",
    get items() {
      return contextLines(context(), table);
    },
  };
}

function contextLines(context: RegionContext, table: IndustryTable): readonly string[] {
  const [hachman, herfindahl, shannon] = [context.hachman, context.herfindahl, context.shannon].map(index);
  const base = hasValue(context.basicJobs) && hasValue(context.multiplier);
  return [
    `Hachman index ${hachman}: 1 is the mix of ${table.reference.name}, less is more unlike it`,
    `Herfindahl index ${herfindahl}: 1 is all jobs in one industry, ${formatSignificant(1 / Math.max(1, context.industries), 2)} all industries alike; Shannon ${shannon}: the higher the more diverse`,
    base
      ? `Economic base: ${formatDatum(context.basicJobs, "jobs")} jobs above the share in ${table.reference.name} (basic), so ${formatDatum(context.multiplier, "ratio")} jobs in all for each. It assumes pay, output and demand per head as there, and misses trade in both directions; finer industries give more basic jobs`
      : "Economic base: not known",
    "Compare these with another region's at the same level and ownership only",
  ];
}

function index(datum: Datum): string {
  if (!hasValue(datum)) return formatDatum(datum, undefined);
  return `${datum.status === "estimated" ? "~" : ""}${formatSignificant(datum.value, 3)}`;
}

export function contextJson({ industries, ...measures }: RegionContext) {
  return { industries, ...measures };
}

/** The column of quadrants: an estimate that may lie on either side of a border has the mark of one. */
export const QUADRANT_COLUMN: ReportColumn = {
  id: "quadrant",
  label: "Type",
  kind: "code",
  description:
    "star: growing and LQ above 1; emerging: growing, LQ below; mature: shrinking, LQ above; transforming: neither. ~ where an estimate's range crosses a border.",
  priority: 3,
};

export function quadrantText(of: QuadrantOf | undefined): string {
  return of ? `${of.sure ? "" : "~"}${of.quadrant}` : "";
}

/** What explains it: "star: grows by 4.2%, LQ 1.83". */
export function describeQuadrant(of: QuadrantOf, growth: Datum, quotient: Datum): string {
  const number = (datum: Datum, unit: "fraction" | "ratio") => (hasValue(datum) ? formatNumber(datum.value, unit) : "");
  const doubt = of.sure ? "" : "; the range of an estimate crosses a border, so it may be another";
  return `${of.quadrant}: growth ${number(growth, "fraction")}, location quotient ${number(quotient, "ratio")}${doubt}`;
}
