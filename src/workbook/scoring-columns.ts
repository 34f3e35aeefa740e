import { alsoConsider, LEADING } from "../ranking/also-consider.js";
import { isListable, isOfFew } from "../ranking/short-list.js";
import { cellName, columnRange, sheetPrefix, type WorkbookCell } from "./model.js";
import {
  INDUSTRIES,
  lastIndustryRow,
  runColumn,
  SCORING,
  SCORING_TOTALS,
  scoringColumn,
  settingCell,
  SHEETS,
  type PlannedIndustry,
  type RankingPlan,
} from "./plan.js";

// The columns of Scoring that decide who is on the short list, and who is to be considered beside it.

/** A column of Scoring over all industries, as its own formulas name it. */
export const own = (column: number, plan: RankingPlan): string =>
  columnRange(column, SCORING.first, lastIndustryRow(SCORING.first, plan));

export const total = (name: keyof typeof SCORING_TOTALS): string =>
  cellName(SCORING_TOTALS[name].row, SCORING_TOTALS[name].column, "both");

/** A factor's fact above the column of its values. */
export const fact = (name: keyof typeof SCORING.facts, column: number): string =>
  cellName(SCORING.facts[name], column, "row");

/** Whether the industry may be on the short list, where it would stand there, and whether it does. */
export function shortListCells(plan: RankingPlan, industry: PlannedIndustry, index: number): readonly WorkbookCell[] {
  const { columns } = SCORING;
  const here = (column: number): string => cellName(SCORING.first + index, column, "column");
  const { table } = plan.inputs.analysis;
  const { thresholds } = plan.inputs;
  const figure = (id: string): string | undefined => {
    const at = plan.factors.findIndex((one) => one.id === id);
    if (at === -1) return undefined;
    return `${sheetPrefix(SHEETS.industries)}${cellName(INDUSTRIES.first + index, INDUSTRIES.firstValue + at, "column")}`;
  };
  // A figure that is not known is let through, and carries a caution.
  const atLeast = (id: string, least: string, known = ""): string => {
    const cell = figure(id);
    return cell === undefined ? "1" : `IF(AND(ISNUMBER(${cell})${known}),IF(${cell}>=${least},1,0),1)`;
  };
  const { ranked } = industry;
  const isLarge = ranked !== undefined && isListable(ranked.candidate, table, thresholds);
  const place = plan.eligible.indexOf(index);
  const firms = own(columns.enoughFirms, plan);
  const listable = place >= 0;
  return [
    {
      formula: `IF(${here(columns.ranked)}=1,${atLeast("employment", `${settingCell(plan, "leastPart")}*${total("regionJobs")}`, `,ISNUMBER(${total("regionJobs")})`)},0)`,
      value: isLarge ? 1 : 0,
    },
    {
      formula: `IF(${here(columns.enoughJobs)}=1,${atLeast("establishments", settingCell(plan, "fewest"))},0)`,
      value: isLarge && !isOfFew(ranked, thresholds) ? 1 : 0,
    },
    {
      formula: `IF(SUM(${firms})>0,${here(columns.enoughFirms)},${here(columns.enoughJobs)})`,
      value: listable ? 1 : 0,
    },
    {
      formula: `IF(${here(columns.eligible)}=1,COUNTIFS(${own(columns.eligible, plan)},1,${own(columns.order, plan)},"<="&${here(columns.order)}),"")`,
      value: listable ? place + 1 : "",
    },
    {
      formula: `IF(${here(columns.eligible)}=1,IF(${here(columns.rank)}<=${total("lastListed")},1,0),0)`,
      value: listable && place < plan.listed ? 1 : 0,
    },
  ];
}

/** The order of industries to consider beside the short list, then where each leads. */
export function alsoColumn(plan: RankingPlan, column: "key" | "order" | { readonly leads: number }): number {
  const first = runColumn(plan) + 3;
  if (column === "key") return first;
  return column === "order" ? first + 1 : first + 2 + column.leads;
}

