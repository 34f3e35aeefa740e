import type { AreaSet, IndustryTable } from "../core/industry-table.js";
import type { Note } from "../core/notes.js";
import { withProjections } from "../projections/apply.js";
import { codesAtLevel, PUBLISHED, type QcewTable } from "../qcew/table.js";
import type { CellEstimates } from "../suppression/estimate.js";
import { METHODS } from "../suppression/methods.js";
import { withWorkforce } from "../workforce/apply.js";
import { publishedValues, type CellValues } from "./aggregate.js";
import {
  missingLevel,
  parentlessNotes,
  recoveryNotes,
  referenceStartNote,
  releaseNotes,
  requireOwnership,
  requireTotal,
} from "./analysis-checks.js";
import type { AnalysisInputs, AnalysisOptions } from "./analysis-inputs.js";
import { requireOneConnecticut } from "./connecticut.js";
import { levelNotes, type RowsByIndustry } from "./level-coverage.js";
import { areasOfSpan, chooseSpan, type PeriodRequest, type Span } from "./periods.js";
import { pricesOfSpan } from "./prices.js";
import { checkPublishedQuotients } from "./published-quotients.js";
import { RegionTables, type RegionRows } from "./region-tables.js";

export type { AnalysisInputs, AnalysisOptions } from "./analysis-inputs.js";

/** What is known of the rows of a table. */
export interface CellTrail {
  readonly table: QcewTable;
  readonly cells: CellValues;
  /** How a suppressed row was estimated; undefined if it was not. */
  readonly methodOf: (row: number) => string | undefined;
  /** The least and most jobs that published totals allow a suppressed row. */
  readonly boundsOf: (row: number) => { readonly low: number; readonly high?: number };
}

/** Where a figure of one industry stands in the input: what `explain` follows back to the files. */
export interface FigureRows extends CellTrail {
  /** The same of the quarters, where years are made of them. */
  readonly quarterly?: CellTrail;
  readonly region: RowsByIndustry;
  readonly regionStart: RowsByIndustry;
  readonly reference: RowsByIndustry;
  readonly referenceStart: RowsByIndustry;
  /** Rows of the region's all-industries total, at the two ends. */
  readonly regionTotal: { readonly start: readonly number[]; readonly end: readonly number[] };
  readonly referenceTotal: { readonly start: readonly number[]; readonly end: readonly number[] };
}

export interface Analysis {
  readonly table: IndustryTable;
  readonly span: Span;
  readonly notes: readonly Note[];
  readonly trail: FigureRows;
}

/**
 * From rows of files to one table of industries with its notes and the trail of its figures.
 *
 * @throws {InputError} where the files can't answer: a year, an area, a total, a level that is not there
 */
export function analyzeIndustries(inputs: AnalysisInputs, options: AnalysisOptions): Analysis {
  const span = spanOfInputs(inputs, options);
  const tables = new RegionTables(inputs, options, span);
  const region: AreaSet = { name: inputs.region.name, composed: inputs.region.composed, ...areasOfSpan(span) };
  const years = { start: span.start?.year, end: span.end.year };
  const { prices, notes: priceNotes } = pricesOfSpan(inputs.prices, years, span.end.quarter);

  // Estimating takes a while: what the files can't answer is said before.
  const rows = tables.findRows(region);
  const codes = requireIndustries(tables, inputs.region, region, rows);
  const { reference } = tables;
  const { cells, estimates } = tables;

  const groups = tables.makeGroups(codes, inputs.clusters?.(codes, tables.version));
  const start = span.start && tables.sumStart(rows, groups);
  const unprojected = tables.buildIndustries(rows, groups, { start, reference: tables.referenceOver(groups) });
  const { rows: projected, notes: projectionNotes } = withProjections(unprojected, inputs.projections, {
    naics: inputs.naics,
    version: tables.version,
    revisionBetween: inputs.revisionBetween,
    endYear: span.end.year,
  });
  const {
    rows: industries,
    workforce,
    notes: workforceNotes,
  } = withWorkforce(projected, inputs.workforce, {
    ownership: options.ownership,
    year: span.end.year,
    naics: inputs.naics,
    regionName: region.name,
    referenceName: inputs.reference.name,
  });

  return {
    table: {
      ...tables.buildHead(region, rows.total),
      ...(prices && { prices }),
      ...(workforce && { workforce }),
      rows: industries,
    },
    span,
    notes: [
      ...span.notes,
      ...priceNotes,
      ...levelNotes(tables.qcew, rows.end, {
        level: options.level,
        ownership: options.ownership,
        region: region.name,
        naics: inputs.naics,
        version: tables.version,
      }),
      ...(estimates ? parentlessNotes(tables.qcew, [...rows.end.values()].flat(), options.level, inputs.notes) : []),
      ...(estimates?.notes ?? []),
      ...referenceNotes(tables),
      ...(start ? [...start.notes, ...tables.shareNotes] : []),
      ...projectionNotes,
      ...workforceNotes,
    ],
    trail: {
      ...cellTrail(tables.qcew, cells, estimates),
      ...quarterlyTrail(tables.qcew, estimates),
      region: rows.end,
      regionStart: rows.start,
      reference: reference.rows.end,
      referenceStart: reference.rows.start,
      regionTotal: rows.total,
      referenceTotal: reference.rows.total,
    },
  };
}

