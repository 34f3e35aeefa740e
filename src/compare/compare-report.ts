import { listChanges, type ComparedIndustry, type Comparison, type Watched } from "./compare.js";
import { isListed } from "../result/listed.js";
import type { Result } from "../result/result.js";
import { factorLabel } from "./states.js";
import { rankingMethod } from "../ranking/methods.js";
import { knownValue } from "../core/datum.js";
import { ALL_MEASURES } from "../measures/index.js";
import { compareNotes } from "./compare-notes.js";
import {
  decisionChange,
  factorShort,
  headline,
  partColumns,
  formatResultPeriod,
  describeShortListChange,
  explainMove,
  type PartColumn,
} from "./compare-words.js";
import { NAICS_COLUMN, TITLE_COLUMN } from "../report/measure-columns.js";
import type { Chart } from "../report/chart.js";
import { mixedJson, mixedTables } from "./mixed-moves.js";
import { compareChart } from "./compare-chart.js";
import type { Report, ReportCell, ReportColumn, ReportRow, ReportSection, ReportTable } from "../report/report.js";
import type { Provenance } from "../report/provenance.js";
import { levelName, describeOwnership } from "../report/words.js";

export interface CompareReportInputs {
  readonly comparison: Comparison;
  /** What a check stops at; undefined if none was asked for. */
  readonly watched: Watched | undefined;
  readonly provenance: Provenance;
}

/** What changed between two results, and what moved each industry. */
export function buildCompareReport(inputs: CompareReportInputs): Report & { readonly failed: boolean } {
  const { comparison, watched } = inputs;
  const { old, new: recent } = comparison;
  const isRanking = old.ranking !== undefined;
  const changes = watched === undefined ? [] : listChanges(comparison, watched);
  const chart = isRanking ? movesChart(comparison) : undefined;
  const side = (result: Result) => `${result.scope.region.name}, ${formatResultPeriod(result)} (${result.file})`;
  return {
    command: "compare",
    title: `What changed: ${composeTitle(comparison)}`,
    scope: [
      ["Older", side(old)],
      ["Newer", side(recent)],
      ["Industries", `${levelName(recent.scope)}, ${describeOwnership(recent.scope.ownership)}`],
      ...(isRanking ? [["Ranked by", rankingMethod(recent.ranking!.method).label] as const] : []),
    ],
    tables: [isRanking ? movesTable(comparison) : figuresTable(comparison), ...mixedTables(comparison)],
    sections: isRanking ? rankingSections(comparison, watched, changes) : checkSections(watched, changes),
    notes: compareNotes(comparison),
    provenance: inputs.provenance,
    ...(chart && { charts: [chart] }),
    schema: "sector-rank/compare/1",
    json: compareJson(comparison, watched, changes),
    failed: changes.length > 0,
  };
}

function composeTitle({ old, new: recent, isSameRegion }: Comparison): string {
  const years = ({ scope }: Result) => String(scope.years.end);
  if (!isSameRegion) return `${old.scope.region.name} and ${recent.scope.region.name}`;
  const name = recent.scope.region.name;
  return years(old) === years(recent) ? `${name}, ${years(old)}` : `${name}, ${years(old)} to ${years(recent)}`;
}

function rankingSections(
  comparison: Comparison,
  watched: Watched | undefined,
  changes: readonly string[],
): readonly ReportSection[] {
  const listed = comparison.industries.filter(({ old, new: recent }) => isListed(old) !== isListed(recent));
  const came = listed.filter(({ new: recent }) => isListed(recent));
  const went = listed.filter(({ old }) => isListed(old));
  const words = (those: readonly ComparedIndustry[]) => those.map((one) => describeShortListChange(one, comparison));
  return [
    { heading: "In short", before: true, items: headline(comparison) },
    ...checkSections(watched, changes),
    ...(came.length > 0 ? [{ heading: "Why these came on the short list", items: words(came) }] : []),
    ...(went.length > 0 ? [{ heading: "Why these left it", items: words(went) }] : []),
  ];
}

