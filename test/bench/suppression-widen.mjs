// Learns the constants of src/suppression/widening-constants.ts from sums of really withheld cells, and rewrites that file:
// `npm run build && node --max-old-space-size=8000 test/bench/suppression-widen.mjs`, then build again. It comes after
// suppression-calibrate.mjs, whose widths it multiplies. States in HELD_OUT are only checked on.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { deserialize, serialize } from "node:v8";
import { readNational, selectRows } from "./suppression-data.mjs";
import { seeded } from "./suppression-mask.mjs";
import { gatherSums } from "./suppression-sums.mjs";
import { HELD_OUT, PROTOCOLS } from "./suppression-truth.mjs";

/** Of sums within a county, which are many, this share is enough. */
const SHARE_OF_TREES = 0.15;
/** Over nine in ten, since other states and years are harder than those learned from, by two points in a hundred. */
const COVERED = 0.92;
const ROUNDS = 8;
/** A class of so many sums is believed half. */
const HALF_BELIEVED = 60;
const COMMONS = [0, 0.03, 0.06, 0.1, 0.15, 0.2, 0.3, 0.4];
const COUNT_CLASSES = 6;
const SIZE_CLASSES = 7;
const MOVE_CLASSES = 7;

const random = seeded(5);
const sums = (await gatherAll()).filter(({ isTree }) => !isTree || random() < SHARE_OF_TREES);
console.log(`${sums.length} sums`);
const learned = sums.filter(({ state }) => !HELD_OUT.includes(state));
const checked = sums.filter(({ state }) => HELD_OUT.includes(state));

const common = { industry: 0, area: 0 };
let widenings = fitAll(learned);
for (const name of ["industry", "area"]) common[name] = bestCommon(name);
widenings = fitAll(learned);
for (const [title, ones] of [
  ["learned", learned],
  ["held out", checked],
]) {
  for (const quantity of ["employment", "wages"]) report(`${title}, ${quantity}`, ones, quantity);
}
writeFileSync(new URL("../../src/suppression/widening-constants.ts", import.meta.url), renderModule());

async function gatherAll() {
  const cache = process.env.SECTOR_RANK_SAMPLES;
  if (cache && existsSync(cache)) return deserialize(readFileSync(cache));
  const national = await readNational();
  const table = selectRows(national, (row) => national.ownership[row] === 5 || national.ownership[row] === 0);
  const alone = PROTOCOLS.filter(({ given }) => given.join() === "county");
  const states = PROTOCOLS.filter(({ given, level }) => given.join() === "county,state" && level === undefined);
  const trees = PROTOCOLS.filter(({ level, kind }) => level === 5 && !kind);
  const gathered = [];
  for (const protocols of [states, alone, trees]) gathered.push(...(await gatherSums(table, protocols)));
  if (cache) writeFileSync(cache, serialize(gathered));
  return gathered;
}

function none() {
  return {
    below: 1,
    above: 1,
    sector: {},
    count: Array(COUNT_CLASSES).fill(1),
    size: Array(SIZE_CLASSES).fill(1),
    move: Array(MOVE_CLASSES).fill(1),
    level: {},
  };
}

function fitAll(ones) {
  const found = {};
  for (const quantity of ["employment", "wages"]) {
    found[quantity] = { areas: none(), alone: none() };
    for (const [name, isUnderAreas] of [
      ["areas", true],
      ["alone", false],
    ]) {
      fit(
        found[quantity][name],
        ones
          .map((one) => one[quantity])
          .filter(({ parts, isTree }) => !isTree && parts[0].isUnderAreas === isUnderAreas),
      );
    }
  }
  return found;
}

/** Multiplies the factor of each class in turn by what its sums still need, until all have what they need. */
function fit(of, ones) {
  const main = ones.map(mainOf);
  for (let round = 0; round < ROUNDS; round++) {
    for (const name of ["sector", "count", "size", "move", "level"]) {
      const factors = flatFactors(of);
      const groups = new Map();
      ones.forEach((one, k) => {
        const key = main[k][name];
        if (!groups.has(key)) groups.set(key, []);
        groups.get(key).push(Math.abs(signedMissOf(one, of, factors)));
      });
      for (const [key, misses] of groups) {
        const needed = quantile(misses, COVERED);
        const believed = misses.length / (misses.length + HALF_BELIEVED);
        of[name][key] = (of[name][key] ?? 1) * Math.min(Math.max(needed, 0.4), 3) ** (0.8 * believed);
      }
    }
    // Both sides alike: as many below as above.
    const factors = flatFactors(of);
    const sides = Float64Array.from(ones, (one) => signedMissOf(one, of, factors));
    const above = quantile(sides, (1 + COVERED) / 2);
    const below = quantile(
      sides.map((miss) => -miss),
      (1 + COVERED) / 2,
    );
    of.below *= Math.min(Math.max(below, 0.5), 2) ** 0.5;
    of.above *= Math.min(Math.max(above, 0.5), 2) ** 0.5;
  }
}

/** The cell that a sum's error depends on most. */
function mainOf({ parts }) {
  const sizeOf = (part) => Math.max(part.below, part.above) * part.times;
  return parts.reduce((most, part) => (sizeOf(part) > sizeOf(most) ? part : most));
}

