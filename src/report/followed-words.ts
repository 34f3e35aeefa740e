import { formatNumber } from "../core/number-format.js";
import type { FollowedMethod } from "./rank-inputs.js";

/** Codes named before it is said how many there are more. */
const NAMED = 12;

/** A published method as the lines above a ranking name it, with what it picks. */
export function describeFollowedMethod({ title, name, changedBy, picks }: FollowedMethod): string {
  const but = changedBy.length === 0 ? "" : `, changed by ${changedBy.map((key) => `--${key}`).join(", ")}`;
  const codes = picks.slice(0, NAMED).map(({ naics, uncertain }) => (uncertain ? `${naics}~` : naics));
  const more = picks.length > NAMED ? ` and ${formatNumber(picks.length - NAMED, "count")} more` : "";
  const picked = picks.length === 0 ? "picks none" : `picks ${codes.join(", ")}${more}`;
  return `${title} (${name})${but}: ${picked}`;
}
