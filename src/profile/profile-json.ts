import type { RankCandidate } from "../ranking/criteria.js";
import { cautionsAbout } from "../ranking/cautions.js";
import { regionContext } from "../region/context/region-context.js";
import { alternativeJson, standingJson } from "../report/also-consider-words.js";
import { describeCaution } from "../report/cautions.js";
import { contextJson } from "../report/context-section.js";
import { historyJson } from "../report/history-table.js";
import type { RankReportInputs, RegionStandings } from "../report/rank-inputs.js";
import { rankStatements } from "../report/rank-statements.js";
import { scopeJson } from "../report/words.js";
import { alsoConsider } from "../ranking/also-consider.js";
import { MOST_OCCUPATIONS } from "./industry-chapters.js";
import type { IndustryProfile } from "./industry-profile.js";
import { LARGEST_BY, type RegionProfile } from "./region-profile.js";
import { FURTHER_SECTIONS } from "./region-sections.js";

const measured = ({ naics, title, values }: RankCandidate) => ({ naics, title, values });

/** How an industry is placed, as `rank` gives it. */
function placeJson({ naics }: RankCandidate, { ranking, rankIntervals, weightSpread, shortList }: RankReportInputs) {
  const ranked = ranking.industries.find(({ candidate }) => candidate.naics === naics);
  return {
    ...(ranked && { rank: ranked.rank, score: ranked.score, ranks: ranked.ranks }),
    shortList: shortList.some(({ industry }) => industry.candidate.naics === naics),
    ...(rankIntervals && { rankInterval: rankIntervals.get(naics) }),
    ...(weightSpread && { weightSpread: weightSpread.get(naics) }),
  };
}

/** A region's profile at full precision. */
export function regionJson(profile: RegionProfile) {
  const { inputs, counties, region, reference, sectors, largest } = profile;
  const { analysis, ranking, shortList, thresholds, weightSpread, history } = inputs;
  const { summary, cautions } = rankStatements(inputs, [...analysis.notes, ...inputs.notes]);
  const built = FURTHER_SECTIONS.map(({ id, build }) => [id, build?.(profile)] as const);
  return {
    counties,
    figures: region,
    reference,
    context: contextJson(regionContext(analysis)),
    summary,
    cautions,
    method: ranking.method,
    factors: ranking.factors.map(({ id, share, direction, count }) => ({
      id,
      weight: share,
      direction,
      industries: count,
    })),
    ranked: ranking.industries.length,
    ...(sectors && { sectors: sectors.industries.map(measured) }),
    largest: Object.fromEntries(LARGEST_BY.map((id) => [id, largest[id].map(({ naics }) => naics)])),
    shortList: shortList.map(({ industry, lifted, heldBack, cautions: own }) => ({
      ...measured(industry.candidate),
      ...placeJson(industry.candidate, inputs),
      lifted: lifted.map(standingJson),
      heldBack: heldBack.map(standingJson),
      cautions: own.map((one) => describeCaution(one, thresholds)),
    })),
    alsoConsider: alsoConsider(ranking, shortList, analysis.table, thresholds).map((one) =>
      alternativeJson(one, thresholds, weightSpread),
    ),
    ...(history && { history: historyJson(history) }),
    sections: Object.fromEntries(built.flatMap(([id, section]) => (section ? [[id, section.json ?? {}]] : []))),
    missing: built.flatMap(([id, section]) => (section ? [] : [id])),
  };
}

/** An industry's profile at full precision. */
export function industryJson(profile: IndustryProfile, standings: RegionStandings | string) {
  const { candidate, inputs, entry, match } = profile;
  const { analysis, thresholds, ranking } = inputs;
  const standing = typeof standings === "string" ? undefined : standings.standings.get(candidate.naics);
  return {
    ...measured(candidate),
    ...(candidate.row.members && { members: candidate.row.members }),
    scope: scopeJson(analysis.table),
    ...placeJson(candidate, inputs),
    ranked: ranking.industries.length,
    lifted: entry?.lifted.map(standingJson) ?? [],
    heldBack: entry?.heldBack.map(standingJson) ?? [],
    cautions: cautionsAbout(candidate, analysis.table, thresholds).map((one) => describeCaution(one, thresholds)),
    growthElsewhere: profile.growthElsewhere,
    ...(standing && { standing }),
    history: profile.history,
    parts: profile.parts.map(({ level, industries }) => ({
      level: Number(level) || level,
      industries: industries.map(measured),
    })),
    counties: profile.counties.map(({ area, name, isInFiles, industry }) => ({
      area,
      name,
      inFiles: isInFiles,
      ...(industry && { values: industry.values }),
    })),
    outside: profile.outside.map(({ area, name, nearness, within, industry }) => ({
      area,
      name,
      nearness,
      within,
      values: industry!.values,
    })),
    pattern: {
      match: match.kind,
      ...(match.pattern && { codes: match.pattern.published, title: match.pattern.title }),
    },
    occupations: profile.occupations.slice(0, MOST_OCCUPATIONS).map(({ code, title, values, facts }) => ({
      soc: code,
      title,
      values,
      ...(facts?.typicalEducation && { asks: facts.typicalEducation }),
    })),
  };
}
