import { mkdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { attempt, writeFiles } from "../output/write.js";
import type { Io } from "../output/io.js";
import { LOCK_FILE } from "../files/sources-lock.js";
import { demoFiles } from "./demo-files.js";
import { defineCommand } from "../command/command.js";
import {
  inputOptions,
  livingWageOption,
  peopleOptions,
  priceOptions,
  projectionOptions,
  rankingOptions,
  ruleOptions,
  thresholdOptions,
  workforceOptions,
} from "../command/options.js";
import { outputOptions, whyOption } from "../command/output-options.js";
import { derivedOptions } from "../command/resolve-options.js";
import { jobFileOptions } from "../occupations/job-file-options.js";
import { rankCommand } from "../rank/command.js";

const { qcew: _qcew, store: _store, region: _region, ...choices } = inputOptions;
void _qcew;
void _store;
void _region;

/** The built-in files under their own names, and how to go on with them. */
function writeDemoFiles(folder: string, io: Io): Promise<void> {
  attempt(folder, () => mkdirSync(resolve(io.cwd, folder), { recursive: true }));
  const sources = demoFiles();
  const lock = join(dirname(sources[0]!), LOCK_FILE);
  const files = [...sources, lock].map((path) => ({ file: join(folder, basename(path)), content: readFileSync(path) }));
  writeFiles(files, io);
  for (const { file } of files) io.stdout.write(`${file}\n`);
  io.stderr.write(`next: sector-rank rank --qcew ${folder} --region C1814\n`);
  return Promise.resolve();
}

export const demoCommand = defineCommand({
  name: "demo",
  description:
    "Ranks the industries of Columbus, Ohio (ten counties, 2020 to 2023) from data that ships with the tool; takes the other options of `rank`.",
  options: {
    ...choices,
    ...projectionOptions,
    ...priceOptions,
    ...workforceOptions,
    ...rankingOptions,
    ...ruleOptions,
    ...peopleOptions,
    ...livingWageOption,
    ...jobFileOptions,
    ...thresholdOptions,
    ...outputOptions,
    ...whyOption,
    data: {
      type: "string",
      value: "DIR",
      path: true,
      commandLineOnly: true,
      help: "write the built-in files into this folder instead, to rank them like your own",
    },
  },
  examples: [
    { says: "The main job with no file at all", argv: "demo" },
    { says: "At four digits, for a script", argv: "demo --level 4 --json" },
    {
      says: "A workbook, a page, a brief for a board and all the charts of it in a folder",
      argv: "demo --out-dir columbus",
    },
  ],
  run: (options, io) => {
    if (options.data !== undefined) return writeDemoFiles(options.data, io);
    const builtIn = {
      qcew: demoFiles(),
      store: undefined,
      region: "C1814",
      standing: false,
      files: [],
      data: undefined,
    };
    return rankCommand.run(derivedOptions(options, builtIn), io);
  },
});
