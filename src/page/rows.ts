import { ABSENT } from "../datum.js";
import { ALL_MEASURES } from "../measures/index.js";
import type { RankCandidate } from "../ranking/criteria.js";
import type { RankedIndustry, Ranking } from "../ranking/rank.js";
import { escapeMarkup } from "../render/chart/svg.js";
import { formatDatum, formatNumber } from "../render/number-format.js";
import type { Unit } from "../report/report.js";

// The rows of the ranking's table, written by one code when the page is made and when a reader moves a slider.

export interface FactorColumn {
  readonly id: string;
  readonly label: string;
  readonly unit: Unit | undefined;
  readonly definition: string;
}

/** The columns of figures: the factors that take part. */
export function factorColumns(ranking: Ranking<RankCandidate>): readonly FactorColumn[] {
  return ranking.factors
    .filter(({ count }) => count > 0)
    .map(({ id, label }) => {
      const measure = ALL_MEASURES.find((one) => one.id === id);
      return {
        id,
        label: measure?.shortLabel ?? label,
        unit: measure?.unit,
        definition: measure?.definition ?? "A factor of the user's own.",
      };
    });
}

/** The id of an industry's row; a cluster's name may hold anything. */
export function rowId(naics: string): string {
  return `i${[...naics].map((letter) => (/[0-9A-Za-z-]/.test(letter) ? letter : `_${letter.codePointAt(0)!.toString(16)}`)).join("")}`;
}

export function headHtml(columns: readonly FactorColumn[], { isLive }: { readonly isLive: boolean }): string {
  return [
    `<tr><th scope="col" class="n">Rank<th scope="col">NAICS<th scope="col" class="t">Industry`,
    ...columns.map(
      ({ label, definition }) => `<th scope="col" class="n" title="${escapeMarkup(definition)}">${escapeMarkup(label)}`,
    ),
    `<th scope="col" class="n">Score`,
    isLive ? `<th scope="col" class="n" title="Ranks in 90% of draws of the estimated figures.">90% ranks` : "",
  ].join("");
}

/** One industry; in a live page its title opens the details. Cells of this table are numbers but for code and title. */
export function rowHtml(
  industry: RankedIndustry<RankCandidate>,
  columns: readonly FactorColumn[],
  { isLive, isListed, scoreUnit }: { readonly isLive: boolean; readonly isListed: boolean; readonly scoreUnit: Unit },
): string {
  const { naics, title, values } = industry.candidate;
  const name = escapeMarkup(title);
  const code = escapeMarkup(naics === title ? "" : naics);
  return [
    `<tr id=${rowId(naics)}${isListed ? " class=on" : ""}>`,
    `<td>${formatNumber(industry.rank, "rank")}<td>${code}`,
    `<th scope=row>${isLive ? `<button type="button" aria-expanded="false">${name}</button>` : name}`,
    ...columns.map(({ id, unit }) => {
      const datum = values[id] ?? ABSENT;
      return `<td${datum.status === "estimated" ? " class=e" : ""}>${escapeMarkup(formatDatum(datum, unit))}`;
    }),
    `<td>${formatNumber(industry.score, scoreUnit)}`,
    isLive ? "<td>" : "",
  ].join("");
}

/** Ranks are in tens, the other scores between 0 and 1 or around 0. */
export function scoreUnitOf(method: Ranking<RankCandidate>["method"]): Unit {
  return method === "mean-rank" ? "score" : "ratio";
}
