import { UsageError } from "../core/errors.js";
import { defineCommand } from "../command/command.js";
import { qcewArguments } from "../command/options.js";
import { resultOutputOptions } from "../command/output-options.js";
import { startProgress } from "../command/progress.js";
import { buildProvenance, readInputs } from "../command/read-inputs.js";
import { analysisOptions } from "../command/run-options.js";
import type { OptionValues } from "../command/option-types.js";
import type { Io } from "../output/io.js";
import type { QcewSource } from "../qcew/table.js";
import { writeReport } from "../output/write.js";
import { analyzeIndustries } from "../region/analysis.js";
import { KeptEstimates } from "../region/kept-estimates.js";
import type { Report } from "../report/report.js";
import { buildAreasReport } from "./areas-report.js";
import { RelatednessModel } from "./model.js";
import { relatednessOptions } from "./options.js";
import { readComparedAreas } from "./read/compared-areas.js";
import { rowsWithOthers } from "./read/other-rows.js";
import { buildRegionReport } from "./region-report.js";
import { relateRegion } from "./region-relatedness.js";

export const relatednessCommand = defineCommand({
  name: "relatedness",
  description:
    "Shows which industries are within a region's reach: what it is without, by how much of what such industries are found together with it has (density) and by what they would bring (strategic gain). Uncertain presences of suppressed cells are carried into ranges.",
  options: { ...relatednessOptions, ...resultOutputOptions },
  arguments: qcewArguments,
  examples: [
    {
      says: "What a county could become, by the industries of the other counties in the files",
      argv: "relatedness --qcew demo --region 39049",
    },
    {
      says: "Every county of the files: its complexity, and what is within its reach",
      argv: "relatedness --qcew demo --areas counties",
    },
  ],
  async run(options, io) {
    requireCodes(options);
    const report = options.region === undefined ? await relateAreas(options, io) : await relateOne(options, io);
    await writeReport(report, options, io);
  },
});

type Values = OptionValues<typeof relatednessOptions & typeof resultOutputOptions>;

/** @throws {UsageError} OPTION_CONFLICT */
function requireCodes({ bridge }: Values): void {
  if (bridge !== "group") return;
  throw new UsageError("--bridge group makes groups of industries that other areas are not compared by", {
    code: "OPTION_CONFLICT",
    found: "--bridge group",
    hint: "leave it out: only growth depends on it",
  });
}

async function relateOne(options: Values, io: Io): Promise<Report> {
  const inputs = { ...(await readInputs(options, io)), kept: new KeptEstimates() };
  const asked = analysisOptions(options);
  const analysis = analyzeIndustries(inputs, asked);
  const read = await readComparedAreas(analysis.table, { ...asked, ...readOptions(options) }, options.presentJobs, io);
  const rows = rowsWithOthers(analysis, inputs, asked, read.presence.industries);
  const progress = startProgress(io, "draws", "rows");
  const related = relateRegion(analysis.table, rows, read, {
    leastJobs: options.presentJobs,
    draws: options.draws,
    onDraw: (done, all) => progress.update(done, all),
  });
  progress.end();
  return buildRegionReport({
    analysis,
    read,
    related,
    leastJobs: options.presentJobs,
    top: options.top,
    provenance: buildProvenance({ ...inputs, sources: joinSources(inputs.sources, read.sources) }, options),
    notes: inputs.notes,
  });
}

async function relateAreas(options: Values, io: Io): Promise<Report> {
  const asked = analysisOptions(options);
  const read = await readComparedAreas(undefined, { ...asked, ...readOptions(options) }, options.presentJobs, io);
  const progress = startProgress(io, "draws", "rows");
  const model = new RelatednessModel(read.presence, options.draws, (done, all) => progress.update(done, all));
  progress.end();
  return buildAreasReport({
    read,
    model,
    level: asked.level,
    ownership: asked.ownership,
    leastJobs: options.presentJobs,
    top: options.top,
    provenance: buildProvenance({ sources: read.sources, signalSources: read.signalSources }, options),
  });
}

function readOptions({ areas, format, out, outDir, about }: Values) {
  return { areas, format, out, outDir, about };
}

/** Files of both readings, each once. */
function joinSources(own: readonly QcewSource[], others: readonly QcewSource[]): readonly QcewSource[] {
  const named = new Set(own.map(({ file }) => file));
  return [...own, ...others.filter(({ file }) => !named.has(file))];
}
