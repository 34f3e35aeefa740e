import type { ResultIndustry } from "./result.js";

/** On the short list, or added to it by decision; what was struck is off it. */
export function isListed(industry: Pick<ResultIndustry, "ranked" | "decision"> | undefined): boolean {
  if (industry?.decision) return industry.decision.decision === "added";
  return industry?.ranked?.shortList === true;
}