function checkSections(watched: Watched | undefined, changes: readonly string[]): readonly ReportSection[] {
  if (watched === undefined) return [];
  return [
    {
      heading: `Check for changes (${watched})`,
      before: true,
      items: changes.length === 0 ? ["Passed: nothing differs."] : changes.map((change) => `Failed: ${change}.`),
    },
  ];
}

/** The industries of either short list, by their new ranks. */
function movesChart(comparison: Comparison): Chart | undefined {
  const listed = inOrder(comparison).filter((one) => isListed(one.new) || isListed(one.old));
  return compareChart(comparison, listed, partColumns(comparison), `What changed: ${composeTitle(comparison)}`);
}

function inOrder({ industries }: Comparison): readonly ComparedIndustry[] {
  const order = (one: ComparedIndustry): readonly number[] => [
    isListed(one.new) ? 0 : isListed(one.old) ? 1 : 2,
    one.new?.ranked?.rank ?? Infinity,
    one.old?.ranked?.rank ?? Infinity,
  ];
  return industries
    .map((industry) => ({ industry, order: order(industry) }))
    .sort((a, b) => compareOrders(a.order, b.order) || (a.industry.naics < b.industry.naics ? -1 : 1))
    .map(({ industry }) => industry);
}

function movesTable(comparison: Comparison): ReportTable {
  const rows = inOrder(comparison);
  const first = rows.filter((one) => isListed(one.new) || isListed(one.old)).length;
  const parts = partColumns(comparison);
  const shown = first === 0 ? Math.min(rows.length, 10) : first;
  return {
    id: "moves",
    title: `The short list, old and new, of ${rows.length} ${levelName(comparison.new.scope)}`,
    columns: [...MOVE_COLUMNS, ...parts.flatMap(partReportColumns), ...factorColumns(comparison)],
    rows: rows.map((industry) => moveRow(industry, comparison, parts)),
    emphasis: "on the newer short list",
    brief: {
      columns: ["rank", "rank_old", "moved", "naics", "title", "why"],
      rows: shown,
      rest: describeRest(rows.length - shown, "every part and figure"),
    },
  };
}

function describeRest(more: number, what: string): string {
  const others = more === 0 ? "" : `${more} more industries, and `;
  return `${others}${what}: --format csv, or --out FILE.csv.`.replace(/^./, (first) => first.toUpperCase());
}

function compareOrders(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at === -1 ? 0 : a[at]! < b[at]! ? -1 : 1;
}

const MOVE_COLUMNS: readonly ReportColumn[] = [
  { id: "rank", label: "Rank", kind: "number", unit: "rank", description: "In the newer result.", priority: 1 },
  { id: "rank_old", label: "Was", kind: "number", unit: "rank", description: "Rank in the older result.", priority: 1 },
  {
    id: "moved",
    label: "Moved",
    kind: "number",
    unit: "places",
    description: "Places gained, + is up: older rank less newer rank.",
    priority: 1,
  },
  NAICS_COLUMN,
  TITLE_COLUMN,
  {
    id: "why",
    label: "Why, in places",
    kind: "text",
    description: "The parts of the move, rounded, or why the industry is in one result only.",
    priority: 1,
  },
  { id: "shortList", label: "Short list", kind: "text", description: "On the newer short list.", priority: 4 },
  { id: "shortList_old", label: "Was on it", kind: "text", description: "On the older short list.", priority: 4 },
  { id: "score", label: "Score", kind: "number", unit: "ratio", description: "In the newer result.", priority: 3 },
  { id: "score_old", label: "Score was", kind: "number", unit: "ratio", description: "In the older.", priority: 3 },
  {
    id: "score_change",
    label: "Score change",
    kind: "number",
    unit: "ratio",
    description: "Newer score less older score.",
    priority: 4,
  },
];

