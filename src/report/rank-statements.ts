import { information, type Note } from "../core/notes.js";
import { formatNumber } from "../core/number-format.js";
import { alsoConsider, type Alternative } from "../ranking/also-consider.js";
import { jobsOfPart, passedOver } from "../ranking/short-list.js";
import { alsoConsiderSection } from "./also-consider-words.js";
import { cautionNotes } from "./cautions.js";
import type { RankTableInputs } from "./rank-inputs.js";
import { factorNotes, guessNotes, thinFactorNotes, unrankedNotes } from "./rank-notes.js";
import { rankSummary, summarySection } from "./rank-summary.js";
import type { ReportSection } from "./report.js";
import { ruleNotes, ruleSections } from "./rule-report.js";
import { shortListSections } from "./short-list-words.js";
import { standingNote } from "./standings.js";
import { weighedCautions, type WeighedCaution } from "./weighed-cautions.js";

/** What is said of a ranking beside its table. All of it follows the weights, so a page computes it again with them. */
export interface RankStatements {
  readonly summary: readonly string[];
  readonly alternatives: readonly Alternative[];
  /** Of the short list, the weightiest first. */
  readonly cautions: readonly WeighedCaution[];
  /** Those given, and those of the ranking. */
  readonly notes: readonly Note[];
  /** The summary; why each industry is on the short list; what to also consider; what rules make of them. */
  readonly sections: readonly ReportSection[];
}

/** @param given notes on files, years and filters, which no weight changes */
export function rankStatements(inputs: RankTableInputs, given: readonly Note[]): RankStatements {
  const { ranking, shortList, thresholds, rules } = inputs;
  const { table } = inputs.analysis;
  const notes = [
    ...given,
    ...(inputs.standings ? [standingNote(inputs.standings)] : []),
    ...passedOverNotes(inputs),
    ...factorNotes(ranking, table),
    ...guessNotes(ranking),
    ...unrankedNotes(ranking),
    ...thinFactorNotes(ranking),
    ...ruleNotes(rules),
    ...(inputs.people?.notes ?? []),
    ...cautionNotes(
      ranking.industries.map(({ candidate }) => candidate),
      table,
      thresholds,
    ),
  ];
  const alternatives = alsoConsider(ranking, shortList, table, thresholds);
  const summary = rankSummary(inputs);
  return {
    summary,
    alternatives,
    cautions: weighedCautions(inputs, notes),
    notes,
    sections: [
      summarySection(summary),
      ...shortListSections(shortList, thresholds),
      ...alsoConsiderSection(alternatives, thresholds),
      ...ruleSections(rules, ranking),
      ...(inputs.people?.sections ?? []),
    ],
  };
}

/** Industries with too few jobs for the short list that rank among its own. */
function passedOverNotes({ ranking, analysis: { table }, top, thresholds }: RankTableInputs): readonly Note[] {
  const passed = passedOver(ranking, table, { top, thresholds });
  const least = jobsOfPart(table, thresholds.shortListJobs);
  if (passed.length === 0 || least === undefined) return [];
  const names = passed.map(({ candidate, rank }) => `${candidate.naics} (rank ${formatNumber(rank, "rank")})`);
  return [
    information(
      "short-list-floor",
      `Ranked but not short-listed, with fewer than ${formatNumber(Math.ceil(least), "jobs")} jobs, ${formatNumber(thresholds.shortListJobs, "fraction")} of the region's: ${names.join(", ")}. --thresholds short-list-jobs=0 lists them.`,
      passed.map(({ candidate }) => candidate.naics),
    ),
  ];
}
