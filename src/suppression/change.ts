import { estimated, hasValue, type Datum } from "../core/datum.js";
import type { ChangeErrors } from "./change-errors.js";
import type { Filled } from "./fill.js";
import type { Series } from "./series.js";
import {
  shareOfErrorLeft,
  totalsAround,
  type EstimatedQuantity,
  type EstimatedSystem,
  type SumsOfRows,
} from "./sums.js";
import { power } from "../core/power.js";
import { yearsApart } from "./series.js";

const NORMAL_90 = 1.645;
/** What a level may be at least and its error at most, so that one small cell says no more of a sum than it holds. */
const LEAST_LEVEL = 0.05;
const MOST_ERROR = 1.5;
/**
 * By ones digit of the aggregation level, what ranges were too narrow by on published cells hidden at both ends: few coarse
 * cells stand under one total, and their errors are not independent.
 *
 * @source `npm run bench:suppression -- growth`: 22,452 cells of Ohio, Columbus and the states
 */
const WIDER_BY_LEVEL: Readonly<Record<number, number>> = { 4: 1.3, 5: 1.2, 6: 1.05, 8: 0.95 };
/** What a change's error grows by with the years: as that of a cell's own figure of another period. */
const YEARS_POWER = 0.45;

/**
 * Jobs of rows of a later period ÷ those of an earlier, with a 90 % range.
 *
 * A cell that is withheld at both ends has one level, whose error cancels in the ratio except for what the industry's
 * parts grew apart; left is what each end has of its own. A cell that is withheld at one end brings that end's error.
 *
 * @returns undefined if no cell is withheld at both ends, so that the ends' own ranges say all there is
 */
export function changeOfRows(
  { first, last }: { readonly first: readonly number[]; readonly last: readonly number[] },
  filled: Filled,
  system: EstimatedSystem,
  { series, sums }: { readonly series: Series | undefined; readonly sums: SumsOfRows },
): Datum | undefined {
  const { changes, employment } = filled;
  if (!changes || !series) return undefined;
  const start = sums.of(first, "employment");
  const end = sums.of(last, "employment");
  if (!hasValue(start) || !hasValue(end) || !(start.value > 0 && end.value > 0)) return undefined;
  const { unknown } = system.cells;
  const partner = new Map<number, number>();
  for (const row of first) if (unknown[row] !== -1 && series.of[row] !== -1) partner.set(series.of[row]!, row);

  let variance = 0;
  let hasPair = false;
  const alone = { first: 0, last: 0 };
  const used = new Set<number>();
  for (const row of last) {
    const u = unknown[row]!;
    if (u === -1) continue;
    const before = partner.get(series.of[row]!);
    const share = employment.values[u]! / end.value;
    if (before === undefined) {
      alone.last += (share * levelError(employment, u)) ** 2;
      continue;
    }
    hasPair = true;
    used.add(before);
    const v = unknown[before]!;
    const shareBefore = employment.values[v]! / start.value;
    const years = yearsApart(system.cells, row, before);
    variance += ((share - shareBefore) * levelError(employment, u)) ** 2;
    alone.last += (share * ownError(changes, u, years)) ** 2;
    alone.first += (shareBefore * ownError(changes, v, years)) ** 2;
  }
  if (!hasPair) return undefined;
  for (const row of first) {
    const u = unknown[row]!;
    if (u !== -1 && !used.has(row)) {
      alone.first += ((employment.values[u]! / start.value) * levelError(employment, u)) ** 2;
    }
  }
  variance += alone.last * errorLeft(last) ** 2 + alone.first * errorLeft(first) ** 2;
  const value = end.value / start.value;
  const wider = WIDER_BY_LEVEL[system.cells.table.level[last[0]!]! % 10] ?? 1;
  const factor = Math.exp(NORMAL_90 * wider * Math.sqrt(variance));
  return estimated(value, { low: value / factor, high: value * factor });

  function errorLeft(rows: readonly number[]): number {
    const times = new Map<number, number>();
    for (const row of rows) if (unknown[row] !== -1) times.set(unknown[row]!, 1);
    if (times.size < 2) return 1;
    return shareOfErrorLeft(times, totalsAround(times, system), { ...employment, prior: changes!.prior }, system);
  }
}

function ownError({ isJoined, error, apart }: ChangeErrors, u: number, years: number): number {
  return isJoined[u] === 0 ? error[u]! : error[u]! * power(years / apart[u]!, YEARS_POWER);
}

/** Standard error of the logarithm of a level, as its interval has it. */
function levelError({ values, intervals }: EstimatedQuantity, u: number): number {
  const [value, low, high] = [values[u]!, intervals.low[u]!, intervals.high[u]!];
  if (!(value > 0) || !(high > low)) return 0;
  return Math.min(Math.log(high / Math.max(low, LEAST_LEVEL * value)) / 2 / NORMAL_90, MOST_ERROR);
}
