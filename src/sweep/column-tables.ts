import { ABSENT_FIGURES, isCountPublished, ownershipCodes } from "../region/aggregate.js";
import { ABSENT, NOTHING_TO_DIVIDE_BY } from "../core/datum.js";
import { FigureColumns, type PeriodColumns } from "../measures/figure-columns.js";
import type { AreaSet, PeriodFigures } from "../core/industry-table.js";
import { employmentRatio } from "../region/employment-ratio.js";
import { bridgePlainFigures } from "../naics/bridge.js";
import { DEPTH_BY_AGGREGATION, industryDepth } from "../naics/levels.js";
import { ESTIMATED } from "../core/derivation.js";
import { absentColumn, ColumnBuilder, datumAt, type QuantityColumn, type Reasons } from "../core/quantity-columns.js";
import { digitOfLevel, requireField, NOTHING, PUBLISHED, type QcewTable } from "../qcew/table.js";
import { findPlan } from "../region/start-figures.js";
import type { TableHead } from "../region/region-tables.js";
import type { AreaTables, LeftOut } from "./area-tables.js";
import { periodColumns, PickedPeriod, RowFigures } from "./period-columns.js";

/** An area's figures as columns over its industries, in order of code. */
export interface AreaFigures {
  readonly head: TableHead;
  readonly figures: FigureColumns;
  /** For each row, its industry, an index into the codes. */
  readonly industry: Uint32Array;
}

interface StartColumns extends Pick<PeriodColumns, "employment"> {
  readonly employmentRatio: QuantityColumn | undefined;
}

const NO_ROW = -1;

/** A code of each depth, by the last digit of QCEW's aggregation level. */
const DEPTH_CODES = ["10", "10", "101", "1011", "11", "111", "1111", "11111", "111111"];

/** What a code of the level was in the first year. */
interface FirstYear {
  /** Its rows then give it: the same code and content. */
  readonly isSame: boolean;
  /** Numbers of the industries under it, and their depths, a bit each. */
  readonly children: Int32Array;
  readonly depths: number;
}

/**
 * What `AreaTables` gives for areas of one row a code, as columns: the same figures in a tenth of the time. Rows of
 * an area are looked up by the number of their industry.
 */
export class ColumnTables {
  readonly #tables: AreaTables;
  readonly #reasons: Reasons;
  readonly #ownership: number;
  /** Numbers of the industries of the level, in order of code. */
  readonly #industries: Int32Array;
  /** By code of the level. */
  readonly #isKept: Uint8Array;
  readonly #numbers: ReadonlyMap<string, number>;
  /** The industries of the level, in order of code. */
  readonly codes: readonly { readonly naics: string; readonly title: string }[];
  readonly #reference: { readonly start: PeriodColumns | undefined; readonly end: PeriodColumns };
  /** By code of the level; undefined if both years are of one NAICS version. */
  readonly #firstYears: readonly FirstYear[] | undefined;
  /** Rows of the present area. */
  #rows: Uint32Array = new Uint32Array();
  /** By number of the industry the area's row, in the latest and the first year. */
  readonly #end: Int32Array;
  readonly #start: Int32Array;

