import { averagePayMeasure } from "./average-pay.js";
import { changeMeasure } from "./change.js";
import { competitiveShareMeasure } from "./competitive-share.js";
import { compoundAnnualGrowthMeasure } from "./compound-annual-growth.js";
import { employmentMeasure } from "./employment.js";
import { establishmentsMeasure } from "./establishments.js";
import { growthMeasure } from "./growth.js";
import { jobShareMeasure } from "./job-share.js";
import { locationQuotientChangeMeasure } from "./location-quotient-change.js";
import { locationQuotientMeasure } from "./location-quotient.js";
import type { Measure } from "./measure.js";
import { quotientOneFewerMeasure, quotientOneMoreMeasure } from "./one-establishment.js";
import { payRatioMeasure } from "./pay-ratio.js";
import { projectedChangeMeasure, projectedGrowthMeasure } from "./projected-growth.js";
import { wageLocationQuotientMeasure } from "./wage-location-quotient.js";
import { wagesMeasure } from "./wages.js";

/** Every measure, in the order in which tables show them. */
export const MEASURES: readonly Measure[] = [
  employmentMeasure,
  establishmentsMeasure,
  averagePayMeasure,
  wagesMeasure,
  changeMeasure,
  growthMeasure,
  compoundAnnualGrowthMeasure,
  projectedChangeMeasure,
  projectedGrowthMeasure,
  locationQuotientMeasure,
  quotientOneFewerMeasure,
  quotientOneMoreMeasure,
  locationQuotientChangeMeasure,
  wageLocationQuotientMeasure,
  competitiveShareMeasure,
  jobShareMeasure,
  payRatioMeasure,
];
