import type { IndustryCode, NaicsVersion } from "../core/codes.js";
import { UsageError } from "../core/errors.js";
import type { Level } from "../core/industry-table.js";
import { editDistance } from "../core/suggest.js";
import { canonicalIndustryCode, industryDepth, findSector } from "./levels.js";

/** The tree of industry codes of one revision of NAICS. */
export interface IndustryTree {
  parent(code: string): string | undefined;
  children(code: string): readonly string[];
}

/** A code with its title in some revisions. A code whose content changed may have two entries. */
export interface NaicsEntry {
  readonly code: string;
  readonly title: string;
  readonly versions: readonly NaicsVersion[];
  /** Whose list has it. QCEW's rows never use codes of `naics` alone, such as 238110. */
  readonly list: "both" | "naics" | "qcew";
}

export interface SectorEntry {
  readonly sector: string;
  readonly supersector: string;
  readonly domain: string;
}

/** The industry codes of QCEW and NAICS, their titles and their tree, by revision. */
export class Naics {
  readonly #entries = new Map<string, NaicsEntry[]>();
  readonly #sectors: ReadonlyMap<string, SectorEntry>;
  readonly #codes = new Map<string, readonly string[]>();
  readonly #byLevel = new Map<string | undefined, string[]>();
  readonly #children = new Map<NaicsVersion, Map<string, string[]>>();

  /** @param entries sorted by code */
  constructor(entries: readonly NaicsEntry[], sectors: readonly SectorEntry[]) {
    for (const entry of entries) {
      const known = this.#entries.get(entry.code);
      if (known) known.push(entry);
      else this.#entries.set(entry.code, [entry]);
    }
    this.#sectors = new Map(sectors.map((entry) => [entry.sector, entry]));
  }

  /** Whether a revision has the code, in NAICS or among QCEW's own. Without a revision: whether any has. */
  exists(code: string, version?: NaicsVersion): code is IndustryCode {
    return version === undefined ? this.#entries.has(code) : this.#entry(code, version) !== undefined;
  }

  /** Whether QCEW has rows of the code in a revision. */
  inQcew(code: string, version: NaicsVersion): boolean {
    const entry = this.#entry(code, version);
    return entry !== undefined && entry.list !== "naics";
  }

  /** The codes without children that lie under a code, or the code itself; none where the revision has no such code. */
  leaves(code: string, version: NaicsVersion): readonly string[] {
    const children = this.children(code, version);
    if (children.length > 0) return children.flatMap((child) => this.leaves(child, version));
    return this.exists(code, version) ? [code] : [];
  }

