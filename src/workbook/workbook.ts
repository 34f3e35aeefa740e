import type { Report } from "../report/report.js";
import { aboutSheet, notesSheet } from "./notes-and-about.js";
import { withoutFormulas, type Workbook } from "./model.js";
import { occupationMatrixSheet } from "./occupation-matrix-sheet.js";
import { staffingSheets } from "./occupation-sheets.js";
import { rankingSheets, type RankingSheets, type WorkbookSources } from "./ranking-workbook.js";
import { pageSource } from "./source-line.js";
import { tableSheet } from "./table-sheet.js";

/** What a workbook of a report holds: a sheet for every table, or the sheets of a ranking, then notes and origin. */
export function buildWorkbook(report: Report, sources: WorkbookSources): Workbook {
  if (report.ranked) return finished(report, rankingSheets(report, report.ranked, sources));
  const names = new Set<string>(["notes", "about"]);
  const context = [report.title, ...report.scope.map(([label, text]) => `${label}: ${text}`)].join("; ");
  const [first, ...others] = report.tables.map((table) => tableSheet(table, sheetName(table.id, names), context));
  const occupations = report.staffed
    ? [...staffingSheets(report.staffed), ...occupationMatrixSheet(report.staffed)]
    : [];
  const sheets = [first!, ...(sources.isPlain === true ? occupations.map(withoutFormulas) : occupations), ...others];
  return finished(report, { sheets, remarks: [], names: [] });
}

function finished(report: Report, { sheets, remarks, names }: RankingSheets): Workbook {
  return {
    title: report.title,
    subject: report.scope.map(([label, text]) => `${label}: ${text}`).join("; "),
    creator: report.provenance.tool,
    source: pageSource(report),
    sheets: [...sheets, notesSheet(report), aboutSheet(report, { sheets, remarks })],
    names,
  };
}

/** `areaTotals` as `Area totals`; 31 characters at most, each name once whatever its case. */
function sheetName(id: string, taken: Set<string>): string {
  const words = id
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .replace(/[-_[\]:*?/\\']+/g, " ")
    .trim()
    .toLowerCase();
  const name = (words.charAt(0).toUpperCase() + words.slice(1)).slice(0, 28) || "Table";
  let unique = name;
  for (let copy = 2; taken.has(unique.toLowerCase()); copy++) unique = `${name} ${copy}`;
  taken.add(unique.toLowerCase());
  return unique;
}
