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
