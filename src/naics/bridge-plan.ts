import type { NaicsVersion } from "../core/codes.js";
import type { Level } from "../core/industry-table.js";
import { ancestorAt, findSector } from "./levels.js";
import type { Naics } from "./naics.js";
import type { MEASURED } from "./revision.js";
import { splitPieces, type Revision, type Share, type MeasuredShares } from "./revision.js";

/** A six-digit code of the earlier version of which an industry got a part. */
export interface PlannedPart {
  readonly code: string;
  readonly shares: MeasuredShares;
}

/** What a later industry is made of in codes of the earlier version. */
export interface PlannedBridge {
  readonly code: string;
  /**
   * `unchanged`: the same code with the same content; `moved`: whole codes alone, exact; `split`: also parts of
   * six-digit codes, whose shares must be estimated.
   */
  readonly kind: "unchanged" | "moved" | "split";
  /** The fewest earlier codes, of any level, that came whole; sorted. */
  readonly whole: readonly string[];
  readonly parts: readonly PlannedPart[];
}

/** Industries of both versions between which content moved, and beyond which none did. */
export interface PlannedGroup {
  /** The only code of both sides, a common parent's, or the later codes joined. */
  readonly code: string;
  readonly title: string;
  readonly from: readonly string[];
  readonly to: readonly string[];
}

/** How one level of an earlier NAICS version becomes the same level of a later one. */
export interface BridgePlan {
  readonly from: NaicsVersion;
  readonly to: NaicsVersion;
  readonly level: Level;
  /** Every code of the later version at the level, sorted. */
  readonly industries: ReadonlyMap<string, PlannedBridge>;
  /** The finest groups whose borders did not move, by the order of their later codes. */
  readonly groups: readonly PlannedGroup[];
  /** Codes of either version at the level whose content did not stay the same, sorted. */
  readonly touched: readonly string[];
}

/**
 * Works out from six-digit codes what each industry of a level is made of. Borders between levels are what
 * counts: a six-digit code that split within one 3-digit industry is whole to it.
 */
export function planBridge(naics: Naics, revision: Revision, level: Level): BridgePlan {
  const { from, to } = revision;
  const at = (code: string): string =>
    level === "supersector" ? naics.parent(findSector(code))! : ancestorAt(code, level);
  const wholeLeaves = new Map<string, string[]>();
  const parts = new Map<string, PlannedPart[]>();
  const links: Link[] = [];
  const leaves = naics.codes(from, "6");
  const leavesAt = new Map<string, number>();
  for (const leaf of leaves) {
    const before = at(leaf);
    count(leavesAt, before);
    if (!revision.pieces.has(leaf)) {
      append(wholeLeaves, before, leaf);
      links.push({ from: before, to: before });
      continue;
    }
    const shares = new Map<string, MeasuredShares>();
    for (const piece of splitPieces(revision, leaf)) {
      const after = at(piece.to);
      const known = shares.get(after);
      shares.set(after, known ? added(known, piece.shares) : piece.shares);
    }
    for (const [after, share] of shares) {
      links.push({ from: before, to: after });
      if (shares.size === 1) append(wholeLeaves, after, leaf);
      else append(parts, after, { code: leaf, shares: share });
    }
  }

  const tree = new LeafTree(leaves);
  const industries = new Map<string, PlannedBridge>();
  for (const code of naics.codes(to, level)) {
    const whole = wholeLeaves.get(code) ?? [];
    const got = parts.get(code) ?? [];
    const isSame = got.length === 0 && whole.length === leavesAt.get(code) && whole.every((leaf) => at(leaf) === code);
    if (isSame) industries.set(code, { code, kind: "unchanged", whole: [code], parts: [] });
    else {
      const kind = got.length > 0 ? "split" : "moved";
      industries.set(code, { code, kind, whole: tree.fewestCodes(whole), parts: got });
    }
  }
  // Most often shares are asked for, and these not.
  const groups = onceAsked(() => groupLinks(links, naics, revision, level));
  const touched = onceAsked(() => {
    const changed = [...industries.values()].filter(({ kind }) => kind !== "unchanged").map(({ code }) => code);
    const gone = naics.codes(from, level).filter((code) => !industries.has(code));
    const inGroups = groups()
      .filter((group) => !isUnchanged(group))
      .flatMap((group) => [...group.from, ...group.to]);
    return [...new Set([...changed, ...gone, ...inGroups])].sort();
  });
  return {
    from,
    to,
    level,
    industries,
    get groups() {
      return groups();
    },
    get touched() {
      return touched();
    },
  };
}

