import { information, type Note } from "../core/notes.js";
import { alsoConsider } from "../ranking/also-consider.js";
import { jobsOfPart, passedOver } from "../ranking/short-list.js";
import { formatNumber } from "../core/number-format.js";
import { quadrantOf } from "../region/context/quadrant.js";
import { regionContext } from "../region/context/region-context.js";
import { alsoConsiderSection, alternativeJson, standingJson } from "./also-consider-words.js";
import { contextJson, contextSection } from "./context-section.js";
import { cautionNotes, cautionWords } from "./cautions.js";
import { rankCharts } from "./charts.js";
import { historyJson, historyTable } from "./history-table.js";
import { projectionJson } from "./projection-columns.js";
import { factorNotes, thinFactorNotes, unrankedNotes } from "./rank-notes.js";
import { rankScreen } from "./rank-screen.js";
import { rankSummary, summarySection } from "./rank-summary.js";
import { rankScope, rankTable } from "./rank-table.js";
import type { RankReportInputs } from "./rank-inputs.js";
import { industryRulesJson, ruleNotes, ruleSections, rulesJson } from "./rule-report.js";
import type { Report } from "./report.js";
import { shortListSections } from "./short-list-words.js";
import { weighedCautions } from "./weighed-cautions.js";
import { basisJson, scopeJson, totalsJson } from "./words.js";
import { standingNote } from "./standings.js";

/** The ranking with its short list, why each industry is on it, and what to be careful about. */
export function buildRankReport(inputs: RankReportInputs): Report {
  const { analysis, ranking, shortList, thresholds, history } = inputs;
  const { table } = analysis;
  const context = regionContext(analysis);
  const listed = new Set(shortList.map(({ industry }) => industry.candidate.naics));
  const notes = [
    ...analysis.notes,
    ...inputs.notes,
    ...(inputs.standings ? [standingNote(inputs.standings)] : []),
    ...passedOverNotes(inputs),
    ...factorNotes(ranking, table),
    ...unrankedNotes(ranking),
    ...thinFactorNotes(ranking),
    ...ruleNotes(inputs.rules),
    ...cautionNotes(
      ranking.industries.map(({ candidate }) => candidate),
      table,
      thresholds,
    ),
  ];
  const alternatives = alsoConsider(ranking, shortList, table, thresholds);
  const cautions = weighedCautions(inputs, notes);
  const summary = rankSummary(inputs);
  const notesOf = (naics: string) => notes.filter(({ industries }) => industries.includes(naics)).map(({ id }) => id);
  return {
    command: "rank",
    title: `Target industries of ${table.region.name}`,
    scope: rankScope(inputs),
    tables: [
      rankTable(inputs),
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
    sections: [
      summarySection(summary),
      ...shortListSections(shortList, thresholds),
      ...alsoConsiderSection(alternatives, thresholds),
      ...ruleSections(inputs.rules, ranking),
      contextSection(context, table),
    ],
    screen: rankScreen(inputs, { summary, alternatives, cautions }),
    notes,
    provenance: inputs.provenance,
    ranked: inputs,
    charts: rankCharts({ ranking, table, listed, rankIntervals: inputs.rankIntervals, history }),
    schema: "sector-rank/rank/1",
    json: {
      scope: scopeJson(table),
      totals: totalsJson(table),
      context: contextJson(context),
      summary,
      cautions,
      method: ranking.method,
      missing: ranking.missingRule,
      factors: ranking.factors.map(({ id, share, weight, direction, effectiveWeight, count }) => ({
        id,
        weight: share,
        statedWeight: weight,
        direction,
        effectiveWeight,
        industries: count,
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
        ...industryRulesJson(industry.candidate.naics, inputs.rules),
        values: industry.candidate.values,
        ...projectionJson(industry.candidate.row),
        ranks: industry.ranks,
        scores: industry.scores,
        quadrant: quadrantOf(industry.candidate.values["growth"], industry.candidate.values["lq"]),
        missing: industry.missing,
        notes: notesOf(industry.candidate.naics),
      })),
      unranked: ranking.unranked.map(({ candidate, missing }) => ({
        naics: candidate.naics,
        title: candidate.title,
        values: candidate.values,
        ...industryRulesJson(candidate.naics, inputs.rules),
        ...projectionJson(candidate.row),
        missing,
        notes: notesOf(candidate.naics),
      })),
      shortList: shortList.map(({ industry, lifted, heldBack, cautions }) => ({
        naics: industry.candidate.naics,
        lifted: lifted.map(standingJson),
        heldBack: heldBack.map(standingJson),
        cautions: cautions.map((one) => cautionWords(one, thresholds)),
        ...(inputs.weightSpread && { topShare: inputs.weightSpread.get(industry.candidate.naics)?.topShare }),
      })),
      alsoConsider: alternatives.map((one) => alternativeJson(one, thresholds, inputs.weightSpread)),
      floors: {
        shortList: { part: thresholds.shortListJobs, jobs: jobsOfPart(table, thresholds.shortListJobs) },
        alsoConsider: { part: thresholds.alsoConsiderJobs, jobs: jobsOfPart(table, thresholds.alsoConsiderJobs) },
      },
      ...rulesJson(inputs.rules),
      ...(history && { history: historyJson(history) }),
      basis: basisJson(table),
    },
  };
}

/** Industries with too few jobs for the short list that rank among its own. */
function passedOverNotes({ ranking, analysis: { table }, top, thresholds }: RankReportInputs): readonly Note[] {
  const passed = passedOver(ranking, table, { top, thresholds });
  const least = jobsOfPart(table, thresholds.shortListJobs);
  if (passed.length === 0 || least === undefined) return [];
  const names = passed.map(({ candidate, rank }) => `${candidate.naics} (rank ${formatNumber(rank, "rank")})`);
  return [
    {
      ...information(
        "short-list-floor",
        `Ranked but not short-listed, with fewer than ${formatNumber(Math.ceil(least), "jobs")} jobs, ${formatNumber(thresholds.shortListJobs, "fraction")} of the region's: ${names.join(", ")}. --thresholds short-list-jobs=0 lists them.`,
        passed.map(({ candidate }) => candidate.naics),
      ),
    },
  ];
}
