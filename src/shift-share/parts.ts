import { competitiveShare } from "../measures/competitive-share.js";

/** Jobs of one industry, and of all industries, at the two ends of one step. Each ≥ 0 except for a remainder's. */
export interface StepJobs {
  readonly regionStart: number;
  readonly regionEnd: number;
  readonly referenceStart: number;
  readonly referenceEnd: number;
  readonly regionTotalStart: number;
  readonly referenceTotalStart: number;
  readonly referenceTotalEnd: number;
}

/** What a change in jobs is made of; the parts add up to it. */
export type PartId = "nationalGrowth" | "industryMix" | "competitiveShare" | "allocation";
export type Parts = Readonly<Partial<Record<PartId, number>>>;

/**
 * Classic shift-share of one step.
 *
 * - national growth e·G: the jobs that growing like the whole reference area would have brought;
 * - industry mix e·(Gi − G): those that the industry's own growth there brings beyond that;
 * - competitive share e1 − e·(1 + Gi): what is left, and so this region's own.
 *
 * @returns jobs; `undefined` where the reference area started from none
 * @source Dunn, "A statistical and analytical technique for regional analysis", 1960
 */
export function classicParts(jobs: StepJobs): Parts | undefined {
  const competitive = competitiveShare(jobs);
  if (competitive === undefined || jobs.referenceTotalStart === 0) return undefined;
  const all = jobs.referenceTotalEnd / jobs.referenceTotalStart - 1;
  const industry = jobs.referenceEnd / jobs.referenceStart - 1;
  return {
    nationalGrowth: jobs.regionStart * all,
    industryMix: jobs.regionStart * (industry - all),
    competitiveShare: competitive,
  };
}

/**
 * Shift-share that keeps the industry's size out of its competitive share.
 *
 * The jobs that the industry would have if the region had the reference area's mix (h = e·Ei/E) stand in for
 * its own: competitive share h·(g − Gi), allocation (e − h)·(g − Gi). Allocation is positive where the region is
 * specialised in what it does well at, or not in what it does badly at.
 *
 * Without jobs at the start there is no rate g: the whole competitive share is then given as allocation.
 *
 * @source Esteban-Marquillas, "A reinterpretation of shift-share analysis", 1972
 */
export function estebanMarquillasParts(jobs: StepJobs): Parts | undefined {
  const classic = classicParts(jobs);
  if (!classic) return undefined;
  const { nationalGrowth = 0, industryMix = 0, competitiveShare: whole = 0 } = classic;
  if (jobs.regionStart <= 0) return { nationalGrowth, industryMix, competitiveShare: 0, allocation: whole };
  const homothetic = (jobs.regionTotalStart * jobs.referenceStart) / jobs.referenceTotalStart;
  const competitive = (homothetic / jobs.regionStart) * whole;
  return { nationalGrowth, industryMix, competitiveShare: competitive, allocation: whole - competitive };
}
