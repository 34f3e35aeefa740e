// Learns the constants of src/suppression/widening-constants.ts from sums of really withheld cells, and rewrites that file:
// `npm run build && node --max-old-space-size=8000 test/bench/suppression-widen.mjs`, then build again. It comes after
// suppression-calibrate.mjs, whose widths it multiplies. States in HELD_OUT are only checked on: classes of sums that
// hold less than 86 or more than 94 % are listed of both.
import { writeFileSync } from "node:fs";
import { seeded } from "./suppression-mask.mjs";
import { gatherWithheld } from "./suppression-sums.mjs";
import { HELD_OUT } from "./suppression-truth.mjs";
import {
  COUNT_CLASSES,
  CLASS_NAMES,
  halvesOf,
  MOVE_CLASSES,
  none,
  samplesOf,
  SIDES,
  SIZE_CLASSES,
} from "./suppression-widths.mjs";

/** Of sums within a county, and of those of 5 and 6 digits, which are many, these shares are enough. */
const SHARE_OF_TREES = 0.1;
const SHARE_OF_FINE = 0.5;
/** Over nine in ten, since other states and years are harder than those learned from, by one or two points in a hundred. */
const COVERED = 0.92;
const ROUNDS = 8;
/** A class of so many sums is believed half: of a hundred, four lie beyond each end. */
const HALF_BELIEVED = 100;
const COMMONS = [0, 0.03, 0.06, 0.1, 0.15, 0.2, 0.3, 0.4];
const NAMED = 50;
const LEAST = 0.75;
const MOST = 2;

const random = seeded(5);
const sums = (await gatherWithheld()).filter(({ isTree, level }) =>
  isTree ? random() < SHARE_OF_TREES : level <= 6 || random() < SHARE_OF_FINE,
);
const learned = sums.filter(({ state }) => !HELD_OUT.includes(state));
console.log(`${sums.length} sums, ${learned.length} to learn from`);
const common = { industry: 0.1, area: 0.2 };
let widenings = fitAll();
for (const name of ["industry", "area"]) common[name] = bestCommon(name);
widenings = fitAll();
writeFileSync(new URL("../../src/suppression/widening-constants.ts", import.meta.url), renderModule());
for (const quantity of ["employment", "wages"]) report(quantity);

function fitAll() {
  const found = {};
  for (const quantity of ["employment", "wages"]) {
    found[quantity] = {};
    for (const [name, isUnderAreas] of [
      ["areas", true],
      ["alone", false],
    ]) {
      const ones = learned.filter((one) => !one.isTree && one[quantity].parts[0].isUnderAreas === isUnderAreas);
      const samples = samplesOf(ones, quantity);
      found[quantity][name] = Object.fromEntries(SIDES.map((side) => [side, fit(samples, side)]));
    }
  }
  return found;
}

/** Multiplies the factor of each class in turn by what its sums still need, until all have what they need. */
function fit(samples, side) {
  const of = none();
  for (let round = 0; round < ROUNDS; round++) {
    of.all = within(of.all * neededBy(missesOf(samples, of, side)));
    for (const name of CLASS_NAMES) {
      const misses = missesOf(samples, of, side);
      const groups = new Map();
      samples.main.forEach((part, k) => {
        const at = samples.classes[name][part];
        if (!groups.has(at)) groups.set(at, []);
        groups.get(at).push(misses[k]);
      });
      for (const [at, ones] of groups) of[name][at] = within((of[name][at] ?? 1) * neededBy(ones));
    }
  }
  return of;
}

/** Since no cell is narrowed, factors of classes that need none would run away. */
function within(factor) {
  return Math.min(Math.max(factor, LEAST), MOST);
}

/** By what to multiply half-widths so that as many sums as wanted lie inside on this side; nearer to 1 for few sums. */
function neededBy(misses) {
  const needed = Math.min(Math.max(quantile(misses, (1 + COVERED) / 2), 0.4), 3);
  return needed ** ((0.8 * misses.length) / (misses.length + HALF_BELIEVED));
}

/** How far out the truth of each sum is on a side, in half-widths; 0 on the other side. */
function missesOf(samples, of, side) {
  const halves = halvesOf(samples, of, { side, common });
  const sign = side === "below" ? -1 : 1;
  return halves.map((half, k) => {
    const off = sign * samples.off[k];
    return off < samples.close ? 0 : off / Math.max(half, 1e-6);
  });
}

function quantile(values, share) {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(Math.ceil(share * (sorted.length + 1)) - 1, sorted.length - 1)];
}

