import { basename } from "node:path";
import { InputError, MAXIMUM_PROBLEMS, throwProblems } from "../../core/errors.js";
import type { PriceIndex } from "../prices.js";
import { parseFigure } from "../../files/figure.js";
import { readSmallTable, type SmallTable, type SmallTableRow } from "../../files/small-table.js";

export interface PriceIndexReading {
  readonly index: PriceIndex;
  readonly source: { readonly file: string; readonly rows: number; readonly sha256: string | undefined };
}

/**
 * Reads a price index: columns `year` and `index`, one row a year, on any base. Other columns are for people.
 * Of the file of BLS's database (`cu.data.1.AllItems`: `series_id`, `year`, `period`, `value`) it takes the annual
 * means of the CPI-U, U.S. city average, all items, not seasonally adjusted.
 *
 * @throws {InputError} PRICE_INDEX with file, line and column
 */
export async function readPriceIndex(file: string, hash: boolean): Promise<PriceIndexReading> {
  const table = await readSmallTable(file, { code: "PRICE_INDEX", columns: [["year"], ["index", "value"]], hash });
  const [year, index] = table.named as [string, string];
  const rows = table.header.includes("series_id") ? annualMeans(table) : table.rows;
  const byYear = new Map<number, number>();
  const lines = new Map<number, number>();
  const problems: InputError[] = [];
  const refuse = (message: string, line: number, column: string, found: string, hint: string): void => {
    const where = { file: table.file, line, column };
    problems.push(new InputError(message, { code: "PRICE_INDEX", where, found: found || "an empty cell", hint }));
  };
  for (const { line, cells } of rows) {
    if (problems.length >= MAXIMUM_PROBLEMS) break;
    const [at, value] = [cells[year]!, cells[index]!];
    const figure = parseFigure(value, table.decimalMark);
    const before = lines.get(Number(at));
    if (!/^(?:19|20)\d\d$/.test(at)) refuse("not a year", line, year, at, "write four digits, one row a year");
    else if (before !== undefined) {
      refuse(`the year ${at} stands twice, first in line ${before}`, line, year, at, "keep one of the two rows");
    } else if (figure.kind !== "number" || figure.unit !== undefined) {
      refuse("not a number", line, index, value, "write a plain number such as 304.702");
    } else if (figure.value < 0) {
      refuse("a price index is negative", line, index, value, "write what prices are, not their change");
    } else if (figure.value === 0) {
      refuse("a price index is zero", line, index, value, "write what prices are, not their change");
    } else byYear.set(Number(at), figure.value);
    lines.set(Number(at), before ?? line);
  }
  throwProblems(problems);
  if (byYear.size === 0) {
    throw new InputError("no row below the header", {
      code: "PRICE_INDEX",
      where: { file, line: table.headerLine },
      found: table.header.join(", "),
      hint: "write one row for each year",
    });
  }
  return {
    index: { name: basename(file), file, byYear },
    source: { file, rows: rows.length, sha256: table.sha256 },
  };
}

/** CPI-U, U.S. city average, all items, not seasonally adjusted. */
const ALL_ITEMS = "CUUR0000SA0";
/** The mean of a year's months. */
const ANNUAL_MEAN = "M13";

function annualMeans({ file, headerLine, rows }: SmallTable): readonly SmallTableRow[] {
  const means = rows.filter(({ cells }) => cells.series_id === ALL_ITEMS && cells.period === ANNUAL_MEAN);
  if (means.length > 0) return means;
  const series = [...new Set(rows.map(({ cells }) => cells.series_id))];
  throw new InputError(`no annual mean (${ANNUAL_MEAN}) of ${ALL_ITEMS} in the file`, {
    code: "PRICE_INDEX",
    where: { file, line: headerLine },
    found: `series ${series.slice(0, 5).join(", ")}`,
    hint: "take BLS's file cu.data.1.AllItems whole: `sector-rank fetch --what price-index` brings it",
  });
}
