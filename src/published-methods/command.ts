import { defineCommand } from "../command/command.js";
import { outputOptions } from "../command/output-options.js";
import { writeReport } from "../output/write.js";
import { buildMethodsReport } from "./methods-report.js";
import { methodNames, readMethod } from "./read-methods.js";

export const methodsCommand = defineCommand({
  name: "methods",
  description:
    "Ways to choose target industries that states, toolkits and vendors published, each with its source and what of it is left to you. `rank --method-of NAME` follows one.",
  options: outputOptions,
  arguments: { name: { help: "show all of these methods, and how a config says it", variadic: true } },
  examples: [
    { says: "All methods", argv: "methods" },
    { says: "One of them, with its source and its rules", argv: "methods california" },
  ],
  async run(options, io) {
    const names = options.name.length > 0 ? options.name : methodNames();
    await writeReport(buildMethodsReport(names.map((name) => readMethod(name))), options, io);
  },
});
