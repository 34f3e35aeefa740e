import { writeReport } from "../output/write.js";
import { buildShiftShareReport } from "./shift-share-report.js";
import { SHIFT_SHARE_METHOD_IDS, shiftShareMethod } from "./methods.js";
import { regionJobs } from "./region-jobs.js";
import { shiftShare } from "./shift-share.js";
import { defineCommand } from "../command/command.js";
import { inputOptions, rankingOptions, qcewArguments } from "../command/options.js";
import { outputOptions } from "../command/output-options.js";
import { buildProvenance, readInputs } from "../command/read-inputs.js";
import { analysisOptions } from "../command/run-options.js";

export const shiftShareCommand = defineCommand({
  name: "shift-share",
  description:
    "Splits the change in jobs of a region and of each industry into national growth, industry mix and competitive share. The parts add up to the change; parts of estimated figures carry ranges.",
  options: {
    ...inputOptions,
    method: {
      type: "choice",
      value: "METHOD",
      choices: SHIFT_SHARE_METHOD_IDS,
      default: "classic",
      help: "the split: one step from first to last year, the same with the industry's size taken out of the competitive share, or yearly steps added up",
    },
    clusters: rankingOptions.clusters,
    ...outputOptions,
  },
  arguments: qcewArguments,
  examples: [
    {
      says: "What the change in jobs of Columbus, Ohio is made of, by sector",
      argv: "shift-share --qcew demo --region C1814 --level sector",
    },
    {
      says: "With the competitive share freed of the industries' sizes, for a spreadsheet",
      argv: "shift-share --qcew demo --region C1814 --method esteban-marquillas --format csv",
    },
  ],
  async run(options, io) {
    const inputs = await readInputs(options, io);
    const method = shiftShareMethod(options.method);
    const { analysis, inputs: jobs } = regionJobs(inputs, analysisOptions(options), method);
    const report = buildShiftShareReport({
      analysis,
      jobs,
      result: shiftShare(jobs, method),
      provenance: buildProvenance(inputs, options),
      notes: inputs.notes,
    });
    await writeReport(report, options, io, { inputs: options.clusters ? [options.clusters] : [] });
  },
});
