import { information, type Note } from "../core/notes.js";
import type { Candidate } from "../ranking/factor.js";
import type { Ranking } from "../ranking/rank.js";
import type { RuleResults } from "../ranking/rules/rules.js";
import type { FollowedMethod, MethodPick } from "../report/rank-inputs.js";
import type { PublishedMethod } from "./read-methods.js";

/** Industries or occupations, ranked and checked against rules. */
interface Ranked {
  readonly ranking: Ranking<Candidate>;
  readonly shortList: readonly { readonly industry: { readonly candidate: Candidate } }[];
  readonly rules?: RuleResults | undefined;
}

/**
 * What a ranking that follows a published method says of it.
 *
 * @param changed names of the method's options that were typed or configured otherwise
 */
export function followedMethod(method: PublishedMethod, ranked: Ranked, changed: readonly string[]): FollowedMethod {
  const { name, title, publisher, source } = method;
  return { name, title, publisher, source, changedBy: changed, picks: listPicks(method, ranked) };
}

/** The industries that a method picks, in rank order; by its rules, or the short list. */
function listPicks({ chosenBy }: PublishedMethod, { ranking, shortList, rules }: Ranked): readonly MethodPick[] {
  if (chosenBy === "short list" || !rules) {
    return shortList.map(({ industry }) => ({ naics: industry.candidate.naics, uncertain: false }));
  }
  const counting = rules.rules.map(({ label }) => chosenBy === "all rules" || chosenBy === label);
  return ranking.industries.flatMap(({ candidate: { naics } }) => {
    const outcomes = rules.outcomes.get(naics)!.filter((_, index) => counting[index]);
    const isPicked = outcomes.length > 0 && outcomes.every(({ result }) => result === "pass");
    return isPicked ? [{ naics, uncertain: outcomes.some(({ uncertain }) => uncertain) }] : [];
  });
}

/** Whose method it is, what it picks, and what of it is not as published. */
export function methodNote({ title, publisher, source, picks, leftOut }: PublishedMethod): Note {
  const text = `${title} (${publisher}, ${source}) picks ${picks}. Left to you, or not to be computed: ${leftOut.join("; ")}.`;
  return information("method-of", text);
}
