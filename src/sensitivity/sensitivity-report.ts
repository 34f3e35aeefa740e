import type { Analysis } from "../region/analysis.js";
import { caution, information, type Note } from "../core/notes.js";
import type { RankCandidate } from "../ranking/criteria.js";
import { rankingMethod } from "../ranking/methods.js";
import type { Ranking } from "../ranking/rank.js";
import { formatShare, formatNumber, formatWholePercent } from "../core/number-format.js";
import type { WeightChange } from "./crossings.js";
import type { IndustrySpread } from "../ranking/near-spread.js";
import type { IndustrySensitivity, Sensitivity } from "./sensitivity.js";
import { NAICS_COLUMN, RANK_COLUMN, TITLE_COLUMN } from "../report/measure-columns.js";
import type { Report, ReportColumn, ReportRow, ReportSection, ReportTable } from "../report/report.js";
import type { Provenance } from "../report/provenance.js";
import { agreementColumns, setsJson, setsTables } from "./sets-report.js";
import { sensitivityChart } from "./sensitivity-chart.js";
import { levelName, formatList, lowerFirst, nameIndustry, scopeJson, scopeLines } from "../report/words.js";

type Result = Sensitivity<RankCandidate>;
type Industry = IndustrySensitivity<RankCandidate>;

export interface SensitivityReportInputs {
  readonly analysis: Analysis;
  readonly ranking: Ranking<RankCandidate>;
  readonly result: Result;
  readonly filters: readonly string[];
  readonly provenance: Provenance;
  readonly notes: readonly Note[];
}

/** How far a ranking depends on its weights and its estimated figures, in tables and in words. */
export function buildSensitivityReport(inputs: SensitivityReportInputs): Report {
  const { analysis, ranking, result } = inputs;
  const { table } = analysis;
  const { options, industries } = result;
  const listed = industries.filter(({ industry }) => industry.rank <= options.top);
  const notes = [...analysis.notes, ...inputs.notes, ...effectiveNotes(result), ...drawNotes(result)];
  return {
    command: "sensitivity",
    title: `How sure the ranking of ${table.region.name} is`,
    scope: [
      ...scopeLines(table),
      ...(inputs.filters.length > 0 ? [["Only", formatList(inputs.filters)] as const] : []),
      ["Ranked by", `${describeStatedWeights(result)}; ${rankingMethod(ranking.method).label}`],
      ["Draws", describeDraws(result)],
    ],
    tables: [
      ranksTable(result, listed.length, levelName(table)),
      factorsTable(result),
      methodsTable(result),
      ...setsTables(result),
    ],
    sections: [...wordsSections(result, listed), ...swapSections(result)],
    notes,
    provenance: inputs.provenance,
    charts: [sensitivityChart(result, table)],
    schema: "sector-rank/sensitivity/1",
    json: {
      scope: scopeJson(table),
      method: ranking.method,
      missing: ranking.missingRule,
      top: options.top,
      draws: options.draws,
      concentration: options.concentration,
      seed: options.seed,
      drawsFigures: result.drawsFigures,
      factors: result.factors.map(({ id, share, direction, effectiveWeight }, index) => ({
        id,
        weight: share,
        direction,
        effectiveWeight,
        ...(result.leftOut[index] && {
          without: { correlation: result.leftOut[index].correlation, common: result.leftOut[index].common },
        }),
      })),
      industries: industries.map(({ industry, spreads, beatsNext, swap, limits, without }) => ({
        naics: industry.candidate.naics,
        title: industry.candidate.title,
        rank: industry.rank,
        score: industry.score,
        figures: spreads.figures,
        near: spreads.near,
        any: spreads.any,
        beatsNext,
        swapWithNext: swap && changeJson(result, swap),
        limits: limits?.map((limit) => changeJson(result, limit)),
        without: Object.fromEntries(
          result.factors.flatMap(({ id }, index) => (without[index] === undefined ? [] : [[id, without[index]]])),
        ),
      })),
      pairwise: result.pairwise,
      methods: result.methods.map(({ method, correlation, common, ranks }) => ({
        method,
        correlation,
        common,
        ranks: Object.fromEntries(ranks),
      })),
      ...setsJson(result),
    },
  };
}

