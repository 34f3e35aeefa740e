import type { OccupationEntry } from "./occupation-entry.js";
import { ABSENT, disclosed, undefinedBecause, knownValue, type Datum } from "../core/datum.js";
import { inverseStaffing } from "./inverse.js";
import { needsOccupation } from "../report/chosen-staffing.js";
import { StaffingPatterns } from "../staffing/match.js";
import type { IndustryTree } from "../naics/naics.js";
import { measureCoverage, occupationJobs, type StaffedIndustry } from "./region-jobs.js";
import type { AreaOccupations, OccupationRow, OccupationWages, SocCode, StaffingTable } from "../staffing/records.js";
import { OCCUPATION_MEASURES } from "./measures.js";
import { occupationPay, thresholdAnswer, type WageThreshold } from "../staffing/pay.js";
import { pairCounts, occupationQuotient } from "./quotient.js";
import type { OccupationTable } from "../staffing/occupation-records.js";

/** A chosen industry of the region. */
export interface ChosenIndustry {
  readonly naics: string;
  readonly title: string;
  readonly jobs: Datum;
  /** The codes of a cluster. */
  readonly members?: readonly string[];
}

export interface OccupationsInputs {
  readonly industries: readonly ChosenIndustry[];
  readonly staffing: StaffingTable;
  readonly tree: IndustryTree;
  /** Wages of the nation over all industries. */
  readonly national: AreaOccupations | undefined;
  /** Wages of the region, or of an area near it. */
  readonly regional: AreaOccupations | undefined;
  readonly facts: OccupationTable;
  readonly thresholds: readonly WageThreshold[];
}

export interface OccupationsAnalysis {
  readonly industries: readonly StaffedIndustry[];
  readonly patterns: StaffingPatterns;
  /** Most jobs first. */
  readonly entries: readonly OccupationEntry[];
  /** Jobs of the industries that took part, and those in no published detailed occupation. */
  readonly jobs: Datum;
  readonly uncovered: Datum;
}

/** From industries to occupations: jobs, pay, what they ask for, and where else they work. */
export function analyzeOccupations(inputs: OccupationsInputs): OccupationsAnalysis {
  const patterns = new StaffingPatterns(inputs.staffing, inputs.tree);
  const industries = inputs.industries.map(({ naics, title, jobs, members }): StaffedIndustry => ({
    naics,
    title,
    jobs,
    match: patterns.match(naics, members),
  }));
  const entries = occupationJobs(industries).map((found): OccupationEntry => {
    const { occupation: code } = found;
    const facts = inputs.facts.occupations.get(code);
    const nationalRow = inputs.national?.occupations.get(code);
    const regionalRow = inputs.regional?.occupations.get(code);
    const national = nationalRow && occupationPay(nationalRow.wages);
    const regional = regionalRow && occupationPay(regionalRow.wages);
    const wages = findWages(code, inputs);
    const entry = {
      code,
      title: facts?.title ?? found.title,
      jobs: found.jobs,
      parts: found.parts,
      withheldIn: found.withheldIn,
      borrowed: found.borrowed,
      industryWage: found.industryWage,
      national,
      regional,
      pay: wages && occupationPay(wages),
      regionalEmployment: regionalRow?.employment ?? ABSENT,
      quotient: chooseQuotient(inputs, code, regionalRow),
      facts,
      sharedBy: found.parts.filter(needsOccupation).map(({ naics }) => naics),
      elsewhere: inverseStaffing(code, patterns.all, inputs.tree)
        .workplaces.filter(({ depth }) => depth === 0)
        .map(({ code: where, title, shareOfOccupation }) => ({
          code: where,
          title,
          share: knownValue(shareOfOccupation) ?? 0,
        })),
      answers: Object.fromEntries(
        inputs.thresholds.map((threshold) => [
          threshold.name,
          wages ? thresholdAnswer(wages, threshold) : ("unknown" as const),
        ]),
      ),
    };
    return {
      ...entry,
      naics: code,
      values: Object.fromEntries(OCCUPATION_MEASURES.map(({ id, compute }) => [id, compute(entry)])),
    };
  });
  entries.sort((a, b) => (knownValue(b.jobs) ?? -1) - (knownValue(a.jobs) ?? -1) || (a.code < b.code ? -1 : 1));
  return { industries, patterns, entries, ...measureCoverage(industries) };
}

/** What an occupation pays over all industries: in the region's file where that has its median, else in the nation's. */
export function findWages(
  code: SocCode,
  { regional, national }: Pick<OccupationsInputs, "regional" | "national">,
): OccupationWages | undefined {
  const rows = [regional, national].map((area) => area?.occupations.get(code));
  return rows.find((row) => row !== undefined && hasMedian(row))?.wages;
}

function hasMedian({ wages }: OccupationRow): boolean {
  return [wages.annual.median, wages.hourly.median].some(
    ({ status }) => status === "disclosed" || status === "estimated" || status === "top-coded",
  );
}

/** The published quotient, else the one that the two files' counts give. */
function chooseQuotient(
  { national, regional }: OccupationsInputs,
  code: SocCode,
  row: OccupationRow | undefined,
): Datum {
  if (!row || !regional) return ABSENT;
  if (row.publishedQuotient && knownValue(row.publishedQuotient) !== undefined) return row.publishedQuotient;
  const counts = national && pairCounts(row, code, regional, national);
  if (!counts) return row.employment.status === "suppressed" ? row.employment : ABSENT;
  const quotient = occupationQuotient(counts);
  return quotient === undefined ? undefinedBecause("nothing to divide by") : disclosed(quotient);
}
