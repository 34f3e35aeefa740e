import { knownValue } from "../core/datum.js";
import { formatNumber } from "../core/number-format.js";
import { formatPeriod } from "../region/period-words.js";
import { NAICS_COLUMN, TITLE_COLUMN } from "../report/measure-columns.js";
import type { Provenance } from "../report/provenance.js";
import type { Report, ReportTable } from "../report/report.js";
import { describeOwnership, levelName, sentence } from "../report/words.js";
import type { Level, Ownership } from "../core/industry-table.js";
import { AREAS_COLUMN, COMPLEXITY_COLUMN } from "./columns.js";
import type { RelatednessModel } from "./model.js";
import { likelyPresent, marginsAt } from "./presence.js";
import type { ReadPresence } from "./read/read-presence.js";
import { comparedJson } from "./region-report.js";
import { nameAreaKind, relatednessNotes } from "./relatedness-notes.js";

export interface AreasReportInputs {
  readonly read: ReadPresence;
  readonly model: RelatednessModel;
  readonly level: Level;
  readonly ownership: Ownership;
  readonly leastJobs: number;
  readonly top: number;
  readonly provenance: Provenance;
}

/** The complexity of every area and of every industry. */
export function buildAreasReport(inputs: AreasReportInputs): Report {
  const { read, model, level, ownership, leastJobs } = inputs;
  const { presence, span, reference } = read;
  return {
    command: "relatedness",
    title: `How near industries are to each other in ${formatNumber(presence.areas.length, "count")} ${nameAreaKind(read)}`,
    scope: [
      ["Areas", `${formatNumber(presence.areas.length, "count")} ${nameAreaKind(read)}`],
      ["Compared with", reference.name],
      ["Industries", `${presence.industries.length} ${levelName({ level })}, ${describeOwnership(ownership)}`],
      ["Period", formatPeriod(span.end)],
    ],
    tables: [areaTable(inputs), industryTable(inputs)],
    sections: [],
    notes: [...relatednessNotes(read, model, leastJobs), ...read.notes],
    provenance: inputs.provenance,
    schema: "sector-rank/relatedness/1",
    json: {
      ...comparedJson(read, model.draws, leastJobs),
      reference: reference.name,
      level: Number(level) || level,
      ownership,
      areas: presence.areas.map((area, at) => ({
        area,
        title: read.areaNames[at],
        industries: likelyPresent(marginsAt(presence, at)).length,
        complexity: model.areaComplexity[at],
      })),
      industries: presence.industries.map((naics, at) => ({
        naics,
        title: read.titles[at],
        ubiquity: model.proximity.ubiquity[at],
        complexity: model.industryComplexity[at],
      })),
    },
  };
}

function areaTable({ read, model, top }: AreasReportInputs): ReportTable {
  const { presence, areaNames, totals } = read;
  const rows = presence.areas
    .map((area, at) => ({
      complexity: model.areaComplexity[at]!,
      cells: {
        area,
        area_title: areaNames[at]!,
        complexity: model.areaComplexity[at]!,
        industries: likelyPresent(marginsAt(presence, at)).length,
        employment: totals[at]!,
      },
    }))
    .sort((a, b) => (knownValue(b.complexity) ?? -Infinity) - (knownValue(a.complexity) ?? -Infinity) || 0);
  return {
    id: "areas",
    title: `${sentence(nameAreaKind(read))} by complexity`,
    columns: [
      { id: "area", label: "Code", kind: "code", priority: 1 },
      { id: "area_title", label: "Area", kind: "text", priority: 1 },
      {
        ...COMPLEXITY_COLUMN,
        description: "Mean complexity of the area's industries, in standard deviations from the mean of areas.",
        priority: 1,
      },
      {
        id: "industries",
        label: "Industries",
        kind: "number",
        unit: "count",
        description: "Industries that are likelier present (location quotient of 1 or more) than not.",
        priority: 1,
      },
      {
        id: "employment",
        label: "Jobs",
        kind: "number",
        unit: "jobs",
        description: "Jobs of all industries, of the ownership that location quotients divide by.",
        priority: 2,
      },
    ],
    rows: rows.map(({ cells }) => ({ cells })),
    ...leadingRows(rows.length, top),
  };
}

function industryTable({ read, model, level, top }: AreasReportInputs): ReportTable {
  const rows = read.presence.industries
    .map((naics, at) => ({
      complexity: model.industryComplexity[at]!,
      cells: {
        naics,
        title: read.titles[at]!,
        complexity: model.industryComplexity[at]!,
        ubiquity: model.proximity.ubiquity[at]!,
      },
    }))
    .sort((a, b) => (knownValue(b.complexity) ?? -Infinity) - (knownValue(a.complexity) ?? -Infinity) || 0);
  return {
    id: "industries",
    title: `${levelName({ level })} by complexity`,
    columns: [NAICS_COLUMN, TITLE_COLUMN, { ...COMPLEXITY_COLUMN, priority: 1 }, { ...AREAS_COLUMN, priority: 1 }],
    rows: rows.map(({ cells }) => ({ cells })),
    ...leadingRows(rows.length, top),
  };
}

function leadingRows(count: number, top: number): Pick<ReportTable, "leading"> {
  if (count <= top) return {};
  return {
    leading: {
      rows: top,
      rest: `${formatNumber(count - top, "count")} more: --top shows more, a workbook and --json have all.`,
    },
  };
}
