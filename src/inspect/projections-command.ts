import { writeReport } from "../output/write.js";
import { defineCommand } from "../command/command.js";
import { explainProjections } from "./explain-projections.js";
import { inputOptions, projectionOptions } from "../command/options.js";
import { outputOptions } from "../command/output-options.js";
import { showsChecksums } from "../command/read-inputs.js";

const { projectionsArea, mapping } = projectionOptions;

export const projectionsCommand = defineCommand({
  name: "projections",
  description:
    "Shows which layout a file has, which columns hold what, what the printed growth means, which rows are not industries, and how the rest matches the industries of a level. Growth is computed from the levels, whatever is printed.",
  options: { projectionsArea, mapping, level: inputOptions.level, ...outputOptions },
  arguments: {
    files: {
      help: "projection files: .csv, .tsv, .xlsx, .xls or a .zip of them",
      value: "FILE",
      required: true,
      variadic: true,
      path: true,
    },
  },
  examples: [
    {
      says: "What a state's file says, and how it matches sectors",
      argv: "projections built-in/projections/kansas.csv --level sector",
    },
    {
      says: "One area of a file that has several",
      argv: 'projections built-in/projections/california.csv --projections-area "Chico" --format csv',
    },
  ],
  async run(options, io) {
    const report = await explainProjections({
      command: "projections",
      files: options.files,
      areas: options.projectionsArea,
      level: options.level === "2" ? "sector" : options.level,
      mapping: options.mapping,
      hash: showsChecksums(options),
    });
    await writeReport(report, options, io, { inputs: options.files });
  },
});
