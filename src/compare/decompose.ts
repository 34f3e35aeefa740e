import { ABSENT } from "../core/datum.js";
import type { Candidate, Factor } from "../ranking/factor.js";
import { rankIndustries, type RankingOptions } from "../ranking/rank.js";
import type { Values } from "../result/result.js";
import { exactPlaces, settled, shareAmongCauses, type Standings } from "./shapley.js";

/** All that a ranking is computed from. */
export interface RankingState extends RankingOptions {
  readonly values: ReadonlyMap<string, Values>;
  readonly factors: readonly Factor[];
}

/** What is known of the way from one result to the other besides the results themselves. */
export interface Circumstances {
  /** Codes that only one side has because NAICS was revised, or whose content the revision changed. */
  readonly revised: ReadonlySet<string>;
  /** The old side's values had they been computed from the new side's figures of the same years. */
  readonly revisedHistory: ReadonlyMap<string, Values>;
}

/** The causes that are not a factor's new figures, in the order in which they are let in. */
export const CAUSES = ["naics", "industries", "history", "weights", "method"] as const;
export type Cause = (typeof CAUSES)[number];

/** One cause's part of a move. */
export interface Part {
  /** A cause, or new data of the factor named. */
  readonly cause: Cause | "data";
  /** Of `data` only; undefined if the factors can't be separated. */
  readonly factor?: string;
  readonly score: number;
  /** Places gained; negative for places lost. */
  readonly places: number;
}

export interface Move {
  readonly old: { readonly score: number; readonly rank: number };
  readonly new: { readonly score: number; readonly rank: number };
  /** In the scale of the method; `score` parts add up to it. */
  readonly scoreChange: number;
  /** Places gained: old rank less new rank; `places` parts add up to it exactly. */
  readonly moved: number;
  readonly parts: readonly Part[];
}

/** Standings in a state, by the one ranking code that there is. */
export function rankState(state: RankingState): Standings {
  const candidates = [...state.values].map(([naics, values]): Candidate => ({ naics, values }));
  const ranking = rankIndustries(candidates, state.factors, state);
  return new Map(ranking.industries.map(({ candidate, score, rank }) => [candidate.naics, { score, rank }]));
}

/**
 * Takes apart how each industry's score and rank moved from one ranking to another.
 *
 * Rankings that never were are put between the two, each letting one more cause in: the codes of a NAICS revision,
 * then the set of industries, then figures of earlier years that were revised, then the new figures, then the
 * weights, then the method. What a step moves is its cause's part. The new figures are let in factor by factor, and
 * since their effects on a rank depend on each other, the mean over all orders of the factors is taken.
 *
 * The order of the other steps is kept because it follows from what they are: figures can only be compared on the
 * same codes, and weights are chosen over figures. An industry that is ranked on one side only is in no move.
 */
export function decompose(
  before: RankingState,
  after: RankingState,
  { revised, revisedHistory }: Circumstances,
): ReadonlyMap<string, Move> {
  const oldStandings = rankState(before);
  const newStandings = rankState(after);
  const isOnBoth = (code: string): boolean => before.values.has(code) && after.values.has(code);

  const withCodes = exchange(before.values, after.values, (code) => revised.has(code));
  const withIndustries = exchange(withCodes, after.values, (code) => !isOnBoth(code));
  const withHistory = new Map(
    [...withIndustries].map(([code, values]) => {
      const history = isOnBoth(code) && !revised.has(code) ? revisedHistory.get(code) : undefined;
      return [code, history ? { ...values, ...history } : values] as const;
    }),
  );
  const moving = movingFactors(withHistory, after, before.factors);
  const withData = (mask: number): ReadonlyMap<string, Values> => replace(withHistory, after.values, moving, mask);
  const dataStandings = shareAmongCauses(moving.length, (mask) => rankState({ ...before, values: withData(mask) }));
  const stages: readonly (readonly [Cause | "data", Standings])[] = [
    ["naics", rankState({ ...before, values: withCodes })],
    ["industries", rankState({ ...before, values: withIndustries })],
    ["history", rankState({ ...before, values: withHistory })],
    ["data", rankState({ ...before, values: withData((1 << moving.length) - 1) })],
    ["weights", rankState({ ...after, method: before.method, missing: before.missing })],
    ["method", newStandings],
  ];

  const moves = new Map<string, Move>();
  for (const [code, end] of newStandings) {
    const start = oldStandings.get(code);
    if (!start) continue;
    const parts: Part[] = [];
    let last = start;
    for (const [cause, standings] of stages) {
      // Where a ranking in between leaves the industry out, the next one holds both causes' part.
      const next = standings.get(code) ?? last;
      const step = { score: next.score - last.score, places: last.rank - next.rank };
      const byFactor = cause === "data" ? dataStandings.get(code) : undefined;
      if (byFactor && byFactor.length > 0 && standings.has(code)) {
        parts.push(...moving.map((factor, at): Part => ({ cause: "data", factor, ...byFactor[at]! })));
      } else if (cause !== "data" || step.score !== 0 || step.places !== 0) {
        parts.push({ cause, ...step });
      }
      last = next;
    }
    const scoreChange = end.score - start.score;
    const moved = start.rank - end.rank;
    const places = exactPlaces(
      parts.map((part) => part.places),
      moved,
    );
    const scores = settled(
      parts.map((part) => part.score),
      scoreChange,
    );
    moves.set(code, {
      old: start,
      new: end,
      scoreChange,
      moved,
      parts: parts.map((part, at) => ({ ...part, score: scores[at]!, places: places[at]! })),
    });
  }
  return moves;
}

/** The old values with those codes that are chosen as the new side has them, or taken out where it has not. */
function exchange(
  old: ReadonlyMap<string, Values>,
  replacement: ReadonlyMap<string, Values>,
  isChosen: (code: string) => boolean,
): ReadonlyMap<string, Values> {
  const codes = [...new Set([...old.keys(), ...replacement.keys()])].sort();
  return new Map(
    codes.flatMap((code) => {
      const values = (isChosen(code) ? replacement : old).get(code);
      return values ? [[code, values] as const] : [];
    }),
  );
}

/**
 * Factors of the old ranking whose figures differ. One that the new side has no column of keeps its old figures until
 * the weights change, which take it out.
 */
function movingFactors(
  old: ReadonlyMap<string, Values>,
  after: RankingState,
  factors: readonly Factor[],
): readonly string[] {
  const hasColumn = (id: string): boolean => [...after.values.values()].some((values) => Object.hasOwn(values, id));
  const differs = (id: string): boolean =>
    [...old].some(([code, values]) => !isSameNumber(values[id], after.values.get(code)?.[id]));
  return factors.map(({ id }) => id).filter((id) => hasColumn(id) && differs(id));
}

function isSameNumber(a: Values[string] = ABSENT, b: Values[string] = ABSENT): boolean {
  return ("value" in a ? a.value : undefined) === ("value" in b ? b.value : undefined);
}

function replace(
  old: ReadonlyMap<string, Values>,
  replacement: ReadonlyMap<string, Values>,
  factors: readonly string[],
  mask: number,
): ReadonlyMap<string, Values> {
  const chosen = factors.filter((_, at) => mask & (1 << at));
  if (chosen.length === 0) return old;
  return new Map(
    [...old].map(([code, values]) => {
      const other = replacement.get(code);
      const replaced = Object.fromEntries(chosen.map((id) => [id, other?.[id] ?? ABSENT]));
      return [code, { ...values, ...replaced }];
    }),
  );
}
