import { caution, type Note } from "../core/notes.js";
import { formatNumber } from "../core/number-format.js";
import { DEPTH_BY_AGGREGATION, formatDepth } from "../naics/levels.js";
import type { QcewField, QcewTable } from "../qcew/table.js";
import type { Contradiction, ContradictingRow, Finding } from "./finding.js";

/** A single caution says at most this many kinds of contradiction; `inspect` lists all. */
const MOST_KINDS = 3;

/** The kind of finding, and the id of its note. */
export const LEVELS_LEFT_OUT = "levels-left-out";

/** Revised years differ in some rows; where this part of them does, a column is not what it says. */
const WHOLE_COLUMN = 0.2;

/** Contradictions of one kind with an example in words, so that those of several tables, and of other threads, can be joined. */
export interface FindingSummary extends Pick<Finding, "kind" | "compared" | "missed"> {
  readonly example: string | undefined;
}

/** @param table that was checked; of years made of quarters, the quarters' rows were */
export function summarizeFindings(findings: readonly Finding[], table: QcewTable): readonly FindingSummary[] {
  const printed = table.ofQuarters?.table ?? table;
  return findings.map(({ kind, compared, missed, examples: [first] }) => ({
    kind,
    compared,
    missed,
    example: first && describeContradictingRow(kind, first, printed),
  }));
}

/** Those of tables that have no row in common. */
export function joinSummaries(parts: readonly (readonly FindingSummary[])[]): readonly FindingSummary[] {
  const joined = new Map<Contradiction, FindingSummary>();
  for (const next of parts.flat()) {
    const { compared = 0, missed = 0, example } = joined.get(next.kind) ?? {};
    joined.set(next.kind, {
      kind: next.kind,
      compared: compared + next.compared,
      missed: missed + next.missed,
      example: example ?? next.example,
    });
  }
  return [...joined.values()];
}

/** What of the findings a reader must know: all but a few revised figures of an earlier year. */
export function contradictions<One extends Pick<Finding, "kind" | "compared" | "missed">>(
  findings: readonly One[],
): readonly One[] {
  return findings.filter(
    ({ kind, missed, compared }) => missed > 0 && (kind !== "year-before" || missed > WHOLE_COLUMN * compared),
  );
}

/** One caution that says which rows disagree, and by how much; another where levels are left out altogether. */
export function consistencyNotes(findings: readonly FindingSummary[]): Note[] {
  const all = contradictions(findings);
  const found = all.filter(({ kind }) => kind !== LEVELS_LEFT_OUT);
  const leftOut = all
    .filter(({ kind }) => kind === LEVELS_LEFT_OUT)
    .map(({ example }) =>
      caution(
        LEVELS_LEFT_OUT,
        `The files hold no rows of some levels, though of levels above and below (${example ?? ""}): files as published hold every level. Parts can't be compared with what they are parts of, and a suppressed cell is bounded by fewer totals, so that its range is wider.`,
      ),
    );
  if (found.length === 0) return leftOut;
  const sentences = found
    .slice(0, MOST_KINDS)
    .map(
      (finding) => `${describeContradictions(finding)}${finding.example === undefined ? "" : ` (${finding.example})`}`,
    );
  const more = found.length > MOST_KINDS ? `; and ${found.length - MOST_KINDS} other kinds` : "";
  const text = `The QCEW rows contradict each other, as those of a damaged file do: ${sentences.join("; ")}${more}. \`inspect\` lists them; use the files as published.`;
  return [caution("qcew-contradictions", text), ...leftOut];
}

/** How many rows, or totals, contradict what: "12 of 340 totals have parts with fewer establishments". */
export function describeContradictions({
  kind,
  missed,
  compared,
}: Pick<Finding, "kind" | "compared" | "missed">): string {
  const some = formatNumber(missed, "count");
  const of = `${some} of ${formatNumber(compared, "count")}`;
  const WORDS: Readonly<Record<Contradiction, string>> = {
    pay: `${of} rows print a pay that is not their wages ÷ jobs`,
    percent: `${of} printed changes don't fit their levels`,
    "year-before": `${of} levels are not what the next year's file says of that year`,
    "fewer-establishments": `${of} totals have parts with fewer establishments, so that rows are missing`,
    "more-establishments": `${of} totals have parts with more establishments than they print`,
    parts: `${of} totals are not the sum of their published parts`,
    parent: `${some} rows have no row of the industry that they are part of`,
    "no-parts": `${some} industries have no row of what they are made of, as others of their level have`,
    level: `${some} levels between others have no row`,
    "levels-left-out": `${some} levels between others have no row of any area of their kind`,
    years: `${some} of the years of areas have less than half the rows of another year`,
    "withheld-figures": `${of} rows that are marked as withheld print figures`,
    "withheld-flags": `${of} rows are marked as withheld, but their quotients or changes are not`,
    "lost-mark": `${some} rows print no jobs and seem to have lost their mark as withheld, which their quotients and changes have`,
    "flag-figures": `${of} rows print quotients or changes that are marked as withheld`,
    ownership: `${some} rows are of an ownership that has no industries`,
    fractions: `${some} counts are not whole numbers`,
  };
  return WORDS[kind];
}

