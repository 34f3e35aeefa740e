import { InputError } from "../core/errors.js";
import type { TablePrices } from "../core/industry-table.js";
import { information, type Note } from "../core/notes.js";

/** A price index of the user: what the same things cost in each year, on any base. */
export interface PriceIndex {
  /** The name of its file, which figures in constant dollars give as their source. */
  readonly name: string;
  readonly file: string;
  readonly byYear: ReadonlyMap<number, number>;
}

/** The span's two years of a price index, and notes on them. */
export interface SpanPrices {
  readonly prices?: TablePrices;
  readonly notes: readonly Note[];
}

/**
 * What a table takes from a price index.
 *
 * @throws {InputError} PRICE_INDEX where the index has no figure for a year of the span
 */
export function pricesOfSpan(
  index: PriceIndex | undefined,
  years: { readonly start: number | undefined; readonly end: number },
  quarter: number,
): SpanPrices {
  if (!index) return { notes: [] };
  if (years.start === undefined) {
    return {
      notes: [
        information(
          "price-index-unused",
          `The price index ${index.name} takes no part: the files do not reach back, so there is no earlier pay.`,
        ),
      ],
    };
  }
  const at = (year: number): number => {
    const value = index.byYear.get(year);
    if (value === undefined) throw missingYear(index, year);
    return value;
  };
  const prices = { name: index.name, start: at(years.start), end: at(years.end) };
  return {
    prices,
    notes: [
      information(
        "constant-dollars",
        `Real pay growth and the pay of ${years.start} are in dollars of ${years.end}, by the price index ${index.name} (${prices.start} to ${prices.end}). All other dollars are those of their time.${
          quarter > 0 ? " The index is of whole years, the pay of one quarter." : ""
        }`,
      ),
    ],
  };
}

function missingYear({ file, byYear }: PriceIndex, year: number): InputError {
  const years = [...byYear.keys()].sort((a, b) => a - b);
  const isWhole = years.at(-1)! - years[0]! === years.length - 1;
  return new InputError(`the price index has no value for ${year}`, {
    code: "PRICE_INDEX",
    where: { file, column: "year" },
    found: isWhole && years.length > 1 ? `${years[0]} to ${years.at(-1)!}` : years.join(", "),
    hint: `add a line for ${year}, or choose years that it has with --year and --since`,
  });
}
