import { UsageError } from "../core/errors.js";
import { defineCommand } from "../command/command.js";
import { qcewArguments } from "../command/options.js";
import { showsChecksums } from "../command/read-inputs.js";
import { occupationsOptions } from "./options.js";

export const occupationsCommand = defineCommand({
  name: "occupations",
  description:
    "From industries to occupations: which jobs the short list of a ranking or chosen industries need, how many, what they pay, what they ask for, who shares them and where they lead. Staffing patterns, the nation's wages, typical education and openings are built in; files of your own take their place.",
  options: occupationsOptions,
  arguments: qcewArguments,
  examples: [
    {
      says: "The occupations of the short list of Columbus, Ohio, from built-in data",
      argv: "occupations --qcew demo --region C1814",
    },
    {
      says: "Good jobs without a bachelor's degree in two of its industries, with ladders",
      argv: 'occupations --qcew demo --region C1814 --industries 5417,4238 --threshold "family of three=24.50/hour" --good-jobs --ladders',
    },
    {
      says: "Where registered nurses work in the nation",
      argv: "occupations --inverse 29-1141",
    },
  ],
  async run(options, io) {
    if (options.goodJobs && options.threshold.length === 0 && options.household.length === 0) {
      throw new UsageError("--good-jobs needs a wage to measure by", {
        code: "OPTION_MISSING",
        found: "no --threshold",
        hint: 'add one, such as --threshold "family of three=24.50/hour"',
      });
    }
    const { occupationsReport } = await import("./occupations-run.js");
    const { report, inputs } = await occupationsReport(options, io, showsChecksums(options));
    const { writeReport } = await import("../output/write.js");
    await writeReport(report, options, io, { inputs });
  },
});
