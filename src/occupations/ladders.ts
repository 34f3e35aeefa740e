import { formatNumber } from "../core/number-format.js";
import type { RatedElement } from "../staffing/read/shipped-onet.js";
import type { TypicalEducation } from "../staffing/occupation-records.js";
import type { SocCode } from "../staffing/records.js";
import { educationRank } from "./education.js";
import { isLicensed } from "./licences.js";
import { skillOverlap } from "./skill-overlap.js";

/** What a ladder needs to know of an occupation. */
export interface Rung {
  readonly code: SocCode;
  readonly title: string;
  /** Of the chosen industries in the region. */
  readonly jobs: number;
  /** Jobs to fill in them in an average year; undefined where no projection has the occupation. */
  readonly openings: number | undefined;
  /** Median annual wage, dollars. */
  readonly pay: number;
  /** What BLS finds typical for entry. */
  readonly asks: TypicalEducation;
  readonly jobZone?: number | undefined;
  /** Nearest first, as O*NET has them. */
  readonly related: readonly SocCode[];
  /** Importance of skills and knowledge; empty where O*NET does not rate them. */
  readonly skills: readonly RatedElement[];
  /** The chosen industries that employ it. */
  readonly industries: readonly string[];
}

/** Why one occupation can follow another, nearest first. */
export const CLOSENESS = ["related", "minor group"] as const;
export type Closeness = (typeof CLOSENESS)[number];

/** Years that an occupation asks for beyond what another has asked for already. */
export interface StepTime {
  /** Further full-time study between the typical entry educations. */
  readonly study: number;
  /** Work in a related occupation that is asked for. */
  readonly experience: number;
  /** Training on the job until one is fully able. */
  readonly training: number;
}

export interface LadderStep {
  readonly from: Rung;
  readonly to: Rung;
  /** The higher pay as a part of the lower: 0.3 is 30 % more. */
  readonly gain: number;
  readonly closeness: Closeness;
  /** Part of the skills and knowledge asked for that the lower occupation has; undefined where O*NET rates neither. */
  readonly overlap: number | undefined;
  readonly time: StepTime;
  /** Most states license the occupation that it leads to, and not the one that it starts from. */
  readonly needsLicence: boolean;
  readonly industries: readonly string[];
}

export interface Ladder {
  readonly steps: readonly [LadderStep, ...LadderStep[]];
}

/** What a step must have to be one that a counselor would name. */
export interface StepLimits {
  /** Jobs of the occupation that it leads to, in the chosen industries. */
  readonly leastJobs: number;
  /** Openings a year of it. */
  readonly leastOpenings: number;
  /** A fraction: with less it is a change and not a step up. */
  readonly leastGain: number;
  /** Skills and knowledge in common, 0 to 1. */
  readonly leastOverlap: number;
  /** Years of study, experience and training together. */
  readonly mostYears: number;
}

/** From a short course to a bachelor's degree, as from practical to registered nurse; not from school to a bachelor's. */
const MOST_STUDY_YEARS = 3;
const MOST_STEPS = 4;
/** Occupations of one minor group that O*NET does not call related must have as much in common as most related ones. */
const OVERLAP_OF_STRANGERS = 0.84;

/** Years of full-time study after school that an education takes, by its place in EDUCATION_LEVELS; of medicine or law the most. */
const STUDY_YEARS = [0, 0, 1, 1, 2, 4, 6, 10];

/** Years by BLS's words: the middle of "less than 5 years", the least of "5 years or more". */
const EXPERIENCE_YEARS: Readonly<Record<string, number>> = { "less than 5 years": 2, "5 years or more": 5 };

/** Years by BLS's words: up to a month, up to a year, more than a year, an apprenticeship of four. */
const TRAINING_YEARS: readonly (readonly [start: string, years: number])[] = [
  ["short-term", 1 / 12],
  ["moderate-term", 0.5],
  ["long-term", 1],
  ["apprenticeship", 4],
  ["internship", 1],
];

/** How much nearness counts when steps compete: for the nearest of O*NET's list, the last of it, and any other. */
const WORTH = { nearest: 2, last: 1.2, other: 0.8 };

/** The limits of a step: so many jobs, or that part of the region's where it is more. */
export function stepLimits(
  regionJobs: number,
  { jobs, share, ...others }: { readonly jobs: number; readonly share: number } & Omit<StepLimits, "leastJobs">,
): StepLimits {
  return { ...others, leastJobs: Math.max(jobs, share * regionJobs) };
}

/**
 * Steps from low- to higher-paid occupations within the chosen industries.
 *
 * @param starts how many ladders at most, from the occupations with the most jobs that ask for at most a
 *   short course; an occupation on an earlier ladder starts none of its own
 */
