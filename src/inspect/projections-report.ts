import type { NaicsVersion } from "../core/codes.js";
import { undefinedBecause } from "../core/datum.js";
import type { ProjectionFigures } from "../core/industry-table.js";
import { compoundAnnualGrowth } from "../measures/compound-annual-growth.js";
import type { Naics } from "../naics/naics.js";
import { caution, information, type Note } from "../core/notes.js";
import type { ProjectedArea } from "../projections/areas.js";
import { interpretRow, type CodeMeaning } from "../projections/codes.js";
import type { GrowthFinding } from "../projections/growth-meaning.js";
import { growthNotes } from "../projections/notes.js";
import {
  formatProjectionPeriod,
  type ColumnReading,
  type ProjectionRow,
  type ProjectionTable,
} from "../projections/records.js";
import { formatNumber } from "../core/number-format.js";
import type { Report, ReportSection, ReportTable } from "../report/report.js";
import type { Provenance } from "../report/provenance.js";
import { formatList } from "../report/words.js";

/** One table of a file with what its columns and codes turned out to mean. */
export interface ReadTable {
  readonly table: ProjectionTable;
  readonly findings: readonly GrowthFinding[];
  readonly version: NaicsVersion;
}

/** How one industry of a level is matched. */
export interface MatchedCode {
  readonly code: string;
  readonly figures: ProjectionFigures;
}

export interface ProjectionsReportInputs {
  readonly command: string;
  readonly files: readonly string[];
  readonly readings: readonly ColumnReading[];
  readonly areas: readonly ProjectedArea[];
  /** The areas whose rows are shown; none where several could be meant. */
  readonly shown: readonly ReadTable[];
  /** The industries of a level with their matches, where rows of industries are shown. */
  readonly matches:
    { readonly levelName: string; readonly version: NaicsVersion; readonly codes: readonly MatchedCode[] } | undefined;
  readonly naics: Naics;
  readonly notes: readonly Note[];
  readonly provenance: Provenance;
}

/** What was understood of projection files, and how their lines match industries. */
export function buildProjectionsReport(inputs: ProjectionsReportInputs): Report {
  const { files, readings, areas, shown, matches, naics } = inputs;
  const layouts = [...new Set(readings.map(({ layout }) => layout))];
  const first = shown[0] ?? { table: areas[0]!.tables[0], version: undefined };
  const rows = shown.flatMap(({ table, version }) => table.rows.map((row) => readRow(row, table, naics, version)));
  const lines: (readonly [string, string])[] = [
    ["Layout", layouts.join(", ")],
    ["About", first.table.subject],
    ["Areas", areas.length > 3 ? `${areas.length}` : areas.map(({ name }) => name).join("; ")],
    ["Years", [...new Set(areas.map(({ tables }) => formatProjectionPeriod(tables[0])))].join(", ")],
    ["Levels in", first.table.unit === "thousands" ? "thousands of jobs, shown as jobs" : "jobs"],
    ...(first.version !== undefined && first.table.subject === "industries"
      ? [["Codes", describeCoding(first.table, first.version)] as const]
      : []),
  ];
  const tables: [ReportTable, ...ReportTable[]] =
    shown.length > 0
      ? [rowsTable(rows, shown), ...(matches ? [matchesTable(matches, naics)] : [])]
      : [areasTable(areas)];
  return {
    command: inputs.command,
    title: `Projections in ${formatList(files)}`,
    scope: lines,
    tables,
    sections: [...readings.map(columnSection), ...growthSections(shown), ...ownSections(rows)],
    notes: [
      ...inputs.notes,
      ...(shown.length > 0 ? [] : [chooseNote(areas)]),
      ...rowNotes(shown),
      ...growthNotes(shown.map(({ table }) => table)),
    ],
    provenance: inputs.provenance,
    schema: "sector-rank/projections/1",
    json: {
      layouts,
      subject: first.table.subject,
      areas: areas.map(({ name, areaType, tables: of }) => ({
        name,
        ...(areaType !== undefined && { type: areaType }),
        baseYear: of[0].baseYear,
        projectedYear: of[0].projectedYear,
        rows: of.reduce((sum, { rows: each }) => sum + each.length, 0),
      })),
      columns: readings.map(({ file, layout, headerLine, columns }) => ({
        file,
        layout,
        headerLine,
        columns: columns.map(([role, name]) => ({ role, name })),
      })),
      growth: shown.flatMap(({ table, findings }) => findings.map((finding) => findingJson(table, finding))),
      rows: rows.map(({ file, line, code, title, codes, base, projected, growth, own }) => ({
        file,
        ...(line !== undefined && { line }),
        code,
        title,
        ...(base !== undefined && { base }),
        ...(projected !== undefined && { projected }),
        ...(growth !== undefined && { growth }),
        naics: codes,
        ...(own !== undefined && { own }),
      })),
      ...(matches && {
        naics: matches.version,
        matches: matches.codes.map(({ code, figures }) => ({ naics: code, projection: figures })),
      }),
    },
  };
}

