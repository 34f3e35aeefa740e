import { industryRulesJson, rulesJson } from "../report/rule-report.js";
import { factorJson } from "../report/weight-words.js";
import { ATTAINMENT_LEVELS } from "../staffing/attainment.js";
import { attainmentReading } from "./attainment.js";
import { deriveShare } from "./education-table.js";
import type { OccupationEntry } from "./occupation-entry.js";
import type { Occupation } from "../staffing/occupation-records.js";
import {
  leadingElements,
  onetOccupation,
  ONET_RELEASE,
  type OnetOccupation,
  type RatedElement,
} from "../staffing/read/shipped-onet.js";
import { sumYears, type Ladder, type LadderStep } from "./ladders.js";
import type { Pay } from "../staffing/pay.js";
import type { SocCode } from "../staffing/records.js";
import type { RankOf } from "./occupation-columns.js";
import type { OccupationsReportInputs } from "./occupations-report-inputs.js";

/** The JSON of `occupations`, at full precision. */
export function occupationsJson(
  inputs: OccupationsReportInputs,
  { rankOf, shown }: { readonly rankOf: RankOf; readonly shown: ReadonlySet<SocCode> },
): Readonly<Record<string, unknown>> {
  const { analysis, ranking, regional, national } = inputs;
  return {
    scope: inputs.scope.json,
    staffing: inputs.staffingSources.map(({ label, year }) => ({ label, year })),
    wages: {
      ...(national && { national: { area: national.area, name: national.areaTitle, label: national.source.label } }),
      ...(regional && { regional: { area: regional.area, name: regional.areaTitle, label: regional.source.label } }),
    },
    industries: analysis.industries.map(({ naics, title, jobs, match }) => ({
      naics,
      title,
      jobs,
      match: match.kind,
      ...(match.pattern && {
        pattern: {
          codes: match.pattern.published,
          title: match.pattern.title,
          members: match.pattern.members,
          total: match.pattern.total,
          uncovered: match.pattern.uncovered,
        },
      }),
    })),
    ...rulesJson(inputs.rules),
    ...(inputs.follows && { publishedMethod: inputs.follows }),
    totals: { jobs: analysis.jobs, uncovered: analysis.uncovered },
    thresholds: inputs.thresholds,
    method: ranking.method,
    factors: ranking.factors.map((factor) => ({ ...factorJson(factor), occupations: factor.count })),
    occupations: inputs.entries.map((entry) => ({
      ...occupationJson(entry),
      share: deriveShare(entry.jobs, analysis.jobs),
      ...industryRulesJson(entry.naics, inputs.rules),
      ...rankOf(entry),
      shown: shown.has(entry.code),
    })),
    ...(inputs.ladders && { ladders: inputs.ladders.map(ladderJson) }),
  };
}

function occupationJson(entry: OccupationEntry) {
  const { facts } = entry;
  const onet = onetOccupation(entry.code);
  return {
    soc: entry.code,
    title: entry.title,
    values: entry.values,
    industries: entry.parts.map(({ naics, kind, share, jobs, wages }) => ({
      naics,
      match: kind,
      share,
      jobs,
      ...(wages.mean.status !== "absent" && { meanWage: wages.mean }),
      ...(wages.percentiles && { wages: wages.percentiles }),
    })),
    withheldIn: entry.withheldIn,
    borrowed: entry.borrowed,
    neededBy: entry.sharedBy,
    elsewhere: entry.elsewhere.map(({ code, title, share }) => ({ naics: code, title, share })),
    wages: {
      ...(entry.national && { national: payJson(entry.national) }),
      ...(entry.regional && { regional: payJson(entry.regional) }),
      industryMean: entry.industryWage,
    },
    regionalEmployment: entry.regionalEmployment,
    thresholds: entry.answers,
    ...(facts?.typicalEducation && { asks: facts.typicalEducation }),
    ...(facts?.attainment && { attainment: attainmentJson(facts) }),
    ...(facts?.partTime !== undefined && { partTime: facts.partTime }),
    ...(facts?.unemployment !== undefined && { unemployment: facts.unemployment }),
    ...(onet && { onet: onetJson(entry.code, onet) }),
    ...(facts?.tasks && { tasks: facts.tasks }),
    ...(facts?.jobZone !== undefined && { jobZone: facts.jobZone }),
    ...(facts?.projection && { projection: facts.projection }),
  };
}

function attainmentJson(facts: Pick<Occupation, "attainment" | "typicalEducation">) {
  const { period, isWider, shares } = facts.attainment!;
  const reading = attainmentReading(facts);
  return {
    period,
    isWider,
    shares: Object.fromEntries(ATTAINMENT_LEVELS.map(({ id }, level) => [id, shares[level]])),
    ...(reading !== undefined && { reading }),
  };
}

/** How many skills, fields of knowledge and technologies of an occupation are listed. */
const LISTED = 8;

function onetJson(code: SocCode, { technologies }: OnetOccupation) {
  const list = (kind: RatedElement["kind"]) =>
    leadingElements(code, kind, LISTED).map(({ name, importance }) => ({ name, importance }));
  return {
    release: ONET_RELEASE,
    skills: list("skill"),
    knowledge: list("knowledge"),
    technologies: technologies.slice(0, LISTED).map(({ name, isInDemand }) => ({ name, inDemand: isInDemand })),
  };
}

function payJson({ annual, hourly, entry, experienced, isAnnualDerived }: Pay) {
  return { annual, hourly, entry, experienced, ...(isAnnualDerived && { isAnnualDerived }) };
}

function ladderJson({ steps }: Ladder) {
  return steps.map(stepJson);
}

/** A step as programs read it. */
export function stepJson({ from, to, gain, closeness, overlap, time, needsLicence, industries }: LadderStep) {
  return {
    from: from.code,
    to: to.code,
    pay: { from: from.pay, to: to.pay },
    gain,
    closeness,
    ...(overlap !== undefined && { overlap }),
    years: { ...time, total: sumYears(time) },
    jobs: to.jobs,
    ...(to.openings !== undefined && { openings: to.openings }),
    needsLicence,
    industries,
  };
}
