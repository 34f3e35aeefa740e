import type { Areas } from "../areas/areas.js";
import type { AreaCode } from "../core/codes.js";
import type { Datum } from "../core/datum.js";
import type { Level } from "../core/industry-table.js";
import { industryTree } from "../naics/read-naics.js";
import { isUnder } from "../naics/levels.js";
import { analyzeOccupations } from "../occupations/analysis.js";
import type { OccupationEntry } from "../occupations/occupation-entry.js";
import type { OccupationTables } from "../occupations/occupation-tables.js";
import { shortListEntry, type ShortListEntry } from "../ranking/short-list.js";
import type { RankCandidate } from "../ranking/criteria.js";
import type { RankedIndustry } from "../ranking/rank.js";
import type { JobHistory } from "../region/job-history.js";
import type { RankReportInputs } from "../report/rank-inputs.js";
import type { PatternMatch } from "../staffing/match.js";
import type { AreaOccupations } from "../staffing/records.js";
import { growthElsewhereMeasure } from "../measures/growth.js";
import type { Analyses, MeasuredLevel } from "../counties/analyses.js";
import { industryByCounty, strongOutside, type CountyIndustry, type OutsideCounty } from "../counties/places.js";

/** What an industry is made of at one finer level. */
export interface IndustryParts extends MeasuredLevel {
  readonly level: Level;
}

/** All that a profile knows of one industry of a region. */
export interface IndustryProfile {
  readonly candidate: RankCandidate;
  readonly level: Level;
  /** The ranking of its level. */
  readonly inputs: RankReportInputs;
  /** Undefined where it is not ranked: left out by a filter, or without figures. */
  readonly ranked: RankedIndustry<RankCandidate> | undefined;
  /** What speaks for it and against it. */
  readonly entry: ShortListEntry | undefined;
  readonly isListed: boolean;
  readonly growthElsewhere: Datum;
  /** Jobs in the years of the files, or in the two of the span. */
  readonly history: readonly { readonly year: number; readonly jobs: Datum }[];
  /** One and two levels down; without a level that the files do not hold. */
  readonly parts: readonly IndustryParts[];
  readonly counties: readonly CountyIndustry[];
  readonly outside: readonly OutsideCounty[];
  readonly match: PatternMatch;
  /** Most jobs first. */
  readonly occupations: readonly OccupationEntry[];
}

/** What profiles of industries share. */
export interface ProfileContext {
  readonly analyses: Analyses;
  readonly areas: Areas;
  readonly counties: readonly AreaCode[];
  readonly occupations: OccupationTables;
  readonly regional: AreaOccupations | undefined;
  readonly inputsAt: (level: Level) => RankReportInputs;
  readonly historyAt: (level: Level) => JobHistory | undefined;
}

const BELOW: Readonly<Record<Level, readonly Level[]>> = {
  supersector: ["sector", "3"],
  sector: ["3", "4"],
  "3": ["4", "5"],
  "4": ["5", "6"],
  "5": ["6"],
  "6": [],
};

/** All that is known of an industry, by the functions that the commands of each of its parts use. */
export function profileIndustry(candidate: RankCandidate, level: Level, context: ProfileContext): IndustryProfile {
  const { analyses, areas, counties } = context;
  const inputs = context.inputsAt(level);
  const { ranking, shortList, thresholds, analysis } = inputs;
  const { table } = analysis;
  const { naics, row } = candidate;
  const ranked = ranking.industries.find((one) => one.candidate.naics === naics);
  const place = { analyses, areas, counties };
  const staffed = analyzeOccupations({
    industries: [
      { naics, title: candidate.title, jobs: row.region.end.employment, ...(row.members && { members: row.members }) },
    ],
    staffing: context.occupations.staffing,
    tree: industryTree(),
    national: context.occupations.national,
    regional: context.regional,
    facts: context.occupations.facts,
    thresholds: [],
  });
  return {
    candidate,
    level,
    inputs,
    ranked,
    entry: ranked && shortListEntry(ranked, ranking, table, thresholds),
    isListed: shortList.some(({ industry }) => industry.candidate.naics === naics),
    growthElsewhere: growthElsewhereMeasure.compute(row, table),
    history: pickHistory(candidate, inputs, context.historyAt(level)),
    parts: listParts(candidate, level, analyses),
    counties: counties.length > 1 ? industryByCounty(naics, level, place) : [],
    outside: counties.length > 0 ? strongOutside(naics, level, { ...place, thresholds }) : [],
    match: staffed.industries[0]!.match,
    occupations: staffed.entries,
  };
}

function pickHistory(
  { naics, row }: RankCandidate,
  { analysis }: RankReportInputs,
  history: JobHistory | undefined,
): IndustryProfile["history"] {
  const jobs = history?.jobs.get(naics);
  if (history && jobs) return history.years.map((year, index) => ({ year, jobs: jobs[index]! }));
  const { start, end } = analysis.table.years;
  const first = row.region.start?.employment;
  return [
    ...(start === undefined || !first ? [] : [{ year: start, jobs: first }]),
    { year: end, jobs: row.region.end.employment },
  ];
}

/** The members of a cluster at its own level; of an industry what stands under it, one and two levels down. */
function listParts({ naics, row }: RankCandidate, level: Level, analyses: Analyses): readonly IndustryParts[] {
  const { members } = row;
  const levels = members && !/^\d/.test(naics) ? [level] : BELOW[level];
  const isPart = (code: string): boolean =>
    (members ?? [naics]).some((one) => (level === "supersector" ? isOfSupersector(code, one) : isUnder(code, one)));
  return levels.flatMap((below) => {
    const found = analyses.atLevel(below);
    if (!found) return [];
    const industries = found.industries.filter((one) => one.naics !== naics && isPart(one.naics));
    return industries.length === 0 ? [] : [{ ...found, level: below, industries }];
  });
}

/** BLS's supersectors have codes that are not prefixes. */
function isOfSupersector(code: string, supersector: string): boolean {
  const tree = industryTree();
  for (let above = tree.parent(code); above !== undefined; above = tree.parent(above)) {
    if (above === supersector) return true;
  }
  return false;
}
