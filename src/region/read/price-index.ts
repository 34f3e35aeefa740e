import { basename } from "node:path";
import { InputError, MAXIMUM_PROBLEMS, throwProblems } from "../../core/errors.js";
import type { PriceIndex } from "../prices.js";
import { parseFigure } from "../../files/figure.js";
import { readSmallTable } from "../../files/small-table.js";
import { PRICE_YEARS, printedPrices } from "./price-layouts.js";

export interface PriceIndexReading {
  readonly index: PriceIndex;
  readonly source: { readonly file: string; readonly rows: number; readonly sha256: string | undefined };
}

/**
 * Reads a price index, one row a year on any base, or as BLS and FRED publish it: see `printedPrices`. Other columns are
 * for people.
 *
 * @throws {InputError} PRICE_INDEX with file, line and column
 */
export async function readPriceIndex(file: string, hash: boolean): Promise<PriceIndexReading> {
  const table = await readSmallTable(file, { code: "PRICE_INDEX", columns: [PRICE_YEARS], hash });
  const rows = printedPrices(table);
  const byYear = new Map<number, number>();
  const lines = new Map<number, number>();
  const problems: InputError[] = [];
  const refuse = (message: string, line: number, column: string, found: string, hint: string): void => {
    const where = { file: table.file, line, column };
    problems.push(new InputError(message, { code: "PRICE_INDEX", where, found: found || "an empty cell", hint }));
  };
  for (const {
    line,
    year: at,
    value,
    columns: { year, value: index },
  } of rows) {
    if (problems.length >= MAXIMUM_PROBLEMS) break;
    const figure = parseFigure(value, table.decimalMark);
    const before = lines.get(Number(at));
    if (!/^(?:19|20)\d\d$/.test(at)) refuse("not a year", line, year, at, "write four digits, one row a year");
    else if (before !== undefined) {
      refuse(`the year ${at} appears twice, first in line ${before}`, line, year, at, "keep one of the two rows");
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
  requirePrices(byYear, (year, found) => {
    const { line, columns } = rows.find((row) => row.year === String(year))!;
    const what = "prices do not move so much in a year";
    refuse(what, line, columns.value, found, "write what prices are in each year, not their change");
    throwProblems(problems);
  });
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

/** In no year since 1913 did the CPI-U rise by a fifth, or fall by more than a tenth. */
const LARGEST_YEARLY = 1.25;

/** Rates of change, or a figure with a digit too many, are not an index. */
function requirePrices(byYear: ReadonlyMap<number, number>, refuse: (year: number, found: string) => void): void {
  const years = [...byYear.keys()].sort((a, b) => a - b);
  for (const [at, year] of years.entries()) {
    const before = years[at - 1];
    if (before === undefined) continue;
    const yearly = Math.abs(Math.log(byYear.get(year)! / byYear.get(before)!)) / (year - before);
    if (yearly > Math.log(LARGEST_YEARLY)) {
      refuse(year, `${byYear.get(before)!} in ${before}, ${byYear.get(year)!} in ${year}`);
      return;
    }
  }
}
