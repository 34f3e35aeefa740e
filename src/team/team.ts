import { InputError } from "../core/errors.js";
import { ALL_MEASURES } from "../measures/index.js";
import type { RankCandidate } from "../ranking/criteria.js";
import type { Direction, Factor } from "../ranking/factor.js";
import type { Ranking } from "../ranking/rank.js";
import type { TeamPerson, TeamWeights } from "../report/people-data.js";
import { agreementOfSets } from "../sensitivity/agreement.js";
import type { StatedPerson } from "./read-team.js";

/** Weights of a team by factor, as `--weights` states them. */
export type MeanWeights = Readonly<Record<string, { readonly weight: number; readonly direction: Direction }>>;

/**
 * The mean of people's weights, each person's divided by their sum first, so that nobody counts more for using larger numbers. A
 * factor that a person does not name has a weight of 0 there.
 *
 * @throws {InputError} TEAM_FILE where two people turn one factor in opposite directions
 */
export function meanWeights(people: readonly StatedPerson[], file: string): MeanWeights {
  const mean = new Map<string, { weight: number; direction: Direction; who: string }>();
  for (const person of people) {
    for (const { factor, share, direction } of weightShares(person)) {
      const before = mean.get(factor);
      if (before && share > 0 && before.direction !== direction) {
        throw new InputError(`two people turn ${factor} in opposite directions`, {
          code: "TEAM_FILE",
          where: { file },
          found: `${before.who} ${before.direction}, ${person.name} ${direction}`,
          hint: "agree which end is good, and copy the links again",
        });
      }
      if (share > 0 || before)
        mean.set(factor, {
          weight: (before?.weight ?? 0) + share / people.length,
          direction,
          who: before?.who ?? person.name,
        });
    }
  }
  return Object.fromEntries([...mean].map(([factor, { weight, direction }]) => [factor, { weight, direction }]));
}

interface Share {
  readonly factor: string;
  readonly share: number;
  readonly direction: Direction;
}

function weightShares({ weights }: StatedPerson): readonly Share[] {
  const sum = weights.reduce((all, { weight }) => all + weight, 0);
  return weights.map(({ factor, weight, direction }) => ({
    factor,
    share: weight / sum,
    direction: direction ?? ALL_MEASURES.find(({ id }) => id === factor)?.better ?? "higher",
  }));
}

/** Each person's ranking against the team's. */
export function agreementOfTeam(
  people: readonly StatedPerson[],
  ranking: Ranking<RankCandidate>,
  { file, top }: { readonly file: string; readonly top: number },
): TeamWeights {
  const findLabel = (id: string): string => ALL_MEASURES.find((measure) => measure.id === id)?.label ?? id;
  const candidates = [...ranking.industries, ...ranking.unranked].map(({ candidate }) => candidate);
  const shares = people.map((person) => weightShares(person).filter(({ share }) => share > 0));
  const sets = people.map(({ name }, index) => ({
    name,
    factors: shares[index]!.map(({ factor, share, direction }): Factor => ({
      id: factor,
      label: findLabel(factor),
      weight: share,
      direction,
    })),
  }));
  const ranks = new Map(ranking.industries.map(({ candidate, rank }) => [candidate.naics, rank]));
  const agreement = agreementOfSets(candidates, sets, {
    ranks,
    top,
    missing: ranking.missingRule,
    method: ranking.method,
  });
  return {
    file,
    top,
    people: people.map(({ name, from, consistency }, index): TeamPerson => {
      const { correlation, common, ranks: own } = agreement[index]!;
      return {
        name,
        from,
        weights: shares[index]!.map((one) => ({ ...one, label: findLabel(one.factor) })),
        ...(correlation !== undefined && { correlation }),
        common,
        ...(consistency !== undefined && { consistency }),
        ranks: Object.fromEntries(own),
      };
    }),
  };
}
