import { derive, disclosed, undefinedBecause, type Datum } from "../core/datum.js";
import type { FigureColumns } from "../core/figure-columns.js";
import type { IndustryRow, IndustryTable } from "../core/industry-table.js";
import { whereAbsent, whereKnown, type QuantityColumn } from "../core/quantity-columns.js";
import { defineMeasure, type TrailInput } from "./measure.js";
import { fromRatio } from "./span.js";
import { industryInput } from "./trail-inputs.js";

/** Jobs of one industry at both ends of the span, here and in the reference area. */
export interface CompetitiveJobs {
  readonly regionStart: number;
  readonly regionEnd: number;
  readonly referenceStart: number;
  readonly referenceEnd: number;
}

/**
 * Jobs gained or lost beyond what the industry's own growth in the reference area would have brought.
 *
 * Written as e1 − e0·(Ei1 ÷ Ei0), which also holds where the region started from none.
 *
 * @returns jobs; `undefined` where the reference area started from none
 * @source classic shift-share, Dunn 1960
 */
export function competitiveShare(jobs: CompetitiveJobs): number | undefined {
  if (jobs.referenceStart === 0) return undefined;
  return jobs.regionEnd - jobs.regionStart * (jobs.referenceEnd / jobs.referenceStart);
}

function orNone(datum: Datum): Datum {
  return datum.status === "absent" ? disclosed(0) : datum;
}

function startInput(industry: IndustryRow, table: IndustryTable): TrailInput {
  const input = industryInput(industry, table, "region", "start");
  return industry.region.start ? { ...input, datum: orNone(input.datum) } : input;
}

function computeColumn(figures: FigureColumns): QuantityColumn {
  const { region, reference, isRecovered, reasons } = figures;
  if (!region.start || !reference.start) return figures.all(undefinedBecause(whyNoGrowth(isRecovered)));
  const start = region.start.employment;
  const [referenceStart, referenceEnd] = [reference.start.employment, reference.end.employment];
  const apart = figures.derive(
    {
      regionStart: whereAbsent(start, { where: start, then: disclosed(0), reasons }),
      regionEnd: region.end.employment,
      referenceStart,
      referenceEnd,
    },
    competitiveShare,
    NO_REFERENCE,
  );
  const { employmentRatio: ratio } = region;
  const together =
    ratio && figures.derive({ end: region.end.employment, ratio, referenceStart, referenceEnd }, competitiveByRatio);
  return whereKnown(apart, together, reasons);
}

/** The same where the region's jobs at both ends are known by their ratio. */
function competitiveByRatio(
  jobs: Pick<CompetitiveJobs, "referenceStart" | "referenceEnd"> & { readonly end: number; readonly ratio: number },
): number | undefined {
  const { start, end } = fromRatio(jobs);
  return competitiveShare({ ...jobs, regionStart: start, regionEnd: end });
}

const NO_REFERENCE = "the reference area started from none";

function whyNoGrowth(isRecovered: boolean): string {
  return isRecovered ? "recovered reference shares give no growth" : "the files do not reach back";
}

export const competitiveShareMeasure = defineMeasure({
  id: "competitiveShare",
  label: "Competitive share",
  shortLabel: "Compet.",
  unit: "change",
  better: "higher",
  definition: "Jobs gained or lost beyond the industry's own growth in the reference area over the span (shift-share).",
  source: "classic shift-share, Dunn 1960",
  priority: 4,
  compute: (industry, table) => {
    const { region, reference } = industry;
    if (!region.start || !reference.start) {
      return undefinedBecause(whyNoGrowth(table.reference.recovered));
    }
    const { employmentRatio: ratio } = region;
    const [referenceStart, referenceEnd] = [reference.start.employment, reference.end.employment];
    if (ratio) {
      const together = { end: region.end.employment, ratio, referenceStart, referenceEnd };
      return derive(together, competitiveByRatio, NO_REFERENCE);
    }
    return derive(
      {
        // A region without a row of it had none of it, from which jobs can well have come.
        regionStart: orNone(region.start.employment),
        regionEnd: region.end.employment,
        referenceStart,
        referenceEnd,
      },
      competitiveShare,
      NO_REFERENCE,
    );
  },
  computeColumn,
  trail: (industry, table) => ({
    expression: "regionEnd − regionStart × (referenceEnd ÷ referenceStart)",
    inputs: {
      regionEnd: industryInput(industry, table, "region", "end"),
      regionStart: startInput(industry, table),
      referenceEnd: industryInput(industry, table, "reference", "end"),
      referenceStart: industryInput(industry, table, "reference", "start"),
    },
  }),
});
