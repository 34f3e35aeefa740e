import { knownValue } from "../core/datum.js";
import { comparable } from "../staffing/pay.js";
import { onetOccupation } from "../staffing/read/shipped-onet.js";
import type { OccupationsAnalysis } from "./analysis.js";
import type { Chosen } from "./chosen-industries.js";
import { stepLimits, type Rung, type StepLimits } from "./ladders.js";

/** What a step must have, as options state it: `jobs-share`, `gain` in percent. */
export interface StepValues {
  readonly jobs: number;
  readonly "jobs-share": number;
  readonly openings: number;
  readonly gain: number;
  readonly overlap: number;
  readonly years: number;
}

/** The occupations that ladders are made of: those whose jobs, pay and entry education are known. */
export function listRungs({ entries }: OccupationsAnalysis): readonly Rung[] {
  return entries.flatMap((entry): readonly Rung[] => {
    const pay = entry.pay && comparable(entry.pay.annual.median);
    const jobs = knownValue(entry.jobs);
    const asks = entry.facts?.typicalEducation;
    if (pay === undefined || jobs === undefined || !asks) return [];
    const onet = onetOccupation(entry.code);
    const own = entry.facts?.related ?? [];
    return [
      {
        code: entry.code,
        title: entry.title,
        jobs,
        openings: entry.values["openings"] && knownValue(entry.values["openings"]),
        pay,
        asks,
        jobZone: entry.facts?.jobZone,
        related: own.length > 0 ? own : (onet?.related ?? []),
        skills: onet?.elements ?? [],
        industries: entry.parts.map(({ naics }) => naics),
      },
    ];
  });
}

/** The limits of a run's steps; the region's jobs are those of all its industries where the files have them. */
export function limitsOfRun(values: StepValues, { ground }: Chosen, { jobs }: OccupationsAnalysis): StepLimits {
  const ofRegion = [...(ground?.jobs.values() ?? [])].reduce((sum, count) => sum + count, 0);
  return stepLimits(Math.max(ofRegion, knownValue(jobs) ?? 0), {
    jobs: values.jobs,
    share: values["jobs-share"] / 100,
    leastOpenings: values.openings,
    leastGain: values.gain / 100,
    leastOverlap: values.overlap,
    mostYears: values.years,
  });
}