/** Industries in the order in which they are to be considered, as made; by index. */
const alternatives = new WeakMap<RankingPlan, ReadonlyMap<string, { readonly place: number; readonly key: number }>>();

/** Leading ones come first, by their best place, then those that one factor keeps off; equal ones by rank. */
const BY_PLACE = 1e6;
const BY_RANK = 1e9;

function findAlternatives(plan: RankingPlan): ReadonlyMap<string, { readonly place: number; readonly key: number }> {
  const known = alternatives.get(plan);
  if (known) return known;
  const { inputs, industries, order } = plan;
  const orderOf = new Map(order.map((index, at) => [industries[index]!.candidate.naics, at + 1]));
  const found = new Map(
    alsoConsider(inputs.ranking, inputs.shortList, inputs.analysis.table, inputs.thresholds).map((one, at) => {
      const { naics } = one.entry.industry.candidate;
      const key = (one.reason === "leads" ? one.by[0]!.rank * BY_PLACE : BY_RANK) + orderOf.get(naics)!;
      return [naics, { place: at + 1, key }] as const;
    }),
  );
  alternatives.set(plan, found);
  return found;
}

/** Whether an industry off the short list is to be considered, as which, and by which factors it leads. */
export function alsoCells(plan: RankingPlan, industry: PlannedIndustry, index: number): readonly WorkbookCell[] {
  const { factors } = plan;
  const { columns } = SCORING;
  const here = (column: number): string => cellName(SCORING.first + index, column, "column");
  const across = (of: (factor: number) => number, name: (column: number) => string): string =>
    `${name(of(0))}:${name(of(factors.length - 1))}`;
  const leads = across((factor) => alsoColumn(plan, { leads: factor }), here);
  const ranks = across((factor) => scoringColumn(plan, "rank", factor), here);
  const values = (name: keyof typeof SCORING.facts): string =>
    across(
      (factor) => scoringColumn(plan, "value", factor),
      (column) => cellName(SCORING.facts[name], column, "both"),
    );
  const taking = `SUMPRODUCT((${values("weight")}>0)*1)`;
  const outside = `SUMPRODUCT(ISNUMBER(${ranks})*(${ranks}>${values("third")}))`;
  const employment = factors.findIndex(({ id }) => id === "employment");
  const jobs = `${sheetPrefix(SHEETS.industries)}${cellName(INDUSTRIES.first + index, INDUSTRIES.firstValue + employment, "column")}`;
  const enough =
    employment === -1
      ? "FALSE"
      : `ISNUMBER(${jobs}),${jobs}>=IF(ISNUMBER(${total("regionJobs")}),${settingCell(plan, "alsoPart")}*${total("regionJobs")},0)`;
  const key = here(alsoColumn(plan, "key"));
  const made = findAlternatives(plan).get(industry.candidate.naics);
  const { ranked } = industry;
  return [
    {
      formula: `IF(AND(${here(columns.ranked)}=1,${here(columns.listed)}=0,${enough}),IF(COUNT(${leads})>0,MIN(${leads})*${BY_PLACE}+${here(columns.order)},IF(AND(COUNT(${ranks})>2,COUNT(${ranks})=${taking},${outside}=1),${BY_RANK}+${here(columns.order)},"")),"")`,
      value: made?.key ?? "",
      unit: "year",
    },
    {
      formula: `IF(${key}="","",RANK(${key},${own(alsoColumn(plan, "key"), plan)},1))`,
      value: made?.place ?? "",
      unit: "count",
    },
    ...factors.map(({ id, count }, factor): WorkbookCell => {
      const rank = here(scoringColumn(plan, "rank", factor));
      const place = ranked?.ranks[id];
      const isLeading = place !== undefined && place <= Math.max(LEADING.places, count * LEADING.part);
      return {
        formula: `IF(ISNUMBER(${rank}),IF(${rank}<=MAX(${settingCell(plan, "alsoPlaces")},${settingCell(plan, "alsoBest")}*${fact("count", scoringColumn(plan, "value", factor))}),${rank},""),"")`,
        value: isLeading ? place : "",
        unit: "rank",
      };
    }),
  ];
}