function changeJson({ factors }: Result, { factor, from, to }: WeightChange) {
  return { factor: factors[factor]!.id, from, to };
}

function describeStatedWeights({ factors }: Result): string {
  return formatList(factors.map(({ label, share }) => `${lowerFirst(label)} ${formatNumber(share, "fraction")}`));
}

/** Typical distance of a drawn weight from the stated one. */
function describeDraws({ factors, options, drawsFigures }: Result): string {
  const share = 1 / factors.length;
  const spread = Math.sqrt((share * (1 - share)) / (options.concentration + 1));
  const typical =
    factors.length < 2
      ? ""
      : `: a weight of ${formatNumber(share, "fraction")} varies by about ±${formatNumber(spread, "fraction")}`;
  return `${formatNumber(options.draws, "count")} of weights near the stated ones (concentration ${formatNumber(options.concentration, undefined)}${typical}), as many over all weights; ${drawsFigures ? "estimated figures drawn from their intervals, too" : "no estimated figures"}; seed ${options.seed}`;
}

const share = (id: string, label: string, description: string, priority: ReportColumn["priority"]): ReportColumn => ({
  id,
  label,
  kind: "number",
  unit: "fraction",
  description,
  priority,
});

const rank = (id: string, label: string, description: string): ReportColumn => ({
  id,
  label,
  kind: "number",
  unit: "rank",
  description,
  priority: 4,
});

function ranksTable(result: Result, listed: number, industriesName: string): ReportTable {
  const { top } = result.options;
  const { industries } = result;
  const columns: readonly ReportColumn[] = [
    RANK_COLUMN,
    NAICS_COLUMN,
    TITLE_COLUMN,
    share(
      "near_top",
      `Top ${top}, near`,
      `Share of draws of weights near the stated ones in which it is in the top ${top}.`,
      1,
    ),
    {
      id: "near_ranks",
      label: "90% ranks, near",
      kind: "text",
      description: "Its ranks in 90% of those draws.",
      priority: 1,
    },
    share("any_top", `Top ${top}, any`, `Share of draws over all weights in which it is in the top ${top}.`, 1),
    { id: "any_ranks", label: "90% ranks, any", kind: "text", description: "Its ranks in 90% of those.", priority: 2 },
    share("beats_next", "Beats next", "Share of draws near the stated weights in which it stands before the next.", 2),
    ...(result.drawsFigures
      ? [
          {
            id: "figures_ranks",
            label: "90% ranks, figures",
            kind: "text" as const,
            description: "Its ranks in 90% of draws of the estimated figures alone, with the stated weights.",
            priority: 3 as const,
          },
        ]
      : []),
    ...result.factors.map(({ id, label }): ReportColumn => ({
      ...rank(`without_${id}`, `Without ${lowerFirst(label)}`, `Rank where ${lowerFirst(label)} does not count.`),
      priority: 3,
    })),
    ...result.methods.map(({ method }) =>
      rank(`by_${method}`, `By ${rankingMethod(method).label}`, "Rank by this method."),
    ),
    ...(["near", "any", "figures"] as const).flatMap((id) => [
      rank(`${id}_low`, `Best, ${id}`, "Lower end of the 90% ranks."),
      rank(`${id}_high`, `Worst, ${id}`, "Upper end of the 90% ranks."),
      rank(`${id}_median`, `Median, ${id}`, "As many draws give a better rank as a worse one."),
    ]),
  ];
  const shown = Math.min(industries.length, Math.max(listed, 2 * top));
  return {
    id: "sensitivity",
    title: `Ranks of ${industries.length} ${industriesName} over draws`,
    columns,
    rows: industries.map((one) => ranksRow(result, one)),
    emphasis: `top ${top}`,
    ...(shown < industries.length && {
      leading: {
        rows: shown,
        rest: `${industries.length - shown} more: --format csv lists them, --out FILE.csv writes them.`,
      },
    }),
  };
}

