import { listEntries, listSteps, type LadderStep, type Rung, type StepLimits } from "../occupations/ladders.js";
import type { SocCode } from "../staffing/records.js";

/** A step that employers say nobody takes. */
export interface StruckStep {
  readonly from: SocCode;
  readonly to: SocCode;
  readonly reason: string;
  readonly line: number;
}

/** A program that teaches what a step asks for. */
export interface TaughtProgram {
  readonly institution: string;
  readonly title: string;
  /** In words: `Associate's degree`. */
  readonly award: string;
  /** Completions a year. */
  readonly completions: number;
}

export interface PathwayStep extends LadderStep {
  /** Programs that teach the occupation that it leads to; undefined where no completions were given. */
  readonly programs: readonly TaughtProgram[] | undefined;
}

/** Occupations and the steps between them. */
export interface PathwayMap {
  /** By job zone, then by pay. */
  readonly occupations: readonly Rung[];
  /** In the order of their beginnings. */
  readonly steps: readonly PathwayStep[];
  /** Steps that would be on the map except for employers. */
  readonly struck: readonly (StruckStep & { readonly gain: number })[];
  /** Struck steps that the map would not have anyway. */
  readonly unused: readonly StruckStep[];
}

export interface MapLimits {
  /** Beginnings of the map, from the entry occupations with the most jobs. */
  readonly starts: number;
  /** Steps from one occupation, the best first. */
  readonly branches: number;
  /** Occupations on the map. */
  readonly most: number;
}

/**
 * A map of steps: from the largest entry occupations the best steps of each, and from there on, until it is full.
 *
 * @param programsOf hook for whoever knows completions
 */
export function buildPathwayMap(
  rungs: readonly Rung[],
  {
    limits,
    size,
    struck,
    programsOf,
  }: {
    readonly limits: StepLimits;
    readonly size: MapLimits;
    readonly struck: readonly StruckStep[];
    readonly programsOf?: ((code: SocCode) => readonly TaughtProgram[]) | undefined;
  },
): PathwayMap {
  const strikes = new Map(struck.map((one) => [`${one.from} ${one.to}`, one]));
  const used = new Map<string, StruckStep & { readonly gain: number }>();
  const taken = new Map<SocCode, Rung>();
  const steps: PathwayStep[] = [];
  const bestFrom = (from: Rung): readonly LadderStep[] =>
    listSteps(from, rungs, limits)
      .filter(({ to, gain }) => {
        const strike = strikes.get(`${from.code} ${to.code}`);
        if (strike) used.set(`${from.code} ${to.code}`, { ...strike, gain });
        return !strike;
      })
      .slice(0, size.branches);
  let level = listEntries(rungs)
    .filter((entry) => bestFrom(entry).length > 0)
    .slice(0, size.starts);
  for (const entry of level) taken.set(entry.code, entry);
  const done = new Set<SocCode>();
  while (level.length > 0) {
    const next: Rung[] = [];
    for (const from of level) {
      if (done.has(from.code)) continue;
      done.add(from.code);
      for (const step of bestFrom(from)) {
        if (!taken.has(step.to.code) && taken.size >= size.most) continue;
        taken.set(step.to.code, step.to);
        steps.push({ ...step, programs: programsOf?.(step.to.code) });
        next.push(step.to);
      }
    }
    level = next;
  }
  const onSteps = new Set(steps.flatMap(({ from, to }) => [from.code, to.code]));
  const occupations = [...taken.values()].filter(({ code }) => onSteps.has(code));
  return {
    occupations: occupations.sort(
      (a, b) => (a.jobZone ?? 0) - (b.jobZone ?? 0) || a.pay - b.pay || (a.code < b.code ? -1 : 1),
    ),
    steps,
    struck: [...used.values()],
    unused: struck.filter((one) => !used.has(`${one.from} ${one.to}`)),
  };
}