export function buildLadders(
  rungs: readonly Rung[],
  { starts, limits }: { readonly starts: number; readonly limits: StepLimits },
): readonly Ladder[] {
  const seen = new Set<SocCode>();
  const ladders: Ladder[] = [];
  for (const entry of listEntries(rungs)) {
    if (ladders.length >= starts) break;
    if (seen.has(entry.code)) continue;
    const steps: LadderStep[] = [];
    for (let at: Rung | undefined = entry; at !== undefined && steps.length < MOST_STEPS;) {
      const [step] = listSteps(at, rungs, limits);
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

/** Occupations that ask for at most a short course and no experience, most jobs first: where people begin. */
export function listEntries(rungs: readonly Rung[]): readonly Rung[] {
  return rungs
    .filter(
      ({ asks, jobZone }) =>
        educationRank(asks.education) !== undefined &&
        studyYears(asks.education) <= 1 &&
        experienceYears(asks) === 0 &&
        (jobZone ?? 1) <= 3,
    )
    .sort((a, b) => b.jobs - a.jobs || (a.code < b.code ? -1 : 1));
}

/** The steps from an occupation, the best first: near, with openings, short. */
export function listSteps(from: Rung, rungs: readonly Rung[], limits: StepLimits): readonly LadderStep[] {
  const steps = rungs.flatMap((to) => findStep(from, to, limits) ?? []);
  return steps.sort((a, b) => weighStep(b) - weighStep(a) || (a.to.code < b.to.code ? -1 : 1));
}

/** The root of openings, so that one large occupation does not draw every ladder. */
function weighStep({ from, to, time, overlap = 0.8 }: LadderStep): number {
  const place = from.related.indexOf(to.code);
  const nearness =
    place < 0 ? WORTH.other : WORTH.nearest - ((WORTH.nearest - WORTH.last) * place) / from.related.length;
  return (nearness * overlap * Math.sqrt(to.openings ?? to.jobs / 10)) / (1 + sumYears(time) / 2);
}

/**
 * The step from one occupation to another, where it is one.
 *
 * One of the same industries employs it; it has jobs and openings here; it pays more; O*NET calls the two related, or they
 * are of one minor group of the SOC and have as much in common as most related ones; they share skills and knowledge;
 * what it asks for is within reach: at most three more years of study and one job zone, and five years of experience only
 * of a related occupation of the same major group, or for a manager.
 */
export function findStep(from: Rung, to: Rung, limits: StepLimits): LadderStep | undefined {
  if (from.code === to.code || to.jobs < limits.leastJobs) return undefined;
  if (to.openings !== undefined && to.openings < limits.leastOpenings) return undefined;
  const gain = to.pay / from.pay - 1;
  if (!(gain >= limits.leastGain)) return undefined;
  if (educationRank(from.asks.education) === undefined || educationRank(to.asks.education) === undefined) {
    return undefined;
  }
  const industries = from.industries.filter((industry) => to.industries.includes(industry));
  if (industries.length === 0) return undefined;
  if (from.jobZone !== undefined && to.jobZone !== undefined && to.jobZone > from.jobZone + 1) return undefined;
  const overlap = skillOverlap(from.skills, to.skills);
  if (overlap !== undefined && overlap < limits.leastOverlap) return undefined;
  const closeness = findCloseness(from, to, overlap);
  const time = timeBetween(from, to);
  if (!closeness || time.study > MOST_STUDY_YEARS || sumYears(time) > limits.mostYears) return undefined;
  if (time.experience >= LONG_EXPERIENCE && !(closeness === "related" && isOneCareer(from, to))) return undefined;
  const needsLicence = isLicensed(to.code) && !isLicensed(from.code);
  return { from, to, gain, closeness, overlap, time, needsLicence, industries };
}

/** From so many years on, experience is of the field itself. */
const LONG_EXPERIENCE = 5;

/** Of one major group of the SOC, or a manager's job: supervisors of offices do not become supervisors of builders. */
function isOneCareer(from: Rung, to: Rung): boolean {
  return from.code.slice(0, 2) === to.code.slice(0, 2) || to.code.startsWith("11-");
}

/** `1 year`, `2.5 years`. */
export function formatYears(years: number): string {
  const rounded = formatNumber(years, "years");
  return rounded === "1" ? "1 year" : `${rounded} years`;
}

/** Study, experience and training together. */
export function sumYears({ study, experience, training }: StepTime): number {
  return study + experience + training;
}

function timeBetween(from: Rung, to: Rung): StepTime {
  return {
    study: Math.max(0, studyYears(to.asks.education) - studyYears(from.asks.education)),
    experience: experienceYears(to.asks),
    training: TRAINING_YEARS.find(([start]) => to.asks.training.toLowerCase().startsWith(start))?.[1] ?? 0,
  };
}

function studyYears(education: string): number {
  return STUDY_YEARS[educationRank(education) ?? 0]!;
}

function experienceYears({ experience }: TypicalEducation): number {
  return EXPERIENCE_YEARS[experience.trim().toLowerCase()] ?? 0;
}

function findCloseness(from: Rung, to: Rung, overlap: number | undefined): Closeness | undefined {
  if (from.related.includes(to.code) || to.related.includes(from.code)) return "related";
  const isOneGroup = from.code.slice(0, 4) === to.code.slice(0, 4);
  return isOneGroup && overlap !== undefined && overlap >= OVERLAP_OF_STRANGERS ? "minor group" : undefined;
}
