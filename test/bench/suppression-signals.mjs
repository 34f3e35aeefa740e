// What figures of other publishers are worth: `npm run build && npm run bench:suppression -- signals [--seeds=1,2,3]`.
import { load, readMsaCounties, readNational, readQcewFiles, selectRows, SHARED } from "./suppression-data.mjs";
import { maskTable } from "./suppression-mask.mjs";
import { percent, renderTable, score } from "./suppression-score.mjs";
import { findTruth, giveRows, PROTOCOLS } from "./suppression-truth.mjs";

/** States of the CBP file of 2016 whose rows the national file has (Michigan's it lacks). */
const STATES = ["18", "20", "21", "39", "42", "53", "54"];
const KENTUCKY = "21";
/** Of the CBP file of 2019: Cincinnati, Cleveland, Columbus, Kansas City, Wichita. */
const METROS = ["C1714", "C1746", "C1814", "C2814", "C4862"];
const METRO_STATES = ["18", "20", "21", "29", "39"];
const LEVELS = { 4: "sector", 5: "3-digit", 6: "4-digit", 7: "5-digit", 8: "6-digit" };
/** Aggregation levels of the cells of an area of a kind. */
const KINDS = {
  state: (level) => level >= 50 && level < 60,
  county: (level) => level >= 70 && level < 80,
  msa: (level) => level >= 40 && level < 50,
};
const CLASSES = [2, 5, 20, Infinity];
const CLASS_NAMES = ["up to 2", "3 to 5", "6 to 20", "over 20"];
const HEADER = [
  "",
  "cells",
  "jobs",
  "error",
  "with signal",
  "bias",
  "with signal",
  "covered",
  "with signal",
  "width",
  "with signal",
];

export async function benchSignals(seeds) {
  const counties = readMsaCounties();
  const national = await readNational();
  const isPrivate = (row) => national.ownership[row] === 5 || national.ownership[row] === 0;
  const isShown = (row) => national.level[row] % 10 <= 6;
  const isOf = (states) => (row) =>
    isPrivate(row) && isShown(row) && states.includes(national.areas[national.area[row]].slice(0, 2));

  const cbp2016 = await signalsOf("cbp/BP_2016_00A1_with_ann_8_states.csv");
  const seven = selectRows(national, isOf(STATES));
  const statesAlone = selectRows(seven, (row) => KINDS.state(seven.level[row]));
  await benchWithheld("Seven states, 2016 Q1, state rows alone: really withheld", statesAlone, cbp2016, counties);
  await benchWithheld("Seven states, 2016 Q1, counties given: really withheld", seven, cbp2016, counties);
  for (const [title, table] of [
    ["Seven states, 2016 Q1, state rows alone: masked 4-digit cells", statesAlone],
    ["Seven states, 2016 Q1, counties given: masked 4-digit cells", seven],
    ["Ohio, 2016 Q1, counties given: masked 4-digit cells", selectRows(national, isOf(["39"]))],
  ])
    await benchMasked(title, table, cbp2016, { seeds, counties, areas: "state", levels: [6, 6], share: 0.5 });

  const cbp2019 = await signalsOf("cbp/cbp_2019_msa_naics_oh_ks_metros.csv");
  const isState = (row) => national.level[row] >= 50 && national.level[row] < 60;
  const around = selectRows(
    national,
    (row) =>
      isPrivate(row) &&
      isShown(row) &&
      (METROS.includes(national.areas[national.area[row]]) ||
        (isState(row) && METRO_STATES.includes(national.areas[national.area[row]].slice(0, 2)))),
  );
  const ofMetros = { seeds, counties, areas: "msa", levels: [5, 6], share: 0.5 };
  await benchMasked(
    "Five metropolitan areas, 2016 Q1: masked cells, their states given, CBP of 2019",
    around,
    cbp2019,
    ofMetros,
  );

  const cbp2020 = await signalsOf("cbp/CBP2020.CB2000CBP-Data_ky.csv");
  const asOf2016 = cbp2020.map((signal) => ({ ...signal, year: 2016, naics: 2012, isTrial: true }));
  const kentucky = selectRows(national, isOf([KENTUCKY]));
  const alone = selectRows(kentucky, (row) => KINDS.county(kentucky.level[row]));
  const sectors = { seeds, counties, areas: "county", levels: [4, 4], share: 1 };
  await benchMasked("Kentucky, 2016 Q1, counties alone: masked sectors, CBP of 2020", alone, asOf2016, sectors);
  await benchSums(
    "Kentucky, 2016 Q1, counties alone: really withheld sectors of the state",
    kentucky,
    asOf2016,
    counties,
  );

  const states2020 = await readQcewFiles(["qcew/annual/states/2020_a_states.zip"]);
  await benchPairs("Kentucky, 2020, the state alone: sectors hidden two by two", states2020, cbp2020);
}

