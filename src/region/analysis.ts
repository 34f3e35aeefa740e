import {
  annualised,
  figuresOf,
  ownershipCodes,
  publishedValues,
  rowsByIndustry,
  rowsOfAreas,
  sumFigures,
} from "./aggregate.js";
import type { CellValues, RowScope } from "./aggregate.js";
import { requireOneConnecticut } from "./connecticut.js";
import { checkPublishedQuotients } from "./published-quotients.js";
import { naicsVersionOfYear, type AreaCode, type NaicsVersion } from "../core/codes.js";
import {
  areasWithoutTotal,
  missingLevel,
  missingReference,
  parentlessNotes,
  recoveryNotes,
  referenceStartNote,
  releaseNotes,
  requireKnownVersion,
  requireOwnership,
  requireTotal,
} from "./analysis-checks.js";
import type {
  AreaSet,
  IndustryTable,
  Level,
  LqBase,
  Ownership,
  PeriodFigures,
  ReferenceSet,
  SpanFigures,
} from "../core/industry-table.js";
import { industryRows } from "./industry-rows.js";
import type { Naics } from "../naics/naics.js";
import type { Revision } from "../naics/revision.js";
import type { Note } from "../core/notes.js";
import { levelNotes } from "./level-coverage.js";
import { withOwnShares } from "./own-split-shares.js";
import type { AreaChange } from "../areas/area-changes.js";
import { areasOfSpan, chooseSpan, type PeriodRequest, type Span } from "./periods.js";
import type { Period } from "../core/codes.js";
import { pricesOfSpan, type PriceIndex } from "./prices.js";
import { withProjections } from "../projections/apply.js";
import type { ChosenProjections } from "../projections/chosen.js";
import { codesAtLevel, PUBLISHED, type QcewTable } from "../qcew/table.js";
import { withYearBefore } from "../qcew/year-before.js";
import { sameContentOf } from "./same-content.js";
import { recoveredTotal } from "./recovered-shares.js";
import { recoverShares } from "./recovered-year.js";
import {
  industryGroups,
  startFigures,
  type BridgeMode,
  type IndustryGroup,
  type StartFigures,
} from "./start-figures.js";
import type { CellEstimates } from "../suppression/estimate.js";
import type { Signal } from "../signals/signal.js";
import { METHODS } from "../suppression/methods.js";
import { estimateCells } from "../suppression/whole-year.js";

export interface AnalysisInputs {
  readonly qcew: QcewTable;
  /** Areas of the region as the files hold them; see `regionInFiles`. */
  readonly region: AreaSet;
  /** The areas compared with; the nation where the user names none. */
  readonly reference: AreaSet;
  /** The user named the reference, so nothing may stand in for it. */
  readonly referenceChosen: boolean;
  readonly naics: Naics;
  /** How one version of NAICS became a later one. */
  readonly revisionBetween: (from: NaicsVersion, to: NaicsVersion) => Revision;
  /** Years and areas decided when the files were read, for these choices of the user's. */
  readonly chosen?: { readonly request: PeriodRequest; readonly span: Span };
  /** How areas on both sides changed, in order of time. */
  readonly changes?: readonly AreaChange[];
  /** Counties of each metropolitan area in the files, whose totals then pin suppressed cells of counties. */
  readonly metropolitanCounties: ReadonlyMap<string, readonly string[]>;
  /** Projections of the region's industries, matched to the table once it exists. */
  readonly projections?: ChosenProjections;
  /** Figures of other publishers, for estimates. */
  readonly signals?: readonly Signal[];
  /** The user's price index, for pay in constant dollars. */
  readonly prices?: PriceIndex;
  /** The user's clusters, made of the table's own codes. */
  readonly clusters?: (codes: readonly string[], version: NaicsVersion) => readonly IndustryGroup[];
}

export interface AnalysisOptions {
  readonly year?: number | undefined;
  readonly since?: number | undefined;
  readonly quarter?: PeriodRequest["quarter"];
  readonly level: Level;
  readonly ownership: Ownership;
  readonly lqBase: LqBase;
  readonly suppressed: "estimate" | "drop";
  readonly bridge: BridgeMode;
  readonly annualizeWages?: boolean | undefined;
}

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
  readonly region: ReadonlyMap<string, readonly number[]>;
  readonly regionStart: ReadonlyMap<string, readonly number[]>;
  readonly reference: ReadonlyMap<string, readonly number[]>;
  readonly referenceStart: ReadonlyMap<string, readonly number[]>;
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
 * From rows of files to one table of industries, in the order that the design demands: suppressed cells
 * are estimated where they were published, areas are summed, the earlier year is brought to the later
 * NAICS version, and only then is anything divided.
 *
 * @throws {InputError} where the files can't answer: a year, an area, a total, a level that is not there
 */
