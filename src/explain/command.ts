import { readFactors } from "../occupations/factors/read-factors.js";
import { jobFileOptions } from "../occupations/job-file-options.js";
import { codeMeanings, rankRegion } from "../ranking/rank-region.js";
import { analyzeAmongAreas } from "../relatedness/analyze-among-areas.js";
import { writeReport } from "../output/write.js";
import { findIndustry } from "./find-industry.js";
import { buildFigureReport, requireFigure } from "./figure-report.js";
import { buildExplainReport } from "./explain-report.js";
import { defineCommand } from "../command/command.js";
import {
  inputOptions,
  livingWageOption,
  peopleOptions,
  priceOptions,
  projectionOptions,
  rankingOptions,
  thresholdOptions,
  workforceOptions,
} from "../command/options.js";
import { outputOptions } from "../command/output-options.js";
import { readMerged } from "../worksheet/read-merged.js";
import { buildProvenance, readInputs, withInputs } from "../command/read-inputs.js";
import { analysisOptions, rankRegionOptions, toThresholds } from "../command/run-options.js";

export const explainCommand = defineCommand({
  name: "explain",
  description:
    "Shows how one industry came to its rank: places, weights, formulas with their numbers. With a figure named, follows that one back to files and lines; with --notes and --all-rows, all of them. Takes the options of `rank`.",
  options: {
    ...inputOptions,
    ...projectionOptions,
    ...priceOptions,
    ...workforceOptions,
    ...rankingOptions,
    worksheet: peopleOptions.worksheet,
    ...livingWageOption,
    ...jobFileOptions,
    ...thresholdOptions,
    ...outputOptions,
  },
  arguments: {
    naics: { help: "the industry's code, words of its title, or a cluster's name", required: true },
    measure: { help: "one figure, down to the last row: lq, pay, growth" },
  },
  examples: [
    { says: "How hospitals came to their rank", argv: "explain hospitals --qcew demo --region C1814" },
    { says: "One figure, down to files and lines", argv: "explain 622 lq --qcew demo --region C1814" },
    { says: "The same for a script", argv: "explain 622 --qcew demo --region C1814 --json" },
  ],
  async run(options, io) {
    const inputs = await readInputs(options, io);
    const { factors: userFactors, inputs: factorFiles } = await readFactors(options, io, { measure: options.measure });
    const wanted = rankRegionOptions(options);
    const { analysis } = await analyzeAmongAreas(
      inputs,
      wanted,
      { userFactors: userFactors.names },
      { ...analysisOptions(options), format: options.format },
      io,
    );
    const ranked = rankRegion(inputs, wanted, userFactors, analysis);
    const { measure: figure } = options;
    const candidate = findIndustry(
      ranked.measured,
      options.naics,
      ranked.analysis.table.level,
      codeMeanings(ranked.analysis.table, inputs),
    );
    const asked = {
      ...ranked,
      candidate,
      thresholds: toThresholds(options),
      people: options.worksheet === undefined ? undefined : { ratings: await readMerged(options.worksheet, io.cwd) },
      provenance: withInputs(buildProvenance(inputs, options), factorFiles),
      notes: [...inputs.notes, ...ranked.notes],
    };
    const whole = buildExplainReport(asked);
    const report =
      figure === undefined ? whole : buildFigureReport(whole, requireFigure(figure, ranked.analysis), asked);
    await writeReport(report, options, io);
  },
});
