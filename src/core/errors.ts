/** A spot in a user's file. `line` counts from 1 and includes the header. */
export interface Place {
  readonly file: string;
  readonly line?: number;
  /** The column's name, or its number counting from 1 where names don't apply. */
  readonly column?: string;
}

export interface UserErrorDetails {
  /** Stable id in upper case; one of ERROR_CODES, part of our interface. */
  readonly code: ErrorCode;
  readonly where?: Place;
  /** What stood there instead. */
  readonly found?: string;
  /** One thing to try, in the imperative. */
  readonly hint?: string;
  /** The kind of official files that would answer; the command line then proposes how to fetch them. */
  readonly missing?: "qcew" | "wages" | "staffing";
}

/** Something the user can fix. The command line prints it without a stack. */
export class UserError extends Error {
  override readonly name: string = "UserError";
  readonly details: UserErrorDetails;

  constructor(message: string, details: UserErrorDetails) {
    super(message);
    this.details = details;
  }
}

/** The command line or the config is wrong: unknown command, bad option value. Exit status 2. */
export class UsageError extends UserError {
  override readonly name: string = "UsageError";
}

/** A file can't be read, or holds data that can't answer the question. Exit status 3. */
export class InputError extends UserError {
  override readonly name: string = "InputError";
}

/** Several input errors found in one reading, at most {@link MAXIMUM_PROBLEMS}. Exit status 3. */
export class InputErrors extends InputError {
  override readonly name: string = "InputErrors";
  readonly errors: readonly InputError[];

  constructor(errors: readonly [InputError, ...InputError[]]) {
    super(errors[0].message, errors[0].details);
    this.errors = errors;
  }
}

/** How many problems one reading collects before it stops. */
export const MAXIMUM_PROBLEMS = 20;

/** Throws what was collected: nothing, the one error, or all of them together. */
export function throwProblems(problems: readonly InputError[]): void {
  const [first, ...rest] = problems;
  if (first === undefined) return;
  if (rest.length === 0) throw first;
  throw new InputErrors([first, ...rest]);
}

