import { ABSENT, derive, disclosed, undefinedBecause, type Datum } from "../core/datum.js";
import type { IndustryRow } from "../core/industry-table.js";
import { defineMeasure, type TrailInput } from "./measure.js";
import { compoundAnnualGrowth } from "./compound-annual-growth.js";

function overProjection(
  industry: IndustryRow,
  formula: (jobs: { start: number; end: number; years: number }) => number | undefined,
): Datum {
  const { projection } = industry;
  if (!projection) return undefinedBecause(NO_PROJECTION);
  if (projection.match.kind === "none") return undefinedBecause(projection.match.text);
  return derive(
    { start: projection.base, end: projection.projected },
    (jobs) => formula({ ...jobs, years: projection.projectedYear - projection.baseYear }),
    "no jobs in the base year",
  );
}

const NO_PROJECTION = "no projection was given";

function projectionInputs(industry: IndustryRow): Readonly<Record<"base" | "projected" | "years", TrailInput>> {
  const { projection } = industry;
  const years = projection ? disclosed(projection.projectedYear - projection.baseYear) : ABSENT;
  return {
    base: {
      label: `projection's jobs${ofWider(industry)}, ${projection?.baseYear ?? "no projection"}`,
      datum: projection?.base ?? ABSENT,
      unit: "jobs",
    },
    projected: {
      label: `projected jobs${ofWider(industry)}, ${projection?.projectedYear ?? "no projection"}`,
      datum: projection?.projected ?? ABSENT,
      unit: "jobs",
    },
    years: { label: "years between", datum: years, unit: "count" },
  };
}

function ofWider({ projection }: IndustryRow): string {
  return projection?.match.kind === "ancestor" ? ` of ${projection.match.codes.join(" + ")}` : "";
}

export const projectedGrowthMeasure = defineMeasure({
  id: "projectedGrowth",
  label: "Projected annual growth",
  shortLabel: "Proj./yr",
  unit: "fraction",
  better: "higher",
  definition: "The constant yearly rate that leads from the projection's base level to its projected level.",
  source: "the projection's publisher; rate recomputed from the two levels",
  priority: 2,
  compute: (industry) => overProjection(industry, compoundAnnualGrowth),
  computeColumn: (figures) => figures.all(undefinedBecause(NO_PROJECTION)),
  trail: (industry) => ({
    expression: "(projected ÷ base) ^ (1 ÷ years) − 1",
    inputs: projectionInputs(industry),
  }),
});

export const projectedChangeMeasure = defineMeasure({
  id: "projectedChange",
  label: "Projected change in jobs",
  shortLabel: "Proj. chg",
  unit: "change",
  better: "higher",
  definition: "Projected level less the projection's own base level, over its own span.",
  source: "the projection's publisher",
  priority: 4,
  compute: (industry) =>
    industry.projection?.match.kind === "ancestor"
      ? undefinedBecause("only a wider industry is projected")
      : overProjection(industry, (jobs) => jobs.end - jobs.start),
  computeColumn: (figures) => figures.all(undefinedBecause(NO_PROJECTION)),
  trail: (industry) => {
    const { base, projected } = projectionInputs(industry);
    return { expression: "projected − base", inputs: { base, projected } };
  },
});
