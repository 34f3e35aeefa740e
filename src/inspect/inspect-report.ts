import { QUOTIENT_TIES } from "../region/analysis-checks.js";
import type { Finding } from "../consistency/finding.js";
import { contradictions, describeContradictions, describeContradictingRow } from "../consistency/notes.js";
import type { PayCheck } from "./printed-pay.js";
import type { QuotientCheck } from "../region/published-quotients.js";
import type { PeriodInventory } from "./inventory.js";
import type { TotalsCheck } from "./totals.js";
import { describeHole, type GridCheck } from "../consistency/holes.js";
import { caution, information, type Note } from "../core/notes.js";
import type { QcewTable } from "../qcew/table.js";
import { formatNumber, formatSignificant } from "../core/number-format.js";
import type { Report, ReportSection } from "../report/report.js";
import type { Provenance } from "../report/provenance.js";

export interface InspectReportInputs {
  readonly table: QcewTable;
  readonly inventory: readonly PeriodInventory[];
  readonly totals: TotalsCheck;
  readonly quotients: QuotientCheck;
  /** Codes whose published quotients contradict each other; only known where the nation's rows are not there. */
  readonly contradictory: readonly string[];
  readonly pay: PayCheck;
  readonly consistency: readonly Finding[];
  readonly grid: GridCheck;
  readonly nameOf: (area: string) => string;
  readonly provenance: Provenance;
  readonly notes: readonly Note[];
}

/** One check and how it came out. */
export interface CheckResult {
  readonly id: "totals" | "quotients" | "pay" | "rows" | "grid";
  readonly says: string;
  readonly compared: number | undefined;
  readonly missed: number;
  readonly result: "passed" | "failed" | "not possible";
  readonly explains: string;
  readonly examples: readonly string[];
}

const LEVEL_NAMES = [
  "total",
  "total by ownership",
  "domain",
  "supersector",
  "sector",
  "3-digit",
  "4-digit",
  "5-digit",
  "6-digit",
];
const OWNERSHIP_NAMES: Readonly<Record<number, string>> = {
  0: "total",
  1: "federal",
  2: "state",
  3: "local",
  4: "international",
  5: "private",
  8: "government",
  9: "U.I. total",
};
const EXAMPLES = 5;
const EXAMPLES_OF_KIND = 3;

