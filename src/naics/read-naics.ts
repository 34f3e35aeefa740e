import type { NaicsVersion } from "../core/codes.js";
import { Naics, type NaicsEntry } from "./naics.js";
import type { IndustryTree } from "./naics.js";
import { readReferenceTable } from "../files/shipped-table.js";

let naics: Naics | undefined;

/** The industry codes, titles and tree that ship with the tool; read once. */
export function readNaics(): Naics {
  naics ??= new Naics(
    readReferenceTable("naics/codes.csv").map(([code, title, versions, list]): NaicsEntry => ({
      code: code!,
      title: title!,
      versions: parseVersions(versions!),
      list: list as NaicsEntry["list"],
    })),
    readReferenceTable("naics/sectors.csv").map(([sector, supersector, domain]) => ({
      sector: sector!,
      supersector: supersector!,
      domain: domain!,
    })),
  );
  return naics;
}

/** The tree of industry codes in the revision of the staffing tables. */
export function industryTree(): IndustryTree {
  const tree = readNaics();
  return { parent: (code) => tree.parent(code), children: (code) => tree.children(code, 2022) };
}

// A dozen different texts stand in 2,700 rows.
const parsed = new Map<string, readonly NaicsVersion[]>();

function parseVersions(text: string): readonly NaicsVersion[] {
  let versions = parsed.get(text);
  if (!versions) {
    versions = text.split(" ").map((version) => Number(version) as NaicsVersion);
    parsed.set(text, versions);
  }
  return versions;
}
