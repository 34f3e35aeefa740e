// What benches compute from their measurements.

/** The value in the middle; of an even number of values the mean of the two in the middle. */
export function median(values) {
  const sorted = [...values].sort((one, other) => one - other);
  const half = sorted.length / 2;
  return (sorted[Math.ceil(half) - 1] + sorted[Math.floor(half)]) / 2;
}

/**
 * How often the figure of one build is that of the other, pair by pair. A busy moment of the machine hits the two runs of a
 * pair alike, so that ratios vary less than the figures themselves.
 *
 * @param pairs `{ base, here }`
 * @returns median, least and most of here ÷ base
 */
export function pairRatios(pairs) {
  const ratios = pairs.map(({ base, here }) => here / base);
  return { median: median(ratios), least: Math.min(...ratios), most: Math.max(...ratios) };
}

/** Which build runs when: A B, B A, A B …, so that neither always comes after the other, nor first. */
export function takeTurns(pairs) {
  return Array.from({ length: pairs }, (_, pair) => (pair % 2 === 0 ? ["base", "here"] : ["here", "base"]));
}

/** A cost above the first that grows faster than the size by this much is steeper than linear; less is noise. */
const NOISE = 1.25;

/**
 * How a cost grows from one size to the next, as a part of how the size does: 1 where it grows as much, less where what is
 * paid once is most of it.
 *
 * A cost that is small beside what is paid once may be steep all the same, so that what goes beyond the cost of the first
 * size is looked at alone, as soon as it can be seen.
 *
 * @param sizes `{ size, cost }`, rising
 * @param visible a cost above the first's from which on it can be told from noise
 * @returns for each size but the first `ratio`: cost ÷ cost before over size ÷ size before; `isSteep`: steeper than linear
 */
export function growthRates(sizes, visible) {
  const [first] = sizes;
  return sizes.slice(1).map(({ size, cost }, index) => {
    const before = sizes[index];
    const ratio = cost / before.cost / (size / before.size);
    const above = before.cost - first.cost;
    const further = (size - first.size) / (before.size - first.size);
    const isSteep = ratio > NOISE || (above > visible && (cost - first.cost) / above / further > NOISE);
    return { ratio, isSteep };
  });
}
