import type { Place } from "../../core/errors.js";
import { InputError } from "../../core/errors.js";
import type { QcewField } from "../table.js";

/** The columns that say what a row is about, in our words. */
export type QcewRole =
  | "area"
  | "ownership"
  | "industry"
  | "level"
  | "size"
  | "year"
  | "quarter"
  | "disclosure"
  | "lqDisclosure"
  | "changeDisclosure";

/** What the header of a QCEW file says: which column holds what. Columns count from 0. */
export interface QcewLayout {
  /** For people: `annual`, `quarterly`, `annual with titles`, `quarterly with titles`. */
  readonly name: string;
  readonly quarterly: boolean;
  /** The header as written, for messages. */
  readonly header: readonly string[];
  readonly roles: Readonly<Partial<Record<QcewRole, number>>>;
  readonly fields: Readonly<Partial<Record<QcewField, number>>>;
  /** Other columns of the publisher's that hold numbers: not kept, but a letter in one shows a damaged row. */
  readonly otherNumbers: readonly number[];
}

const ROLES: Readonly<Record<string, QcewRole>> = {
  area_fips: "area",
  own_code: "ownership",
  industry_code: "industry",
  agglvl_code: "level",
  size_code: "size",
  year: "year",
  qtr: "quarter",
  disclosure_code: "disclosure",
  lq_disclosure_code: "lqDisclosure",
  oty_disclosure_code: "changeDisclosure",
};

// By-area files say `annual_avg_estabs_count` where all others say `annual_avg_estabs`; normalizeName drops it.
const ANNUAL_FIELDS: Readonly<Record<string, QcewField>> = {
  annual_avg_estabs: "establishments",
  annual_avg_emplvl: "employment",
  total_annual_wages: "wages",
  annual_avg_wkly_wage: "weeklyWage",
  avg_annual_pay: "annualPay",
  lq_annual_avg_estabs: "lqEstablishments",
  lq_annual_avg_emplvl: "lqEmployment",
  lq_total_annual_wages: "lqWages",
  oty_annual_avg_estabs_chg: "changeEstablishments",
  oty_annual_avg_emplvl_chg: "changeEmployment",
  oty_total_annual_wages_chg: "changeWages",
  oty_annual_avg_estabs_pct_chg: "changePercentEstablishments",
  oty_annual_avg_emplvl_pct_chg: "changePercentEmployment",
  oty_total_annual_wages_pct_chg: "changePercentWages",
};

const QUARTERLY_FIELDS: Readonly<Record<string, QcewField>> = {
  qtrly_estabs: "establishments",
  month1_emplvl: "month1",
  month2_emplvl: "month2",
  month3_emplvl: "month3",
  total_qtrly_wages: "wages",
  avg_wkly_wage: "weeklyWage",
  lq_qtrly_estabs: "lqEstablishments",
  lq_month1_emplvl: "lqMonth1",
  lq_month2_emplvl: "lqMonth2",
  lq_month3_emplvl: "lqMonth3",
  lq_total_qtrly_wages: "lqWages",
  oty_qtrly_estabs_chg: "changeEstablishments",
  oty_month1_emplvl_chg: "changeMonth1",
  oty_month2_emplvl_chg: "changeMonth2",
  oty_month3_emplvl_chg: "changeMonth3",
  oty_total_qtrly_wages_chg: "changeWages",
  oty_qtrly_estabs_pct_chg: "changePercentEstablishments",
  oty_month1_emplvl_pct_chg: "changePercentMonth1",
  oty_month2_emplvl_pct_chg: "changePercentMonth2",
  oty_month3_emplvl_pct_chg: "changePercentMonth3",
  oty_total_qtrly_wages_pct_chg: "changePercentWages",
};

const OTHER_NUMBERS =
  /^(?:(?:lq_)?(?:taxable_annual_wages|annual_contributions|annual_avg_wkly_wage|avg_annual_pay|taxable_qtrly_wages|qtrly_contributions|avg_wkly_wage)|oty_[a-z0-9_]+_chg)$/;