interface ReadRow {
  readonly file: string;
  readonly line: number | undefined;
  readonly area: string;
  readonly code: string;
  readonly title: string;
  readonly codes: readonly string[];
  readonly own: string | undefined;
  readonly base: number | undefined;
  readonly projected: number | undefined;
  /** A year, as a fraction. */
  readonly growth: number | undefined;
}

function readRow(row: ProjectionRow, table: ProjectionTable, naics: Naics, version: NaicsVersion): ReadRow {
  const { base, projected } = row;
  const meaning: CodeMeaning = interpretRow(row, table.coding, naics, version);
  const known = base !== undefined && projected !== undefined;
  return {
    file: row.where.file,
    line: row.where.line,
    area: table.area,
    code: row.code,
    title: row.title,
    codes: meaning.kind === "industry" ? meaning.codes : [],
    own: meaning.kind === "own" ? meaning.reason : undefined,
    base,
    projected,
    growth: known
      ? compoundAnnualGrowth({ start: base, end: projected, years: table.projectedYear - table.baseYear })
      : undefined,
  };
}

/** A longer table is cut on a terminal, so that what it matches stays in sight. */
const LONG = 60;
const SHOWN = 30;

function rowsTable(rows: readonly ReadRow[], shown: readonly ReadTable[]): ReportTable {
  const years = shown[0]!.table;
  const without = rows.filter(({ base, projected }) => base === undefined || projected === undefined).length;
  return {
    id: "rows",
    title: `${rows.length} rows as read${without > 0 ? `, ${without} of them without figures` : ""}`,
    columns: [
      { id: "line", label: "Line", kind: "number", unit: "year", priority: 2 },
      ...(shown.length > 1 ? [{ id: "area", label: "Area", kind: "text", priority: 2 } as const] : []),
      { id: "code", label: "Printed", kind: "code", priority: 1 },
      { id: "naics", label: "NAICS", kind: "code", priority: 1 },
      { id: "title", label: "Title", kind: "text", priority: 1 },
      {
        id: "base",
        label: String(years.baseYear),
        kind: "number",
        unit: "jobs",
        priority: 1,
        description: "Jobs in the base year, as the projection counts them.",
      },
      {
        id: "projected",
        label: String(years.projectedYear),
        kind: "number",
        unit: "jobs",
        priority: 1,
        description: "Projected jobs.",
      },
      {
        id: "growth",
        label: "A year",
        kind: "number",
        unit: "fraction",
        priority: 1,
        description: "Yearly rate computed from the two levels.",
      },
      {
        id: "own",
        label: "Not an industry",
        kind: "text",
        priority: 3,
        description: "Why a line is not a NAICS industry.",
      },
      { id: "file", label: "File", kind: "text", priority: 4 },
    ],
    ...(rows.length > LONG && {
      leading: {
        rows: SHOWN,
        rest: `${rows.length - SHOWN} more: --format csv lists them, --out FILE.csv writes them.`,
      },
    }),
    rows: rows.map(({ codes, ...row }) => ({ cells: { ...row, naics: codes.join(" ") } })),
  };
}

function matchesTable(
  { levelName, version, codes }: NonNullable<ProjectionsReportInputs["matches"]>,
  naics: Naics,
): ReportTable {
  const count = (kind: string): number => codes.filter(({ figures }) => figures.match.kind === kind).length;
  return {
    id: "matches",
    title: `${codes.length} ${levelName} of NAICS ${version}: ${count("exact")} matched exactly, ${count("sum")} as sums, ${count("ancestor")} by a wider industry, ${count("none")} not at all`,
    columns: [
      { id: "naics", label: "NAICS", kind: "code", priority: 1 },
      { id: "title", label: "Industry", kind: "text", priority: 1 },
      { id: "match", label: "Match", kind: "code", priority: 1 },
      { id: "growth", label: "A year", kind: "number", unit: "fraction", priority: 1 },
      { id: "from", label: "From", kind: "text", priority: 1 },
    ],
    rows: codes.map(({ code, figures }) => {
      const { base, projected, match, baseYear, projectedYear } = figures;
      const rate =
        "value" in base && "value" in projected
          ? compoundAnnualGrowth({ start: base.value, end: projected.value, years: projectedYear - baseYear })
          : undefined;
      return {
        cells: {
          naics: code,
          title: naics.title(code, version) ?? code,
          match: match.kind,
          growth: rate ?? undefinedBecause("no rate"),
          from: match.text,
        },
      };
    }),
  };
}