  versions(code: string): readonly NaicsVersion[] {
    return (this.#entries.get(code) ?? []).flatMap((entry) => entry.versions);
  }

  /** The title in a revision; where the revision has no such code, that of the latest which does. */
  title(code: string, version: NaicsVersion = 2022): string | undefined {
    return (this.#entry(code, version) ?? this.#entries.get(code)?.at(-1))?.title;
  }

  /** The code one step up: 3113 → 311 → 31-33 → 1013 → 101 → 10. Nothing above 10, or for other text. */
  parent(code: string): string | undefined {
    const depth = industryDepth(code);
    if (depth === undefined || depth === "total") return undefined;
    if (depth === "domain") return "10";
    if (depth === "supersector") return code.slice(0, 3);
    if (depth === "sector") return this.#sectors.get(code)?.supersector;
    return depth === "3" ? findSector(code) : code.slice(0, -1);
  }

  /**
   * The codes one step down in a revision, sorted: QCEW's, so that 23811 has 238111 and 238112 and not
   * 238110. A six-digit code has none.
   */
  children(code: string, version: NaicsVersion): readonly string[] {
    let children = this.#children.get(version);
    if (!children) {
      children = new Map();
      for (const child of this.codes(version)) {
        const parent = this.parent(child);
        if (parent === undefined) continue;
        const siblings = children.get(parent);
        if (siblings) siblings.push(child);
        else children.set(parent, [child]);
      }
      this.#children.set(version, children);
    }
    return children.get(code) ?? [];
  }

  /** Every code that QCEW uses in a revision, or those of one level, sorted. */
  codes(version: NaicsVersion, level?: Level): readonly string[] {
    const key = `${version} ${level}`;
    let codes = this.#codes.get(key);
    if (!codes) {
      const among = level === undefined ? [...this.#entries.keys()] : (this.#codesByLevel().get(level) ?? []);
      codes = among.filter((code) => this.inQcew(code, version));
      this.#codes.set(key, codes);
    }
    return codes;
  }

  /** Codes of every revision, sorted. */
  #codesByLevel(): ReadonlyMap<string | undefined, readonly string[]> {
    if (this.#byLevel.size > 0) return this.#byLevel;
    for (const code of this.#entries.keys()) {
      const depth = industryDepth(code);
      const known = this.#byLevel.get(depth);
      if (known) known.push(code);
      else this.#byLevel.set(depth, [code]);
    }
    return this.#byLevel;
  }

  /**
   * A code as typed, checked against a revision (`31` is taken for `31-33`).
   *
   * @throws {UsageError} NAICS_UNKNOWN, with the nearest codes and titles
   */
  require(text: string, version: NaicsVersion): IndustryCode {
    const code = canonicalIndustryCode(text);
    if (this.exists(code, version)) return code;
    const otherVersions = this.versions(code);
    const near = titledNearest(this, text, version);
    const hint = near.length > 0 ? `did you mean ${near.join(", or ")}?` : "see `sector-rank industries` for codes";
    if (otherVersions.length > 0) {
      const list = otherVersions.join(", ");
      throw new UsageError(`industry ${code} is not a code of NAICS ${version}`, {
        code: "NAICS_UNKNOWN",
        found: `${code} ${this.title(code, otherVersions.at(-1))}, a code of NAICS ${list}`,
        hint,
      });
    }
    throw new UsageError(`no industry has the code "${text.trim()}" in NAICS ${version}`, {
      code: "NAICS_UNKNOWN",
      found: text,
      hint,
    });
  }

  /**
   * The codes nearest to what was typed, best first: for digits by edit distance, then the nearest
   * ancestor; for words those whose titles have them all.
   */
  nearest(text: string, version: NaicsVersion, limit = 3): readonly string[] {
    const typed = canonicalIndustryCode(text).toLowerCase();
    const codes = this.codes(version);
    if (/\d/.test(typed)) return nearestCodes(typed, codes, limit);
    const words = typed.split(/[^a-z]+/).filter((word) => word.length > 1);
    if (words.length === 0) return [];
    const titled = codes.map((code) => ({ code, title: this.title(code, version)!.toLowerCase() }));
    const hits = titled.filter(({ title }) => words.every((word) => title.includes(word)));
    // Shorter titles say more of the words; shorter codes are the wider industry of the same title.
    hits.sort((a, b) => a.title.length - b.title.length || a.code.length - b.code.length);
    const titles = new Set<string>();
    return hits
      .filter(({ title }) => !titles.has(title) && titles.add(title))
      .slice(0, limit)
      .map(({ code }) => code);
  }

  #entry(code: string, version: NaicsVersion): NaicsEntry | undefined {
    return this.#entries.get(code)?.find((entry) => entry.versions.includes(version));
  }
}

/** The codes nearest to what was typed, each with its title, for a message. */
export function titledNearest(naics: Naics, text: string, version: NaicsVersion): readonly string[] {
  return naics.nearest(text, version).map((code) => `${code} ${naics.title(code, version)}`);
}

function nearestCodes(typed: string, codes: readonly string[], limit: number): readonly string[] {
  const ancestors = codes.filter((code) => code.length >= 2 && typed.startsWith(code)).reverse();
  const sameLength = codes
    .filter((code) => code.length === typed.length)
    .map((code) => ({ code, distance: editDistance(typed, code), shared: sharedStart(typed, code) }))
    .filter(({ distance }) => distance <= 1)
    .sort((a, b) => a.distance - b.distance || b.shared - a.shared || (a.code < b.code ? -1 : 1))
    .map(({ code }) => code);
  return [...new Set([...sameLength.slice(0, limit - 1), ...ancestors, ...sameLength])].slice(0, limit);
}

function sharedStart(a: string, b: string): number {
  let count = 0;
  while (count < a.length && a[count] === b[count]) count++;
  return count;
}
