// Boosted regression trees for absolute errors (Friedman 2001): the best that a flexible combination of facts can do.
import { seeded } from "./suppression-mask.mjs";

const BINS = 32;

/**
 * Fits factors so that the sum of |target − base × factor| is least.
 *
 * @param rows of each example its facts, numbers
 * @returns a function from facts to the factor
 */
export function fitFactors(rows, { base, target }, options = {}) {
  const { trees = 80, depth = 4, rate = 0.1, fewest = 40, subsample = 0.5, seed = 1 } = options;
  const random = seeded(seed);
  const edges = rows[0].map((_, fact) => edgesOf(rows.map((row) => row[fact])));
  const binned = edges.map((edge, fact) => Uint8Array.from(rows, (row) => binOf(edge, row[fact])));
  const ratio = Float64Array.from(target, (truth, k) => truth / base[k]);
  const factor = new Float64Array(rows.length).fill(weightedMedian([...rows.keys()], ratio, base));
  const start = factor[0];
  const forest = [];
  for (let t = 0; t < trees; t++) {
    const sample = [...rows.keys()].filter(() => random() < subsample);
    const rest = ratio.map((one, k) => one - factor[k]);
    const sign = rest.map((one, k) => Math.sign(one) * base[k]);
    const tree = grow(sample, depth);
    forest.push(tree);
    for (let k = 0; k < rows.length; k++) factor[k] += rate * leafOf(tree, (fact) => binned[fact][k]);

    function grow(examples, left) {
      const split = left > 0 ? bestSplit(examples) : undefined;
      if (!split) return { value: weightedMedian(examples, rest, base) };
      const under = examples.filter((k) => binned[split.fact][k] <= split.bin);
      const over = examples.filter((k) => binned[split.fact][k] > split.bin);
      return { ...split, under: grow(under, left - 1), over: grow(over, left - 1) };
    }

    function bestSplit(examples) {
      let best;
      const [allSign, allWeight] = [sum(examples, sign), sum(examples, base)];
      for (let fact = 0; fact < edges.length; fact++) {
        const [signs, weights, counts] = [new Float64Array(BINS), new Float64Array(BINS), new Uint32Array(BINS)];
        for (const k of examples) {
          const bin = binned[fact][k];
          signs[bin] += sign[k];
          weights[bin] += base[k];
          counts[bin]++;
        }
        let [underSign, underWeight, under] = [0, 0, 0];
        for (let bin = 0; bin < BINS - 1; bin++) {
          underSign += signs[bin];
          underWeight += weights[bin];
          under += counts[bin];
          if (under < fewest || examples.length - under < fewest) continue;
          const gain = underSign ** 2 / underWeight + (allSign - underSign) ** 2 / (allWeight - underWeight);
          if (!best || gain > best.gain) best = { gain, fact, bin };
        }
      }
      return best && best.gain > allSign ** 2 / allWeight ? best : undefined;
    }
  }
  return (facts) => {
    let found = start;
    for (const tree of forest) found += rate * leafOf(tree, (fact) => binOf(edges[fact], facts[fact]));
    return Math.max(found, 0.02);
  };
}

function leafOf(tree, bin) {
  let at = tree;
  while (at.under) at = bin(at.fact) <= at.bin ? at.under : at.over;
  return at.value;
}

function edgesOf(values) {
  const sorted = Float64Array.from(values).sort();
  return Array.from({ length: BINS - 1 }, (_, k) => sorted[Math.floor(((k + 1) * sorted.length) / BINS)]);
}

function binOf(edges, value) {
  let bin = 0;
  while (bin < edges.length && value > edges[bin]) bin++;
  return bin;
}

function weightedMedian(examples, values, weights) {
  const sorted = examples.slice().sort((a, b) => values[a] - values[b]);
  const half = sum(examples, weights) / 2;
  let so = 0;
  for (const k of sorted) if ((so += weights[k]) >= half) return values[k];
  return 0;
}

function sum(examples, values) {
  let total = 0;
  for (const k of examples) total += values[k];
  return total;
}
