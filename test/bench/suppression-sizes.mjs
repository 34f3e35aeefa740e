// Learns the constants of src/suppression/size-constants.ts from what published totals leave for their withheld parts,
// and rewrites that file: `npm run build && node --max-old-space-size=8000 test/bench/suppression-sizes.mjs`.
// Cells: the national quarter without the states in HELD_OUT, on which the benches check what was learned.
import { writeFileSync } from "node:fs";
import { minimise } from "./lbfgs.mjs";
import { load, readMsaCounties, readNational, selectRows } from "./suppression-data.mjs";
import { seeded } from "./suppression-mask.mjs";
import { findTruth, HELD_OUT } from "./suppression-truth.mjs";

const MOST_PARTS = 8;
const SHARE_OF_TREES = 0.5;
/** Keeps constants of thin groups near 0. */
const RIDGE = 2;

const { sizeTerms, spreadTerms, TERMS } = await load("suppression/size-model.js");
const { buildCells } = await load("suppression/cells.js");
const { PeerSizes } = await load("suppression/peer-sizes.js");
const national = await readNational();
const table = selectRows(national, (row) => national.ownership[row] === 5 || national.ownership[row] === 0);
const cells = buildCells(table);
const peers = new PeerSizes(cells);
const random = seeded(7);
const sums = [];
for (const truth of ["industries", "counties-to-state"]) {
  for (const one of await findTruth(table, { counties: readMsaCounties(), protocol: { truth } })) {
    const isCounties = one.rows.every((row) => cells.areaKind[table.area[row]] === 2);
    if (!isCounties || one.rows.length > MOST_PARTS || HELD_OUT.includes(one.state)) continue;
    if (truth === "industries" && random() > SHARE_OF_TREES) continue;
    sums.push(one);
  }
}

// Each part's terms, one part after the other: the model is linear in them, so the fit needs no more.
const starts = [0];
const base = [];
const of = { size: { starts: [0], at: [], by: [] }, spread: { starts: [0], at: [], by: [] } };
for (const { rows } of sums) {
  for (const row of rows) {
    const facts = peers.gatherFacts(row);
    base.push(Math.log(Math.max(facts.establishments * facts.rate, 0.05)));
    for (const [name, terms] of Object.entries({ size: sizeTerms(facts), spread: spreadTerms(facts) })) {
      for (const [at, by] of terms) {
        of[name].at.push(at);
        of[name].by.push(by);
      }
      of[name].starts.push(of[name].at.length);
    }
  }
  starts.push(base.length);
}
const truth = Float64Array.from(sums, (one) => one.truth + 0.3);
console.log(`${sums.length} sums of ${base.length} withheld cells`);
const { x, value } = minimise(objective, new Float64Array(TERMS.size + TERMS.spread));
console.log(`minus log-likelihood a sum: ${value.toFixed(4)}`);
const list = (values) => `[${Array.from(values, (one) => Number(one.toFixed(3))).join(", ")}]`;
writeFileSync(
  new URL("../../src/suppression/size-constants.ts", import.meta.url),
  `// Written by test/bench/suppression-sizes.mjs from ${sums.length.toLocaleString("en-US")} sums of really withheld private cells of BLS QCEW 2016 Q1.

/** One for each term of \`sizeTerms\`: how far a local cell's logarithm of jobs is from establishments × its industry's size. */
export const SIZE: readonly number[] = ${list(x.subarray(0, TERMS.size))};

/** One for each term of \`spreadTerms\`: the logarithm of the relative variance of jobs around that. */
export const SPREAD: readonly number[] = ${list(x.subarray(TERMS.size))};
`,
);

/** Minus the mean log-likelihood of the sums, each a gamma with the mean and the variance of its parts together. */
function objective(x) {
  const gradient = new Float64Array(x.length);
  const means = new Float64Array(base.length);
  const variances = new Float64Array(base.length);
  for (let p = 0; p < base.length; p++) {
    means[p] = Math.exp(Math.min(Math.max(base[p] + linear(of.size, p, 0), -6), 14));
    variances[p] = means[p] ** 2 * Math.exp(Math.min(Math.max(linear(of.spread, p, TERMS.size), -5), 4));
  }
  let total = 0;
  for (let s = 0; s < truth.length; s++) {
    let [mean, variance] = [0.3, 0.1];
    for (let p = starts[s]; p < starts[s + 1]; p++) {
      mean += means[p];
      variance += variances[p];
    }
    const y = truth[s];
    const shape = mean ** 2 / variance;
    const scale = variance / mean;
    total -= (shape - 1) * Math.log(y) - y / scale - shape * Math.log(scale) - logGamma(shape);
    const byShape = Math.log(y) - Math.log(scale) - digamma(shape);
    const byScale = y / scale ** 2 - shape / scale;
    const byMean = (byShape * 2 * mean) / variance - (byScale * variance) / mean ** 2;
    const byVariance = (-byShape * mean ** 2) / variance ** 2 + byScale / mean;
    for (let p = starts[s]; p < starts[s + 1]; p++) {
      spread(of.size, p, 0, byMean * means[p] + 2 * byVariance * variances[p]);
      spread(of.spread, p, TERMS.size, byVariance * variances[p]);
    }
  }
  let value = total / truth.length;
  for (let k = 0; k < x.length; k++) {
    value += (RIDGE * x[k] ** 2) / truth.length;
    gradient[k] += (2 * RIDGE * x[k]) / truth.length;
  }
  return { value, gradient };

  function linear({ starts: from, at, by }, p, offset) {
    let sum = 0;
    for (let k = from[p]; k < from[p + 1]; k++) sum += by[k] * x[offset + at[k]];
    return sum;
  }

  function spread({ starts: from, at, by }, p, offset, slope) {
    for (let k = from[p]; k < from[p + 1]; k++) gradient[offset + at[k]] -= (slope * by[k]) / truth.length;
  }
}

function logGamma(x) {
  let shift = 0;
  while (x < 7) shift -= Math.log(x++);
  return shift + (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + 1 / (12 * x) - 1 / (360 * x ** 3);
}

function digamma(x) {
  let shift = 0;
  while (x < 7) shift -= 1 / x++;
  return shift + Math.log(x) - 1 / (2 * x) - 1 / (12 * x ** 2) + 1 / (120 * x ** 4);
}
