import { InputError, type Place } from "../core/errors.js";
import { describeFigure } from "./figures.js";
import type { HeadedColumn, VendorHeader } from "./layouts.js";
import { findQuarter, findSpanYears, type Surroundings } from "./surroundings.js";
import type { VendorColumn } from "./table.js";

/** A column of figures with its place in the rows. */
export interface PlacedColumn extends VendorColumn {
  readonly at: number;
}

/**
 * The columns of a header with the years that they are of: from the headings, or from what is said around the table.
 *
 * @throws {InputError} VENDOR_FILE where jobs have no year that the vendor heads them with, or two columns mean the same
 */
export function nameColumns(header: VendorHeader, { texts }: Surroundings, where: Place): readonly PlacedColumn[] {
  const dated =
    header.vendor === "jobseq" ? datedByNotes(header.columns, texts) : datedByHeadings(header.columns, where);
  const columns = dated.map(({ at, header: text, heading, year, since }): PlacedColumn => {
    const { kind, workers } = heading;
    const name = [
      header.vendor,
      describeFigure(kind).name,
      workers === undefined ? "" : workers.replace(/^./, (letter) => letter.toUpperCase()),
      since === undefined ? "" : `${since}to`,
      year ?? "",
    ];
    return { id: name.join(""), kind, header: text, at, year, since, ...(workers && { workers }) };
  });
  const twice = columns.find(({ id }, at) => columns.findIndex((one) => one.id === id) < at);
  if (!twice) return columns;
  const first = columns.find(({ id }) => id === twice.id)!;
  throw new InputError("two columns of the same figure", {
    code: "VENDOR_FILE",
    where: { ...where, column: twice.header },
    found: `"${first.header}" and "${twice.header}"`,
    hint: "delete the one that is not wanted, or export the table again",
  });
}

/** Lightcast heads its columns by their years; the span of a change without years is that of the jobs beside it. */
function datedByHeadings(columns: readonly HeadedColumn[], where: Place): readonly HeadedColumn[] {
  const undated = columns.find(({ heading, year }) => heading.kind === "jobs" && year === undefined);
  if (undated) {
    throw new InputError("a column of jobs without a year", {
      code: "VENDOR_FILE",
      where: { ...where, column: undated.header },
      found: `"${undated.header}"`,
      hint: 'write the year of the figures into the heading, as the vendor does: "2023 Jobs"',
    });
  }
  const jobs = columns.filter(({ heading }) => heading.kind === "jobs");
  const years = [...new Set(jobs.map(({ year }) => year!))].sort((a, b) => a - b);
  const [first, last] = [years[0], years.at(-1)];
  return columns.map((column) => {
    const isSpan = /change$/i.test(column.heading.kind);
    if (!isSpan || column.year !== undefined || years.length !== 2) return column;
    return { ...column, since: first, year: last };
  });
}

/** JobsEQ says below the table of which quarter its figures are, and above the columns how long their spans are. */
function datedByNotes(columns: readonly HeadedColumn[], texts: readonly string[]): readonly HeadedColumn[] {
  const year = findQuarter(texts)?.year;
  const [history, forecast] = [findSpanYears(texts, "history"), findSpanYears(texts, "forecast")];
  return columns.map((column) => {
    if (year === undefined) return column;
    const { kind, isForecast } = column.heading;
    if (isForecast) return forecast === undefined ? column : { ...column, since: year, year: year + forecast };
    const isSpan = kind === "change" || kind === "yearlyGrowth";
    if (!isSpan) return { ...column, year };
    return history === undefined ? column : { ...column, since: year - history, year };
  });
}
