import { hasValue } from "../core/datum.js";
import type { Thresholds } from "../ranking/cautions.js";
import type { FactorStanding, ShortListEntry } from "../ranking/short-list.js";
import { formatNumber } from "../core/number-format.js";
import { ALL_MEASURES } from "../measures/index.js";
import { describeCaution } from "./cautions.js";
import type { ReportSection } from "./report.js";
import { formatList, lowerFirst, nameIndustry, ordinal, sentence } from "./words.js";

/** "622 Hospitals — 47 establishments. Lifted by jobs (2nd of 84) …; held back by … Careful: …" */
export function describeEntry(entry: ShortListEntry, thresholds: Thresholds): string {
  return `${nameIndustry(entry.industry.candidate)} — ${describeEstablishments(entry)}. ${describeReasons(entry)}${describeCautions(entry, thresholds)}`;
}

/** "47 establishments" */
function describeEstablishments({ industry }: ShortListEntry): string {
  const { establishments } = industry.candidate.row.region.end;
  if (!hasValue(establishments)) return "number of establishments not known";
  const noun = establishments.value === 1 ? "establishment" : "establishments";
  return `${formatNumber(establishments.value, "establishments")} ${noun}`;
}

/** "Lifted by jobs (2nd of 84); held back by growth (80th of 84)." */
export function describeReasons(entry: ShortListEntry): string {
  const { lifted, heldBack } = entry;
  const standing = ({ label, rank, of }: FactorStanding) => `${lowerFirst(label)} (${ordinal(rank)} of ${of})`;
  const clauses = [
    lifted.length > 0 ? `lifted by ${formatList(lifted.map(standing))}` : undefined,
    lifted.length + heldBack.length === 0 ? "in the middle on every factor" : undefined,
    heldBack.length > 0 ? `held back by ${formatList(heldBack.map(standing))}` : undefined,
    ...listMissing(entry, (_id, label) => lowerFirst(label)),
  ].filter((clause) => clause !== undefined);
  return `${sentence(clauses.join("; "))}.`;
}

/** "no figure for projected annual growth", "job growth not counted, being mostly a guess". */
function listMissing(
  { missing, industry: { candidate } }: ShortListEntry,
  nameOf: (id: string, label: string) => string,
): readonly string[] {
  const isGuess = ({ id }: { readonly id: string }): boolean => candidate.guesses?.includes(id) === true;
  const named = (factors: ShortListEntry["missing"]) => formatList(factors.map(({ id, label }) => nameOf(id, label)));
  const guesses = missing.filter(isGuess);
  const without = missing.filter((factor) => !isGuess(factor));
  return [
    ...(without.length > 0 ? [`no figure for ${named(without)}`] : []),
    ...(guesses.length > 0 ? [`${named(guesses)} not counted, being mostly a guess`] : []),
  ];
}

/** " Careful: …", or nothing. */
export function describeCautions({ cautions }: ShortListEntry, thresholds: Thresholds): string {
  if (cautions.length === 0) return "";
  return ` Careful: ${cautions.map((one) => describeCaution(one, thresholds)).join("; ")}.`;
}
/** Heads the reasons of the short list. */
export const WHY = "Why each industry is on the short list";
export const WHY_ID = "why";

export function shortListSections(
  shortList: readonly ShortListEntry[],
  thresholds: Thresholds,
): readonly ReportSection[] {
  if (shortList.length === 0) return [];
  return [
    {
      heading: WHY,
      id: WHY_ID,
      onScreen: "why",
      items: shortList.map((entry) => describeEntry(entry, thresholds)),
    },
  ];
}

/** "lifted by pay 4th, LQ 6th; held back by jobs 60th": the same in few words, for one line of a table. */
export function shortReason(entry: ShortListEntry): string {
  const { lifted, heldBack } = entry;
  const standing = ({ id, label, rank }: FactorStanding) => `${shortName(id, label)} ${ordinal(rank)}`;
  const clauses = [
    lifted.length > 0 ? `lifted by ${lifted.map(standing).join(", ")}` : undefined,
    lifted.length + heldBack.length === 0 ? "in the middle on every factor" : undefined,
    heldBack.length > 0 ? `held back by ${heldBack.map(standing).join(", ")}` : undefined,
    ...listMissing(entry, shortName),
  ];
  return clauses.filter((clause) => clause !== undefined).join("; ");
}

/** A factor as a narrow column calls it, unless that is an abbreviation that only a column may have: "LQ", "pay". */
function shortName(id: string, label: string): string {
  const short = ALL_MEASURES.find((measure) => measure.id === id)?.shortLabel;
  return lowerFirst(short === undefined || /[./+−]/.test(short) ? label : short);
}
