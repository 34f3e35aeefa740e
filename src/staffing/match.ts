import type { IndustryTree } from "../naics/naics.js";
import { combinePatterns, staffingPattern, type StaffingPattern } from "./pattern.js";
import type { IndustryStaffing, StaffingTable } from "./records.js";

/**
 * How an industry came to its staffing pattern.
 *
 * - `own`: published for the industry itself
 * - `aggregate`: published for a group of industries of which it is one, such as 3320A1 of 3321, 3326 and 3329
 * - `parts`: added up from all its parts
 * - `ancestor`: that of the nearest industry above it, so only as right as the two are alike
 * - `none`: no pattern holds it; never one for 99, which is unclassified in QCEW and government in OEWS
 */
export type MatchKind = "own" | "aggregate" | "parts" | "ancestor" | "none";

export interface PatternMatch {
  readonly kind: MatchKind;
  readonly pattern: StaffingPattern | undefined;
}

const NONE: PatternMatch = { kind: "none", pattern: undefined };

/** Staffing patterns by the industries that they stand for; each is made when it is first asked for. */
export class StaffingPatterns {
  /** Published single industries, by code. */
  readonly #own = new Map<string, IndustryStaffing[]>();
  /** Published groups, by each of their codes. */
  readonly #aggregates = new Map<string, IndustryStaffing[]>();
  readonly #tree: IndustryTree;
  readonly #industries: readonly IndustryStaffing[];
  readonly #made = new Map<IndustryStaffing, StaffingPattern | undefined>();
  readonly #found = new Map<string, PatternMatch>();

  constructor(table: StaffingTable, tree: IndustryTree) {
    this.#tree = tree;
    this.#industries = [...table.industries.values()].filter(({ code }) => !isAllIndustries(code));
    const add = (map: Map<string, IndustryStaffing[]>, member: string, industry: IndustryStaffing): void => {
      const code = plainCode(member);
      const known = map.get(code);
      if (known) known.push(industry);
      else map.set(code, [industry]);
    };
    for (const industry of this.#industries) {
      const { members } = industry;
      for (const member of members) add(members.length === 1 ? this.#own : this.#aggregates, member, industry);
    }
  }

  /** In the order of the files. */
  get all(): readonly StaffingPattern[] {
    return this.#industries.flatMap((industry) => this.#patternOf(industry) ?? []);
  }

  /** Published codes without total and shares, from which no pattern can be made. */
  get unusable(): readonly string[] {
    return this.#industries.filter((industry) => !this.#patternOf(industry)).map(({ code }) => code);
  }

  #patternOf(industry: IndustryStaffing): StaffingPattern | undefined {
    if (!this.#made.has(industry)) this.#made.set(industry, staffingPattern(industry));
    return this.#made.get(industry);
  }

  /**
   * The pattern of an industry: its own, that of its group, that of all its parts together, or that of the
   * nearest industry above it up to its sector.
   *
   * @param members the codes of a cluster; their patterns are weighed by national employment
   */
  match(code: string, members?: readonly string[]): PatternMatch {
    if (isUnclassified(code)) return NONE;
    const key = members ? members.join() : code;
    let match = this.#found.get(key);
    if (!match) {
      match = members ? this.#ofCluster(members) : (this.#within(code) ?? this.#above(code));
      this.#found.set(key, match);
    }
    return match;
  }

  /** The industry's own pattern, its group's, or that of its parts. */
  #within(code: string): PatternMatch | undefined {
    const exact = this.#exact(code);
    if (exact) return exact;
    const parts: StaffingPattern[] = [];
    for (const child of this.#tree.children(code)) {
      const found = this.#within(child);
      // A group that reaches beyond this industry is not part of it.
      if (!found?.pattern?.members.every((member) => this.#isUnder(member, code))) return undefined;
      parts.push(found.pattern);
    }
    const pattern = parts.length === 0 ? undefined : combinePatterns(parts);
    if (!pattern) return undefined;
    return { kind: this.#tree.children(code).length === 1 ? "own" : "parts", pattern };
  }

  #exact(code: string): PatternMatch | undefined {
    // The last where a code is published twice.
    const own = this.#firstOf(this.#own.get(plainCode(code))?.toReversed());
    if (own) return { kind: "own", pattern: own };
    // The narrowest where several groups hold one.
    const groups = this.#aggregates.get(plainCode(code))?.toSorted((a, b) => a.members.length - b.members.length);
    const aggregate = this.#firstOf(groups);
    return aggregate && { kind: "aggregate", pattern: aggregate };
  }

  #firstOf(industries: readonly IndustryStaffing[] = []): StaffingPattern | undefined {
    for (const industry of industries) {
      const pattern = this.#patternOf(industry);
      if (pattern) return pattern;
    }
    return undefined;
  }

  #above(code: string): PatternMatch {
    let below = code;
    // An only child is its parent by another name: 5511 is 551 is 55.
    let isSame = true;
    for (;;) {
      const above = this.#tree.parent(below);
      // Above the sector come groups of unlike industries.
      if (above === undefined || isAboveSectors(above)) return NONE;
      const found = this.#exact(above);
      isSame &&= this.#tree.children(above).length === 1;
      if (found) return isSame ? found : { kind: "ancestor", pattern: found.pattern };
      below = above;
    }
  }

  #ofCluster(members: readonly string[]): PatternMatch {
    const matches = members.map((member) => this.match(member));
    const patterns = matches.flatMap(({ pattern }) => pattern ?? []);
    const [first] = matches;
    if (!first || patterns.length < matches.length) return NONE;
    if (matches.length === 1) return first;
    const pattern = combinePatterns(patterns);
    if (!pattern) return NONE;
    return { kind: matches.some(({ kind }) => kind === "ancestor") ? "ancestor" : "parts", pattern };
  }

  #isUnder(code: string, ancestor: string): boolean {
    let at: string | undefined = code;
    while (at !== undefined) {
      if (plainCode(at) === plainCode(ancestor)) return true;
      at = this.#tree.parent(at);
    }
    return false;
  }
}

/** NAICS writes an industry of five digits without parts as six with a 0: 54133 and 541330 are one. */
function plainCode(code: string): string {
  return /^\d{5}0$/.test(code) ? code.slice(0, 5) : code;
}

/** Rows of all industries together, and NEM's classes of workers, hold everyone again. */
function isAllIndustries(code: string): boolean {
  return /^(?:0+|10|TE\w*)$/.test(code);
}

/** What QCEW can't classify; OEWS has government under the same codes. */
function isUnclassified(code: string): boolean {
  return /^99(?:9{0,4})$/.test(code);
}

/** 10, 101, 102 and 1011 to 1029: BLS groups of sectors. */
function isAboveSectors(code: string): boolean {
  return code.startsWith("10");
}

/** How a pattern stands to its industry, for people. */
export const MATCH_WORDS = {
  own: "its own",
  aggregate: "its group's",
  parts: "its parts'",
  ancestor: "borrowed from",
  none: "none",
} as const;
