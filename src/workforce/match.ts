import type { WorkforceFigures } from "../core/industry-table.js";
import { ancestorAt, industryDepth, isDeeper, isUnder, findSector } from "../naics/levels.js";

/** Which codes of the files stand for an industry. */
export interface CodeMatch {
  readonly kind: WorkforceFigures["match"]["kind"];
  readonly codes: readonly string[];
}

const NONE: CodeMatch = { kind: "none", codes: [] };

/**
 * The industry's own code; else those of one level below it, which together are it; else the narrowest that holds it.
 *
 * @param held the codes of the files
 * @param superfindSector of a sector
 */
export function matchCodes(
  naics: string,
  held: ReadonlySet<string>,
  superfindSector: (sector: string) => string | undefined,
): CodeMatch {
  if (held.has(naics)) return { kind: "exact", codes: [naics] };
  const parts = listParts(naics, held, superfindSector);
  if (parts.length > 0) return { kind: "sum", codes: parts };
  const depth = industryDepth(naics);
  if (depth === undefined || depth === "total" || depth === "domain" || depth === "supersector") return NONE;
  const wider = [...(["5", "4", "3"] as const).map((level) => ancestorAt(naics, level)), findSector(naics)];
  const found = wider.find((code) => code !== naics && held.has(code));
  return found === undefined ? NONE : { kind: "ancestor", codes: [found] };
}

/** Clusters are of several industries: each its own, or in parts. */
export function matchMembers(
  members: readonly string[],
  held: ReadonlySet<string>,
  superfindSector: (sector: string) => string | undefined,
): CodeMatch {
  const found = members.map((naics) => matchCodes(naics, held, superfindSector));
  if (found.every(({ kind }) => kind === "exact" || kind === "sum")) {
    return { kind: "sum", codes: found.flatMap(({ codes }) => codes) };
  }
  const codes = new Set(found.flatMap((one) => one.codes));
  return found.every(({ kind }) => kind === "ancestor") && codes.size === 1
    ? { kind: "ancestor", codes: [...codes] }
    : NONE;
}

function listParts(
  naics: string,
  held: ReadonlySet<string>,
  superfindSector: (sector: string) => string | undefined,
): readonly string[] {
  const depth = industryDepth(naics);
  const sectors = [...held].filter((code) => industryDepth(code) === "sector");
  if (depth === "total") return sectors.sort();
  if (depth === "supersector") return sectors.filter((code) => superfindSector(code) === naics).sort();
  const under = [...held].filter((code) => isUnder(code, naics) && isDeeper(code, naics));
  const shortest = Math.min(...under.map(({ length }) => length));
  return under.filter(({ length }) => length === shortest).sort();
}
