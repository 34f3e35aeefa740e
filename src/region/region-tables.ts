import { naicsVersionOfYear, type AreaCode, type NaicsVersion, type Period } from "../core/codes.js";
import type { AreaSet, IndustryTable, Ownership, PeriodFigures, SpanFigures } from "../core/industry-table.js";
import type { Note } from "../core/notes.js";
import type { Revision } from "../naics/revision.js";
import { codesAtLevel, type QcewTable } from "../qcew/table.js";
import { withYearBefore } from "../qcew/year-before.js";
import type { CellEstimates } from "../suppression/estimate.js";
import { estimateCells } from "../suppression/whole-year.js";
import {
  annualised,
  aggregateRows,
  groupByIndustry,
  ownershipCodes,
  publishedValues,
  rowsUnder,
  sumFigures,
} from "./aggregate.js";
import type { CellValues } from "./aggregate.js";
import { areasWithoutTotal, missingReference, requireKnownVersion, requireTotal } from "./analysis-checks.js";
import type { AnalysisOptions, SharedInputs } from "./analysis-inputs.js";
import { industryRows } from "./industry-rows.js";
import type { RowsByIndustry } from "./level-coverage.js";
import { withOwnShares } from "./own-split-shares.js";
import type { Span } from "./periods.js";
import { recoveredTotal, type RecoveredReference } from "./recovered-shares.js";
import { recoverShares } from "./recovered-year.js";
import { RowsOfAreas } from "./rows-of-areas.js";
import { findSameContent } from "./same-content.js";
import { industryGroups, startFigures, type IndustryGroup, type StartFigures } from "./start-figures.js";

/** Rows of the table at the two ends of the span: by industry, and those of all industries together. */
export interface RegionRows {
  readonly start: RowsByIndustry;
  readonly end: RowsByIndustry;
  readonly total: Record<"start" | "end", readonly number[]>;
}

/** The side that regions are compared with. */
export interface ReferenceSide {
  readonly rows: RegionRows;
  /** Its shares as recovered from printed quotients, where the files have no rows of it. */
  readonly recovered: RecoveredReference | undefined;
  readonly total: SpanFigures;
  /** Whether its figures of the first year are there, of all its areas. */
  readonly reachesBack: boolean;
}

/** A table except for its rows. */
export type TableHead = Omit<IndustryTable, "rows">;

/**
 * The industry tables of regions over one reading. What they share is computed once, when it is first needed: the
 * estimates, the bridge between revisions of NAICS, the reference's side.
 *
 * Suppressed cells are estimated where they were published, areas are summed, the earlier year is brought to the later
 * NAICS version, and only then is anything divided.
 */
export class RegionTables {
  readonly inputs: SharedInputs;
  readonly options: AnalysisOptions;
  readonly span: Span;
  /** The rows, with those of the year before where the first year is computed from printed changes. */
  readonly qcew: QcewTable;
  /** Of the latest year, which the first year is brought to. */
  readonly version: NaicsVersion;
  /** The ownership of the totals that shares are of. */
  readonly denominator: Ownership;
  /** How the first year's codes became the latest year's; undefined if both are of one version. */
  readonly revision: Revision | undefined;
  /** What is to be known of the revision's shares, where they are the reference's own. */
  readonly shareNotes: readonly Note[];
  readonly #rows: RowsOfAreas;
  /** The number of the code of all industries together. */
  readonly allIndustries: number;
  readonly #titles = new Map<string, string>();
  #estimates: CellEstimates | undefined;
  #cells: CellValues | undefined;
  #reference: ReferenceSide | undefined;
  /** Of a list both the industry's figures and its part in a split of codes may be asked for. */
  readonly #sums = new WeakMap<readonly number[], PeriodFigures>();

  /** @throws {InputError} NAICS_BREAK */
  constructor(inputs: SharedInputs, options: AnalysisOptions, span: Span) {
    requireKnownVersion(span);
    this.inputs = inputs;
    this.options = options;
    this.span = span;
    this.qcew = span.startFromChange ? withYearBefore(inputs.qcew, span.end) : inputs.qcew;
    this.version = naicsVersionOfYear(span.end.year);
    this.denominator = options.lqBase === "ownership" ? options.ownership : "total";
    this.#rows = new RowsOfAreas(this.qcew);
    this.allIndustries = this.qcew.industries.findIndex((code) => code === "10");
    // Rows computed from the later file's changes are already in its version.
    const first = span.start && !span.startFromChange ? naicsVersionOfYear(span.start.year) : this.version;
    const shipped = first === this.version ? undefined : inputs.revisionBetween(first, this.version);
    const { revision, notes } =
      shipped && options.bridge === "split"
        ? withOwnShares(shipped, {
            qcew: this.qcew,
            among: this.rowsAmong(inputs.reference),
            reference: inputs.reference,
            ownership: options.ownership,
            naics: inputs.naics,
            quarter: span.end.quarter,
          })
        : { revision: shipped, notes: [] };
    this.revision = revision;
    this.shareNotes = notes;
  }

