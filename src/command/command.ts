import { Argument, Command, Option } from "commander";
import { UsageError } from "../core/errors.js";
import { docsPath } from "../files/shipped-table.js";
import type { Io } from "../output/io.js";
import type {
  ArgumentDefinition,
  ArgumentTable,
  ArgumentValues,
  OptionDefinition,
  OptionTable,
  OptionValues,
} from "./option-types.js";
import { optionName } from "./option-types.js";
import { alternatives } from "./kinds/kind.js";
import { findKind } from "./kinds/kinds.js";

export interface Example {
  /** What it does, as a sentence without full stop. */
  readonly says: string;
  /** What is typed after `sector-rank `; run by a test from the package's folder. */
  readonly argv: string;
  /** How it ends, where that is the point: 4 for a check that fails. */
  readonly status?: RunStatus;
}

/** 0 done, 4 a check failed; the other statuses come from errors. */
export type RunStatus = 0 | 4;

export interface CommandDefinition<Options extends OptionTable, Arguments extends ArgumentTable> {
  /** One word, or two for a subcommand: `regions shed`. */
  readonly name: string;
  /** A paragraph of help under the summary. */
  readonly description?: string;
  readonly options: Options;
  /** In the order typed; values reach `run` beside the options, under their keys. */
  readonly arguments?: Arguments;
  readonly examples: readonly Example[];
  /** Extensions of `--out` files that the command writes itself, since they are too large for a report. */
  readonly dataExtensions?: readonly string[];
  run(options: OptionValues<Options> & ArgumentValues<Arguments>, io: Io): Promise<RunStatus> | Promise<void>;
}

/** A command whose table is no longer known to the type checker. */
export interface AnyCommand {
  readonly name: string;
  readonly description?: string;
  readonly options: OptionTable;
  readonly arguments?: ArgumentTable;
  readonly examples: readonly Example[];
  readonly dataExtensions?: readonly string[];
  run(options: never, io: Io): Promise<RunStatus> | Promise<void>;
}

/** How the table of commands holds one: what help says, and the import that a run needs. */
export interface CommandEntry {
  readonly summary: string;
  readonly group: string;
  /** Options that a `config` section of the command's name may hold are read from what this loads. */
  readonly load: () => Promise<AnyCommand>;
}

/** Options and examples as data, from which parsing, help, completion, config and tests are made. */
export function defineCommand<
  const Options extends OptionTable,
  const Arguments extends ArgumentTable = Record<never, ArgumentDefinition>,
>(definition: CommandDefinition<Options, Arguments>): CommandDefinition<Options, Arguments> {
  return definition;
}

/** What the user typed for one command: only options and arguments that were given. */
export type Given = Readonly<Record<string, unknown>>;

/** Column at which help and everything printed for people wraps when nothing says how wide the terminal is. */
export const HELP_WIDTH = 80;

/**
 * The commander command of a definition; `action` gets what was given.
 *
 * Defaults are not commander's business here, since a config stands between them and the command line.
 */
export function commanderCommand(
  definition: AnyCommand,
  {
    summary,
    io,
    action,
  }: { readonly summary: string; readonly io: Io; readonly action: (given: Given) => Promise<void> },
): Command {
  const command = new Command(`sector-rank ${definition.name}`)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: () => undefined,
      outputError: () => undefined,
      getOutHelpWidth: () => HELP_WIDTH,
      getOutHasColors: () => false,
    })
    .description([`${summary}.`, definition.description].filter((part) => part !== undefined).join("\n\n"))
    .usage([...listUsages(definition.arguments), "[options]"].join(" "))
    // In the last group, since commander would put it behind the first.
    .addHelpOption(
      new Option("-h, --help", "show this help, or with -h most of it on one screen").helpGroup(
        lastGroup(definition.options),
      ),
    )
    .showSuggestionAfterError(false);
  for (const [key, argument] of Object.entries(definition.arguments ?? {})) {
    command.addArgument(new Argument(argumentUsage(key, argument), argument.help));
  }
  for (const [key, option] of Object.entries(definition.options)) {
    for (const each of commanderOptions(key, option, definition)) command.addOption(each);
  }
  command.addHelpText("after", () => renderExamples(definition.examples));
  command.action(async () => {
    await action({ ...givenArguments(definition.arguments ?? {}, command.args), ...command.opts() });
  });
  return command;
}

