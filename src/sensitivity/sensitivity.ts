import type { Candidate, Factor } from "../ranking/factor.js";
import { rankingMethod, type RankingMethodId } from "../ranking/methods.js";
import { prepareRankDraws, spreadAt, type IndustrySpread } from "../ranking/near-spread.js";
import type { RankDraws } from "../ranking/rank-draws.js";
import type { RankedIndustry, Ranking } from "../ranking/rank.js";
import {
  agreementOfMethods,
  agreementOfSets,
  leaveOneOut,
  type MethodVariant,
  type SetVariant,
  type Variant,
  type WeightSet,
} from "./agreement.js";
import { smallestSwap, topLimits, weightLine, type WeightChange } from "./crossings.js";
import { spreadOfRanks, WEIGHTS_A_FIGURE, type Spread } from "../ranking/weight-draws.js";

export interface SensitivityOptions {
  readonly top: number;
  readonly draws: number;
  /** Of the Dirichlet distribution around the stated weights: the larger, the nearer to them. */
  readonly concentration: number;
  readonly seed: number;
  /** Other weights to compare with. */
  readonly sets?: readonly WeightSet[];
}

export type SpreadId = "figures" | "near" | "any";

export interface IndustrySensitivity<C extends Candidate> {
  readonly industry: RankedIndustry<C>;
  readonly spreads: Readonly<Record<SpreadId, IndustrySpread>>;
  /** Share of draws near the stated weights in which it stands before the next; nothing for the last. */
  readonly beatsNext: number | undefined;
  /** The smallest change of one weight that lets the next pass it. */
  readonly swap: WeightChange | undefined;
  /** Changes of one weight at which it leaves the first N, or comes in where it is not in them; for those near them. */
  readonly limits: readonly WeightChange[] | undefined;
  /** Rank without each factor, in order of factors; undefined if it can't be ranked then. */
  readonly without: readonly (number | undefined)[];
}

export interface Sensitivity<C extends Candidate> {
  readonly method: RankingMethodId;
  /** Factors that take part, with their shares. */
  readonly factors: readonly (Factor & { readonly share: number; readonly effectiveWeight: number | undefined })[];
  readonly industries: readonly IndustrySensitivity<C>[];
  /** Codes that are compared in pairs, and shares of draws near the stated weights that the row wins against the column. */
  readonly pairwise: { readonly naics: readonly string[]; readonly wins: readonly (readonly number[])[] };
  readonly leftOut: readonly (Variant | undefined)[];
  readonly methods: readonly MethodVariant[];
  readonly sets: readonly SetVariant[];
  /** Whether estimated figures were drawn, too. */
  readonly drawsFigures: boolean;
  readonly options: SensitivityOptions;
}

/** Beyond the first N as many again are looked at closely, up to this many in all. */
const MOST_COMPARED = 60;

/**
 * How far a ranking depends on its weights and on its estimated figures.
 *
 * @source Saisana, Saltelli & Tarantola, "Uncertainty and sensitivity analysis techniques as tools for the quality
 *   assessment of composite indicators", JRSS A 168, 2005; OECD/JRC Handbook 2008, chapter 7
 */
export function analyzeSensitivity<C extends Candidate>(
  ranking: Ranking<C>,
  options: SensitivityOptions,
): Sensitivity<C> {
  const { industries } = ranking;
  const factors = ranking.factors.filter(({ count }) => count > 0);
  const { top } = options;
  const method = rankingMethod(ranking.method);
  const makeEngine = () => prepareRankDraws(ranking, factors);
  const shares = Float64Array.from(factors, ({ share }) => share);
  const compared = industries.slice(0, Math.min(2 * top, MOST_COMPARED)).map((_, index) => index);
  const spreads = computeSpreads(makeEngine, shares, { ...options, compared });

  const { scores } = makeEngine();
  // Where pairs decide, a score is not a straight line over a weight.
  const isLinear = method.comparesPairs !== true;
  const lines = factors.length < 2 || !isLinear ? [] : factors.map((_, factor) => weightLine(scores, shares, factor));
  const ranks = new Map(industries.map(({ candidate, rank }) => [candidate.naics, rank]));
  const candidates = industries.map(({ candidate }) => candidate);
  const base = { ranks, top, missing: ranking.missingRule };
  const leftOut = leaveOneOut(candidates, factors, { ...base, method: ranking.method });
  const pairs = compared.length;
  return {
    method: ranking.method,
    factors,
    industries: industries.map((industry, item) => ({
      industry,
      spreads: {
        figures: spreadAt(spreads.figures, item),
        near: spreadAt(spreads.near, item),
        any: spreadAt(spreads.any, item),
      },
      beatsNext: item + 1 < pairs ? spreads.near.wins[item * pairs + item + 1] : undefined,
      swap: item + 1 < industries.length ? smallestSwap(lines, item, item + 1) : undefined,
      limits:
        item < pairs && isLinear
          ? lines.flatMap((line, factor) =>
              topLimits(line, item, { top, better: method.better }).map((to) => ({ factor, from: line.stated, to })),
            )
          : undefined,
      without: leftOut.map((variant) => variant?.ranks.get(industry.candidate.naics)),
    })),
    pairwise: {
      naics: compared.map((item) => industries[item]!.candidate.naics),
      wins: compared.map((_, i) => compared.map((__, j) => spreads.near.wins[i * pairs + j]!)),
    },
    leftOut,
    methods: agreementOfMethods(candidates, factors, base),
    sets: agreementOfSets(candidates, options.sets ?? [], { ...base, method: ranking.method }),
    drawsFigures: makeEngine().moves,
    // These alone: what the caller's options hold besides is not part of the result.
    options: { top, draws: options.draws, concentration: options.concentration, seed: options.seed },
  };
}

function computeSpreads(
  engineOf: () => RankDraws,
  stated: Float64Array,
  options: SensitivityOptions & { readonly compared: readonly number[] },
): Readonly<Record<SpreadId, Spread>> {
  const engine = engineOf();
  const spread = (parameters: Float64Array | undefined, draws: number) =>
    spreadOfRanks(engine, { ...options, stated, parameters, draws });
  return {
    // Without an estimate every draw of the figures is the same one.
    figures: spread(undefined, engine.moves ? Math.ceil(options.draws / WEIGHTS_A_FIGURE) : 1),
    near: spread(
      stated.map((share) => share * options.concentration),
      options.draws,
    ),
    any: spread(
      stated.map(() => 1),
      options.draws,
    ),
  };
}