// Without size_code a row's aggregation level still decides: the size-class tables have levels of their own (21–28, 61–64).
const REQUIRED_ROLES = ["area_fips", "own_code", "industry_code", "agglvl_code", "year", "disclosure_code"] as const;
// Annual columns say themselves that their rows are of years.
const REQUIRED_ANNUAL = ["annual_avg_estabs", "annual_avg_emplvl", "total_annual_wages"] as const;
const REQUIRED_QUARTERLY = [
  "qtr",
  "qtrly_estabs",
  "month1_emplvl",
  "month2_emplvl",
  "month3_emplvl",
  "total_qtrly_wages",
] as const;

const WITHOUT: Readonly<Record<string, string>> = {
  area_fips: "rows can't be assigned to areas",
  own_code: "private and government rows can't be distinguished",
  industry_code: "rows can't be assigned to industries",
  agglvl_code: "totals can't be distinguished from their parts",
  year: "rows can't be assigned to years",
  qtr: "rows can't be assigned to quarters",
  disclosure_code: "zeros can't be distinguished from suppressed cells",
};

const HINTS: Readonly<Record<string, string>> = {
  disclosure_code: "use the file as published; a spreadsheet export may have dropped the blank column",
};

/** Lower case, without quotes, spaces and the `_count` that only some layouts have. */
export function normalizeName(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replaceAll(/ +/g, "_")
    .replace(/_estabs_count(?=_|$)/, "_estabs");
}

/**
 * Recognises a QCEW layout by its header, whatever the order of its columns.
 *
 * @returns nothing when the header is of no QCEW file at all
 * @throws {InputError} `QCEW_COLUMN_MISSING` or `QCEW_COLUMN_DUPLICATE` when it is of one, but not whole
 */
export function parseQcewLayout(
  header: readonly string[],
  where: { readonly file: string; readonly line: number },
): QcewLayout | undefined {
  const names = header.map(normalizeName);
  if (!looksLikeQcew(names)) return undefined;
  const quarterly = isQuarterly(names);
  const required = [...REQUIRED_ROLES, ...(quarterly ? REQUIRED_QUARTERLY : REQUIRED_ANNUAL)];
  for (const name of required) {
    if (!names.includes(name)) throw missingColumn(name, header, where);
  }
  const roles: Partial<Record<QcewRole, number>> = {};
  const fields: Partial<Record<QcewField, number>> = {};
  const fieldNames = quarterly ? QUARTERLY_FIELDS : ANNUAL_FIELDS;
  for (const [column, name] of names.entries()) {
    const role = ROLES[name];
    const field = fieldNames[name];
    if (role === undefined && field === undefined) continue;
    if (names.indexOf(name) !== column) throw duplicateColumn(header[column]!, names.indexOf(name), column, where);
    if (role !== undefined) roles[role] = column;
    if (field !== undefined) fields[field] = column;
  }
  const used = new Set([...Object.values(roles), ...Object.values(fields)]);
  const otherNumbers = names.flatMap((name, column) => (OTHER_NUMBERS.test(name) && !used.has(column) ? [column] : []));
  const titled = names.includes("industry_title") || names.includes("area_title");
  return {
    name: `${quarterly ? "quarterly" : "annual"}${titled ? " with titles" : ""}`,
    quarterly,
    header,
    roles,
    fields,
    otherNumbers,
  };
}

function looksLikeQcew(names: readonly string[]): boolean {
  const known = names.filter((name) => Object.hasOwn(ROLES, name));
  return names.includes("area_fips") ? known.length >= 2 : known.length >= 4;
}

function isQuarterly(names: readonly string[]): boolean {
  const count = (fields: Readonly<Record<string, QcewField>>): number =>
    names.filter((name) => Object.hasOwn(fields, name)).length;
  return count(QUARTERLY_FIELDS) > count(ANNUAL_FIELDS);
}

function missingColumn(name: string, header: readonly string[], where: Place): InputError {
  const consequence = WITHOUT[name];
  return new InputError(`no column "${name}"${consequence === undefined ? "" : `, so ${consequence}`}`, {
    code: "QCEW_COLUMN_MISSING",
    where,
    found: header.join(", "),
    hint: HINTS[name] ?? "use the file as published, with all its columns",
  });
}

function duplicateColumn(name: string, first: number, second: number, where: Place): InputError {
  return new InputError(`column "${name.trim()}" appears twice`, {
    code: "QCEW_COLUMN_DUPLICATE",
    where: { ...where, column: name.trim() },
    found: `columns ${first + 1} and ${second + 1}`,
    hint: "remove one of the two columns",
  });
}
