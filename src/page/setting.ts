import type { Note } from "../core/notes.js";
import { ALL_MEASURES } from "../measures/index.js";
import { filterCandidates, type Filtered, type Filters, type RankCandidate } from "../ranking/criteria.js";
import type { Direction, Factor } from "../ranking/factor.js";
import { markGuesses } from "../ranking/guesses.js";
import { RANKING_METHODS, type RankingMethodId } from "../ranking/methods.js";
import { MISSING_RULES, rankIndustries, type MissingRule, type Ranking } from "../ranking/rank.js";
import type { RuleResults } from "../ranking/rules/rules.js";
import { rulesAfter } from "../ranking/rules/after-ranking.js";
import { buildShortList, fewEstablishmentNotes, type ShortListEntry } from "../ranking/short-list.js";
import type { Treatment } from "../ranking/treatment.js";
import type { PageData } from "../report/page-data.js";

// What a reader of a page can set, its way into the address and back, and the ranking that follows from it.

export const FILTERS = [
  ["minEmployment", "Jobs, at least"],
  ["minEstablishments", "Firms, at least"],
  ["minLq", "LQ, at least"],
  ["minPay", "Pay, at least"],
] as const;

type FilterKey = (typeof FILTERS)[number][0];

export interface Setting {
  /** By factor; a weight of 0 leaves it out. In the order of the sliders. */
  readonly weights: Readonly<Record<string, { readonly weight: number; readonly direction: Direction }>>;
  readonly method: RankingMethodId;
  readonly missing: MissingRule;
  readonly least: Readonly<Partial<Record<FilterKey, number>>>;
}

export function statedSetting({ factors, method, missing }: PageData, others: readonly Factor[]): Setting {
  const weights = [...factors, ...others].map(({ id, weight, direction }) => [id, { weight, direction }] as const);
  return { weights: Object.fromEntries(weights), method, missing, least: {} };
}

export interface Reranked {
  readonly ranking: Ranking<RankCandidate>;
  readonly shortList: readonly ShortListEntry[];
  readonly factors: readonly Factor[];
  readonly rules: RuleResults | undefined;
  /** On files, years and filters, and on industries that have too few establishments to be listed. */
  readonly notes: readonly Note[];
}

/** Ranks as the command line does with these weights, by the same code; or says why nothing can be ranked. */
export function rerank(
  data: PageData,
  candidates: readonly RankCandidate[],
  labels: ReadonlyMap<string, string>,
  { weights, method, missing, least }: Setting,
): Reranked | { readonly problem: string } {
  const factors = Object.entries(weights)
    .filter(([, { weight }]) => weight > 0)
    .map(([id, { weight, direction }]): Factor => {
      const treatment = findTreatment(data, id);
      const unit = data.factors.find((one) => one.id === id)?.unit;
      return {
        id,
        label: labels.get(id) ?? id,
        weight,
        direction,
        ...(unit && { unit }),
        ...(treatment && { treatment }),
      };
    });
  if (factors.length === 0) return { problem: "All weights are zero, so nothing can be ranked. Move a slider up." };
  const filters: Filters = least;
  let filtered: Filtered;
  try {
    filtered = filterCandidates(candidates, filters);
  } catch (error) {
    return { problem: `${(error as Error).message}: lower a filter.` };
  }
  const kept = filtered.candidates;
  const taking =
    data.countGuesses === true
      ? kept
      : markGuesses(
          kept,
          factors.map(({ id }) => id),
        );
  const ranking = rankIndustries(taking, factors, { method, missing });
  if (ranking.industries.length === 0) return { problem: "No industry has a figure for these factors." };
  const shortList = buildShortList(ranking, data.table, data);
  return {
    ranking,
    shortList,
    factors,
    rules: data.rules && rulesAfter(ranking, kept, data.table, { ...data, ...data.rules }),
    notes: [...data.notes, ...filtered.notes, ...fewEstablishmentNotes(ranking, shortList, data.thresholds)],
  };
}

/** What is done to a factor's figures, which no slider changes. */
export function findTreatment({ factors }: Pick<PageData, "factors">, id: string): Treatment | undefined {
  return factors.find((factor) => factor.id === id)?.treatment;
}

