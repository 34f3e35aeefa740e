import type { Proximity } from "./proximity.js";

/** Densities and gains of every industry in one area; NaN where the question has no answer. */
export interface Reached {
  readonly density: Float64Array;
  readonly gain: Float64Array;
}

/** What densities and gains are made of: it is the same for all areas. */
export interface Space {
  readonly size: number;
  readonly phi: Float64Array | Float32Array;
  readonly sums: Float64Array;
  /** Complexity by industry. */
  readonly scores: Float64Array;
  /** Complexity ÷ Σφ by industry; 0 where there is none, which then has no φ with an industry that has one. */
  readonly pulls: Float64Array;
  /** Σ_j φ_ij × pull_j: the gain of an area that has nothing yet, before its own part is taken off. */
  readonly whole: Float64Array;
}

export function buildSpace({ size, phi, sums }: Proximity, scores: Float64Array): Space {
  const pulls = Float64Array.from({ length: size }, (_, j) => {
    const score = scores[j]!;
    return sums[j]! > 0 && !Number.isNaN(score) ? score / sums[j]! : 0;
  });
  const whole = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    let sum = 0;
    for (let j = 0; j < size; j++) sum += phi[i * size + j]! * pulls[j]!;
    whole[i] = sum;
  }
  return { size, phi, sums, scores, pulls, whole };
}

/**
 * Density d_i = Σ_j M_j φ_ij ÷ Σ_j φ_ij: how much of what an industry is found together with the area has, 0 to 1.
 * Strategic gain Σ_j (φ_ij ÷ Σφ_·j)(1 − M_j) C_j − d_i C_i: the complexity of what is not there yet that the industry brings nearer, less
 * what the area is near to already. C is complexity.
 *
 * @param present numbers of the industries that the area has
 * @source Hausmann et al., The Atlas of Economic Complexity, 2011; for U.S. regions Daboin et al., Brookings 2019
 */
export function computeReach(present: Uint32Array, space: Space, into: Reached = emptyReach(space.size)): Reached {
  const { size, phi, sums, scores, pulls, whole } = space;
  const { density, gain } = into;
  density.fill(0);
  gain.set(whole);
  for (const j of present) {
    const row = j * size;
    const pull = pulls[j]!;
    for (let i = 0; i < size; i++) {
      const near = phi[row + i]!;
      density[i]! += near;
      gain[i]! -= near * pull;
    }
  }
  for (let i = 0; i < size; i++) {
    density[i] = sums[i]! > 0 ? Math.min(density[i]! / sums[i]!, 1) : NaN;
    gain[i] = gain[i]! - density[i]! * scores[i]!;
  }
  return into;
}

export function emptyReach(size: number): Reached {
  return { density: new Float64Array(size), gain: new Float64Array(size) };
}

/**
 * The least and most of both where nothing is known of some of the area's own industries: both are sums of a part an industry, so that
 * the ends are those of each part.
 *
 * @param open numbers of the industries of which it is not known whether they are present
 */
export function reachBounds(
  known: Reached,
  open: Uint32Array,
  { size, phi, sums, scores, pulls }: Space,
): { readonly low: Reached; readonly high: Reached } {
  const low: Reached = { density: known.density.slice(), gain: known.gain.slice() };
  const high: Reached = { density: known.density.slice(), gain: known.gain.slice() };
  for (const j of open) {
    for (let i = 0; i < size; i++) {
      if (!(sums[i]! > 0)) continue;
      const near = phi[j * size + i]!;
      const nearer = near / sums[i]!;
      high.density[i]! += nearer;
      const change = -near * pulls[j]! - nearer * scores[i]!;
      if (change > 0) high.gain[i]! += change;
      else low.gain[i]! += change;
    }
  }
  return { low, high };
}
