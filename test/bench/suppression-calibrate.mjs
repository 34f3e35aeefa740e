// Learns the constants of src/suppression/calibration.ts from masked disclosed cells, and rewrites that file:
// `npm run build && node --max-old-space-size=8000 test/bench/suppression-calibrate.mjs`, then build again.
// Cells: eight states of the national quarter, with their state and MSA rows and without; for cells known from
// another period, Ohio's four quarters. Seeds are not those of the bench.
import { writeFileSync } from "node:fs";
import { load, readMsaCounties, readNational, readOhio, selectRows } from "./suppression-data.mjs";
import { maskTable } from "./suppression-mask.mjs";

const GROUPS = [
  ["13", "20", "36", "55"],
  ["08", "17", "37", "53"],
];
const SEEDS = [11];
const SHARE = 0.15;
const RELATIVE_ERRORS = [0.01, 0.03, 0.055, 0.095, 0.16, 0.275, 0.475, 0.8, 1.5];
const UNITS = { employment: 1, wages: 10_000 };
const COUNTS = { few: 5, some: 20, many: Infinity };
const FEWEST = 150;
/** A little over nine in ten, since other files may be a little harder than those learned from. */
const COVERED = 0.905;

const counties = readMsaCounties();
const samples = { employment: [], wages: [] };
const national = await readNational();
for (const states of GROUPS) {
  const inStates = national.areas.map((code) =>
    /^C\d/.test(code)
      ? (counties.get(code) ?? ["none"]).every((county) => states.includes(county.slice(0, 2)))
      : states.includes(code.slice(0, 2)),
  );
  const isPrivate = (row) => national.ownership[row] === 5 || national.ownership[row] === 0;
  const isCounty = (row) => national.level[row] >= 70 && national.level[row] <= 78;
  const whole = selectRows(national, (row) => isPrivate(row) && inStates[national.area[row]]);
  const alone = selectRows(national, (row) => isPrivate(row) && isCounty(row) && inStates[national.area[row]]);
  for (const table of [whole, alone]) for (const seed of SEEDS) await gather(table, { seed, keep: () => true });
}
const ohio = await readOhio();
for (const seed of SEEDS) await gather(ohio, { seed, keep: (isOwnPeriod) => isOwnPeriod });

const fitted = Object.fromEntries(Object.entries(samples).map(([quantity, cells]) => [quantity, fit(quantity, cells)]));
writeFileSync(new URL("../../src/suppression/calibration.ts", import.meta.url), renderModule(fitted));
console.log("src/suppression/calibration.ts is written");

async function gather(table, { seed, keep }) {
  const { buildCells } = await load("suppression/cells.js");
  const { buildConstraints } = await load("suppression/constraints.js");
  const { joinTwins } = await load("suppression/twins.js");
  const { buildIncidence } = await load("suppression/incidence.js");
  const { fillQuantities } = await load("suppression/fill.js");
  const { buildSeries } = await load("suppression/series.js");
  const { SIGNALS } = await load("suppression/first-guess.js");
  const { table: hidden, masked } = await maskTable(table, { seed, share: SHARE, counties });
  const all = buildCells(hidden);
  const { cells, constraints } = joinTwins(all, buildConstraints(all, counties));
  const system = { cells, constraints, incidence: buildIncidence(constraints, cells.rows.length) };
  const filled = fillQuantities(system, all.periods.length > 1 ? buildSeries(all) : undefined);
  filled.requireAll();
  for (const row of masked) {
    const level = table.level[row] % 10;
    if (table.ownership[row] !== 5 || Math.floor(table.level[row] / 10) !== 7 || level < 4) continue;
    const u = cells.unknown[row];
    const isOwnPeriod = filled.first.signal[u] === SIGNALS.ownPeriod;
    if (!keep(isOwnPeriod)) continue;
    for (const quantity of ["employment", "wages"]) {
      const unit = UNITS[quantity];
      const { values, bounds, prior, error } = filled[quantity];
      if (!(bounds.high[u] - bounds.low[u] > 1e-6 * unit)) continue;
      samples[quantity].push({
        truth: table.fields[quantity][row] / unit,
        value: values[u] / unit,
        error: error[u] / unit,
        prior: prior[u],
        room: (bounds.high[u] - bounds.low[u]) / unit,
        count: Math.max(table.fields.establishments[row], 0.5),
        level,
        isOwnPeriod,
      });
    }
  }
  console.log(`seed ${seed}: ${masked.length} cells masked, ${samples.employment.length} gathered`);
}