function areasTable(areas: readonly ProjectedArea[]): ReportTable {
  return {
    id: "areas",
    title: `${areas.length} areas`,
    columns: [
      { id: "area", label: "Area", kind: "text", priority: 1 },
      { id: "type", label: "Kind", kind: "text", priority: 2 },
      { id: "period", label: "Years", kind: "text", priority: 1 },
      { id: "rows", label: "Rows", kind: "number", unit: "count", priority: 1 },
    ],
    rows: areas.map(({ name, areaType, tables }) => ({
      cells: {
        area: name,
        type: areaType,
        period: formatProjectionPeriod(tables[0]),
        rows: tables.reduce((sum, { rows }) => sum + rows.length, 0),
      },
    })),
  };
}

function columnSection({ file, headerLine, columns, layout }: ColumnReading): ReportSection {
  return {
    heading: `Columns of ${file} (${layout}), header in line ${headerLine}`,
    items: columns.map(([role, name]) => `${role}: ${name}`),
  };
}

function growthSections(shown: readonly ReadTable[]): readonly ReportSection[] {
  const items = shown.flatMap(({ table, findings }) =>
    findings.map(({ column, meaning, fitting, compared, disagreements }) => {
      const name = shown.length > 1 ? `${table.area}, ${column}` : column;
      if (compared === 0) return `${name}: no figures to compare`;
      if (!meaning) return `${name}: no usual meaning fits the levels`;
      const rest = disagreements.length > 0 ? `; ${disagreements.length} differ by more than rounding` : "";
      return `${name}: ${meaning.words}; fits ${formatNumber(fitting, "count")} of ${formatNumber(compared, "count")} rows${rest}`;
    }),
  );
  return items.length === 0 ? [] : [{ heading: "What the printed growth is", items }];
}

function ownSections(rows: readonly ReadRow[]): readonly ReportSection[] {
  const byReason = new Map<string, string[]>();
  for (const { own, code, title } of rows) {
    if (own === undefined) continue;
    const named = byReason.get(own);
    if (named) named.push(title || code);
    else byReason.set(own, [title || code]);
  }
  const items = [...byReason].map(([reason, names]) => {
    const list = [...new Set(names)];
    return `${reason}: ${list.slice(0, 6).join("; ")}${list.length > 6 ? `; and ${list.length - 6} more` : ""}`;
  });
  return items.length === 0 ? [] : [{ heading: "Lines that are not industries", items }];
}

function rowNotes(shown: readonly ReadTable[]): readonly Note[] {
  const sum = (of: (table: ProjectionTable) => number): number =>
    shown.reduce((total, { table }) => total + of(table), 0);
  const dropped = sum(({ dropped: each }) => each);
  const repeated = sum(({ repeated: each }) => each);
  const notes: Note[] = [];
  if (dropped > 0) {
    notes.push(
      information(
        "projections-rows-dropped",
        `${dropped} ${dropped === 1 ? "row" : "rows"} without levels, as footnotes and headings are, ${dropped === 1 ? "was" : "were"} left out.`,
      ),
    );
  }
  if (repeated > 0) {
    notes.push(
      information(
        "projections-rows-repeated",
        `${repeated} ${repeated === 1 ? "row appears" : "rows appear"} twice with the same figures and ${repeated === 1 ? "is" : "are"} counted once.`,
      ),
    );
  }
  return notes;
}

function chooseNote(areas: readonly ProjectedArea[]): Note {
  return caution(
    "projections-choose-area",
    `Several areas or spans are in the files: choose with --projections-area ${JSON.stringify(areas[0]!.name)}, several times to add areas up.`,
  );
}

const CODING_WORDS: Readonly<Record<ProjectionTable["coding"], string>> = {
  naics: "NAICS, padded with zeros or not",
  ces: "series codes of the Current Employment Statistics, which hold NAICS",
  matrix: "codes of BLS's National Employment Matrix",
  illinois: "Illinois' own six digits beside NAICS",
  titles: "none; titles are compared with those of NAICS",
  soc: "occupations",
};

function describeCoding({ coding }: ProjectionTable, version: NaicsVersion): string {
  return `${CODING_WORDS[coding]}; NAICS ${version}`;
}

function findingJson(
  { area }: ProjectionTable,
  { column, meaning, fitting, compared, misnamed, disagreements }: GrowthFinding,
) {
  return {
    area,
    column,
    ...(meaning && { meaning: meaning.id }),
    fitting,
    compared,
    misnamed,
    disagreements: disagreements.map(({ row, printed, computed }) => ({
      ...(row.where.line !== undefined && { line: row.where.line }),
      code: row.code,
      title: row.title,
      printed,
      computed,
    })),
  };
}
