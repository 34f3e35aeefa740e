import { Command, CommanderError } from "commander";
import { UsageError, UserError } from "../core/errors.js";
import { systemRefusal } from "../files/system-errors.js";
import { outputNames, prepareFiles, type WriteOptions } from "../output/outputs.js";
import { docsPath } from "../files/shipped-table.js";
import { nearest } from "../core/suggest.js";
import { VERSION } from "../core/version.js";
import { commanderCommand, HELP_WIDTH, type AnyCommand, type CommandEntry, type Given } from "../command/command.js";
import { COMMANDS } from "./commands.js";
import { exitStatus, renderOwnBug, renderUserError, renderUserErrorJson } from "./errors-output.js";
import { processIo, type Io } from "../output/io.js";
import { optionName } from "../command/option-types.js";
import { withFetchCommand } from "../command/propose-fetch.js";
import { placedInConfig } from "../command/resolve-options.js";
import { resolveOptions } from "./options-of-run.js";

export type ExitStatus = 0 | 1 | 2 | 3 | 4;

/**
 * Runs one command line, `argv` without the program's own name, and says with which status to end.
 *
 * Never throws: what the user can fix is printed as an error of three lines, anything else with its stack.
 */
export async function main(
  argv: readonly string[],
  io: Io = processIo(),
  commands: CommandTable = COMMANDS,
): Promise<ExitStatus> {
  const mood = { json: asksForJson(argv) };
  try {
    const status = await dispatch(argv, { io, mood, commands });
    await io.settle?.();
    return status;
  } catch (thrown) {
    const error = thrown instanceof UserError ? thrown : systemRefusal(thrown);
    if (!error) {
      io.stderr.write(renderOwnBug(thrown));
      return 1;
    }
    io.stderr.write(renderUserError(error));
    if (mood.json) io.stderr.write(renderUserErrorJson(error));
    return exitStatus(error);
  }
}

type CommandTable = typeof COMMANDS;

interface Session {
  readonly io: Io;
  readonly commands: CommandTable;
  /** Whether errors are printed as JSON too. */
  readonly mood: { json: boolean };
}

