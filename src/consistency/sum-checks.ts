import { NATION } from "../core/codes.js";
import { PUBLISHED, type QcewTable } from "../qcew/table.js";
import { SUMMED_NATION } from "../suppression/constraints.js";
import { averageRounding, wageRounding } from "../suppression/rounding.js";

import { Tally } from "./finding.js";

/** What the parts of totals add up to, by number of the total. */
export class PartSums {
  readonly count: Uint32Array;
  readonly withheld: Uint32Array;
  readonly establishments: Float64Array;
  readonly employment: Float64Array;
  readonly wages: Float64Array;

  constructor(
    readonly table: QcewTable,
    size: number,
  ) {
    this.count = new Uint32Array(size);
    this.withheld = new Uint32Array(size);
    this.establishments = new Float64Array(size);
    this.employment = new Float64Array(size);
    this.wages = new Float64Array(size);
  }

  add(total: number, row: number): void {
    const { fields, disclosure } = this.table;
    this.count[total]!++;
    this.establishments[total]! += fields.establishments![row]!;
    if (disclosure[row] === PUBLISHED) {
      this.employment[total]! += fields.employment![row]!;
      this.wages[total]! += fields.wages![row]!;
    } else this.withheld[total]!++;
  }

  clear(total: number): void {
    this.count[total] = 0;
    this.withheld[total] = 0;
    this.establishments[total] = 0;
    this.employment[total] = 0;
    this.wages[total] = 0;
  }
}

/** Jobs and wages of a nation that was worked out miss by some percent where an industry ended. */
const WORKED_OUT = 0.05;

/** Totals against their parts: establishments, which are printed of withheld rows too, then jobs and wages. */
export class SumChecks {
  readonly fewer = new Tally("fewer-establishments");
  readonly more = new Tally("more-establishments");
  readonly parts = new Tally("parts");
  readonly #isWorkedOut: Uint8Array;

  /** @param nationIsWorkedOut its rows are sums of states' files, or the next year's less its changes */
  constructor(
    readonly table: QcewTable,
    nationIsWorkedOut: boolean,
  ) {
    this.#isWorkedOut = Uint8Array.from(table.areas, (code) => (nationIsWorkedOut && code === NATION ? 1 : 0));
  }

  /** @param total the number of the row's parts in the sums */
  compare(row: number, sums: PartSums, total: number): void {
    const { disclosure, fields, quarter, area } = this.table;
    const count = sums.count[total]!;
    // Combined areas have totals alone.
    if (count === 0) return;
    const printed = fields.establishments![row]!;
    const expected = sums.establishments[total]!;
    const isAnnual = quarter[row] === 0;
    const isWorkedOut = this.#isWorkedOut[area[row]!] === 1;
    const rounding = isWorkedOut ? SUMMED_NATION.establishments : averageRounding;
    const slack = isAnnual || isWorkedOut ? rounding(count) : 0.01;
    const gap = printed - expected;
    if (Number.isNaN(gap)) return;
    this.fewer.compared++;
    this.more.compared++;
    if (gap > slack) this.fewer.miss({ row, field: "establishments", printed, expected }, gap);
    else if (gap < -slack) this.more.miss({ row, field: "establishments", printed, expected }, -gap);
    else if (disclosure[row] === PUBLISHED) this.#compareFigures(row, sums, total, isAnnual);
  }

  /** Jobs and wages: parts hold no more than their total, and all of it if none is withheld. */
  #compareFigures(row: number, sums: PartSums, total: number, isAnnual: boolean): void {
    const { fields, area } = this.table;
    const count = sums.count[total]!;
    const isComplete = sums.withheld[total] === 0;
    const isWorkedOut = this.#isWorkedOut[area[row]!] === 1;
    if (isComplete) this.parts.compared++;
    for (const field of ["employment", "wages"] as const) {
      const printed = fields[field]![row]!;
      const expected = sums[field][total]!;
      const rounding = isAnnual ? (field === "wages" ? wageRounding : averageRounding)(count) : 0.01;
      const slack = isWorkedOut ? Math.max(rounding, printed * WORKED_OUT) : rounding;
      const gap = printed - expected;
      if (gap >= -slack && (gap <= slack || !isComplete)) continue;
      this.parts.miss({ row, field, printed, expected }, Math.abs(gap) / (printed + 1));
      return;
    }
  }
}
