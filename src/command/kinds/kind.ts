import { dirname, isAbsolute, join } from "node:path";
import type { ErrorCode, Place } from "../../core/errors.js";
import { UsageError } from "../../core/errors.js";
import { nearest } from "../../core/suggest.js";
import type { ConfigNode } from "../../files/yaml-config.js";
import { namesBuiltInData } from "../built-in-data.js";

/** Where a value was given: `--level` on the command line, `level` with its place in a config. */
export interface Origin {
  readonly label: string;
  readonly where?: Place;
}

/** A part of a JSON Schema. */
export type Schema = Readonly<Record<string, unknown>>;

/** What an option's value may be on the command line. */
export type Takes = "nothing" | "text" | "path" | readonly string[];

/** All that is known of options of one type: how a value is written, read, described and checked by editors. */
export interface OptionKind<Option> {
  /** The value that one text on the command line means; undefined if the type can only stand in a config. */
  readonly readText?: (option: Option, text: string, origin: Origin) => unknown;
  /** The value after another occurrence on the command line; undefined if a second, different one is an error. */
  readonly addText?: (option: Option, before: unknown, value: unknown) => unknown;
  /** The value that a config's node means. */
  readonly readNode: (option: Option, node: ConfigNode, origin: Origin) => unknown;
  /** The value that nobody gave. */
  readonly defaultOf: (option: Option) => unknown;
  /** What stands for the value in help: `FILE`; undefined if none follows the option. */
  readonly valueName: (option: Option) => string | undefined;
  /** What help says behind the option's own words. */
  readonly helpTail: (option: Option) => string;
  /** What a shell completes behind the option. */
  readonly takes: (option: Option) => Takes;
  /** JSON Schema of the value in a config. */
  readonly schema: (option: Option) => Schema;
}

/** Help's words for a default: ` (default: 3)`. */
export function formatDefault(value: unknown): string {
  return value === undefined ? "" : ` (default: ${value as string})`;
}

export function optionProblem(
  origin: Origin,
  message: string,
  details: { readonly found?: string; readonly hint?: string; readonly code?: ErrorCode },
): UsageError {
  const { found, hint, code } = details;
  const label = origin.label === "" || message.startsWith(":") ? origin.label : `${origin.label} `;
  return new UsageError(`${label}${message}`, {
    code: code ?? (origin.where ? "CONFIG_VALUE" : "OPTION_VALUE"),
    ...(origin.where && { where: origin.where }),
    ...(found !== undefined && { found }),
    ...(hint !== undefined && { hint }),
  });
}

/** The error for a node that is not a text, a list or a map where one must be. */
export function wrongKind(origin: Origin, wanted: string, node: ConfigNode, hint: string): Error {
  const found =
    node.kind === "scalar" ? (node.value === null ? "nothing" : node.source) : node.kind === "map" ? "a map" : "a list";
  return optionProblem(origin, `takes ${wanted}`, { found, hint });
}

/** The error for a key that is not known, with the nearest that is. */
export function unknownKey(
  entry: { readonly key: string; readonly where: NonNullable<Origin["where"]> },
  label: string | undefined,
  known: readonly string[],
): Error {
  const [suggestion] = nearest(entry.key, known, 1);
  const code: ErrorCode = "CONFIG_KEY";
  const few = known.length <= 12;
  const command = label === undefined ? "rank" : label.replace(/^run of /, "");
  const list = few
    ? `the keys are ${alternatives(known)}`
    : `the keys are the options of \`sector-rank ${command} --help\``;
  return optionProblem(
    { label: label === undefined ? "" : `${label}:`, where: entry.where },
    `unknown key "${entry.key}"`,
    { code, found: entry.key, hint: suggestion ? `did you mean ${suggestion}?` : list },
  );
}

/** `a, b or c` */
export function alternatives(choices: readonly string[]): string {
  if (choices.length < 2) return choices.join("");
  return `${choices.slice(0, -1).join(", ")} or ${choices.at(-1)}`;
}

/** What was typed, as an error shows it. */
export function asTyped(text: string): string {
  return text.trim() === "" ? "nothing" : text;
}

/**
 * The text of a config's node.
 *
 * @param isCode a code without quotes is a number, which has lost its zeros
 */
export function nodeText(node: ConfigNode, origin: Origin, isCode: boolean): string {
  if (node.kind === "scalar" && typeof node.value === "string" && node.value.trim() !== "") return node.value;
  if (node.kind === "scalar" && typeof node.value === "number" && isCode) {
    throw optionProblem(origin, ": a code without quotes is a number, and loses its zeros", {
      code: "CONFIG_CODE_UNQUOTED",
      found: node.source,
      hint: `write "${node.source}"`,
    });
  }
  const example = isCode ? `${origin.label}: "39049"` : `${origin.label}: and a text behind it`;
  throw wrongKind(origin, isCode ? "codes in quotes" : "text", node, `write ${example}, or take the key out`);
}

/** A relative path in a config counts from the config's folder, wherever the command is run. */
export function besideConfig(path: string, { where }: Origin): string {
  if (namesBuiltInData(path)) return path;
  const folder = dirname(where?.file ?? "");
  return isAbsolute(path) || folder === "." ? path : join(folder, path);
}

/** JSON Schemas that several types share. */
export const TEXT_SCHEMA: Schema = { type: "string", minLength: 1 };
export const TEXTS_SCHEMA: Schema = { type: "array", items: TEXT_SCHEMA };