async function signalsOf(path) {
  const { readSignals } = await load("signals/read/read-signals.js");
  const file = { publisher: "cbp", path: new URL(path, SHARED).pathname };
  const { signals } = await readSignals(
    [file],
    { isArea: () => true, isYear: () => true },
    { cwd: process.cwd(), hash: false },
  );
  return signals;
}

const notesOf = ({ notes }) => notes.filter(({ id }) => /^signal/.test(id));

async function benchMasked(title, table, signals, { seeds, ...how }) {
  const { estimateSuppressed } = await load("suppression/estimate.js");
  console.log(`\n## ${title}\n`);
  const pooled = new Pool();
  for (const seed of seeds) {
    const { table: hidden, masked } = await maskTable(table, { seed, ...how });
    const without = estimateSuppressed(hidden, { counties: how.counties });
    const with_ = estimateSuppressed(hidden, { counties: how.counties, signals });
    if (seed === seeds[0]) for (const { text } of notesOf(with_)) console.log(text);
    const kind = (row) => KINDS[how.areas](table.level[row]);
    for (const row of masked) {
      const level = table.level[row] % 10;
      if (table.ownership[row] !== 5 || level < 4 || level > 6) continue;
      const count = table.fields.establishments[row];
      const truth = table.fields.employment[row];
      const one = { truth, without: at(without, row), with_: at(with_, row) };
      const own = kind(row) ? "" : "others under the same totals: ";
      pooled.add(`${own}${LEVELS[level]}`, one);
      if (own === "" && level >= how.levels[0] && level <= how.levels[1]) {
        pooled.add(`establishments: ${CLASS_NAMES[CLASSES.findIndex((most) => count <= most)]}`, one);
        const method = METHODS[with_.method[row]];
        pooled.add(`method with signal: ${method}`, one);
      }
    }
  }
  pooled.print();
}

const { METHODS } = await load("suppression/methods.js");

function at({ employment }, row) {
  return { value: employment.value[row], low: employment.low[row], high: employment.high[row] };
}

/** A 3-digit row of a state that the estimator doesn't see, less its published 4-digit rows. */
async function benchWithheld(title, table, signals, counties) {
  const isHiddenTotal = (row) => table.level[row] === 55;
  const given = selectRows(table, (row) => !isHiddenTotal(row));
  const rowOf = new Int32Array(table.length).fill(-1);
  for (let row = 0, next = 0; row < table.length; row++) if (!isHiddenTotal(row)) rowOf[row] = next++;
  const sums = new Map();
  for (let row = 0; row < table.length; row++) {
    if (table.ownership[row] !== 5 || (table.level[row] !== 55 && table.level[row] !== 56)) continue;
    const key = `${table.area[row]}|${table.industries[table.industry[row]].slice(0, 3)}`;
    const sum = sums.get(key) ?? { rows: [], left: 0, count: 0 };
    sums.set(key, sum);
    if (table.level[row] === 55) sum.total = row;
    else {
      sum.count += table.fields.establishments[row];
      if (table.disclosure[row] === 1) sum.rows.push(row);
      else sum.left -= table.fields.employment[row];
    }
  }
  await compareSums(
    title,
    [...sums.values()]
      .filter(
        ({ total, rows, count }) =>
          total !== undefined &&
          table.disclosure[total] === 0 &&
          rows.length > 0 &&
          count === table.fields.establishments[total],
      )
      .map(({ total, rows, left }) => ({
        rows: rows.map((row) => rowOf[row]),
        truth: left + table.fields.employment[total],
      })),
    { given, signals, counties },
  );
}

