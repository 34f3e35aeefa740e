import { ABSENT, derive, disclosed, undefinedBecause, type Datum } from "../core/datum.js";
import { power } from "../core/power.js";
import type { RuleText } from "../ranking/rules/rules.js";
import { applyRulesOver, readRulesOver, type Rule, type RuleResults } from "../ranking/rules/rules.js";
import { HOURS_A_YEAR, type WageThreshold } from "../staffing/pay.js";
import type { OccupationProjection, OccupationTable } from "../staffing/occupation-records.js";
import type { OccupationEntry } from "./occupation-entry.js";
import { OCCUPATION_MEASURES } from "./measures.js";

// Rules over occupations: the same language as over industries, with their own figures.

/** A figure that rules over occupations may name, and no table shows. */
interface FurtherFigure {
  readonly name: string;
  readonly definition: string;
  readonly of: (entry: OccupationEntry, all: OccupationProjection | undefined) => Datum;
}

/** The code of all occupations together, as projections have it. */
const ALL = "00-0000";
const NO_PROJECTION = undefinedBecause("no projection of the occupation");
const NO_TOTAL = undefinedBecause("the projections have no row of all occupations");

const FURTHER: readonly FurtherFigure[] = [
  {
    name: "projectedJobs",
    definition: "jobs here, grown as the projection has the occupation grow over its span",
    of: ({ jobs, facts }) =>
      ofProjection(jobs, facts?.projection, ({ count, base, projected }) => (count * projected) / base),
  },
  {
    name: "projectedChange",
    definition: "these less the jobs here",
    of: ({ jobs, facts }) =>
      ofProjection(jobs, facts?.projection, ({ count, base, projected }) => (count * (projected - base)) / base),
  },
  {
    name: "openingsShare",
    definition: "the occupation's part of the yearly openings of all occupations of the projection",
    of: ({ facts }, all) => {
      if (!facts?.projection) return NO_PROJECTION;
      if (!all) return NO_TOTAL;
      return derive({ own: facts.projection.openings.total, whole: all.openings.total }, ({ own, whole }) =>
        whole === 0 ? undefined : own / whole,
      );
    },
  },
];

function ofProjection(
  jobs: Datum,
  projection: OccupationProjection | undefined,
  formula: (figures: { readonly count: number; readonly base: number; readonly projected: number }) => number,
): Datum {
  if (!projection) return NO_PROJECTION;
  const { base, projected } = projection;
  return derive({ count: jobs, base, projected }, (figures) => (figures.base === 0 ? undefined : formula(figures)));
}

/** What rules over occupations may name besides their measures, for docs. */
export const OCCUPATION_RULE_NAMES: readonly { readonly name: string; readonly definition: string }[] = [
  ...FURTHER,
  { name: "growthOfAll", definition: "projected growth a year of all occupations of the projection" },
  { name: "livingWage", definition: "a year's pay, 2,080 hours, at the wage that --living-wage states" },
];

/**
 * Parses rules over occupations. A threshold goes by its name, as a year's pay.
 *
 * @throws {UsageError} RULE_SYNTAX, RULE_NAME with the character
 */
export function readOccupationRules(texts: readonly RuleText[], thresholds: readonly string[]): readonly Rule[] {
  const names = [
    ...OCCUPATION_MEASURES.map(({ id }) => id),
    ...OCCUPATION_RULE_NAMES.map(({ name }) => name),
    ...thresholds,
  ];
  return readRulesOver(texts, { names, measures: OCCUPATION_MEASURES });
}

/** Holds occupations against rules; functions go over the occupations given. */
export function applyOccupationRules(
  entries: readonly OccupationEntry[],
  rules: readonly Rule[],
  {
    facts,
    thresholds,
    livingWage,
    eliminates,
  }: {
    readonly facts: OccupationTable;
    readonly thresholds: readonly WageThreshold[];
    readonly livingWage: number | undefined;
    readonly eliminates: boolean;
  },
): RuleResults | undefined {
  if (rules.length === 0) return undefined;
  const all = [...facts.occupations].find(([code]) => code === ALL)?.[1].projection;
  const candidates = entries.map((entry) => ({
    naics: entry.naics,
    values: { ...entry.values, ...Object.fromEntries(FURTHER.map(({ name, of }) => [name, of(entry, all)])) },
  }));
  const totals = new Map<string, Datum>([
    ["growthOfAll", all ? projectedGrowth(all) : NO_TOTAL],
    ["livingWage", livingWage === undefined ? ABSENT : disclosed(livingWage * HOURS_A_YEAR)],
    ...thresholds.map(({ name, amount, per }): [string, Datum] => [
      name,
      disclosed(per === "hour" ? amount * HOURS_A_YEAR : amount),
    ]),
  ]);
  return applyRulesOver(candidates, totals, rules, eliminates);
}

function projectedGrowth({ base, projected, baseYear, projectedYear }: OccupationProjection): Datum {
  const years = projectedYear - baseYear;
  return derive({ base, projected }, (jobs) =>
    jobs.base > 0 && years > 0 ? power(jobs.projected / jobs.base, 1 / years) - 1 : undefined,
  );
}
