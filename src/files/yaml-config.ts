import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type Scalar,
  visit,
  type YAMLError,
} from "yaml";
import { InputError, type Place, UsageError } from "../core/errors.js";
import { decodeText } from "./decode.js";
import { readSmallFile } from "./small-file.js";

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
      /** How many characters after `where` the text starts; undefined if it is not written character for character. */
      readonly textOffset?: number;
    };

export interface ConfigEntry {
  readonly key: string;
  readonly where: Place;
  readonly node: ConfigNode;
}

/** Aliases are expanded at most this often, so that a few lines can't stand for millions. */
const MAXIMUM_ALIASES = 100;

/** A config is made by hand; the YAML library takes time with the square of the number of keys. */
const MAXIMUM_BYTES = 300_000;

/** Deeper than any config is, aliases included; a thousand levels overflow the YAML library's stack. */
const MAXIMUM_DEPTH = 250;

const START_ANEW = "`sector-rank init` writes a config to start from";

/**
 * Reads a YAML config as a tree of values with their places.
 *
 * @param shown how errors name the file
 * @throws {UsageError} `CONFIG_SYNTAX` for what is not YAML, with line and column; `CONFIG_KEY` for a key that
 *   appears twice
 * @throws {InputError} `FILE_NOT_FOUND`, `FILE_UNREADABLE`, `ENCODING`
 */
export function readConfig(path: string, shown: string): ConfigNode {
  const bytes = readSmallFile(path, shown, MAXIMUM_BYTES);
  if (bytes === undefined) {
    throw notYaml("too large for a config", { file: shown }, `more than ${MAXIMUM_BYTES} bytes`, START_ANEW);
  }
  return parseConfig(textOfConfig(bytes, shown), shown);
}

function textOfConfig(bytes: Uint8Array, shown: string): string {
  try {
    return decodeText(bytes, shown);
  } catch (error) {
    if (!(error instanceof InputError) || error.details.code !== "FILE_NOT_TEXT") throw error;
    throw notYaml(
      "a config is YAML; this file is not text",
      error.details.where ?? { file: shown },
      undefined,
      START_ANEW,
    );
  }
}

export function parseConfig(text: string, shown: string): ConfigNode {
  const lines = new LineCounter();
  const document = parseDocument(text.replace(/^\uFEFF/, ""), { lineCounter: lines, version: "1.2" });
  const locate = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file: shown, line, column: String(col) };
  };
  const tooDeep = (): UsageError =>
    notYaml("the config nests values too deeply", { file: shown }, undefined, START_ANEW);
  const [problem] = document.errors;
  if (problem) {
    if (problem.message.includes("call stack")) throw tooDeep();
    throw syntaxError(problem, document, locate);
  }
  let aliases = 0;
  const convert = (node: unknown, depth: number): ConfigNode => {
    const where = locate((node as Node | null)?.range?.[0] ?? 0);
    if (depth > MAXIMUM_DEPTH) throw tooDeep();
    if (isMap(node)) {
      const entries = node.items.map(({ key, value }): ConfigEntry => {
        if (!isScalar(key)) throw keyOfParts(key, locate((key as Node | null)?.range?.[0] ?? 0));
        return { key: writtenText(key), where: locate(key.range?.[0] ?? 0), node: convert(value, depth + 1) };
      });
      return { kind: "map", where, entries };
    }
    if (isSeq(node)) return { kind: "list", where, items: node.items.map((item) => convert(item, depth + 1)) };
    if (isScalar(node)) {
      const curly = /^[“”„‘’]([^“”„‘’]*)[“”„‘’]$/.exec(writtenText(node));
      if (curly) {
        const hint = `write "${curly[1]!}": word processors make curly quotes of straight ones`;
        throw notYaml("curly quotes, which YAML takes for a part of the text", where, writtenText(node), hint);
      }
      return { kind: "scalar", where, value: plainValue(node), source: writtenText(node), ...findTextOffset(node) };
    }
    if (!isAlias(node)) return { kind: "scalar", where, value: null, source: "" };
    if (++aliases > MAXIMUM_ALIASES) {
      const found = `more than ${MAXIMUM_ALIASES} aliases`;
      throw notYaml("the config refers to its own parts too often", where, found, "write the values out");
    }
    const meant = node.resolve(document);
    if (meant === undefined) {
      const hint = `mark what is meant with &${node.source}, or put the text in quotes`;
      throw notYaml("the config refers to a part that it does not have", where, `*${node.source}`, hint);
    }
    return convert(meant, depth + 1);
  };
  return convert(document.contents, 0);
}

/** Quotes come before the text; escapes and line breaks make it another than what is written. */
function findTextOffset({ value, range, type }: Scalar): { readonly textOffset?: number } {
  if (typeof value !== "string" || !range) return {};
  const offset = type === "PLAIN" ? 0 : 1;
  const isQuoted = type === "QUOTE_DOUBLE" || type === "QUOTE_SINGLE";
  if (!isQuoted && type !== "PLAIN") return {};
  return range[1] - range[0] === value.length + 2 * offset ? { textOffset: offset } : {};
}

function syntaxError(problem: YAMLError, document: Document.Parsed, placeOf: (offset: number) => Place): UsageError {
  const [start] = problem.pos;
  const found = problem.message.split("\n")[0]!.replace(/ at line \d+.*$/, "");
  if (problem.code === "DUPLICATE_KEY") {
    const key = keyAt(document, start);
    return new UsageError("a key appears twice", {
      code: "CONFIG_KEY",
      where: placeOf(start),
      found: key === undefined ? found : writtenText(key),
      hint: "keep one of them",
    });
  }
  if (problem.code === "MULTIPLE_DOCS") {
    const hint = "keep one config in a file; `runs` makes several results of one";
    return notYaml("this is not YAML", placeOf(start), "a second document, after ---", hint);
  }
  // A quote that is not closed is reported where it opens.
  const place = placeOf(/^Missing closing/.test(found) ? (lastScalarBefore(document, start) ?? start) : start);
  const hint =
    problem.code === "BAD_DQ_ESCAPE"
      ? "write paths with / or in single quotes: in double quotes a backslash and what follows are another character"
      : "write `key: value` lines, with two blanks more for what belongs to a key; quote text with : or # in it";
  return notYaml("this is not YAML", place, found, hint);
}

function keyAt(document: Document.Parsed, offset: number): Scalar | undefined {
  let found: Scalar | undefined;
  visit(document, {
    Scalar: (where, node) => {
      if (where === "key" && node.range?.[0] === offset) found = node;
    },
  });
  return found;
}

function lastScalarBefore(document: Document.Parsed, offset: number): number | undefined {
  let found: number | undefined;
  visit(document, {
    Scalar: (_, { range }) => {
      if (range && range[0] < offset) found = range[0];
    },
  });
  return found;
}

function keyOfParts(key: unknown, where: Place): UsageError {
  const found = isMap(key) ? "a map" : isSeq(key) ? "a list" : "an alias";
  return notYaml("a key that is not a text", where, found, "write `key: value` lines");
}

function notYaml(message: string, where: Place, found: string | undefined, hint: string): UsageError {
  return new UsageError(message, { code: "CONFIG_SYNTAX", where, ...(found !== undefined && { found }), hint });
}

function plainValue({ value }: Scalar): string | number | boolean | null {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  return value === null || value === undefined ? null : String(value);
}

function writtenText(node: Scalar): string {
  return node.source ?? String(node.value);
}
