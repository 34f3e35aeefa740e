import { hasValue, knownValue } from "../core/datum.js";
import { InputError, UsageError, type Place } from "../core/errors.js";
import { formatNumber } from "../core/number-format.js";
import { caution, type Note } from "../core/notes.js";
import type { StatedWeights } from "../ranking/criteria.js";
import type { Factor } from "../ranking/factor.js";
import { nearest } from "../core/suggest.js";
import type { OccupationEntry } from "./occupation-entry.js";
import { EDUCATION_LEVELS, educationRank, rankOfEducationId, type EducationId } from "./education.js";
import { OCCUPATION_MEASURES } from "./measures.js";
import { measureNamed } from "../measures/named.js";
import { comparable, isMetAtMedian, type WageThreshold } from "../staffing/pay.js";

/** Jobs, pay and openings count alike where the user states no weights. */
const DEFAULT_WEIGHTS: StatedWeights = { jobs: { weight: 1 }, medianPay: { weight: 1 }, openings: { weight: 1 } };

/**
 * The factors by which occupations are ranked, in the same method as industries.
 *
 * @throws {UsageError} WEIGHTS_UNKNOWN with the nearest name
 */
export function occupationFactors(
  stated: StatedWeights = DEFAULT_WEIGHTS,
  placeOf?: (id: string) => Place | undefined,
): readonly Factor[] {
  const known = OCCUPATION_MEASURES.map(({ id }) => id);
  return Object.entries(stated).flatMap(([id, { weight, direction, treatment, group }]) => {
    const measure = measureNamed(id, OCCUPATION_MEASURES);
    if (!measure) {
      const [guess] = nearest(id, known);
      const where = placeOf?.(id);
      throw new UsageError(`no measure of occupations is called "${id}"`, {
        code: "WEIGHTS_UNKNOWN",
        ...(where && { where }),
        found: id,
        hint: guess ? `did you mean ${guess}?` : `choose among ${known.join(", ")}`,
      });
    }
    if (weight === 0) return [];
    const { label, better } = measure;
    return [
      {
        id: measure.id,
        label,
        weight,
        direction: direction ?? better,
        ...(treatment && { treatment }),
        ...(group !== undefined && { group }),
      },
    ];
  });
}

export interface OccupationFilters {
  /** Median annual wage, dollars. */
  readonly minWage?: number | undefined;
  readonly maxEducation?: EducationId | undefined;
  readonly maxJobZone?: number | undefined;
  readonly minJobs?: number | undefined;
  /** Chosen industries that need it. */
  readonly minIndustries?: number | undefined;
  /** SOC codes, or the digits that they start with. */
  readonly soc?: readonly string[] | undefined;
  /** At least half earn every threshold, and the typical entry education is below a bachelor's degree. */
  readonly goodJobs?: boolean | undefined;
}

interface Rule {
  /** What was typed for it. */
  readonly option: string;
  readonly words: string;
  /** Undefined if a figure that the rule needs is not known. */
  readonly passes: (entry: OccupationEntry) => boolean | undefined;
}

function buildRules(filters: OccupationFilters, thresholds: readonly WageThreshold[]): readonly Rule[] {
  const { minWage, maxEducation, maxJobZone, minJobs, minIndustries, soc, goodJobs } = filters;
  const rules: Rule[] = [];
  if (soc && soc.length > 0) {
    rules.push({
      option: "--soc",
      words: `SOC ${soc.join(", ")}`,
      passes: ({ code }) => soc.some((wanted) => code.startsWith(withoutZeros(wanted))),
    });
  }
  if (minJobs !== undefined)
    rules.push({
      option: "--min-jobs",
      words: `${minJobs} jobs or more`,
      passes: ({ jobs }) => atLeast(knownValue(jobs), minJobs),
    });
  if (minWage !== undefined) {
    rules.push({
      option: "--min-wage",
      words: `median pay of ${formatNumber(minWage, "dollars")} a year or more`,
      passes: ({ pay }) => atLeast(pay && comparable(pay.annual.median), minWage),
    });
  }
  if (maxEducation !== undefined) {
    const { label } = EDUCATION_LEVELS[rankOfEducationId(maxEducation)]!;
    rules.push({
      option: "--max-education",
      words: `entry education up to ${lowerFirst(label)}`,
      passes: asksAtMost(rankOfEducationId(maxEducation)),
    });
  }
  if (maxJobZone !== undefined) {
    rules.push({
      option: "--max-job-zone",
      words: `job zone up to ${maxJobZone}`,
      passes: ({ facts }) => (facts?.jobZone === undefined ? undefined : facts.jobZone <= maxJobZone),
    });
  }
  if (minIndustries !== undefined) {
    rules.push({
      option: "--min-industries",
      words: `needed by ${minIndustries} of the industries or more`,
      passes: ({ sharedBy }) => sharedBy.length >= minIndustries,
    });
  }
  if (goodJobs) {
    rules.push({
      option: "--good-jobs",
      words: "entry education below a bachelor's degree",
      passes: asksAtMost(rankOfEducationId("bachelor") - 1),
    });
    for (const { name } of thresholds) {
      rules.push({
        option: "--good-jobs",
        words: `at least half earn "${name}"`,
        passes: ({ answers }) => (answers[name] === "unknown" ? undefined : isMetAtMedian(answers[name]!)),
      });
    }
  }
  return rules;
}

