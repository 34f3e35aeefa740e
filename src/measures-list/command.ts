import { ALL_MEASURES } from "../measures/index.js";
import { writeReport } from "../output/write.js";
import { buildMeasuresReport } from "./measures-report.js";
import { defineCommand } from "../command/command.js";
import { outputOptions } from "../command/output-options.js";

export const measuresCommand = defineCommand({
  name: "measures",
  description: "The ids are what --weights, the columns of CSV files and the keys of JSON use.",
  options: outputOptions,
  arguments: { id: { help: "show only these measures", variadic: true } },
  examples: [
    { says: "All measures", argv: "measures" },
    { says: "The definitions of two, as JSON", argv: "measures lq growth --json" },
  ],
  async run(options, io) {
    await writeReport(buildMeasuresReport(ALL_MEASURES, options.id), options, io);
  },
});