async function benchSums(title, table, signals, counties) {
  const protocol = PROTOCOLS.find(({ truth, given }) => truth === "counties-to-state" && given.length === 1);
  const found = (await findTruth(table, { counties, protocol })).filter(({ level }) => level === 4);
  const { given, rowOf } = await giveRows(table, protocol);
  const sums = found.map(({ rows, truth }) => ({ rows: rows.map((row) => rowOf[row]), truth }));
  await compareSums(title, sums, { given, signals, counties });
}

async function compareSums(title, sums, { given, signals, counties }) {
  const { estimateSuppressed } = await load("suppression/estimate.js");
  console.log(`\n## ${title}\n`);
  const without = estimateSuppressed(given, { counties });
  const with_ = estimateSuppressed(given, { counties, signals });
  for (const { text } of notesOf(with_)) console.log(text);
  const pooled = new Pool();
  for (const { rows, truth } of sums) {
    const of = (estimates) => {
      const { value, low = value, high = value } = estimates.sum(rows, "employment");
      return { value, low, high };
    };
    pooled.add("sums", { truth, without: of(without), with_: of(with_) });
  }
  pooled.print();
}

/** Private sectors of Kentucky, each hidden together with the next, under the state's private total. */
async function benchPairs(title, states, signals) {
  const { estimateSuppressed } = await load("suppression/estimate.js");
  console.log(`\n## ${title}\n`);
  const table = selectRows(
    states,
    (row) =>
      states.areas[states.area[row]] === `${KENTUCKY}000` &&
      states.ownership[row] === 5 &&
      (states.level[row] === 51 || states.level[row] === 54),
  );
  const sectors = [...Array(table.length).keys()].filter(
    (row) => table.level[row] === 54 && table.industries[table.industry[row]] !== "99",
  );
  const pooled = new Pool();
  for (let k = 0; k + 1 < sectors.length; k++) {
    const pair = sectors.slice(k, k + 2);
    const disclosure = table.disclosure.slice();
    for (const row of pair) disclosure[row] = 1;
    const [without, with_] = [[], signals].map((of) =>
      estimateSuppressed({ ...table, disclosure, changeDisclosure: disclosure }, { signals: of }),
    );
    if (k === 0) for (const { text } of notesOf(with_)) console.log(text);
    for (const row of pair)
      pooled.add("sector", { truth: table.fields.employment[row], without: at(without, row), with_: at(with_, row) });
  }
  pooled.print();
}

class Pool {
  groups = new Map();

  add(key, one) {
    this.groups.set(key, [...(this.groups.get(key) ?? []), one]);
  }

  print() {
    const lines = [...this.groups].map(([key, all]) => {
      const truth = all.map((one) => one.truth);
      const of = (name) => {
        const columns = ["value", "low", "high"].map((column) => [column, all.map((one) => one[name][column])]);
        return score([...all.keys()], truth, Object.fromEntries(columns));
      };
      const [a, b] = [of("without"), of("with_")];
      const both = (column, digits) => [percent(a[column], digits), percent(b[column], digits)];
      return [key, a.cells, a.jobs, ...both("error"), ...both("bias"), ...both("coverage"), ...both("width", 0)];
    });
    console.log(
      `\n${renderTable(
        HEADER,
        lines.sort(([x], [y]) => (x < y ? -1 : 1)),
      )}`,
    );
  }
}
