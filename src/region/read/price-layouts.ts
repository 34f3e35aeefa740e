import { InputError } from "../../core/errors.js";
import { parseFigure } from "../../files/figure.js";
import type { SmallTable, SmallTableRow } from "../../files/small-table.js";

/** One year of a price index as it stands in a file. */
interface PrintedPrice {
  readonly line: number;
  readonly year: string;
  readonly value: string;
  /** Headings of the two cells. */
  readonly columns: { readonly year: string; readonly value: string };
}

/** Headings of the column of years or dates. */
export const PRICE_YEARS: readonly string[] = ["year", "observation_date", "date"];
const VALUES = ["index", "value"];
const ANNUAL = /^(?:annual|annual avg\.?|annual average|ave?rage|avg\.?)$/i;
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
/** What FRED prints for the start of a year, a quarter or a month. */
const DATE = /^((?:19|20)\d\d)-(\d\d)-01$/;

/** CPI-U, U.S. city average, all items, not seasonally adjusted. */
const ALL_ITEMS = "CUUR0000SA0";
/** The mean of a year's months. */
const ANNUAL_MEAN = "M13";

/**
 * The years of a price index, in any of the forms in which it is published:
 *
 * - columns `year` and `index` or `value`;
 * - BLS's database and its queries: `series_id`, `year`, `period`, `value`, of which annual means of the CPI-U are taken;
 * - BLS's table: a year a row, months and `Annual` beside each other;
 * - FRED's: `observation_date` and a column named as the series, by year or by month.
 *
 * A year that only has months has the mean of all twelve; one without some of them has none.
 *
 * @throws {InputError} PRICE_INDEX
 */
export function printedPrices(table: SmallTable): readonly PrintedPrice[] {
  const year = table.named[0]!;
  const series = table.header.find((name) => /^series[ _]id$/i.test(name));
  const value = table.header.find((name) => VALUES.includes(name.toLowerCase()));
  if (series !== undefined && value !== undefined) return annualMeans(table, { series, year, value });
  if (value !== undefined && year.toLowerCase() === "year") return plainRows(table.rows, { year, value });
  const months = MONTHS.map((month) => table.header.find((name) => name.toLowerCase().startsWith(month)));
  const annual = table.header.find((name) => ANNUAL.test(name));
  if (annual !== undefined || months.every((month) => month !== undefined)) {
    return fromMonths(table, { year, annual, months: months.flatMap((month) => month ?? []) });
  }
  const others = table.header.filter((name) => name !== year && name !== "");
  if (year.toLowerCase() !== "year" && others.length === 1) return fromDates(table, year, value ?? others[0]!);
  throw new InputError('no column "index"', {
    code: "PRICE_INDEX",
    where: { file: table.file, line: table.headerLine },
    found: table.header.join(", "),
    hint: 'name a column "index" or "value"',
  });
}

function plainRows(rows: readonly SmallTableRow[], columns: PrintedPrice["columns"]): readonly PrintedPrice[] {
  return rows.map(({ line, cells }) => ({ line, year: cells[columns.year]!, value: cells[columns.value]!, columns }));
}

function annualMeans(
  { file, headerLine, header, rows }: SmallTable,
  columns: PrintedPrice["columns"] & { readonly series: string },
): readonly PrintedPrice[] {
  const period = header.find((name) => name.toLowerCase() === "period") ?? "period";
  const ofSeries = rows.filter(({ cells }) => cells[columns.series] === ALL_ITEMS);
  const means = ofSeries.filter(({ cells }) => cells[period] === ANNUAL_MEAN);
  if (means.length > 0) return plainRows(means, columns);
  const series = [...new Set(rows.map(({ cells }) => cells[columns.series]))];
  throw new InputError(`no annual mean (${ANNUAL_MEAN}) of ${ALL_ITEMS} in the file`, {
    code: "PRICE_INDEX",
    where: { file, line: headerLine },
    found: `series ${series.slice(0, 5).join(", ")}`,
    hint: "take BLS's file cu.data.1.AllItems whole: `sector-rank fetch --what price-index` brings it",
  });
}

function fromMonths(
  table: SmallTable,
  {
    year,
    annual,
    months,
  }: { readonly year: string; readonly annual: string | undefined; readonly months: readonly string[] },
): readonly PrintedPrice[] {
  return table.rows.flatMap(({ line, cells }): readonly PrintedPrice[] => {
    const columns = { year, value: annual ?? months[0]! };
    const printed = annual === undefined ? "" : cells[annual]!;
    if (printed !== "") return [{ line, year: cells[year]!, value: printed, columns }];
    const mean = averageMonths(
      months.map((month) => cells[month]!),
      table,
    );
    return mean === undefined ? [] : [{ line, year: cells[year]!, value: mean, columns }];
  });
}

function fromDates(table: SmallTable, year: string, value: string): readonly PrintedPrice[] {
  const columns = { year, value };
  const dated = table.rows.map(({ line, cells }) => ({ line, date: cells[year]!, value: cells[value]! }));
  const odd = dated.find(({ date }) => !DATE.test(date));
  if (odd) return [{ line: odd.line, year: odd.date, value: odd.value, columns }];
  const isYearly =
    new Set(dated.map(({ date }) => date.slice(0, 4))).size === dated.length &&
    dated.every(({ date }) => date.endsWith("-01-01"));
  const byYear = new Map<string, (typeof dated)[number][]>();
  for (const one of dated) byYear.set(one.date.slice(0, 4), [...(byYear.get(one.date.slice(0, 4)) ?? []), one]);
  return [...byYear].flatMap(([of, ones]): readonly PrintedPrice[] => {
    const printed = ones.map((one) => one.value);
    if (isYearly && parseFigure(printed[0]!, table.decimalMark).kind === "none") return [];
    const found = isYearly ? printed[0] : averageMonths(printed, table);
    return found === undefined ? [] : [{ line: ones[0]!.line, year: of, value: found, columns }];
  });
}

/** The mean of twelve months, rounded as the publisher rounds; undefined if one of them has no figure. */
function averageMonths(months: readonly string[], { decimalMark }: SmallTable): string | undefined {
  const figures = months.map((month) => parseFigure(month, decimalMark));
  const values = figures.flatMap((figure) => (figure.kind === "number" ? figure.value : []));
  if (values.length !== 12) return undefined;
  return String(Math.round((values.reduce((sum, one) => sum + one, 0) / 12) * 1_000) / 1_000);
}