  /**
   * Estimates of withheld cells; undefined if none were asked for. They take a while: what the files can't answer is
   * better found out before.
   *
   * @throws {InputError} TOTALS_DISAGREE
   */
  get estimates(): CellEstimates | undefined {
    if (this.options.suppressed !== "estimate") return undefined;
    return (this.#estimates ??= this.#findEstimates());
  }

  #findEstimates(): CellEstimates {
    const { qcew, span, revision, inputs, options } = this;
    const periods = [span.end, ...(span.start ? [span.start] : [])];
    const estimate = () =>
      estimateCells(qcew, {
        counties: inputs.metropolitanCounties,
        periods,
        yearsFromChange: qcew.derivedYear === undefined ? [] : [qcew.derivedYear],
        sameContent: revision && findSameContent(inputs.naics, revision),
        signals: inputs.signals,
      });
    const key = JSON.stringify([periods, qcew.derivedYear, options.bridge, options.ownership]);
    return inputs.kept ? inputs.kept.of(key, estimate) : estimate();
  }

  /** The figures of rows: as published, or with estimates in place of withheld ones. */
  get cells(): CellValues {
    return (this.#cells ??= this.estimates ?? publishedValues(this.qcew));
  }

  /** @throws {InputError} REFERENCE_MISSING */
  get reference(): ReferenceSide {
    return (this.#reference ??= this.#findReference());
  }

  #findReference(): ReferenceSide {
    const { qcew, span, options } = this;
    const { reference, referenceChosen } = this.inputs;
    const rows = this.findRows(reference);
    const isPublished = codesAtLevel(qcew, rows.end, options.level).length > 0;
    if (isPublished) requireTotal(qcew, reference, rows.total.end, span.end, this.denominator, "reference");
    const recovered =
      isPublished || referenceChosen ? undefined : recoverShares(qcew, span.end, ownershipCodes(options.ownership));
    if (!isPublished && !recovered) throw missingReference(reference, span.end, options.level);
    return {
      rows,
      recovered,
      total: recovered
        ? { start: undefined, end: recoveredTotal(recovered, this.denominator) }
        : this.sumSpan(reference, rows.total),
      reachesBack: isPublished && span.start !== undefined && this.#isWholeAtStart(reference, rows.total.start),
    };
  }

  /** All rows of a set's areas under the codes of either end, of whatever period and ownership. */
  rowsAmong({ areas, startAreas = [] }: AreaSet): Uint32Array {
    return this.#rows.of([...new Set([...areas, ...startAreas])]);
  }

  /** Rows of a set at the two ends of the span, each under the codes of its own year. */
  findRows({ areas, startAreas }: AreaSet): RegionRows {
    const { start, end } = this.span;
    const later = this.#rows.of([...new Set(areas)]);
    const earlier = startAreas ? this.#rows.of([...new Set(startAreas)]) : later;
    return {
      start: this.#byIndustry(earlier, start),
      end: this.#byIndustry(later, end),
      total: { start: this.totalsAmong(earlier, start), end: this.totalsAmong(later, end) },
    };
  }

  #byIndustry(among: Uint32Array, period: Period | undefined): RowsByIndustry {
    if (!period) return new Map<string, readonly number[]>();
    return groupByIndustry(this.qcew, among, { ...period, ownership: this.options.ownership });
  }

  /** The rows of all industries together among others. */
  totalsAmong(among: Uint32Array, period: Period | undefined): readonly number[] {
    if (!period) return [];
    const { industry } = this.qcew;
    const totals = among.filter((row) => industry[row] === this.allIndustries);
    return groupByIndustry(this.qcew, totals, { ...period, ownership: this.denominator }).get("10") ?? [];
  }

