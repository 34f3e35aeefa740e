import { InputError } from "../core/errors.js";
import type { AreaSet, IndustryTable, SpanFigures } from "../core/industry-table.js";
import { codesAtLevel, digitOfLevel, NOTHING } from "../qcew/table.js";
import { ownershipCodes } from "../region/aggregate.js";
import { requireTotal } from "../region/analysis-checks.js";
import type { AnalysisOptions, SharedInputs } from "../region/analysis-inputs.js";
import { formatPeriod } from "../region/period-words.js";
import type { Span } from "../region/periods.js";
import { RegionTables, type TableHead } from "../region/region-tables.js";
import type { IndustryGroup } from "../region/start-figures.js";
import { countSignals, type SignalCount } from "../suppression/signal-notes.js";

/** Why an area has no table, in the words of the error that a question about it alone would end with. */
export interface LeftOut {
  readonly reason: string;
}

const NO_INDUSTRY: LeftOut = { reason: "the files hold no industry of that level and ownership" };
/** Not an area of the kind asked for, though its code looks like one. */
export const MICROPOLITAN: LeftOut = { reason: "only totals of micropolitan areas are published" };
const MICROPOLITAN_LEVEL = 80;

/** The tables of many areas over one reading, or why an area has none. */
export class AreaTables extends RegionTables {
  /** The reference's figures of an industry. */
  readonly referenceOf: (group: IndustryGroup) => SpanFigures;
  /** Every industry of the level in any area, in order of code. */
  readonly groups: readonly IndustryGroup[];

  /** @throws {InputError} REFERENCE_MISSING, TOTALS_DISAGREE, NAICS_BREAK */
  constructor(inputs: SharedInputs, options: AnalysisOptions, span: Span) {
    super(inputs, options, span);
    this.groups = this.#clustered(this.#findCodes());
    this.referenceOf = this.referenceOver(this.groups);
  }

  get isRecovered(): boolean {
    return this.reference.recovered !== undefined;
  }

  /** What other publishers' figures gave for withheld cells of some sets. */
  signalCounts(sets: readonly AreaSet[]): readonly SignalCount[] {
    if (!this.inputs.signals?.length || !this.estimates) return [];
    return countSignals(this.estimates.signalUses, new Set(sets.flatMap(({ areas }) => areas)));
  }

  /** The table of one area, or why there is none. */
  buildTable(region: AreaSet): IndustryTable | LeftOut {
    const rows = this.findRows(region);
    const codes = codesAtLevel(this.qcew, rows.end, this.options.level);
    if (codes.length === 0) return this.whyNothing(this.rowsAmong(region));
    const head = this.headOrReason(region, rows.total);
    if ("reason" in head) return head;
    const groups = this.#clustered(codes);
    // An area that came to be within the span, as Connecticut's planning regions did, has no first year.
    const start = head.total.region.start && this.sumStart(rows, groups);
    // A cluster is compared with those of its industries that the area has, as `rank` compares it.
    const reference = this.inputs.clusters ? this.referenceOver(groups) : this.referenceOf;
    return { ...head, rows: this.buildIndustries(rows, groups, { start, reference }) };
  }

  #clustered(codes: readonly string[]): readonly IndustryGroup[] {
    return this.makeGroups(codes, this.inputs.clusters?.(codes, this.version));
  }

  /** Why an area has no industry to show, by all of its rows. */
  whyNothing(rows: Uint32Array): LeftOut {
    const { year, quarter, level } = this.qcew;
    const { end } = this.span;
    const ofEnd = rows.filter((row) => year[row] === end.year && quarter[row] === end.quarter);
    if (ofEnd.length === 0) return { reason: `the files hold no rows of ${formatPeriod(end)}` };
    return ofEnd.every((row) => level[row] === MICROPOLITAN_LEVEL) ? MICROPOLITAN : NO_INDUSTRY;
  }

  /** An area's table except for its rows, or why there is none. */
  headOrReason(region: AreaSet, total: Record<"start" | "end", readonly number[]>): TableHead | LeftOut {
    try {
      requireTotal(this.qcew, region, total.end, this.span.end, this.denominator, "region");
    } catch (error) {
      if (error instanceof InputError) return { reason: "its all-industries total is missing or suppressed" };
      throw error;
    }
    return this.buildHead(region, total);
  }

  /** Codes of the level in any area of the table. */
  #findCodes(): readonly string[] {
    const { year, quarter, ownership, level, industry, disclosure, industries, length } = this.qcew;
    const { end } = this.span;
    const digit = digitOfLevel(this.options.level);
    const isWanted = new Uint8Array(10);
    for (const code of ownershipCodes(this.options.ownership)) isWanted[code] = 1;
    if (this.options.ownership === "total") isWanted[0] = 1;
    const found = new Uint8Array(industries.length);
    for (let row = 0; row < length; row++) {
      if (level[row]! % 10 !== digit || year[row] !== end.year || quarter[row] !== end.quarter) continue;
      if (isWanted[ownership[row]!] === 1 && disclosure[row] !== NOTHING) found[industry[row]!] = 1;
    }
    return industries.filter((_, number) => found[number] === 1).sort();
  }
}
