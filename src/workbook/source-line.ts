import type { Report } from "../report/report.js";
import { describePublishers } from "../report/source-words.js";
import { describeLqBase } from "../report/words.js";
import type { RankingPlan } from "./plan.js";

/** Where the figures are from: publishers or files, years, what the region is compared with, and the tool. */
export function sourceLine({ inputs }: RankingPlan): string {
  const { table } = inputs.analysis;
  const { provenance } = inputs;
  const years = [table.years.start, table.years.end].filter((year) => year !== undefined).join(" and ");
  return `Source: BLS Quarterly Census of Employment and Wages, ${years} (${describePublishers(provenance)}); LQ base: ${describeLqBase(table)}. Computed by ${provenance.tool}.`;
}

/** The same for the foot of a page, of any report. */
export function pageSource({ provenance, ranked }: Report): string {
  const publishers = describePublishers(provenance);
  if (!ranked) return `${publishers === "" ? "" : `Source: ${publishers}. `}Computed by ${provenance.tool}.`;
  const { start, end } = ranked.analysis.table.years;
  const years = [start, end].filter((year) => year !== undefined).join(" and ");
  return `Source: BLS QCEW ${years} (${publishers}). Computed by ${provenance.tool}.`;
}
