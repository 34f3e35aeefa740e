import { describeFollowedMethod } from "./followed-words.js";
import { formatNumber } from "../core/number-format.js";
import type { Alternative } from "../ranking/also-consider.js";
import { rankingMethod } from "../ranking/methods.js";
import { jobsOfPart, passedOver } from "../ranking/short-list.js";
import { ALSO_CONSIDER, alternativeLine } from "./also-consider-words.js";
import { describeWeights } from "./weight-words.js";
import type { RankReportInputs } from "./rank-inputs.js";
import type { Screen } from "./report.js";
import { isMissed } from "./rank-notes.js";
import type { WeighedCaution } from "./weighed-cautions.js";
import { levelName, formatList, lowerFirst, describeOwnership, scopeLines, describeWages } from "./words.js";
import { formatPeriod } from "../region/period-words.js";

/** How many of a kind the first screen says. */
const CAUTIONS_SHOWN = 3;
const ALTERNATIVES_SHOWN = 2;

export interface ScreenParts {
  readonly summary: readonly string[];
  readonly alternatives: readonly Alternative[];
  readonly cautions: readonly WeighedCaution[];
}

/** What a terminal shows of a ranking: the answer in two sentences, the short list, a reason a line, what matters. */
export function rankScreen(inputs: RankReportInputs, { summary, alternatives, cautions }: ScreenParts): Screen {
  const { ranking, rules } = inputs;
  const factors = ranking.factors.filter(({ count }) => count > 0).map(({ id }) => id);
  // The second sentence has said which places are unsafe.
  const weighty = cautions.filter(({ id }) => id !== "unsafe-place");
  return {
    summary,
    scope: shortScope(inputs),
    columns: [
      "rank",
      "naics",
      "title",
      ...factors,
      ...(inputs.standings ? ["lq_standing"] : []),
      ...(rules
        ? ["rulesMet", ...(rules.elimination ? ["eliminatedBy"] : []), ...rules.rules.map(({ id }) => id)]
        : []),
      ...(inputs.people?.onScreen ?? []),
      "top_share",
      "why",
    ],
    lines: [
      {
        label: ALSO_CONSIDER,
        option: "why",
        items: alternatives.slice(0, ALTERNATIVES_SHOWN).map(alternativeLine),
      },
      { label: "Decided", option: "why", items: inputs.people?.decided ?? [] },
      { label: "The team", option: "why", items: inputs.people?.farthest ?? [] },
      { label: "Passed over", option: "notes", items: describePassedOver(inputs) },
      {
        label: "Be careful",
        option: "notes",
        severity: "caution",
        items: weighty.slice(0, CAUTIONS_SHOWN).map(({ text }) => text),
      },
    ],
    rows: inputs.top,
    options: ["--why", "--notes"],
  };
}

/** What was asked, in three lines; what is unusual takes a line more. */
function shortScope({ ranking, filters, follows, analysis: { table } }: RankReportInputs): Screen["scope"] {
  const { region, reference, years, quarter } = table;
  const how = region.composed ? ` (${region.areas.length} areas)` : "";
  const against = reference.recovered ? `${reference.name}, recovered` : reference.name;
  const since = years.start === undefined ? "" : `, growth since ${formatPeriod({ year: years.start, quarter })}`;
  const method = ranking.method === "mean-rank" ? "" : `; ${rankingMethod(ranking.method).label}`;
  const unusual = new Set(["Real pay", ...(table.lqBase === "total-covered" ? [] : ["LQ base"])]);
  return [
    ["Region", `${region.name}${how}, compared with ${against}`],
    [
      "Figures",
      `QCEW ${formatPeriod({ year: years.end, quarter })}${since}; ${levelName(table)}, ${describeOwnership(table.ownership)}${describeWages(table)}`,
    ],
    ["Ranked by", `${describeWeights(ranking)}${method}${describeMissingFactors(ranking)}`],
    ...(follows === undefined ? [] : [["Method", describeFollowedMethod(follows)] as const]),
    ...(filters.length > 0 ? [["Only", formatList(filters)] as const] : []),
    ...scopeLines(table).filter(([label]) => unusual.has(label)),
  ];
}

/** What was to be weighed and has no figures. */
function describeMissingFactors(ranking: RankReportInputs["ranking"]): string {
  const missed = ranking.factors.filter(({ id, count }) => count === 0 && isMissed(ranking, id));
  return missed.length === 0 ? "" : `; no figures for ${formatList(missed.map(({ label }) => lowerFirst(label)))}`;
}

function describePassedOver({ ranking, analysis: { table }, top, thresholds }: RankReportInputs): readonly string[] {
  const passed = passedOver(ranking, table, { top, thresholds });
  const least = jobsOfPart(table, thresholds.shortListJobs);
  if (passed.length === 0 || least === undefined) return [];
  const shown = passed
    .slice(0, 4)
    .map(({ candidate, rank }) => `${candidate.naics} (rank ${formatNumber(rank, "rank")})`);
  const more = passed.length > 4 ? ` and ${passed.length - 4} more` : "";
  return [`${shown.join(", ")}${more}: under ${formatNumber(Math.ceil(least), "jobs")} jobs.`];
}