function partReportColumns({ id, label }: PartColumn): readonly ReportColumn[] {
  return [
    {
      id: `places_${id}`,
      label: `${label} (places)`,
      kind: "number",
      unit: "places",
      description: `Places gained by: ${label}. The places_ columns add up to moved.`,
      priority: 4,
    },
    {
      id: `score_${id}`,
      label: `${label} (score)`,
      kind: "number",
      unit: "ratio",
      description: `Change of the score by: ${label}. These columns add up to score_change.`,
      priority: 4,
    },
  ];
}

function factorIds({ old, new: recent }: Comparison): readonly string[] {
  return [...new Set([...(old.ranking?.factors ?? []), ...(recent.ranking?.factors ?? [])].map(({ id }) => id))];
}

function factorColumns(comparison: Comparison): readonly ReportColumn[] {
  return factorIds(comparison).flatMap((id) => valueColumns(id, 4, 4));
}

function valueColumns(id: string, priority: ReportColumn["priority"], rest: ReportColumn["priority"]): ReportColumn[] {
  const unit = ALL_MEASURES.find((measure) => measure.id === id)?.unit;
  const label = factorShort(id);
  const column = (more: string, name: string, what: string, of: ReportColumn["priority"]): ReportColumn => ({
    id: `${id}${more}`,
    label: name,
    kind: "number",
    ...(unit && { unit }),
    description: `${factorLabel(id)} ${what}.`,
    priority: of,
  });
  return [
    column("_old", `${label} was`, "in the older result", rest),
    column("_new", label, "in the newer result", priority),
  ];
}

function moveRow(industry: ComparedIndustry, comparison: Comparison, parts: readonly PartColumn[]): ReportRow {
  const { old, new: recent, move } = industry;
  const partCells = parts.flatMap(({ id, is }): [string, ReportCell][] => {
    if (!move) return [];
    const part = move.parts.find(is);
    return [
      [`places_${id}`, part?.places ?? 0],
      [`score_${id}`, part?.score ?? 0],
    ];
  });
  return {
    cells: {
      rank: recent?.ranked?.rank,
      rank_old: old?.ranked?.rank,
      moved: move?.moved,
      naics: industry.naics,
      title: industry.title,
      why: [decisionChange(industry), explainMove(industry, comparison)].filter((text) => text !== "").join("; "),
      shortList: isListed(recent),
      shortList_old: isListed(old),
      score: recent?.ranked?.score,
      score_old: old?.ranked?.score,
      score_change: move?.scoreChange,
      ...Object.fromEntries(partCells),
      ...valueCells(industry, factorIds(comparison)),
    },
    emphasis: isListed(recent),
  };
}

function valueCells({ old, new: recent }: ComparedIndustry, ids: readonly string[]): Record<string, ReportCell> {
  return Object.fromEntries(
    ids.flatMap((id) => [
      [`${id}_old`, old?.values[id]],
      [`${id}_new`, recent?.values[id]],
    ]),
  );
}

const SHOWN_MEASURES = ["employment", "averagePay", "growth", "lq"];

