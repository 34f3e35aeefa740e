import { existsSync, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { UsageError } from "../core/errors.js";
import { defineCommand } from "../command/command.js";
import { writeFiles } from "../output/write.js";
import { SAMPLE_FILES } from "./sample.js";

export const metricsInitCommand = defineCommand({
  name: "metrics init",
  description:
    "Metrics of process and impact for business, job seekers and public partners, to cross out and add to; those of the labor market are filled in by `metrics --from`. A file that is there is never overwritten.",
  options: {},
  arguments: { folder: { help: "where they go, made if missing (default: the current folder)", path: true } },
  examples: [],
  async run({ folder = "." }, io) {
    const files = Object.entries(SAMPLE_FILES).map(([name, content]) => ({ file: join(folder, name), content }));
    const there = files.find(({ file }) => existsSync(resolve(io.cwd, file)));
    if (there) {
      throw new UsageError(`${there.file} is there already`, {
        code: "CONFIG_EXISTS",
        found: there.file,
        hint: "give another folder, such as `sector-rank metrics init partnership`",
      });
    }
    mkdirSync(resolve(io.cwd, folder), { recursive: true });
    writeFiles(files, io);
    for (const { file } of files) io.stdout.write(`wrote ${file}\n`);
    return Promise.resolve();
  },
});
