import { readReferenceTable } from "../../files/shipped-table.js";

let members: ReadonlyMap<string, readonly string[]> | undefined;
let titles: ReadonlyMap<string, string> | undefined;

/**
 * The NAICS codes that an aggregate of the National Employment Matrix stands for: `3320A1` is 3321, 3322, 3325, 3326, 3329.
 *
 * @returns undefined for a plain NAICS code, or one that is not in the matrix of 2024
 */
export function membersOfMatrixIndustry(code: string): readonly string[] | undefined {
  members ??= new Map(rows().map(([one, , list]) => [one!, list === "" ? [] : list!.split(" ")]));
  return members.get(code);
}

/** The title of an aggregate of the National Employment Matrix. */
export function titleOfMatrixIndustry(code: string): string | undefined {
  titles ??= new Map(rows().map(([one, title]) => [one!, title!]));
  return titles.get(code);
}

function rows(): readonly (readonly string[])[] {
  return readReferenceTable("staffing/matrix-industries.csv");
}

/**
 * The NAICS codes in the title of one of OEWS's aggregates: "Fabricated Metal Product Manufacturing (3321, 3322, 3325,
 * 3326, and 3329 only)".
 */
export function membersInTitle(code: string, title: string): readonly string[] | undefined {
  if (!/[A-Z]/.test(code)) return undefined;
  const list = /\(([\d\s,]+(?:and\s+\d+)?)\s*only\)/i.exec(title)?.[1];
  const found = list?.match(/\d{3,6}/g);
  return found && found.length > 0 ? found : undefined;
}
