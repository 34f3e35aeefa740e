import type { RankCandidate } from "../ranking/criteria.js";
import { rankingMethod, RANKING_METHODS } from "../ranking/methods.js";
import { rankIntervals, type RankInterval } from "../ranking/rank-intervals.js";
import type { Ranking } from "../ranking/rank.js";
import { escapeMarkup } from "../render/chart/svg.js";
import { formatNumber } from "../core/number-format.js";
import { agreementOfMethods, leaveOneOut } from "../sensitivity/agreement.js";
import { nearSpread, SPREAD_OF_RANK, type IndustrySpread } from "../ranking/near-spread.js";
import type { Reranked } from "./setting.js";

// How safe the places are, of the weights as they are set, by the code of `rank` and `sensitivity`.

export interface PageSensitivity {
  readonly ranking: Ranking<RankCandidate>;
  readonly top: number;
  /** Ranks over draws of the estimated figures; undefined if none is estimated. */
  readonly intervals: ReadonlyMap<string, RankInterval> | undefined;
  /** Over draws of weights near these; undefined if one factor alone ranks. */
  readonly spread: () => ReadonlyMap<string, IndustrySpread> | undefined;
  /** Ranks where one thing is done otherwise, with its name. */
  readonly variants: () => readonly (readonly [name: string, ranks: ReadonlyMap<string, number>])[];
}

/** Draws of estimates at once, since the table shows them; the rest when it is first asked for. */
export function sensitivityOfPage(
  { ranking, factors }: Reranked,
  top: number,
  isListable: (candidate: RankCandidate) => boolean,
): PageSensitivity {
  const options = { method: ranking.method, missing: ranking.missingRule };
  const once = <T>(compute: () => T): (() => T) => {
    let kept: { readonly value: T } | undefined;
    return () => (kept ??= { value: compute() }).value;
  };
  return {
    ranking,
    top,
    intervals: rankIntervals(ranking.industries, factors, options),
    spread: once(() => nearSpread(ranking, { top, isListable })),
    variants: once(() => {
      const taking = ranking.factors.filter(({ count }) => count > 0);
      const candidates = ranking.industries.map(({ candidate }) => candidate);
      const base = {
        ranks: new Map(ranking.industries.map(({ candidate, rank }) => [candidate.naics, rank])),
        top,
        missing: ranking.missingRule,
      };
      const without = leaveOneOut(candidates, taking, { ...base, method: ranking.method });
      const methods = agreementOfMethods(candidates, taking, base).filter(({ method }) => method !== ranking.method);
      return [
        ...without.flatMap((one, index) =>
          one ? [[`Rank without ${taking[index]!.label.toLowerCase()}`, one.ranks] as const] : [],
        ),
        ...methods.map(
          ({ method, ranks }) => [`Rank by ${RANKING_METHODS.find(({ id }) => id === method)!.label}`, ranks] as const,
        ),
      ];
    }),
  };
}

/** What is said of one industry. */
export function sensitivityHtml(naics: string, { ranking, top, intervals, spread, variants }: PageSensitivity): string {
  const range = ({ low, high }: RankInterval): string => `${formatNumber(low, "rank")}–${formatNumber(high, "rank")}`;
  const near = spread()?.get(naics);
  const interval = intervals?.get(naics);
  const lines: (readonly [string, string])[] = [
    ...(near
      ? ([
          [`Draws in which it is among the first ${String(top)}`, formatNumber(near.topShare, "fraction")],
          ["Ranks in 90% of these draws", range(near)],
        ] as const)
      : []),
    ...(interval ? [["Ranks that the estimates leave open, these weights (90%)", range(interval)] as const] : []),
    ...variants().map(([name, ranks]) => {
      const rank = ranks.get(naics);
      return [name, rank === undefined ? "not ranked" : formatNumber(rank, "rank")] as const;
    }),
  ];
  const draws = formatNumber(SPREAD_OF_RANK.draws, "count");
  const about = near
    ? `Of the weights as they are set now, by ${rankingMethod(ranking.method).label}: ${draws} draws of weights near them, with the estimated figures drawn from their ranges too.`
    : `Of the weights as they are set now, by ${rankingMethod(ranking.method).label}.`;
  return [
    `<h3>How safe its place is</h3><p class="about">${escapeMarkup(about)}</p><dl class="facts">`,
    ...lines.map(([name, text]) => `<div><dt>${escapeMarkup(name)}<dd>${escapeMarkup(text)}</div>`),
    "</dl>",
  ].join("");
}