function lastGroup(options: OptionTable): string {
  return Object.values(options).at(-1)?.group ?? "Options:";
}

function commanderOptions(key: string, option: OptionDefinition, definition: AnyCommand): readonly Option[] {
  const flag = `--${optionName(key)}`;
  if (option.type === "boolean") {
    // The command line must be able to take back what a config says.
    const positive = new Option(flag, option.help);
    if (option.group) positive.helpGroup(option.group);
    if (option.commandLineOnly) return [positive];
    return [positive, new Option(`--no-${optionName(key)}`).default(undefined).hideHelp()];
  }
  const kind = findKind(option);
  const { readText, addText } = kind;
  if (!readText) return [];
  const flags = Object.keys(definition.options).map((each) => `--${optionName(each)}`);
  const placeholder = kind.valueName(option) ?? "";
  const bare = option.type === "choice" ? option.bare : undefined;
  const shownValue = bare === undefined ? `<${placeholder}>` : `[${placeholder}]`;
  const made = new Option(`${flag} ${shownValue}`, formatHelp(option)).argParser((text: string, before: unknown) => {
    if (flags.includes(text.split("=")[0]!)) {
      throw new UsageError(`${flag} needs a value`, {
        code: "OPTION_VALUE",
        found: `the option ${text}`,
        hint: `write ${flag} ${placeholder}`,
      });
    }
    const value = readText(option, text, { label: flag });
    const added = addText?.(option, before, value);
    if (added !== undefined) return added;
    if (before !== undefined && JSON.stringify(before) !== JSON.stringify(value)) {
      throw new UsageError(`${flag} is given twice`, {
        code: "OPTION_CONFLICT",
        found: `two values, the second ${text}`,
        hint: "give it once",
      });
    }
    return value;
  });
  if (bare !== undefined) made.preset(bare);
  if (option.group) made.helpGroup(option.group);
  return [made];
}

function formatHelp(option: OptionDefinition): string {
  return `${option.help}${findKind(option).helpTail(option)}`;
}

function listUsages(table: ArgumentTable | undefined): readonly string[] {
  return Object.entries(table ?? {}).map(([key, argument]) => argumentUsage(key, argument));
}

/** How an argument stands in a usage line: `<FILE...>`, `[NAICS]`. */
export function argumentUsage(key: string, { value, required, variadic }: ArgumentDefinition): string {
  const name = `${value ?? key.toUpperCase()}${variadic ? "..." : ""}`;
  return required ? `<${name}>` : `[${name}]`;
}

function givenArguments(table: ArgumentTable, texts: readonly string[]): Given {
  const given: Record<string, unknown> = {};
  for (const [index, [key, { variadic, choices }]] of Object.entries(table).entries()) {
    const values = variadic ? texts.slice(index) : texts.slice(index, index + 1);
    if (values.length === 0) continue;
    if (choices) for (const value of values) checkArgument(key, choices, value);
    given[key] = variadic ? values : values[0];
  }
  return given;
}

function checkArgument(key: string, choices: readonly string[], value: string): void {
  if (choices.includes(value)) return;
  throw new UsageError(`${key} is ${alternatives(choices)}`, {
    code: "ARGUMENT_VALUE",
    found: value,
    hint: "write one of them",
  });
}

function renderExamples(examples: readonly Example[]): string {
  if (examples.length === 0) return "";
  const lines = examples.map(({ says, argv }) => `  ${says}:\n    sector-rank ${argv}`);
  return `\nExamples:\n${lines.join("\n")}\n\nDocs: ${docsPath("commands.md")}`;
}
