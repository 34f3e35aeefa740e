import type { NaicsVersion } from "../core/codes.js";
import { knownValue, type Datum } from "../core/datum.js";
import type { CodeChanges } from "./code-changes.js";
import { isSameRegion, requireComparable, requireOwnRanks } from "./comparable.js";
import { decompose, type Move } from "./decompose.js";
import { reviseHistory, type RevisedHistory } from "./history.js";
import { isListed } from "../result/listed.js";
import type { Result, ResultIndustry, Values } from "../result/result.js";
import { rankingState } from "./states.js";

/** Why an industry stands on one side only. */
export type OneSided =
  | { readonly kind: "naics"; readonly codes: readonly string[] }
  | { readonly kind: "unranked"; readonly missing: readonly string[] }
  | { readonly kind: "not-there" };

/** A figure's way from one result to the other; the parts add up to `change`. */
export interface ValueChange {
  readonly change: number;
  /** A NAICS revision gave the code other content, so that the two figures are of different things. */
  readonly naics: number;
  /** The figures of the old result's years are others now. */
  readonly history: number;
  readonly data: number;
}

export interface ComparedIndustry {
  readonly naics: string;
  readonly title: string;
  readonly old: ResultIndustry | undefined;
  readonly new: ResultIndustry | undefined;
  /** Both sides rank it. */
  readonly move: Move | undefined;
  /** Only one side has it, or ranks it. */
  readonly oneSided: OneSided | undefined;
  /** Its code means other content on the two sides. */
  readonly isRedefined: boolean;
  readonly values: Readonly<Record<string, ValueChange>>;
}

export interface Comparison {
  readonly old: Result;
  readonly new: Result;
  readonly isSameRegion: boolean;
  /** The revision of NAICS between the two, if there is one. */
  readonly codes: CodeChanges | undefined;
  readonly history: RevisedHistory;
  readonly industries: readonly ComparedIndustry[];
}

/**
 * What changed from one result to another, and why.
 *
 * @param codes what a revision of NAICS between the two did; undefined if both are of one version
 * @throws {InputError} RESULTS_DIFFER, RESULT_INCONSISTENT
 */
export function compareResults(old: Result, recent: Result, codes: CodeChanges | undefined): Comparison {
  requireComparable(old, recent);
  requireOwnRanks(old);
  requireOwnRanks(recent);
  const history = reviseHistory(old, recent);
  const [before, after] = [byCode(old), byCode(recent)];
  const all = [...new Set([...before.keys(), ...after.keys()])].sort();
  const isTouched = (code: string): boolean => {
    if (!codes) return false;
    const members = after.get(code)?.members ?? before.get(code)?.members ?? [code];
    return members.some((member) => codes.touched.has(member));
  };
  const revised = new Set(all.filter(isTouched));
  const [oldState, newState] = [rankingState(old), rankingState(recent)];
  const moves =
    oldState && newState
      ? decompose(oldState, newState, { revised, revisedHistory: history.values })
      : new Map<string, Move>();
  const industries = all.map((naics): ComparedIndustry => {
    const [a, b] = [before.get(naics), after.get(naics)];
    const isOnBoth = a !== undefined && b !== undefined;
    return {
      naics,
      title: (b ?? a)!.title,
      old: a,
      new: b,
      move: moves.get(naics),
      oneSided: oneSided(a, b, codes, (a ? old : recent).scope.naics),
      isRedefined: isOnBoth && revised.has(naics),
      values: isOnBoth ? valueChanges(a.values, b.values, history.values.get(naics), revised.has(naics)) : {},
    };
  });
  return { old, new: recent, isSameRegion: isSameRegion(old.scope, recent.scope), codes, history, industries };
}

function byCode({ industries }: Result): ReadonlyMap<string, ResultIndustry> {
  return new Map(industries.map((industry) => [industry.naics, industry]));
}

function oneSided(
  old: ResultIndustry | undefined,
  recent: ResultIndustry | undefined,
  codes: CodeChanges | undefined,
  version: NaicsVersion,
): OneSided | undefined {
  if (!old || !recent) {
    const naics = (old ?? recent)!.naics;
    const others = codes?.touched.has(naics) ? (version === codes.from ? codes.becameOf : codes.cameFrom)(naics) : [];
    return others.length > 0 ? { kind: "naics", codes: others } : { kind: "not-there" };
  }
  if (!old.ranked && recent.ranked) return { kind: "unranked", missing: old.missing };
  if (old.ranked && !recent.ranked) return { kind: "unranked", missing: recent.missing };
  return undefined;
}

function valueChanges(
  old: Values,
  recent: Values,
  history: Values | undefined,
  isRedefined: boolean,
): Readonly<Record<string, ValueChange>> {
  const changes: Record<string, ValueChange> = {};
  const number = (datum: Datum | undefined): number | undefined => datum && knownValue(datum);
  for (const id of Object.keys(recent)) {
    const [from, to] = [number(old[id]), number(recent[id])];
    if (from === undefined || to === undefined) continue;
    const change = to - from;
    const revised = isRedefined ? undefined : number(history?.[id]);
    const part = revised === undefined ? 0 : revised - from;
    changes[id] = {
      change,
      naics: isRedefined ? change : 0,
      history: part,
      data: isRedefined ? 0 : change - part,
    };
  }
  return changes;
}

/** What differs, from the least to the most that a script may want to stop at. */
export const WATCHED = ["short-list", "rank", "any"] as const;
export type Watched = (typeof WATCHED)[number];

/** What of the comparison a check that watches for changes would stop at, in words; empty where nothing differs. */
export function listChanges(comparison: Comparison, watched: Watched): readonly string[] {
  const named = (those: readonly ComparedIndustry[]): string => those.map(({ naics }) => naics).join(", ");
  const { industries } = comparison;
  const listed = industries.filter(({ old, new: recent }) => isListed(old) !== isListed(recent));
  if (watched === "short-list") return listed.length > 0 ? [`short list: ${named(listed)}`] : [];
  const ranks = industries.filter(({ old, new: recent }) => old?.ranked?.rank !== recent?.ranked?.rank);
  if (watched === "rank") {
    const either = industries.filter((industry) => listed.includes(industry) || ranks.includes(industry));
    return either.length > 0 ? [`rank: ${named(either)}`] : [];
  }
  const other = industries.filter(
    ({ old, new: recent }) => JSON.stringify(listFacts(old)) !== JSON.stringify(listFacts(recent)),
  );
  const { old, new: recent } = comparison;
  const asked = JSON.stringify([old.scope, old.ranking]) !== JSON.stringify([recent.scope, recent.ranking]);
  return [...(asked ? ["what was asked"] : []), ...(other.length > 0 ? [`figures or ranks: ${named(other)}`] : [])];
}

/** All that a result says of an industry. */
function listFacts(industry: ResultIndustry | undefined): readonly unknown[] {
  return [industry?.ranked, industry?.values, industry?.decision, industry?.readiness, industry?.mixed];
}
