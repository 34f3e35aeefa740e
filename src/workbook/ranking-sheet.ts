import { lowerFirst } from "../report/words.js";
import { hasValue } from "../core/datum.js";
import {
  cellName,
  faint,
  heading,
  indented,
  numberHeading,
  quoted,
  sheetPrefix,
  type CellValue,
  type Highlight,
  type WorkbookCell,
  type WorkbookRow,
  type WorkbookSheet,
} from "./model.js";
import {
  factorDatum,
  industryColumn,
  industryRange,
  isShortListed,
  INDUSTRIES,
  lastIndustryRow,
  printedFactors,
  RANKING,
  rankingColumn,
  runColumn,
  SCORING,
  scoringColumn,
  scoringRange,
  SHEETS,
  statusCellName,
  weightCell,
  type PlannedFactor,
  type RankingPlan,
} from "./plan.js";

/** All industries by rank, as the weights have it: every cell looks its industry up. */
export function rankingSheet(plan: RankingPlan): WorkbookSheet {
  const { factors, order } = plan;
  const last = lastIndustryRow(RANKING.first, plan);
  const rows: WorkbookRow[] = [
    [undefined, { value: SHEETS.ranking, look: "title" }],
    [
      undefined,
      { value: `Ranked by ${plan.method.label}; ${plan.isLive ? "follows the sheet Weights" : "values as made"}.` },
      undefined,
      undefined,
      plan.isLive ? { value: "Change the weights", link: `${sheetPrefix(SHEETS.weights)}B6` } : undefined,
    ],
    [undefined, rankedBy(plan)],
    [undefined, faint("Yellow: the short list. Italic: estimated. Shaded: no figure, which is not zero.")],
    [],
    [
      heading("Row"),
      numberHeading("Rank"),
      indented(heading("NAICS")),
      heading("Industry"),
      numberHeading(plan.method.id === "mean-rank" ? "Weighted mean rank" : "Score"),
      indented(heading("Short list")),
      ...factors.map(({ shortLabel }) => numberHeading(`${shortLabel}: rank`)),
      ...factors.map(({ shortLabel }) => numberHeading(shortLabel)),
      numberHeading(topShareHeader(plan)),
      numberHeading("Rank as run"),
      indented(heading("90% ranks as run")),
      heading("Be careful"),
    ],
    ...order.map((industry, place) => placeRow(plan, industry, place)),
  ];
  const careful = rankingColumn(plan, "careful");
  return {
    name: SHEETS.ranking,
    about: `All industries by rank, ${plan.isLive ? "following the weights" : "as made"}`,
    rows,
    widths: [
      6,
      8,
      10,
      50,
      11,
      8,
      ...factors.map(() => 10),
      ...factors.map(({ unit }) => (unit === "dollars" ? 16 : 11)),
      11,
      10,
      12,
      60,
    ],
    hiddenColumns: [RANKING.columns.row],
    freeze: { rows: RANKING.first, columns: 4 },
    filter: `${cellName(RANKING.header, 1)}:${cellName(last, careful)}`,
    print: {
      landscape: true,
      titles: `${RANKING.header + 1}:${RANKING.header + 1}`,
      area: {
        firstColumn: 1,
        lastRow: last,
        lastColumn: rankingColumn(plan, { rank: printedFactors(plan) - 1 }),
      },
    },
    highlights: highlights(plan),
  };
}

/** In how many draws of weights and estimates an industry is on top; as the run drew them. */
export function topShareHeader({ inputs }: RankingPlan): string {
  return `Top ${inputs.top}, share of draws`;
}

/** What the ranking weighs, in words that follow the weights. */
export function rankedBy({ factors }: RankingPlan): WorkbookCell {
  const sum = factors.reduce((total, { weight }) => total + weight, 0);
  const piece = ({ label }: PlannedFactor, index: number): string => {
    const weight = weightCell(index, "weight");
    const low = `IF(${weightCell(index, "direction")}="lower"," (low is good)","")`;
    return `IF(${weight}>0,", "&${quoted(lowerFirst(label))}&" "&ROUND(${weightCell(index, "share")}*100,1)&"%"&${low},"")`;
  };
  const words = factors.map(({ label, weight, direction }) =>
    weight > 0
      ? `, ${lowerFirst(label)} ${rounded((weight / sum) * 100)}%${direction === "lower" ? " (low is good)" : ""}`
      : "",
  );
  return {
    formula: `"Ranked by "&MID(${factors.map(piece).join("&")},3,2000)`,
    value: `Ranked by ${words.join("").slice(2)}`,
  };
}

