import { InputError, UsageError } from "../core/errors.js";
import type { Level } from "../core/industry-table.js";
import type { Note } from "../core/notes.js";
import { readAreas } from "../areas/read-areas.js";
import { defineCommand } from "../command/command.js";
import { buildProvenance, readInputs, showsChecksums } from "../command/read-inputs.js";
import { analysisOptions, rankRegionOptions } from "../command/run-options.js";
import { findIndustry } from "../explain/find-industry.js";
import { readFurtherYears } from "../history/read-history.js";
import { canonicalIndustryCode, industryDepth } from "../naics/levels.js";
import { chooseWageArea, readOccupationTables, type OccupationTables } from "../occupations/occupation-tables.js";
import type { Io } from "../output/io.js";
import { writeReport } from "../output/write.js";
import { rankReportInputs } from "../rank/report-inputs.js";
import { codeMeanings, type RankedRegion } from "../ranking/rank-region.js";
import { buildGround } from "../living-costs/ground.js";
import { describeLivingCosts } from "../living-costs/living-costs.js";
import { readFactors } from "../occupations/factors/read-factors.js";
import { jobHistory, type JobHistory } from "../region/job-history.js";
import { KeptEstimates } from "../region/kept-estimates.js";
import type { RankReportInputs, RegionStandings } from "../report/rank-inputs.js";
import type { Report } from "../report/report.js";
import { readCommutingPart } from "../commute/commuting-part.js";
import { Analyses } from "../counties/analyses.js";
import { supplyOfRanking } from "../supply/ranked-industries.js";
import { readSupply, type SupplyFindings } from "../supply/read-supply.js";
import { profileIndustry, type IndustryProfile } from "./industry-profile.js";
import { profileOptions, type ProfileValues } from "./options.js";
import { countiesOfRegion } from "../counties/places.js";
import { buildProfileReport } from "./profile-report.js";
import { profileRegion } from "./region-profile.js";

export const profileCommand = defineCommand({
  name: "profile",
  description:
    "The page that a partnership meets over: a region in figures with its sectors, largest industries and short list, or one industry with its factors, history, parts, counties and occupations. Every figure is that of rank, industries, occupations and sweep on the same files. Takes the options of `rank`.",
  options: profileOptions,
  arguments: {
    industries: {
      help: "industries to profile in place of the region, by code or words of the title; a code brings its own --level",
      value: "NAICS",
      variadic: true,
    },
  },
  examples: [
    {
      says: "The region, as a page and a Word document",
      argv: "profile --qcew demo --region C1814 --out p.html --out p.docx",
    },
    { says: "One industry", argv: "profile 621 --qcew demo --region C1814" },
    {
      says: "The region with a page for each industry of its short list, in a workbook",
      argv: "profile --short-list --qcew demo --region C1814 --out profiles.xlsx",
    },
  ],
  async run(options, io) {
    const report = await profileReport(options, io);
    await writeReport(report, options, io, {
      inputs: [
        ...options.factor,
        ...options.projections,
        ...options.lodes,
        ...(options.clusters ? [options.clusters] : []),
        ...options.completions,
        ...options.laus,
        ...options.acs,
      ],
    });
  },
});

