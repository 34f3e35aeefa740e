// Accuracy on what is really withheld, whose truth is published elsewhere:
// `npm run build && npm run bench:suppression -- withheld [--quick] [--detail]`.
import { load, readMsaCounties, readNational, readOhio, selectRows } from "./suppression-data.mjs";
import { percent, renderTable } from "./suppression-score.mjs";
import { findTruth, giveRows, PROTOCOLS } from "./suppression-truth.mjs";

const LEVELS = { 4: "sector", 5: "3-digit", 6: "4-digit", 7: "5-digit", 8: "6-digit" };
const HEADER = [
  "",
  "sums",
  "withheld jobs",
  "error",
  "median",
  "bias",
  "covered",
  "wages covered",
  "width",
  "interval score",
];
/** A sum that misses its 90 % range pays so many times its distance: the interval score of Gneiting and Raftery 2007. */
const PENALTY = 2 / 0.1;

const BREAKDOWNS = [
  ["sector", ({ sector }) => sector],
  ["withheld cells", ({ rows }) => classOf(rows.length, [1, 2, 5, 10, 20, 50])],
  ["establishments", ({ establishments }) => classOf(establishments, [1, 2, 5, 10, 20, 50, 100])],
  [
    "jobs an establishment",
    ({ truth, establishments }) => classOf(truth / establishments, [2, 5, 10, 20, 50, 100, 200]),
  ],
  ["share withheld", ({ share }) => classOf(Math.round(100 * share), [5, 10, 20, 40, 60, 80, 100])],
  ["state", ({ state }) => state],
];

export async function benchWithheld({ isQuick, isDetailed, files, only }) {
  const counties = readMsaCounties();
  if (files.includes("national")) {
    const national = await readNational();
    const isPrivate = (row) => national.ownership[row] === 5 || national.ownership[row] === 0;
    const table = selectRows(national, (row) => isPrivate(row) && !(isQuick && national.level[row] % 10 > 6));
    const wanted = only ? PROTOCOLS.filter(({ name }) => name.startsWith(only)) : PROTOCOLS;
    for (const protocol of wanted) await benchProtocol("National 2016 Q1", table, { counties, protocol, isDetailed });
  }
  if (!files.includes("ohio")) return;
  const ohio = await readOhio();
  for (const quarter of [1, 2, 3, 4]) {
    const table = selectRows(ohio, (row) => ohio.quarter[row] === quarter);
    const protocol = PROTOCOLS.find(({ truth }) => truth === "counties-to-state");
    await benchProtocol(`Ohio 2016 Q${quarter}`, table, { counties, protocol, isDetailed });
  }
}

async function benchProtocol(title, table, { counties, protocol, isDetailed }) {
  const { estimateSuppressed } = await load("suppression/estimate.js");
  const found = await findTruth(table, { counties, protocol });
  const { given, rowOf } = await giveRows(table, protocol);
  const started = performance.now();
  const estimates = estimateSuppressed(given, { counties });
  const seconds = (performance.now() - started) / 1000;
  const sums = found.map((one) => ({ ...one, ...estimateOf(one, estimates, rowOf) }));
  console.log(`\n## ${title}: ${protocol.name}\n`);
  console.log(`${found.length} sums; ${given.length} rows given, estimated in ${seconds.toFixed(1)} s\n`);
  const lines = breakdown(sums, ({ level }) => LEVELS[level]);
  const middle = sums.filter(({ level }) => level === 5 || level === 6);
  if (isDetailed) {
    for (const [name, keyOf] of BREAKDOWNS) lines.push(...breakdown(middle, (one) => `${name}: ${keyOf(one)}`));
  }
  console.log(renderTable(HEADER, lines));
}

function estimateOf({ rows }, estimates, rowOf) {
  const given = rows.map((row) => rowOf[row]);
  const rangeOf = (quantity) => {
    const { value, low = value, high = value } = estimates.sum(given, quantity);
    return { value, low, high };
  };
  return { jobs: rangeOf("employment"), dollars: rangeOf("wages") };
}

function breakdown(sums, keyOf) {
  const groups = Map.groupBy ? Map.groupBy(sums, keyOf) : groupBy(sums, keyOf);
  return [...groups.keys()]
    .sort((a, b) => orderOf(a) - orderOf(b) || a.localeCompare(b, "en", { numeric: true }))
    .map((key) => [key, ...scoreOf(groups.get(key))]);
}

function scoreOf(sums) {
  let [error, bias, jobs, covered, wagesCovered, width, score] = [0, 0, 0, 0, 0, 0, 0];
  const relative = [];
  for (const {
    truth,
    jobs: { value, low, high },
    wages,
    dollars,
  } of sums) {
    error += Math.abs(value - truth);
    relative.push(Math.abs(value - truth) / Math.max(truth, 1));
    bias += value - truth;
    jobs += truth;
    width += high - low;
    // Monthly means are thirds; the bounds' last bits are not the matter.
    if (truth >= low - 0.01 && truth <= high + 0.01) covered++;
    if (wages >= dollars.low - 1 && wages <= dollars.high + 1) wagesCovered++;
    score += high - low + PENALTY * (Math.max(low - truth, 0) + Math.max(truth - high, 0));
  }
  relative.sort((a, b) => a - b);
  const share = (part) => percent(part / jobs);
  return [
    sums.length,
    Math.round(jobs),
    share(error),
    percent(relative[relative.length >> 1]),
    share(bias),
    percent(covered / sums.length),
    percent(wagesCovered / sums.length),
    percent(width / jobs, 0),
    percent(score / jobs, 0),
  ];
}

function groupBy(items, keyOf) {
  const groups = new Map();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

/** The class that a number falls in, named so that names sort by size. */
function classOf(number, mosts) {
  const at = mosts.findIndex((most) => number <= most);
  if (at === 0) return `up to ${mosts[0]}`;
  return at === -1 ? `over ${mosts.at(-1)}` : `to ${mosts[at]}`;
}

/** Levels from the coarsest, classes from the smallest. */
function orderOf(key) {
  const level = Object.values(LEVELS).indexOf(key);
  if (level !== -1) return level;
  return /: up to/.test(key) ? 0 : /: over/.test(key) ? 2 : 1;
}
