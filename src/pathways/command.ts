import { UsageError } from "../core/errors.js";
import type { Note } from "../core/notes.js";
import { defineCommand } from "../command/command.js";
import { qcewArguments } from "../command/options.js";
import { buildProvenance, showsChecksums, withInputs } from "../command/read-inputs.js";
import { industryTree } from "../naics/read-naics.js";
import { analyzeOccupations } from "../occupations/analysis.js";
import type { Chosen } from "../occupations/chosen-industries.js";
import { chooseWageArea } from "../occupations/occupation-tables.js";
import { chooseIndustries, readTables } from "../occupations/occupations-run.js";
import { limitsOfRun, listRungs } from "../occupations/rungs.js";
import { writeReport } from "../output/write.js";
import type { SocCode } from "../staffing/records.js";
import { awardLevel } from "../training/awards.js";
import { readTraining, requireWholeOptions } from "../training/read-training.js";
import { programsTeaching } from "../training/training.js";
import { compareMaps } from "./compare-maps.js";
import { buildPathwayMap, type TaughtProgram } from "./map.js";
import { pathwaysOptions, type PathwaysValues } from "./options.js";
import { buildPathwaysReport } from "./pathways-report.js";
import { readStruckSteps, readWrittenSteps } from "./read-steps.js";

export const pathwaysCommand = defineCommand({
  name: "pathways",
  description:
    "Draws a map of steps from low- to higher-paid occupations within the short list or chosen industries: what each step gains, how long it takes, how many openings it leads to and which programs teach it. The CSV is the list of steps; employers strike some out, and a later map is compared with it.",
  options: pathwaysOptions,
  arguments: qcewArguments,
  examples: [
    {
      says: "A map for the short list of Columbus, Ohio, as a picture and a list",
      argv: "pathways --qcew demo --region C1814 --out map.svg --out steps.csv",
    },
    {
      says: "Steps within two of its industries, as a page",
      argv: "pathways --qcew demo --region C1814 --industries 621,622 --out health.html",
    },
  ],
  async run(options, io) {
    requireWholeOptions(options);
    const struck = options.struck === undefined ? [] : await readStruckSteps(options.struck);
    const before = options.against === undefined ? undefined : await readWrittenSteps(options.against);
    const hash = showsChecksums(options);
    const tables = await readTables(options, io, hash);
    const { chosen, inputs, result } = await chooseIndustries(options, io, tables);
    const regional = chosen.scope.isNation ? undefined : chooseWageArea(tables.areas, chosen.scope, options.wagesArea);
    const analysis = analyzeOccupations({
      industries: chosen.industries,
      staffing: tables.staffing,
      tree: industryTree(),
      national: tables.national,
      regional: regional?.area,
      facts: tables.facts,
      thresholds: [],
    });
    const limits = limitsOfRun(options.steps, chosen, analysis);
    const programs = await readPrograms(options, chosen);
    const map = buildPathwayMap(listRungs(analysis), {
      limits,
      size: { starts: options.starts, branches: options.branches, most: options.most },
      struck,
      programsOf: programs?.of,
    });
    const report = buildPathwaysReport({
      scope: chosen.scope,
      map,
      limits,
      changes: before && { file: options.against!, steps: compareMaps(before, map.steps) },
      struckFile: options.struck,
      sources: [...new Set(tables.staffing.sources.map(({ label }) => label)), tables.national.source.label],
      notes: [...(programs?.notes ?? []), ...(regional?.notes ?? []), ...tables.notes, ...chosen.notes],
      provenance: withInputs(buildProvenance({ sources: inputs?.sources ?? [] }, options), [
        ...(result ? [result] : []),
        ...tables.inputs,
      ]),
    });
    await writeReport(report, options, io, {
      inputs: [options.struck, options.against, options.institutions, ...options.completions].flatMap(
        (file) => file ?? [],
      ),
    });
  },
});

/** The programs of the region's institutions by occupation; undefined where no completions were given. */
async function readPrograms(
  { completions, institutions }: PathwaysValues,
  { ground }: Chosen,
): Promise<{ readonly of: (code: SocCode) => readonly TaughtProgram[]; readonly notes: readonly Note[] } | undefined> {
  if (completions.length === 0 || institutions === undefined) return undefined;
  if (!ground) {
    throw new UsageError("programs are those of a region, and the jobs are the nation's", {
      code: "OPTION_CONFLICT",
      found: "--completions",
      hint: "name a region with --qcew and --region",
    });
  }
  const training = await readTraining({ completions, institutions }, new Set(ground.counties));
  return {
    notes: training.notes,
    of: (code) =>
      programsTeaching(training, code)
        .filter(({ mean }) => mean > 0)
        .map(({ institution, cip, award, mean }) => ({
          institution: institution.name,
          title: training.crosswalk.titles.get(cip) ?? cip,
          award: awardLevel(award)?.label ?? String(award),
          completions: mean,
        }))
        .sort((a, b) => b.completions - a.completions),
  };
}
