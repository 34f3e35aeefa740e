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
  datumOf,
  industryColumn,
  INDUSTRIES,
  industryRange,
  scoringCell,
  SCORING,
  SCORING_TOTALS,
  scoringColumn,
  scoringRange,
  SHEETS,
  statusCellName,
  type PlannedFactor,
  type PlannedIndustry,
  type RankingPlan,
} from "./plan.js";
import { lowerFirst } from "../report/words.js";
import { rankedBy } from "./ranking-sheet.js";

/** Figures that a board asks for, where there are any, with the headers of a printed page. */
const SHOWN: readonly (readonly [id: string, header: string])[] = [
  ["establishments", "Firms"],
  ["employment", "Jobs"],
  ["averagePay", "Average pay"],
  ["growth", "Growth"],
  ["projectedGrowth", "Projected a year"],
  ["lq", "LQ"],
];

/** One page to print: the industries of the short list, why each is on it, what to be careful about. */
export function shortListSheet(
  plan: RankingPlan,
  scope: readonly (readonly [string, string])[],
  title: string,
): WorkbookSheet {
  const shown = SHOWN.flatMap(([id, header]) => {
    const factor = plan.factors.findIndex((one) => one.id === id);
    return factor === -1 ? [] : [{ factor, header }];
  });
  const why = 3 + shown.length;
  const lines = scope.filter(([label]) => label !== "Ranked by");
  const top: WorkbookRow[] = [
    [{ value: title, look: "title" }],
    ...lines.map(([label, text]): WorkbookRow => [{ value: `${label}: ${text}`, look: "faint" }]),
    [{ ...rankedBy(plan), look: "faint" }],
    [],
  ];
  const header: WorkbookRow = [
    ...["Rank", "NAICS", "Industry"].map(heading),
    ...shown.map((one) => numberHeading(one.header)),
    indented(heading("Why it is here")),
    heading("Be careful"),
    heading("Lifted by"),
    heading("Held back by"),
    heading("No figure for"),
    heading("Row"),
  ];
  const first = top.length + 1;
  const rows = Array.from({ length: plan.room }, (_, place) => placeRow(plan, place, first + place, { shown, why }));
  const lastRow = first + plan.room - 1;
  const listed = scoringCell(SCORING_TOTALS.listed);
  const ruled = (from: number, to: number): Highlight => ({
    range: `${cellName(first, from)}:${cellName(lastRow, to)}`,
    formula: `${cellName(first, 0, "column")}<>""`,
    look: "ruled",
  });
  const foot: WorkbookRow[] = [
    [
      {
        formula: `IF(${listed}>${plan.room},"The sheet has room for ${plan.room} of "&${listed}&" industries on the short list: see the sheet Ranking.","")`,
        value: "",
        look: "warning",
      },
    ],
    [
      faint(
        `Rank 1 is best; ties share the mean of their places. Italic: estimated. Full ranking, weights and sources are on the other sheets.`,
      ),
    ],
    plan.isLive ? [{ value: "Change the weights", link: `${sheetPrefix(SHEETS.weights)}B6` }] : [],
  ];
  return {
    name: SHEETS.shortList,
    about: "The industries of the short list, why each is on it, what to be careful about: one page to print",
    rows: [...top, header, ...rows, ...foot],
    widths: [7, 8, 36, ...shown.map(({ header: words }) => (words === "Average pay" ? 11 : 10)), 52, 46, 20, 20, 20, 8],
    hiddenColumns: [why + 2, why + 3, why + 4, why + 5],
    freeze: { rows: first, columns: 3 },
    roomy: { from: first, to: first + Math.min(plan.inputs.top, plan.room) - 1, lines: 3 },
    print: { landscape: true, onePage: true, area: { firstColumn: 0, lastRow: lastRow + 3, lastColumn: why + 1 } },
    highlights: [
      ...[[0, 2] as const, [why, why + 1] as const].map(([from, to]) => ruled(from, to)),
      // One range of rules each, since not every program puts the looks of two ranges together.
      ...shown.flatMap(({ factor }, at) => {
        const status = `INDEX(${statusCellName(plan.factors[factor]!, factor)},${cellName(first, why + 5, "column")})`;
        const column = 3 + at;
        return [
          {
            range: `${cellName(first, column)}:${cellName(lastRow, column)}`,
            formula: `AND(${cellName(first, 0, "column")}<>"",${status}="estimated")`,
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
  place: number,
  row: number,
  { shown, why }: { readonly shown: readonly { readonly factor: number }[]; readonly why: number },
): WorkbookRow {
  const { factors, industries, eligible } = plan;
  const index = eligible[place];
  const industry = index === undefined ? undefined : industries[index];
  const isListed = place < plan.listed;
  const here = cellName(row, 0, "column");
  const source = cellName(row, why + 5, "column");
  const find = (range: string): string => `INDEX(${range},${source})`;
  const listed = (formula: string, value: CellValue, rest: Partial<WorkbookCell> = {}): WorkbookCell => ({
    formula: `IF(${here}="","",${formula})`,
    value: isListed ? value : "",
    ...rest,
  });
  const text = (column: number): string => `${find(industryRange(plan, column))}&""`;
  const standings = standingsOf(plan, industry);
  const [lifted, held, missing] = (["lifted", "held", "missing"] as const).map((kind) => ({
    formula: `IF(${here}="","",${factors.map((factor, at) => pieceFormula(plan, factor, at, { source, kind })).join("&")})`,
    value: isListed ? standings[kind] : "",
  }));
  const part = (column: number): string => cellName(row, column, "column");
  const [l, h, m] = [part(why + 2), part(why + 3), part(why + 4)];
  return [
    {
      formula: `IF(${source}="","",${find(scoringRange(plan, SCORING.columns.rank))})`,
      value: isListed ? (industry?.ranked?.rank ?? "") : "",
      unit: "rank",
      look: "centered",
    },
    listed(text(industryColumn(plan, "naics")), industry?.candidate.naics ?? "", { unit: "code", look: "wrapped" }),
    listed(text(industryColumn(plan, "title")), industry?.candidate.title ?? "", { look: "wrapped" }),
    ...shown.map(({ factor }) => {
      const datum = industry && datumOf(industry, factors[factor]!);
      const figure = find(industryRange(plan, INDUSTRIES.firstValue + factor));
      return listed(`IF(ISNUMBER(${figure}),${figure},"")`, datum && hasValue(datum) ? datum.value : "", {
        unit: factors[factor]!.unit,
        look: "top",
        statusAsMade: isListed ? datum?.status : undefined,
      });
    }),
    {
      formula: `IF(${here}="","",TRIM(IF(${l}="","","Lifted by "&${cut(l)}&". ")&IF(${h}="","","Held back by "&${cut(h)}&". ")&IF(${l}&${h}="","In the middle on every factor. ","")&IF(${m}="","","No figure for "&${cut(m)}&".")))`,
      value: isListed ? whyWords(standings) : "",
      look: "wrapped",
      indent: true,
    },
    listed(text(industryColumn(plan, "careful")), industry?.cautions ?? "", { look: "wrapped" }),
    lifted,
    held,
    missing,
    {
      formula: `IF(${place + 1}<=${scoringCell(SCORING_TOTALS.listed)},MATCH(${place + 1},${scoringRange(plan, SCORING.columns.listOrder)},0),"")`,
      value: isListed ? index! + 1 : "",
    },
  ];
}

/** A list without the comma and space at its end. */
const cut = (cell: string): string => `LEFT(${cell},LEN(${cell})-2)`;

type Kind = "lifted" | "held" | "missing";

/** One factor's part of why: in the best third of its places, in the last third, or without a figure. */
function pieceFormula(
  plan: RankingPlan,
  { label }: PlannedFactor,
  factor: number,
  { source, kind }: { readonly source: string; readonly kind: Kind },
): string {
  const rank = `INDEX(${scoringRange(plan, scoringColumn(plan, "rank", factor))},${source})`;
  const of = `${sheetPrefix(SHEETS.scoring)}${cellName(SCORING.facts.count, scoringColumn(plan, "value", factor), "both")}`;
  const words = `${quoted(`${lowerFirst(label)} (`)}&${rank}&" of "&${of}&"), "`;
  if (kind === "missing") {
    const counts = `${sheetPrefix(SHEETS.scoring)}${cellName(SCORING.facts.weight, scoringColumn(plan, "value", factor), "both")}`;
    return `IF(AND(${counts}>0,${rank}=""),${quoted(`${lowerFirst(label)}, `)},"")`;
  }
  const third = kind === "lifted" ? `3*(${rank}-1)<=${of}-1` : `AND(${of}>1,3*(${rank}-1)>=2*(${of}-1))`;
  return `IF(ISNUMBER(${rank}),IF(${third},${words},""),"")`;
}

/** The same in words, for programs that do not calculate. */
function standingsOf({ factors }: RankingPlan, industry: PlannedIndustry | undefined): Readonly<Record<Kind, string>> {
  const found: Record<Kind, string> = { lifted: "", held: "", missing: "" };
  const ranked = industry?.ranked;
  if (!ranked) return found;
  for (const { id, label, count } of factors) {
    const rank = ranked.ranks[id];
    if (rank === undefined) {
      if (count > 0) found.missing += `${lowerFirst(label)}, `;
      continue;
    }
    const words = `${lowerFirst(label)} (${rank} of ${count}), `;
    if (3 * (rank - 1) <= count - 1) found.lifted += words;
    if (count > 1 && 3 * (rank - 1) >= 2 * (count - 1)) found.held += words;
  }
  return found;
}

function whyWords({ lifted, held, missing }: Readonly<Record<Kind, string>>): string {
  return [
    lifted && `Lifted by ${lifted.slice(0, -2)}.`,
    held && `Held back by ${held.slice(0, -2)}.`,
    lifted + held === "" && "In the middle on every factor.",
    missing && `No figure for ${missing.slice(0, -2)}.`,
  ]
    .filter(Boolean)
    .join(" ");
}
