import { knownValue } from "../core/datum.js";
import type { Level } from "../core/industry-table.js";
import type { Naics } from "../naics/naics.js";
import type { StaffingPatterns } from "../staffing/match.js";
import type { StaffingPattern } from "../staffing/pattern.js";
import type { SocCode } from "../staffing/records.js";
import { agglomerate, cutTree, type Cut, type Merge } from "./agglomerate.js";
import { readMarkets, type IndustryMarket } from "./read-markets.js";
import { sharesOfPattern, type OccupationShares, type SimilarityMeasure } from "./similarity.js";

/** An industry that has a staffing pattern of its own, of its group, or of its parts. */
export interface StaffedIndustryShares {
  readonly naics: string;
  readonly title: string;
  /** Persons in the nation, as far as published: of the group where the pattern is a group's. */
  readonly jobs: number | undefined;
  /** Code and title of a group's pattern, which its industries share. */
  readonly group: string | undefined;
  readonly shares: OccupationShares;
  readonly market: IndustryMarket | undefined;
}

/** An industry left out, since its pattern would be that of a wider one, or since it has none. */
export interface LeftOutIndustry {
  readonly naics: string;
  readonly title: string;
  readonly borrowedFrom: string | undefined;
}

export interface ClusterMember extends StaffedIndustryShares {
  /** Mean similarity to the others of its cluster; undefined alone. */
  readonly similarity: number | undefined;
}

export interface ProposedCluster {
  /** Of its leading industries. */
  readonly name: string;
  /** Distance at which the last of it was joined; 0 alone. */
  readonly height: number;
  /** Most jobs first. */
  readonly members: readonly ClusterMember[];
  /** What its industries employ most, by the mean of their shares. */
  readonly occupations: readonly { readonly code: SocCode; readonly title: string; readonly share: number }[];
}

export interface Proposal {
  readonly industries: readonly StaffedIndustryShares[];
  readonly leftOut: readonly LeftOutIndustry[];
  readonly merges: readonly Merge[];
  /** Of two industries or more. */
  readonly clusters: readonly ProposedCluster[];
  /** Industries that are like no other by the cut. */
  readonly singles: readonly (StaffedIndustryShares & { readonly nearest: Neighbor | undefined })[];
  /** How alike two of the industries are, by their places. */
  readonly similarity: (one: number, other: number) => number;
}

export interface Neighbor {
  readonly naics: string;
  readonly title: string;
  readonly similarity: number;
}

/** Government and what can't be classified are not industries of a cluster. */
const NOT_CLUSTERED = /^(?:9|10)/;
const SHOWN_OCCUPATIONS = 3;

/** Proposes clusters of the industries of a level by the occupations that they share. */
export function proposeClusters(
  level: Level,
  {
    naics,
    patterns,
    measure,
    cut,
  }: {
    readonly naics: Naics;
    readonly patterns: StaffingPatterns;
    readonly measure: SimilarityMeasure;
    readonly cut: Cut;
  },
): Proposal {
  const { industries, leftOut, titles } = staffedIndustries(level, naics, patterns);
  const count = industries.length;
  const similarities = industries.map((one) =>
    Float64Array.from(industries, (other) => (one === other ? 1 : measure.of(one.shares, other.shares))),
  );
  const similarity = (one: number, other: number): number => similarities[one]![other]!;
  const merges = agglomerate(count, (one, other) => 1 - similarity(one, other));
  const groups = cutTree(count, merges, cut);
  const names = new Set<string>();
  const clusters = groups
    .filter((group) => group.length > 1)
    .map((group): ProposedCluster => {
      const members = group
        .map((place): ClusterMember => {
          const others = group.filter((other) => other !== place);
          const sum = others.reduce((all, other) => all + similarity(place, other), 0);
          return { ...industries[place]!, similarity: sum / others.length };
        })
        .sort((a, b) => (b.jobs ?? -1) - (a.jobs ?? -1) || (a.naics < b.naics ? -1 : 1));
      return {
        name: nameCluster(members, names),
        height: mergeHeight(group, merges),
        members,
        occupations: leadingOccupations(members, titles),
      };
    });
  const singles = groups
    .filter((group) => group.length === 1)
    .map(([place]) => ({ ...industries[place!]!, nearest: nearestTo(place!, industries, similarity) }));
  return { industries, leftOut, merges, clusters, singles, similarity };
}

/** The distance of the merge that made a group whole. */
function mergeHeight(group: readonly number[], merges: readonly Merge[]): number {
  const last = merges.find(
    ({ left, right }) =>
      left.length + right.length === group.length && [...left, ...right].every((place) => group.includes(place)),
  );
  return last?.height ?? 0;
}

function staffedIndustries(level: Level, naics: Naics, patterns: StaffingPatterns) {
  const industries: StaffedIndustryShares[] = [];
  const leftOut: LeftOutIndustry[] = [];
  const titles = new Map<SocCode, string>();
  const markets = readMarkets();
  const codes = naics.codes(2022, level).filter((code) => !NOT_CLUSTERED.test(code));
  for (const code of codes) {
    const title = naics.title(code, 2022) ?? code;
    const { kind, pattern } = patterns.match(code);
    if (!pattern || kind === "ancestor" || kind === "none") {
      leftOut.push({ naics: code, title, borrowedFrom: pattern && `${pattern.code} ${pattern.title}` });
      continue;
    }
    for (const { occupation, title: name } of pattern.rows.values()) titles.set(occupation, name);
    industries.push({
      naics: code,
      title,
      jobs: knownValue(pattern.total),
      group: kind === "aggregate" ? formatGroup(pattern) : undefined,
      shares: sharesOfPattern(pattern),
      market: markets.get(code),
    });
  }
  return { industries, leftOut, titles };
}

function formatGroup({ code, members }: StaffingPattern): string {
  return `${code} (${members.join(", ")})`;
}

/** "Offices of physicians and offices of dentists"; with the largest's code where another cluster is called so. */
function nameCluster(members: readonly ClusterMember[], taken: Set<string>): string {
  const [first, second] = members;
  const rest = members.length - 2;
  const plain = `${first!.title}; ${second!.title}${rest > 0 ? ` and ${rest} more` : ""}`;
  const name = taken.has(plain) ? `${plain} (${first!.naics})` : plain;
  taken.add(name);
  return name;
}

function leadingOccupations(
  members: readonly ClusterMember[],
  titles: ReadonlyMap<SocCode, string>,
): ProposedCluster["occupations"] {
  const means = new Map<SocCode, number>();
  for (const { shares } of members) {
    for (const [code, share] of shares) means.set(code, (means.get(code) ?? 0) + share / members.length);
  }
  return [...means]
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .slice(0, SHOWN_OCCUPATIONS)
    .map(([code, share]) => ({ code, title: titles.get(code) ?? code, share }));
}

function nearestTo(
  place: number,
  industries: readonly StaffedIndustryShares[],
  similarity: Proposal["similarity"],
): Neighbor | undefined {
  let best: Neighbor | undefined;
  industries.forEach(({ naics, title }, other) => {
    const found = similarity(place, other);
    if (other !== place && (!best || found > best.similarity)) best = { naics, title, similarity: found };
  });
  return best;
}
