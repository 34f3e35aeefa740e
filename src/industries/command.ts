import { analyzeIndustries } from "../region/analysis.js";
import { measureIndustries } from "../ranking/criteria.js";
import { writeReport } from "../output/write.js";
import { buildIndustriesReport } from "./industries-report.js";
import { defineCommand } from "../command/command.js";
import {
  inputOptions,
  priceOptions,
  projectionOptions,
  rankingOptions,
  thresholdOptions,
  qcewArguments,
  workforceOptions,
} from "../command/options.js";
import { outputOptions } from "../command/output-options.js";
import { readHistory } from "../history/read-history.js";
import { buildProvenance, readInputs } from "../command/read-inputs.js";
import { analysisOptions, toThresholds } from "../command/run-options.js";

export const industriesCommand = defineCommand({
  name: "industries",
  description: "The table of START's tab I: employment, pay, growth, location quotient and more, in order of code.",
  options: {
    ...inputOptions,
    ...projectionOptions,
    ...priceOptions,
    ...workforceOptions,
    clusters: rankingOptions.clusters,
    ...thresholdOptions,
    ...outputOptions,
  },
  arguments: qcewArguments,
  examples: [
    {
      says: "Every measure of every sector of Franklin County, Ohio",
      argv: "industries --qcew demo --region 39049 --level sector",
    },
    {
      says: "The same as CSV, with the status and range of every figure",
      argv: "industries --qcew demo --region 39049 --level sector --format csv",
    },
  ],
  async run(options, io) {
    const inputs = await readInputs(options, io);
    const analysis = analyzeIndustries(inputs, analysisOptions(options));
    const { history, sources } = await readHistory(inputs, analysis, options, io);
    const report = buildIndustriesReport({
      analysis,
      history,
      candidates: measureIndustries(analysis.table),
      thresholds: toThresholds(options),
      provenance: buildProvenance({ ...inputs, sources }, options),
      notes: inputs.notes,
    });
    await writeReport(report, options, io);
  },
});
