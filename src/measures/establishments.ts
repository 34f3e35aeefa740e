import { calculation } from "./calculation.js";
import { growth } from "./growth.js";
import { defineMeasure } from "./measure.js";
import { noActivity, noStart } from "./over-span.js";

export const establishmentsMeasure = defineMeasure({
  id: "establishments",
  label: "Establishments",
  shortLabel: "Firms",
  unit: "establishments",
  better: "higher",
  definition: "Places of work in the latest year. A firm with several places counts once for each.",
  source: "BLS QCEW, establishment count",
  priority: 3,
  calculation: calculation({ inputs: { establishments: "region.end.establishments" }, expression: "establishments" }),
});

const FIRST = { place: "region.start.establishments", ifAbsent: noActivity } as const;

export const startEstablishmentsMeasure = defineMeasure({
  id: "startEstablishments",
  label: "Establishments of the first year",
  shortLabel: "Firms before",
  unit: "establishments",
  better: "higher",
  definition: "Places of work in the first year of the span, brought to the latest year's NAICS.",
  source: "BLS QCEW, establishment count",
  priority: 4,
  calculation: calculation({ inputs: { establishments: FIRST }, expression: "establishments", missing: noStart }),
});

export const establishmentGrowthMeasure = defineMeasure({
  id: "establishmentGrowth",
  label: "Growth of establishments",
  shortLabel: "Firms gr.",
  unit: "fraction",
  better: "higher",
  definition: "Change in establishments over the span divided by those of its first year.",
  source: "BLS QCEW, establishment count",
  priority: 4,
  calculation: calculation({
    inputs: { start: FIRST, end: "region.end.establishments" },
    formula: growth,
    expression: "(end − start) ÷ start",
    missing: noStart,
    noAnswer: "no establishments at the start",
  }),
});
