import { averagePayMeasure } from "./average-pay.js";
import { changeMeasure } from "./change.js";
import { competitiveShareMeasure } from "./competitive-share.js";
import { compoundAnnualGrowthMeasure } from "./compound-annual-growth.js";
import { employmentMeasure } from "./employment.js";
import { estimatedShareMeasure } from "./estimated-share.js";
import { establishmentsMeasure } from "./establishments.js";
import { growthMeasure } from "./growth.js";
import { jobShareMeasure } from "./job-share.js";
import { locationQuotientChangeMeasure } from "./location-quotient-change.js";
import { locationQuotientMeasure } from "./location-quotient.js";
import type { IndustryTable } from "../core/industry-table.js";
import type { Measure } from "./measure.js";
import { quotientOneFewerMeasure, quotientOneMoreMeasure } from "./one-establishment.js";
import { payGrowthMeasure, startPayMeasure } from "./pay-growth.js";
import { payRatioMeasure } from "./pay-ratio.js";
import { projectedChangeMeasure, projectedGrowthMeasure } from "./projected-growth.js";
import { wageLocationQuotientMeasure } from "./wage-location-quotient.js";
import { wagesMeasure } from "./wages.js";

/** The measures that every table has, in the order in which tables show them. */
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
  estimatedShareMeasure,
];

/** The measures that need a price index, so that a table without one has no empty columns. */
const PRICED_MEASURES: readonly Measure[] = [startPayMeasure, payGrowthMeasure];

/** Every measure that a table may have: what weights, rules and help know. */
export const ALL_MEASURES: readonly Measure[] = [...MEASURES, ...PRICED_MEASURES];

/** The measures of one table. */
export function measuresOf({ prices }: Pick<IndustryTable, "prices">): readonly Measure[] {
  return prices ? ALL_MEASURES : MEASURES;
}