function features({ value, error, prior, room }) {
  const held = Math.min(room, 20 * Math.max(value, 1));
  return [1, Math.log(error + 0.05), Math.log(prior * value + 0.05), Math.log(held + 0.05)];
}

function fit(quantity, cells) {
  const peers = cells.filter((cell) => !cell.isOwnPeriod);
  const coefficients = leastSquares(
    peers.map(features),
    peers.map((c) => Math.log(Math.abs(c.truth - c.value) + 0.3)),
  );
  for (const cell of cells) {
    cell.scale = Math.exp(features(cell).reduce((sum, x, k) => sum + x * coefficients[k], 0));
    cell.ratio = (cell.truth - cell.value) / cell.scale;
  }
  // Coarser industries miss by more than the formula says, finer ones by less.
  const levelFactor = {};
  const base = quantiles(peers);
  for (const level of [4, 5, 6, 7, 8]) {
    const of = peers.filter((cell) => cell.level === level);
    const needed = of.map((cell) => {
      const { below, above } = interpolate(base, Math.log(cell.scale / cell.value));
      return cell.ratio < 0 ? -cell.ratio / below : cell.ratio / above;
    });
    needed.sort((a, b) => a - b);
    levelFactor[level] = needed[Math.floor(COVERED * needed.length)];
  }
  for (const cell of cells) {
    cell.scale *= levelFactor[cell.level] ?? 1;
    cell.ratio = (cell.truth - cell.value) / cell.scale;
  }
  const classOf = (count) => Object.keys(COUNTS).find((name) => count <= COUNTS[name]);
  const peer = Object.fromEntries(
    Object.keys(COUNTS).map((name) => [name, quantiles(peers.filter((cell) => classOf(cell.count) === name))]),
  );
  return { coefficients, levelFactor, peer, ownPeriod: quantiles(cells.filter((cell) => cell.isOwnPeriod)) };
}

/** Conformal 5 % and 95 % points of the ratios around each tabled relative error; of thin ones, their neighbours'. */
function quantiles(cells) {
  const edges = RELATIVE_ERRORS.slice(1).map((to, k) => Math.sqrt(to * RELATIVE_ERRORS[k]));
  const groups = RELATIVE_ERRORS.map(() => []);
  for (const cell of cells) {
    const at = edges.findIndex((edge) => cell.scale / Math.max(cell.value, 1e-9) <= edge);
    groups[at === -1 ? groups.length - 1 : at].push(cell.ratio);
  }
  const below = [];
  const above = [];
  groups.forEach((_, k) => {
    let ratios = groups[k];
    for (let reach = 1; ratios.length < FEWEST && reach < groups.length; reach++) {
      ratios = groups.slice(Math.max(0, k - reach), k + reach + 1).flat();
    }
    ratios = ratios.slice().sort((a, b) => a - b);
    const n = ratios.length;
    below.push(Math.max(0, -ratios[Math.max(0, Math.floor(0.05 * (n + 1)) - 1)]));
    above.push(Math.max(0, ratios[Math.min(n - 1, Math.ceil(0.95 * (n + 1)) - 1)]));
  });
  return { below, above };
}

function interpolate({ below, above }, log) {
  let upper = 1;
  while (upper < RELATIVE_ERRORS.length - 1 && log > Math.log(RELATIVE_ERRORS[upper])) upper++;
  const [from, to] = [Math.log(RELATIVE_ERRORS[upper - 1]), Math.log(RELATIVE_ERRORS[upper])];
  const share = Math.min(Math.max((log - from) / (to - from), 0), 1);
  const between = (values) => values[upper - 1] + (values[upper] - values[upper - 1]) * share;
  return { below: between(below), above: between(above) };
}