/** Every error code, with the one-line meaning that the documentation prints. */
export const ERROR_CODES = {
  // usage
  COMMAND_UNKNOWN: "the command does not exist",
  NAICS_AMBIGUOUS: "several industries have the words in their titles",
  COLUMN_UNKNOWN: "--columns names no column of the table",
  OPTION_UNKNOWN: "the option does not exist",
  OPTION_VALUE: "an option's value can't be read",
  OPTION_MISSING: "an option that the command needs is missing",
  OPTION_CONFLICT: "two options contradict each other",
  ARGUMENT_MISSING: "the command needs an argument",
  ARGUMENT_EXCESS: "the command takes fewer arguments",
  ARGUMENT_VALUE: "an argument can't be read or names nothing",
  OUT_EXTENSION: "no format is known for the extension of an output file",
  BRIEF_MISSING: "a brief was asked for of a result that is not a ranking",
  CHART_MISSING: "a result has no chart, or not the one asked for",
  OUT_IS_INPUT: "an output file would overwrite an input",
  OUT_WRITE: "an output file can't be written",
  // files
  FILE_NOT_FOUND: "a file or folder does not exist",
  FILE_UNREADABLE: "a file can't be opened",
  FILE_EMPTY: "a file holds nothing",
  FILE_NOT_TEXT: "a file is not text, nor a container that we know",
  FOLDER_EMPTY: "a folder holds no file that we read",
  ENCODING: "a file's text can't be decoded",
  ZIP_DAMAGED: "a zip is cut short or damaged",
  ZIP_ENCRYPTED: "a zip member is encrypted",
  ZIP_EMPTY: "a zip holds no member that we read",
  ZIP_BOMB: "a compressed file expands beyond what its kind can honestly hold",
  ZIP_CRC: "a zip member does not match its checksum",
  ZIP_MEMBER_NAME: "a zip member's name points outside the archive",
  GZIP_DAMAGED: "a gzip file is cut short or damaged",
  XLSX_DAMAGED: "a workbook can't be opened",
  XLSX_NO_TABLE: "a workbook holds no table that we know",
  // qcew
  QCEW_LAYOUT_UNKNOWN: "a file's header matches no QCEW layout",
  QCEW_COLUMN_MISSING: "a QCEW file has no such column",
  QCEW_COLUMN_DUPLICATE: "a QCEW file has a column twice",
  QCEW_ROW_WIDTH: "a row has more or fewer cells than the header",
  QCEW_QUOTE: "a quote is not closed, or stands inside a cell",
  QCEW_NUMBER: "a cell that should hold a number does not",
  QCEW_NUMBER_NEGATIVE: "a count or an amount is negative",
  QCEW_AREA: "an area code can't be read",
  QCEW_INDUSTRY: "an industry code can't be read",
  QCEW_OWNERSHIP: "an ownership code is not one of QCEW's",
  QCEW_YEAR: "a year can't be read",
  QCEW_QUARTER: "a quarter is not A, 1, 2, 3 or 4",
  QCEW_DISCLOSURE: "a disclosure code is not blank, N or -",
  QCEW_AGGLEVEL: "an aggregation level code is not one of QCEW's",
  QCEW_SIZE: "a size code is not one of QCEW's",
  QCEW_DATE_INSTEAD_OF_CODE: "a spreadsheet turned an industry code into a date",
  QCEW_DUPLICATE: "two rows of one key hold different figures",
  QCEW_NO_ROWS: "the files hold no QCEW row",
  QCEW_MIXED_PERIODS: "annual and quarterly files are mixed",
  QCEW_CUT_SHORT: "the last line of a file is cut short",
  CONNECTICUT_MIXED: "Connecticut's counties and planning regions are mixed",
  // questions that the files can't answer
  AREA_UNKNOWN: "no area has that code or name",
  AREA_AMBIGUOUS: "several areas have that name",
  AREA_NOT_IN_FILES: "the files hold no row of an area",
  AREA_OVERLAP: "two areas of a region overlap",
  REGION_EMPTY: "a region has no area left",
  REGION_TOTAL_MISSING: "the files have no all-industries total of a region",
  REFERENCE_MISSING: "no reference figures are in the files and none can be recovered",
  YEAR_MISSING: "the files hold no row of that year",
  QUARTER_MISSING: "the files hold no row of that quarter",
  COMBINATION_NOT_PUBLISHED: "that ownership is not published at that level",
  LEVEL_MISSING: "the files hold no industry of that level",
  NAICS_UNKNOWN: "no industry has that code",
  NAICS_BREAK: "the years use different NAICS versions",
  NO_INDUSTRY_LEFT: "no industry is left to rank",
  NO_OCCUPATION_LEFT: "no occupation is left to show",
  TOTALS_DISAGREE: "published totals contradict each other beyond rounding",
  CHECK_FAILED: "a check of the input failed",
  // side files
  WEIGHTS_NEGATIVE: "a weight is negative",
  WEIGHTS_ZERO: "all weights are zero",
  WEIGHTS_UNKNOWN: "a weight names no measure",
  FACTOR_FILE: "a file of user factors can't be read",
  VENDOR_FILE: "an industry table of a vendor can't be read",
  CLUSTER_FILE: "a file of clusters can't be read",
  CLUSTER_OVERLAP: "a NAICS code stands in two clusters",
  SIGNAL_FILE: "a file of County Business Patterns or Quarterly Workforce Indicators can't be read",
  QWI_FILE: "a file of Quarterly Workforce Indicators can't give hires, separations or pay",
  PRICE_INDEX: "a price index can't be read, or has no figure of a year",
  PATHWAY_FILE: "a list of steps between occupations can't be read",
  LIVING_COST: "a table of living wages or price parities can't be read, or has no figure of the region",
  OCCUPATION_LAYOUT: "a table of occupations is of no layout that we know",
  OCCUPATION_ROW_WIDTH: "a row of a table of occupations has more or fewer cells than the header",
  OCCUPATION_QUOTE: "a quote in a table of occupations is not closed, or stands inside a cell",
  OCCUPATION_CODE: "an occupation code can't be read",
  OCCUPATION_NUMBER: "a cell of a table of occupations should hold a number, or one of its publisher's marks",
  OCCUPATION_LEVEL: "an occupation's level is not one of the publisher's",
  OCCUPATION_LEVELS: "detailed occupations add up to more than their total: levels are mixed",
  OCCUPATION_DUPLICATE: "an occupation appears twice",
  OCCUPATION_UNITS: "thousands seem to be taken for persons, or persons for thousands",
  OCCUPATION_NO_ROWS: "the files hold no row of the kind that is needed",
  STAFFING_INDUSTRY: "an industry code in a table of occupations can't be read",
  STAFFING_BORROWED: "no staffing pattern is published for an industry alone",
  STAFFING_TOTAL: "an industry has no row for all its occupations together",
  SOC_MIXED: "occupation codes of two lists are mixed",
  COMPLETIONS_FILE: "a file of completions of programs can't be read",
  INSTITUTIONS_FILE: "a directory of institutions can't be read",
  CROSSWALK_FILE: "a crosswalk of programs and occupations can't be read, or is of other lists",
  LABOR_FORCE_FILE: "a file of labor force by county can't be read",
  ACS_FILE: "a table of the American Community Survey can't be read, or is missing what is needed",
  PROJECTION_LAYOUT_UNKNOWN: "a file holds no table of projections that we know",
  PROJECTION_NO_LEVELS: "a table of projections has no base and projected levels",
  PROJECTION_COLUMN_AMBIGUOUS: "two columns of a projection file may hold the same thing",
  PROJECTION_LEVELS: "what was taken for jobs in a projection file can't be jobs",
  PROJECTION_NUMBER: "a level of jobs in a projection file is negative or no number",
  PROJECTION_YEARS: "the years of projections are not stated, or don't follow each other",
  PROJECTION_AREA: "projections have no such area, or have several and none was chosen",
  PROJECTION_DUPLICATE: "an industry appears twice in projections, with different levels",
  PROJECTION_SUBJECT: "a projection file is of occupations, or of another list, and not of industries",
  PROJECTION_MAPPING: "a mapping names a sheet, row or column that is not in the projection file",
  FLOW_LAYOUT: "a file holds no table of commuter flows that we know",
  FLOW_ROW_WIDTH: "a row of commuter flows has more or fewer cells than the header",
  FLOW_CODE: "the code of a block, a town or a county can't be read",
  FLOW_COUNTY: "a code of commuter flows is of no county",
  FLOW_NUMBER: "a number of commuters is negative or no whole number",
  FLOW_YEARS: "commuter flows are of years that can't be added up, or of an unknown one",
  FLOW_OVERLAP: "a commuter flow appears twice, in a file or in two",
  FLOW_JOB_TYPES: "files of commuter flows count different kinds of jobs",
  CONFIG_SYNTAX: "a config is not YAML",
  CONFIG_KEY: "a config has an unknown key",
  CONFIG_VALUE: "a config has a value of the wrong kind",
  CONFIG_CODE_UNQUOTED: "a config has a code without quotes",
  CONFIG_EXISTS: "init would overwrite a config",
  // rules and results
  RULE_SYNTAX: "a rule can't be read",
  RULE_NAME: "a rule names no figure",
  RESULT_SYNTAX: "a result file is not JSON",
  RESULT_SCHEMA: "a file is not a result that can be compared",
  RESULT_VALUE: "a result holds a value of the wrong kind",
  RESULT_INCONSISTENT: "a result's ranks don't follow from its figures",
  WORKSHEET_RESULT: "a worksheet is not of the result, or the result has no ranks",
  WORKSHEET_LAYOUT: "a file holds no worksheet of sector-rank",
  WORKSHEET_VALUE: "a worksheet holds an industry, a criterion or an answer that it can't",
  WORKSHEET_RATER: "a worksheet names no rater, or two of one name differ",
  DECISION_FILE: "a file of decisions about industries can't be read",
  SURVEY_FILE: "a survey of credentials can't be read, or contradicts itself",
  VOTES_FILE: "votes on credentials can't be read, or name what is not there",
  CREDENTIAL_LIST: "a list of credentials can't be read",
  METRICS_FILE: "a partnership's metrics can't be read, or contradict themselves",
  OBSERVATIONS_FILE: "observations of metrics can't be read, or name no metric",
  MEMBERS_FILE: "a list of who came to meetings can't be read",
  TEAM_FILE: "a file of a team's weights can't be read",
  RESULTS_DIFFER: "two results can't be compared",
  RESULT_LACKS: "a run's result is without areas or years that its last result has",
  // fetched files
  SOURCES_TABLE: "a table of sources can't be read",
  FETCH_REFUSED: "the publisher refuses to send a file",
  FETCH_NOT_FOUND: "the publisher has no such file, or not yet",
  FETCH_NOT_DATA: "something else came in place of a file, such as a web page",
  FETCH_CONTENT: "what came is not the file that was asked for",
  FETCH_BUSY: "the publisher is too busy",
  FETCH_BROKEN: "the transfer broke off, again and again",
  FETCH_STATUS: "the publisher answers with a status that is not a file",
  FETCH_REDIRECT: "redirects lead away from https, or to no end",
  FETCH_TOO_LARGE: "a file, or all together, is larger than allowed",
  FETCH_TIME: "the time allowed for all files is over",
  FETCH_CHANGED: "a file is not the one that was fetched",
  FETCH_FROZEN: "the publisher's file is not the locked one",
  FETCH_LOCK_FILE: "the list of fetched files is missing or can't be read",
  // store
  STORE_MISSING: "a folder is not a store",
  STORE_DAMAGED: "a store's file does not match its manifest",
  STORE_VERSION: "a store was made by another version",
  STORE_LOCKED: "another process is writing the store",
} as const;

export type ErrorCode = keyof typeof ERROR_CODES;
