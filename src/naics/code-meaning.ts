import type { NaicsVersion } from "../core/codes.js";
import { industryDepth, isDeeper, isUnder } from "./levels.js";
import type { Naics } from "./naics.js";
import { splitPieces, type Revision } from "./revision.js";

/** The codes of a table, and what says where other codes went. */
export interface TableCodes {
  readonly codes: readonly string[];
  readonly naics: Naics;
  readonly version: NaicsVersion;
  readonly revisionBetween: (from: NaicsVersion, to: NaicsVersion) => Revision;
}

/** Codes listed before it is said that there are more. */
const LISTED = 4;

/** What a code that is not an industry of a table stands for. */
export interface CodeStandIn {
  /** As a sentence goes on after the code and "is". */
  readonly words: string;
  /** The codes to write in its place; none if the code itself is right, or there is none. */
  readonly instead: readonly string[];
  /** The version of NAICS that it is of, if it is not the table's. */
  readonly version?: NaicsVersion;
}

/**
 * What a code that is not an industry of a table stands for: one that QCEW splits (238110 is 238111 and 238112), an older
 * one (448 of NAICS 2017), a finer or a wider one, one that the region has no jobs in, or none at all.
 */
export function meaningOfCode(code: string, table: TableCodes): CodeStandIn {
  const { naics, version, codes } = table;
  if (industryDepth(code) === "total")
    return { words: "the total of all industries, which is none of them", instead: [] };
  if (naics.inQcew(code, version)) {
    const wider = codes.find((one) => isDeeper(code, one) && isUnder(code, one));
    if (wider !== undefined) {
      return { words: `finer than the table, which has ${titled([wider], table)}`, instead: [wider] };
    }
    const finer = codes.filter((one) => isDeeper(one, code) && isUnder(one, code));
    if (finer.length > 0) return { words: `wider than the table, which has ${titled(finer, table)}`, instead: finer };
    return { words: `${naics.title(code, version)}, in which the region has no jobs`, instead: [] };
  }
  if (naics.exists(code, version)) {
    const instead = standsInQcew(code, table);
    if (instead.length > 0) {
      return { words: `a code that QCEW does not use: it has ${titled(instead, table)}`, instead };
    }
  }
  const of = naics
    .versions(code)
    .filter((one) => one !== version)
    .at(-1);
  if (of !== undefined) {
    const instead = of < version ? findSuccessors(code, of, table) : [];
    const now = instead.length > 0 ? `; in NAICS ${version} it is ${titled(instead, table)}` : "";
    return { words: `of NAICS ${of} (${naics.title(code, of)})${now}`, instead, version: of };
  }
  const near = naics.nearest(code, version);
  return {
    words: near.length > 0 ? `no code of NAICS; near are ${titled(near, table)}` : "no code of NAICS",
    instead: [],
  };
}

/** QCEW takes some six-digit industries of construction apart: 238110 is 238111 and 238112 there. */
function standsInQcew(code: string, { naics, version }: Pick<TableCodes, "naics" | "version">): readonly string[] {
  const parent = naics.parent(code);
  if (parent === undefined || code.length !== 6) return [];
  return naics.children(parent, version).filter((one) => one.length === 6 && naics.inQcew(one, version));
}

/** The codes of the table's version, of as many digits, that have what an older code had. */
function findSuccessors(
  code: string,
  from: NaicsVersion,
  { naics, version, revisionBetween }: TableCodes,
): readonly string[] {
  const revision = revisionBetween(from, version);
  const level = industryDepth(code);
  const went = naics.leaves(code, from).flatMap((leaf) => splitPieces(revision, leaf).map(({ to }) => to));
  const found = went.map((leaf) => ancestors(naics, leaf).find((one) => industryDepth(one) === level) ?? leaf);
  return [...new Set(found)].sort();
}

function ancestors(naics: Naics, code: string): readonly string[] {
  const parent = naics.parent(code);
  return parent === undefined ? [code] : [code, ...ancestors(naics, parent)];
}

function titled(codes: readonly string[], { naics, version }: TableCodes): string {
  const shown = codes.slice(0, LISTED).map((code) => `${code} ${naics.title(code, version) ?? ""}`.trim());
  const more = codes.length - shown.length;
  return more > 0 ? `${shown.join(", ")} and ${more} more` : shown.join(" and ");
}