function quantile(values, share) {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(Math.ceil(share * (sorted.length + 1)) - 1, sorted.length - 1)];
}

/** How far out the truth is, in half-widths of its side. */
function missOf(one, of) {
  return Math.abs(signedMissOf(one, of, flatFactors(of)));
}

function signedMissOf({ value, truth, left, parts, isTree }, of, factorOf) {
  const off = truth - value;
  if (Math.abs(off) < 0.01) return 0;
  const isBelow = off < 0;
  const [side, toBound] = isBelow ? ["below", "toLow"] : ["above", "toHigh"];
  let [squares, sum] = [0, 0];
  for (const part of parts) {
    const wider = Math.max(factorOf(part) * of[side], 1);
    const half = part.times * Math.min(part[side] * wider, Math.max(part[toBound], 0));
    squares += half ** 2;
    sum += half;
  }
  const shared = isTree ? common.area : common.industry;
  const half = left * Math.sqrt((1 - shared) * squares + shared * sum ** 2);
  return off / Math.max(half, 1e-6);
}

function flatFactors({ sector: sectors, count: counts, size: sizes, move: moves, level: levels }) {
  return ({ sector, count, size, move, level }) =>
    (sectors[sector] ?? 1) * counts[count] * sizes[size] * moves[move] * (levels[level] ?? 1);
}

/** The share in common that makes sums of few cells and of many need the same. */
function bestCommon(name) {
  let best = { share: 0, uneven: Infinity };
  const ones = learned.filter(({ isTree }) => isTree === (name === "area"));
  for (const share of COMMONS) {
    common[name] = share;
    const needed = [2, 5, 10, Infinity].map((most, k, mosts) => {
      const of = ones.filter(({ cells }) => cells <= most && cells > (mosts[k - 1] ?? 1));
      const misses = of.map(({ employment }) =>
        missOf(employment, widenings.employment[employment.parts[0].isUnderAreas ? "areas" : "alone"]),
      );
      return { log: Math.log(Math.max(quantile(misses, COVERED) ?? 1, 0.05)), weight: Math.sqrt(of.length) };
    });
    const weight = needed.reduce((sum, one) => sum + one.weight, 0);
    const mean = needed.reduce((sum, one) => sum + one.log * one.weight, 0) / weight;
    const uneven = needed.reduce((sum, one) => sum + one.weight * (one.log - mean) ** 2, 0) / weight;
    console.log(
      `${name} in common ${share}: uneven by ${uneven.toFixed(4)} (${needed.map(({ log }) => Math.exp(log).toFixed(2)).join(", ")})`,
    );
    if (uneven < best.uneven) best = { share, uneven };
  }
  return best.share;
}

function report(title, ones, quantity) {
  const covered = (of) => {
    const inside = of.filter(
      (one) => missOf(one[quantity], widenings[quantity][one[quantity].parts[0].isUnderAreas ? "areas" : "alone"]) <= 1,
    );
    return `${((100 * inside.length) / of.length).toFixed(1)}% of ${of.length}`;
  };
  for (const keyOf of [
    ({ protocol, level }) => `${protocol}, level ${level}`,
    ({ protocol, sector }) => `${protocol}, ${sector}`,
  ]) {
    const groups = new Map();
    for (const one of ones) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
    for (const key of [...groups.keys()].sort()) console.log(`${title}: ${key}: ${covered(groups.get(key))}`);
  }
}

function renderModule() {
  const number = (value) => Number(value.toFixed(2));
  const record = (of) =>
    `{ ${Object.entries(of)
      .sort()
      .map(([key, value]) => `"${key}": ${number(value)}`)
      .join(", ")} }`;
  const one = (of) =>
    `{ below: ${number(of.below)}, above: ${number(of.above)}, sector: ${record(of.sector)}, count: [${of.count.map(number).join(", ")}], size: [${of.size.map(number).join(", ")}], move: [${of.move.map(number).join(", ")}], level: ${record(of.level)} }`;
  const each = Object.entries(widenings).map(
    ([quantity, { areas, alone }]) => `  ${quantity}: { areas: ${one(areas)}, alone: ${one(alone)} },`,
  );
  return `import type { Quantity } from "./cells.js";

// Written by test/bench/suppression-widen.mjs from ${learned.length.toLocaleString("en-US")} sums of really withheld private cells of BLS QCEW 2016 Q1.

/** Factors of half-widths, learned from really withheld cells; see \`widening\`. */
export interface Widening {
  readonly below: number;
  readonly above: number;
  readonly sector: Readonly<Record<string, number>>;
  readonly count: readonly number[];
  readonly size: readonly number[];
  readonly move: readonly number[];
  /** By ones digit of the aggregation level. */
  readonly level: Readonly<Record<number, number>>;
}

export const WIDENING: Readonly<Record<Quantity, Readonly<Record<"areas" | "alone", Widening>>>> = {
${each.join("\n")}
};

/** Shares of the variance that cells of one industry, and cells of one area, have in common. */
export const COMMON = { industry: ${common.industry}, area: ${common.area} };
`;
}
