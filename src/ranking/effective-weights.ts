import { sampleCorrelation } from "simple-statistics";

/**
 * How much of a ranking each factor really decides, whatever weight was stated.
 *
 * A stated weight is not an importance: a factor that goes with the others, or one that few industries
 * differ in, moves the ranking more or less than its weight says. Each factor's squared correlation with
 * the final score is taken (the linear form of the correlation ratio), and divided by their sum.
 *
 * @param columns scores of each factor, in one order of industries; missing ones are left out pairwise
 * @param totals the final scores in the same order
 * @returns parts of 1, one a factor; `undefined` where fewer than three industries have all figures
 * @source Paruolo, Saisana & Saltelli, "Ratings and rankings: voodoo or science?", JRSS A 176, 2013
 */
export function effectiveWeights(
  columns: readonly (readonly (number | undefined)[])[],
  totals: readonly number[],
): (number | undefined)[] {
  const importances = columns.map((scores) => {
    const pairs = scores.flatMap((score, item) => (score === undefined ? [] : [[score, totals[item]!] as const]));
    if (pairs.length < 3) return undefined;
    const correlation = sampleCorrelation(
      pairs.map(([score]) => score),
      pairs.map(([, total]) => total),
    );
    return Number.isFinite(correlation) ? correlation ** 2 : 0;
  });
  const sum = importances.reduce<number>((total, importance) => total + (importance ?? 0), 0);
  return importances.map((importance) => (importance === undefined || sum === 0 ? undefined : importance / sum));
}
