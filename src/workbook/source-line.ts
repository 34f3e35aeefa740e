import { listWords, lqBaseWords } from "../report/words.js";
import type { RankingPlan } from "./plan.js";

/** Where the figures are from: publishers or files, years, what the region is compared with, and the tool. */
export function sourceLine({ inputs }: RankingPlan): string {
  const { table } = inputs.analysis;
  const { provenance } = inputs;
  const named = [
    ...new Set(
      provenance.inputs.map(({ publisher, release, file }) =>
        publisher === undefined
          ? (file.split(/[/\\]/).at(-1) ?? file)
          : [publisher, release].filter(Boolean).join(", "),
      ),
    ),
  ];
  const files =
    named.length > MOST_NAMED ? [...named.slice(0, MOST_NAMED), `${named.length - MOST_NAMED} more`] : named;
  const years = [table.years.start, table.years.end].filter((year) => year !== undefined).join(" and ");
  return `Source: BLS Quarterly Census of Employment and Wages, ${years} (${listWords(files)}); LQ base: ${lqBaseWords(table)}. Computed by ${provenance.tool}.`;
}

const MOST_NAMED = 4;
