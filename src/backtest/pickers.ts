import type { LqBase } from "../core/industry-table.js";
import { ALL_MEASURES, MEASURES } from "../measures/index.js";
import { averageRanks } from "../ranking/average-rank.js";
import type { Thresholds } from "../ranking/cautions.js";
import type { Factor } from "../ranking/factor.js";
import { rankingMethod, type RankingMethodId } from "../ranking/methods.js";
import type { Random } from "../ranking/random.js";
import { applyRules, type Rule } from "../ranking/rules/rules.js";
import { scoreIndustries } from "../ranking/score.js";
import { treated } from "../ranking/treatment.js";
import { knownValue } from "../core/datum.js";
import { isRanked, type ListedArea } from "./listed-area.js";

export const PICKER_KINDS = ["weights", "method", "factor", "lot"] as const;

/** A way to make a list of an area's industries from what is known in one year. */
export interface Picker {
  readonly id: string;
  readonly kind: (typeof PICKER_KINDS)[number];
  readonly label: string;
  /** Measures that it reads. */
  readonly measures: readonly string[];
  /** Totals that its location quotients divide by, where a method says so. */
  readonly lqBase?: LqBase | undefined;
  /** How it weighs what, where it ranks. */
  readonly ranks?: { readonly factors: readonly Factor[]; readonly method: RankingMethodId };
  /** What of it is left out, because it is not known from QCEW or only later. */
  readonly leftOut?: readonly string[];
  /** The rows that are on its list; several lists only where they are drawn by lot. */
  readonly pick: (area: ListedArea, random: Random) => readonly (readonly number[])[];
}

export interface ListLength {
  readonly top: number;
  readonly thresholds: Thresholds;
}

/** Measures that no list is made by: mere parts of others, or what is not a quality of an industry. */
const NO_FACTOR: ReadonlySet<string> = new Set(["estimatedShare", "lqOneFewer", "lqOneMore"]);

/** Measures that order an area's industries as another does. */
const SAME_ORDER: Readonly<Record<string, string>> = { cagr: "growth", jobShare: "employment", payRatio: "averagePay" };

/** Measures of which each makes a list of its own; not projected ones, for which no file of that year is read. */
export const FACTOR_IDS: readonly string[] = MEASURES.map(({ id }) => id).filter(
  (id) => !id.startsWith("projected") && !NO_FACTOR.has(id) && SAME_ORDER[id] === undefined,
);

/** The industries with the highest figures of one measure. */
export function factorPicker(id: string, length: ListLength): Picker {
  const { label, better } = ALL_MEASURES.find((measure) => measure.id === id)!;
  return {
    id,
    kind: "factor",
    label,
    ranks: { factors: [{ id, label, weight: 1, direction: better }], method: "mean-rank" },
    measures: [id, ...SHORT_LIST_MEASURES],
    pick: (area) => {
      const numbers = area.numbers(id);
      const values = area.codes.map((code, row) =>
        isRanked(code) && !Number.isNaN(numbers[row]!) ? numbers[row] : undefined,
      );
      return [firstListable(area, averageRanks(values, better), length)];
    },
  };
}

/** The short list of a ranking by several factors. */
export function rankingPicker(
  words: Pick<Picker, "id" | "kind" | "label" | "leftOut">,
  factors: readonly Factor[],
  { method, length }: { readonly method: RankingMethodId; readonly length: ListLength },
): Picker {
  return {
    ...words,
    ranks: { factors, method },
    measures: [...factors.map(({ id }) => id), ...SHORT_LIST_MEASURES],
    pick: (area) => [firstListable(area, rankRows(area, factors, method), length)],
  };
}

