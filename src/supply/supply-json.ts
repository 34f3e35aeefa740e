import { AWARD_LEVELS } from "../training/awards.js";
import type { Program, Training } from "../training/records.js";
import type { Residents, SubjectOfArea } from "../workers/residents.js";
import type { SurveyFigure } from "../workers/survey.js";
import type { OccupationSupply } from "./occupation-supply.js";
import type { SupplyFindings } from "./read-supply.js";
import { educationBeside } from "./workers-tables.js";

/** The JSON of `supply`, at full precision; every occupation, shown or not. */
export function supplyJson(findings: SupplyFindings): Readonly<Record<string, unknown>> {
  const { region, counties, shed, training, demand, supply, shown, industries, residents } = findings;
  const listed = new Set(shown.map(({ occupation }) => occupation));
  const beside = educationBeside(findings);
  return {
    scope: {
      region: { name: region.name, areas: region.areas },
      counties,
      ...(shed && { laborShed: shed }),
      minEducation: findings.minEducation,
      ...(demand && { openings: demand.label }),
    },
    ...(training && supply && { training: trainingJson(training, findings) }),
    ...(supply && { occupations: supply.occupations.map((one) => occupationJson(one, listed.has(one.occupation))) }),
    ...(industries && {
      industries: industries.map(({ naics, title, largest, ...figures }) => ({
        ...(naics !== undefined && { naics }),
        title,
        ...figures,
        largest: largest.map(({ occupation, title: name, gap }) => ({ soc: occupation, title: name, gap })),
      })),
    }),
    ...(residents && { workers: workersJson(residents) }),
    ...(beside && {
      education: beside.map(({ id, label, openings, openingsShare, adults, share }) => ({
        id,
        label,
        openings,
        openingsShare,
        ...(adults && { adults: figureJson(adults) }),
        ...(share && { adultsShare: figureJson(share) }),
      })),
    }),
  };
}

/** What institutions teach, with how completions were shared. */
export function trainingJson(training: Training, { supply }: SupplyFindings) {
  const { years, institutions, programs, crosswalk } = training;
  const { total, by, unmatched } = supply!.shared;
  return {
    years,
    crosswalk: { cip: crosswalk.cip, label: crosswalk.label },
    completions: total,
    sharedBy: by,
    unmatched: unmatched.map(({ cip, why, completions }) => ({
      cip,
      title: crosswalk.titles.get(cip) ?? cip,
      completions,
      why,
    })),
    institutions: institutions.map(({ unit, name, city, state, county }) => ({
      unitid: unit,
      name,
      city,
      state,
      county,
    })),
    programs: programs.map((program) => programJson(program, training)),
  };
}

function programJson({ institution, cip, award, completions, mean }: Program, { crosswalk }: Training) {
  return {
    unitid: institution.unit,
    cip,
    title: crosswalk.titles.get(cip) ?? cip,
    awardLevel: award,
    completions,
    mean,
    occupations: crosswalk.occupations.get(cip) ?? [],
  };
}

function occupationJson(one: OccupationSupply, isShown: boolean) {
  return {
    soc: one.occupation,
    title: one.title,
    shown: isShown,
    ...(one.education !== undefined && { education: one.education }),
    openings: one.openings,
    completions: one.completions,
    ...(one.atEntry !== undefined && { atEntry: one.atEntry }),
    listed: one.listed,
    gap: one.gap,
    ratio: one.ratio,
    byAward: AWARD_LEVELS.flatMap(({ level }) => {
      const completions = one.byAward.get(level);
      return completions === undefined ? [] : [{ awardLevel: level, completions }];
    }),
    programs: one.programs.map(({ institution, cip, award }) => ({ unitid: institution.unit, cip, awardLevel: award })),
  };
}

/** Residents by area: labor force by year, and groups of the survey. */
export function workersJson({ areas, laborForce, subjects }: Residents) {
  return {
    areas: areas.map(({ code, name }) => ({ ...(code !== "" && { area: code }), name })),
    laborForce: laborForce.map(({ year, areas: own }) => ({
      year,
      areas: own.map(({ area, figures }) => ({ name: area.name, ...figures })),
    })),
    survey: subjects.map(({ subject, table, areas: own }) => ({
      subject: subject.id,
      table: table.id,
      ...(table.period && { years: [table.period.start, table.period.end] }),
      fromPercents: table.isFromPercents,
      areas: own.map((one) => subjectJson(one)),
    })),
  };
}

function subjectJson({ area, whole, groups }: SubjectOfArea) {
  return {
    name: area.name,
    ...(whole && { whole: figureJson(whole) }),
    groups: [...groups].map(([id, { count, share }]) => ({ id, count: figureJson(count), share: figureJson(share) })),
  };
}

/** Left out: what the survey does not give. */
function figureJson({ estimate, margin }: SurveyFigure) {
  return { ...(estimate !== undefined && { estimate }), ...(margin !== undefined && { margin }) };
}
