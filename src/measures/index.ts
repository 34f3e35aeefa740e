import { averagePayMeasure } from "./average-pay.js";
import { changeMeasure } from "./change.js";
import { competitiveShareMeasure } from "./competitive-share.js";
import { compoundAnnualGrowthMeasure } from "./compound-annual-growth.js";
import { employmentMeasure, startEmploymentMeasure } from "./employment.js";
import { estimatedShareMeasure } from "./estimated-share.js";
import { establishmentGrowthMeasure, establishmentsMeasure, startEstablishmentsMeasure } from "./establishments.js";
import { growthElsewhereMeasure, growthMeasure } from "./growth.js";
import { jobShareMeasure } from "./job-share.js";
import { locationQuotientChangeMeasure, startLocationQuotientMeasure } from "./location-quotient-change.js";
import { locationQuotientMeasure } from "./location-quotient.js";
import type { IndustryTable } from "../core/industry-table.js";
import type { Measure } from "./measure.js";
import { quotientOneFewerMeasure, quotientOneMoreMeasure } from "./one-establishment.js";
import { nominalPayGrowthMeasure, payGrowthMeasure, startPayMeasure } from "./pay-growth.js";
import { AMONG_AREAS } from "./place-among-areas.js";
import { livingWageRatioMeasure, payRatioMeasure } from "./pay-ratio.js";
import { RELATED_MEASURES } from "./relatedness.js";
import { projectedChangeMeasure, projectedGrowthMeasure, projectedGrowthTotalMeasure } from "./projected-growth.js";
import { wageLocationQuotientMeasure } from "./wage-location-quotient.js";
import { wagesMeasure } from "./wages.js";
import { WORKFORCE_MEASURES, listWorkforceMeasures } from "./workforce.js";

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
export const PRICED_MEASURES: readonly Measure[] = [startPayMeasure, payGrowthMeasure];

/** The measures that a table has only where weights or rules name them, so that it is no wider than it must be. */
export const FURTHER_MEASURES: readonly Measure[] = [
  startEmploymentMeasure,
  startEstablishmentsMeasure,
  establishmentGrowthMeasure,
  nominalPayGrowthMeasure,
  startLocationQuotientMeasure,
  growthElsewhereMeasure,
  projectedGrowthTotalMeasure,
  livingWageRatioMeasure,
  ...AMONG_AREAS,
  ...RELATED_MEASURES,
];

/** Every measure that a table may have: what weights, rules and help know. */
export const ALL_MEASURES: readonly Measure[] = [
  ...MEASURES,
  ...PRICED_MEASURES,
  ...WORKFORCE_MEASURES,
  ...FURTHER_MEASURES,
];

/** The measures of one table. */
export function listMeasures({
  prices,
  workforce,
  named = [],
}: Pick<IndustryTable, "prices" | "named" | "workforce">): readonly Measure[] {
  return [
    ...MEASURES,
    ...(prices ? PRICED_MEASURES : []),
    ...listWorkforceMeasures({ ...(workforce && { workforce }) }),
    ...FURTHER_MEASURES.filter(({ id }) => named.includes(id)),
  ];
}
