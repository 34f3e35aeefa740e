import { calculation } from "./calculation.js";
import { defineMeasure } from "./measure.js";

// How a region's location quotient stands among all areas of its kind in the files. Reading those takes longer than all
// else, so that these figures are there only where a weight or a rule names one of them.

const SOURCE = "BLS QCEW, published location quotients of the files' other areas";
const missing = (): string => "no other areas were read";

export const placeAmongAreasMeasure = defineMeasure({
  id: "lqPlace",
  label: "Place by location quotient among areas",
  shortLabel: "LQ among",
  unit: "rank",
  better: "lower",
  definition:
    "Place of the region's location quotient among all areas of its kind that the files hold, 1 for the highest; ties share the mean of their places.",
  source: SOURCE,
  priority: 3,
  calculation: calculation({ inputs: { place: "amongAreas.place" }, expression: "place", missing }),
});

export const areasComparedMeasure = defineMeasure({
  id: "lqAreas",
  label: "Areas with a location quotient",
  shortLabel: "LQ areas",
  unit: "count",
  better: "lower",
  definition: "Areas of the region's kind in the files with a published location quotient, the region among them.",
  source: SOURCE,
  priority: 4,
  calculation: calculation({ inputs: { areas: "amongAreas.areas" }, expression: "areas", missing }),
});

export const standardizedQuotientMeasure = defineMeasure({
  id: "lqZ",
  label: "Standardized location quotient",
  shortLabel: "LQ z",
  unit: "ratio",
  better: "higher",
  definition:
    "Standard deviations of the region's location quotient from the mean over all areas of its kind in the files, of the quotients or of their logarithms, whichever are nearer to a normal distribution.",
  source: "O'Donoghue & Gleave, Regional Studies 38, 2004",
  priority: 4,
  calculation: calculation({ inputs: { z: "amongAreas.z" }, expression: "z", missing }),
});

/** The measures that need the files' other areas. */
export const AMONG_AREAS = [placeAmongAreasMeasure, areasComparedMeasure, standardizedQuotientMeasure] as const;