  /**
   * The sum of rows.
   *
   * @param rows a list that is never changed
   */
  sumRows(rows: readonly number[]): PeriodFigures {
    let sum = this.#sums.get(rows);
    if (!sum) this.#sums.set(rows, (sum = this.#addUp(rows)));
    return sum;
  }

  #addUp(rows: readonly number[]): PeriodFigures {
    const figures = aggregateRows(rows, this.qcew, this.cells);
    return this.options.annualizeWages && this.span.end.quarter > 0 ? annualised(figures) : figures;
  }

  #isWholeAtStart({ areas, startAreas = areas }: AreaSet, rows: readonly number[]): boolean {
    return this.#isWhole(startAreas, rows);
  }

  #isWhole(areas: readonly AreaCode[], rows: readonly number[]): boolean {
    return areasWithoutTotal(this.qcew, areas, rows, this.denominator).length === 0;
  }

  /** Sums of rows at both ends; none at the start where it is not of all areas. */
  sumSpan(set: AreaSet, { start, end }: Record<"start" | "end", readonly number[]>): SpanFigures {
    return {
      start: this.span.start && this.#isWholeAtStart(set, start) ? this.sumRows(start) : undefined,
      end: this.sumRows(end),
    };
  }

  /** Codes as groups of one each, and the user's clusters of them. */
  makeGroups(codes: readonly string[], clusters: readonly IndustryGroup[] = []): readonly IndustryGroup[] {
    return industryGroups(codes, (code) => this.#titleOf(code), clusters);
  }

  #titleOf(code: string): string {
    let title = this.#titles.get(code);
    if (title === undefined) this.#titles.set(code, (title = this.inputs.naics.title(code, this.version) ?? code));
    return title;
  }

  /** The first year's figures by the latest year's codes. */
  sumStart({ start, end }: RegionRows, groups: readonly IndustryGroup[]): StartFigures {
    const { span, options } = this;
    return startFigures({
      rows: start,
      figure: (rows) => this.sumRows(rows),
      later: (code) => {
        const of = end.get(code);
        return of && this.sumRows(of);
      },
      groups,
      level: options.level,
      revision: this.revision,
      naics: this.inputs.naics,
      mode: options.bridge,
      years: span.start ? span.end.year - span.start.year : 0,
    });
  }

  /** The reference's figures of industries, each computed once. */
  referenceOver(groups: readonly IndustryGroup[]): (group: IndustryGroup) => SpanFigures {
    const { rows, recovered, reachesBack } = this.reference;
    const start = reachesBack ? this.sumStart(rows, groups) : undefined;
    const known = new Map<string, SpanFigures>();
    return ({ name, members }) => {
      let figures = known.get(name);
      if (!figures) {
        figures = recovered
          ? { start: undefined, end: sumFigures(members.map((code) => recovered.figures(code))) }
          : {
              start: start?.figures.get(name)?.figures,
              end: this.sumRows(rowsUnder(rows.end, members)),
            };
        known.set(name, figures);
      }
      return figures;
    };
  }

  /** A region's table except for its rows. */
  buildHead(region: AreaSet, total: Record<"start" | "end", readonly number[]>): TableHead {
    const { level, ownership, lqBase, annualizeWages } = this.options;
    const { start, end } = this.span;
    return {
      region,
      reference: { ...this.inputs.reference, recovered: this.reference.recovered !== undefined },
      ownership,
      level,
      naics: this.version,
      lqBase,
      years: { start: start?.year, end: end.year },
      quarter: end.quarter,
      annualised: annualizeWages === true && end.quarter > 0,
      total: { region: this.sumSpan(region, total), reference: this.reference.total },
    };
  }

  /** The rows of a region's table: its industries beside the reference's. */
  buildIndustries(
    rows: RegionRows,
    groups: readonly IndustryGroup[],
    {
      start,
      reference,
    }: {
      /** The region's first year; undefined if it has none. */
      readonly start: StartFigures | undefined;
      readonly reference: (group: IndustryGroup) => SpanFigures;
    },
  ): IndustryTable["rows"] {
    return industryRows({
      groups: start?.groups ?? groups,
      start,
      end: (codes) => this.sumRows(rowsUnder(rows.end, codes)),
      ratio: (before, after) => {
        const first = rowsUnder(rows.start, before);
        return {
          whole: this.cells.sum(first, "employment"),
          change: this.cells.change?.(first, rowsUnder(rows.end, after)),
        };
      },
      reference,
    });
  }
}