function asksAtMost(rank: number): Rule["passes"] {
  return ({ facts }) => {
    const asked = facts?.typicalEducation && educationRank(facts.typicalEducation.education);
    return asked === undefined ? undefined : asked <= rank;
  };
}

function atLeast(value: number | undefined, least: number): boolean | undefined {
  return value === undefined ? undefined : value >= least;
}

/** 29-0000 stands for all of 29, 29-1000 for all of 29-1. */
function withoutZeros(code: string): string {
  return code.replace(/-?0+$/, "");
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** The filters in words, for the lines above a table. */
export function describeOccupationFilters(
  filters: OccupationFilters,
  thresholds: readonly WageThreshold[],
): readonly string[] {
  return buildRules(filters, thresholds).map(({ words }) => words);
}

/**
 * Occupations that pass every filter. One whose figure is not known can't pass, and is counted in a note.
 *
 * @throws {InputError} NO_OCCUPATION_LEFT
 */
export function filterOccupations(
  entries: readonly OccupationEntry[],
  filters: OccupationFilters,
  thresholds: readonly WageThreshold[],
): { readonly entries: readonly OccupationEntry[]; readonly notes: readonly Note[] } {
  const notes: Note[] = [];
  let left = entries;
  let emptiedBy: Rule | undefined;
  for (const [index, rule] of buildRules(filters, thresholds).entries()) {
    const { words, passes } = rule;
    const unknown = left.filter((entry) => passes(entry) === undefined);
    left = left.filter((entry) => passes(entry) === true);
    if (left.length === 0 && entries.length > 0) emptiedBy ??= rule;
    if (unknown.length === 0) continue;
    notes.push(
      caution(
        `occupation-filter-unknown-${index + 1}`,
        `${unknown.length === 1 ? "1 occupation is" : `${unknown.length} occupations are`} left out since it is not known whether ${words} holds: ${named(unknown)}.`,
      ),
    );
  }
  if (left.length === 0) {
    throw new InputError("no occupation is left", {
      code: "NO_OCCUPATION_LEFT",
      found: `${entries.length} occupations before the filters${emptiedBy ? `; none is left after: ${emptiedBy.words}` : ""}`,
      hint: emptiedBy
        ? `loosen ${emptiedBy.option}`
        : "choose other industries, or add --staffing with their patterns; where their jobs are withheld, leave --suppressed drop out",
    });
  }
  return { entries: left, notes };
}

function named(entries: readonly OccupationEntry[]): string {
  const names = entries.slice(0, 5).map(({ code, title }) => `${code} ${title}`);
  return entries.length > names.length
    ? `${names.join("; ")} and ${entries.length - names.length} more`
    : names.join("; ");
}

/** Ways to order the table. */
export const OCCUPATION_SORTS = [
  "jobs",
  "rank",
  "pay",
  "openings",
  "growth",
  "education",
  "industries",
  "code",
] as const;
export type OccupationSort = (typeof OCCUPATION_SORTS)[number];

const SORT_MEASURES: Readonly<Partial<Record<OccupationSort, readonly [id: string, sign: 1 | -1]>>> = {
  jobs: ["jobs", -1],
  pay: ["medianPay", -1],
  openings: ["openings", -1],
  growth: ["projectedGrowth", -1],
  education: ["education", 1],
  industries: ["shared", -1],
};

/** Occupations in the wanted order; those without the figure last, ties by jobs and then by code. */
export function sortOccupations(
  entries: readonly OccupationEntry[],
  sort: OccupationSort,
  rankOf: (entry: OccupationEntry) => number | undefined,
): readonly OccupationEntry[] {
  const [id, sign] = SORT_MEASURES[sort] ?? [undefined, 1];
  const key = (entry: OccupationEntry): number | undefined => {
    if (sort === "rank") return rankOf(entry);
    const datum = id === undefined ? undefined : entry.values[id];
    return datum && hasValue(datum) ? sign * datum.value : undefined;
  };
  const jobs = (entry: OccupationEntry): number => knownValue(entry.jobs) ?? -1;
  return [...entries].sort((a, b) => {
    if (sort === "code") return a.code < b.code ? -1 : 1;
    const [first, second] = [key(a) ?? Infinity, key(b) ?? Infinity];
    if (first !== second) return first < second ? -1 : 1;
    return jobs(b) - jobs(a) || (a.code < b.code ? -1 : 1);
  });
}
