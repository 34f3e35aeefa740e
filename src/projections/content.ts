import type { NaicsVersion } from "../core/codes.js";
import type { Naics } from "../naics/naics.js";
import { splitPieces, type Revision } from "../naics/revision.js";

/** Six-digit content of an industry, comparable between two versions of NAICS. */
export type Content = ReadonlySet<string>;

/** The content of codes of either version, in pieces that both versions are made of. */
export interface ContentOf {
  readonly ofTable: (code: string) => Content;
  readonly ofProjection: (code: string) => Content;
}

/**
 * The content of codes of two versions of NAICS.
 *
 * A piece is what goes from one six-digit code of the earlier version to one of the later. A code of either
 * version is the set of its pieces, so two codes are of one content where their sets are equal, whatever the codes
 * are called, and a code that kept its name with other content is seen not to be the same.
 */
export function contentBetween(
  naics: Naics,
  versions: { readonly table: NaicsVersion; readonly projection: NaicsVersion },
  revisionBetween: (from: NaicsVersion, to: NaicsVersion) => Revision,
): ContentOf {
  const { table, projection } = versions;
  if (table === projection) {
    const of = remembered((code) => new Set(naics.leaves(code, table)));
    return { ofTable: of, ofProjection: of };
  }
  const [earlier, later] = table < projection ? [table, projection] : [projection, table];
  const revision = revisionBetween(earlier, later);
  const ofEarlier = remembered((code) => {
    const pieces = new Set<string>();
    for (const leaf of naics.leaves(code, earlier)) {
      for (const { to } of splitPieces(revision, leaf)) pieces.add(`${leaf}>${to}`);
    }
    return pieces;
  });
  const cameFrom = new Map<string, string[]>();
  for (const leaf of naics.leaves("10", earlier)) {
    for (const { to } of splitPieces(revision, leaf)) {
      const sources = cameFrom.get(to);
      if (sources) sources.push(leaf);
      else cameFrom.set(to, [leaf]);
    }
  }
  const ofLater = remembered((code) => {
    const pieces = new Set<string>();
    for (const leaf of naics.leaves(code, later)) {
      for (const source of cameFrom.get(leaf) ?? []) pieces.add(`${source}>${leaf}`);
    }
    return pieces;
  });
  return table < projection
    ? { ofTable: ofEarlier, ofProjection: ofLater }
    : { ofTable: ofLater, ofProjection: ofEarlier };
}

function remembered(of: (code: string) => Content): (code: string) => Content {
  const known = new Map<string, Content>();
  return (code) => {
    let content = known.get(code);
    if (!content) known.set(code, (content = of(code)));
    return content;
  };
}

/** Whether all of the second is in the first. */
export function contains(whole: Content, part: Content): boolean {
  if (part.size > whole.size) return false;
  for (const piece of part) if (!whole.has(piece)) return false;
  return true;
}
