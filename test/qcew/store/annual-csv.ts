import { QCEW_FIELDS, type QcewTable } from "../../../src/qcew/table.js";

const HEADER =
  "area_fips,own_code,industry_code,agglvl_code,size_code,year,qtr,disclosure_code,annual_avg_estabs,annual_avg_emplvl,total_annual_wages";

export interface AnnualRow {
  readonly area: string;
  readonly own?: number;
  readonly industry?: string;
  readonly year?: number;
  readonly employment: number | "";
  readonly disclosure?: "" | "N";
}

/** A county file of the fewest columns, as text. */
export function annualCsv(rows: readonly AnnualRow[]): string {
  return [
    HEADER,
    ...rows.map(({ area, own = 5, industry = "10", year = 2023, employment, disclosure = "" }) => {
      const level = industry === "10" ? (own === 0 ? 70 : 71) : 78;
      return [area, own, industry, level, 0, year, "A", disclosure, 3, employment, 1000].join(",");
    }),
    "",
  ].join("\n");
}

/** Rows of a table by period, in the table's order. */
function rowsByPeriod(table: QcewTable): ReadonlyMap<string, readonly number[]> {
  const periods = new Map<string, number[]>();
  let [period, rows] = ["", [] as number[]];
  for (let row = 0; row < table.length; row++) {
    const own = `${table.year[row]}-${table.quarter[row]}`;
    if (own !== period) {
      period = own;
      rows = periods.get(own) ?? [];
      periods.set(own, rows);
    }
    rows.push(row);
  }
  return periods;
}

/** All that a table says of a row but its figures. */
function namesOf(table: QcewTable, row: number): string {
  return [
    table.areas[table.area[row]!],
    table.ownership[row],
    table.industries[table.industry[row]!],
    table.level[row],
    table.disclosure[row],
    table.lqDisclosure[row],
    table.changeDisclosure[row],
    `${table.sources[table.source[row]!]!.file}:${table.line[row]}`,
  ].join("|");
}

/** Whether two rows have the same names, without making a text of them. */
function haveSameNames(one: QcewTable, row: number, other: QcewTable, otherRow: number): boolean {
  return (
    one.areas[one.area[row]!] === other.areas[other.area[otherRow]!] &&
    one.ownership[row] === other.ownership[otherRow] &&
    one.industries[one.industry[row]!] === other.industries[other.industry[otherRow]!] &&
    one.level[row] === other.level[otherRow] &&
    one.disclosure[row] === other.disclosure[otherRow] &&
    one.lqDisclosure[row] === other.lqDisclosure[otherRow] &&
    one.changeDisclosure[row] === other.changeDisclosure[otherRow] &&
    one.line[row] === other.line[otherRow] &&
    one.sources[one.source[row]!]!.file === other.sources[other.source[otherRow]!]!.file
  );
}

/** The first row that two tables say different things of, or "" where they say the same. Text only where it is needed. */
export function firstDifference(found: QcewTable, wanted: QcewTable): string {
  const [rows, others] = [rowsByPeriod(found), rowsByPeriod(wanted)];
  const [periods, otherPeriods] = [rows, others].map((each) => [...each.keys()].sort().join(" "));
  if (periods !== otherPeriods) return `periods ${periods} for ${otherPeriods}`;
  for (const field of QCEW_FIELDS) {
    if ((found.fields[field] === undefined) !== (wanted.fields[field] === undefined)) return `${field} is not in both`;
  }
  const fields = QCEW_FIELDS.flatMap((field) => {
    const [column, other] = [found.fields[field], wanted.fields[field]];
    return column && other ? [{ field, column, other }] : [];
  });
  for (const [period, own] of rows) {
    const theirs = others.get(period)!;
    if (own.length !== theirs.length) return `${own.length} rows of ${period} for ${theirs.length}`;
    for (const [index, row] of own.entries()) {
      const otherRow = theirs[index]!;
      if (!haveSameNames(found, row, wanted, otherRow))
        return `${period}: ${namesOf(found, row)} for ${namesOf(wanted, otherRow)}`;
      const wrong = fields.find(({ column, other }) => !Object.is(column[row], other[otherRow]));
      if (wrong)
        return `${period}: ${namesOf(found, row)}: ${wrong.field} ${wrong.column[row]} for ${wrong.other[otherRow]}`;
    }
  }
  return "";
}
