import { ABSENT, type Datum } from "../core/datum.js";
import type { IndustryRow, IndustryTable, PeriodFigures } from "../core/industry-table.js";
import type { TrailInput } from "./measure.js";

const ALL = "all industries";

type Quantity = "employment" | "establishments" | "wages";
type Side = "region" | "reference";
type End = "start" | "end";

const UNITS = { employment: "jobs", establishments: "establishments", wages: "dollars" } as const;
const WORDS = { employment: "jobs", establishments: "establishments", wages: "wages" } as const;

/** A figure of the industry itself, at one end of the span. */
export function industryInput(
  industry: IndustryRow,
  table: IndustryTable,
  side: Side,
  end: End,
  quantity: Quantity = "employment",
): TrailInput {
  return input(industry[side][end], table, side, end, quantity, industry.naics);
}

/** A figure of all industries, at one end of the span. */
export function totalInput(table: IndustryTable, side: Side, end: End, quantity: Quantity = "employment"): TrailInput {
  return input(table.total[side][end], table, side, end, quantity, ALL);
}

/** The length of the span in years. */
export function yearsInput(table: IndustryTable): TrailInput {
  const { start, end } = table.years;
  const datum: Datum = start === undefined ? ABSENT : { status: "disclosed", value: end - start };
  return { label: "years between", datum, unit: "count" };
}

function input(
  figures: PeriodFigures | undefined,
  table: IndustryTable,
  side: Side,
  end: End,
  quantity: Quantity,
  what: string,
): TrailInput {
  const isShare = side === "reference" && table.reference.recovered;
  return {
    label: `${isShare ? "share of " : ""}${WORDS[quantity]}, ${what}, ${table[side].name}, ${table.years[end] ?? "no earlier year"}`,
    datum: figures ? figures[quantity] : ABSENT,
    unit: isShare ? "fraction" : UNITS[quantity],
    place: { side, end, isTotal: what === ALL, quantity },
  };
}
