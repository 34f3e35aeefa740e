import { hasValue, type Datum } from "../core/datum.js";
import { alsoConsider, LEADING } from "../ranking/also-consider.js";
import type { Report } from "../report/report.js";
import {
  cellName,
  faint,
  heading,
  indented,
  numberHeading,
  sheetPrefix,
  type CellValue,
  type Highlight,
  type WorkbookCell,
  type WorkbookRow,
  type WorkbookSheet,
} from "./model.js";
import {
  factorDatum,
  INDUSTRIES,
  industryColumn,
  industryRange,
  runColumn,
  SCORING,
  scoringCell,
  scoringRange,
  SCORING_TOTALS,
  settingCell,
  SHEETS,
  statusCellName,
  type RankingPlan,
} from "./plan.js";
import { sourceLine } from "./source-line.js";
import { rankedBy, topShareHeader } from "./ranking-sheet.js";
import { alsoColumn } from "./scoring-columns.js";
import { pieceFormula, describeStandings, reasonText, withoutComma } from "./why.js";

/** Figures that a board asks for, where there are any, with the headers of a printed page. */
const SHOWN: readonly (readonly [id: string, header: string])[] = [
  ["establishments", "Firms"],
  ["employment", "Jobs"],
  ["averagePay", "Average pay"],
  ["growth", "Growth"],
  ["projectedGrowth", "Projected a year"],
  ["lq", "LQ"],
];

/** A sheet of industries that follows the weights: which ones, and in which order. */
interface List {
  readonly name: string;
  readonly about: string;
  readonly top: readonly WorkbookRow[];
  readonly foot: readonly WorkbookRow[];
  /** Indices of the industries as made, in order. */
  readonly industries: readonly number[];
  /** Rows that the sheet has. */
  readonly room: number;
  /** The column of Scoring that numbers them from 1. */
  readonly order: string;
  /** How many there are, as a formula. */
  readonly count: string;
}

/** Rows kept for industries to consider that other weights would bring. */
const SPARE_ALTERNATIVES = 6;

/** One page to print each: the short list, then the industries to consider beside it. */
export function listSheets(plan: RankingPlan, report: Report): readonly WorkbookSheet[] {
  const { inputs } = plan;
  const listed = scoringCell(SCORING_TOTALS.listed);
  const alternatives = alsoConsider(inputs.ranking, inputs.shortList, inputs.analysis.table, inputs.thresholds);
  const indexOf = new Map(plan.industries.map(({ candidate }, index) => [candidate.naics, index]));
  const keys = scoringRange(plan, alsoColumn(plan, "key"));
  const scope = report.scope.filter(([label]) => label !== "Ranked by");
  const faintRow = (value: string): WorkbookRow => [faint(value)];
  const source = faintRow(sourceLine(plan));
  return [
    listSheet(plan, {
      name: SHEETS.shortList,
      about: "The industries of the short list, why each is on it, what to be careful about: one page to print",
      top: [
        [{ value: report.title, look: "title" }],
        ...scope.map(([label, text]) => faintRow(`${label}: ${text}`)),
        [{ ...rankedBy(plan), look: "faint" }],
        [],
      ],
      foot: [
        [
          {
            formula: `IF(${listed}>${plan.room},"The sheet has room for ${plan.room} of "&${listed}&" industries on the short list: see ${SHEETS.ranking}.","")`,
            value: "",
            look: "warning",
          },
        ],
        faintRow(
          `Rank 1 is best; ties share the mean of their places. Italic: estimated. ${topShareHeader(plan)}: in how many of 100 draws of weights near these and of the estimated figures it is among the first ${inputs.top}, as the run drew them.`,
        ),
        source,
        plan.isLive ? [{ value: "Change the weights", link: `${sheetPrefix(SHEETS.weights)}B6` }] : [],
      ],
      industries: plan.eligible.slice(0, plan.listed),
      room: plan.room,
      order: scoringRange(plan, SCORING.columns.listOrder),
      count: listed,
    }),
    listSheet(plan, {
      name: SHEETS.alsoConsider,
      about: "Industries off the short list that lead by a factor, or are in the best third by all but one",
      top: [
        [
          {
            value: `Also consider: industries off the short list, ${inputs.analysis.table.region.name}`,
            look: "title",
          },
        ],
        [
          {
            formula: `"Among the best "&${settingCell(plan, "alsoPlaces")}&", or the best "&ROUND(100*${settingCell(plan, "alsoBest")},1)&"%, by a factor; or in the best third by all factors but one. With at least "&ROUND(100*${settingCell(plan, "alsoPart")},2)&"% of the region's jobs."`,
            value: `Among the best ${LEADING.places}, or the best ${LEADING.part * 100}%, by a factor; or in the best third by all factors but one. With at least ${Math.round(inputs.thresholds.alsoConsiderJobs * 1e4) / 100}% of the region's jobs.`,
            look: "faint",
          },
        ],
        [],
      ],
      foot: [source],
      industries: alternatives.map(({ entry }) => indexOf.get(entry.industry.candidate.naics)!),
      room: Math.min(plan.industries.length, alternatives.length + SPARE_ALTERNATIVES),
      order: scoringRange(plan, alsoColumn(plan, "order")),
      count: `COUNT(${keys})`,
    }),
  ];
}

