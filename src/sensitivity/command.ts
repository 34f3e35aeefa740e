import { readFactors } from "../occupations/factors/read-factors.js";
import { jobFileOptions } from "../occupations/job-file-options.js";
import { rankRegion } from "../ranking/rank-region.js";
import { analyzeAmongAreas } from "../relatedness/analyze-among-areas.js";
import { describeFilters } from "../ranking/criteria.js";
import { writeReport } from "../output/write.js";
import { buildSensitivityReport } from "./sensitivity-report.js";
import { analyzeSensitivity } from "./sensitivity.js";
import { defineCommand } from "../command/command.js";
import {
  inputOptions,
  livingWageOption,
  priceOptions,
  projectionOptions,
  rankingOptions,
  thresholdOptions,
  qcewArguments,
  workforceOptions,
} from "../command/options.js";
import { outputOptions } from "../command/output-options.js";
import { readWeightSets } from "./weight-sets.js";
import { buildProvenance, readInputs, withInputs } from "../command/read-inputs.js";
import { analysisOptions, rankRegionOptions } from "../command/run-options.js";

export const sensitivityCommand = defineCommand({
  name: "sensitivity",
  description:
    "Ranks again and again with other weights and with estimated figures drawn from their intervals, and says how safe each place is and what would change it. Takes the options of `rank`.",
  options: {
    ...inputOptions,
    ...projectionOptions,
    ...priceOptions,
    ...workforceOptions,
    ...rankingOptions,
    ...livingWageOption,
    ...jobFileOptions,
    draws: {
      type: "integer",
      value: "N",
      minimum: 100,
      maximum: 1_000_000,
      default: 10_000,
      help: "how many draws of weights",
    },
    concentration: {
      type: "number",
      value: "C",
      minimum: 0.01,
      maximum: 1_000_000,
      default: 20,
      help: "how near drawn weights stay to the stated ones: a weight w has variance w(1 − w)/(C + 1)",
    },
    seed: {
      type: "integer",
      value: "N",
      minimum: 0,
      maximum: 2_147_483_646,
      default: 1,
      help: "where the random numbers start; one seed always gives the same result",
    },
    weightSet: {
      type: "string",
      value: "SET",
      repeatable: true,
      help: 'weights of somebody else to compare with, "NAME: LIST", such as "county: employment=2,growth=1"; repeatable',
    },
    ...thresholdOptions,
    ...outputOptions,
  },
  arguments: qcewArguments,
  examples: [
    {
      says: "How safe the short list of Columbus, Ohio is",
      argv: "sensitivity --qcew demo --region C1814",
    },
    {
      says: "The same for a top 5 of sectors, with weights drawn from farther off",
      argv: "sensitivity --qcew demo --region C1814 --level sector --top 5 --concentration 5",
    },
  ],
  async run(options, io) {
    const { factors: userFactors, inputs: factorFiles } = await readFactors(options, io);
    const sets = readWeightSets(options.weightSet, userFactors.names);
    const inputs = await readInputs(options, io);
    const named = sets.flatMap(({ factors }) => factors.map(({ id }) => id));
    const wanted = { ...rankRegionOptions(options), named };
    const { analysis } = await analyzeAmongAreas(
      inputs,
      wanted,
      { userFactors: userFactors.names },
      { ...analysisOptions(options), format: options.format },
      io,
    );
    const ranked = rankRegion(inputs, wanted, userFactors, analysis);
    const report = buildSensitivityReport({
      ...ranked,
      result: analyzeSensitivity(ranked.ranking, { ...options, sets }),
      filters: describeFilters(rankRegionOptions(options)),
      provenance: withInputs(buildProvenance(inputs, options), factorFiles),
      notes: [...inputs.notes, ...ranked.notes],
    });
    await writeReport(report, options, io, {
      inputs: [...options.factor, ...options.projections, ...(options.clusters ? [options.clusters] : [])],
    });
  },
});
