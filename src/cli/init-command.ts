import { existsSync } from "node:fs";
import { dirname, isAbsolute, relative, resolve } from "node:path";
import { readAreas } from "../areas/read-areas.js";
import { resolveRegion } from "../areas/region.js";
import { UsageError } from "../core/errors.js";
import type { Io } from "../output/io.js";
import { writeFiles } from "../output/write.js";
import { withoutDataFolder } from "../files/shipped-table.js";
import { defineCommand } from "../command/command.js";
import { inputOptions } from "../command/options.js";
import { renderConfigTemplate } from "./config-template.js";
import { DEFAULT_CONFIG } from "../command/resolve-options.js";

export const initCommand = defineCommand({
  name: "init",
  description:
    "Every option stands in it as a comment, with what it does. With --region and --qcew these count, and `run` takes the config as it is. A file that is there is never overwritten.",
  options: {
    region: { ...inputOptions.region, help: "region of the config: a code or a name, as with `rank`" },
    qcew: { ...inputOptions.qcew, help: "QCEW files of the config; `demo` names the built-in ones; repeatable" },
  },
  arguments: { file: { help: `name of the file (default: ${DEFAULT_CONFIG})` } },
  examples: [
    { says: "A config in the current folder", argv: "init" },
    { says: "One that `sector-rank run` takes as it is", argv: "init columbus.yaml --region C1814 --qcew demo" },
  ],
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
    const { region, qcew } = options;
    if ((region === undefined) !== (qcew.length === 0)) {
      throw new UsageError("a config that runs needs both a region and files", {
        code: "OPTION_MISSING",
        found: region === undefined ? "--qcew without --region" : "--region without --qcew",
        hint: region === undefined ? "add --region C1814" : "add --qcew qcew/, or --qcew demo for the built-in files",
      });
    }
    // A name that is not an area is an error now, not when the config is run.
    if (region !== undefined) resolveRegion(readAreas(), region);
    const files = qcew.map((each) => fromConfig(each, dirname(path), io));
    writeFiles([{ file, content: renderConfigTemplate({ qcew: files, ...(region !== undefined && { region }) }) }], io);
    io.stdout.write(`wrote ${file}\n`);
    if (region !== undefined)
      io.stdout.write(`next: sector-rank run ${file === DEFAULT_CONFIG ? "" : file}`.trimEnd() + "\n");
    return Promise.resolve();
  },
});

/** A path as a config in a folder names it: relative, so that the config works wherever both are moved. */
function fromConfig(path: string, folder: string, io: Io): string {
  const named = withoutDataFolder(path);
  if (named !== path) return named === "built-in/demo" ? "demo" : named;
  const whole = resolve(io.cwd, path);
  if (!existsSync(whole)) {
    throw new UsageError(`there is no file or folder ${path}`, {
      code: "OPTION_VALUE",
      found: path,
      hint: "name the files first, or get them with `sector-rank fetch`; --qcew demo names the built-in ones",
    });
  }
  const near = relative(folder, whole) || ".";
  return (isAbsolute(near) ? path : near).replaceAll("\\", "/");
}
