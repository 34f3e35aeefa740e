import type { Judged } from "./threshold.js";
import type { Vote } from "./read-votes.js";
import { FEWEST_ANSWERS } from "./tabulate.js";
import { groupBy } from "./group-by.js";

/** How a credential came onto the final list, or not. */
export const DECISIONS = ["kept", "added back", "new", "removed though passed", "not kept"] as const;
export type ListDecision = (typeof DECISIONS)[number];

export interface Decided {
  readonly judged: Judged;
  readonly decision: ListDecision;
  readonly isListed: boolean;
  readonly vote: VoteResult;
}

/** What focus groups said of a credential; the counts of fewer than three votes are withheld. */
export type VoteResult =
  | { readonly kind: "none" }
  | {
      readonly kind: "for" | "against" | "tie";
      readonly counts: { readonly retain: number; readonly add: number; readonly remove: number } | undefined;
      readonly sessions: number;
    };

/** Words of each decision. */
export const DECISION_WORDS: Readonly<Record<ListDecision, string>> = {
  kept: "passed the threshold and stays",
  "added back": "failed the threshold, voted in",
  new: "not in the survey, voted in",
  "removed though passed": "passed the threshold, voted out",
  "not kept": "not on the list",
};

/**
 * The final list: a vote wins over the threshold, a tie or no vote leaves what the threshold says. Votes to retain and to add are for the
 * list, votes to remove against it.
 */
export function decide(judged: readonly Judged[], votes: readonly Vote[]): readonly Decided[] {
  const byCredential = groupBy(votes, ({ credential }) => credential);
  return judged.map((one) => {
    const vote = countVotes(byCredential.get(one.tally.credential.id) ?? []);
    const isPassed = one.outcome === "passes";
    const isListed = vote.kind === "for" || (vote.kind !== "against" && isPassed);
    return { judged: one, decision: decideListing(one, isListed), isListed, vote };
  });
}

function decideListing({ outcome, tally }: Judged, isListed: boolean): ListDecision {
  if (isListed) return outcome === "passes" ? "kept" : tally.all === "none" ? "new" : "added back";
  return outcome === "passes" ? "removed though passed" : "not kept";
}

function countVotes(votes: readonly Vote[]): VoteResult {
  if (votes.length === 0) return { kind: "none" };
  const count = (kind: Vote["vote"]): number => votes.filter(({ vote }) => vote === kind).length;
  const [retain, add, remove] = [count("retain"), count("add"), count("remove")];
  const ahead = retain + add - remove;
  return {
    kind: ahead > 0 ? "for" : ahead < 0 ? "against" : "tie",
    counts: votes.length < FEWEST_ANSWERS ? undefined : { retain, add, remove },
    sessions: new Set(votes.map(({ session }) => session)).size,
  };
}