export function analyzeIndustries(inputs: AnalysisInputs, options: AnalysisOptions): Analysis {
  const { reference } = inputs;
  requireOneConnecticut(inputs.qcew, inputs.region.areas, options);
  const span = spanOfInputs(inputs, options);
  const region: AreaSet = { name: inputs.region.name, composed: inputs.region.composed, ...areasOfSpan(span) };
  const qcew = span.startFromChange ? withYearBefore(inputs.qcew, span.end) : inputs.qcew;
  const notes: Note[] = [...span.notes];
  const naics = naicsVersionOfYear(span.end.year);
  // Rows worked out from the later file's changes are already in its version.
  const naicsStart = span.start && !span.startFromChange ? naicsVersionOfYear(span.start.year) : naics;

  requireKnownVersion(span);
  const years = { start: span.start?.year, end: span.end.year };
  const { prices, notes: priceNotes } = pricesOfSpan(inputs.prices, years, span.end.quarter);
  notes.push(...priceNotes);

  const scope = (areas: readonly AreaCode[], period: Period): RowScope => ({
    ...period,
    areas,
    ownership: options.ownership,
  });
  const rowsAt = (areas: readonly AreaCode[], period: Period | undefined): ReadonlyMap<string, readonly number[]> =>
    period ? rowsByIndustry(qcew, scope(areas, period)) : new Map<string, number[]>();

  const rows = rowsAt(region.areas, span.end);
  const rowsStart = rowsAt(span.startAreas, span.start);
  requireOwnership(qcew, inputs.region, options, span.end, rows);
  const codes = codesAtLevel(qcew, rows, options.level);
  if (codes.length === 0) throw missingLevel(qcew, rows, region, options);

  const { level, ownership } = options;
  notes.push(...levelNotes(qcew, rows, { level, ownership, region: region.name, naics: inputs.naics, version: naics }));

  const denominator: Ownership = options.lqBase === "ownership" ? options.ownership : "total";
  const totalRows = (areas: readonly AreaCode[], period: Period | undefined): readonly number[] =>
    period ? (rowsByIndustry(qcew, { ...period, areas, ownership: denominator, industry: "10" }).get("10") ?? []) : [];
  const regionTotal = { start: totalRows(span.startAreas, span.start), end: totalRows(region.areas, span.end) };
  requireTotal(qcew, region, regionTotal.end, span.end, denominator, "region");

  const shipped = naicsStart === naics ? undefined : inputs.revisionBetween(naicsStart, naics);
  // Estimating takes a while: what the files can't answer is said before.
  const estimates =
    options.suppressed === "estimate"
      ? estimateCells(qcew, {
          counties: inputs.metropolitanCounties,
          periods: [span.end, ...(span.start ? [span.start] : [])],
          yearsFromChange: qcew.derivedYear === undefined ? [] : [qcew.derivedYear],
          sameContent: shipped && sameContentOf(inputs.naics, shipped),
          signals: inputs.signals,
        })
      : undefined;
  if (estimates) notes.push(...parentlessNotes(qcew, [...rows.values()].flat(), options.level), ...estimates.notes);
  const cells = estimates ?? publishedValues(qcew);

  const figure = (of: readonly number[]): PeriodFigures => {
    const figures = figuresOf(of, qcew, cells);
    return options.annualizeWages && span.end.quarter > 0 ? annualised(figures) : figures;
  };
  const isWhole = (areas: readonly AreaCode[], of: readonly number[]): boolean =>
    areasWithoutTotal(qcew, areas, of, denominator).length === 0;
  const startAreasOf = ({ areas, startAreas = areas }: AreaSet): readonly AreaCode[] => startAreas;
  const spanOf = (set: AreaSet, of: Record<"start" | "end", readonly number[]>): SpanFigures => ({
    start: span.start && isWhole(startAreasOf(set), of.start) ? figure(of.start) : undefined,
    end: figure(of.end),
  });

  const referenceRows = rowsAt(reference.areas, span.end);
  const referenceRowsStart = rowsAt(startAreasOf(reference), span.start);
  const referenceTotal = {
    start: totalRows(startAreasOf(reference), span.start),
    end: totalRows(reference.areas, span.end),
  };
  const published = codesAtLevel(qcew, referenceRows, options.level).length > 0;
  if (published) requireTotal(qcew, reference, referenceTotal.end, span.end, denominator, "reference");
  if (!published && inputs.referenceChosen) throw missingReference(reference, span.end, options.level);
  const recovered = published ? undefined : recoverShares(qcew, span.end, ownershipCodes(options.ownership));
  if (!published && !recovered) throw missingReference(reference, span.end, options.level);
  if (recovered) notes.push(...recoveryNotes(recovered, reference, span.end, options.level));
  else notes.push(...releaseNotes(checkPublishedQuotients(qcew.ofQuarters?.table ?? qcew)));

  const groups = industryGroups(
    codes,
    (code) => inputs.naics.title(code, naics) ?? code,
    inputs.clusters?.(codes, naics) ?? [],
  );
  const { revision, notes: shareNotes } =
    shipped && options.bridge === "split"
      ? withOwnShares(shipped, {
          qcew,
          among: rowsOfAreas(qcew, [...reference.areas, ...(reference.startAreas ?? [])]),
          reference,
          ownership: options.ownership,
          naics: inputs.naics,
          quarter: span.end.quarter,
        })
      : { revision: shipped, notes: [] };
  const startOf = (
    startRows: ReadonlyMap<string, readonly number[]>,
    laterRows: ReadonlyMap<string, readonly number[]>,
  ): StartFigures =>
    startFigures({
      rows: startRows,
      figure,
      later: (code) => {
        const of = laterRows.get(code);
        return of && figure(of);
      },
      groups,
      level: options.level,
      revision,
      naics: inputs.naics,
      mode: options.bridge,
      years: span.start ? span.end.year - span.start.year : 0,
    });
  const regionStart = span.start ? startOf(rowsStart, rows) : undefined;
  const reachesBack = published && isWhole(startAreasOf(reference), referenceTotal.start);
  const referenceStart = span.start && reachesBack ? startOf(referenceRowsStart, referenceRows) : undefined;
  if (span.start && published && !reachesBack) notes.push(referenceStartNote(reference, span.start));
  if (regionStart) notes.push(...regionStart.notes, ...shareNotes);

  const unprojected = industryRows({
    groups: regionStart?.groups ?? groups,
    start: regionStart,
    end: (codes) => figure(codes.flatMap((code) => rows.get(code) ?? [])),
    ratio: (before, after) => {
      const first = before.flatMap((code) => rowsStart.get(code) ?? []);
      const last = after.flatMap((code) => rows.get(code) ?? []);
      return { whole: cells.sum(first, "employment"), change: cells.change?.(first, last) };
    },
    reference: ({ name, members }) =>
      recovered
        ? { start: undefined, end: sumFigures(members.map((code) => recovered.figures(code))) }
        : {
            start: referenceStart?.figures.get(name)?.figures,
            end: figure(members.flatMap((code) => referenceRows.get(code) ?? [])),
          },
  });

  const { rows: industries, notes: projectionNotes } = withProjections(unprojected, inputs.projections, {
    naics: inputs.naics,
    version: naics,
    revisionBetween: inputs.revisionBetween,
    endYear: span.end.year,
  });
  notes.push(...projectionNotes);

  const referenceSet: ReferenceSet = { ...reference, recovered: recovered !== undefined };
  const table: IndustryTable = {
    region,
    reference: referenceSet,
    ownership: options.ownership,
    level: options.level,
    naics,
    lqBase: options.lqBase,
    years,
    ...(prices && { prices }),
    quarter: span.end.quarter,
    annualised: options.annualizeWages === true && span.end.quarter > 0,
    rows: industries,
    total: {
      region: spanOf(region, regionTotal),
      reference: recovered
        ? { start: undefined, end: recoveredTotal(recovered, denominator) }
        : spanOf(reference, referenceTotal),
    },
  };
  return {
    table,
    span,
    notes,
    trail: {
      ...cellTrail(qcew, estimates),
      ...(qcew.ofQuarters && { quarterly: cellTrail(qcew.ofQuarters.table, estimates?.quarterly) }),
      region: rows,
      regionStart: rowsStart,
      reference: referenceRows,
      referenceStart: referenceRowsStart,
      regionTotal,
      referenceTotal,
    },
  };
}

function cellTrail(table: QcewTable, estimates: CellEstimates | undefined): CellTrail {
  return {
    table,
    cells: estimates ?? publishedValues(table),
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

/** The years and areas that were decided when the files were read; chosen here for other years, or a bare table. */
function spanOfInputs({ qcew, region, changes = [], chosen }: AnalysisInputs, asked: PeriodRequest): Span {
  const { request } = chosen ?? {};
  const isDecided =
    request?.year === asked.year && request?.since === asked.since && request?.quarter === asked.quarter;
  return chosen && isDecided ? chosen.span : chooseSpan(qcew, { areas: region.areas, changes }, asked);
}
