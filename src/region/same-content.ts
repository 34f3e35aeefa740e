import { ancestorAt } from "../naics/levels.js";
import type { Naics } from "../naics/naics.js";
import { splitPieces, type Revision } from "../naics/revision.js";
import type { EarlierContent, SameContent } from "../suppression/series.js";

const FOLLOWED = ["sector", "3", "4", "5", "6"] as const;
type Followed = (typeof FOLLOWED)[number];

interface Came {
  /** The earlier code of the level that all whole six-digit codes are of; undefined if they are of several. */
  from: string | undefined;
  whole: number;
  readonly parts: { readonly code: string; readonly share: number }[];
}

/**
 * Which codes of a later NAICS version are one code of an earlier version, renamed or untouched: cells of both can be
 * estimated as one. Parts of split codes that came to it are named, since many areas have none of them.
 */
export function findSameContent(naics: Naics, revision: Revision): SameContent {
  const { from, to } = revision;
  const codes = new Map<string, EarlierContent | undefined>();
  // No revision touched what stands above the sectors.
  for (const code of naics.codes(to, "supersector")) codes.set(code, { code, parts: [] });
  for (const code of ["10", "101", "102"]) codes.set(code, { code, parts: [] });
  const leaves = naics.codes(from, "6");
  for (const level of FOLLOWED) {
    const sizes = new Map<string, number>();
    const later = new Map<string, Came>(naics.codes(to, level).map((code) => [code, cameFrom()]));
    for (const leaf of leaves) {
      const before = ancestorAt(leaf, level);
      sizes.set(before, (sizes.get(before) ?? 0) + 1);
      for (const [after, share] of sharesAt(revision, leaf, level)) {
        const came = later.get(after);
        if (!came) continue;
        if (share === undefined) {
          came.from = came.whole === 0 || came.from === before ? before : undefined;
          came.whole++;
        } else came.parts.push({ code: leaf, share });
      }
    }
    for (const [code, { from: earlier, whole, parts }] of later) {
      const isOne = earlier !== undefined && sizes.get(earlier) === whole;
      codes.set(code, isOne ? { code: earlier, parts } : undefined);
    }
  }
  return { later: to, codes };
}

function cameFrom(): Came {
  return { from: undefined, whole: 0, parts: [] };
}

/** Where a six-digit code went at a level: to one code as a whole, or to several in parts of its establishments. */
function sharesAt(revision: Revision, leaf: string, level: Followed): Iterable<readonly [string, number | undefined]> {
  if (!revision.pieces.has(leaf)) return [[ancestorAt(leaf, level), undefined]];
  const shares = new Map<string, number>();
  for (const { to, shares: of } of splitPieces(revision, leaf)) {
    const after = ancestorAt(to, level);
    shares.set(after, (shares.get(after) ?? 0) + of.establishments.value);
  }
  if (shares.size > 1) return shares;
  return [...shares.keys()].map((after) => [after, undefined] as const);
}