/** The setting as the part of an address after `#`; only what differs from the page's own. */
export function formatAddress(setting: Setting, stated: Setting): string {
  const parts: string[] = [];
  if (JSON.stringify(setting.weights) !== JSON.stringify(stated.weights)) {
    const weights = Object.entries(setting.weights)
      .filter(([, { weight }]) => weight > 0)
      .map(([id, { weight, direction }]) => {
        const turned = direction === stated.weights[id]?.direction ? "" : `:${direction}`;
        return `${encodeURIComponent(id)}=${String(weight)}${turned}`;
      });
    parts.push(`weights=${encodeURIComponent(weights.join(","))}`);
  }
  if (setting.method !== stated.method) parts.push(`method=${setting.method}`);
  if (setting.missing !== stated.missing) parts.push(`missing=${setting.missing}`);
  for (const [key] of FILTERS) if (setting.least[key] !== undefined) parts.push(`${key}=${String(setting.least[key])}`);
  return parts.join("&");
}

/** Reads an address; what it does not say, or says wrongly, is as the page has it. */
export function settingFrom(address: string, stated: Setting): Setting {
  const given = new Map(
    address.split("&").map((part): [string, string] => {
      const at = part.indexOf("=");
      return [part.slice(0, at), decoded(part.slice(at + 1))];
    }),
  );
  const least = FILTERS.flatMap(([key]) => {
    const value = Number(given.get(key) ?? NaN);
    return value >= 0 && Number.isFinite(value) ? [[key, value] as const] : [];
  });
  return {
    weights: weightsFrom(given.get("weights"), stated.weights),
    method: RANKING_METHODS.find(({ id }) => id === given.get("method"))?.id ?? stated.method,
    missing: MISSING_RULES.find((rule) => rule === given.get("missing")) ?? stated.missing,
    least: Object.fromEntries(least),
  };
}

function weightsFrom(text: string | undefined, stated: Setting["weights"]): Setting["weights"] {
  if (text === undefined) return stated;
  const weights = Object.fromEntries(
    Object.entries(stated).map(([id, { direction }]) => [id, { weight: 0, direction }]),
  ) as Record<string, { weight: number; direction: Direction }>;
  for (const part of text.split(",")) {
    const [id = "", value = ""] = part.split("=").map(decoded);
    const [number = "", direction] = value.split(":");
    const weight = Number(number);
    if (!Object.hasOwn(weights, id) || !(weight >= 0 && weight <= MOST_WEIGHT) || number === "") continue;
    weights[id] = {
      weight,
      direction: direction === "lower" || direction === "higher" ? direction : weights[id]!.direction,
    };
  }
  return Object.values(weights).some(({ weight }) => weight > 0) ? weights : stated;
}

/** Beyond this no slider goes. */
const MOST_WEIGHT = 1e6;

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}

function usual(id: string): Direction {
  return ALL_MEASURES.find((measure) => measure.id === id)?.better ?? "higher";
}

/** What to type for the same ranking. */
export function formatCommand(data: Pick<PageData, "factors">, { weights, method, missing, least }: Setting): string {
  const list = Object.entries(weights)
    .filter(([, { weight }]) => weight > 0)
    .map(([id, { weight, direction }]) => {
      const treatment = findTreatment(data, id);
      const words = [...(direction === usual(id) ? [] : [direction]), ...(treatment ? [treatment] : [])];
      return `${id}=${[String(weight), ...words].join(":")}`;
    });
  const weighed = list.join(",");
  // A name of the user's own may hold blanks, and that of a supplied figure brackets.
  const words = [
    `--weights ${/^[\w=,.:]*$/.test(weighed) ? weighed : `"${weighed}"`}`,
    `--method ${method}`,
    `--missing ${missing}`,
  ];
  const names = {
    minEmployment: "min-employment",
    minEstablishments: "min-establishments",
    minLq: "min-lq",
    minPay: "min-pay",
  };
  for (const [key] of FILTERS) if (least[key] !== undefined) words.push(`--${names[key]} ${String(least[key])}`);
  return words.join(" ");
}
