import type { Place } from "../core/errors.js";

/** A value of a JSON text with the spot where it starts, so that what is wrong in it can be pointed at. */
export type JsonNode =
  | { readonly kind: "object"; readonly offset: number; readonly entries: ReadonlyMap<string, JsonNode> }
  | { readonly kind: "list"; readonly offset: number; readonly items: readonly JsonNode[] }
  | { readonly kind: "string"; readonly offset: number; readonly value: string }
  | { readonly kind: "number"; readonly offset: number; readonly value: number; readonly source: string }
  | { readonly kind: "boolean"; readonly offset: number; readonly value: boolean }
  | { readonly kind: "null"; readonly offset: number };

/** What is wrong with a text that should be JSON, and where. */
export class JsonProblem extends Error {
  readonly offset: number;
  readonly found: string;
  readonly hint: string | undefined;

  constructor(message: string, details: { readonly offset: number; readonly found: string; readonly hint?: string }) {
    super(message);
    this.offset = details.offset;
    this.found = details.found;
    this.hint = details.hint;
  }
}

/** Far deeper than any result is. */
const MAXIMUM_DEPTH = 100;

const SPACE = /[ \t\r\n]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const STRING = /"(?:[^"\\]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const WORD = /[-+]?[A-Za-z_$][\w$]*/y;

/**
 * Parses JSON (RFC 8259), keeping where each value starts. `JSON.parse` tells no place, or in words that change with
 * the version of Node.
 *
 * @throws {JsonProblem}
 */
export function parseJson(text: string): JsonNode {
  let at = text.startsWith("\uFEFF") ? 1 : 0;
  const skip = (): void => {
    SPACE.lastIndex = at;
    SPACE.exec(text);
    at = SPACE.lastIndex;
  };
  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) at += found.length;
    return found;
  };
  const problem = (wanted: string, hint?: string): JsonProblem => {
    const found = foundAt(text, at);
    return new JsonProblem(at >= text.length ? `the text ends where ${wanted} should follow` : `no ${wanted} here`, {
      offset: at,
      found,
      ...(hint !== undefined && { hint }),
    });
  };
  const string = (): string => {
    const offset = at;
    if (text[at] !== '"') throw problem("text in double quotes");
    const found = match(STRING);
    try {
      // Refuses line breaks and other control characters, which JSON does not allow as they are.
      if (found !== undefined) return JSON.parse(found) as string;
    } catch {
      at = offset;
    }
    throw new JsonProblem("a text that is not closed, or holds what JSON does not allow", {
      offset,
      found: foundAt(text, offset),
    });
  };

  const value = (depth: number): JsonNode => {
    skip();
    const offset = at;
    if (depth > MAXIMUM_DEPTH) throw problem(`value at a depth above ${MAXIMUM_DEPTH}`);
    const first = text[at];
    if (first === "{") return object(depth, offset);
    if (first === "[") return list(depth, offset);
    if (first === '"') return { kind: "string", offset, value: string() };
    const source = match(NUMBER);
    if (source !== undefined) {
      const number = Number(source);
      if (Number.isFinite(number)) return { kind: "number", offset, value: number, source };
      at = offset;
      throw new JsonProblem("a number beyond what can be computed with", { offset, found: source });
    }
    const word = match(WORD);
    if (word === "true" || word === "false") return { kind: "boolean", offset, value: word === "true" };
    if (word === "null") return { kind: "null", offset };
    at = offset;
    if (word !== undefined && /^[-+]?(?:NaN|Infinity|inf|nan|NA|None)$/.test(word)) {
      throw new JsonProblem(`${word} is no number of JSON`, {
        offset,
        found: word,
        hint: "a figure that is not known is written with a status and no value",
      });
    }
    throw problem("value");
  };
  const object = (depth: number, offset: number): JsonNode => {
    const entries = new Map<string, JsonNode>();
    at++;
    skip();
    if (text[at] === "}") return end({ kind: "object", offset, entries });
    for (;;) {
      skip();
      const keyAt = at;
      const key = string();
      if (entries.has(key)) {
        throw new JsonProblem(`the key "${key}" stands there twice`, { offset: keyAt, found: `"${key}"` });
      }
      skip();
      if (text[at] !== ":") throw problem("colon");
      at++;
      entries.set(key, value(depth + 1));
      skip();
      if (text[at] === "}") return end({ kind: "object", offset, entries });
      if (text[at] !== ",") throw problem("comma or closing brace");
      at++;
    }
  };
  const list = (depth: number, offset: number): JsonNode => {
    const items: JsonNode[] = [];
    at++;
    skip();
    if (text[at] === "]") return end({ kind: "list", offset, items });
    for (;;) {
      items.push(value(depth + 1));
      skip();
      if (text[at] === "]") return end({ kind: "list", offset, items });
      if (text[at] !== ",") throw problem("comma or closing bracket");
      at++;
    }
  };
  const end = (node: JsonNode): JsonNode => {
    at++;
    return node;
  };

  const root = value(0);
  skip();
  if (at < text.length) throw problem("further text after the end of the value");
  return root;
}

function foundAt(text: string, offset: number): string {
  if (offset >= text.length) return "the end of the file";
  const line = /^[^\r\n]{0,40}/.exec(text.slice(offset, offset + 40))?.[0].trim() ?? "";
  return line === "" ? "a line break" : line;
}

/** Line and column, both from 1, of an offset. */
export function placeAt(text: string, offset: number, file: string): Place {
  const before = text.slice(0, offset);
  const line = (before.match(/\n/g) ?? []).length + 1;
  return { file, line, column: String(offset - before.lastIndexOf("\n")) };
}
