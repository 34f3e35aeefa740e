import { lowerFirst } from "../report/words.js";
import { cellName, quoted, sheetPrefix } from "./model.js";
import {
  SCORING,
  scoringColumn,
  scoringRange,
  SHEETS,
  type PlannedFactor,
  type PlannedIndustry,
  type RankingPlan,
} from "./plan.js";

/** A list without the comma and space at its end. */
export const withoutComma = (cell: string): string => `LEFT(${cell},LEN(${cell})-2)`;

export type StandingKind = "lifted" | "held" | "missing";

/** One factor's part of why: in the best third of its places, in the last third, or without a figure. */
export function pieceFormula(
  plan: RankingPlan,
  { label }: PlannedFactor,
  factor: number,
  { source, kind }: { readonly source: string; readonly kind: StandingKind },
): string {
  const rank = `INDEX(${scoringRange(plan, scoringColumn(plan, "rank", factor))},${source})`;
  const of = `${sheetPrefix(SHEETS.scoring)}${cellName(SCORING.facts.count, scoringColumn(plan, "value", factor), "both")}`;
  const words = `${quoted(`${lowerFirst(label)} (`)}&${rank}&" of "&${of}&"), "`;
  if (kind === "missing") {
    const counts = `${sheetPrefix(SHEETS.scoring)}${cellName(SCORING.facts.weight, scoringColumn(plan, "value", factor), "both")}`;
    return `IF(AND(${counts}>0,${rank}=""),${quoted(`${lowerFirst(label)}, `)},"")`;
  }
  const third = kind === "lifted" ? `3*(${rank}-1)<=${of}-1` : `AND(${of}>1,3*(${rank}-1)>=2*(${of}-1))`;
  return `IF(ISNUMBER(${rank}),IF(${third},${words},""),"")`;
}

/** The same in words, for programs that do not calculate. */
export function describeStandings(
  { factors }: RankingPlan,
  industry: PlannedIndustry | undefined,
): Readonly<Record<StandingKind, string>> {
  const found: Record<StandingKind, string> = { lifted: "", held: "", missing: "" };
  const ranked = industry?.ranked;
  if (!ranked) return found;
  for (const { id, label, count } of factors) {
    const rank = ranked.ranks[id];
    if (rank === undefined) {
      if (count > 0) found.missing += `${lowerFirst(label)}, `;
      continue;
    }
    const words = `${lowerFirst(label)} (${rank} of ${count}), `;
    if (3 * (rank - 1) <= count - 1) found.lifted += words;
    if (count > 1 && 3 * (rank - 1) >= 2 * (count - 1)) found.held += words;
  }
  return found;
}

export function reasonText({ lifted, held, missing }: Readonly<Record<StandingKind, string>>): string {
  return [
    lifted && `Lifted by ${lifted.slice(0, -2)}.`,
    held && `Held back by ${held.slice(0, -2)}.`,
    lifted + held === "" && "In the middle on every factor.",
    missing && `No sure figure for ${missing.slice(0, -2)}.`,
  ]
    .filter(Boolean)
    .join(" ");
}