async function profileReport(options: ProfileValues, io: Io): Promise<Report> {
  requireOneChoice(options);
  const { factors: userFactors, inputs: factorFiles, needs } = await readFactors(options, io);
  const inputs = await readInputs(options, io);
  const analyses = new Analyses(inputs, rankRegionOptions(options), userFactors);
  const { level } = rankRegionOptions(options);
  const reading = { ...analysisOptions(options), format: options.format };
  for (const at of new Set([level, ...options.industries.map((text) => chooseLevel(text, level))])) {
    await analyses.rank(at, reading, io);
  }
  const wider = await readFurtherYears(inputs, options, io);
  // What was read again has rows of its own, so it keeps estimates of its own.
  const ofYears = wider === inputs ? analyses.inputs : { ...wider, kept: new KeptEstimates() };
  const hash = showsChecksums(options);
  const occupations = await readOccupationTables(options, { cwd: io.cwd, hash });
  const own = buildProvenance({ ...inputs, sources: wider.sources }, options);
  const files = [...own.inputs, ...factorFiles, ...occupations.inputs].map((one) => [one.file, one] as const);
  const provenance = { ...own, inputs: [...new Map(files).values()] };
  const historyAt = once((at: Level): JobHistory | undefined =>
    jobHistory(ofYears, { ...analysisOptions(options), level: at }, analyses.ranked(at).analysis),
  );
  const inputsAt = once((at: Level): RankReportInputs => {
    const ranked = analyses.ranked(at);
    return rankReportInputs(ranked, options, {
      history: historyAt(at),
      provenance,
      notes: [...inputs.notes, ...ranked.notes],
    });
  });

  const areas = readAreas();
  const isOfRegion = options.industries.length === 0;
  const chosen = chooseIndustries(options, analyses, inputsAt(level), level);
  const { table } = inputsAt(level).analysis;
  const counties = countiesOfRegion(table, areas);
  const regional = chooseWageArea(occupations.areas, table.region, options.wagesArea);
  const context = { analyses, areas, counties, occupations, regional: regional.area, inputsAt, historyAt };
  const standingsAt = once((at: Level) => readPlaces(analyses, at, options, io));
  const industries = [];
  for (const { candidate, level: at } of chosen) {
    industries.push({
      profile: profileIndustry(candidate, at, context),
      history: historyAt(at),
      standings: await standingsAt(at),
      regionalName: regional.area?.areaTitle,
    });
  }
  const named = counties.map((area) => ({ area, name: areas.nameOf(area) }));
  const commuting = isOfRegion ? await readCommutingPart(options, io) : undefined;
  const supply = isOfRegion ? await readRegionSupply(analyses.ranked(level), options, occupations, io) : undefined;
  const notes: readonly Note[] = [
    ...(industries.length > 0 ? [...regional.notes, ...occupations.notes] : []),
    ...(supply?.notes ?? []),
  ];
  return buildProfileReport({
    inputs: inputsAt(level),
    region: isOfRegion
      ? profileRegion(inputsAt(level), {
          counties: named,
          sectors: analyses.atLevel("sector"),
          livingCosts: describeLivingCosts(needs, buildGround(analyses.ranked(level).analysis, areas), areas),
          commuting,
          supply,
        })
      : undefined,
    industries,
    notes,
    provenance: {
      ...provenance,
      inputs: [...provenance.inputs, ...(commuting?.inputs ?? []), ...(supply?.inputs ?? [])],
    },
  });
}

/** Training and workers of the region, where files of them are given. */
async function readRegionSupply(
  ranked: RankedRegion,
  options: ProfileValues,
  tables: OccupationTables,
  io: Io,
): Promise<SupplyFindings | undefined> {
  const { completions, institutions, laus, acs } = options;
  if (completions.length + laus.length + acs.length === 0 && institutions === undefined) return undefined;
  return readSupply(
    options,
    { ...supplyOfRanking(ranked), named: options.regions ?? {}, tables, minEducation: "some-college" },
    { cwd: io.cwd, hash: showsChecksums(options) },
  );
}

/** @throws {UsageError} OPTION_CONFLICT where industries are named twice over */
function requireOneChoice({ industries, shortList }: ProfileValues): void {
  if (industries.length > 0 && shortList) {
    throw new UsageError("--short-list and industries by name exclude each other", {
      code: "OPTION_CONFLICT",
      found: industries.join(" "),
      hint: "leave one of them out",
    });
  }
}

/** A function of a level whose answers are kept. */
function once<Found>(find: (level: Level) => Found): (level: Level) => Found {
  const found = new Map<Level, Found>();
  return (level) => {
    if (!found.has(level)) found.set(level, find(level));
    return found.get(level)!;
  };
}

/** The industries that are named, each at the level of its code; the short list where that is asked for. */
function chooseIndustries(
  { industries, shortList }: ProfileValues,
  analyses: Analyses,
  { shortList: listed }: RankReportInputs,
  level: Level,
): readonly Pick<IndustryProfile, "candidate" | "level">[] {
  if (shortList) return listed.map(({ industry }) => ({ candidate: industry.candidate, level }));
  const found = industries.map((text) => {
    const at = chooseLevel(text, level);
    const { measured, analysis } = analyses.ranked(at);
    const code = canonicalIndustryCode(text);
    return {
      candidate: findIndustry(measured, code, at, codeMeanings(analysis.table, analyses.inputs)),
      level: at,
    };
  });
  return [...new Map(found.map((one) => [one.candidate.naics, one])).values()];
}

/** The level of a code; of words the level asked for. */
function chooseLevel(text: string, level: Level): Level {
  const depth = industryDepth(canonicalIndustryCode(text));
  return depth === undefined || depth === "total" || depth === "domain" ? level : depth;
}

/** Places among the areas in the files, or a sentence on why there are none. */
async function readPlaces(
  analyses: Analyses,
  level: Level,
  options: ProfileValues,
  io: Io,
): Promise<RegionStandings | string> {
  const { table } = analyses.ranked(level).analysis;
  const { readStandings } = await import("../sweep/read-standings.js");
  try {
    return await readStandings(table, { ...analysisOptions(options), level, format: options.format }, io);
  } catch (error) {
    if (!(error instanceof InputError) || error.details.code !== "AREA_NOT_IN_FILES") throw error;
    return "Its place among other areas needs files of them: a national file or a store of one.";
  }
}
