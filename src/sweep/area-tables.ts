import {
  annualised,
  figuresOf,
  groupByIndustry,
  ownershipCodes,
  publishedValues,
  sumFigures,
  type CellValues,
} from "../region/aggregate.js";
import { areasWithoutTotal, missingReference, requireKnownVersion, requireTotal } from "../region/analysis-checks.js";
import { periodWords } from "../region/period-words.js";
import type { AnalysisInputs, AnalysisOptions } from "../region/analysis.js";
import { naicsVersionOfYear, type NaicsVersion } from "../core/codes.js";
import { InputError } from "../core/errors.js";
import { industryRows } from "../region/industry-rows.js";
import type { AreaSet, IndustryTable, Ownership, PeriodFigures, SpanFigures } from "../core/industry-table.js";
import type { Naics } from "../naics/naics.js";
import type { Revision } from "../naics/revision.js";
import type { Span } from "../region/periods.js";
import type { Period } from "../core/codes.js";
import { withOwnShares } from "../region/own-split-shares.js";
import { codesAtLevel, digitOfLevel, NOTHING, type QcewTable } from "../qcew/table.js";
import { withYearBefore } from "../qcew/year-before.js";
import { recoveredTotal, type RecoveredReference } from "../region/recovered-shares.js";
import { recoverShares } from "../region/recovered-year.js";
import { industryGroups, startFigures, type IndustryGroup, type StartFigures } from "../region/start-figures.js";
import { sameContentOf } from "../region/same-content.js";
import { estimateCells } from "../suppression/whole-year.js";
import { RowsOfAreas } from "./rows-of-areas.js";

/** What areas that are read together share: their rows, and what they are compared with. */
export type SweepInputs = Omit<AnalysisInputs, "region" | "clusters">;

type Rows = ReadonlyMap<string, readonly number[]>;

/** A table but for its rows. */
export type TableHead = Omit<IndustryTable, "rows">;

/** See `AreaTables.basis`. */
export interface AreaBasis {
  readonly qcew: QcewTable;
  readonly options: AnalysisOptions;
  readonly span: Span;
  readonly totalIndustry: number;
  readonly denominator: Ownership;
  readonly revision: Revision | undefined;
  readonly naics: Naics;
  readonly isRecovered: boolean;
  readonly cells: CellValues;
  readonly rowsOf: (region: AreaSet) => Uint32Array;
}

/** Why an area has no table, in the words of the error that a question about it alone would end with. */
export interface LeftOut {
  readonly reason: string;
}

const NO_INDUSTRY: LeftOut = { reason: "the files hold no industry of that level and ownership" };
/** Not an area of the kind asked for, though its code looks like one. */
export const MICROPOLITAN: LeftOut = { reason: "micropolitan areas are published with totals alone" };
const MICROPOLITAN_LEVEL = 80;

/**
 * The industry tables of many areas over one reading: what `analyzeIndustries` gives for each alone, with the
 * reference's side, the bridge and the estimates worked out once.
 */
export class AreaTables {
  readonly #inputs: SweepInputs;
  readonly #options: AnalysisOptions;
  readonly #span: Span;
  readonly #qcew: QcewTable;
  readonly #rows: RowsOfAreas;
  readonly #cells: CellValues;
  readonly #denominator: Ownership;
  readonly #naics: NaicsVersion;
  #revision: Revision | undefined;
  readonly #totalIndustry: number;
  readonly #recovered: RecoveredReference | undefined;
  readonly #referenceTotal: SpanFigures;
  readonly #referenceRows: Rows;
  readonly #referenceStart: StartFigures | undefined;
  /** The reference's figures by industry, which most areas ask for. */
  readonly #referenceFigures = new Map<string, SpanFigures>();
  #codes: readonly string[] | undefined;
  readonly #titles = new Map<string, string>();

