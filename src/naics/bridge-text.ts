import type { BridgePlan, PlannedBridge } from "./bridge-plan.js";

/** How an industry's earlier figures came about, in words. */
export function bridgeText(industry: PlannedBridge, plan: BridgePlan, hasLater: boolean): string {
  const { from, to } = plan;
  if (industry.kind === "unchanged") return `the same content in NAICS ${from} and ${to}`;
  const whole = `NAICS ${from} ${listed(industry.whole)}`;
  if (industry.kind === "moved") {
    return industry.whole.length === 1 ? `all of ${whole}` : `${whole} together, each whole`;
  }
  const parts = `parts of ${listed(industry.parts.map(({ code }) => code))}`;
  const made = industry.whole.length > 0 ? `${whole} whole, and ${parts}` : `${parts} of NAICS ${from}`;
  const how = hasLater ? "the nation's shares and the industry's later figures" : "the nation's shares";
  return `${made}, shared out by ${how}`;
}

function listed(codes: readonly string[]): string {
  return codes.length <= 6 ? codes.join(", ") : `${codes.slice(0, 5).join(", ")} and ${codes.length - 5} more codes`;
}