  /** @param isKept what is not kept is left out of areas that have it */
  constructor(tables: AreaTables, reasons: Reasons, isKept: (industry: { readonly naics: string }) => boolean) {
    this.#tables = tables;
    this.#reasons = reasons;
    const { qcew, options, revision } = tables;
    const { naics } = tables.inputs;
    this.#ownership = ownershipCodes(options.ownership)[0]!;
    const groups = tables.groups;
    this.codes = groups.map(({ name, title }) => ({ naics: name, title }));
    const numbers = new Map<string, number>(qcew.industries.map((code, number) => [code, number]));
    this.#numbers = numbers;
    this.#isKept = Uint8Array.from(this.codes, (code) => (isKept(code) ? 1 : 0));
    this.#industries = Int32Array.from(groups, ({ name }) => numbers.get(name)!);
    const references = groups.map((group) => tables.referenceOf(group));
    const starts = references.flatMap(({ start }) => start ?? []);
    this.#reference = {
      start: starts.length === references.length ? periodColumns(starts, reasons) : undefined,
      end: periodColumns(
        references.map(({ end }) => end),
        reasons,
      ),
    };
    this.#end = new Int32Array(qcew.industries.length).fill(NO_ROW);
    this.#start = this.#end.slice();
    if (!revision) return;
    const plan = findPlan(naics, revision, options.level);
    this.#firstYears = groups.map(({ name }) => {
      const children = naics.children(name, plan.from);
      return {
        isSame: plan.industries.get(name)?.kind === "unchanged",
        children: Int32Array.from(children, (code) => numbers.get(code) ?? NO_ROW).filter((number) => number >= 0),
        depths: children.reduce((bits, code) => bits | (1 << DEPTH_BY_AGGREGATION.indexOf(industryDepth(code)!)), 0),
      };
    });
  }

  /** Whether areas can be computed this way. */
  static suit({ inputs, options, revision }: AreaTables): boolean {
    if (inputs.clusters) return false;
    return ownershipCodes(options.ownership).length === 1 && (revision === undefined || options.bridge === "split");
  }

  /** The figures of one area, which is not summed from others, or why there are none. */
  sumArea(region: AreaSet): AreaFigures | LeftOut {
    const rows = this.#tables.rowsAmong(region);
    const { depths, totals } = this.#placeRows(rows);
    const present = new Uint32Array(this.#industries.length);
    let length = 0;
    let isNothing = true;
    for (let place = 0; place < present.length; place++) {
      if (this.#end[this.#industries[place]!] === NO_ROW) continue;
      isNothing = false;
      if (this.#isKept[place] === 1) present[length++] = place;
    }
    if (isNothing) return this.#tables.whyNothing(rows);
    const { start, end } = this.#tables.span;
    const total = { start: this.#tables.totalsAmong(totals, start), end: this.#tables.totalsAmong(totals, end) };
    const head = this.#tables.headOrReason(region, total);
    if ("reason" in head) return head;
    const places = present.subarray(0, length);
    return { head, industry: places, figures: this.#columnsOf(head, places, depths) };
  }

  /**
   * Notes of each industry the row of an area at either end of the span, in place of another area's.
   *
   * @returns the depths that codes of the first year have, a bit each, and the rows of all industries together
   */
  #placeRows(rows: Uint32Array): { readonly depths: number; readonly totals: Uint32Array } {
    const { qcew, span, allIndustries } = this.#tables;
    const { year, quarter, disclosure, ownership, industry, level } = qcew;
    // Thousands of areas pass here, mostly before the code is optimized: an iterator would make an object a row.
    for (let at = 0; at < this.#rows.length; at++) {
      const number = industry[this.#rows[at]!]!;
      this.#end[number] = this.#start[number] = NO_ROW;
    }
    this.#rows = rows;
    const startYear = span.start?.year ?? NO_ROW;
    const totals: number[] = [];
    let depths = 0;
    for (let at = 0; at < rows.length; at++) {
      const row = rows[at]!;
      if (quarter[row] !== span.end.quarter) continue;
      const ofYear = year[row]!;
      const isEnd = ofYear === span.end.year;
      if (!isEnd && ofYear !== startYear) continue;
      if (industry[row] === allIndustries) totals.push(row);
      if (ownership[row] !== this.#ownership || disclosure[row] === NOTHING) continue;
      if (isEnd) this.#end[industry[row]!] = row;
      else {
        this.#start[industry[row]!] = row;
        depths |= 1 << (level[row]! % 10);
      }
    }
    return { depths, totals: Uint32Array.from(totals) };
  }

  #columnsOf(head: TableHead, places: Uint32Array, depths: number): FigureColumns {
    const end = new PeriodBuilder(places.length, this.#tables, this.#reasons);
    for (let row = 0; row < places.length; row++) end.setRow(row, this.#end[this.#industries[places[row]!]!]!);
    // The first year is not asked for by measures of the latest, and takes as long as all of them.
    let start: StartColumns | undefined;
    const rows = this.#rows;
    const startColumns = (): StartColumns => {
      if (start) return start;
      // Another area may have been asked for since.
      if (this.#rows !== rows) this.#placeRows(rows);
      return (start = this.#startOf(places, depths));
    };
    const hasStart = head.total.region.start !== undefined;
    return new FigureColumns({
      length: places.length,
      region: {
        get start() {
          return hasStart ? startColumns() : undefined;
        },
        end,
        get employmentRatio() {
          return hasStart ? startColumns().employmentRatio : undefined;
        },
      },
      reference: {
        start: this.#reference.start && new PickedPeriod(this.#reference.start, places),
        end: new PickedPeriod(this.#reference.end, places),
      },
      total: head.total,
      years: head.years,
      isRecovered: head.reference.recovered,
      reasons: this.#reasons,
    });
  }

  #startOf(places: Uint32Array, depths: number): StartColumns {
    const { cells, qcew, options } = this.#tables;
    const jobs = requireField(qcew, "employment");
    const start = new ColumnBuilder(places.length, this.#reasons);
    const firstYears = this.#firstYears;
    const levelDepth = 1 << digitOfLevel(options.level);
    let others: number[] | undefined;
    for (let row = 0; row < places.length; row++) {
      const place = places[row]!;
      const known = this.#start[this.#industries[place]!]!;
      const first = firstYears?.[place];
      const isTold =
        first === undefined ||
        (first.isSame && (depths & levelDepth) !== 0 && !this.#isToldByChildren(first, known, depths));
      if (!isTold) (others ??= []).push(row);
      else if (known === NO_ROW) start.setAbsent(row);
      else if (qcew.disclosure[known] === PUBLISHED && Number.isFinite(jobs[known]!)) start.value[row] = jobs[known]!;
      else start.set(row, cells.sum([known], "employment"));
    }
    if (others) this.#bridge(start, places, others, depths);
    return { employment: start, employmentRatio: this.#ratioOf(start, places) };
  }

  /** Jobs of the latest year ÷ those of the first, in rows that are known better than from the two apart. */
  #ratioOf(start: QuantityColumn, places: Uint32Array): QuantityColumn | undefined {
    const { cells, qcew, revision, options } = this.#tables;
    const { naics } = this.#tables.inputs;
    const plan = revision && findPlan(naics, revision, options.level);
    let ratio: ColumnBuilder | undefined;
    for (let row = 0; row < places.length; row++) {
      const industry = this.#industries[places[row]!]!;
      const end = this.#end[industry]!;
      if (start.status[row] !== ESTIMATED || qcew.disclosure[end] === PUBLISHED) continue;
      const planned = plan?.industries.get(this.codes[places[row]!]!.naics);
      const before = planned
        ? planned.whole.map((code) => this.#rowOf(code, this.#start)).filter((each) => each !== NO_ROW)
        : [this.#start[industry]!];
      const found = employmentRatio({
        start: datumAt(start, row, this.#reasons),
        end: cells.sum([end], "employment"),
        whole: cells.sum(before, "employment"),
        change: cells.change?.(before, [end]),
      });
      if (!found) continue;
      ratio ??= absentColumn(places.length, this.#reasons);
      ratio.set(row, found);
    }
    return ratio;
  }

  /** Whether a suppressed row's children all have figures, so that their sum is known. */
  #isToldByChildren({ children, depths: wanted }: FirstYear, row: number, depths: number): boolean {
    const { cells } = this.#tables;
    if (row === NO_ROW || cells.isTold(row) || wanted === 0 || (depths & wanted) !== wanted) return false;
    for (const child of children) {
      const of = this.#start[child]!;
      if (of !== NO_ROW && !cells.isTold(of)) return false;
    }
    return true;
  }

  /** Rows whose first year is not that of their code alone. */
  #bridge(start: ColumnBuilder, places: Uint32Array, rows: readonly number[], depths: number): void {
    const { revision, options, span } = this.#tables;
    const { naics } = this.#tables.inputs;
    const plan = findPlan(naics, revision!, options.level);
    const rowOf = new Map(rows.map((row) => [this.codes[places[row]!]!.naics, row]));
    const earlierCodes = DEPTH_CODES.filter((_, digit) => (depths & (1 << digit)) !== 0);
    const bridged = bridgePlainFigures({
      plan,
      naics,
      earlierCodes,
      earlier: (codes) => this.#sumCodes(codes, this.#start),
      later: (code) => (this.#rowOf(code, this.#end) === NO_ROW ? undefined : this.#sumCodes([code], this.#end)),
      years: span.end.year - span.start!.year,
      wanted: new Set(rowOf.keys()),
      measures: ["employment"],
    });
    // A code that is not in the later version came from nothing.
    for (const [code, row] of rowOf) start.set(row, bridged.get(code)?.employment ?? ABSENT);
  }

  /** What `sumRows` gives; a bridge of jobs asks for few figures beside them. */
  #sumCodes(codes: readonly string[], rowsOf: Int32Array): PeriodFigures {
    const rows: number[] = [];
    for (const code of codes) {
      const row = this.#rowOf(code, rowsOf);
      if (row !== NO_ROW) rows.push(row);
    }
    if (rows.length === 0) return ABSENT_FIGURES;
    return new RowFigures(rows, this.#tables);
  }

  #rowOf(code: string, rows: Int32Array): number {
    const number = this.#numbers.get(code);
    return number === undefined ? NO_ROW : rows[number]!;
  }
}

class PeriodBuilder implements PeriodColumns {
  readonly establishments: ColumnBuilder;
  readonly employment: ColumnBuilder;
  readonly wages: ColumnBuilder;
  readonly pay: ColumnBuilder | undefined;
  readonly estimatedJobs: Float64Array | undefined;
  readonly #tables: AreaTables;
  readonly #qcew: QcewTable;
  readonly #counts: Float64Array;
  readonly #jobs: Float64Array;
  readonly #paid: Float64Array;
  readonly #wageFactor: number;

  constructor(length: number, tables: AreaTables, reasons: Reasons) {
    const { qcew, cells, options, span } = tables;
    this.establishments = new ColumnBuilder(length, reasons);
    this.employment = new ColumnBuilder(length, reasons);
    this.wages = new ColumnBuilder(length, reasons);
    this.pay = cells.pay && new ColumnBuilder(length, reasons);
    this.estimatedJobs = cells.estimatedJobs && new Float64Array(length);
    this.#tables = tables;
    this.#qcew = qcew;
    this.#counts = requireField(qcew, "establishments");
    this.#jobs = requireField(qcew, "employment");
    this.#paid = requireField(qcew, "wages");
    this.#wageFactor = options.annualizeWages === true && span.end.quarter > 0 ? 4 : 1;
  }

  /** What `sumRows` gives for one row, or none. */
  setRow(at: number, row: number): void {
    if (row === NO_ROW) this.#set(at, ABSENT_FIGURES);
    else if (this.#qcew.disclosure[row] !== PUBLISHED) this.#setWithheld(at, row);
    else this.#setPublished(at, row);
  }

  #setPublished(at: number, row: number): void {
    const [jobs, wages] = [this.#jobs[row]!, this.#paid[row]! * this.#wageFactor];
    this.establishments.value[at] = this.#counts[row]!;
    this.employment.value[at] = jobs;
    this.wages.value[at] = wages;
    if (this.pay === undefined) return;
    // A row that was published without a figure is estimated like those that were withheld.
    if (!Number.isFinite(jobs) || !Number.isFinite(wages)) this.#set(at, this.#tables.sumRows([row]));
    else if (jobs === 0) this.pay.set(at, NOTHING_TO_DIVIDE_BY);
    else this.pay.value[at] = wages / jobs;
  }

  #setWithheld(at: number, row: number): void {
    if (this.pay !== undefined) {
      this.#set(at, this.#tables.sumRows([row]));
      return;
    }
    const count = this.#counts[row]!;
    if (isCountPublished(this.#qcew, row, count)) this.establishments.value[at] = count;
    else this.establishments.setSuppressed(at);
    this.employment.setSuppressed(at);
    this.wages.setSuppressed(at);
  }

  #set(at: number, figures: PeriodFigures): void {
    this.establishments.set(at, figures.establishments);
    this.employment.set(at, figures.employment);
    this.wages.set(at, figures.wages);
    this.pay?.set(at, figures.pay ?? ABSENT);
    if (this.estimatedJobs) this.estimatedJobs[at] = figures.estimatedJobs ?? 0;
  }
}
