import { disclosed, estimated, SUPPRESSED, type Datum } from "../core/datum.js";
import type { Bounds } from "./bounds.js";
import type { Cells, Quantity } from "./cells.js";
import { quadraticForms } from "./cholesky.js";
import type { Constraints } from "./constraints.js";
import { decodeUnknown, type Incidence } from "./incidence.js";
import type { Intervals } from "./interval.js";
import { errorWithoutTotals } from "./uncertainty.js";
import { COMMON } from "./widening-constants.js";

/** What is known of one quantity's unknowns once they are estimated. */
export interface EstimatedQuantity {
  readonly quantity: Quantity;
  readonly values: Float64Array;
  readonly bounds: Bounds;
  readonly intervals: Intervals;
  /** Relative standard error of each cell without any total. */
  readonly prior: Float64Array;
}

export interface EstimatedSystem {
  readonly cells: Cells;
  readonly constraints: Constraints;
  readonly incidence: Incidence;
}

/** Totals that a sum is judged with; more would change little and cost the square. */
const MOST_TOTALS = 80;

/** Sums of lists of rows, each computed once: of the same list its pay, its change and itself are asked for. */
export class SumsOfRows {
  readonly #of: Readonly<Record<Quantity, EstimatedQuantity>>;
  readonly #system: EstimatedSystem;
  readonly #found: Readonly<Record<Quantity, WeakMap<readonly number[], Datum>>> = {
    employment: new WeakMap(),
    wages: new WeakMap(),
  };

  constructor(of: Readonly<Record<Quantity, EstimatedQuantity>>, system: EstimatedSystem) {
    this.#of = of;
    this.#system = system;
  }

  /** @param rows a list that is never changed */
  of(rows: readonly number[], quantity: Quantity): Datum {
    const found = this.#found[quantity];
    let sum = found.get(rows);
    if (!sum) found.set(rows, (sum = sumOfRows(rows, this.#of[quantity], this.#system)));
    return sum;
  }
}

/**
 * The sum of rows with its 90 % interval.
 *
 * Errors of cells under one published total cancel: what one has too much the others have too little. How
 * much of the cells' errors is left in their sum is computed from the totals around them (exactly, for
 * normal errors), and the cells' own half-widths, combined, shrink by that factor. They are combined as errors of
 * which cells of one industry have a share in common, and cells of one area another: as measured on sums of really
 * withheld cells. A single cell keeps its own interval; a sum that a total pins down has none left.
 */
function sumOfRows(rows: readonly number[], of: EstimatedQuantity, system: EstimatedSystem): Datum {
  const { unknown, known } = system.cells;
  if (rows.length === 1) return rowDatum(rows[0]!, of, system);
  let value = 0;
  const times = new Map<number, number>();
  const rowOf = new Map<number, number>();
  for (const row of rows) {
    const u = unknown[row]!;
    if (u === -1) value += known[of.quantity][row]!;
    else {
      times.set(u, (times.get(u) ?? 0) + 1);
      rowOf.set(u, row);
    }
  }
  if (times.size === 0) return Number.isNaN(value) ? SUPPRESSED : disclosed(value);
  const base = value;
  for (const [u, count] of times) value += count * of.values[u]!;
  if (Number.isNaN(value)) return SUPPRESSED;
  const totals = totalsAround(times, system);
  const left = shareOfErrorLeft(times, totals, of, system);
  const room = roomOfSum(times, totals, of, system);
  const least = base + room.low;
  const most = base + room.high;
  return estimated(value, {
    low: Math.min(Math.max(value - left * together(of.intervals.below), least), value),
    high: Math.max(Math.min(value + left * together(of.intervals.above), most), value),
  });

  function together(halves: Float64Array): number {
    return combined(
      Array.from(times, ([u, count]) => {
        const row = rowOf.get(u)!;
        const { industry, area } = system.cells.table;
        return { half: count * halves[u]!, industry: industry[row]!, area: area[row]! };
      }),
    );
  }
}

/** Half-widths of cells as that of their sum, before totals: some of the variance is common to an industry or an area. */
function combined(
  cells: readonly { readonly half: number; readonly industry: number; readonly area: number }[],
): number {
  let apart = 0;
  const byIndustry = new Map<number, number>();
  const byArea = new Map<number, number>();
  for (const { half, industry, area } of cells) {
    apart += half ** 2;
    byIndustry.set(industry, (byIndustry.get(industry) ?? 0) + half);
    byArea.set(area, (byArea.get(area) ?? 0) + half);
  }
  const squares = (sums: ReadonlyMap<number, number>): number =>
    [...sums.values()].reduce((total, sum) => total + sum ** 2, 0);
  const own = 1 - COMMON.industry - COMMON.area;
  return Math.sqrt(own * apart + COMMON.industry * squares(byIndustry) + COMMON.area * squares(byArea));
}

/** One row: its published figure, or its estimate with the interval that it has by itself. */
function rowDatum(row: number, { quantity, values, intervals }: EstimatedQuantity, { cells }: EstimatedSystem): Datum {
  const u = cells.unknown[row]!;
  const value = u === -1 ? cells.known[quantity][row]! : values[u]!;
  if (Number.isNaN(value)) return SUPPRESSED;
  return u === -1 ? disclosed(value) : estimated(value, { low: intervals.low[u]!, high: intervals.high[u]! });
}

export function totalsAround(
  times: ReadonlyMap<number, number>,
  { constraints, incidence }: EstimatedSystem,
): number[] {
  const found = new Set<number>();
  for (const u of times.keys()) {
    for (let k = incidence.starts[u]!; k < incidence.starts[u + 1]!; k++) found.add(incidence.constraints[k]!);
  }
  return [...found].filter((c) => constraints.atMost[c] === 0).sort((a, b) => a - b);
}

interface SignedTotal {
  /** Its place among the totals used. */
  readonly total: number;
  readonly sign: number;
}

/** Standard error of the sum with all totals ÷ that of as many independent cells; 1 for a single cell. */
export function shareOfErrorLeft(
  times: ReadonlyMap<number, number>,
  totals: readonly number[],
  { quantity, values, bounds, prior }: EstimatedQuantity,
  { constraints }: EstimatedSystem,
): number {
  if (times.size === 1 || totals.length === 0) return 1;
  const used = totals.slice(0, MOST_TOTALS);
  const variance = (u: number): number => errorWithoutTotals({ value: values[u]!, prior: prior[u]! }, bounds, u) ** 2;
  const size = used.length;
  const matrix = new Float64Array(size * size);
  // Signs of each unknown around, by total: the columns of the constraints' matrix.
  const columns = new Map<number, SignedTotal[]>();
  const { starts, entries } = constraints;
  const rounding = constraints.rounding[quantity];
  used.forEach((c, total) => {
    matrix[total * size + total] = (rounding[c]! / 3) ** 2;
    const end = starts[c + 1]!;
    for (let e = starts[c]!; e < end; e++) {
      const entry = entries[e]!;
      const u = decodeUnknown(entry);
      const signed = { total, sign: entry < 0 ? -1 : 1 };
      const column = columns.get(u);
      if (column) column.push(signed);
      else columns.set(u, [signed]);
    }
  });
  columns.forEach((column, u) => {
    const v = variance(u);
    // Most cells are under one or two totals.
    for (let a = 0; a < column.length; a++) {
      const one = column[a]!;
      for (let b = 0; b < column.length; b++) {
        const other = column[b]!;
        matrix[one.total * size + other.total]! += v * one.sign * other.sign;
      }
    }
  });
  const ofSum = new Float64Array(size);
  const rightSides = [ofSum];
  let sumVariance = 0;
  const variances: number[] = [];
  times.forEach((count, u) => {
    const v = variance(u);
    const ofCell = new Float64Array(size);
    columns.get(u)?.forEach(({ total, sign }) => {
      ofSum[total]! += count * v * sign;
      ofCell[total] = count * v * sign;
    });
    sumVariance += count ** 2 * v;
    variances.push(count ** 2 * v);
    rightSides.push(ofCell);
  });
  const forms = quadraticForms(matrix, size, rightSides);
  let apart = 0;
  variances.forEach((v, k) => (apart += Math.max(v - forms[k + 1]!, 0)));
  const together = sumVariance - forms[0]!;
  // What is left of large numbers taken from each other is not an error.
  if (together <= 1e-9 * sumVariance) return 0;
  return apart > 0 ? Math.min(Math.sqrt(together / apart), Math.sqrt(times.size)) : 0;
}

/** The least and most of the unknowns' sum: their own bounds added up, or what a total around them leaves. */
function roomOfSum(
  times: ReadonlyMap<number, number>,
  totals: readonly number[],
  { quantity, bounds }: EstimatedQuantity,
  { constraints }: EstimatedSystem,
): { low: number; high: number } {
  let low = 0;
  let high = 0;
  for (const [u, count] of times) {
    low += count * bounds.low[u]!;
    high += count * bounds.high[u]!;
  }
  let best = { low, high };
  for (const c of totals) {
    // Cells of the sum under this total, replaced by the total less its other parts.
    let least = constraints.remainder[quantity][c]! - constraints.rounding[quantity][c]!;
    let most = constraints.remainder[quantity][c]! + constraints.rounding[quantity][c]!;
    let outsideLow = low;
    let outsideHigh = high;
    for (let e = constraints.starts[c]!; e < constraints.starts[c + 1]!; e++) {
      const entry = constraints.entries[e]!;
      const u = decodeUnknown(entry);
      const cellLow = bounds.low[u]!;
      const cellHigh = bounds.high[u]!;
      if (entry >= 0 && times.has(u)) {
        outsideLow -= cellLow;
        outsideHigh -= cellHigh;
      } else if (entry >= 0) {
        least -= cellHigh;
        most -= cellLow;
      } else {
        least += cellLow;
        most += cellHigh;
      }
    }
    if (Number.isNaN(outsideHigh)) continue;
    best = { low: Math.max(best.low, least + outsideLow), high: Math.min(best.high, most + outsideHigh) };
  }
  return best;
}
