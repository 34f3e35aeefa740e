import { knownValue } from "../core/datum.js";
import { onetOccupation, type RatedElement } from "../staffing/read/shipped-onet.js";
import type { OccupationEntry } from "./occupation-entry.js";

/** What the jobs of several occupations ask for together. */
export interface SharedSkills {
  readonly skills: readonly string[];
  readonly knowledge: readonly string[];
  /** Technologies that are in demand in occupations of these jobs. */
  readonly technologies: readonly string[];
}

const NAMED = 5;

/**
 * The skills and fields of knowledge that matter the most over all jobs: O*NET's importance, weighed by jobs; and the hot
 * technologies in demand in the occupations with the most jobs. Occupations that O*NET does not describe have no say.
 */
export function sharedSkills(entries: readonly Pick<OccupationEntry, "code" | "jobs">[]): SharedSkills {
  const sums = { skill: new Map<string, number>(), knowledge: new Map<string, number>() };
  const technologies = new Map<string, number>();
  for (const { code, jobs } of entries) {
    const weight = knownValue(jobs) ?? 0;
    const described = onetOccupation(code);
    if (!described) continue;
    for (const { kind, name, importance } of described.elements) {
      sums[kind].set(name, (sums[kind].get(name) ?? 0) + importance * weight);
    }
    for (const { name, isInDemand } of described.technologies) {
      if (isInDemand) technologies.set(name, (technologies.get(name) ?? 0) + weight);
    }
  }
  const leading = (kind: RatedElement["kind"]): readonly string[] => largest(sums[kind]);
  return { skills: leading("skill"), knowledge: leading("knowledge"), technologies: largest(technologies) };
}

function largest(weights: ReadonlyMap<string, number>): readonly string[] {
  return [...weights]
    .filter(([, weight]) => weight > 0)
    .sort((a, b) => b[1] - a[1])
    .slice(0, NAMED)
    .map(([name]) => name);
}