function onceAsked<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** Whether a group is one code whose content stayed the same. */
export function isUnchanged(group: PlannedGroup): boolean {
  return group.from.length === 1 && group.to.length === 1 && group.from[0] === group.to[0];
}

interface Link {
  readonly from: string;
  readonly to: string;
}

/** How many six-digit codes of the earlier version lie under each wider code, up to its sector. */
class LeafTree {
  readonly #under: () => ReadonlyMap<string, number>;

  constructor(leaves: readonly string[]) {
    this.#under = onceAsked(() => leavesUnder(leaves));
  }

  /** The fewest codes that hold these six-digit codes and no others, sorted; none above a sector. */
  fewestCodes(leaves: readonly string[]): readonly string[] {
    const counts = leavesUnder(leaves);
    const isFull = (code: string): boolean => counts.get(code) === this.#under().get(code);
    return [...new Set(leaves.map((leaf) => upToSector(leaf).findLast(isFull)!))].sort();
  }
}

function leavesUnder(leaves: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const leaf of leaves) for (const code of upToSector(leaf)) count(counts, code);
  return counts;
}

function upToSector(leaf: string): readonly string[] {
  return [leaf, leaf.slice(0, 5), leaf.slice(0, 4), leaf.slice(0, 3), findSector(leaf)];
}

function count(counts: Map<string, number>, code: string): void {
  counts.set(code, (counts.get(code) ?? 0) + 1);
}

function groupLinks(links: readonly Link[], naics: Naics, revision: Revision, level: Level): readonly PlannedGroup[] {
  const [toOf, fromOf] = [new Map<string, string[]>(), new Map<string, string[]>()];
  for (const { from, to } of links) {
    const known = toOf.get(from);
    if (known?.includes(to)) continue;
    append(toOf, from, to);
    append(fromOf, to, from);
  }
  const seen = new Set<string>();
  const groups: PlannedGroup[] = [];
  for (const start of naics.codes(revision.to, level)) {
    if (seen.has(start) || !fromOf.has(start)) continue;
    const to = new Set([start]);
    const from = new Set<string>();
    for (const code of to) {
      seen.add(code);
      for (const before of fromOf.get(code)!) {
        from.add(before);
        for (const after of toOf.get(before)!) to.add(after);
      }
    }
    groups.push(planGroup([...from].sort(), [...to].sort(), naics, revision));
  }
  return groups;
}

function planGroup(from: readonly string[], to: readonly string[], naics: Naics, revision: Revision): PlannedGroup {
  const only = to.length === 1 ? to[0]! : undefined;
  if (only !== undefined) return { code: only, title: naics.title(only, revision.to)!, from, to };
  let parent = naics.parent(to[0]!)!;
  const isAbove = (code: string): boolean => {
    for (let each: string | undefined = code; each !== undefined; each = naics.parent(each)) {
      if (each === parent) return true;
    }
    return false;
  };
  while (!to.every(isAbove)) parent = naics.parent(parent)!;
  const title = naics.title(parent, revision.to)!;
  const all = naics.codes(revision.to).filter((code) => isAbove(code) && code.length === to[0]!.length);
  if (all.length === to.length) return { code: parent, title, from, to };
  const code = to.length <= 4 ? to.join("+") : `${to[0]}+${to.length - 1} more`;
  return { code, title: `${title}, ${to.length} industries together`, from, to };
}

function added(a: MeasuredShares, b: MeasuredShares): MeasuredShares {
  const one = (measure: (typeof MEASURED)[number]): Share => ({
    value: a[measure].value + b[measure].value,
    deviation: Math.hypot(a[measure].deviation, b[measure].deviation),
  });
  return { employment: one("employment"), establishments: one("establishments"), wages: one("wages") };
}

function append<Value>(groups: Map<string, Value[]>, key: string, value: Value): void {
  const group = groups.get(key);
  if (group) group.push(value);
  else groups.set(key, [value]);
}
