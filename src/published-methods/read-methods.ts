import { readdirSync } from "node:fs";
import { join } from "node:path";
import { UsageError, type Place } from "../core/errors.js";
import { nearest } from "../core/suggest.js";
import { dataFolder } from "../files/shipped-table.js";
import { readConfig, type ConfigEntry, type ConfigNode } from "../files/yaml-config.js";

/** A way to choose target industries that somebody published, as options of the ranking. */
export interface PublishedMethod {
  readonly name: string;
  readonly title: string;
  /** Who published it, where, and the year. */
  readonly publisher: string;
  /** Its address. */
  readonly source: string;
  /** For whom and for what it was published. */
  readonly meantFor: string;
  /** What it picks, in words. */
  readonly picks: string;
  /** What is picked: the short list, what meets all rules, or what meets the rule of this name. */
  readonly chosenBy: string;
  /** What it is about: it is an option of `occupations` alone where that is occupations. */
  readonly about: "industries" | "occupations";
  /** What of it can't be computed from the files, or is not published and left to the user. */
  readonly leftOut: readonly string[];
  /** The options it sets, as a config has them. */
  readonly options: readonly ConfigEntry[];
}

/** The names of the methods that ship, in order. */
export function methodNames(): readonly string[] {
  return readdirSync(join(dataFolder(), "methods"))
    .flatMap((file) => /^(.+)\.yaml$/.exec(file)?.[1] ?? [])
    .sort();
}

/**
 * Reads a method that ships.
 *
 * @param where its name stands in a config
 * @throws {UsageError} ARGUMENT_VALUE with the nearest name
 */
export function readMethod(name: string, where?: Place): PublishedMethod {
  const names = methodNames();
  if (!names.includes(name)) {
    const [guess] = nearest(name, names, 1);
    throw new UsageError(`no published method is called "${name}"`, {
      code: "ARGUMENT_VALUE",
      ...(where && { where }),
      found: name,
      hint: guess ? `did you mean ${guess}? \`sector-rank methods\` lists all` : `choose among ${names.join(", ")}`,
    });
  }
  const file = `${name}.yaml`;
  const root = requireEntries(readConfig(join(dataFolder(), "methods", file), file));
  const words = new Map(
    requireEntries(root.find(({ key }) => key === "published")!.node).map(({ key, node }) => [key, node]),
  );
  const text = (key: string): string => requireText(words.get(key)!);
  const leftOut = words.get("left-out");
  return {
    name,
    title: text("title"),
    publisher: text("publisher"),
    source: text("source"),
    meantFor: text("meant-for"),
    picks: text("picks"),
    chosenBy: text("chosen-by"),
    about: root.some(({ key }) => key === "occupations") ? "occupations" : "industries",
    leftOut: leftOut?.kind === "list" ? leftOut.items.map(requireText) : [],
    options: root.filter(({ key }) => key !== "published"),
  };
}

function requireEntries(node: ConfigNode): readonly ConfigEntry[] {
  if (node.kind !== "map") throw new Error("unreachable: a method that ships is a map");
  return node.entries;
}

function requireText(node: ConfigNode): string {
  if (node.kind !== "scalar") throw new Error("unreachable: a text of a method that ships is a scalar");
  return node.source;
}

/** The options of a method, each with its value; a rule with its name. */
export function optionLines({ options }: PublishedMethod): readonly (readonly [option: string, value: string])[] {
  return options.flatMap((entry) =>
    entry.key === "occupations" && entry.node.kind === "map"
      ? listOptionLines(entry.node.entries)
      : listOptionLines([entry]),
  );
}

/** Rules in the order of a method that picks what meets them. */
export function rulesOfMethod({ options }: PublishedMethod): readonly ConfigEntry[] {
  const own = options.flatMap((entry) => (entry.key === "occupations" ? requireEntries(entry.node) : [entry]));
  const rule = own.find(({ key }) => key === "rule");
  return rule ? requireEntries(rule.node) : [];
}

function listOptionLines(options: readonly ConfigEntry[]): readonly (readonly [option: string, value: string])[] {
  return options.flatMap(({ key, node }) =>
    node.kind === "map"
      ? node.entries.map((entry) => [key, `${entry.key}: ${requireText(entry.node)}`] as const)
      : [[key, requireText(node)] as const],
  );
}
