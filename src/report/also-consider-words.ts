import type { Alternative } from "../ranking/also-consider.js";
import type { Thresholds } from "../ranking/cautions.js";
import type { IndustrySpread } from "../ranking/near-spread.js";
import type { FactorStanding } from "../ranking/short-list.js";
import { describeCaution } from "./cautions.js";
import type { ReportSection } from "./report.js";
import { describeCautions, describeReasons, shortReason } from "./short-list-words.js";
import { lowerFirst, nameIndustry } from "./words.js";

/** Heads the industries off the short list that are worth a look. */
export const ALSO_CONSIDER = "Also consider";

/** The industries to consider beside the short list, a line each. */
export function alsoConsiderSection(
  alternatives: readonly Alternative[],
  thresholds: Thresholds,
): readonly ReportSection[] {
  if (alternatives.length === 0) return [];
  return [
    {
      heading: ALSO_CONSIDER,
      id: "also-consider",
      onScreen: "said",
      items: alternatives.map(
        ({ entry }) =>
          `${nameIndustry(entry.industry.candidate)}: ${lowerFirst(describeReasons(entry))}${describeCautions(entry, thresholds)}`,
      ),
    },
  ];
}

/** "493 Warehousing and storage" and ": LQ 1st; held back by growth 62nd": the best two and the worst. */
export function alternativeLine({ entry, by, reason }: Alternative): { readonly name: string; readonly text: string } {
  const lifted = (reason === "leads" ? by : entry.lifted).slice(0, 2);
  const words = shortReason({ ...entry, lifted, heldBack: entry.heldBack.slice(0, 1) });
  return { name: nameIndustry(entry.industry.candidate), text: `: ${words.replace(/^lifted by /, "")}` };
}

export function alternativeJson(
  { entry, reason, by }: Alternative,
  thresholds: Thresholds,
  spread: ReadonlyMap<string, IndustrySpread> | undefined,
) {
  const { industry, lifted, heldBack, cautions } = entry;
  const { naics } = industry.candidate;
  return {
    naics,
    rank: industry.rank,
    reason,
    by: by.map(standingJson),
    lifted: lifted.map(standingJson),
    heldBack: heldBack.map(standingJson),
    cautions: cautions.map((one) => describeCaution(one, thresholds)),
    ...(spread && { topShare: spread.get(naics)?.topShare }),
  };
}

export function standingJson({ id, rank, of }: FactorStanding) {
  return { factor: id, rank, of };
}
