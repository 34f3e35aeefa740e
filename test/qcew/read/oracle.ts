import { parse } from "csv-parse/sync";
import type { QcewField, QcewTable } from "../../../src/qcew/table.js";

/** A row as the slow reading sees it, in plain text and numbers. */
export interface OracleRow {
  readonly area: string;
  readonly ownership: number;
  readonly industry: string;
  readonly level: number;
  readonly year: number;
  readonly quarter: number;
  readonly disclosure: string;
  readonly lqDisclosure: string;
  readonly changeDisclosure: string;
  readonly line: number;
  readonly values: Readonly<Record<string, number>>;
}

export interface OracleOptions {
  /** Areas whose rows are looked at; the others only have to be rows. */
  readonly areas?: (code: string) => boolean;
  readonly strict?: boolean;
  /** Changes that are not among these only have to have no letter in them. */
  readonly fields?: readonly QcewField[];
}

const ANNUAL: Record<string, QcewField> = {
  annual_avg_estabs: "establishments",
  annual_avg_estabs_count: "establishments",
  annual_avg_emplvl: "employment",
  total_annual_wages: "wages",
  annual_avg_wkly_wage: "weeklyWage",
  avg_annual_pay: "annualPay",
  lq_annual_avg_estabs: "lqEstablishments",
  lq_annual_avg_estabs_count: "lqEstablishments",
  lq_annual_avg_emplvl: "lqEmployment",
  lq_total_annual_wages: "lqWages",
  oty_annual_avg_estabs_chg: "changeEstablishments",
  oty_annual_avg_estabs_count_chg: "changeEstablishments",
  oty_annual_avg_emplvl_chg: "changeEmployment",
  oty_total_annual_wages_chg: "changeWages",
  oty_annual_avg_estabs_pct_chg: "changePercentEstablishments",
  oty_annual_avg_estabs_count_pct_chg: "changePercentEstablishments",
  oty_annual_avg_emplvl_pct_chg: "changePercentEmployment",
  oty_total_annual_wages_pct_chg: "changePercentWages",
};

const QUARTERLY: Record<string, QcewField> = {
  qtrly_estabs: "establishments",
  qtrly_estabs_count: "establishments",
  month1_emplvl: "month1",
  month2_emplvl: "month2",
  month3_emplvl: "month3",
  total_qtrly_wages: "wages",
  avg_wkly_wage: "weeklyWage",
  lq_qtrly_estabs: "lqEstablishments",
  lq_qtrly_estabs_count: "lqEstablishments",
  lq_month1_emplvl: "lqMonth1",
  lq_month2_emplvl: "lqMonth2",
  lq_month3_emplvl: "lqMonth3",
  lq_total_qtrly_wages: "lqWages",
  oty_qtrly_estabs_chg: "changeEstablishments",
  oty_qtrly_estabs_count_chg: "changeEstablishments",
  oty_month1_emplvl_chg: "changeMonth1",
  oty_month2_emplvl_chg: "changeMonth2",
  oty_month3_emplvl_chg: "changeMonth3",
  oty_total_qtrly_wages_chg: "changeWages",
  oty_qtrly_estabs_pct_chg: "changePercentEstablishments",
  oty_qtrly_estabs_count_pct_chg: "changePercentEstablishments",
  oty_month1_emplvl_pct_chg: "changePercentMonth1",
  oty_month2_emplvl_pct_chg: "changePercentMonth2",
  oty_month3_emplvl_pct_chg: "changePercentMonth3",
  oty_total_qtrly_wages_pct_chg: "changePercentWages",
};

/**
 * The slow reference reading: csv-parse for the rows, regular expressions and `Number` for the cells.
 * Shares no code with the reader that it judges. Comma-separated text as published, or as pandas and R
 * rewrite it.
 *
 * @throws on anything that is not as it should be
 */