function ranksRow(result: Result, { industry, spreads, beatsNext, without }: Industry): ReportRow {
  const { naics, title } = industry.candidate;
  const range = ({ low, high }: IndustrySpread) =>
    low === high ? formatNumber(low, "rank") : `${formatNumber(low, "rank")}–${formatNumber(high, "rank")}`;
  return {
    cells: {
      rank: industry.rank,
      naics,
      title,
      near_top: spreads.near.topShare,
      near_ranks: range(spreads.near),
      any_top: spreads.any.topShare,
      any_ranks: range(spreads.any),
      beats_next: beatsNext,
      figures_ranks: range(spreads.figures),
      ...Object.fromEntries(result.factors.map(({ id }, index) => [`without_${id}`, without[index]])),
      ...Object.fromEntries(result.methods.map(({ method, ranks }) => [`by_${method}`, ranks.get(naics)])),
      ...Object.fromEntries(
        (["near", "any", "figures"] as const).flatMap((id) => [
          [`${id}_low`, spreads[id].low],
          [`${id}_high`, spreads[id].high],
          [`${id}_median`, spreads[id].median],
        ]),
      ),
    },
    emphasis: industry.rank <= result.options.top,
  };
}

function factorsTable({ factors, leftOut, options }: Result): ReportTable {
  return {
    id: "factors",
    title: "Factors",
    columns: [
      { id: "factor", label: "Factor", kind: "text", priority: 1 },
      share("weight", "Stated", "Weight as stated.", 1),
      share("effective", "Effective", "Part of the ranking's variance that goes with it.", 1),
      {
        id: "common",
        label: `Top ${options.top} without it`,
        kind: "number",
        unit: "count",
        description: `How many of the top ${options.top} stay in it where the factor does not count.`,
        priority: 1,
      },
      {
        id: "correlation",
        label: "Rank correlation",
        kind: "number",
        unit: "ratio",
        description: "Spearman's, of the ranks without the factor with the ranks with it.",
        priority: 2,
      },
    ],
    rows: factors.map(({ label, share: weight, effectiveWeight }, index) => ({
      cells: {
        factor: label,
        weight,
        effective: effectiveWeight,
        common: leftOut[index]?.common,
        correlation: leftOut[index]?.correlation,
      },
    })),
  };
}

function methodsTable({ methods, options }: Result): ReportTable {
  return {
    id: "methods",
    title: "Methods",
    columns: [
      { id: "method", label: "Method", kind: "text", priority: 1 },
      ...agreementColumns(options.top, "this method has", "its ranks"),
    ],
    rows: methods.map(({ method, common, correlation }) => ({
      cells: { method: rankingMethod(method).label, common, correlation },
    })),
  };
}

/** What a board needs to hear of each industry: how safe its place is, and what would take it away. */
function wordsSections(result: Result, listed: readonly Industry[]): readonly ReportSection[] {
  const { top } = result.options;
  const next = result.industries
    .slice(listed.length)
    .filter(({ limits, spreads }) => limits !== undefined && spreads.near.topShare >= NOTABLE);
  const sections = [
    {
      heading: `How safe the top ${top} is`,
      before: true,
      items: listed.map((one) => `${nameIndustry(one.industry.candidate)}: ${safety(result, one)}.`),
    },
    {
      heading: "Who could come in",
      before: true,
      items: next.map((one) => `${nameIndustry(one.industry.candidate)}: ${safety(result, one)}.`),
    },
  ];
  return sections.filter(({ items }) => items.length > 0);
}

/** Industries outside are named from this share of draws. */
const NOTABLE = 0.1;

