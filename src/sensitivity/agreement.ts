import { sampleCorrelation } from "simple-statistics";
import type { Candidate, Factor } from "../ranking/factor.js";
import { RANKING_METHODS, type RankingMethodId } from "../ranking/methods.js";
import { rankIndustries, type MissingRule } from "../ranking/rank.js";

/** A ranking by another method or without a factor, against the one asked for. */
export interface Variant {
  /** Ranks by code; industries that are not ranked are left out. */
  readonly ranks: ReadonlyMap<string, number>;
  /** Spearman's correlation of ranks with the ranking asked for; nothing for fewer than three industries. */
  readonly correlation: number | undefined;
  /** How many of the first N it has in common with it. */
  readonly common: number;
}

export interface MethodVariant extends Variant {
  readonly method: RankingMethodId;
}

interface Base {
  readonly ranks: ReadonlyMap<string, number>;
  readonly top: number;
  readonly missing: MissingRule;
}

/** The ranking by each of the four methods. */
export function agreementOfMethods<C extends Candidate>(
  candidates: readonly C[],
  factors: readonly Factor[],
  base: Base,
): readonly MethodVariant[] {
  return RANKING_METHODS.map(({ id }) => ({ method: id, ...variant(candidates, factors, id, base) }));
}

/** Weights that somebody else proposes. */
export interface WeightSet {
  readonly name: string;
  readonly factors: readonly Factor[];
}

export interface SetVariant extends Variant {
  readonly name: string;
  readonly factors: readonly Factor[];
}

/** The ranking by other weights. */
export function agreementOfSets<C extends Candidate>(
  candidates: readonly C[],
  sets: readonly WeightSet[],
  base: Base & { readonly method: RankingMethodId },
): readonly SetVariant[] {
  return sets.map(({ name, factors }) => ({ name, factors, ...variant(candidates, factors, base.method, base) }));
}

/** The ranking without each factor in turn; undefined if it is the only one. */
export function leaveOneOut<C extends Candidate>(
  candidates: readonly C[],
  factors: readonly Factor[],
  base: Base & { readonly method: RankingMethodId },
): readonly (Variant | undefined)[] {
  return factors.map(({ id }) => {
    const rest = factors.filter((factor) => factor.id !== id);
    return rest.length === 0 ? undefined : variant(candidates, rest, base.method, base);
  });
}

function variant<C extends Candidate>(
  candidates: readonly C[],
  factors: readonly Factor[],
  method: RankingMethodId,
  base: Base,
): Variant {
  const { industries } = rankIndustries(candidates, factors, { method, missing: base.missing });
  const ranks = new Map(industries.map(({ candidate, rank }) => [candidate.naics, rank]));
  const pairs = [...ranks].flatMap(([naics, rank]) => {
    const before = base.ranks.get(naics);
    return before === undefined ? [] : [[before, rank] as const];
  });
  const correlation =
    pairs.length < 3
      ? Number.NaN
      : sampleCorrelation(
          pairs.map(([before]) => before),
          pairs.map(([, now]) => now),
        );
  return {
    ranks,
    correlation: Number.isFinite(correlation) ? correlation : undefined,
    common: pairs.filter(([before, now]) => before <= base.top && now <= base.top).length,
  };
}