export function readWithOracle(bytes: Buffer, options: OracleOptions = {}): OracleRow[] {
  const records = parse(withoutTitle(bytes), {
    bom: true,
    encoding: "latin1",
    record_delimiter: ["\r\n", "\n"],
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
    trim: true,
    info: true,
  }) as unknown as { record: string[]; info: { lines: number } }[];
  const [first, ...rest] = records;
  if (first === undefined) throw new Error("empty");
  const names = first.record.map((name) => name.trim().toLowerCase().replaceAll(/ +/g, "_"));
  const fields = names.includes("month1_emplvl") ? QUARTERLY : ANNUAL;
  const column = (name: string): number => {
    const at = names.indexOf(name);
    if (at < 0 || names.includes(name, at + 1)) throw new Error(`column ${name}`);
    return at;
  };
  const needed = fields === QUARTERLY ? ["month1", "month2", "month3"] : ["employment"];
  for (const field of ["establishments", "wages", ...needed]) {
    if (!names.some((name) => fields[name] === field)) throw new Error(`column ${field}`);
  }
  const at = {
    area: column("area_fips"),
    ownership: column("own_code"),
    industry: column("industry_code"),
    level: column("agglvl_code"),
    year: column("year"),
    quarter: column("qtr"),
    disclosure: column("disclosure_code"),
  };
  const numbers = names.flatMap((name, index) => {
    const known = fields[name];
    const isRead = !known?.startsWith("change") || (options.fields?.includes(known) ?? true);
    const field = isRead ? known : undefined;
    const isOther =
      /^(?:lq_)?(?:taxable_annual_wages|annual_contributions|annual_avg_wkly_wage|avg_annual_pay)$/.test(name) ||
      /^(?:lq_)?(?:taxable_qtrly_wages|qtrly_contributions|avg_wkly_wage)$/.test(name) ||
      /^oty_\w+_chg$/.test(name);
    return field !== undefined || isOther ? [{ index, name, field }] : [];
  });
  const rows: OracleRow[] = [];
  for (const { record, info } of rest) {
    const cell = (index: number): string => record[index]!.trim();
    // As pandas and spreadsheets write codes that look like numbers.
    const code = (index: number): string =>
      cell(index)
        .replace(/^(\d{1,6})\.0$/, "$1")
        .replace(/^(\d{1,3}),(\d{3})$/, "$1$2");
    const area = areaOf(code(at.area));
    if (!(options.areas?.(area) ?? true) && !options.strict) continue;
    const level = matching(code(at.level), /^(?:1[0-8]|2[1-8]|30|4[0-8]|5[0-8]|6[1-4]|7[0-8]|80|9[1-6])$/);
    const sizeColumn = names.indexOf("size_code");
    const size = sizeColumn < 0 ? (/^[26]/.test(level) ? "1" : "0") : matching(code(sizeColumn), /^\d$/);
    const quarterText = matching(code(at.quarter), fields === QUARTERLY ? /^[1-4]$/ : /^A$/);
    const industry = matching(code(at.industry), /^(?:\d{2,6}|\d\d-\d\d)$/);
    assertLevel(area, industry, Number(level));
    const disclosure = disclosureOf(cell(at.disclosure));
    const values: Record<string, number> = {};
    for (const { index, name, field } of numbers) {
      if (field === undefined) {
        matching(cell(index), /^(?:[-+.,\deE ]*|NA|nan|NaN|-?[Ii]nf)$/);
        continue;
      }
      const value = numberOf(cell(index));
      if (value < 0 && !field.startsWith("change")) throw new Error(`negative ${name}`);
      if (Number.isNaN(value) && disclosure === "" && !/^(?:lq|change|weekly|annualPay)/.test(field)) {
        throw new Error(`blank ${name}`);
      }
      values[field] = value === 0 ? 0 : value;
    }
    if (fields === QUARTERLY) values["employment"] = (values["month1"]! + values["month2"]! + values["month3"]!) / 3;
    const row: OracleRow = {
      area,
      ownership: Number(matching(code(at.ownership), /^[0-589]$/)),
      industry,
      level: Number(level),
      year: Number(matching(code(at.year), /^(?:19[7-9]\d|20\d\d)$/)),
      quarter: quarterText === "A" ? 0 : Number(quarterText),
      disclosure,
      lqDisclosure: names.includes("lq_disclosure_code") ? disclosureOf(cell(column("lq_disclosure_code"))) : "",
      changeDisclosure: names.includes("oty_disclosure_code") ? disclosureOf(cell(column("oty_disclosure_code"))) : "",
      line: info.lines,
      values,
    };
    if (row.year < 1975) throw new Error("year");
    if (size === "0" && (options.areas?.(area) ?? true)) rows.push(row);
  }
  return withoutDuplicates(rows);
}

/** Without lines of one cell above the header, which a spreadsheet's user may have put there. */
function withoutTitle(bytes: Buffer): Buffer {
  const text = bytes.toString("latin1");
  const title = /^(?:\xef\xbb\xbf)?(?:,*(?:"[^"\n]*"|[^",\n]*),*\n)+(?=[^\n]*area_fips)/i.exec(text);
  return title ? bytes.subarray(title[0].length) : bytes;
}

function matching(text: string, pattern: RegExp): string {
  if (!pattern.test(text)) throw new Error(`${text} against ${pattern.source}`);
  return text;
}

