import type { SocCode } from "../staffing/records.js";
import { educationRank } from "./education.js";

/** What a ladder needs to know of an occupation. */
export interface Rung {
  readonly code: SocCode;
  readonly title: string;
  /** Of the chosen industries in the region. */
  readonly jobs: number;
  /** Median annual wage, dollars. */
  readonly pay: number;
  /** As BLS writes it. */
  readonly education: string;
  readonly jobZone?: number | undefined;
  readonly related: readonly SocCode[];
  /** The chosen industries that employ it. */
  readonly industries: readonly string[];
}

/** Why one occupation can follow another, nearest first. */
export type Closeness = "related" | "minor group" | "major group" | "career family";

export interface LadderStep {
  readonly from: Rung;
  readonly to: Rung;
  /** The higher pay as a part of the lower: 0.3 is 30 % more. */
  readonly gain: number;
  readonly closeness: Closeness;
  /** Further years of study that the typical entry educations are apart; 0 where none. */
  readonly studyYears: number;
  readonly industries: readonly string[];
}

export interface Ladder {
  readonly steps: readonly [LadderStep, ...LadderStep[]];
}

/** A step must pay at least this much more, or it is a change and no step up. */
const LEAST_GAIN = 0.1;
/** From a short course to a bachelor's degree, as from practical to registered nurse; not from school to a bachelor's. */
const MOST_STUDY_YEARS = 3;
const MOST_STEPS = 4;

/** Years of full-time study after school that an education takes, by its place in EDUCATION_LEVELS. */
const STUDY_YEARS = [0, 0, 1, 1, 2, 4, 6, 8];

/** How much a kind of closeness counts when steps compete. */
const CLOSENESS: Readonly<Record<Closeness, number>> = {
  related: 4,
  "minor group": 2,
  "major group": 1.5,
  "career family": 1,
};

/** Major groups of the SOC whose occupations are steps of one career: aides and nurses, assemblers and mechanics. */
const FAMILIES: readonly (readonly string[])[] = [
  ["29", "31"],
  ["15", "17"],
  ["47", "49", "51"],
  ["51", "53"],
  ["11", "13", "43"],
  ["13", "41"],
  ["35", "39"],
  ["21", "25"],
];

/**
 * Steps from low- to higher-paid occupations within the chosen industries.
 *
 * A step leads to an occupation that one of the same industries employs, that is near by O*NET's related
 * occupations or by SOC group, pays at least a tenth more, asks for at most three more years of study and is at
 * most one O*NET job zone up. Of several, the one wins that is nearer, asks for less study and has more jobs. Steps
 * are possibilities made of published facts; nobody counted how many people take them.
 *
 * @param starts how many ladders at most, from the occupations with the most jobs that ask for at most a
 *   short course; an occupation on an earlier ladder starts none of its own
 */
export function buildLadders(rungs: readonly Rung[], { starts }: { readonly starts: number }): readonly Ladder[] {
  const usable = rungs.filter(({ education }) => educationRank(education) !== undefined);
  const entries = usable
    .filter(({ education, jobZone }) => studyYears(education) <= 1 && (jobZone ?? 1) <= 3)
    .sort((a, b) => b.jobs - a.jobs || (a.code < b.code ? -1 : 1));
  const seen = new Set<SocCode>();
  const ladders: Ladder[] = [];
  for (const entry of entries) {
    if (ladders.length >= starts) break;
    if (seen.has(entry.code)) continue;
    const steps: LadderStep[] = [];
    for (let at: Rung | undefined = entry; at !== undefined && steps.length < MOST_STEPS;) {
      const step = bestStep(at, usable);
      if (step) steps.push(step);
      at = step?.to;
    }
    const [first, ...more] = steps;
    if (!first) continue;
    for (const { from, to } of steps) seen.add(from.code).add(to.code);
    ladders.push({ steps: [first, ...more] });
  }
  return ladders;
}

function bestStep(from: Rung, rungs: readonly Rung[]): LadderStep | undefined {
  let best: { readonly step: LadderStep; readonly worth: number } | undefined;
  for (const to of rungs) {
    const step = stepBetween(from, to);
    if (!step) continue;
    // The root, so that one large occupation does not draw every ladder.
    const worth = (CLOSENESS[step.closeness] * Math.sqrt(to.jobs)) / (1 + step.studyYears);
    if (!best || worth > best.worth || (worth === best.worth && to.code < best.step.to.code)) best = { step, worth };
  }
  return best?.step;
}

/** The step from one occupation to another, where it is one. */
export function stepBetween(from: Rung, to: Rung): LadderStep | undefined {
  const gain = to.pay / from.pay - 1;
  if (from.code === to.code || !(gain >= LEAST_GAIN)) return undefined;
  const years = studyYears(to.education) - studyYears(from.education);
  if (years > MOST_STUDY_YEARS) return undefined;
  if (from.jobZone !== undefined && to.jobZone !== undefined && to.jobZone > from.jobZone + 1) return undefined;
  const closeness = closenessOf(from, to);
  const industries = from.industries.filter((industry) => to.industries.includes(industry));
  if (!closeness || industries.length === 0) return undefined;
  return { from, to, gain, closeness, studyYears: Math.max(0, years), industries };
}

function studyYears(education: string): number {
  return STUDY_YEARS[educationRank(education) ?? 0]!;
}

function closenessOf(from: Rung, to: Rung): Closeness | undefined {
  if (from.related.includes(to.code)) return "related";
  const [a, b] = [from.code.slice(0, 2), to.code.slice(0, 2)];
  if (a === b) return from.code.slice(0, 4) === to.code.slice(0, 4) ? "minor group" : "major group";
  return FAMILIES.some((family) => family.includes(a) && family.includes(b)) ? "career family" : undefined;
}
