import type { Level } from "../core/industry-table.js";
import { depthOf } from "../naics/levels.js";
import type { Naics } from "../naics/naics.js";
import type { Revision } from "../naics/revision.js";
import type { EarlierContent, SameContent } from "../suppression/series.js";
import { planOf } from "./start-figures.js";

const FOLLOWED: readonly Level[] = ["supersector", "sector", "3", "4", "5", "6"];
const ABOVE: readonly string[] = ["10", "101", "102"];

/**
 * Which codes of a later NAICS version are one code of an earlier version, renamed or untouched: cells of both can be
 * estimated as one. Where parts of split codes came to it too, they are told, since many areas have none of them.
 */
export function sameContentOf(naics: Naics, revision: Revision): SameContent {
  const codes = new Map<string, EarlierContent | undefined>();
  for (const code of ABOVE) codes.set(code, { code, parts: [] });
  for (const level of FOLLOWED) {
    for (const { code, whole, parts } of planOf(naics, revision, level).industries.values()) {
      const [only] = whole;
      const earlier = whole.length === 1 && only !== undefined ? atDepth(naics, only, level, revision) : undefined;
      const came = parts.map((part) => ({ code: part.code, share: part.shares.establishments.value }));
      codes.set(code, earlier === undefined ? undefined : { code: earlier, parts: came });
    }
  }
  return { later: revision.to, codes };
}

/** The code of a level that holds just what a wider one does; nothing where that has several parts there. */
function atDepth(naics: Naics, wide: string, level: Level, { from }: Revision): string | undefined {
  let code = wide;
  while (depthOf(code) !== level) {
    const children = naics.children(code, from);
    if (children.length !== 1) return undefined;
    code = children[0]!;
  }
  return code;
}
