import { ABSENT, derive, disclosed, undefinedBecause, type Datum } from "../core/datum.js";
import type { Unit } from "../core/units.js";
import { comparable } from "../staffing/pay.js";
import type { OccupationEntry } from "./occupation-entry.js";
import { educationRank } from "./education.js";
import { power } from "../core/power.js";

/** A figure of an occupation that a ranking may use. */
export interface OccupationMeasure {
  readonly id: string;
  readonly label: string;
  readonly unit: Unit;
  readonly better: "higher" | "lower";
  readonly definition: string;
  readonly compute: (entry: Omit<OccupationEntry, "values" | "naics">) => Datum;
}

/** What occupations can be ranked by; the weights' names. */
export const OCCUPATION_MEASURES: readonly OccupationMeasure[] = [
  {
    id: "jobs",
    label: "Jobs",
    unit: "jobs",
    better: "higher",
    definition: "Jobs in the chosen industries: each industry's jobs times the occupation's share of it, added.",
    compute: ({ jobs }) => jobs,
  },
  {
    id: "medianPay",
    label: "Median pay",
    unit: "dollars",
    better: "higher",
    definition:
      "Median annual wage over all industries: the region's where a regional file has it, else the nation's; a top code counts as the least it may be.",
    compute: ({ pay }) => {
      const wage = pay?.annual.median ?? ABSENT;
      const number = comparable(wage);
      if (number !== undefined) return disclosed(number);
      return wage.status === "top-coded" ? disclosed(wage.atLeast) : wage;
    },
  },
  {
    id: "openings",
    label: "Openings a year",
    unit: "jobs",
    better: "higher",
    definition:
      "Jobs to fill in an average year: jobs times the nation's projected openings for each job, which count people who leave the occupation as well as growth.",
    compute: ({ jobs, facts }) => {
      const projection = facts?.projection;
      if (!projection) return ABSENT;
      return derive(
        { jobs, openings: projection.openings.total, base: projection.base },
        ({ jobs: count, openings, base }) => (base === 0 ? undefined : (count * openings) / base),
      );
    },
  },
  {
    id: "projectedGrowth",
    label: "Projected growth",
    unit: "fraction",
    better: "higher",
    definition: "Projected change of the occupation in the nation, as a yearly rate over the projection's span.",
    compute: ({ facts }) => {
      const projection = facts?.projection;
      if (!projection) return ABSENT;
      const years = projection.projectedYear - projection.baseYear;
      return derive({ base: projection.base, projected: projection.projected }, ({ base, projected }) =>
        base > 0 && years > 0 ? power(projected / base, 1 / years) - 1 : undefined,
      );
    },
  },
  {
    id: "quotient",
    label: "Occupation LQ",
    unit: "ratio",
    better: "higher",
    definition: "The occupation's share of the area's jobs over its share of the nation's, from the regional file.",
    compute: ({ quotient }) => quotient,
  },
  {
    id: "shared",
    label: "Industries sharing it",
    unit: "count",
    better: "higher",
    definition:
      "How many of the chosen industries have at least 1% of their jobs in it; one with a borrowed pattern does not count.",
    compute: ({ sharedBy }) => disclosed(sharedBy.length),
  },
  {
    id: "education",
    label: "Entry education",
    unit: "count",
    better: "lower",
    definition: "Typical education needed for entry, 0 (none) to 7 (doctoral).",
    compute: ({ facts }) => {
      const text = facts?.typicalEducation?.education;
      if (text === undefined) return ABSENT;
      const rank = educationRank(text);
      return rank === undefined ? undefinedBecause("no level of BLS's classification") : disclosed(rank);
    },
  },
];
