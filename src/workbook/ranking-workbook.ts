import type { Report } from "../report/report.js";
import type { RankReportInputs } from "../report/rank-inputs.js";
import { chartSheet } from "./chart-sheet.js";
import { highlightsSheet } from "./highlights-sheet.js";
import { historyTable } from "../report/history-table.js";
import { indexSheet } from "./index-sheet.js";
import { CLOSING_SHEETS } from "./notes-and-about.js";
import { withoutFormulas, type Workbook, type WorkbookSheet } from "./model.js";
import { occupationSheets, type StaffedIndustries } from "./occupation-sheets.js";
import { formatNames, MOST_LIVE_ROWS, planRanking, SHEETS, type RankingPlan } from "./plan.js";
import { rankingSheet } from "./ranking-sheet.js";
import { scoringSheet } from "./scoring-sheet.js";
import { listSheets } from "./list-sheets.js";
import { rangesSheet } from "./ranges-sheet.js";
import { tableSheet } from "./table-sheet.js";
import { planBook, type NamesOfCodes } from "./tabs/book.js";
import { factorsTab } from "./tabs/factors-tab.js";
import { growthTab } from "./tabs/growth-tab.js";
import { quotientTab, referenceJobsTab, regionJobsTab } from "./tabs/jobs-tabs.js";
import { projectionTabs } from "./tabs/projections-tab.js";
import { qcewTab } from "./tabs/qcew-tab.js";
import { emptyStartTab, rawTab } from "./tabs/raw-tab.js";
import { weightNames, weightsSheet } from "./weights-sheet.js";

export interface RankingSheets {
  readonly sheets: readonly WorkbookSheet[];
  readonly remarks: readonly string[];
  readonly names: Workbook["names"];
}

/** What the sheets of a ranking need beside the report. */
export interface WorkbookSources {
  readonly occupations?: StaffedIndustries | undefined;
  readonly words: NamesOfCodes;
  /** Values in place of formulas. */
  readonly isPlain?: boolean | undefined;
}

/** The sheets of a ranking: the answer, the cells to change, START's tabs A to K, and what stands behind them. */
export function rankingSheets(report: Report, inputs: RankReportInputs, sources: WorkbookSources): RankingSheets {
  const plan = planRanking(inputs, sources.isPlain === true);
  const book = planBook(plan, sources.words);
  const projections = projectionTabs(book);
  const { start, end } = inputs.analysis.table.years;
  const chart = chartSheet(plan);
  const { history } = inputs;
  const rest = [
    rawTab(book, book.raw.end, end),
    qcewTab(book),
    book.raw.start && start !== undefined ? rawTab(book, book.raw.start, start) : emptyStartTab(book),
    growthTab(book),
    projections.tab,
    regionJobsTab(book),
    referenceJobsTab(book),
    quotientTab(book),
    factorsTab(book),
    highlightsSheet(plan),
    rankingSheet(plan),
    ...(chart ? [chart] : []),
    ...(sources.occupations ? occupationSheets(book, sources.occupations) : []),
    ...(history
      ? [
          tableSheet(
            historyTable(
              history,
              inputs.ranking.industries.map(({ candidate }) => candidate),
              inputs.shortList.length,
            ),
            "History",
          ),
        ]
      : []),
    ...(projections.lines ? [projections.lines] : []),
    scoringSheet(plan),
    ...rangesSheet(plan),
  ];
  const first = [...listSheets(plan, report), weightsSheet(plan)];
  const sheets = [...first, indexSheet([...first, ...rest, ...CLOSING_SHEETS]), ...rest];
  const remark = plan.isLive ? undefined : sources.isPlain === true ? PLAIN : TOO_MANY;
  if (remark === undefined) {
    return { sheets, remarks: remarks(plan), names: [...weightNames(plan), ...formatNames(plan)] };
  }
  return {
    sheets: sheets.map((sheet) => fixed(sheet, remark)),
    remarks: [remark],
    names: [],
  };
}

const TOO_MANY = `With more than ${MOST_LIVE_ROWS} industries the workbook holds values: formulas that rank them would take too long. Change weights with --weights instead.`;

const PLAIN =
  "This workbook holds values, as --layout plain asks. Change weights with --weights, or leave --layout out for formulas.";

/** Values only; the line under the title that names what to change says instead that nothing follows. */
function fixed(sheet: WorkbookSheet, remark: string): WorkbookSheet {
  const values = withoutFormulas(sheet);
  if (sheet.name !== SHEETS.weights) return values;
  return { ...values, rows: values.rows.map((row, index) => (index === 1 ? [{ value: remark }] : row)) };
}

function remarks({ inputs }: RankingPlan): readonly string[] {
  return [
    "Change the yellow cells of the sheet Weights: ranks, scores, short list and chart follow by formulas.",
    ...(inputs.rankIntervals ? ["The 90% ranks are those of the run; they do not follow the weights."] : []),
  ];
}
