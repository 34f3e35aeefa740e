import { NATION } from "../core/codes.js";
import { PUBLISHED, type QcewTable } from "../qcew/table.js";
import { SUMMED_NATION } from "../suppression/constraints.js";
import { averageRounding, wageRounding } from "../suppression/rounding.js";

import { Tally } from "./finding.js";

interface PrintedFigures {
  readonly disclosure: Uint8Array;
  readonly establishments: Float64Array;
  readonly employment: Float64Array;
  readonly wages: Float64Array;
}

/** The columns that sums are made of; a table without them is not checked. */
function printedFigures({ disclosure, fields }: QcewTable): PrintedFigures {
  const { establishments, employment, wages } = fields;
  return { disclosure, establishments: establishments!, employment: employment!, wages: wages! };
}

/** What the parts of totals add up to, by number of the total. */
export class PartSums {
  readonly count: Uint32Array;
  readonly withheld: Uint32Array;
  readonly establishments: Float64Array;
  readonly employment: Float64Array;
  readonly wages: Float64Array;

  readonly #of: PrintedFigures;

  constructor(
    readonly table: QcewTable,
    size: number,
  ) {
    this.#of = printedFigures(table);
    this.count = new Uint32Array(size);
    this.withheld = new Uint32Array(size);
    this.establishments = new Float64Array(size);
    this.employment = new Float64Array(size);
    this.wages = new Float64Array(size);
  }

  add(total: number, row: number): void {
    const { disclosure, establishments, employment, wages } = this.#of;
    this.count[total]!++;
    this.establishments[total]! += establishments[row]!;
    if (disclosure[row] === PUBLISHED) {
      this.employment[total]! += employment[row]!;
      this.wages[total]! += wages[row]!;
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

/** Jobs and wages of a nation that was computed miss by some percent where an industry ended. */
const WORKED_OUT = 0.05;

/** Totals against their parts: establishments, which are printed of withheld rows too, then jobs and wages. */
export class SumChecks {
  readonly fewer = new Tally("fewer-establishments");
  readonly more = new Tally("more-establishments");
  readonly parts = new Tally("parts");
  readonly #isWorkedOut: Uint8Array;
  readonly #of: PrintedFigures;

  /** @param nationIsWorkedOut its rows are sums of states' files, or the next year's less its changes */
  constructor(
    readonly table: QcewTable,
    nationIsWorkedOut: boolean,
  ) {
    this.#of = printedFigures(table);
    this.#isWorkedOut = Uint8Array.from(table.areas, (code) => (nationIsWorkedOut && code === NATION ? 1 : 0));
  }

  /** @param total the number of the row's parts in the sums */
  compare(row: number, sums: PartSums, total: number): void {
    const { quarter, area } = this.table;
    const of = this.#of;
    const count = sums.count[total]!;
    // Combined areas only have totals.
    if (count === 0) return;
    const printed = of.establishments[row]!;
    const expected = sums.establishments[total]!;
    const isAnnual = quarter[row] === 0;
    const isWorkedOut = this.#isWorkedOut[area[row]!] === 1;
    const gap = printed - expected;
    if (Number.isNaN(gap)) return;
    this.fewer.compared++;
    this.more.compared++;
    // Most are equal, and need no allowance.
    if (gap !== 0) {
      const rounding = isWorkedOut ? SUMMED_NATION.establishments : averageRounding;
      const slack = isAnnual || isWorkedOut ? rounding(count) : 0.01;
      if (gap > slack) return this.fewer.miss({ row, field: "establishments", printed, expected }, gap);
      if (gap < -slack) return this.more.miss({ row, field: "establishments", printed, expected }, -gap);
    }
    if (of.disclosure[row] === PUBLISHED) this.#compareFigures(row, sums, total, isAnnual);
  }

  /** Jobs and wages: parts hold no more than their total, and all of it if none is withheld. */
  #compareFigures(row: number, sums: PartSums, total: number, isAnnual: boolean): void {
    const of = this.#of;
    const isComplete = sums.withheld[total] === 0;
    if (isComplete) this.parts.compared++;
    const jobs = of.employment[row]! - sums.employment[total]!;
    const dollars = of.wages[row]! - sums.wages[total]!;
    // Parts of which one is withheld are nearly always fewer than their total.
    if ((jobs === 0 || (jobs > 0 && !isComplete)) && (dollars === 0 || (dollars > 0 && !isComplete))) return;
    const count = sums.count[total]!;
    const isWorkedOut = this.#isWorkedOut[this.table.area[row]!] === 1;
    for (const field of ["employment", "wages"] as const) {
      const printed = of[field][row]!;
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
