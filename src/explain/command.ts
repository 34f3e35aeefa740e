import { InputError } from "../core/errors.js";
import { readUserFactors } from "../ranking/read-user-factors.js";
import { nearestCodes } from "../ranking/criteria.js";
import { rankRegion } from "../ranking/rank-region.js";
import { writeReport } from "../output/write.js";
import { buildExplainReport } from "./explain-report.js";
import { defineCommand } from "../command/command.js";
import {
  inputOptions,
  outputOptions,
  priceOptions,
  projectionOptions,
  rankingOptions,
  thresholdOptions,
} from "../command/options.js";
import { provenanceOf, readInputs } from "../command/read-inputs.js";
import { rankRegionOptions, thresholdsOf } from "../command/run-options.js";

export const explainCommand = defineCommand({
  name: "explain",
  description:
    "Follows every figure of one industry back to files and lines, with the formula and its numbers, the estimates of suppressed cells, and the rank: what an auditor asks for. Takes the options of `rank`.",
  options: {
    ...inputOptions,
    ...projectionOptions,
    ...priceOptions,
    ...rankingOptions,
    ...thresholdOptions,
    ...outputOptions,
  },
  arguments: { naics: { help: "the industry's code, or a cluster's name", required: true } },
  examples: [
    { says: "Where the figures of hospitals come from", argv: "explain 622 --qcew data/demo --region C1814" },
    { says: "The same for a script", argv: "explain 622 --qcew data/demo --region C1814 --json" },
  ],
  async run(options, io) {
    const inputs = await readInputs(options, io);
    const ranked = rankRegion(inputs, rankRegionOptions(options), await readUserFactors(options.factor));
    const candidate = ranked.measured.find(({ naics }) => naics === options.naics);
    if (!candidate) {
      const nearest = nearestCodes(options.naics, ranked.measured);
      throw new InputError(`${options.naics} is no industry of this table`, {
        code: "NAICS_UNKNOWN",
        found: options.naics,
        hint:
          nearest.length > 0
            ? `nearest in the table: ${nearest.join("; ")}`
            : "see `sector-rank industries`, and --level",
      });
    }
    const report = buildExplainReport({
      ...ranked,
      candidate,
      thresholds: thresholdsOf(options),
      provenance: provenanceOf(inputs, options),
      notes: [...inputs.notes, ...ranked.notes],
    });
    await writeReport(report, options, io);
  },
});
