import { resolve } from "node:path";
import type { Place } from "../core/errors.js";
import { UsageError } from "../core/errors.js";
import { readConfig, type ConfigEntry, type ConfigNode } from "../files/yaml-config.js";
import { nearest } from "../core/suggest.js";
import type { AnyCommand } from "../command/command.js";
import { configurable, configurableArguments, configuredCommands, isSection } from "./config-keys.js";
import { CONFIGURED_COMMANDS } from "./configured-commands.js";
import type { Io } from "../output/io.js";
import type { OptionTable } from "../command/option-types.js";
import { optionProblem, unknownKey, wrongKind } from "../command/kinds/kind.js";
import { findKind } from "../command/kinds/kinds.js";
import { sharedOptions } from "../command/options.js";
import { readMethod } from "../published-methods/read-methods.js";
import type { ConfigValues } from "../command/resolve-options.js";

/** A command to run as a config's list of runs says. */
export interface ConfiguredRun {
  readonly definition: AnyCommand;
  readonly config: ConfigValues;
  readonly where: Place;
}

/**
 * What a config says for one command. The files that its top level names are those of the ranking: any other command
 * would write over them.
 */
export async function readCommandConfig(file: string, definition: AnyCommand, io: Io): Promise<ConfigValues> {
  const root = readRoot(file, io);
  const entries =
    definition.name === "rank" ? root.entries : root.entries.filter(({ key }) => !NAMES_OF_FILES.includes(key));
  return Promise.resolve(configFor({ ...root, entries }, definition));
}

/**
 * A config above the options of a published method.
 *
 * @throws {UsageError} ARGUMENT_VALUE for a name that no method has, with its place in the config
 */
export function withMethod(name: string, definition: AnyCommand, config: ConfigValues | undefined): ConfigValues {
  const above = config ?? { values: {}, placeOf: () => undefined };
  const where = above.placeOf(["methodOf"]);
  const { options, about } = readMethod(name, where);
  if (about === "occupations" && definition.name !== "occupations") {
    throw new UsageError(`the published method "${name}" picks occupations`, {
      code: "OPTION_CONFLICT",
      ...(where && { where }),
      found: `${definition.name} --method-of ${name}`,
      hint: `write occupations --method-of ${name}, or put method-of under occupations: in a config`,
    });
  }
  const { values } = configFor({ where: { file: name }, entries: options }, definition);
  return { ...above, method: values };
}

const NAMES_OF_FILES = ["out", "about", "out-dir"];

/**
 * The runs that a config describes, in order: its `runs`, or one `rank` where it has none.
 *
 * Each has the config's top level below its own keys. Only `out` and `about` are not passed down, since two
 * runs would write one file.
 */
export async function readRuns(file: string, io: Io): Promise<readonly ConfiguredRun[]> {
  const root = readRoot(file, io);
  const runs = root.entries.find(({ key }) => key === "runs");
  if (!runs) {
    const definition = await loadCommand("rank", root.where);
    return [{ definition, config: configFor(root, definition), where: root.where }];
  }
  if (runs.node.kind !== "list")
    throw wrongKind({ label: "runs", where: runs.node.where }, "a list", runs.node, RUNS_EXAMPLE);
  const inherited = { ...root, entries: root.entries.filter(({ key }) => key !== "out" && key !== "about") };
  const configured: ConfiguredRun[] = [];
  for (const node of runs.node.items) {
    if (node.kind !== "map")
      throw wrongKind({ label: "runs", where: node.where }, "maps with a command each", node, RUNS_EXAMPLE);
    const named = node.entries.find(({ key }) => key === "command");
    const name = named ? requireText(named.node) : "rank";
    const definition = await loadCommand(name, named?.node.where ?? node.where);
    const own = parseValues(
      node.entries.filter((entry) => entry !== named),
      definition,
      `run of ${name}`,
    );
    configured.push({ definition, config: stack(configFor(inherited, definition), own), where: node.where });
  }
  return configured;
}

const RUNS_EXAMPLE = "write runs: and below it lines such as - { command: rank, out: [ranking.csv] }";

interface ConfigRoot {
  readonly where: Place;
  readonly entries: readonly ConfigEntry[];
}

