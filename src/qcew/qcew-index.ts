import type { QcewTable } from "./table.js";
import type { AreaCode } from "../core/codes.js";
import type { OwnershipCode } from "../core/codes.js";
import type { IndustryCode } from "../core/codes.js";
import type { Quarter } from "../core/codes.js";
import { RowTable } from "./row-table.js";
import { NO_ROW } from "./row-table.js";

export interface QcewKey {
  readonly area: AreaCode;
  readonly ownership: OwnershipCode;
  readonly industry: IndustryCode;
  readonly year: number;
  readonly quarter: Quarter;
}

/** Finds the row of a key. Build once a table, since building visits every row. */
export class QcewIndex {
  readonly #rows: RowTable;
  readonly #areas: ReadonlyMap<string, number>;
  readonly #industries: ReadonlyMap<string, number>;

  constructor(readonly table: QcewTable) {
    this.#areas = new Map(table.areas.map((code, index) => [code, index]));
    this.#industries = new Map(table.industries.map((code, index) => [code, index]));
    this.#rows = new RowTable(table);
    for (let row = 0; row < table.length; row++) this.#rows.findOrAdd(row);
  }

  /** The row's number, or undefined if the publisher has no such row. */
  find(key: QcewKey): number | undefined {
    const area = this.#areas.get(key.area);
    const industry = this.#industries.get(key.industry);
    if (area === undefined || industry === undefined) return undefined;
    const { ownership, year, quarter } = key;
    const row = this.#rows.find({ area, industry, ownership, year, quarter });
    return row === NO_ROW ? undefined : row;
  }
}