/** What is in files of QCEW, and whether it agrees with itself. */
export function buildInspectReport(inputs: InspectReportInputs): Report & { readonly failed: boolean } {
  const { table, inventory } = inputs;
  const checks = checkResults(inputs);
  const failed = checks.some(({ result }) => result === "failed");
  return {
    command: "inspect",
    failed,
    title: "What the files hold",
    scope: [],
    tables: [
      {
        id: "files",
        title: "Files",
        columns: [
          { id: "file", label: "File", kind: "text", priority: 1 },
          { id: "layout", label: "Layout", kind: "text", priority: 1 },
          { id: "rows", label: "Rows", kind: "number", unit: "count", priority: 1 },
          { id: "bytes", label: "Bytes", kind: "number", unit: "count", priority: 3 },
        ],
        rows: table.sources.map(({ file, layout, rows, bytes }) => ({ cells: { file, layout, rows, bytes } })),
      },
      {
        id: "periods",
        title: "Periods and areas",
        columns: [
          { id: "period", label: "Period", kind: "text", priority: 1 },
          { id: "areas", label: "Areas", kind: "number", unit: "count", priority: 1 },
          { id: "areaNames", label: "Which", kind: "text", priority: 2 },
          { id: "ownerships", label: "Ownerships", kind: "text", priority: 2 },
          { id: "rows", label: "Rows", kind: "number", unit: "count", priority: 1 },
        ],
        rows: inventory.map((period) => ({
          cells: {
            period: periodName(period),
            areas: period.areas.length,
            areaNames: areaList(period.areas, inputs.nameOf),
            ownerships: period.ownerships.map((own) => OWNERSHIP_NAMES[own] ?? String(own)).join(", "),
            rows: period.rows,
          },
        })),
      },
      {
        id: "levels",
        title: "Levels, and how much of each is suppressed",
        columns: [
          { id: "period", label: "Period", kind: "text", priority: 1 },
          { id: "level", label: "Level", kind: "text", priority: 1 },
          { id: "rows", label: "Rows", kind: "number", unit: "count", priority: 1 },
          { id: "suppressed", label: "Suppressed", kind: "number", unit: "fraction", priority: 1 },
          { id: "privateRows", label: "Private rows", kind: "number", unit: "count", priority: 2 },
          { id: "privateSuppressed", label: "Private suppr.", kind: "number", unit: "fraction", priority: 2 },
        ],
        rows: inventory.flatMap((period) =>
          period.levels.map(({ level, rows, suppressed, privateRows, privateSuppressed }) => ({
            cells: {
              period: periodName(period),
              level: LEVEL_NAMES[level] ?? String(level),
              rows,
              suppressed: suppressed / rows,
              privateRows,
              privateSuppressed: privateRows === 0 ? undefined : privateSuppressed / privateRows,
            },
          })),
        ),
      },
      {
        id: "checks",
        title: "Checks",
        columns: [
          { id: "says", label: "Check", kind: "text", priority: 1 },
          { id: "result", label: "Result", kind: "text", priority: 1 },
          { id: "compared", label: "Compared", kind: "number", unit: "count", priority: 1 },
          { id: "missed", label: "Missed", kind: "number", unit: "count", priority: 1 },
        ],
        rows: checks.map(({ says, result, compared, missed }) => ({ cells: { says, result, compared, missed } })),
      },
    ],
    sections: checks.flatMap((check): ReportSection[] =>
      check.examples.length === 0
        ? []
        : [{ heading: `${check.says}: ${check.result}`, paragraphs: [check.explains], items: check.examples }],
    ),
    notes: [...inputs.notes, ...releaseNotes(checks)],
    provenance: inputs.provenance,
    schema: "sector-rank/inspect/1",
    json: {
      files: table.sources.map(({ file, layout, rows, bytes }) => ({ file, layout, rows, bytes })),
      periods: inventory,
      checks,
    },
  };
}

function checkResults(inputs: InspectReportInputs): readonly CheckResult[] {
  const { table, totals, quotients, contradictory, pay, consistency } = inputs;
  const rate = quotients.compared === 0 ? 0 : quotients.missed.length / quotients.compared;
  const noNation = quotients.compared === 0;
  return [
    {
      id: "totals",
      says: "Published parts add up to published totals",
      compared: totals.compared,
      missed: totals.missed.length,
      result: totals.missed.length > 0 ? "failed" : totals.compared === 0 ? "not possible" : "passed",
      explains: `Beyond rounding (largest miss put down to it: ${formatNumber(totals.largestRounding, "jobs")} jobs), these totals contradict their parts:`,
      examples: totals.missed
        .slice(0, EXAMPLES)
        .map(
          ({ total, quantity, printed, added }) =>
            `${place(table, total)}: ${describeRow(table, total)}: ${quantity} ${formatNumber(printed, "jobs")}, parts ${formatNumber(added, "jobs")}`,
        ),
    },
    {
      id: "quotients",
      says: "Published location quotients are reproduced",
      compared: noNation ? undefined : quotients.compared,
      missed: noNation ? contradictory.length : quotients.missed.length,
      result: noNation
        ? contradictory.length > 0
          ? "failed"
          : "not possible"
        : rate > QUOTIENT_TIES
          ? "failed"
          : "passed",
      explains: noNation
        ? "The files hold no rows of the nation, so quotients were only compared with each other. Those of these codes contradict each other:"
        : "Quotients that miss by more than rounding are a sign that files of a preliminary and a final release are mixed:",
      examples: noNation
        ? contradictory.slice(0, EXAMPLES)
        : quotients.missed
            .slice(0, EXAMPLES)
            .map(
              ({ row, field, printed, computed }) =>
                `${place(table, row)}: ${describeRow(table, row)}: ${field} printed ${formatNumber(printed, "ratio")}, computed ${formatSignificant(computed, 5)}`,
            ),
    },
    {
      id: "pay",
      says: "Printed average pay is wages ÷ jobs",
      compared: pay.compared,
      missed: pay.missed.length,
      result: pay.compared === 0 ? "not possible" : pay.missed.length > 0 ? "failed" : "passed",
      explains: "Rows whose printed pay is not their wages divided by their jobs, by more than rounding:",
      examples: pay.missed
        .slice(0, EXAMPLES)
        .map(
          ({ row, printed, computed }) =>
            `${place(table, row)}: ${describeRow(table, row)}: printed ${formatNumber(printed, "dollars")}, computed ${formatNumber(computed, "dollars")}`,
        ),
    },
    rowsResult(consistency, table),
    gridResult(inputs),
  ];
}