function areaOf(text: string): string {
  const whole = /^[1-9]\d{3}$/.test(text) ? `0${text}` : text;
  return matching(whole, /^(?:\d{5}|US000|USCMS|USMSA|USNMS|C\d{4}|CS\d{3})$/);
}

function disclosureOf(text: string): string {
  return matching(text.replace(/^(?:NA|NaN|nan)$/, ""), /^[N-]?$/);
}

function numberOf(text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  if (/^(?:NA|NaN|nan|)$/.test(text)) return NaN;
  if (/^-?inf$/i.test(text)) throw new Error("infinite");
  const plain = /^-?\d{1,3}(?:,\d{3})+$/.test(text) ? text.replaceAll(",", "") : text;
  const value = Number(matching(plain, /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,3})?$/));
  if (!Number.isFinite(value)) throw new Error("beyond all numbers");
  return value;
}

function assertLevel(area: string, industry: string, level: number): void {
  const kinds: [RegExp, RegExp][] = [
    [/^US000$/, /^(?:1.|2.|94|95)$/],
    [/^US[CMN]/, /^9[123]$/],
    [/^CS/, /^30$/],
    [/^C\d/, /^(?:4.|80)$/],
    [/^\d\d000$/, /^(?:5.|6.|96)$/],
    [/^\d\d(?!000)/, /^7.$/],
  ];
  const kind = kinds.find(([pattern]) => pattern.test(area))!;
  matching(String(level), kind[1]);
  const ones = level > 90 ? 0 : level % 10;
  const shapes = [/^10$/, /^10$/, /^10[12]$/, /^10\d\d$/, /^(?!10$)\d\d(?:-\d\d)?$/, /^(?!10[12]$)\d{3}$/];
  matching(industry, shapes[ones] ?? new RegExp(`^(?!10\\d\\d$)\\d{${ones - 2}}$`));
}

function withoutDuplicates(rows: readonly OracleRow[]): OracleRow[] {
  const seen = new Map<string, OracleRow>();
  for (const row of rows) {
    const key = [row.area, row.ownership, row.industry, row.year, row.quarter].join("|");
    const first = seen.get(key);
    if (first === undefined) {
      seen.set(key, row);
      continue;
    }
    const values: Record<string, number> = { ...first.values };
    for (const [field, value] of Object.entries(row.values)) {
      // A figure that one row has not is taken from the other.
      if (values[field] === undefined || Number.isNaN(values[field])) values[field] = value;
      else if (values[field] !== value && !Number.isNaN(value)) throw new Error(`duplicate ${key}`);
    }
    if (first.disclosure !== row.disclosure || first.level !== row.level) throw new Error(`duplicate ${key}`);
    const larger = (a: string, b: string): string =>
      DISCLOSURES[Math.max(DISCLOSURES.indexOf(a), DISCLOSURES.indexOf(b))]!;
    seen.set(key, {
      ...first,
      values,
      lqDisclosure: larger(first.lqDisclosure, row.lqDisclosure),
      changeDisclosure: larger(first.changeDisclosure, row.changeDisclosure),
    });
  }
  return [...seen.values()];
}

const DISCLOSURES = ["", "N", "-"];

/** The first difference between a table and the slow reading of the same text, in words. */
export function differenceFrom(
  oracle: readonly OracleRow[],
  table: QcewTable,
  firstRow = 0,
  ignored: keyof OracleRow = "values",
): string | undefined {
  for (const [index, expected] of oracle.entries()) {
    const row = firstRow + index;
    const found: OracleRow = {
      area: table.areas[table.area[row]!]!,
      ownership: table.ownership[row]!,
      industry: table.industries[table.industry[row]!]!,
      level: table.level[row]!,
      year: table.year[row]!,
      quarter: table.quarter[row]!,
      disclosure: DISCLOSURES[table.disclosure[row]!]!,
      lqDisclosure: DISCLOSURES[table.lqDisclosure[row]!]!,
      changeDisclosure: DISCLOSURES[table.changeDisclosure[row]!]!,
      line: table.line[row]!,
      values: {},
    };
    for (const key of Object.keys(found) as (keyof OracleRow)[]) {
      if (key !== "values" && key !== ignored && found[key] !== expected[key]) {
        return `row ${row}, ${key}: ${String(found[key])} instead of ${String(expected[key])}`;
      }
    }
    for (const [field, column] of Object.entries(table.fields)) {
      const value = expected.values[field] ?? NaN;
      if (!Object.is(column[row], value)) {
        return `row ${row} (line ${expected.line}), ${field}: ${column[row]!} instead of ${value}`;
      }
    }
  }
  return undefined;
}