async function dispatch(argv: readonly string[], session: Session): Promise<ExitStatus> {
  const { io, commands } = session;
  const [first, ...rest] = argv;
  if (first === undefined || first === "--help" || first === "-h") return printHelp(io, commands);
  if (first === "help") return rest.length === 0 ? printHelp(io, commands) : dispatch([...rest, "--help"], session);
  if (first === "--version" || first === "-V") {
    io.stdout.write(`${VERSION}\n`);
    return 0;
  }
  const { name, entry, parameters } = findCommand(argv, commands);
  const definition = await entry.load();
  const end = parameters.indexOf("--");
  if ((end < 0 ? parameters : parameters.slice(0, end)).includes("-h")) {
    const { renderShortHelp } = await import("../command/short-help.js");
    io.stdout.write(renderShortHelp(definition, entry.summary));
    return 0;
  }
  let status: ExitStatus = 0;
  const command = commanderCommand(definition, {
    summary: entry.summary,
    io,
    action: async (given) => {
      status = await runCommand(definition, given, session);
    },
  });
  try {
    await command.parseAsync([...parameters], { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return 0;
    throw toUsageError(error, name, definition);
  }
  return status;
}

async function runCommand(definition: AnyCommand, given: Given, { io: whole, mood }: Session): Promise<ExitStatus> {
  const options = await resolveOptions(definition, given, whole);
  const io: Io = options.quiet ? { ...whole, stderr: { isTerminal: false, write: () => undefined } } : whole;
  if (options.format === "json") mood.json = true;
  if ("out" in definition.options) {
    outputNames(options as unknown as WriteOptions, definition.dataExtensions);
    prepareFiles(options as unknown as WriteOptions);
  }
  try {
    return (await definition.run(options as never, io)) ?? 0;
  } catch (error) {
    throw withFetchCommand(placedInConfig(error, options), options);
  }
}

function findCommand(
  argv: readonly string[],
  commands: CommandTable,
): {
  readonly name: string;
  readonly entry: CommandEntry;
  readonly parameters: readonly string[];
} {
  for (const words of [2, 1]) {
    const name = argv.slice(0, words).join(" ");
    const entry = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (entry) return { name, entry, parameters: argv.slice(words) };
  }
  const typed = argv[0] ?? "";
  if (typed.startsWith("-")) {
    throw new UsageError(`the command comes first, options after it`, {
      code: "OPTION_UNKNOWN",
      found: typed,
      hint: `sector-rank COMMAND ${typed}; \`sector-rank --help\` lists the commands`,
    });
  }
  const [suggestion] = nearest(typed, Object.keys(commands), 1);
  throw new UsageError(`unknown command "${typed}"`, {
    code: "COMMAND_UNKNOWN",
    found: typed,
    hint: suggestion ? `did you mean ${suggestion}?` : "`sector-rank --help` lists the commands",
  });
}

function toUsageError(error: CommanderError, name: string, definition: AnyCommand): UsageError {
  const quoted = /'([^']*)'/.exec(error.message)?.[1] ?? "";
  const help = `\`sector-rank ${name} --help\` lists what it takes`;
  switch (error.code) {
    case "commander.unknownOption": {
      const typed = quoted.split("=")[0]!;
      const names = Object.keys(definition.options).map(optionName);
      if (names.some((one) => typed === `--${one}`)) {
        return new UsageError(`${typed} takes no value`, {
          code: "OPTION_VALUE",
          found: quoted,
          hint: `write ${typed}`,
        });
      }
      const [suggestion] = nearest(typed.replace(/^--/, ""), names, 1);
      const hint = suggestion ? `did you mean --${suggestion}?` : help;
      return new UsageError(`${name} has no option ${typed}`, { code: "OPTION_UNKNOWN", found: quoted, hint });
    }
    case "commander.optionMissingArgument":
      return new UsageError(`${quoted.split(" ")[0]} needs a value`, {
        code: "OPTION_VALUE",
        found: "nothing after it",
        hint: `write ${quoted}`,
      });
    case "commander.missingArgument":
      return new UsageError(`${name} needs ${quoted}`, { code: "ARGUMENT_MISSING", found: "nothing", hint: help });
    case "commander.excessArguments": {
      const takes = Object.keys(definition.arguments ?? {}).length;
      const message = `${name} takes ${takes === 0 ? "options only" : `at most ${takes} argument${takes > 1 ? "s" : ""}`}`;
      return new UsageError(message, {
        code: "ARGUMENT_EXCESS",
        found: error.message.replace(/^error: /, ""),
        hint: help,
      });
    }
    default:
      return new UsageError(error.message.replace(/^error: /, ""), { code: "OPTION_VALUE", hint: help });
  }
}

function printHelp(io: Io, commands: CommandTable): 0 {
  const program = new Command("sector-rank")
    .description("Rank a region's industries for target-industry selection, from the files that BLS publishes.")
    .usage("COMMAND [options]")
    .helpOption("-h, --help", "show this help, or that of a command")
    .option("-V, --version", "show the version")
    .configureOutput({ writeOut: (text) => io.stdout.write(text), getOutHelpWidth: () => HELP_WIDTH })
    .helpCommand(false);
  for (const [name, { summary, group }] of Object.entries(commands)) {
    program.addCommand(new Command(name).description(summary).helpGroup(`${group}:`).helpOption(false));
  }
  program.addHelpText(
    "after",
    `\nStart with \`sector-rank demo\`, which needs no file.\n\`sector-rank COMMAND -h\` shows a command's examples, \`--help\` all its options.\nDocs: ${docsPath("commands.md")}`,
  );
  program.outputHelp();
  return 0;
}

/** Looked for before parsing, so that an error in parsing is printed the same way. */
function asksForJson(argv: readonly string[]): boolean {
  return argv.some((text, index) => {
    if (text === "--json" || text === "--format=json") return true;
    return text === "--format" && argv[index + 1] === "json";
  });
}
