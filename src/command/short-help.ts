import { docsPath } from "../files/shipped-table.js";
import { padRight, wrapLimited } from "../render/text-layout.js";
import { argumentUsage, HELP_WIDTH, type AnyCommand } from "./command.js";
import { isConfigOnly, findKind } from "./kinds/kinds.js";
import { optionName, type OptionDefinition } from "./option-types.js";
import { sharedOptions } from "./options.js";

/** Options that most runs need, of those that many commands share. */
const COMMON = ["qcew", "region", "level", "year", "since", "projections", "weights", "top", "out", "format"];

/** More would not fit on a screen beside the examples. */
const MOST_OPTIONS = 14;

/** Help of one screen: what it does, examples, the options that most runs need, and where the rest is. */
export function renderShortHelp(definition: AnyCommand, summary: string): string {
  const { name, options, examples } = definition;
  const usage = Object.entries(definition.arguments ?? {}).map(([key, argument]) => argumentUsage(key, argument));
  const all = Object.entries(options).filter(([, option]) => !isConfigOnly(option));
  const own = all.filter(([key]) => !Object.hasOwn(sharedOptions, key));
  const common = COMMON.flatMap((key) => all.filter(([each]) => each === key));
  const shown = [...common, ...own].slice(0, Math.max(MOST_OPTIONS, common.length));
  const flags = shown.map(([key, option]) => [formatFlag(key, option), firstClause(option.help)] as const);
  const room = Math.max(0, ...flags.map(([flag]) => flag.length));
  const lines = [
    `${summary}.`,
    "",
    `Usage: ${["sector-rank", name, ...usage, "[options]"].join(" ")}`,
    ...(examples.length > 0 ? ["", "Examples:"] : []),
    ...examples.flatMap(({ says, argv }) => [`  ${says}:`, `    sector-rank ${argv}`]),
    ...(flags.length > 0 ? ["", shown.length < all.length ? "Options that most runs need:" : "Options:"] : []),
    ...flags.flatMap(([flag, help]) =>
      wrapLimited(help, HELP_WIDTH - room - 4, 1).map((line) => `  ${padRight(flag, room)}  ${line}`),
    ),
    "",
    ...(shown.length < all.length ? [`\`sector-rank ${name} --help\` explains all ${all.length} options.`] : []),
    `Docs: ${docsPath("commands.md")}`,
  ];
  return `${lines.join("\n")}\n`;
}

function formatFlag(key: string, option: OptionDefinition): string {
  const value = findKind(option).valueName(option);
  return `--${optionName(key)}${value === undefined ? "" : ` ${value}`}`;
}

function firstClause(help: string): string {
  return help.split(/[;:]|, such as| \(default/)[0]!.trim();
}
