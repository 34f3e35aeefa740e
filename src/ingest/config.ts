import { readFileSync } from "node:fs";
import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Node, type Scalar } from "yaml";
import { type Place, UsageError } from "../errors.js";
import { unreadable } from "./files.js";

/** A value of a config with its place, before anyone knows what it should be. */
export type ConfigNode =
  | { readonly kind: "map"; readonly where: Place; readonly entries: readonly ConfigEntry[] }
  | { readonly kind: "list"; readonly where: Place; readonly items: readonly ConfigNode[] }
  | {
      readonly kind: "scalar";
      readonly where: Place;
      readonly value: string | number | boolean | null;
      /** As written, without quotes: `06037`, where the value is 6037. */
      readonly source: string;
    };

export interface ConfigEntry {
  readonly key: string;
  readonly where: Place;
  readonly node: ConfigNode;
}

/** Aliases are expanded at most this often, so that a few lines can't stand for millions. */
const MAXIMUM_ALIASES = 100;

/**
 * Reads a YAML config as a tree of values with their places.
 *
 * @param shown how errors name the file
 * @throws {UsageError} `CONFIG_SYNTAX` for what is not YAML, with line and column; `CONFIG_KEY` for a key that
 *   stands twice
 * @throws {InputError} `FILE_NOT_FOUND`, `FILE_UNREADABLE`
 */
export function readConfig(path: string, shown: string): ConfigNode {
  return parseConfig(readText(path, shown), shown);
}

export function parseConfig(text: string, shown: string): ConfigNode {
  const lines = new LineCounter();
  const document = parseDocument(text.replace(/^\uFEFF/, ""), { lineCounter: lines, version: "1.2" });
  const placeOf = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file: shown, line, column: String(col) };
  };
  const [problem] = document.errors;
  if (problem) {
    const code = problem.code === "DUPLICATE_KEY" ? "CONFIG_KEY" : "CONFIG_SYNTAX";
    const message = code === "CONFIG_KEY" ? "a key stands there twice" : "this is not YAML";
    throw new UsageError(message, {
      code,
      where: placeOf(problem.pos[0]),
      found:
        problem.code === "MULTIPLE_DOCS"
          ? "a second document, after ---"
          : problem.message.split("\n")[0]!.replace(/ at line \d+.*$/, ""),
      hint:
        code === "CONFIG_KEY"
          ? "keep one of them"
          : "write `key: value` lines, with two blanks more for what belongs to a key; quote text with : or # in it",
    });
  }
  let aliases = 0;
  const convert = (node: unknown): ConfigNode => {
    const where = placeOf((node as Node | null)?.range?.[0] ?? 0);
    if (isMap(node)) {
      const entries = node.items.map((pair): ConfigEntry => {
        const key = pair.key as Scalar;
        return { key: sourceOf(key), where: placeOf(key.range?.[0] ?? 0), node: convert(pair.value) };
      });
      return { kind: "map", where, entries };
    }
    if (isSeq(node)) return { kind: "list", where, items: node.items.map(convert) };
    if (isScalar(node)) return { kind: "scalar", where, value: plainValue(node), source: sourceOf(node) };
    if (node === null) return { kind: "scalar", where, value: null, source: "" };
    if (++aliases > MAXIMUM_ALIASES) {
      throw new UsageError("the config refers to its own parts too often", {
        code: "CONFIG_SYNTAX",
        where,
        found: `more than ${MAXIMUM_ALIASES} aliases`,
        hint: "write the values out",
      });
    }
    return convert((node as { resolve(of: typeof document): unknown }).resolve(document) ?? null);
  };
  return convert(document.contents);
}

function plainValue({ value }: Scalar): string | number | boolean | null {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  return value === null || value === undefined ? null : String(value);
}

function sourceOf(node: Scalar): string {
  return node.source ?? String(node.value);
}

function readText(path: string, shown: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw unreadable(shown, error);
  }
}