function listSheet(plan: RankingPlan, list: List): WorkbookSheet {
  const shown = SHOWN.flatMap(([id, header]) => {
    const factor = plan.factors.findIndex((one) => one.id === id);
    return factor === -1 ? [] : [{ factor, header }];
  });
  const share = 3 + shown.length;
  const why = share + 1;
  const header: WorkbookRow = [
    ...["Rank", "NAICS", "Industry"].map(heading),
    ...shown.map((one) => numberHeading(one.header)),
    numberHeading(topShareHeader(plan)),
    indented(heading("Why it is here")),
    indented(heading("Be careful")),
    ...["Lifted by", "Held back by", "No sure figure for", "Row"].map(heading),
  ];
  const first = list.top.length + 1;
  const rows = Array.from({ length: list.room }, (_, place) =>
    placeRow(plan, list, place, { row: first + place, shown, why }),
  );
  const last = first + list.room - 1;
  const ruled = (from: number, to: number): Highlight => ({
    range: `${cellName(first, from)}:${cellName(last, to)}`,
    formula: `${cellName(first, 0, "column")}<>""`,
    look: "ruled",
  });
  return {
    name: list.name,
    about: list.about,
    rows: [...list.top, header, ...rows, ...list.foot],
    widths: [
      7,
      8,
      34,
      ...shown.map(({ header: words }) => (words === "Average pay" ? 11 : 10)),
      11,
      42,
      34,
      20,
      20,
      20,
      8,
    ],
    hiddenColumns: [why + 2, why + 3, why + 4, why + 5],
    freeze: { rows: first, columns: 3 },
    roomy: { from: first, to: first + Math.max(Math.min(plan.inputs.top, list.industries.length), 1) - 1, lines: 3 },
    print: {
      landscape: true,
      onePage: true,
      area: { firstColumn: 0, lastRow: last + list.foot.length, lastColumn: why + 1 },
    },
    highlights: [
      ...[[0, 2] as const, [share, why + 1] as const].map(([from, to]) => ruled(from, to)),
      // One range of rules each, since not every program puts the looks of two ranges together.
      ...shown.flatMap(({ factor }, at) => {
        const status = `INDEX(${statusCellName(plan.factors[factor]!, factor)},${cellName(first, why + 5, "column")})`;
        const column = 3 + at;
        return [
          {
            range: `${cellName(first, column)}:${cellName(last, column)}`,
            formula: `IF(${cellName(first, 0, "column")}="",FALSE,LEFT(${status},9)="estimated")`,
            look: "ruled-estimated" as const,
            stops: true,
            follows: true,
          },
          ruled(column, column),
        ];
      }),
    ],
  };
}

function placeRow(
  plan: RankingPlan,
  list: List,
  place: number,
  {
    row,
    shown,
    why,
  }: { readonly row: number; readonly shown: readonly { readonly factor: number }[]; readonly why: number },
): WorkbookRow {
  const { factors, industries, inputs } = plan;
  const index = list.industries[place];
  const industry = index === undefined ? undefined : industries[index];
  const here = cellName(row, 0, "column");
  const source = cellName(row, why + 5, "column");
  const find = (range: string): string => `INDEX(${range},${source})`;
  const listed = (formula: string, value: CellValue, rest: Partial<WorkbookCell> = {}): WorkbookCell => ({
    formula: `IF(${here}="","",${formula})`,
    value: industry ? value : "",
    ...rest,
  });
  const text = (column: number): string => `${find(industryRange(plan, column))}&""`;
  const number = (range: string): string => `IF(ISNUMBER(${find(range)}),${find(range)},"")`;
  const standings = describeStandings(plan, industry);
  const [lifted, held, missing] = (["lifted", "held", "missing"] as const).map((kind) => ({
    formula: `IF(${here}="","",${factors.map((factor, at) => pieceFormula(plan, factor, at, { source, kind })).join("&")})`,
    value: standings[kind],
  }));
  const part = (column: number): string => cellName(row, column, "column");
  const [l, h, m] = [part(why + 2), part(why + 3), part(why + 4)];
  const topShare = industry && inputs.weightSpread?.get(industry.candidate.naics)?.topShare;
  return [
    {
      formula: `IF(${source}="","",${find(scoringRange(plan, SCORING.columns.rank))})`,
      value: industry?.ranked?.rank ?? "",
      unit: "rank",
      look: "centered",
    },
    listed(text(industryColumn(plan, "naics")), industry?.candidate.naics ?? "", { unit: "code", look: "wrapped" }),
    listed(text(industryColumn(plan, "title")), industry?.candidate.title ?? "", { look: "wrapped" }),
    ...shown.map(({ factor }) => {
      const datum: Datum | undefined = industry && factorDatum(industry, factors[factor]!);
      return listed(
        number(industryRange(plan, INDUSTRIES.firstValue + factor)),
        datum && hasValue(datum) ? datum.value : "",
        { unit: factors[factor]!.unit, look: "top", statusAsMade: datum?.status },
      );
    }),
    listed(number(scoringRange(plan, runColumn(plan) + 2)), topShare ?? "", { unit: "percent", look: "top" }),
    {
      formula: `IF(${here}="","",TRIM(IF(${l}="","","Lifted by "&${withoutComma(l)}&". ")&IF(${h}="","","Held back by "&${withoutComma(h)}&". ")&IF(${l}&${h}="","In the middle on every factor. ","")&IF(${m}="","","No sure figure for "&${withoutComma(m)}&".")))`,
      value: industry ? reasonText(standings) : "",
      look: "wrapped",
      indent: true,
    },
    listed(text(industryColumn(plan, "careful")), industry?.cautions ?? "", { look: "wrapped", indent: true }),
    lifted,
    held,
    missing,
    {
      formula: `IF(${place + 1}<=${list.count},MATCH(${place + 1},${list.order},0),"")`,
      value: index === undefined ? "" : index + 1,
    },
  ];
}
