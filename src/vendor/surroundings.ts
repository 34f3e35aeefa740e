import type { Sheet } from "../files/read-sheets.js";
import { plainText } from "../core/plain-text.js";

/** What stands around a table: titles above, notes below, other sheets. */
export interface Surroundings {
  readonly above: readonly string[];
  readonly texts: readonly string[];
}

/** Cells of other sheets looked at for what the table counts. */
const MOST_CELLS = 2000;

/** The texts around a table, in the file's order: those above it, those below, and those of sheets without a table. */
export function gatherTexts(
  above: readonly (readonly string[])[],
  below: readonly (readonly string[])[],
  others: readonly Sheet[],
): Surroundings {
  const filled = (rows: readonly (readonly string[])[]): readonly string[] =>
    rows.flatMap((cells) => cells.map((cell) => plainText(cell).trim()).filter((cell) => cell !== ""));
  const elsewhere = others.flatMap(({ rows }) => filled(rows.map(({ cells }) => cells))).slice(0, MOST_CELLS);
  return { above: filled(above), texts: [...filled(above), ...filled(below), ...elsewhere] };
}

/** Of which quarter the jobs are, by words such as `Employment data as of 2023Q4`; the last quarter of four. */
export function findQuarter(texts: readonly string[]): { readonly year: number; readonly quarter: number } | undefined {
  const dated = texts.flatMap((text) => {
    const [, year, quarter] = /as of\s+(20\d\d)\s?Q([1-4])/i.exec(text) ?? [];
    return year === undefined ? [] : [{ text, year: Number(year), quarter: Number(quarter) }];
  });
  const ofJobs = dated.find(({ text }) => /employment|\bdata as of/i.test(text)) ?? dated[0];
  return ofJobs && { year: ofJobs.year, quarter: ofJobs.quarter };
}

/** Which edition of the vendor's data it is, by words such as `Lightcast 2024.1`. */
export function findRelease(texts: readonly string[]): string | undefined {
  const found = texts.find((text) => /\b20\d\d\.[1-4]\b/.test(text) && /lightcast|emsi|datarun|qcew/i.test(text));
  return found && /\b20\d\d\.[1-4]\b/.exec(found)?.[0];
}

/** How many years a table's history and forecast are over: `5-Year History`. */
export function findSpanYears(texts: readonly string[], what: "history" | "forecast"): number | undefined {
  const pattern = new RegExp(`\\b(\\d{1,2})[- ]year (?:employment )?${what}\\b`, "i");
  const [years] = texts.flatMap((text) => pattern.exec(text)?.[1] ?? []);
  return years === undefined ? undefined : Number(years);
}
