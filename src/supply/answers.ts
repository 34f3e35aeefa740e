import { knownValue } from "../core/datum.js";
import { formatNumber, formatShare, formatSpokenDatum } from "../core/number-format.js";
import { formatList } from "../report/words.js";
import { surveyYears } from "../workers/read/acs.js";
import type { OccupationSupply } from "./occupation-supply.js";
import type { SupplyFindings } from "./read-supply.js";
import { educationBeside } from "./workers-tables.js";

/** How many occupations a sentence names. */
const NAMED = 3;

/** What a meeting takes away, a sentence each. */
export function composeAnswers(findings: SupplyFindings): readonly string[] {
  return [...supplySentences(findings), ...workersSentences(findings)];
}

/** Of completions beside openings. */
export function supplySentences(findings: SupplyFindings): readonly string[] {
  const { supply, demand, shown } = findings;
  return [...(supply && demand ? gapSentences(shown) : []), ...sharingSentences(findings)];
}

function gapSentences(shown: readonly OccupationSupply[]): readonly string[] {
  const name = ({ title, gap, openings, completions }: OccupationSupply): string =>
    `${title} (${formatSpokenDatum(openings, "jobs")} openings, ${formatNumber(completions, "count")} completions, gap ${formatSpokenDatum(gap, "change")})`;
  const short = shown.filter(({ gap }) => (knownValue(gap) ?? 0) > 0).slice(0, NAMED);
  const taught = shown.filter(({ programs }) => programs.length > 0);
  const untaught = shown.filter(({ programs, openings }) => programs.length === 0 && (knownValue(openings) ?? 0) > 0);
  const over = [...taught]
    .filter(({ gap }) => (knownValue(gap) ?? 0) < 0)
    .reverse()
    .slice(0, NAMED);
  return [
    ...(short.length > 0 ? [`Most openings beyond completions: ${formatList(short.map(name))}.`] : []),
    ...(over.length > 0 ? [`Most completions beyond openings: ${formatList(over.map(name))}.`] : []),
    ...(untaught.length > 0
      ? [
          `${untaught.length} of ${shown.length} occupations have openings and no program here, first ${formatList(untaught.slice(0, NAMED).map(({ title, openings }) => `${title} (${formatSpokenDatum(openings, "jobs")} openings)`))}.`,
        ]
      : []),
  ];
}

/** Of those who live in the region. */
export function workersSentences(findings: SupplyFindings): readonly string[] {
  const { residents, region } = findings;
  if (!residents) return [];
  const latest = residents.laborForce.at(-1);
  const age = residents.subjects.find(({ subject }) => subject.id === "age");
  const older = age?.areas[0]?.groups.get("55-over");
  const beside = educationBeside(findings);
  const asked = beside && shareFrom(beside.map(({ openingsShare }) => openingsShare));
  const have = beside && shareFrom(beside.map(({ share }) => share?.estimate ?? 0));
  return [
    ...(latest
      ? [
          `${region.name} has a labor force of ${formatSpokenDatum(latest.areas[0]!.figures.laborForce, "count")} (${latest.year}); ${formatRate(latest.areas[0]!.figures.rate)} are unemployed.`,
        ]
      : []),
    ...(older?.share.estimate === undefined
      ? []
      : [`${formatShare(older.share.estimate)} of residents are 55 and over (${surveyYears(age!.table.period)}).`]),
    ...(asked !== undefined && have !== undefined
      ? [
          `A bachelor's degree or more is asked for in ${formatShare(asked)} of openings; ${formatShare(have)} of adults have one.`,
        ]
      : []),
  ];
}

function formatRate(rate: Parameters<typeof knownValue>[0]): string {
  const value = knownValue(rate);
  return value === undefined ? "an unknown part" : formatNumber(value, "fraction");
}

/** Of the two highest groups: bachelor's, and graduate. */
function shareFrom(shares: readonly number[]): number {
  return shares.slice(-2).reduce((sum, share) => sum + share, 0);
}

/** What is said of the sharing: how much each way, and how much of it is below what jobs ask for. */
function sharingSentences({ supply, demand }: SupplyFindings): readonly string[] {
  if (!supply) return [];
  const { total, by, unmatched } = supply.shared;
  const none = unmatched.reduce((sum, { completions }) => sum + completions, 0);
  const count = (value: number): string => formatNumber(value, "count");
  const below = supply.occupations.reduce((sum, one) => sum + belowEntry(one), 0);
  return [
    `${count(total)} completions a year: ${count(total - none)} lead to an occupation, and ${count(none)} (${formatShare(total === 0 ? 0 : none / total)}) to none: the last tables name them.`,
    ...(demand
      ? [
          `Shared by openings here ${count(by.region)}, by the nation's ${count(by.nation)}, equally ${count(by.equally)}; ${count(by.alone)} are of programs with one occupation.`,
          `${count(below)} have an award below the entry education of the occupation that they were counted in, such as an associate's degree where a bachelor's is typical.`,
        ]
      : []),
  ];
}

function belowEntry({ atEntry, completions }: OccupationSupply): number {
  return atEntry === undefined ? 0 : completions - atEntry;
}
