import { calculation } from "./calculation.js";
import { defineMeasure } from "./measure.js";

// What a region is near to, by which industries are found together in all areas of the files. Reading those takes longer than all
// else, so that these figures are there only where a weight or a rule names one of them.

const SOURCE = "BLS QCEW; Hidalgo and Hausmann 2007–2009, Daboin et al. 2019";
const missing = (): string => "no other areas were read";

export const densityMeasure = defineMeasure({
  id: "density",
  label: "Relatedness density",
  shortLabel: "Density",
  unit: "ratio",
  better: "higher",
  definition:
    "Part that the region has of what the industry is found together with elsewhere: proximities to industries with a location quotient of 1 or more, over proximities to all.",
  source: SOURCE,
  priority: 3,
  calculation: calculation({ inputs: { density: "related.density" }, expression: "density", missing }),
});

export const strategicGainMeasure = defineMeasure({
  id: "strategicGain",
  label: "Strategic gain",
  shortLabel: "Gain",
  unit: "ratio",
  better: "higher",
  definition:
    "Complexity of the industries near this one that the region is without, less density times the industry's own complexity.",
  source: SOURCE,
  priority: 3,
  calculation: calculation({ inputs: { gain: "related.strategicGain" }, expression: "gain", missing }),
});

export const complexityMeasure = defineMeasure({
  id: "complexity",
  label: "Complexity of the industry",
  shortLabel: "Complex.",
  unit: "ratio",
  better: "higher",
  definition:
    "Second eigenvector of which industries are found together, in standard deviations from their mean; falls with the number of areas that have the industry.",
  source: SOURCE,
  priority: 4,
  calculation: calculation({ inputs: { complexity: "related.complexity" }, expression: "complexity", missing }),
});

/** The measures that need the industries of the files' other areas. */
export const RELATED_MEASURES = [densityMeasure, strategicGainMeasure, complexityMeasure] as const;
