import type { NaicsVersion } from "../core/codes.js";
import type { Naics } from "../naics/naics.js";
import { plainTitle } from "../naics/printed-titles.js";

/** Words that say nothing of the industry. */
const EMPTY = new Set([
  "and",
  "the",
  "of",
  "for",
  "other",
  "related",
  "except",
  "including",
  "total",
  "all",
  "industries",
]);

const titleIndexes = new WeakMap<Naics, Map<NaicsVersion, ReadonlyMap<string, readonly string[]>>>();

function indexTitles(naics: Naics, version: NaicsVersion): ReadonlyMap<string, readonly string[]> {
  const byVersion = titleIndexes.get(naics) ?? new Map<NaicsVersion, ReadonlyMap<string, readonly string[]>>();
  titleIndexes.set(naics, byVersion);
  const known = byVersion.get(version);
  if (known) return known;
  const index = new Map<string, string[]>();
  for (const code of naics.codes(version)) {
    const title = plainTitle(naics.title(code, version) ?? "");
    const same = index.get(title);
    if (same) same.push(code);
    else index.set(title, [code]);
  }
  byVersion.set(version, index);
  return index;
}

/**
 * The industries that a title names. Codes with the same title and the same content, as 22 and 221, are one;
 * it is the widest. More than one code is an ambiguous title.
 */
export function codesOfTitle(title: string, naics: Naics, version: NaicsVersion): readonly string[] {
  const codes = indexTitles(naics, version).get(plainTitle(title)) ?? [];
  return codes.filter((code) => {
    const parent = naics.parent(code);
    return !(parent !== undefined && codes.includes(parent) && naics.children(parent, version).length === 1);
  });
}

/** Whether two titles have a significant word in common. */
export function hasCommonWord(a: string, b: string): boolean {
  const ofB = words(b);
  return words(a).some((word) => ofB.some((other) => word.slice(0, 5) === other.slice(0, 5)));
}

/** How much of two titles is the same: words in common, of all words of both. */
export function titleOverlap(a: string, b: string): number {
  const [ofA, ofB] = [new Set(words(a)), new Set(words(b))];
  const all = new Set([...ofA, ...ofB]).size;
  return all === 0 ? 0 : [...ofA].filter((word) => ofB.has(word)).length / all;
}

function words(text: string): readonly string[] {
  return plainTitle(text)
    .split(" ")
    .filter((word) => word.length > 2 && !EMPTY.has(word));
}