/** To one decimal, as ROUND does. */
const rounded = (value: number): number => Math.round(value * 10) / 10;

function placeRow(plan: RankingPlan, industry: number, place: number): WorkbookRow {
  const { factors, industries, inputs } = plan;
  const { ranked, candidate, cautions } = industries[industry]!;
  const index = cellName(RANKING.first + place, RANKING.columns.row, "column");
  const find = (range: string): string => `INDEX(${range},${index})`;
  // An empty cell looked up would read as 0.
  const number = (range: string): string => `IF(ISNUMBER(${find(range)}),${find(range)},"")`;
  const text = (range: string): string => `${find(range)}&""`;
  const cell = (
    formula: string,
    value: CellValue,
    unit?: WorkbookCell["unit"],
    statusAsMade?: WorkbookCell["statusAsMade"],
  ): WorkbookCell => ({ formula, value, unit, statusAsMade });
  const interval = inputs.rankIntervals?.get(candidate.naics);
  return [
    cell(`MATCH(${place + 1},${scoringRange(plan, SCORING.columns.order)},0)`, industry + 1),
    cell(find(scoringRange(plan, SCORING.columns.rank)), ranked?.rank ?? "", "rank"),
    indented(cell(text(industryRange(plan, industryColumn(plan, "naics"))), candidate.naics, "code")),
    cell(text(industryRange(plan, industryColumn(plan, "title"))), candidate.title),
    cell(
      find(scoringRange(plan, SCORING.columns.score)),
      ranked?.score ?? "",
      plan.method.id === "mean-rank" ? "score" : "ratio",
    ),
    indented(
      cell(
        `IF(${find(scoringRange(plan, SCORING.columns.listed))}=1,"yes","")`,
        isShortListed(plan, industry) ? "yes" : "",
      ),
    ),
    ...factors.map(({ id }, at) =>
      cell(find(scoringRange(plan, scoringColumn(plan, "rank", at))), ranked?.ranks[id] ?? "", "rank"),
    ),
    ...factors.map((factor, at) => {
      const datum = factorDatum(industries[industry]!, factor);
      return cell(
        number(industryRange(plan, INDUSTRIES.firstValue + at)),
        hasValue(datum) ? datum.value : "",
        factor.unit,
        datum.status,
      );
    }),
    cell(
      number(scoringRange(plan, runColumn(plan) + 2)),
      inputs.weightSpread?.get(candidate.naics)?.topShare ?? "",
      "fraction",
    ),
    cell(number(scoringRange(plan, runColumn(plan))), ranked?.rank ?? "", "rank"),
    indented(cell(text(scoringRange(plan, runColumn(plan) + 1)), interval ? `${interval.low}–${interval.high}` : "")),
    cell(text(industryRange(plan, industryColumn(plan, "careful"))), cautions),
  ];
}

function highlights(plan: RankingPlan): readonly Highlight[] {
  const { factors } = plan;
  const last = lastIndustryRow(RANKING.first, plan);
  const range = (from: number, to: number): string => `${cellName(RANKING.first, from)}:${cellName(last, to)}`;
  const index = cellName(RANKING.first, RANKING.columns.row, "column");
  return [
    ...factors.flatMap((factor, at): Highlight[] => {
      const status = `INDEX(${statusCellName(factor, at)},${index})`;
      const column = rankingColumn(plan, { value: at });
      return [
        {
          range: range(column, column),
          formula: `LEFT(${status},9)="estimated"`,
          look: "estimated",
          stops: true,
          follows: true,
        },
        {
          range: range(column, column),
          formula: `${status}<>"disclosed"`,
          look: "no-figure",
          stops: true,
          follows: true,
        },
      ];
    }),
    {
      range: range(RANKING.columns.rank, RANKING.columns.listed),
      formula: `${cellName(RANKING.first, RANKING.columns.listed, "column")}="yes"`,
      look: "listed",
    },
  ];
}
