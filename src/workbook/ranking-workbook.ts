import type { MainOccupations } from "../staffing/main-occupations.js";
import type { Report } from "../report/report.js";
import type { RankReportInputs } from "../report/rank-inputs.js";
import { chartSheet } from "./chart-sheet.js";
import { industriesSheet } from "./industries-sheet.js";
import { withoutFormulas, type Workbook, type WorkbookSheet } from "./model.js";
import { occupationsSheet } from "./occupations-sheet.js";
import { formatNames, MOST_LIVE_ROWS, planRanking, SHEETS, type RankingPlan } from "./plan.js";
import { rankingSheet } from "./ranking-sheet.js";
import { scoringSheet } from "./scoring-sheet.js";
import { shortListSheet } from "./short-list-sheet.js";
import { sourceSheets } from "./source-sheets.js";
import { weightNames, weightsSheet } from "./weights-sheet.js";

export interface RankingSheets {
  readonly sheets: readonly WorkbookSheet[];
  readonly remarks: readonly string[];
  readonly names: Workbook["names"];
}

/** The sheets of a ranking: what is shown, the cells to change, the working, the figures and their sources. */
export function rankingSheets(report: Report, inputs: RankReportInputs, occupations?: MainOccupations): RankingSheets {
  const plan = planRanking(inputs);
  const chart = chartSheet(plan);
  const sheets = [
    shortListSheet(plan, report.scope, report.title),
    rankingSheet(plan),
    weightsSheet(plan),
    ...(chart ? [chart] : []),
    industriesSheet(plan),
    scoringSheet(plan),
    ...sourceSheets(plan),
    ...(occupations ? [occupationsSheet(plan, occupations)] : []),
  ];
  const remark = plan.isLive ? undefined : TOO_MANY;
  if (remark === undefined) {
    return { sheets, remarks: remarks(plan), names: [...weightNames(plan), ...formatNames(plan)] };
  }
  return {
    sheets: sheets.filter(({ name }) => name !== SHEETS.scoring).map((sheet) => fixed(sheet, remark)),
    remarks: [remark],
    names: [],
  };
}

const TOO_MANY = `With more than ${MOST_LIVE_ROWS} industries the workbook holds values: formulas that rank them would take too long. Change weights with --weights instead.`;

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
