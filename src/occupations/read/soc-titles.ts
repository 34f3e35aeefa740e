import { plainTitle, type TitleList } from "../../naics/printed-titles.js";
import { occupationTitles } from "../../staffing/read/shipped-occupations.js";
import type { SocCode } from "../../staffing/records.js";

let known: TitleList | undefined;

/** Titles of occupations by SOC 2018, made once. */
export function socTitles(): TitleList {
  return (known ??= titleList());
}

function titleList(): TitleList {
  const all = occupationTitles();
  const byTitle = new Map<string, SocCode[]>();
  for (const [code, names] of all) {
    for (const name of names.map(plainTitle)) byTitle.set(name, [...(byTitle.get(name) ?? []), code]);
  }
  return { titlesOf: (code) => all.get(code as SocCode) ?? [], codesOf: (plain) => byTitle.get(plain) ?? [] };
}