function safety(result: Result, one: Industry): string {
  const { top } = result.options;
  const { near, any } = one.spreads;
  const isIn = one.industry.rank <= top;
  const weightings = `in the top ${top} in ${percent(near.topShare)} of weightings near the stated ones, ${percent(any.topShare)} of all`;
  if (result.factors.length < 2) return `in the top ${top} in ${percent(near.topShare)} of draws of the figures`;
  // Where pairs decide, no limits are computed.
  if (rankingMethod(result.method).comparesPairs) return weightings;
  const limits = [...(one.limits ?? [])].sort((a, b) => Math.abs(a.to - a.from) - Math.abs(b.to - b.from));
  const [verb, taken] = isIn ? ["falls out", "takes it out"] : ["comes in", "brings it in"];
  if (limits.length === 0) return `${weightings}; no change of one weight alone ${taken}`;
  const isAll = limits.length <= MOST_LIMITS;
  const words = limits.slice(0, MOST_LIMITS).map((limit, index) => describeLimit(result, limit, index === 0));
  return `${weightings}; by one weight alone it ${verb} ${isAll ? "only" : "soonest"} if ${formatList(words, "or")}`;
}

/** More are a list that nobody reads; JSON has them all. */
const MOST_LIMITS = 3;

/** A share of draws in whole percent; what happened at all is not shown as never, nor what did not always as always. */
function percent(part: number): string {
  if (part > 0 && part < 0.01) return "under 1%";
  if (part < 1 && part > 0.99) return "over 99%";
  return formatWholePercent(part);
}

/** "more than 41% of the weight goes to jobs"; after the first one "less than 7% to pay". */
function describeLimit({ factors }: Result, { factor, from, to }: WeightChange, isFirst: boolean): string {
  const name = lowerFirst(factors[factor]!.label);
  const share = Math.abs(to - 0.5) < 0.005 ? "half" : formatShare(to);
  return `${to > from ? "more" : "less"} than ${share}${isFirst ? " of the weight goes" : ""} to ${name}`;
}

/** Neighbours among the first that the smallest changes of one weight swap. */
function swapSections(result: Result): readonly ReportSection[] {
  const { top } = result.options;
  const items = result.industries.slice(0, top).flatMap((one, index) => {
    const next = result.industries[index + 1];
    if (!next || result.factors.length < 2) return [];
    const pair = `${one.industry.candidate.naics} and ${next.industry.candidate.naics}`;
    if (one.industry.rank === next.industry.rank) return [`${pair}: tied`];
    if (!one.swap) return [`${pair}: no change of one weight alone`];
    const { factor, from, to } = one.swap;
    const name = lowerFirst(result.factors[factor]!.label);
    return [`${pair}: ${name} at ${formatNumber(to, "fraction")} instead of ${formatNumber(from, "fraction")}`];
  });
  return items.length === 0 ? [] : [{ heading: "The smallest change of one weight that swaps neighbours", items }];
}

/** Stated and effective weights further apart than this are worth a warning. */
const FAR_APART = 0.1;

function effectiveNotes({ factors }: Result): readonly Note[] {
  const apart = factors.filter(
    ({ share: stated, effectiveWeight }) =>
      effectiveWeight !== undefined && Math.abs(effectiveWeight - stated) >= FAR_APART,
  );
  if (apart.length === 0) return [];
  const words = apart.map(
    ({ label, share: stated, effectiveWeight }) =>
      `${lowerFirst(label)} decides ${formatWholePercent(effectiveWeight!)} of the ranking, not the stated ${formatWholePercent(stated)}`,
  );
  return [
    caution(
      "effective-weights-differ",
      `Stated weights are not what decides here: ${formatList(words)}. A factor that goes with the others counts for more, one that goes against them for less; change the weights if that is not meant.`,
    ),
  ];
}

function drawNotes({ factors }: Result): readonly Note[] {
  if (factors.length > 1) return [];
  return [information("one-factor", "With one factor there is no weight to vary: only estimated figures are drawn.")];
}