function readRoot(file: string, io: Io): ConfigRoot {
  const node = readConfig(resolve(io.cwd, file), file);
  if (node.kind === "scalar" && node.value === null) return { where: node.where, entries: [] };
  if (node.kind !== "map")
    throw wrongKind(
      { label: "a config", where: node.where },
      "`key: value` lines",
      node,
      "`sector-rank init` writes a config to start from",
    );
  return { where: node.where, entries: node.entries };
}

/** Keys of the top level: shared options, sections named as commands, and `runs`. */
function configFor({ entries }: ConfigRoot, definition: AnyCommand): ConfigValues {
  const shared = configurable(sharedOptions);
  const known = [...Object.keys(shared), ...configuredCommands().filter(isSection), "runs"];
  const unknown = entries.find(({ key }) => !known.includes(key));
  if (unknown) throw unknownKey(unknown, undefined, known);

  const top = parseValues(
    entries.filter(({ key }) => Object.hasOwn(shared, key)),
    { ...definition, options: sharedOptions, arguments: {} },
    undefined,
  );
  // An option of the same name can mean another thing elsewhere: only the shared one is shared.
  const applies = (key: string): boolean => {
    const option = definition.options[key];
    return option === (sharedOptions as OptionTable)[key] || option?.shared === true;
  };
  const values = Object.fromEntries(Object.entries(top.values).filter(([key]) => applies(key)));
  const section = entries.find(({ key }) => key === definition.name && isSection(key));
  if (!section) return { ...top, values };
  return stack({ ...top, values }, parseValues(parseEntries(section), definition, section.key));
}

function parseEntries({ key, node }: ConfigEntry): readonly ConfigEntry[] {
  if (node.kind === "scalar" && node.value === null) return [];
  if (node.kind !== "map")
    throw wrongKind(
      { label: key, where: node.where },
      "a map of options",
      node,
      `write ${key}: and options below it, two blanks further in`,
    );
  return node.entries;
}

/** Options and arguments of a command by the name that a config uses. */
function parseValues(entries: readonly ConfigEntry[], definition: AnyCommand, label: string | undefined): ConfigValues {
  const known = { ...configurable(definition.options), ...configurableArguments(definition) };
  const values: Record<string, unknown> = {};
  const places = new Map<string, Place>();
  for (const entry of entries) {
    const found = Object.hasOwn(known, entry.key) ? known[entry.key] : undefined;
    if (!found) throw unknownKey(entry, label, Object.keys(known));
    const origin = { label: entry.key, where: entry.node.where };
    values[found.key] = findKind(found.option).readNode(found.option, entry.node, origin);
    places.set(pathKey([found.key]), entry.node.where);
    if (entry.node.kind === "map") {
      for (const inner of entry.node.entries) places.set(pathKey([found.key, inner.key]), inner.where);
    }
  }
  return { values, placeOf: (path) => places.get(pathKey(path)) ?? places.get(pathKey(path.slice(0, 1))) };
}

function stack(below: ConfigValues, above: ConfigValues): ConfigValues {
  const ofAbove = (key: string | undefined): boolean => key !== undefined && Object.hasOwn(above.values, key);
  return {
    values: { ...below.values, ...above.values },
    placeOf: (path) => (ofAbove(path[0]) ? above.placeOf(path) : below.placeOf(path)),
  };
}

function pathKey(path: readonly string[]): string {
  return JSON.stringify(path);
}

function requireText(node: ConfigNode): string {
  if (node.kind === "scalar" && typeof node.value === "string") return node.value;
  throw wrongKind({ label: "command", where: node.where }, "the name of a command", node, "write command: rank");
}

async function loadCommand(name: string, where: Place): Promise<AnyCommand> {
  const names = configuredCommands();
  const entry = names.includes(name) ? CONFIGURED_COMMANDS[name] : undefined;
  const definition = await entry?.load();
  if (definition && "out" in definition.options) return definition;
  const [suggestion] = nearest(name, names, 1);
  throw definition
    ? optionProblem({ label: "command", where }, `: ${name} writes no file, so it can't be a run`, { found: name })
    : new UsageError(`unknown command "${name}"`, {
        code: "COMMAND_UNKNOWN",
        where,
        found: name,
        hint: suggestion ? `did you mean ${suggestion}?` : "`sector-rank --help` lists the commands",
      });
}
