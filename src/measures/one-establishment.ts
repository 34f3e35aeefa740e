import { calculation, type Calculation } from "./calculation.js";
import { locationQuotient, noneThere, type ConcentrationJobs } from "./location-quotient.js";
import { defineMeasure } from "./measure.js";

/**
 * The location quotient with one establishment of average size more, or one fewer: small areas jump.
 *
 * @param by 1 or −1
 * @source Crawley, Gabe & Pominova, "The pitfalls of using location quotients to identify clusters and represent
 *   industry specialization in small regions", 2021
 */
export function quotientWithEstablishment(
  jobs: ConcentrationJobs & { readonly establishments: number },
  by: 1 | -1,
): number | undefined {
  if (jobs.establishments === 0) return undefined;
  const moved = (by * jobs.regionIndustry) / jobs.establishments;
  return locationQuotient({
    regionIndustry: jobs.regionIndustry + moved,
    regionTotal: jobs.regionTotal + moved,
    referenceIndustry: jobs.referenceIndustry,
    referenceTotal: jobs.referenceTotal,
  });
}

function withEstablishment(by: 1 | -1): Calculation {
  const moved = `${by === 1 ? "+" : "−"} regionIndustry ÷ establishments`;
  return calculation({
    inputs: {
      regionIndustry: "region.end.employment",
      establishments: "region.end.establishments",
      regionTotal: "total.region.end.employment",
      referenceIndustry: { place: "reference.end.employment", ifAbsent: noneThere },
      referenceTotal: "total.reference.end.employment",
    },
    formula: (jobs) => quotientWithEstablishment(jobs, by),
    expression: `((regionIndustry ${moved}) ÷ (regionTotal ${moved})) ÷ (referenceIndustry ÷ referenceTotal)`,
    noAnswer: "no establishment, or the reference area has none of it",
  });
}

const SOURCE = "Crawley, Gabe & Pominova 2021";

export const quotientOneFewerMeasure = defineMeasure({
  id: "lqOneFewer",
  label: "Location quotient with one establishment fewer",
  shortLabel: "LQ −1",
  unit: "ratio",
  better: "higher",
  definition: "Location quotient if one establishment of the industry's average size closed, latest year.",
  source: SOURCE,
  priority: 4,
  calculation: withEstablishment(-1),
});

export const quotientOneMoreMeasure = defineMeasure({
  id: "lqOneMore",
  label: "Location quotient with one establishment more",
  shortLabel: "LQ +1",
  unit: "ratio",
  better: "higher",
  definition: "Location quotient if one establishment of the industry's average size opened, latest year.",
  source: SOURCE,
  priority: 4,
  calculation: withEstablishment(1),
});