function leastSquares(rows, targets) {
  const size = rows[0].length;
  const matrix = Array.from({ length: size }, () => new Float64Array(size + 1));
  rows.forEach((row, k) => {
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) matrix[i][j] += row[i] * row[j];
      matrix[i][size] += row[i] * targets[k];
    }
  });
  for (let i = 0; i < size; i++) {
    for (let r = 0; r < size; r++) {
      if (r === i) continue;
      const factor = matrix[r][i] / matrix[i][i];
      for (let c = i; c <= size; c++) matrix[r][c] -= factor * matrix[i][c];
    }
  }
  return matrix.map((row, i) => row[size] / row[i]);
}

function renderModule(fits) {
  const list = (values) => `[${values.map((value) => Number(value.toFixed(2))).join(", ")}]`;
  const quantile = ({ below, above }) => `{ below: ${list(below)}, above: ${list(above)} }`;
  const each = (render) =>
    Object.keys(fits)
      .map((quantity) => `  ${quantity}: ${render(fits[quantity], quantity)},`)
      .join("\n");
  return `import type { Quantity } from "./cells.js";

// Written by test/bench/suppression-calibrate.mjs from masked disclosed cells of BLS QCEW 2016 Q1 (private cells of
// Colorado, Georgia, Illinois, Kansas, New York, North Carolina, Washington and Wisconsin, with their state and MSA
// rows and without) and of Ohio's four quarters of 2016 (cells known from another period): ${samples.employment.length.toLocaleString("en-US")} cells.

/** Multiples of the error scale at 5 % below and 95 % above, one for each of RELATIVE_ERRORS. */
export interface Quantiles {
  readonly below: readonly number[];
  readonly above: readonly number[];
}

/** Error scale ÷ estimate at which the quantiles are tabled; between them they are interpolated. */
export const RELATIVE_ERRORS = [${RELATIVE_ERRORS.join(", ")}];

interface Scale {
  /** The scale of an error is e to this power times the others to theirs. */
  readonly constant: number;
  /** Of the standard error with all totals, without any, and of the room between the bounds. */
  readonly withTotals: number;
  readonly withoutTotals: number;
  readonly room: number;
  /** What one is counted in: jobs, or ten thousand dollars of a quarter's or year's wages. */
  readonly unit: number;
}

export const SCALE: Readonly<Record<Quantity, Scale>> = {
${each(({ coefficients: [constant, withTotals, withoutTotals, room] }, quantity) => `{ constant: ${constant.toFixed(3)}, withTotals: ${withTotals.toFixed(3)}, withoutTotals: ${withoutTotals.toFixed(3)}, room: ${room.toFixed(3)}, unit: ${UNITS[quantity]} }`)}
};

/** By ones digit of the aggregation level: coarser industries miss by more than the formula says, finer ones by less. */
export const LEVEL_FACTOR: Readonly<Record<Quantity, Readonly<Record<number, number>>>> = {
${each(
  ({ levelFactor }) =>
    `{ ${Object.entries(levelFactor)
      .map(([level, factor]) => `${level}: ${factor.toFixed(2)}`)
      .join(", ")} }`,
)}
};

/** Cells guessed from peers, by establishments: up to 5, up to 20, more. */
export const PEER: Readonly<Record<Quantity, Readonly<Record<"few" | "some" | "many", Quantiles>>>> = {
${each(
  ({ peer }) =>
    `{ ${Object.entries(peer)
      .map(([name, q]) => `${name}: ${quantile(q)}`)
      .join(", ")} }`,
)}
};

/** Cells guessed from their own figure in another period. */
export const OWN_PERIOD: Readonly<Record<Quantity, Quantiles>> = {
${each(({ ownPeriod }) => quantile(ownPeriod))}
};
`;
}
