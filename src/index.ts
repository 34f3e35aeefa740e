// The library's public names. The command line is built on the same ones.
export { analyzeIndustries, type Analysis, type AnalysisInputs, type AnalysisOptions } from "./region/analysis.js";
export { rankRegion, type RankedRegion, type RankRegionOptions } from "./ranking/rank-region.js";
export type { IndustryRow, IndustryTable, Level, LqBase, Ownership, PeriodFigures } from "./core/industry-table.js";

export {
  derive,
  disclosed,
  estimated,
  hasValue,
  sumData,
  knownValue,
  type Datum,
  type DatumStatus,
} from "./core/datum.js";
export {
  ERROR_CODES,
  InputError,
  InputErrors,
  UsageError,
  UserError,
  type ErrorCode,
  type Place,
} from "./core/errors.js";
export type { Note } from "./core/notes.js";
export {
  naicsVersionOfYear,
  parseAreaCode,
  parseIndustryCode,
  type AreaCode,
  type IndustryCode,
} from "./core/codes.js";

export { readIndustryInputs, type IndustryInputs, type InputOptions } from "./region/read/inputs.js";
export { readQcew, type QcewReading, type QcewRequest } from "./qcew/read/read.js";
export { QCEW_FIELDS, type QcewField, type QcewTable } from "./qcew/table.js";
export { QcewIndex } from "./qcew/qcew-index.js";
export { readAreas } from "./areas/read-areas.js";
export { readNaics } from "./naics/read-naics.js";
export { resolveRegion, type Region } from "./areas/region.js";

export { averagePay } from "./measures/average-pay.js";
export { competitiveShare } from "./measures/competitive-share.js";
export { compoundAnnualGrowth } from "./measures/compound-annual-growth.js";
export { growth } from "./measures/growth.js";
export { jobShare } from "./measures/job-share.js";
export { locationQuotient } from "./measures/location-quotient.js";
export { payRatio } from "./measures/pay-ratio.js";
export { MEASURES } from "./measures/index.js";
export type { Measure } from "./measures/measure.js";

export { averageRanks } from "./ranking/average-rank.js";
export { rankIndustries, type Ranking, type RankedIndustry } from "./ranking/rank.js";
export { RANKING_METHODS } from "./ranking/methods.js";
export { recoverReference } from "./region/recovered-shares.js";
export { estimateSuppressed, type CellEstimates } from "./suppression/estimate.js";

export { buildRankReport } from "./report/rank-report.js";
export { buildIndustriesReport } from "./industries/industries-report.js";
export { buildExplainReport } from "./explain/explain-report.js";
export { buildSensitivityReport } from "./sensitivity/sensitivity-report.js";
export { analyzeSensitivity, type Sensitivity, type SensitivityOptions } from "./sensitivity/sensitivity.js";
export { buildShiftShareReport } from "./shift-share/shift-share-report.js";
export { regionJobs } from "./shift-share/region-jobs.js";
export { shiftShare } from "./shift-share/shift-share.js";
export { SHIFT_SHARE_METHODS } from "./shift-share/methods.js";
export { jobHistory, type JobHistory } from "./region/job-history.js";
export { buildBriefReport } from "./report/brief.js";
export type { Report } from "./report/report.js";
export { renderCsv } from "./render/csv.js";
export { renderHtml } from "./render/html.js";
export { renderPng } from "./render/png.js";
export { drawChart, renderSvg } from "./render/svg.js";
export { CHART_KINDS, type Chart, type ChartKind } from "./report/chart.js";
export { renderJson } from "./render/json.js";
export { renderMarkdown } from "./render/markdown.js";
export { renderTerminal } from "./render/terminal.js";
export { renderXlsx } from "./render/xlsx/render-xlsx.js";
