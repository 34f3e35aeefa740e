import { derive, undefinedBecause, type Datum } from "../core/datum.js";
import type { FigureColumns } from "../core/figure-columns.js";
import type { IndustryRow, IndustryTable } from "../core/industry-table.js";
import { whereAbsent, type QuantityColumn } from "../core/quantity-columns.js";
import { locationQuotient, NONE_THERE, quotientTrail, type ConcentrationJobs } from "./location-quotient.js";
import { defineMeasure, type Trail } from "./measure.js";
import { industryInput } from "./trail-inputs.js";

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

function quotientOf(industry: IndustryRow, table: IndustryTable, by: 1 | -1): Datum {
  if (industry.reference.end.employment.status === "absent") {
    return undefinedBecause(NONE_THERE);
  }
  return derive(
    {
      regionIndustry: industry.region.end.employment,
      establishments: industry.region.end.establishments,
      regionTotal: table.total.region.end.employment,
      referenceIndustry: industry.reference.end.employment,
      referenceTotal: table.total.reference.end.employment,
    },
    (jobs) => quotientWithEstablishment(jobs, by),
    NO_ESTABLISHMENT,
  );
}

function columnOf(figures: FigureColumns, by: 1 | -1): QuantityColumn {
  const { region, reference, total, reasons } = figures;
  const column = figures.derive(
    {
      regionIndustry: region.end.employment,
      establishments: region.end.establishments,
      regionTotal: total.region.end.employment,
      referenceIndustry: reference.end.employment,
      referenceTotal: total.reference.end.employment,
    },
    (jobs) => quotientWithEstablishment(jobs, by),
    NO_ESTABLISHMENT,
  );
  return whereAbsent(column, { where: reference.end.employment, then: undefinedBecause(NONE_THERE), reasons });
}

const NO_ESTABLISHMENT = "no establishment, or the reference area has none of it";

function trailOf(industry: IndustryRow, table: IndustryTable, sign: "+" | "−"): Trail {
  const one = "regionIndustry ÷ establishments";
  return {
    expression: `((regionIndustry ${sign} ${one}) ÷ (regionTotal ${sign} ${one})) ÷ (referenceIndustry ÷ referenceTotal)`,
    inputs: {
      ...quotientTrail("end", "employment", industry, table).inputs,
      establishments: industryInput(industry, table, "region", "end", "establishments"),
    },
  };
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
  compute: (industry, table) => quotientOf(industry, table, -1),
  computeColumn: (figures) => columnOf(figures, -1),
  trail: (industry, table) => trailOf(industry, table, "−"),
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
  compute: (industry, table) => quotientOf(industry, table, 1),
  computeColumn: (figures) => columnOf(figures, 1),
  trail: (industry, table) => trailOf(industry, table, "+"),
});
