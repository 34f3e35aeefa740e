import type { AreaSet, IndustryTable } from "../core/industry-table.js";
import type { Reasons } from "../core/quantity-columns.js";
import type { AreaColumns } from "./area-columns.js";
import type { AreaTables, LeftOut } from "./area-tables.js";
import { ColumnTables } from "./column-tables.js";
import {
  canMeasureColumns,
  isKept,
  measureArea,
  measureColumns,
  type AreaMeasuring,
  type IndustryList,
} from "./measure-area.js";

export interface MeasuredArea {
  readonly columns: AreaColumns;
  /** The area's table, which shows what all are about. */
  readonly table: () => IndustryTable;
}

/** Measures areas that were read together: by columns where that can be, which is much faster. */
export class AreaMeasurer {
  readonly #tables: AreaTables;
  readonly #measuring: AreaMeasuring;
  readonly #numbers: { readonly list: IndustryList; readonly reasons: Reasons };
  readonly #byColumns: ColumnTables | undefined;

  constructor(
    tables: AreaTables,
    measuring: AreaMeasuring,
    numbers: { readonly list: IndustryList; readonly reasons: Reasons },
  ) {
    this.#tables = tables;
    this.#measuring = measuring;
    this.#numbers = numbers;
    if (!canMeasureColumns(measuring) || !ColumnTables.suit(tables)) return;
    this.#byColumns = new ColumnTables(tables, numbers.reasons, (industry) => isKept(measuring, industry));
  }

  /** The columns of one area. */
  measure(set: AreaSet): MeasuredArea | LeftOut {
    if (this.#byColumns && set.areas.length === 1 && !set.startAreas) {
      const found = this.#byColumns.sumArea(set);
      if ("reason" in found) return found;
      const columns = measureColumns(found, this.#byColumns.codes, this.#numbers.list);
      // What it is about is all that is asked of it: its industries are in the columns.
      return { columns, table: () => ({ ...found.head, rows: [] }) };
    }
    const table = this.#tables.buildTable(set);
    if ("reason" in table) return table;
    return { columns: measureArea(table, this.#measuring, this.#numbers), table: () => table };
  }
}
