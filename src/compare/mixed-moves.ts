import { disclosed } from "../core/datum.js";
import type { Factor } from "../ranking/factor.js";
import { formatNumber } from "../core/number-format.js";
import { NAICS_COLUMN, TITLE_COLUMN } from "../report/measure-columns.js";
import type { ReportTable } from "../report/report.js";
import type { Result, Values } from "../result/result.js";
import { MIXED_FACTORS, mixedFactors } from "../worksheet/mix.js";
import type { Comparison } from "./compare.js";
import { decompose, type Move, type Part, type RankingState } from "./decompose.js";

/** What moved each industry's place by figures and ratings together; empty unless both results mix them. */
export function mixedMoves({ old, new: recent }: Pick<Comparison, "old" | "new">): ReadonlyMap<string, Move> {
  const [before, after] = [mixedState(old), mixedState(recent)];
  if (!before || !after) return new Map();
  return decompose(before, after, { revised: new Set(), revisedHistory: new Map() });
}

function mixedState({ qualitativeWeight, industries }: Result): RankingState | undefined {
  if (qualitativeWeight === undefined) return undefined;
  const values = industries.flatMap(({ naics, ranked, readiness }): [string, Values][] => {
    if (!ranked || readiness === undefined) return [];
    const of = { [MIXED_FACTORS.lmi]: disclosed(ranked.rank), [MIXED_FACTORS.readiness]: disclosed(readiness) };
    return [[naics, of]];
  });
  const factors: readonly Factor[] = mixedFactors(qualitativeWeight);
  return { values: new Map(values), factors, method: "mean-rank", missing: "exclude" };
}

const CAUSES: Readonly<Record<string, string>> = {
  [MIXED_FACTORS.lmi]: "figures",
  [MIXED_FACTORS.readiness]: "ratings",
  weights: "weight of the ratings",
  industries: "other industries rated",
};

function nameMixedCause({ cause, factor }: Part): string {
  return CAUSES[factor ?? cause] ?? "figures and ratings";
}

/** The moves as a table: figures, ratings, their weight and the set of rated industries add up to each move. */
export function mixedTables(comparison: Comparison): readonly ReportTable[] {
  const moves = mixedMoves(comparison);
  if (moves.size === 0) return [];
  const titles = new Map(comparison.industries.map(({ naics, title }) => [naics, title]));
  const order = [...moves].sort(([a, x], [b, y]) => x.new.rank - y.new.rank || (a < b ? -1 : 1));
  return [
    {
      id: "mixed",
      title: "Places by figures and ratings together, and what moved them",
      columns: [
        { id: "mixedRank", label: "Mixed", kind: "number", unit: "rank", priority: 1 },
        { id: "mixedRank_old", label: "Was", kind: "number", unit: "rank", priority: 1 },
        { id: "moved", label: "Moved", kind: "number", unit: "places", priority: 1 },
        NAICS_COLUMN,
        TITLE_COLUMN,
        { id: "why", label: "Why, in places", kind: "text", priority: 1 },
      ],
      rows: order.map(([naics, { old, new: recent, moved, parts }]) => ({
        cells: {
          mixedRank: recent.rank,
          mixedRank_old: old.rank,
          moved,
          naics,
          title: titles.get(naics),
          why: parts
            .filter(({ places }) => Math.abs(places) >= 0.05)
            .map((part) => `${nameMixedCause(part)} ${formatNumber(part.places, "places")}`)
            .join(", "),
        },
      })),
    },
  ];
}

export function mixedJson(comparison: Comparison): Readonly<Record<string, unknown>> {
  const moves = mixedMoves(comparison);
  if (moves.size === 0) return {};
  return {
    mixed: [...moves].map(([naics, { old, new: recent, moved, parts }]) => ({
      naics,
      old,
      new: recent,
      moved,
      parts: parts.map((part) => ({ cause: nameMixedCause(part), score: part.score, places: part.places })),
    })),
  };
}