/** A level in words, by the last digit of QCEW's aggregation level. */
function describeAggregation(digit: number): string {
  const depth = DEPTH_BY_AGGREGATION[digit];
  return depth === undefined ? String(digit) : formatDepth(depth);
}

/** One row that contradicts: "counties.csv:12: 39049 31-33 private prints 1,214 establishments, its parts hold 902". */
export function describeContradictingRow(
  kind: Contradiction,
  { row, field, printed, expected }: ContradictingRow,
  table: QcewTable,
): string {
  const prints = `prints ${formatFieldValue(field, printed)}`;
  const tail: Readonly<Record<Contradiction, string>> = {
    pay: `${prints}, wages ÷ jobs is ${formatFieldValue(field, expected)}`,
    percent: field.startsWith("changePercent")
      ? `${prints}, level and change make it ${formatFieldValue(field, expected)}`
      : `${prints} up to a level of ${formatNumber(expected, "count")}`,
    "year-before": `${prints}, the next year less its change is ${formatFieldValue(field, expected)}`,
    "fewer-establishments": `${prints}, its parts hold ${formatNumber(expected, "count")}`,
    "more-establishments": `${prints}, its parts hold ${formatNumber(expected, "count")}`,
    parts: `${prints}, its parts hold ${formatFieldValue(field, expected)}`,
    parent: prints,
    "no-parts": prints,
    level: `no ${describeAggregation(printed)} row, though ${describeAggregation(expected)} ones`,
    "levels-left-out": `no ${describeAggregation(printed)} row, though ${describeAggregation(expected)} ones`,
    years: `${formatNumber(printed, "count")} rows in ${table.year[row]}, ${formatNumber(expected, "count")} in another year`,
    "withheld-figures": prints,
    "withheld-flags": prints,
    "lost-mark": `${prints} in ${formatNumber(table.fields.establishments![row]!, "count")} establishments`,
    "flag-figures": prints,
    ownership: prints,
    fractions: prints,
  };
  return `${describeRowPlace(table, row)} ${tail[kind]}`;
}

const OWNERSHIPS = [
  "total",
  "federal",
  "state",
  "local",
  "international",
  "private",
  "",
  "",
  "government",
  "total U.I.",
];

/** A row's file, line and key. */
export function describeRowPlace(table: QcewTable, row: number): string {
  const file = table.sources[table.source[row]!]?.file ?? "input";
  const ownership = OWNERSHIPS[table.ownership[row]!] ?? String(table.ownership[row]!);
  return `${file}:${table.line[row]!}: ${table.areas[table.area[row]!]!} ${table.industries[table.industry[row]!]!} ${ownership}`;
}

function formatFieldValue(field: QcewField, value: number): string {
  if (field.startsWith("changePercent")) {
    return `${formatNumber(value / 100, "fraction")} of ${QUANTITIES[parseQuantity(field.slice("changePercent".length))]}`;
  }
  if (field.startsWith("change")) return `a change of ${formatNumber(value, "count")}`;
  if (field === "annualPay") return `$${formatNumber(value, "count")} a year`;
  if (field === "weeklyWage") return `$${formatNumber(value, "count")} a week`;
  if (field === "wages") return `wages of $${formatNumber(value, "count")}`;
  if (field.startsWith("lq")) return `a quotient of ${formatNumber(value, "ratio")}`;
  const exact = Number.isInteger(value) ? formatNumber(value, "count") : String(Math.round(value * 100) / 100);
  return `${exact} ${field === "establishments" ? "establishments" : "jobs"}`;
}

const QUANTITIES = { establishments: "establishments", wages: "wages", employment: "jobs" } as const;

function parseQuantity(name: string): keyof typeof QUANTITIES {
  return name === "Establishments" ? "establishments" : name === "Wages" ? "wages" : "employment";
}
