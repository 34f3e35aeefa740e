import { basename } from "node:path";
import { InputError, MAXIMUM_PROBLEMS, throwProblems } from "../../core/errors.js";
import type { PriceIndex } from "../prices.js";
import { parseFigure } from "../../files/figure.js";
import { readSmallTable } from "../../files/small-table.js";

export interface PriceIndexReading {
  readonly index: PriceIndex;
  readonly source: { readonly file: string; readonly rows: number; readonly sha256: string | undefined };
}

/**
 * Reads a price index: columns `year` and `index`, one row a year, on any base. Other columns are for people.
 *
 * @throws {InputError} PRICE_INDEX with file, line and column
 */
export async function readPriceIndex(file: string, hash: boolean): Promise<PriceIndexReading> {
  const table = await readSmallTable(file, { code: "PRICE_INDEX", columns: [["year"], ["index"]], hash });
  const [year, index] = table.named as [string, string];
  const byYear = new Map<number, number>();
  const lines = new Map<number, number>();
  const problems: InputError[] = [];
  const refuse = (message: string, line: number, column: string, found: string, hint: string): void => {
    const where = { file: table.file, line, column };
    problems.push(new InputError(message, { code: "PRICE_INDEX", where, found: found || "an empty cell", hint }));
  };
  for (const { line, cells } of table.rows) {
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
    source: { file, rows: table.rows.length, sha256: table.sha256 },
  };
}
