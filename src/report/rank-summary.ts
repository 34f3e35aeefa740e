import { formatNumber } from "../core/number-format.js";
import type { RankCandidate } from "../ranking/criteria.js";
import type { RankedIndustry } from "../ranking/rank.js";
import { isOfFew } from "../ranking/short-list.js";
import type { ReportSection } from "./report.js";
import type { RankTableInputs } from "./rank-inputs.js";
import { levelName, lowerFirst } from "./words.js";

/** From this part of the draws on a place counts as safe. */
const SAFE = 0.9;

/**
 * A ranking in two sentences: what leads, and how safe the short list is against other weights and the ranges of
 * estimates.
 */
export function rankSummary(inputs: RankTableInputs): readonly string[] {
  return [leadSentence(inputs), safetySentence(inputs)].filter((sentence) => sentence !== undefined);
}

export function summarySection(summary: readonly string[]): ReportSection {
  return { heading: "In short", id: "summary", before: true, onScreen: "said", paragraphs: [summary.join(" ")] };
}

/** Who leads: the first of the short list, and who ranks before them without being listed. */
export interface Lead {
  readonly leaders: readonly RankedIndustry<RankCandidate>[];
  readonly next: RankedIndustry<RankCandidate> | undefined;
  /** Why the first of the ranking is not on the list, as a clause about it; undefined if it is. */
  readonly before: string | undefined;
}

export function findLead({
  ranking,
  shortList,
  thresholds,
}: Pick<RankTableInputs, "ranking" | "shortList" | "thresholds">): Lead {
  const listed = shortList.map(({ industry }) => industry);
  const [best] = ranking.industries;
  const [first = best] = listed;
  const pool = listed.length > 0 ? listed : ranking.industries;
  const leaders = pool.filter(({ rank }) => rank === first?.rank);
  const isBefore = best !== undefined && first !== undefined && best.rank < first.rank;
  const tooFew = best && isOfFew(best, thresholds) ? "establishments" : "jobs";
  return {
    leaders,
    next: pool[leaders.length] ?? ranking.industries.find(({ rank }) => rank > (first?.rank ?? Infinity)),
    before: isBefore
      ? `${lowerFirst(best.candidate.title)} ranks first, with too few ${tooFew} to be listed`
      : undefined,
  };
}

function leadSentence(inputs: RankTableInputs): string | undefined {
  const { ranking, analysis } = inputs;
  const { table } = analysis;
  const { leaders, before } = findLead(inputs);
  const [first] = leaders;
  if (!first) return undefined;
  const others = leaders.length - 1;
  const who = others === 0 ? first.candidate.title : `${first.candidate.title} and ${others} with the same score`;
  const of = `${formatNumber(ranking.industries.length, "count")} ${levelName(table)} of ${table.region.name}`;
  if (ranking.industries.length === 1) return `${who} is the only industry ranked of ${table.region.name}.`;
  const leads = others === 0 ? "leads" : "lead";
  return before === undefined
    ? `${who} ${leads} the ${of}.`
    : `${who} ${leads} the short list of the ${of}; ${before}.`;
}

function safetySentence({ shortList, weightSpread, ranking }: RankTableInputs): string | undefined {
  if (shortList.length === 0) return "None of them is short-listed.";
  if (shortList.length === ranking.industries.length) return undefined;
  if (!weightSpread) return "They are ranked by one factor, so no other weights could change the list.";
  const places = shortList
    .map(({ industry: { candidate } }) => ({
      naics: candidate.naics,
      share: weightSpread.get(candidate.naics)?.topShare ?? 0,
    }))
    .sort((a, b) => a.share - b.share);
  const safe = places.filter(({ share }) => share >= SAFE).length;
  const [least] = places;
  const all = places.length;
  const draws = "of draws of weights and estimates";
  const percent = `${formatNumber(SAFE * 100, "count")}%`;
  if (all === 1) return `It is first in ${formatDraws(least!.share)}% ${draws}.`;
  if (safe === all) return `All ${all} stay listed in at least ${percent} ${draws}.`;
  const count = safe === 0 ? "None" : String(safe);
  return `${count} of the ${all} ${safe === 1 ? "stays" : "stay"} listed in ${percent} ${draws}; ${least!.naics} in ${formatDraws(least!.share)}%.`;
}

/** A part of the draws as so many of 100; never all or none where it is not. */
export function formatDraws(share: number): string {
  const count = Math.round(share * 100);
  if (share < 1 && count === 100) return "99";
  if (share > 0 && count === 0) return "1";
  return String(count);
}
