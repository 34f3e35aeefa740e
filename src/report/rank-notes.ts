import type { IndustryTable } from "../core/industry-table.js";
import { PRICED_MEASURES } from "../measures/index.js";
import { WORKFORCE_MEASURES } from "../measures/workforce.js";
import { caution, information, type Note } from "../core/notes.js";
import type { RankCandidate } from "../ranking/criteria.js";
import type { Ranking } from "../ranking/rank.js";
import { lowerFirst } from "./words.js";

const NEEDS_PRICES = new Set(PRICED_MEASURES.map(({ id }) => id));

const NEEDS_WORKFORCE = new Set(WORKFORCE_MEASURES.map(({ id }) => id));

/** Whether a factor without figures changes what was asked: START weighs past growth beside the projected. */
export function isMissed({ factors }: Ranking<RankCandidate>, id: string): boolean {
  return !id.startsWith("projected") || !factors.some((factor) => factor.id === "growth");
}

export function factorNotes(ranking: Ranking<RankCandidate>, table: IndustryTable): readonly Note[] {
  const hasProjections = table.rows.some(({ projection }) => projection);
  return ranking.factors
    .filter(({ count }) => count === 0)
    .map(({ id, label }) =>
      (id.startsWith("projected") && isMissed(ranking, id) ? caution : information)(
        `factor-without-figures-${id}`,
        id.startsWith("projected")
          ? `${label} takes no part: ${hasProjections ? "the projections match no industry" : "no projections were given (--projections FILE)"}. Past growth does not stand in for it.`
          : NEEDS_WORKFORCE.has(id) && !table.workforce
            ? `${label} takes no part: no Quarterly Workforce Indicators were given (--qwi FILE).`
            : NEEDS_PRICES.has(id) && !table.prices
              ? `${label} takes no part: no price index was given with an earlier year (--price-index).`
              : `${label} takes no part: no industry has a figure for it.`,
      ),
    );
}

/** Below this part of the industries a mean rank gives a factor's places too much or too little say. */
const THIN = 0.5;

export function thinFactorNotes(ranking: Ranking<RankCandidate>): readonly Note[] {
  if (ranking.method !== "mean-rank" || ranking.missingRule !== "reweight") return [];
  const all = ranking.industries.length;
  return ranking.factors
    .filter(({ count }) => count > 0 && count < THIN * all)
    .map(({ id, label, count }) =>
      caution(
        `factor-thin-${id}`,
        `Only ${count} of ${all} industries have a figure for ${lowerFirst(label)}: even the last of ${count} places is a good mean rank among ${all}. --method percentile or --missing worst compares them fairly.`,
      ),
    );
}

/** Industries named with their guesses before it is said how many there are more. */
const NAMED = 8;

/** One line on the figures that are mostly guesses and so count as missing. */
export function guessNotes(ranking: Ranking<RankCandidate>): readonly Note[] {
  const found = [...ranking.industries, ...ranking.unranked].flatMap(({ candidate, missing }) => {
    const guesses = ranking.factors.filter(
      ({ id }) => missing.includes(id) && candidate.guesses?.includes(id) === true,
    );
    const names = guesses.map(({ label }) => lowerFirst(label));
    return names.length > 0 ? [{ naics: candidate.naics, words: `${candidate.naics} (${names.join(", ")})` }] : [];
  });
  if (found.length === 0) return [];
  const named = found.slice(0, NAMED).map(({ words }) => words);
  const more = found.length > NAMED ? ` and ${found.length - NAMED} more` : "";
  const text = `Mostly guesses, and so counted as missing: ${named.join(", ")}${more}. --suppressed estimate-all counts them.`;
  return [
    caution(
      "guesses-not-counted",
      text,
      found.map(({ naics }) => naics),
    ),
  ];
}

export function unrankedNotes(ranking: Ranking<RankCandidate>): readonly Note[] {
  const notes: Note[] = [];
  if (ranking.unranked.length > 0) {
    const codes = ranking.unranked.map(({ candidate }) => candidate.naics);
    notes.push(
      information(
        "unranked",
        `Not ranked, since figures are missing: ${codes.length > 12 ? `${codes.slice(0, 12).join(", ")} …` : codes.join(", ")}.`,
        codes,
      ),
    );
  }
  const partly = ranking.industries
    .filter(({ candidate, missing }) => missing.some((id) => candidate.guesses?.includes(id) !== true))
    .map(({ candidate }) => candidate.naics);
  if (partly.length > 0) {
    const rule =
      ranking.missingRule === "worst"
        ? "counted worst on that factor"
        : "ranked on the other factors, whose weights were raised in proportion";
    notes.push(
      information(
        "ranked-with-gaps",
        `${partly.length === 1 ? "1 industry is missing a factor's figure and was" : `${partly.length} industries are missing a factor's figure and were`} ${rule}.`,
        partly,
      ),
    );
  }
  return notes;
}
