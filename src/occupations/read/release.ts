import type { FoundTable } from "./table-finder.js";

/**
 * The year of a file of OEWS, which has no column for it: a title above the table (`May 2024`), the names of the
 * file, the zip and its member (`oews_national_m2024`, `MSA_M2023_dl`, `oesm24nat`).
 */
export function oewsYear({ text, preamble }: FoundTable): number | undefined {
  for (const row of preamble) {
    const title = /\b(?:May|November|Period:?)\s+((?:19|20)\d{2})\b/i.exec(row.join(" "));
    if (title) return Number(title[1]);
  }
  const name = text.file.slice(text.file.search(/[^/\\]*$/));
  const names = [name, text.path.slice(text.path.search(/[^/\\]*$/))];
  for (const one of names) {
    const four = /(?:^|[^0-9])((?:19|20)\d{2})(?=[^0-9]|$)/.exec(one);
    if (four) return Number(four[1]);
    const two = /oe(?:s|ws)?m(\d{2})(?=\D|$)/i.exec(one);
    if (two) return 2000 + Number(two[1]);
  }
  return undefined;
}

/** The survey's month and year, for labels. */
export function oewsDate(year: number | undefined): string {
  return year === undefined ? "of a year that the file doesn't state" : `May ${year}`;
}
