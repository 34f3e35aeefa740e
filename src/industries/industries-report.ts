import type { Analysis } from "../region/analysis.js";
import { knownValue, type Datum } from "../core/datum.js";
import { listMeasures } from "../measures/index.js";
import { information, type Note } from "../core/notes.js";
import type { Thresholds } from "../ranking/cautions.js";
import type { RankCandidate } from "../ranking/criteria.js";
import type { JobHistory } from "../region/job-history.js";
import { formatNumber } from "../core/number-format.js";
import { findQuadrant } from "../region/context/quadrant.js";
import { regionContext } from "../region/context/region-context.js";
import { contextJson, contextSection, QUADRANT_COLUMN, quadrantText } from "../report/context-section.js";
import { cautionNotes } from "../report/cautions.js";
import { industriesCharts } from "../report/charts.js";
import { historyCells, historyColumns, historyJson, historyTable } from "../report/history-table.js";
import { measureColumn, NAICS_COLUMN, TITLE_COLUMN } from "../report/measure-columns.js";
import { projectionCells, projectionColumns, projectionJson } from "../report/projection-columns.js";
import { workforceCells, workforceColumns, workforceJson } from "../report/workforce-columns.js";
import type { Report } from "../report/report.js";
import type { Provenance } from "../report/provenance.js";
import { basisJson, levelName, scopeJson, scopeLines, totalsJson } from "../report/words.js";

export interface IndustriesReportInputs {
  readonly analysis: Analysis;
  readonly candidates: readonly RankCandidate[];
  /** Jobs by year, where an output shows them. */
  readonly history?: JobHistory | undefined;
  readonly thresholds: Thresholds;
  readonly provenance: Provenance;
  readonly notes: readonly Note[];
}

/** Every measure of every industry, unranked: START's tab I. */
export function buildIndustriesReport(inputs: IndustriesReportInputs): Report {
  const { analysis, candidates, thresholds, history } = inputs;
  const { table } = analysis;
  const context = regionContext(analysis);
  const notes = [
    ...analysis.notes,
    ...inputs.notes,
    ...shareNotes(candidates),
    ...cautionNotes(candidates, table, thresholds),
  ];
  return {
    command: "industries",
    title: `Industries of ${table.region.name}`,
    scope: scopeLines(table),
    tables: [
      {
        id: "industries",
        title: `${candidates.length} ${levelName(table)}`,
        columns: [
          NAICS_COLUMN,
          TITLE_COLUMN,
          ...listMeasures(table).map((measure) => measureColumn(measure, { table, isFactor: measure.priority === 1 })),
          QUADRANT_COLUMN,
          ...projectionColumns(table),
          ...workforceColumns(table),
          ...historyColumns(history),
        ],
        rows: candidates.map(({ naics, title, row, values }) => ({
          cells: {
            naics,
            title,
            ...values,
            quadrant: quadrantText(findQuadrant(values["growth"], values["lq"])),
            ...projectionCells(row),
            ...workforceCells(row),
            ...historyCells(history, naics),
          },
        })),
      },
      ...(history ? [historyTable(history, candidates, candidates.length)] : []),
    ],
    sections: [contextSection(() => context, table)],
    notes,
    provenance: inputs.provenance,
    charts: industriesCharts(candidates, table, history),
    schema: "sector-rank/industries/1",
    json: {
      scope: scopeJson(table),
      totals: totalsJson(table),
      context: contextJson(context),
      industries: candidates.map(({ naics, title, row, values }) => ({
        naics,
        title,
        ...(row.members && { members: row.members }),
        values,
        quadrant: findQuadrant(values["growth"], values["lq"]),
        ...projectionJson(row),
        ...workforceJson(row),
        notes: notes.filter(({ industries }) => industries.includes(naics)).map(({ id }) => id),
      })),
      ...(history && { history: historyJson(history) }),
      basis: basisJson(table),
    },
  };
}

/** How much of the table's jobs is estimated, withheld or published. */
function shareNotes(candidates: readonly RankCandidate[]): readonly Note[] {
  const employment = candidates.map(({ values }) => values["employment"]).filter((datum) => datum !== undefined);
  const jobs = (status: Datum["status"]) =>
    employment.filter((datum) => datum.status === status).reduce((sum, datum) => sum + (knownValue(datum) ?? 0), 0);
  const count = (status: Datum["status"]) => employment.filter((datum) => datum.status === status).length;
  const all = jobs("disclosed") + jobs("estimated");
  const notes: Note[] = [];
  if (count("estimated") > 0 && all > 0) {
    notes.push(
      information(
        "share-estimated",
        `${count("estimated")} of ${employment.length} industries hold an estimate; they have ${formatNumber(jobs("estimated") / all, "fraction")} of the jobs shown.`,
      ),
    );
  }
  if (count("suppressed") > 0) {
    notes.push(
      information(
        "share-suppressed",
        `Jobs of ${count("suppressed")} of ${employment.length} industries are suppressed in at least one area, and left empty.`,
      ),
    );
  }
  return notes;
}
