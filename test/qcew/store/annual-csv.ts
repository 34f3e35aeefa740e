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

/** Every row of a table as text with all that it says, by period, in the table's order. */
export function rowsByPeriod(table: QcewTable): Readonly<Record<string, readonly string[]>> {
  const periods: Record<string, string[]> = {};
  for (let row = 0; row < table.length; row++) {
    const figures = QCEW_FIELDS.map((field) => `${field} ${table.fields[field]?.[row] ?? "unread"}`);
    const text = [
      table.areas[table.area[row]!],
      table.ownership[row],
      table.industries[table.industry[row]!],
      table.level[row],
      `disclosure ${table.disclosure[row]} ${table.lqDisclosure[row]} ${table.changeDisclosure[row]}`,
      ...figures,
      `${table.sources[table.source[row]!]!.file}:${table.line[row]}`,
    ].join("|");
    (periods[`${table.year[row]}-${table.quarter[row]}`] ??= []).push(text);
  }
  return periods;
}
