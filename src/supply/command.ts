import { UsageError } from "../core/errors.js";
import { readAreas } from "../areas/read-areas.js";
import { resolveRegion } from "../areas/region.js";
import { defineCommand } from "../command/command.js";
import { qcewArguments } from "../command/options.js";
import { buildProvenance, readInputs, showsChecksums } from "../command/read-inputs.js";
import { rankRegionOptions } from "../command/run-options.js";
import type { IndustryTable } from "../core/industry-table.js";
import type { Note } from "../core/notes.js";
import { readFactors } from "../occupations/factors/read-factors.js";
import { readOccupationTables } from "../occupations/occupation-tables.js";
import type { Io } from "../output/io.js";
import { writeReport } from "../output/write.js";
import { rankRegion } from "../ranking/rank-region.js";
import type { QcewSource } from "../qcew/table.js";
import type { Report } from "../report/report.js";
import { supplyOptions, type SupplyValues } from "./options.js";
import { supplyOfRanking } from "./ranked-industries.js";
import { requireWholeOptions } from "../training/read-training.js";
import { readSupply, type SupplyOf } from "./read-supply.js";
import { buildSupplyReport } from "./supply-report.js";

export const supplyCommand = defineCommand({
  name: "supply",
  description:
    "Completions of the region's schools and colleges beside the openings of each occupation and of the short list's industries, and the region's workers by labor force, age and education. Each completion is counted once; the crosswalk of programs and occupations is built in.",
  options: supplyOptions,
  arguments: qcewArguments,
  examples: [
    {
      says: "Columbus, Ohio, from built-in data",
      argv: "supply --qcew demo --region C1814 --completions demo --institutions demo --laus demo --acs demo",
    },
    {
      says: "The labor force and education of one county's residents alone",
      argv: "supply --region 39049 --laus demo --acs demo",
    },
    {
      says: "Institutions of a further county count, and occupations of every entry education are shown",
      argv: "supply --qcew demo --region 39041 --labor-shed 39049 --completions demo --institutions demo --min-education none",
    },
  ],
  async run(options, io) {
    const { report, inputs } = await supplyReport(options, io);
    await writeReport(report, options, io, { inputs });
  },
});

/** What the region's industries are read from, and what is said of them. */
interface Industries {
  readonly of: Pick<SupplyOf, "region" | "year" | "industries">;
  readonly table: IndustryTable | undefined;
  readonly sources: readonly QcewSource[];
  readonly notes: readonly Note[];
}

async function supplyReport(
  options: SupplyValues,
  io: Io,
): Promise<{ readonly report: Report; readonly inputs: readonly string[] }> {
  requireWholeOptions(options);
  const { completions, laus, acs } = options;
  if (completions.length + laus.length + acs.length === 0) {
    throw new UsageError("no file of training or workers was named", {
      code: "OPTION_MISSING",
      hint: "add --completions with --institutions, --laus, or --acs; `demo` names the built-in ones of Columbus, Ohio",
    });
  }
  const hash = showsChecksums(options);
  const { of, table, sources, notes } = await readIndustries(options, io);
  const tables = await readOccupationTables({ ...options, wages: [] }, { cwd: io.cwd, hash });
  const named = options.regions ?? {};
  const findings = await readSupply(
    options,
    { ...of, named, tables, minEducation: options.minEducation },
    { cwd: io.cwd, hash },
  );
  const own = buildProvenance({ sources }, options);
  const used = findings.demand?.analysis ? tables.inputs.filter(({ file }) => !file.includes("wages")) : [];
  return {
    report: buildSupplyReport({
      findings,
      table,
      rows: options.rows,
      notes: [...findings.notes, ...notes, ...(findings.demand?.analysis ? tables.notes : [])],
      provenance: { ...own, inputs: [...own.inputs, ...findings.inputs, ...used] },
    }),
    inputs: [...findings.paths, ...(options.clusters ? [options.clusters] : [])],
  };
}

/** The region with its industries where files of jobs are given; else the region alone. */
async function readIndustries(options: SupplyValues, io: Io): Promise<Industries> {
  if (options.qcew.length > 0 || options.store !== undefined) {
    const inputs = await readInputs(options, io);
    const { factors } = await readFactors({ ...options, rule: [] }, io, { showsNeeds: false });
    const ranked = rankRegion(inputs, rankRegionOptions(options), factors);
    const { table } = ranked.analysis;
    return {
      of: supplyOfRanking(ranked),
      table,
      sources: inputs.sources,
      notes: [...inputs.notes, ...ranked.analysis.notes],
    };
  }
  if (options.region === undefined) {
    throw new UsageError("no region was named", {
      code: "OPTION_MISSING",
      hint: 'add --region with codes (39049,39041), an MSA (C1814), a state (OH) or a name ("Columbus, OH")',
    });
  }
  const region = resolveRegion(readAreas(), options.region, {
    named: options.regions ?? {},
    exclude: options.exclude,
    ...(options.year !== undefined && { year: options.year }),
  });
  return { of: { region, year: options.year, industries: undefined }, table: undefined, sources: [], notes: [] };
}
