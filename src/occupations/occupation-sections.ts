import { knownValue } from "../core/datum.js";
import type { OccupationsAnalysis } from "./analysis.js";
import type { OccupationEntry } from "./occupation-entry.js";
import { shortEducation } from "./education.js";
import { formatYears, sumYears, type Ladder, type LadderStep, type Rung } from "./ladders.js";
import { isMetAtMedian, type WageThreshold } from "../staffing/pay.js";
import { formatDatum, formatNumber } from "../core/number-format.js";
import { jobsOfGroup } from "./region-jobs.js";
import { formatThreshold } from "./occupation-columns.js";
import type { ReportSection } from "../report/report.js";

/** How many jobs are in occupations at whose median a threshold is earned. */
export function thresholdSection(
  thresholds: readonly WageThreshold[],
  analysis: OccupationsAnalysis,
): readonly ReportSection[] {
  if (thresholds.length === 0) return [];
  return [
    {
      heading: "Wage thresholds",
      items: thresholds.map((threshold) => {
        const group = (wanted: (entry: OccupationEntry) => boolean) => {
          const codes = new Set(analysis.entries.filter(wanted).map(({ code }) => code));
          return jobsOfGroup(analysis.industries, (code) => codes.has(code));
        };
        const met = group(({ answers }) => isMetAtMedian(answers[threshold.name]!));
        const unknown = knownValue(group(({ answers }) => answers[threshold.name] === "unknown")) ?? 0;
        const all = knownValue(analysis.jobs) ?? 0;
        const share = all === 0 ? "" : ` (${formatNumber((knownValue(met) ?? 0) / all, "fraction")} of all)`;
        const lacking = unknown > 0 ? `; for ${formatNumber(unknown, "jobs")} no wage is published that decides` : "";
        return `${threshold.name}, ${formatThreshold(threshold)}: ${formatDatum(met, "jobs")} jobs${share} are in occupations in which at least half earn it${lacking}.`;
      }),
    },
  ];
}

/** Most industries an occupation can be short of all and still be called shared. */
const SHARED_LEAST = 2;
const SHARED_SHOWN = 8;

/** Occupations that several of the chosen industries need, where one training program serves many. */
export function sharedSection({ entries, industries }: OccupationsAnalysis): readonly ReportSection[] {
  if (industries.length < SHARED_LEAST) return [];
  const shared = entries
    .filter(({ sharedBy }) => sharedBy.length >= SHARED_LEAST)
    .sort((a, b) => b.sharedBy.length - a.sharedBy.length || (knownValue(b.jobs) ?? 0) - (knownValue(a.jobs) ?? 0))
    .slice(0, SHARED_SHOWN);
  if (shared.length === 0) return [];
  return [
    {
      heading: "Shared: one training program serves several industries",
      items: shared.map(
        ({ code, title, sharedBy, jobs }) =>
          `${code} ${title}: ${sharedBy.length} of ${industries.length} industries (${sharedBy.join(", ")}), ${formatDatum(jobs, "jobs")} jobs.`,
      ),
    },
  ];
}

/** Steps to better pay, one ladder an item. */
export function ladderSection(ladders: readonly Ladder[]): ReportSection {
  return {
    heading: "Ladders: steps to better pay within these industries",
    paragraphs: [
      "Each step leads to an occupation of the same industries with jobs and openings here, that O*NET calls related or that is of the same group and as alike in skills and knowledge, pays more, and asks for what is within reach. L: most states license it. Steps are possibilities made of published facts, not counts of people who took them; `pathways` draws them all.",
    ],
    ...(ladders.length === 0
      ? { items: ["None: no occupation leads to another by these rules."] }
      : { items: ladders.map(({ steps }) => `${describeRung(steps[0].from)}${steps.map(describeStep).join("")}.`) }),
  };
}

function describeRung({ code, title, pay, asks }: Rung): string {
  return `${code} ${title} (${formatNumber(pay, "dollars")}, ${shortEducation(asks.education)})`;
}

function describeStep({ to, gain, time, needsLicence }: LadderStep): string {
  const years = sumYears(time);
  const asks = years >= 1 ? `, ${formatYears(years)}` : "";
  return ` → ${describeRung(to).slice(0, -1)}, +${formatNumber(gain, "fraction")}${asks}${needsLicence ? ", L" : ""})`;
}
