// How the nation's rows are worked out for data/demo/, for demo.mjs: what published location quotients leave of
// a figure, and figures that lie in those ranges and add up. data/README.md says how.
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readRecords } from "./lib.mjs";

/** Levels and the published quotients of them. */
export const MEASURES = {
  establishments: { level: "annual_avg_estabs", quotient: "lq_annual_avg_estabs" },
  employment: { level: "annual_avg_emplvl", quotient: "lq_annual_avg_emplvl" },
  wages: { level: "total_annual_wages", quotient: "lq_total_annual_wages" },
};
export const keyOf = (row) => `${row.own_code},${row.industry_code}`;
export const TOTAL = "0,10";

const dataFolder = join(fileURLToPath(new URL(".", import.meta.url)), "..");
const sectors = readRecords(join(dataFolder, "naics/sectors.csv"));

/** Of each total the rows that add up to it, those of the finest industries first. */
function groupsOf(keys) {
  const parents = new Map();
  const add = (parent, key) => parents.set(parent, [...(parents.get(parent) ?? []), key]);
  const sectorOf = (digits) =>
    sectors.find(({ sector }) => {
      const [first, last = first] = sector.split("-");
      return digits >= first && digits <= last;
    })?.sector;
  for (const key of keys) {
    const [ownership, code] = key.split(",");
    const sector = sectors.find((row) => row.sector === code);
    const supersector = sectors.find((row) => row.supersector === code);
    if (code === "10") {
      if (ownership !== "0") add(TOTAL, key);
    } else if (sector) add(`${ownership},${sector.supersector}`, key);
    else if (supersector) add(`${ownership},${supersector.domain}`, key);
    else if (sectors.some(({ domain }) => domain === code)) add(`${ownership},10`, key);
    else add(`${ownership},${code.length === 3 ? sectorOf(code.slice(0, 2)) : code.slice(0, -1)}`, key);
  }
  const fineness = (key) => {
    const [ownership, code] = key.split(",");
    if (code === "10") return ownership === "0" ? 0 : 1;
    if (sectors.some(({ domain }) => domain === code)) return 2;
    if (sectors.some(({ supersector }) => supersector === code)) return 3;
    return sectors.some(({ sector }) => sector === code) ? 4 : code.length + 2;
  };
  return [...parents.keys()]
    .sort((a, b) => fineness(b) - fineness(a))
    .map((total) => ({ total, parts: parents.get(total) }));
}

/**
 * The shares of the nation's total that published quotients leave each of its rows, least and most: a quotient is
 * printed in hundredths, and is the area's share over the nation's.
 *
 * @param rows of areas, each with the area's total
 */
export function sharesByQuotients(rows, { level, quotient }) {
  const totals = new Map(rows.filter((row) => keyOf(row) === TOTAL).map((row) => [row.area_fips, Number(row[level])]));
  const shares = new Map();
  for (const row of rows) {
    const [figure, printed] = [Number(row[level]), Number(row[quotient])];
    if (row.disclosure_code.trim() !== "" || row.lq_disclosure_code.trim() !== "") continue;
    if (!(figure > 0) || row[quotient].trim() === "") continue;
    const share = figure / totals.get(row.area_fips);
    const [low, high] = shares.get(keyOf(row)) ?? [0, Infinity];
    const most = printed > 0.005 ? share / (printed - 0.005) : Infinity;
    shares.set(keyOf(row), [Math.max(low, share / (printed + 0.005)), Math.min(high, most)]);
  }
  return shares;
}

/**
 * The nation's total whose rows are whole numbers within what quotients leave them: of all totals within 1% of the
 * one given, the nearest that leaves the fewest rows without a whole number. The shares of small rows are narrow
 * enough to show the total of a release that is not there itself.
 */
export function totalOfRelease(shares, given) {
  const ranges = [...shares.values()].filter(([, high]) => high * given < 30_000);
  const misses = (total) =>
    ranges.filter(([low, high]) => Math.ceil(low * total - 1e-9) > Math.floor(high * total + 1e-9)).length;
  let best = { total: given, missed: misses(given) };
  for (let step = 1; step <= 40_000 && best.missed > 0; step++) {
    for (const sign of [1, -1]) {
      const total = Math.round(given * (1 + sign * step * 2.5e-7));
      const missed = misses(total);
      if (missed < best.missed) best = { total, missed };
    }
  }
  return best;
}

/**
 * Figures near their guesses that lie within their ranges and add up. From the finest industries up, what a total's
 * parts say of it is joined with its own guess by variance; from the top down, a total is shared out among its parts,
 * each moved by its variance as far as its range lets it.
 *
 * @param cells by key `{ guess, variance, low, high }`
 * @param binds whether the parts of a total are all there
 */
export function reconcile(cells, binds) {
  const joined = new Map([...cells].map(([key, cell]) => [key, { ...cell }]));
  const groups = groupsOf(cells.keys())
    .filter(({ total, parts }) => cells.has(total) && binds(total, parts))
    .map(({ total, parts }) => ({ total: joined.get(total), parts: parts.map((part) => joined.get(part)) }));
  for (const { total, parts } of groups) {
    const [guess, variance, low, high] = ["guess", "variance", "low", "high"].map((name) =>
      parts.reduce((sum, part) => sum + part[name], 0),
    );
    const weight = total.variance + variance === 0 ? 0 : total.variance / (total.variance + variance);
    total.guess += weight * (guess - total.guess);
    total.variance *= 1 - weight;
    // Where rounding keeps the parts from reaching the total's range, it takes the end next to them.
    [total.low, total.high] = [within(low, total), within(high, total)];
  }
  for (const cell of joined.values()) cell.value = within(cell.guess, cell);
  for (const { total, parts } of groups.toReversed()) shareOut(total.value, parts);
  return new Map([...joined].map(([key, { value }]) => [key, value]));
}

/** Gives parts values that add up to a total: guess + step × variance, within their ranges. */
function shareOut(total, parts) {
  const at = (step) => parts.map((part) => within(part.guess + step * part.variance, part));
  const sum = (values) => values.reduce((all, value) => all + value, 0);
  let [low, high] = [-1, 1];
  while (sum(at(low)) > total && low > -1e12) low *= 2;
  while (sum(at(high)) < total && high < 1e12) high *= 2;
  for (let halving = 0; halving < 200; halving++) {
    const middle = (low + high) / 2;
    if (sum(at(middle)) > total) high = middle;
    else low = middle;
  }
  at((low + high) / 2).forEach((value, index) => (parts[index].value = value));
}

const within = (value, { low, high }) => Math.min(Math.max(value, low), high);

/** The least and most whole number of a range; the range itself where it holds none. */
export function wholeRange(low, high) {
  const [least, most] = [Math.ceil(low - 1e-9), Math.floor(high + 1e-9)];
  return least <= most ? { low: least, high: most } : { low, high };
}