/**
 * The region's codes of the level.
 *
 * @throws {InputError} COMBINATION_NOT_PUBLISHED, LEVEL_MISSING, REGION_TOTAL_MISSING
 */
function requireIndustries(
  { qcew, options, span, denominator }: RegionTables,
  asked: AreaSet,
  region: AreaSet,
  rows: RegionRows,
): readonly string[] {
  requireOwnership(qcew, asked, options, span.end, rows.end);
  const codes = codesAtLevel(qcew, rows.end, options.level);
  if (codes.length === 0) throw missingLevel(qcew, rows.end, region, options);
  requireTotal(qcew, region, rows.total.end, span.end, denominator, "region");
  return codes;
}

/** Where the reference's side is from, and how far it reaches back. */
function referenceNotes({ reference, inputs, qcew, span, options }: RegionTables): readonly Note[] {
  const { recovered, reachesBack } = reference;
  if (recovered) return recoveryNotes(recovered, inputs.reference, span.end, options.level);
  return [
    ...releaseNotes(checkPublishedQuotients(qcew.ofQuarters?.table ?? qcew)),
    ...(span.start && !reachesBack ? [referenceStartNote(inputs.reference, span.start)] : []),
  ];
}

function quarterlyTrail(
  { ofQuarters }: QcewTable,
  estimates: CellEstimates | undefined,
): { readonly quarterly?: CellTrail } {
  if (!ofQuarters) return {};
  const quarterly = estimates?.quarterly;
  return { quarterly: cellTrail(ofQuarters.table, quarterly ?? publishedValues(ofQuarters.table), quarterly) };
}

function cellTrail(table: QcewTable, cells: CellValues, estimates: CellEstimates | undefined): CellTrail {
  return {
    table,
    cells,
    methodOf: (row) => {
      if (!estimates || table.disclosure[row] === PUBLISHED) return undefined;
      return METHODS[estimates.method[row]!];
    },
    boundsOf: (row) => {
      const high = estimates?.employment.boundHigh[row];
      return {
        low: estimates?.employment.boundLow[row] ?? 0,
        ...(high !== undefined && Number.isFinite(high) && { high }),
      };
    },
  };
}

/**
 * The years and areas that were decided when the files were read; decided here for other years, or a bare table.
 *
 * @throws {InputError} CONNECTICUT_MIXED and what `chooseSpan` throws
 */
function spanOfInputs({ qcew, region, changes = [], chosen }: AnalysisInputs, asked: PeriodRequest): Span {
  const { request } = chosen ?? {};
  const isDecided =
    request?.year === asked.year && request?.since === asked.since && request?.quarter === asked.quarter;
  if (chosen && isDecided) return chosen.span;
  requireOneConnecticut(qcew, region.areas, asked);
  return chooseSpan(qcew, { areas: region.areas, changes }, asked);
}
