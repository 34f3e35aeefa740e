/** Weights of more than this part of all are a majority; sums of the same weights in another order differ in the last bit. */
const MAJORITY = 1e-9;

/**
 * For each item, the part of the others that it beats, pair by pair: one beats another if the factors by which it stands
 * higher weigh more than those by which it stands lower. Even pairs count half; a factor that one of the two has no
 * score of is left out of the pair, so that no strong factor makes up for a missing or a weak one by its distance.
 *
 * @param scores by factor and item, places with 1 the best; NaN where there is none
 * @param totals filled: 1 beats all, 0 none; NaN for an item with no weighted factor
 * @source Copeland, "A reasonable social welfare function", 1951; OECD/JRC Handbook on Constructing Composite
 *   Indicators, 2008, section 6.3
 */
export function pairTotalsInto(
  scores: readonly Float64Array[],
  weights: Readonly<Float64Array>,
  totals: Float64Array,
): void {
  const size = totals.length;
  let present = 0;
  for (let item = 0; item < size; item++) {
    const isPresent = hasScore(scores, weights, item);
    totals[item] = isPresent ? 0 : NaN;
    if (isPresent) present++;
  }
  for (let one = 0; one < size; one++) {
    if (totals[one] !== totals[one]) continue;
    for (let two = one + 1; two < size; two++) {
      if (totals[two] !== totals[two]) continue;
      let margin = 0;
      let weight = 0;
      for (let factor = 0; factor < scores.length; factor++) {
        const difference = scores[factor]![two]! - scores[factor]![one]!;
        if (difference !== difference) continue;
        weight += weights[factor]!;
        if (difference > 0) margin += weights[factor]!;
        else if (difference < 0) margin -= weights[factor]!;
      }
      if (margin > MAJORITY * weight) totals[one]! += 1;
      else if (margin < -MAJORITY * weight) totals[two]! += 1;
      else {
        totals[one]! += 0.5;
        totals[two]! += 0.5;
      }
    }
  }
  const others = present - 1;
  for (let item = 0; item < size; item++) totals[item] = others === 0 ? totals[item]! + 1 : totals[item]! / others;
}

function hasScore(scores: readonly Float64Array[], weights: Readonly<Float64Array>, item: number): boolean {
  for (let factor = 0; factor < scores.length; factor++) {
    if (weights[factor]! > 0 && scores[factor]![item] === scores[factor]![item]) return true;
  }
  return false;
}
