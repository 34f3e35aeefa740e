import type { AreaSet, IndustryTable } from "../core/industry-table.js";
import { datumAt, Reasons } from "../core/quantity-columns.js";
import type { Calculation } from "../measures/calculation.js";
import { ALL_MEASURES } from "../measures/index.js";
import type { Measure } from "../measures/measure.js";
import type { RankCandidate } from "../ranking/criteria.js";
import { markGuesses } from "../ranking/guesses.js";
import { knownValue, type Datum } from "../core/datum.js";
import type { TableHead } from "../region/region-tables.js";
import type { AreaTables, LeftOut } from "../sweep/area-tables.js";
import { ColumnTables } from "../sweep/column-tables.js";

/** An area's industries in the year of its list, with every figure that a list is made by. */
export interface ListedArea {
  readonly head: TableHead;
  readonly codes: readonly string[];
  /** The number that an industry is ranked by: NaN where there is none, or mostly a guess. */
  readonly numbers: (measure: string) => Float64Array;
  readonly dataAt: (measure: string, row: number) => Datum;
}

/** Whether an industry takes part. */
export type KeepIndustry = (industry: { readonly naics: string }) => boolean;

const measureById = new Map<string, Measure>(ALL_MEASURES.map((measure) => [measure.id, measure]));

/** QCEW's "unclassified" is not an industry to back. */
export const isRanked = (code: string): boolean => !code.startsWith("99");

/** Whether a measure's first year is one of jobs alone, which is all that columns have of it. */
function suitsColumns(measure: string): boolean {
  const reads = (of: Calculation): boolean =>
    of.inputs.every(({ place, result }) =>
      result
        ? reads(result)
        : !(place?.kind === "figure" && !place.isTotal && place.end === "start" && place.quantity !== "employment"),
    ) &&
    (of.byRatio === undefined || reads(of.byRatio));
  const known = measureById.get(measure);
  return known === undefined || reads(known.calculation);
}

/**
 * The figures of many areas in one year, by columns where that can be, which takes a tenth of the time. Where withheld
 * cells are estimated, what is mostly a guess counts as missing, as in `rank`.
 */
export class AreaLister {
  readonly #tables: AreaTables;
  readonly #measures: readonly string[];
  readonly #isKept: KeepIndustry;
  readonly #reasons = new Reasons();
  readonly #byColumns: ColumnTables | undefined;

  /**
   * @param measures all that lists are made by
   * @param isKept what is not kept takes no part
   */
  constructor(tables: AreaTables, measures: readonly string[], isKept: KeepIndustry) {
    this.#tables = tables;
    this.#isKept = isKept;
    this.#measures = measures;
    if (tables.options.suppressed === "estimate" || !ColumnTables.suit(tables)) return;
    this.#byColumns = new ColumnTables(tables, this.#reasons, isKept);
  }

  list(set: AreaSet): ListedArea | LeftOut {
    if (!this.#byColumns || set.areas.length !== 1 || set.startAreas) return this.#listByTable(set);
    const found = this.#byColumns.sumArea(set);
    if ("reason" in found) return found;
    const { head, figures, industry } = found;
    const codes = Array.from(industry, (place) => this.#byColumns!.codes[place]!.naics);
    let table: ListedArea | undefined;
    const byTable = (): ListedArea => (table ??= alignRows(this.#listByTable(set) as ListedArea, codes));
    const columns = onceEach((id) => measureById.get(id)!.computeColumn(figures));
    return {
      head,
      codes,
      numbers: onceEach((id) => (suitsColumns(id) ? columns(id).value : byTable().numbers(id))),
      dataAt: (id, row) => (suitsColumns(id) ? datumAt(columns(id), row, figures.reasons) : byTable().dataAt(id, row)),
    };
  }

  #listByTable(set: AreaSet): ListedArea | LeftOut {
    const made = this.#tables.buildTable(set);
    if ("reason" in made) return made;
    const { rows: all, ...head } = made;
    const rows = all.filter(this.#isKept);
    const data = onceEach((id) => rows.map((row) => measureById.get(id)!.compute(row, made)));
    const guesses = this.#tables.options.suppressed === "estimate" ? this.#findGuesses(rows, data) : undefined;
    return {
      head,
      codes: rows.map(({ naics }) => naics),
      numbers: onceEach((id) =>
        Float64Array.from(data(id), (datum, row) =>
          guesses?.get(rows[row]!.naics)?.includes(id) === true ? NaN : (knownValue(datum) ?? NaN),
        ),
      ),
      dataAt: (id, row) => data(id)[row]!,
    };
  }

  /** By code the measures whose figure is mostly a guess. */
  #findGuesses(
    rows: IndustryTable["rows"],
    data: (id: string) => readonly Datum[],
  ): ReadonlyMap<string, readonly string[] | undefined> {
    const candidates = rows.map((row, at): RankCandidate => ({
      row,
      naics: row.naics,
      title: row.title,
      values: Object.fromEntries(this.#measures.map((id) => [id, data(id)[at]!])),
    }));
    const ranked = candidates.filter(({ naics }) => isRanked(naics));
    return new Map(markGuesses(ranked, this.#measures).map(({ naics, guesses }) => [naics, guesses]));
  }
}

/** The same area with its industries in another order. */
function alignRows(area: ListedArea, codes: readonly string[]): ListedArea {
  const places = new Map(area.codes.map((code, row) => [code, row]));
  const rows = codes.map((code) => places.get(code)!);
  return {
    head: area.head,
    codes,
    numbers: onceEach((id) => {
      const numbers = area.numbers(id);
      return Float64Array.from(rows, (row) => numbers[row]!);
    }),
    dataAt: (id, row) => area.dataAt(id, rows[row]!),
  };
}

function onceEach<Made>(make: (id: string) => Made): (id: string) => Made {
  const known = new Map<string, Made>();
  return (id) => {
    let made = known.get(id);
    if (made === undefined) known.set(id, (made = make(id)));
    return made;
  };
}
