import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { InputError, type Place, UsageError, UserError } from "../core/errors.js";
import { outputNames, type WriteOptions } from "../output/outputs.js";
import { writeReport } from "../output/write.js";
import type { Report } from "../report/report.js";
import { requireAsMuch } from "./last-result.js";
import { buildRunReport } from "./run-report.js";
import { defineCommand, type AnyCommand, type RunStatus } from "../command/command.js";
import { readCommandConfig, readRuns, withMethod, type ConfiguredRun } from "./config.js";
import { withBuiltInData } from "../command/built-in-data.js";
import type { Io } from "../output/io.js";
import { outputOptions } from "../command/output-options.js";
import { withFetchCommand } from "../command/propose-fetch.js";
import { combineOptions, DEFAULT_CONFIG, placedInConfig, type Resolved } from "../command/resolve-options.js";

const { format, json, color, config } = outputOptions;

export const runCommand = defineCommand({
  name: "run",
  description:
    "Makes every run that the config lists under `runs`, or one `rank` if it lists none, and writes their files. A yearly refresh is this one command with new files in the folder. Where a run writes JSON, and its last JSON has areas or years that the new result does not have, it ends with status 4 and leaves the files as they are.",
  // Copies, since what the config says of format and colour is meant for its runs.
  options: {
    format: { ...format },
    json: { ...json },
    color: { ...color },
    config: { ...config, help: `the config (default: ./${DEFAULT_CONFIG})` },
    allowMissing: {
      type: "boolean",
      commandLineOnly: true,
      help: "let a result lack areas or years that the last result under its name has",
    },
    fetch: { type: "boolean", commandLineOnly: true, help: "first fetch the files that the config's `fetch` names" },
  },
  examples: [],
  async run(options, io) {
    const file = options.config ?? DEFAULT_CONFIG;
    if (!existsSync(resolve(io.cwd, file))) {
      throw new InputError(`no config ${file} to run`, {
        code: "FILE_NOT_FOUND",
        where: { file },
        hint: options.config === undefined ? "`sector-rank init` writes one" : "check the name",
      });
    }
    const runs = (await readRuns(file, io)).map((configured) => prepare(configured, io.cwd));
    requireDistinctFiles(runs);
    if (options.fetch) await fetchFirst(file, io);
    const done = [];
    let status: RunStatus = 0;
    for (const [index, { definition, resolved, files, where }] of runs.entries()) {
      const accept = options.allowMissing
        ? undefined
        : (report: Report) => requireAsMuch(report, resolved as unknown as WriteOptions, { io, where });
      try {
        status = (await definition.run(resolved as never, { ...quiet(io), ...(accept && { accept }) })) || status;
      } catch (error) {
        if (error instanceof UserError) io.stderr.write(`run ${index + 1} of ${runs.length}, ${definition.name}:\n`);
        throw withFetchCommand(placedInConfig(error, resolved), resolved);
      }
      done.push({ command: definition.name, files });
    }
    await writeReport(buildRunReport(file, done), { ...options, out: [] }, io);
    return status;
  },
});

/** What `sector-rank fetch` would do with the config: files that are there and as locked stay as they are. */
async function fetchFirst(file: string, io: Io): Promise<void> {
  const { fetchCommand } = await import("../fetch/command.js");
  const resolved = combineOptions(fetchCommand, {}, await readCommandConfig(file, fetchCommand, io));
  // The config's own outputs are those of its runs.
  Object.assign(resolved, { out: [], outDir: undefined, about: undefined, format: "table" });
  try {
    await fetchCommand.run(resolved as never, quiet(io));
  } catch (error) {
    throw placedInConfig(error, resolved);
  }
}

interface PreparedRun {
  readonly definition: AnyCommand;
  readonly resolved: Resolved;
  readonly files: readonly string[];
  readonly where: Place;
}

/** A run with all its options; what is wrong with any is found before the first one starts. */
function prepare({ definition, config: values, where }: ConfiguredRun, cwd: string): PreparedRun {
  const method = values.values.methodOf as string | undefined;
  const config = method === undefined ? values : withMethod(method, definition, values);
  const resolved = withBuiltInData(combineOptions(definition, {}, config), definition, cwd);
  resolved.format = "table";
  const options = resolved as unknown as WriteOptions;
  const files = [...outputNames(options, definition.dataExtensions)];
  if (options.outDir !== undefined) files.push(options.outDir);
  if (files.length > 0) return { definition, resolved, files, where };
  throw new UsageError(`this run of ${definition.name} writes no file`, {
    code: "OPTION_MISSING",
    where,
    found: "none of out, out-dir and about",
    hint: "add out: [ranking.csv]",
  });
}

function requireDistinctFiles(runs: readonly PreparedRun[]): void {
  const seen = new Set<string>();
  for (const { files, where } of runs) {
    const twice = files.find((file) => seen.has(file));
    if (twice !== undefined) {
      throw new UsageError("two runs write the same file", {
        code: "OPTION_CONFLICT",
        where,
        found: twice,
        hint: "give each run files of its own",
      });
    }
    for (const file of files) seen.add(file);
  }
}

/** The runs' own text for people is not shown: their files are what was asked for, and the table of runs lists them. */
function quiet(io: Io): Io {
  return { ...io, stdout: { isTerminal: false, write: () => undefined }, listsFiles: true };
}