/** Ranks by row as `rankIndustries` gives them where missing figures are re-weighted; undefined where not ranked. */
function rankRows(
  area: ListedArea,
  factors: readonly Factor[],
  method: RankingMethodId,
): readonly (number | undefined)[] {
  const columns = factors.flatMap((factor) => {
    const numbers = area.numbers(factor.id);
    const isMissing = (row: number): boolean =>
      !isRanked(area.codes[row]!) || Number.isNaN(numbers[row]!) || (factor.treatment === "log" && numbers[row]! <= 0);
    const values = area.codes.map((_, row) => (isMissing(row) ? undefined : numbers[row]!));
    return values.some((value) => value !== undefined) ? [{ factor, values }] : [];
  });
  const rows = area.codes.flatMap((_, row) => (columns.some(({ values }) => values[row] !== undefined) ? [row] : []));
  const taking = columns.map(({ factor }) => factor);
  const values = columns.map((column) =>
    treated(
      rows.map((row) => column.values[row]),
      column.factor,
    ),
  );
  const { places } = scoreIndustries(values, taking, { method: rankingMethod(method), countsWorst: false });
  const ranks: (number | undefined)[] = area.codes.map(() => undefined);
  rows.forEach((row, at) => (ranks[row] = places[at]));
  return ranks;
}

/** The industries that meet all of these rules, however many they are. */
export function rulesPicker(
  words: Pick<Picker, "id" | "kind" | "label" | "leftOut" | "lqBase">,
  rules: readonly Rule[],
  { counting, eliminates }: { readonly counting: (rule: Rule) => boolean; readonly eliminates: boolean },
): Picker {
  const known = new Set(ALL_MEASURES.map(({ id }) => id));
  const measures = [...new Set(rules.flatMap(({ names }) => names))].filter((name) => known.has(name));
  return {
    ...words,
    measures,
    pick: (area) => {
      const rows = area.codes.flatMap((code, row) => (isRanked(code) ? [row] : []));
      const candidates = rows.map((row) => ({
        naics: area.codes[row]!,
        values: Object.fromEntries(measures.map((id) => [id, area.dataAt(id, row)])),
      }));
      const { outcomes } = applyRules(candidates, { ...area.head, rows: [] }, rules, eliminates);
      const meets = (row: number): boolean => {
        const counted = outcomes.get(area.codes[row]!)!.filter((_, at) => counting(rules[at]!));
        return counted.length > 0 && counted.every(({ result }) => result === "pass");
      };
      return [rows.filter(meets)];
    },
  };
}

/** Lists of one area that are drawn by lot, so that chance itself is known well. */
const LOTS = 10;

/** As many industries as a short list has, drawn by lot among those that a short list may hold. */
export function lotPicker(length: ListLength): Picker {
  return {
    id: "lot",
    kind: "lot",
    label: "Drawn by lot",
    measures: SHORT_LIST_MEASURES,
    pick: (area, random) =>
      Array.from({ length: LOTS }, () => {
        const lots = area.codes.map((code) => (isRanked(code) ? random() : undefined));
        return firstListable(area, averageRanks(lots, "higher"), length);
      }),
  };
}

/** What decides whether an industry may be on a short list. */
const SHORT_LIST_MEASURES: readonly string[] = ["employment", "establishments"];

/** The first ranks among the industries that may be on a short list, as `buildShortList` takes them. */
function firstListable(
  area: ListedArea,
  ranks: readonly (number | undefined)[],
  { top, thresholds }: ListLength,
): readonly number[] {
  const total = knownValue(area.head.total.region.end.employment);
  const least = total === undefined ? undefined : total * thresholds.shortListJobs;
  const ranked = area.codes.flatMap((_, row) => (ranks[row] === undefined ? [] : [row]));
  const listable = ranked.filter((row) => {
    const jobs = knownValue(area.dataAt("employment", row));
    return least === undefined || jobs === undefined || jobs >= least;
  });
  const large = listable.filter((row) => {
    const establishments = knownValue(area.dataAt("establishments", row));
    return establishments === undefined || establishments >= thresholds.fewEstablishments;
  });
  const eligible = (large.length > 0 ? large : listable).sort((a, b) => ranks[a]! - ranks[b]!);
  const last = eligible[Math.min(top, eligible.length) - 1];
  return last === undefined ? [] : eligible.filter((row) => ranks[row]! <= ranks[last]!);
}
