// Half-widths of sums of withheld cells, as src/suppression/sums.ts makes them of the cells', for many sums at once.
export const SIDES = ["below", "above"];
export const CLASS_NAMES = ["sector", "count", "size", "move", "level"];
export const COUNT_CLASSES = 6;
export const SIZE_CLASSES = 7;
export const MOVE_CLASSES = 7;
const LENGTHS = { count: COUNT_CLASSES, size: SIZE_CLASSES, move: MOVE_CLASSES };

/** Factors that change nothing, by class. */
export function none() {
  const ones = Object.fromEntries(Object.entries(LENGTHS).map(([name, length]) => [name, Array(length).fill(1)]));
  const level = Object.fromEntries([4, 5, 6, 7, 8].map((one) => [one, 1]));
  return { all: 1, sector: {}, ...ones, level };
}

/** Sums of one quantity as flat arrays over their parts. */
export function samplesOf(ones, quantity) {
  const of = ones.map((one) => one[quantity]);
  const parts = of.flatMap((one) => one.parts);
  const starts = [0];
  for (const one of of) starts.push(starts.at(-1) + one.parts.length);
  const numbers = (read) => Float64Array.from(parts, read);
  const toLow = numbers(({ toLow }) => Math.max(toLow, 0));
  const toHigh = numbers(({ toHigh }) => Math.max(toHigh, 0));
  const below = numbers((part) => part.below);
  const above = numbers((part) => part.above);
  const times = numbers((part) => part.times);
  const main = of.map((_, k) => {
    let most = starts[k];
    const reach = (at) => times[at] * Math.max(below[at], above[at]);
    for (let at = starts[k]; at < starts[k + 1]; at++) if (reach(at) > reach(most)) most = at;
    return most;
  });
  return {
    starts,
    times,
    main,
    half: { below, above },
    toBound: { below: toLow, above: toHigh },
    room: toLow.map((low, at) => low + toHigh[at]),
    classes: Object.fromEntries(CLASS_NAMES.map((name) => [name, parts.map((part) => part[name])])),
    off: Float64Array.from(of, ({ truth, value }) => truth - value),
    left: Float64Array.from(of, ({ left }) => left),
    isTree: ones.map(({ isTree }) => isTree),
    cells: ones.map(({ cells }) => cells),
    // Monthly means are thirds; the bounds' last bits are not the matter.
    close: quantity === "employment" ? 0.01 : 1,
  };
}

/** Half-widths of the sums on a side, with the factors of a `Widening`. */
export function halvesOf(samples, of, { side, common }) {
  const { starts, times, room, left, isTree, classes } = samples;
  const [half, toBound] = [samples.half[side], samples.toBound[side]];
  const product = new Float64Array(half.length).fill(of.all);
  for (const name of CLASS_NAMES) {
    const [factors, names] = [of[name], classes[name]];
    const known = new Map();
    for (let at = 0; at < product.length; at++) {
      let factor = known.get(names[at]);
      if (factor === undefined) known.set(names[at], (factor = factors[names[at]] ?? 1));
      product[at] *= factor;
    }
  }
  return left.map((share, k) => {
    let [squares, sum, most] = [0, 0, 0];
    for (let at = starts[k]; at < starts[k + 1]; at++) {
      const one = times[at] * Math.min(half[at] * Math.max(product[at], 1), room[at]);
      squares += one ** 2;
      sum += one;
      most += times[at] * toBound[at];
    }
    const shared = isTree[k] ? common.area : common.industry;
    return Math.min(share * Math.sqrt((1 - shared) * squares + shared * sum ** 2), most);
  });
}
