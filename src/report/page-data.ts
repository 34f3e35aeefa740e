import type { Datum } from "../datum.js";
import type { IndustryRow, IndustryTable } from "../industry-table.js";
import type { Note } from "../notes.js";
import type { Thresholds } from "../ranking/cautions.js";
import type { Factor } from "../ranking/factor.js";
import type { MissingRule } from "../ranking/rank.js";
import type { RankingMethodId } from "../ranking/methods.js";
import { formatSignificant } from "../render/number-format.js";
import type { RankReportInputs } from "./rank-report.js";
import type { Provenance } from "./report.js";

// What a page carries so that it can rank again by itself: the table of industries and the choices made.

export interface PageData {
  readonly table: IndustryTable;
  readonly factors: readonly Factor[];
  readonly method: RankingMethodId;
  readonly missing: MissingRule;
  readonly top: number;
  readonly thresholds: Thresholds;
  readonly filters: readonly string[];
  readonly notes: readonly Note[];
  readonly provenance: Provenance;
}

/** The data of a ranking's page: the industries that take part, and no others. */
export function pageData({
  analysis,
  ranking,
  thresholds,
  top,
  provenance,
  filters,
  notes,
}: RankReportInputs): PageData {
  const taking = new Set([...ranking.industries, ...ranking.unranked].map(({ candidate }) => candidate.naics));
  const rows = analysis.table.rows.filter(({ naics }) => taking.has(naics)).map(withoutTrail);
  return {
    table: { ...analysis.table, rows },
    factors: ranking.factors.map(({ id, label, weight, direction }) => ({ id, label, weight, direction })),
    method: ranking.method,
    missing: ranking.missingRule,
    top,
    thresholds,
    filters,
    notes: [...analysis.notes, ...notes],
    provenance,
  };
}

/** The lines of a projection's file are for `explain`; that nothing happened to a code need not be said. */
function withoutTrail(row: IndustryRow): IndustryRow {
  const { bridge, projection, ...rest } = row;
  return {
    ...rest,
    ...(bridge && bridge.kind !== "unchanged" && { bridge }),
    ...(projection && { projection: { ...projection, match: { ...projection.match, lines: [] } } }),
  };
}

/** As JSON that no HTML around it can be ended by. Quantities are written short. */
export function encodePageData(data: PageData): string {
  return JSON.stringify(data, (_, value: unknown) => shortened(value))
    .replaceAll("<", "\\u003c")
    .replaceAll("\u2028", "\\u2028")
    .replaceAll("\u2029", "\\u2029");
}

export function decodePageData(text: string): PageData {
  return JSON.parse(text, (_, value: unknown) => restored(value)) as PageData;
}

const FIGURES = ["establishments", "employment", "wages", "pay"] as const;

function shortened(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if ("status" in value) return { $: shortDatum(value as Datum) };
  if ("establishments" in value && "employment" in value && "wages" in value) {
    const figures = value as Readonly<Record<string, Datum>>;
    return { $$: FIGURES.map((name) => (figures[name] ? shortDatum(figures[name]) : null)) };
  }
  return value;
}

function shortDatum(datum: Datum): unknown {
  switch (datum.status) {
    case "disclosed":
      return datum.value;
    case "estimated":
      // Twelve digits tell any two figures apart; the ends of a range are good to fewer.
      return [
        Number(formatSignificant(datum.value, 12)),
        Number(formatSignificant(datum.low, 6)),
        Number(formatSignificant(datum.high, 6)),
      ];
    case "undefined":
      return { reason: datum.reason };
    default:
      return datum.status;
  }
}

function restored(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if ("$" in value) return longDatum(value.$);
  if ("$$" in value) {
    const data = (value.$$ as readonly unknown[]).map((one) => (one === null ? undefined : longDatum(one)));
    return Object.fromEntries(FIGURES.flatMap((name, index) => (data[index] ? [[name, data[index]]] : [])));
  }
  return value;
}

function longDatum(short: unknown): Datum {
  if (typeof short === "number") return { status: "disclosed", value: short };
  if (Array.isArray(short)) {
    const [value, low, high] = short as [number, number, number];
    return { status: "estimated", value, low, high };
  }
  if (typeof short === "object" && short !== null) {
    return { status: "undefined", reason: (short as { readonly reason: string }).reason };
  }
  return { status: short as "suppressed" | "absent" };
}
