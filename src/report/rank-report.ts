import type { RankCandidate } from "../ranking/criteria.js";
import type { RankedIndustry } from "../ranking/rank.js";
import { jobsOfPart } from "../ranking/short-list.js";
import { findQuadrant } from "../region/context/quadrant.js";
import { regionContext, type RegionContext } from "../region/context/region-context.js";
import { alternativeJson, standingJson } from "./also-consider-words.js";
import { contextJson, contextSection } from "./context-section.js";
import { describeCaution } from "./cautions.js";
import { rankCharts } from "./charts.js";
import { historyJson, historyTable } from "./history-table.js";
import { projectionJson } from "./projection-columns.js";
import { workforceJson } from "./workforce-columns.js";
import { rankScreen } from "./rank-screen.js";
import { rankStatements } from "./rank-statements.js";
import { rankScope, rankTable } from "./rank-table.js";
import { peopleTables } from "./people.js";
import type { RankReportInputs } from "./rank-inputs.js";
import { industryRulesJson, rulesJson } from "./rule-report.js";
import type { Chart } from "./chart.js";
import type { Report } from "./report.js";
import { factorJson } from "./weight-words.js";
import { basisJson, scopeJson, totalsJson } from "./words.js";

/** The ranking with its short list, why each industry is on it, and what to be careful about. */
export function buildRankReport(inputs: RankReportInputs): Report {
  const { analysis, ranking, shortList, thresholds, history } = inputs;
  const { table } = analysis;
  // Computed where they are shown: a table on a terminal shows none of them.
  let knownContext: RegionContext | undefined;
  let knownCharts: readonly Chart[] | undefined;
  let knownJson: Report["json"] | undefined;
  const context = (): RegionContext => (knownContext ??= regionContext(analysis));
  const listed = new Set(shortList.map(({ industry }) => industry.candidate.naics));
  const { summary, alternatives, cautions, notes, sections } = rankStatements(inputs, [
    ...analysis.notes,
    ...inputs.notes,
  ]);
  const listNoteIds = (naics: string) =>
    notes.filter(({ industries }) => industries.includes(naics)).map(({ id }) => id);
  return {
    command: "rank",
    title: `Target industries of ${table.region.name}`,
    scope: rankScope(inputs),
    tables: [
      rankTable(inputs),
      ...peopleTables(inputs.people?.team),
      ...(history
        ? [
            historyTable(
              history,
              ranking.industries.map(({ candidate }) => candidate),
              shortList.length,
            ),
          ]
        : []),
    ],
    sections: [...sections, contextSection(context, table)],
    screen: rankScreen(inputs, { summary, alternatives, cautions }),
    notes,
    provenance: inputs.provenance,
    ranked: inputs,
    get charts() {
      return (knownCharts ??= rankCharts({ ranking, table, listed, rankIntervals: inputs.rankIntervals, history }));
    },
    schema: "sector-rank/rank/1",
    get json() {
      return (knownJson ??= {
        scope: scopeJson(table),
        totals: totalsJson(table),
        context: contextJson(context()),
        summary,
        cautions,
        method: ranking.method,
        missing: ranking.missingRule,
        factors: ranking.factors.map((factor) => ({
          ...factorJson(factor),
          effectiveWeight: factor.effectiveWeight,
          industries: factor.count,
        })),
        industries: ranking.industries.map((industry) => ({
          naics: industry.candidate.naics,
          title: industry.candidate.title,
          ...(industry.candidate.row.members && { members: industry.candidate.row.members }),
          rank: industry.rank,
          ...(inputs.standings && { standing: inputs.standings.standings.get(industry.candidate.naics) }),
          ...(inputs.rankIntervals && { rankInterval: inputs.rankIntervals.get(industry.candidate.naics) }),
          ...(inputs.weightSpread && { weightSpread: inputs.weightSpread.get(industry.candidate.naics) }),
          score: industry.score,
          shortList: listed.has(industry.candidate.naics),
          ...inputs.people?.industryJson[industry.candidate.naics],
          ...industryRulesJson(industry.candidate.naics, inputs.rules),
          values: industry.candidate.values,
          ...projectionJson(industry.candidate.row),
          ...workforceJson(industry.candidate.row),
          ranks: industry.ranks,
          scores: industry.scores,
          quadrant: findQuadrant(industry.candidate.values["growth"], industry.candidate.values["lq"]),
          missing: industry.missing,
          ...guessesJson(industry),
          notes: listNoteIds(industry.candidate.naics),
        })),
        unranked: ranking.unranked.map(({ candidate, missing }) => ({
          naics: candidate.naics,
          title: candidate.title,
          values: candidate.values,
          ...industryRulesJson(candidate.naics, inputs.rules),
          ...projectionJson(candidate.row),
          ...workforceJson(candidate.row),
          missing,
          ...guessesJson({ candidate, missing }),
          notes: listNoteIds(candidate.naics),
        })),
        shortList: shortList.map(({ industry, lifted, heldBack, cautions }) => ({
          naics: industry.candidate.naics,
          lifted: lifted.map(standingJson),
          heldBack: heldBack.map(standingJson),
          cautions: cautions.map((one) => describeCaution(one, thresholds)),
          ...(inputs.weightSpread && { topShare: inputs.weightSpread.get(industry.candidate.naics)?.topShare }),
        })),
        alsoConsider: alternatives.map((one) => alternativeJson(one, thresholds, inputs.weightSpread)),
        floors: {
          shortList: { part: thresholds.shortListJobs, jobs: jobsOfPart(table, thresholds.shortListJobs) },
          alsoConsider: { part: thresholds.alsoConsiderJobs, jobs: jobsOfPart(table, thresholds.alsoConsiderJobs) },
        },
        ...(inputs.follows && { publishedMethod: inputs.follows }),
        ...rulesJson(inputs.rules),
        ...inputs.people?.json,
        ...(history && { history: historyJson(history) }),
        basis: basisJson(table),
      });
    },
  };
}

/** Those of the missing factors that have a figure, which is mostly a guess. */
function guessesJson({ candidate, missing }: Pick<RankedIndustry<RankCandidate>, "candidate" | "missing">) {
  const guesses = missing.filter((id) => candidate.guesses?.includes(id) === true);
  return guesses.length > 0 ? { guesses } : {};
}