/** Whether rows contradict each other or themselves: what every command looks for, and says in a caution. */
function rowsResult(consistency: readonly Finding[], table: QcewTable): CheckResult {
  const found = contradictions(consistency);
  return {
    id: "rows",
    says: "Rows agree with each other and with themselves",
    compared: consistency.reduce((sum, { compared }) => sum + compared, 0),
    missed: found.reduce((sum, { missed }) => sum + missed, 0),
    result: found.length > 0 ? "failed" : "passed",
    explains: "Rows contradict each other, as those of a damaged file do:",
    examples: found.flatMap((finding) => [
      describeContradictions(finding),
      ...finding.examples
        .slice(0, EXAMPLES_OF_KIND)
        .map((example) => describeContradictingRow(finding.kind, example, table)),
    ]),
  };
}

/** Holes in the grid of areas and periods: files that were forgotten. */
function gridResult({ grid, inventory, nameOf }: InspectReportInputs): CheckResult {
  const { compared, holes } = grid;
  const missed = holes.reduce((sum, { periods }) => sum + periods.length, 0);
  const isOnlyOne = inventory.length < 2 && missed === 0;
  return {
    id: "grid",
    says: "Every area has every period that others have",
    compared: isOnlyOne ? undefined : compared,
    missed,
    result: missed > 0 ? "failed" : isOnlyOne ? "not possible" : "passed",
    explains: "Areas without rows of a period that the files hold of other areas, as when a file was forgotten:",
    examples: holes.slice(0, EXAMPLES).map((hole) => describeHole(hole, nameOf)),
  };
}

function releaseNotes(checks: readonly CheckResult[]): readonly Note[] {
  const quotients = checks.find(({ id }) => id === "quotients");
  if (quotients?.result === "failed") {
    return [
      caution(
        "mixed-releases",
        "Files of different releases seem to be mixed: published location quotients are not reproduced.",
      ),
    ];
  }
  return [
    information("release-unknown", "Nothing in a QCEW file says whether it is the preliminary or the final release."),
  ];
}

function periodName({ year, quarter }: Pick<PeriodInventory, "year" | "quarter">): string {
  return quarter === 0 ? `${year}` : `${year} Q${quarter}`;
}

function areaList(areas: readonly string[], nameOf: (area: string) => string): string {
  const shown = areas.slice(0, 4).map((area) => `${area} ${nameOf(area)}`);
  return areas.length > shown.length ? `${shown.join("; ")} and ${areas.length - shown.length} more` : shown.join("; ");
}

function place(table: QcewTable, row: number): string {
  return `${table.sources[table.source[row]!]!.file}:${table.line[row]!}`;
}

function describeRow(table: QcewTable, row: number): string {
  const own = OWNERSHIP_NAMES[table.ownership[row]!] ?? String(table.ownership[row]!);
  return `${table.areas[table.area[row]!]!} ${table.industries[table.industry[row]!]!} ${own}`;
}