/** Results without ranks: the figures of both, those whose jobs changed most first. */
function figuresTable(comparison: Comparison): ReportTable {
  const ids = ALL_MEASURES.map(({ id }) => id).filter((id) =>
    comparison.industries.some(
      ({ old, new: recent }) => recent?.values[id] !== undefined || old?.values[id] !== undefined,
    ),
  );
  const size = ({ values }: ComparedIndustry): number => Math.abs(values["employment"]?.change ?? Infinity);
  const rows = [...comparison.industries].sort((a, b) => {
    const [one, other] = [size(a), size(b)];
    return one === other ? (a.naics < b.naics ? -1 : 1) : other > one ? 1 : -1;
  });
  const shown = Math.min(rows.length, 15);
  return {
    id: "figures",
    title: `${rows.length} ${levelName(comparison.new.scope)}, the largest changes of jobs first`,
    columns: [
      NAICS_COLUMN,
      TITLE_COLUMN,
      ...ids.flatMap((id): ReportColumn[] => {
        const priority = SHOWN_MEASURES.includes(id) ? (id === "employment" ? 1 : 2) : 4;
        const unit = ALL_MEASURES.find((measure) => measure.id === id)!.unit;
        const changeUnit = unit === "jobs" ? "change" : unit;
        return [
          ...valueColumns(id, priority, SHOWN_MEASURES.includes(id) ? 2 : 4),
          { id: `${id}_change`, label: `${factorShort(id)} ±`, kind: "number", unit: changeUnit, priority },
          {
            id: `${id}_history`,
            label: `${factorShort(id)} revised`,
            kind: "number",
            unit: changeUnit,
            description: "The part of the change that revised figures of the older result's years make.",
            priority: 4,
          },
        ];
      }),
      { id: "why", label: "Remark", kind: "text", priority: 2 },
    ],
    rows: rows.map((industry) => ({
      cells: {
        naics: industry.naics,
        title: industry.title,
        ...valueCells(industry, ids),
        ...Object.fromEntries(
          ids.flatMap((id) => [
            [`${id}_change`, industry.values[id]?.change],
            [`${id}_history`, industry.values[id]?.history],
          ]),
        ),
        why: industry.oneSided
          ? explainMove(industry, comparison)
          : industry.isRedefined
            ? "other content: NAICS revision"
            : "",
      },
    })),
    brief: {
      columns: [
        ...["naics", "title", "employment_old", "employment_new", "employment_change"],
        ...["averagePay_old", "averagePay_new", "lq_old", "lq_new", "why"],
      ],
      rows: shown,
      rest: describeRest(rows.length - shown, "every measure"),
    },
  };
}

function compareJson(
  comparison: Comparison,
  watched: Watched | undefined,
  changes: readonly string[],
): Readonly<Record<string, unknown>> {
  const { old, new: recent, industries, codes, history } = comparison;
  const listed = (those: readonly ComparedIndustry[]) => those.map(({ naics }) => naics);
  return {
    of: old.command,
    old: sideJson(old),
    new: sideJson(recent),
    sameRegion: comparison.isSameRegion,
    ...(codes && { naics: { from: codes.from, to: codes.to } }),
    history: {
      years: [...new Set(history.years)],
      published: history.published,
      estimated: history.estimated,
    },
    ...(watched !== undefined && { check: { watched, failed: changes.length > 0, changes } }),
    ...(old.ranking && {
      shortList: {
        came: listed(industries.filter((one) => isListed(one.new) && !isListed(one.old))),
        went: listed(industries.filter((one) => isListed(one.old) && !isListed(one.new))),
        stayed: listed(industries.filter((one) => isListed(one.old) && isListed(one.new))),
      },
    }),
    industries: industries.map((industry) => industryJson(industry, comparison)),
    ...mixedJson(comparison),
  };
}

function sideJson({ file, tool, scope, ranking }: Result) {
  const { years, quarter, level, ...rest } = scope;
  return {
    file,
    tool,
    scope: {
      ...rest,
      level: Number(level) || level,
      years: years.start === undefined ? [years.end] : [years.start, years.end],
      quarter: quarter === 0 ? undefined : quarter,
    },
    ...(ranking && { method: ranking.method, missing: ranking.missing, factors: ranking.factors }),
  };
}

function industryJson(industry: ComparedIndustry, comparison: Comparison) {
  const { naics, title, old, new: recent, move, oneSided, isRedefined, values } = industry;
  return {
    naics,
    title,
    status: old && recent ? "both" : old ? "old" : "new",
    old: old && { ...old.ranked, values: old.values, ...(old.decision && { decision: old.decision }) },
    new: recent && { ...recent.ranked, values: recent.values, ...(recent.decision && { decision: recent.decision }) },
    ...(move && { moved: move.moved, scoreChange: move.scoreChange, parts: move.parts }),
    ...(oneSided && { reason: { ...oneSided, text: explainMove(industry, comparison) } }),
    ...(isRedefined && { redefined: true }),
    changes: Object.fromEntries(Object.entries(values).filter(([id]) => knownValue(recent!.values[id]!) !== undefined)),
  };
}
