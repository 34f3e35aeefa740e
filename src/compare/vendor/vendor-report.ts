import { knownValue, type Datum } from "../../core/datum.js";
import type { Unit } from "../../core/units.js";
import { formatDepth } from "../../naics/levels.js";
import { NAICS_COLUMN, TITLE_COLUMN } from "../../report/measure-columns.js";
import type { Provenance } from "../../report/provenance.js";
import type { Report, ReportColumn, ReportRow, ReportTable } from "../../report/report.js";
import { describeOwnership, levelName } from "../../report/words.js";
import type { Note } from "../../core/notes.js";
import type { MatchTarget } from "../../vendor/match.js";
import type { VendorRow } from "../../vendor/table.js";
import { COMPARED_FIGURES, type ComparedFigure, type VendorCompared, type VendorComparison } from "./compare-vendor.js";
import { comparisonNotes, countReasons, explainDifference, summarizeComparison } from "./vendor-words.js";

export interface VendorReportInputs {
  readonly compared: VendorCompared;
  readonly target: MatchTarget;
  readonly provenance: Provenance;
  /** What was said of our side when it was computed. */
  readonly notes: readonly Note[];
}

const FIGURES: Readonly<
  Record<ComparedFigure, { readonly label: string; readonly unit: Unit; readonly change: Unit }>
> = {
  jobs: { label: "Jobs", unit: "jobs", change: "change" },
  quotient: { label: "LQ", unit: "ratio", change: "ratio" },
  pay: { label: "Pay", unit: "dollars", change: "dollars" },
  growth: { label: "Growth", unit: "fraction", change: "fraction" },
};

/** Which industries a vendor's table and ours differ in, by how much, and why. */
export function buildVendorReport({ compared, target, provenance, notes }: VendorReportInputs): Report {
  const { table, ours } = compared;
  const { vendorName, release, file, heading } = table;
  const year = compared.columns.jobs.year;
  return {
    command: "compare",
    title: `${vendorName} beside QCEW: ${ours.region}`,
    scope: [
      ["Ours", `${ours.region}, ${ours.years.end} (${ours.source})`],
      [
        "Vendor",
        [`${vendorName}${release === undefined ? "" : ` ${release}`}`, heading, year, `(${file})`]
          .filter((part) => part !== undefined && part !== "")
          .join(", ")
          .replace(", (", " ("),
      ],
      ["Industries", `${levelName(ours)}, ${describeOwnership(ours.ownership)}`],
    ],
    tables: [differencesTable(compared)],
    sections: [{ heading: "In short", before: true, items: summarizeComparison(compared) }],
    notes: [...comparisonNotes(compared, target), ...notes],
    provenance,
    schema: "sector-rank/compare-vendor/1",
    json: vendorJson(compared),
  };
}

function differencesTable(compared: VendorCompared): ReportTable {
  const { industries, ours } = compared;
  const rows = industries;
  const differing = rows.filter(({ state }) => state !== "agrees").length;
  const shown = Math.min(Math.max(differing, 1), 15);
  return {
    id: "differences",
    title: `${rows.length} ${levelName(ours)}, the largest differences of jobs first`,
    columns: [
      NAICS_COLUMN,
      TITLE_COLUMN,
      ...COMPARED_FIGURES.flatMap(figureColumns),
      { id: "state", label: "State", kind: "text", priority: 4 },
      { id: "why", label: "Likely reason", kind: "text", priority: 1, below: true },
    ],
    rows: rows.map(figureRow),
    brief: {
      columns: ["naics", "title", "jobs_ours", "jobs_vendor", "jobs_difference", "why"],
      rows: shown,
      rest: `${rows.length > shown ? `${rows.length - shown} more industries, and pay` : "Pay"}, location quotients and growth: --format csv, or --out FILE.csv.`,
    },
  };
}

function figureColumns(figure: ComparedFigure): readonly ReportColumn[] {
  const { label, unit, change } = FIGURES[figure];
  const priority = figure === "jobs" ? 1 : 3;
  return [
    { id: `${figure}_ours`, label: `${label}, QCEW`, kind: "number", unit, priority },
    { id: `${figure}_vendor`, label: `${label}, vendor`, kind: "number", unit, priority },
    {
      id: `${figure}_difference`,
      label: `${label} ±`,
      kind: "number",
      unit: change,
      description: `Vendor's less ours.`,
      priority,
    },
  ];
}

function figureRow(industry: VendorComparison): ReportRow {
  return {
    cells: {
      naics: industry.code,
      title: industry.title,
      ...Object.fromEntries(
        COMPARED_FIGURES.flatMap((figure) => {
          const { ours, vendor, difference } = industry[figure];
          return [
            [`${figure}_ours`, ours],
            [`${figure}_vendor`, vendor],
            [`${figure}_difference`, difference],
          ];
        }),
      ),
      state: industry.state,
      why: explainDifference(industry),
    },
  };
}

function vendorJson(compared: VendorCompared): Readonly<Record<string, unknown>> {
  const { table, ours, match, columns, totals, industries, ratio } = compared;
  const number = (state: VendorComparison["state"]) => industries.filter((one) => one.state === state).length;
  return {
    ours: {
      source: ours.source,
      region: ours.region,
      ownership: ours.ownership,
      level: Number(ours.level) || ours.level,
      naics: ours.version,
      years: ours.years.start === undefined ? [ours.years.end] : [ours.years.start, ours.years.end],
    },
    vendor: {
      name: table.vendorName,
      file: table.file,
      ...(table.heading !== "" && { heading: table.heading }),
      ...(table.release !== undefined && { release: table.release }),
      ...(columns.jobs.year !== undefined && { year: columns.jobs.year }),
      naics: table.versions,
      workers: table.workers,
      marks: table.marks,
      columns: table.columns.map(({ id, kind, header, year, since, workers }) => ({
        id,
        kind,
        header,
        year,
        since,
        workers,
      })),
      otherLevels: match.others.map(([level, rows]) => ({ level: formatDepth(level), rows })),
      notCompared: [
        ...match.redefined.map((row) => leftOut(row, "other content in our version of NAICS", columns.jobs.id)),
        ...match.unused.map((row) => leftOut(row, "no industry of ours", columns.jobs.id)),
        ...table.foreign.map((row) => leftOut(row, "a code of the vendor's own", columns.jobs.id)),
      ],
    },
    agreeing: number("agrees"),
    differing: number("differs"),
    totals: { ...totals, difference: totals.vendor - totals.ours },
    ...(ratio && { ratio }),
    reasons: countReasons(compared),
    industries: industries.map(({ code, title, state, reasons, ...figures }) => ({
      naics: code,
      title,
      state,
      ...Object.fromEntries(
        COMPARED_FIGURES.map((figure) => [figure, figures[figure]] as const).filter(
          ([, { ours: own, vendor }]) => own !== undefined || vendor !== undefined,
        ),
      ),
      reasons,
    })),
  };
}

function leftOut({ code, title, figures }: VendorRow, why: string, jobs: string) {
  const datum: Datum | undefined = figures.get(jobs);
  const value = datum && knownValue(datum);
  return { naics: code, title, why, ...(value !== undefined && { jobs: value }) };
}
