import { caution, type Note } from "../core/notes.js";
import { formatNumber } from "../core/number-format.js";
import type { Naics } from "./naics.js";

/** A code with the title that a file prints beside it. */
export interface PrintedTitle {
  readonly code: string;
  readonly title: string;
  readonly file: string;
  readonly line: number | undefined;
}

/** A list of codes with their titles, of any revision. */
export interface TitleList {
  readonly titlesOf: (code: string) => readonly string[];
  /** Codes that have a title, by {@link plainTitle}. */
  readonly codesOf: (plain: string) => readonly string[];
}

/** A title without case, punctuation, joining words and footnote marks, so that two ways of writing one meet. */
export function plainTitle(title: string): string {
  return title
    .toLowerCase()
    .replace(/&/g, " and ")
    .replace(/\(\d\)|\[\d\]|[*†‡]/g, " ")
    .replace(/[^a-z]+/g, " ")
    .replace(/\band\b/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}

const lists = new WeakMap<Naics, TitleList>();

/** Titles of industries, of all revisions. */
export function industryTitles(naics: Naics): TitleList {
  const known = lists.get(naics);
  if (known) return known;
  const titlesOf = (code: string): readonly string[] =>
    naics.versions(code).flatMap((version) => naics.title(code, version) ?? []);
  const index = new Map<string, Set<string>>();
  for (const version of [2012, 2017, 2022] as const) {
    for (const code of naics.codes(version)) {
      const plain = plainTitle(naics.title(code, version) ?? "");
      if (!index.has(plain)) index.set(plain, new Set());
      index.get(plain)!.add(code);
    }
  }
  const list: TitleList = { titlesOf, codesOf: (plain) => [...(index.get(plain) ?? [])] };
  lists.set(naics, list);
  return list;
}

/** Lines whose title is, word for word, that of another code: codes that were exchanged, shortened, or sorted apart. */
function exchangedTitles<Row extends PrintedTitle>(
  rows: readonly Row[],
  { titlesOf, codesOf }: TitleList,
): readonly (Row & { readonly others: readonly string[] })[] {
  return rows.flatMap((row) => {
    const plain = plainTitle(row.title);
    if (plain === "" || titlesOf(row.code).some((title) => isAlike(plainTitle(title), plain))) return [];
    const others = codesOf(plain).filter((code) => code !== row.code);
    return others.length === 0 ? [] : [{ ...row, others }];
  });
}

/** Titles that share half of their words: one that a revision reworded, or that a publisher widened. */
function isAlike(one: string, other: string): boolean {
  const [first, second] = [new Set(one.split(" ")), new Set(other.split(" "))];
  const common = [...first].filter((word) => second.has(word)).length;
  return common >= 0.5 * new Set([...first, ...second]).size;
}

const NAMED = 3;

/** One caution that names lines whose code and title are of different industries or occupations. */
export function exchangedTitleNotes(rows: readonly PrintedTitle[], list: TitleList): readonly Note[] {
  const found = exchangedTitles(rows, list);
  if (found.length === 0) return [];
  const named = found.slice(0, NAMED).map(({ code, title, file, line, others }) => {
    const place = line === undefined ? file : `${file}, line ${line}`;
    return `${place}: ${code} with the title of ${others[0]!}, "${title}"`;
  });
  const more = found.length > NAMED ? `; and ${formatNumber(found.length - NAMED, "count")} more` : "";
  const text = `${formatNumber(found.length, "count")} of ${formatNumber(rows.length, "count")} lines have the title of another code, as where codes were exchanged, cut short or sorted apart from their figures: ${named.join("; ")}${more}. Their figures are taken for those of the code; check the file.`;
  return [
    caution(
      "codes-and-titles",
      text,
      found.map(({ code }) => code),
    ),
  ];
}
