/** Numbers in [0, 1) that are the same for the same seed, on every machine. */
export type Random = () => number;

/** Marsaglia's xorshift over 32 bits, seeded through a multiplicative hash so that near seeds differ. */
export function seededRandom(seed: number): Random {
  let state = Math.imul(seed + 1, 0x9e3779b1) | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 0x1_0000_0000;
  };
}

/** Standard deviations from the middle of a normal distribution to the ends of its 90 % interval. */
export const NINETY_PERCENT_DEVIATE = 1.6448536269514722;

/** A draw from the standard normal distribution (Box & Muller 1958). */
export function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