  /** @throws {InputError} REFERENCE_MISSING, TOTALS_DISAGREE, NAICS_BREAK */
  constructor(inputs: SweepInputs, options: AnalysisOptions, span: Span) {
    requireKnownVersion(span);
    this.#inputs = inputs;
    this.#options = options;
    this.#span = span;
    this.#qcew = span.startFromChange ? withYearBefore(inputs.qcew, span.end) : inputs.qcew;
    this.#rows = new RowsOfAreas(this.#qcew);
    this.#denominator = options.lqBase === "ownership" ? options.ownership : "total";
    this.#naics = naicsVersionOfYear(span.end.year);
    const startVersion = span.start && !span.startFromChange ? naicsVersionOfYear(span.start.year) : this.#naics;
    this.#revision = startVersion === this.#naics ? undefined : inputs.revisionBetween(startVersion, this.#naics);
    if (this.#revision && options.bridge === "split") {
      this.#revision = withOwnShares(this.#revision, {
        qcew: this.#qcew,
        among: this.#rowsOf(inputs.reference),
        reference: inputs.reference,
        ownership: options.ownership,
        naics: inputs.naics,
        quarter: span.end.quarter,
      }).revision;
    }
    this.#totalIndustry = this.#qcew.industries.findIndex((code) => code === "10");
    this.#cells =
      options.suppressed === "estimate"
        ? estimateCells(this.#qcew, {
            counties: inputs.metropolitanCounties,
            periods: [span.end, ...(span.start ? [span.start] : [])],
            yearsFromChange: this.#qcew.derivedYear === undefined ? [] : [this.#qcew.derivedYear],
            sameContent: this.#revision && sameContentOf(inputs.naics, this.#revision),
            signals: inputs.signals,
          })
        : publishedValues(this.#qcew);

    const { reference } = inputs;
    const among = this.#rowsOf(reference);
    this.#referenceRows = this.#rowsAt(among, span.end);
    const hasRows = codesAtLevel(this.#qcew, this.#referenceRows, options.level).length > 0;
    this.#recovered =
      hasRows || inputs.referenceChosen
        ? undefined
        : recoverShares(this.#qcew, span.end, ownershipCodes(options.ownership));
    if (!hasRows && !this.#recovered) throw missingReference(reference, span.end, options.level);
    const total = { start: this.#totalsAt(among, span.start), end: this.#totalsAt(among, span.end) };
    if (hasRows) requireTotal(this.#qcew, reference, total.end, span.end, this.#denominator, "reference");
    this.#referenceTotal = this.#recovered
      ? { start: undefined, end: recoveredTotal(this.#recovered, this.#denominator) }
      : this.#spanOf(reference, total);
    const reachesBack = hasRows && span.start !== undefined && this.#isWholeAtStart(reference, total.start);
    this.#referenceStart = reachesBack
      ? this.#startOf(this.#rowsAt(among, span.start), this.#referenceRows, this.groups)
      : undefined;
  }

  get isRecovered(): boolean {
    return this.#recovered !== undefined;
  }

  /** What tables are made of, for those who make them another way. */
  get basis(): AreaBasis {
    return {
      qcew: this.#qcew,
      options: this.#options,
      span: this.#span,
      totalIndustry: this.#totalIndustry,
      denominator: this.#denominator,
      revision: this.#revision,
      naics: this.#inputs.naics,
      isRecovered: this.isRecovered,
      cells: this.#cells,
      rowsOf: (region) => this.#rowsOf(region),
    };
  }

  /** Every industry of the level in any area, in order of code. */
  get groups(): readonly IndustryGroup[] {
    return this.#groupsOf((this.#codes ??= this.#findCodes()));
  }

  /** The rows of totals among an area's rows. */
  totalsAmong(rows: Uint32Array): Record<"start" | "end", readonly number[]> {
    return { start: this.#totalsAt(rows, this.#span.start), end: this.#totalsAt(rows, this.#span.end) };
  }

  /** The sum of rows. */
  figureOf(rows: readonly number[]): PeriodFigures {
    return this.#figure(rows);
  }

  /** The table of one area, or why there is none. */
  tableOf(region: AreaSet): IndustryTable | LeftOut {
    const { start, end } = this.#span;
    const among = this.#rowsOf(region);
    const rows = this.#rowsAt(among, end);
    const codes = codesAtLevel(this.#qcew, rows, this.#options.level);
    if (codes.length === 0) return this.whyNothing(among);
    const head = this.headOf(region, this.totalsAmong(among));
    if ("reason" in head) return head;
    const groups = this.#groupsOf(codes);
    const startRows = this.#rowsAt(among, start);
    const first = head.total.region.start && this.#startOf(startRows, rows, groups);
    return {
      ...head,
      rows: industryRows({
        groups: first?.groups ?? groups,
        start: first,
        end: (members) => this.#figure(members.flatMap((code) => rows.get(code) ?? [])),
        ratio: (before, after) => {
          const first = before.flatMap((code) => startRows.get(code) ?? []);
          const last = after.flatMap((code) => rows.get(code) ?? []);
          return { whole: this.#cells.sum(first, "employment"), change: this.#cells.change?.(first, last) };
        },
        reference: (group) => this.referenceOf(group),
      }),
    };
  }

  /** Why an area has no industry to show, by all of its rows. */
  whyNothing(rows: Uint32Array): LeftOut {
    const { year, quarter, level } = this.#qcew;
    const { end } = this.#span;
    const ofEnd = rows.filter((row) => year[row] === end.year && quarter[row] === end.quarter);
    if (ofEnd.length === 0) return { reason: `the files hold no rows of ${periodWords(end)}` };
    return ofEnd.every((row) => level[row] === MICROPOLITAN_LEVEL) ? MICROPOLITAN : NO_INDUSTRY;
  }

  /** An area's table but for its rows, or why there is none. */
  headOf(region: AreaSet, total: Record<"start" | "end", readonly number[]>): TableHead | LeftOut {
    const { level, ownership, lqBase, annualizeWages } = this.#options;
    const { start, end } = this.#span;
    try {
      requireTotal(this.#qcew, region, total.end, end, this.#denominator, "region");
    } catch (error) {
      if (error instanceof InputError) return { reason: "its all-industries total is missing or suppressed" };
      throw error;
    }
    return {
      region,
      reference: { ...this.#inputs.reference, recovered: this.isRecovered },
      ownership,
      level,
      naics: this.#naics,
      lqBase,
      years: { start: start?.year, end: end.year },
      quarter: end.quarter,
      annualised: annualizeWages === true && end.quarter > 0,
      // An area that came to be within the span, as Connecticut's planning regions did, has no first year.
      total: { region: this.#spanOf(region, total), reference: this.#referenceTotal },
    };
  }

  /** An area's rows of all years: no code of the one end of the span has rows at the other. */
  #rowsOf({ areas, startAreas = [] }: AreaSet): Uint32Array {
    return this.#rows.of([...new Set([...areas, ...startAreas])]);
  }

  #rowsAt(among: Uint32Array, period: Period | undefined): Rows {
    if (!period) return new Map<string, readonly number[]>();
    return groupByIndustry(this.#qcew, among, { ...period, ownership: this.#options.ownership });
  }

  #totalsAt(among: Uint32Array, period: Period | undefined): readonly number[] {
    if (!period) return [];
    const { industry } = this.#qcew;
    const totals = among.filter((row) => industry[row] === this.#totalIndustry);
    return groupByIndustry(this.#qcew, totals, { ...period, ownership: this.#denominator }).get("10") ?? [];
  }

  #figure(rows: readonly number[]): PeriodFigures {
    const figures = figuresOf(rows, this.#qcew, this.#cells);
    return this.#options.annualizeWages && this.#span.end.quarter > 0 ? annualised(figures) : figures;
  }

  #isWholeAtStart({ areas, startAreas = areas }: AreaSet, rows: readonly number[]): boolean {
    return areasWithoutTotal(this.#qcew, startAreas, rows, this.#denominator).length === 0;
  }

  #spanOf(set: AreaSet, { start, end }: { readonly start: readonly number[]; readonly end: readonly number[] }) {
    return {
      start: this.#span.start && this.#isWholeAtStart(set, start) ? this.#figure(start) : undefined,
      end: this.#figure(end),
    };
  }

  #groupsOf(codes: readonly string[]): readonly IndustryGroup[] {
    return industryGroups(codes, (code) => this.#titleOf(code), []);
  }

  #titleOf(code: string): string {
    let title = this.#titles.get(code);
    if (title === undefined) this.#titles.set(code, (title = this.#inputs.naics.title(code, this.#naics) ?? code));
    return title;
  }

  #startOf(startRows: Rows, laterRows: Rows, groups: readonly IndustryGroup[]): StartFigures {
    const { start, end } = this.#span;
    return startFigures({
      rows: startRows,
      figure: (rows) => this.#figure(rows),
      later: (code) => {
        const of = laterRows.get(code);
        return of && this.#figure(of);
      },
      groups,
      level: this.#options.level,
      revision: this.#revision,
      naics: this.#inputs.naics,
      mode: this.#options.bridge,
      years: start ? end.year - start.year : 0,
    });
  }

  /** The reference's figures of an industry. */
  referenceOf({ name, members }: IndustryGroup): SpanFigures {
    let figures = this.#referenceFigures.get(name);
    if (!figures) {
      const recovered = this.#recovered;
      figures = recovered
        ? { start: undefined, end: sumFigures(members.map((code) => recovered.figures(code))) }
        : {
            start: this.#referenceStart?.figures.get(name)?.figures,
            end: this.#figure(members.flatMap((code) => this.#referenceRows.get(code) ?? [])),
          };
      this.#referenceFigures.set(name, figures);
    }
    return figures;
  }

  /** Codes of the level in any area of the table. */
  #findCodes(): readonly string[] {
    const { year, quarter, ownership, level, industry, disclosure, industries, length } = this.#qcew;
    const { end } = this.#span;
    const digit = digitOfLevel(this.#options.level);
    const isWanted = new Uint8Array(10);
    for (const code of ownershipCodes(this.#options.ownership)) isWanted[code] = 1;
    if (this.#options.ownership === "total") isWanted[0] = 1;
    const found = new Uint8Array(industries.length);
    for (let row = 0; row < length; row++) {
      if (level[row]! % 10 !== digit || year[row] !== end.year || quarter[row] !== end.quarter) continue;
      if (isWanted[ownership[row]!] === 1 && disclosure[row] !== NOTHING) found[industry[row]!] = 1;
    }
    return industries.filter((_, number) => found[number] === 1).sort();
  }
}
