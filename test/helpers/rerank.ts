import type { Datum } from "../../src/core/datum.js";

/** What this file reads of the JSON of `rank`. */
export interface JsonRanking {
  readonly factors: readonly {
    readonly id: string;
    readonly weight: number;
    readonly direction: "higher" | "lower";
  }[];
  readonly industries: readonly JsonIndustry[];
  readonly unranked: readonly Omit<JsonIndustry, "rank" | "score">[];
}

interface JsonIndustry {
  readonly naics: string;
  readonly rank: number;
  readonly score: number;
  readonly shortList: boolean;
  readonly values: Readonly<Record<string, Datum>>;
  /** Factors whose figure is mostly a guess, which counts as missing. */
  readonly guesses?: readonly string[];
}

export interface Reranked {
  readonly naics: string;
  readonly rank: number;
  readonly score: number;
}

/**
 * Ranks the industries of a printed result again, from its values and weights alone, by the definitions of
 * INTERFACE and with none of the tool's code. It is slow and plain: a place is counted by comparing each
 * pair, a weighted mean is written out.
 */
export function rerank(printed: JsonRanking, method: string, missing: string): readonly Reranked[] {
  const all = [...printed.industries, ...printed.unranked];
  const value = (one: (typeof all)[number], id: string): number | undefined => {
    const datum = one.guesses?.includes(id) === true ? undefined : one.values[id];
    return datum && "value" in datum ? datum.value : undefined;
  };
  const factors = printed.factors.filter(({ id }) => all.some((one) => value(one, id) !== undefined));
  const known = (one: (typeof all)[number]) => factors.filter(({ id }) => value(one, id) !== undefined).length;
  const ranked = all.filter((one) => (missing === "exclude" ? known(one) === factors.length : known(one) > 0));

  const scores = factors.map(({ id, direction }) => {
    // Turned so that high is good.
    const values = ranked.map((one) => {
      const number = value(one, id);
      return number === undefined ? undefined : direction === "higher" ? number : -number;
    });
    return withRule(scoresOf(values, method), method, missing);
  });
  const results = ranked.map(({ naics }, item) => {
    if (method === "copeland") return { naics, score: beaten(item, scores, factors, ranked.length) };
    let sum = 0;
    let weights = 0;
    factors.forEach(({ weight }, factor) => {
      const score = scores[factor]![item];
      if (score === undefined) return;
      sum += weight * score;
      weights += weight;
    });
    return { naics, score: sum / weights };
  });
  const isBetter = (a: number, b: number) => !same(a, b) && (method === "mean-rank" ? a < b : a > b);
  return results
    .map(({ naics, score }) => {
      const ahead = results.filter((other) => isBetter(other.score, score)).length;
      const equal = results.filter((other) => same(other.score, score)).length;
      return { naics, score, rank: ahead + (equal + 1) / 2 };
    })
    .sort((a, b) => a.rank - b.rank || (a.naics < b.naics ? -1 : 1));
}

/** Weighted means of the same ranks in another order may differ in their last bits. */
function same(a: number, b: number): boolean {
  return Math.abs(a - b) < 1e-10;
}

function scoresOf(values: readonly (number | undefined)[], method: string): (number | undefined)[] {
  const known = values.filter((value) => value !== undefined);
  const least = Math.min(...known);
  const most = Math.max(...known);
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  const deviation = Math.sqrt(known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / known.length);
  return values.map((value) => {
    if (value === undefined) return undefined;
    const above = known.filter((other) => other > value).length;
    const below = known.filter((other) => other < value).length;
    const equal = known.length - above - below;
    switch (method) {
      case "mean-rank":
        return above + (equal + 1) / 2;
      case "percentile":
        return (below + (equal - 1) / 2) / (known.length - 1);
      case "min-max":
        return (value - least) / (most - least);
      case "decile":
        return 10 - Math.floor((10 * (above + (equal - 1) / 2)) / known.length);
      case "geometric-mean":
        return most === least ? Math.log(100) : Math.log(1 + (99 * (value - least)) / (most - least));
      case "copeland":
        return above + (equal + 1) / 2;
      case "z-score":
        return (value - mean) / deviation;
      default:
        throw new Error(`no method ${method}`);
    }
  });
}

/** An industry without a value under `worst` shares the last places, or gets the least score. */
function withRule(
  scores: readonly (number | undefined)[],
  method: string,
  missing: string,
): readonly (number | undefined)[] {
  if (missing !== "worst") return scores;
  const known = scores.filter((score) => score !== undefined);
  const lacking = scores.length - known.length;
  const worst = {
    "mean-rank": known.length + (lacking + 1) / 2,
    copeland: known.length + (lacking + 1) / 2,
    decile: 1,
    "geometric-mean": 0,
    percentile: 0,
    "min-max": 0,
    "z-score": Math.min(...known),
  }[method];
  return scores.map((score) => score ?? worst);
}

/** The part of the others against which the factors with the better place weigh more; half of those that are even. */
function beaten(
  item: number,
  places: readonly (readonly (number | undefined)[])[],
  factors: readonly { readonly weight: number }[],
  count: number,
): number {
  if (count === 1) return 1;
  let won = 0;
  for (let other = 0; other < count; other++) {
    if (other === item) continue;
    const votes = factors.map(({ weight }, factor) => {
      const [own, theirs] = [places[factor]![item], places[factor]![other]];
      return own === undefined || theirs === undefined ? 0 : weight * Math.sign(theirs - own);
    });
    const margin = votes.reduce((sum, vote) => sum + vote, 0);
    won += Math.abs(margin) < 1e-9 ? 0.5 : margin > 0 ? 1 : 0;
  }
  return won / (count - 1);
}