/** The share in common that makes sums of few cells and of many need the same. */
function bestCommon(name) {
  const ones = learned.filter(({ isTree, cells }) => isTree === (name === "area") && cells > 1);
  const groups = ["areas", "alone"].map((of) => {
    const samples = samplesOf(
      ones.filter(({ employment }) => employment.parts[0].isUnderAreas === (of === "areas")),
      "employment",
    );
    return { of, samples };
  });
  let best = { share: 0, uneven: Infinity };
  for (const share of COMMONS) {
    common[name] = share;
    const byCells = [2, 5, 10, Infinity].map(() => []);
    for (const { of, samples } of groups) {
      const [below, above] = SIDES.map((side) => missesOf(samples, widenings.employment[of][side], side));
      samples.cells.forEach((cells, k) => {
        byCells[[2, 5, 10, Infinity].findIndex((most) => cells <= most)].push(Math.max(below[k], above[k]));
      });
    }
    const needed = byCells.map((misses) => ({
      log: Math.log(Math.max(quantile(misses, COVERED) ?? 1, 0.05)),
      weight: Math.sqrt(misses.length),
    }));
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

function report(quantity) {
  const groups = new Map();
  for (const of of ["areas", "alone"]) {
    const ones = sums.filter((one) => !one.isTree && one[quantity].parts[0].isUnderAreas === (of === "areas"));
    const samples = samplesOf(ones, quantity);
    const [below, above] = SIDES.map((side) => missesOf(samples, widenings[quantity][of][side], side));
    ones.forEach((one, k) => {
      const which = HELD_OUT.includes(one.state) ? "held out" : "learned";
      for (const key of keysOf(one)) {
        const name = `${quantity}, ${one.protocol}, ${which}: ${key}`;
        if (!groups.has(name)) groups.set(name, { sums: 0, below: 0, above: 0 });
        const group = groups.get(name);
        group.sums++;
        if (below[k] > 1) group.below++;
        if (above[k] > 1) group.above++;
      }
    });
  }
  for (const name of [...groups.keys()].sort()) {
    const { sums: count, below, above } = groups.get(name);
    const inside = 1 - (below + above) / count;
    const isOff = count >= NAMED && (inside < 0.86 || inside > 0.94);
    if (!isOff && !/: level/.test(name)) continue;
    const share = (part) => `${((100 * part) / count).toFixed(1)}%`;
    console.log(`${name}: ${(100 * inside).toFixed(1)}% of ${count} (${share(below)} below, ${share(above)} above)`);
  }
}

function keysOf({ level, sector, cells, establishments, share, employment }) {
  const classOf = (number, mosts) => mosts.find((most) => number <= most) ?? "more";
  const size = (jobs) => classOf(jobs / Math.max(establishments, 0.5), [2, 5, 10, 20, 50, 100, 200]);
  if (level !== 5 && level !== 6) return [`level ${level}`];
  return [
    `level ${level}`,
    `sector ${sector}`,
    `cells to ${classOf(cells, [2, 5, 10, 20, 50])}`,
    `establishments to ${classOf(establishments, [2, 5, 10, 20, 50, 100])}`,
    `jobs an establishment to ${size(employment.truth)}`,
    `estimated jobs an establishment to ${size(employment.value)}`,
    `share withheld to ${classOf(share, [0.05, 0.1, 0.2, 0.4, 0.6, 0.8])}`,
  ];
}

function renderModule() {
  const number = (value) => Number(value.toFixed(2));
  const record = (of) =>
    `{ ${Object.entries(of)
      .sort()
      .map(([key, value]) => `"${key}": ${number(value)}`)
      .join(", ")} }`;
  const list = (of, length) => `[${Array.from({ length }, (_, k) => number(of[k])).join(", ")}]`;
  const one = ({ all, sector, count, size, move, level }) =>
    `{ all: ${number(all)}, sector: ${record(sector)}, count: ${list(count, COUNT_CLASSES)}, size: ${list(size, SIZE_CLASSES)}, move: ${list(move, MOVE_CLASSES)}, level: ${record(level)} }`;
  const both = ({ below, above }) => `{ below: ${one(below)}, above: ${one(above)} }`;
  const each = Object.entries(widenings).map(
    ([quantity, { areas, alone }]) => `  ${quantity}: { areas: ${both(areas)}, alone: ${both(alone)} },`,
  );
  return `import type { Quantity } from "./cells.js";

// Written by test/bench/suppression-widen.mjs from ${learned.length.toLocaleString("en-US")} sums of really withheld private cells of BLS QCEW 2016 Q1.

/** Factors of half-widths, learned from really withheld cells; see \`widening\`. */
export interface Widening {
  readonly all: number;
  readonly sector: Readonly<Record<string, number>>;
  readonly count: readonly number[];
  readonly size: readonly number[];
  readonly move: readonly number[];
  /** By ones digit of the aggregation level. */
  readonly level: Readonly<Record<number, number>>;
}

type Sides = Readonly<Record<"below" | "above", Widening>>;

/** Of cells that published totals over areas hold, and of others. */
export const WIDENING: Readonly<Record<Quantity, Readonly<Record<"areas" | "alone", Sides>>>> = {
${each.join("\n")}
};

/** Shares of the variance that cells of one industry, and cells of one area, have in common. */
export const COMMON = { industry: ${common.industry}, area: ${common.area} };
`;
}
