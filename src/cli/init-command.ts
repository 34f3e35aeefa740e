import { existsSync } from "node:fs";
import { dirname, isAbsolute, join, relative, resolve } from "node:path";
import { UsageError } from "../core/errors.js";
import { dataFolder } from "../files/shipped-table.js";
import { writeFiles } from "../output/write.js";
import { defineCommand } from "../command/command.js";
import { renderConfigTemplate } from "./config-template.js";
import { DEFAULT_CONFIG } from "../command/resolve-options.js";

export const initCommand = defineCommand({
  name: "init",
  description: "Every option stands in it as a comment, with what it does. A file that is there is never overwritten.",
  options: {},
  arguments: { file: { help: `name of the file (default: ${DEFAULT_CONFIG})` } },
  examples: [{ says: "A config in the current folder", argv: "init" }],
  async run(options, io) {
    const file = options.file ?? DEFAULT_CONFIG;
    const path = resolve(io.cwd, file);
    if (existsSync(path)) {
      throw new UsageError(`${file} is there already`, {
        code: "CONFIG_EXISTS",
        found: file,
        hint: "give another name, such as `sector-rank init other.yaml`",
      });
    }
    const content = renderConfigTemplate(demoFolder(dirname(path)));
    writeFiles([{ file, content }], io);
    io.stdout.write(`wrote ${file}\n`);
    return Promise.resolve();
  },
});

/** The built-in region's folder as a config names it: relative where it lies below the config. */
function demoFolder(folder: string): string {
  const path = join(dataFolder(), "demo");
  const fromConfig = relative(folder, path);
  const isBelow = !fromConfig.startsWith("..") && !isAbsolute(fromConfig);
  return (isBelow ? fromConfig : path).replaceAll("\\", "/");
}
