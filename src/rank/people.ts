import { UsageError } from "../core/errors.js";
import type { Weights } from "../command/option-types.js";
import type { FurtherFactor } from "../ranking/factor.js";
import type { RankedRegion } from "../ranking/rank-region.js";
import type { PeopleShown, TeamRatings } from "../report/people-data.js";
import type { Provenance } from "../report/provenance.js";
import type { StatedPerson } from "../team/read-team.js";
import type { PlacedDecision } from "../worksheet/read-decisions.js";

/** The options that bring people's words to a ranking. */
interface PeopleValues {
  readonly worksheet?: string | undefined;
  readonly qualitativeWeight?: number | undefined;
  readonly team?: string | undefined;
  readonly decisions?: string | undefined;
  readonly weights?: Weights | undefined;
}

/** The files of people, read before those of figures. */
export interface PeopleRead {
  readonly ratings: TeamRatings | undefined;
  readonly decisions: readonly PlacedDecision[] | undefined;
  readonly team: readonly StatedPerson[] | undefined;
  /** Of the team. */
  readonly weights: Weights | undefined;
}

/**
 * Reads what people said; each reader is imported only where its file is named.
 *
 * @throws {UsageError} OPTION_CONFLICT for weights beside a team's, OPTION_MISSING for a weight of ratings without ratings
 */
export async function readPeople(
  options: PeopleValues,
  userFactors: readonly FurtherFactor[],
  cwd: string,
): Promise<PeopleRead> {
  const { worksheet, qualitativeWeight, team, decisions, weights } = options;
  if (team !== undefined && weights !== undefined) {
    throw new UsageError("--team brings weights of its own", {
      code: "OPTION_CONFLICT",
      found: "--weights beside --team",
      hint: "leave one of them out",
    });
  }
  if (qualitativeWeight !== undefined && worksheet === undefined) {
    throw new UsageError("--qualitative-weight needs ratings", {
      code: "OPTION_MISSING",
      found: "no --worksheet",
      hint: "add --worksheet merged.json, which `sector-rank worksheet merge` writes",
    });
  }
  const people =
    team === undefined ? undefined : await (await import("../team/read-team.js")).readTeam(team, userFactors);
  return {
    ratings:
      worksheet === undefined
        ? undefined
        : await (await import("../worksheet/read-merged.js")).readMerged(worksheet, cwd),
    decisions:
      decisions === undefined
        ? undefined
        : await (await import("../worksheet/read-decisions.js")).readDecisions(decisions),
    team: people,
    weights: people && (await import("../team/team.js")).meanWeights(people, team!),
  };
}

/** What people said of this ranking; undefined where nobody was asked. */
export async function gatherPeople(
  { ratings, decisions, team }: PeopleRead,
  { ranking, analysis }: RankedRegion,
  { qualitativeWeight, team: file, top }: PeopleValues & { readonly top: number },
): Promise<PeopleShown | undefined> {
  if (!ratings && !decisions && !team) return undefined;
  const ranks = ranking.industries.map(({ candidate: { naics }, rank }) => ({ naics, rank }));
  if (decisions) {
    (await import("../worksheet/read-decisions.js")).requireRanked(
      decisions,
      ranks.map(({ naics }) => naics),
    );
  }
  const mixed =
    ratings && qualitativeWeight !== undefined
      ? (await import("../worksheet/read-merged.js")).withMixedRanks(ratings, ranks, qualitativeWeight)
      : ratings;
  const said = {
    ratings: mixed,
    decisions: decisions?.map(({ naics, decision, who, why, date }) => ({
      naics,
      decision,
      who,
      why,
      ...(date !== undefined && { date }),
    })),
    team: team && (await import("../team/team.js")).agreementOfTeam(team, ranking, { file: file!, top }),
  };
  const { showPeople } = await import("../report/people.js");
  return showPeople(
    said,
    ranking.industries.map(({ candidate: { naics, title }, rank }) => ({ naics, title, rank })),
    analysis.table.region.name,
  );
}

/** The provenance with the files of people. */
export function withPeopleFiles(
  provenance: Provenance,
  { ratings }: PeopleRead,
  { team, decisions }: PeopleValues,
): Provenance {
  const files = [
    ...(ratings ? [{ file: ratings.file, ...(ratings.sha256 !== undefined && { sha256: ratings.sha256 }) }] : []),
    ...[team, decisions].filter((file) => file !== undefined).map((file) => ({ file })),
  ];
  return files.length === 0 ? provenance : { ...provenance, inputs: [...provenance.inputs, ...files] };
}
