import type { BridgePlan, PlannedGroup, PlannedIndustry } from "./bridge-plan.js";

/** How an industry's earlier figures came about, in words. */
export function bridgeText(industry: PlannedIndustry, plan: BridgePlan, hasLater: boolean): string {
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

/** Why a group stands for several codes, in words. */
export function groupText(group: PlannedGroup, plan: BridgePlan): string {
  const [before, after] = [listed(group.from), listed(group.to)];
  return `NAICS ${plan.from} ${before} and NAICS ${plan.to} ${after}: content moved among these codes, and none across their border`;
}

/** Why an industry has no earlier figures when nothing is bridged, in words. */
export function refusedText(code: string, plan: BridgePlan): string {
  return `${code} changed content between NAICS ${plan.from} and ${plan.to}; choose --bridge split or group`;
}

function listed(codes: readonly string[]): string {
  return codes.length <= 6 ? codes.join(", ") : `${codes.slice(0, 5).join(", ")} and ${codes.length - 5} more codes`;
}
