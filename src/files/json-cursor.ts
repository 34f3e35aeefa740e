import { InputError, type ErrorCode } from "../core/errors.js";
import { nearest } from "../core/suggest.js";
import { JsonProblem, parseJson, placeAt, type JsonNode } from "./json-text.js";

/** A file of JSON that is being read, for the words of its errors. */
interface JsonFile {
  readonly file: string;
  readonly text: string;
  /** Of a value of the wrong kind. */
  readonly code: ErrorCode;
  /** What to try where nothing better is known. */
  readonly hint: string;
}

/** A spot in a JSON text that is read as a value of a certain kind, or else told with path, line and column. */
export class JsonCursor {
  readonly #node: JsonNode | undefined;
  readonly #above: JsonNode;
  readonly #file: JsonFile;
  readonly path: string;

  constructor(file: JsonFile, node: JsonNode | undefined, path: string, above: JsonNode) {
    this.#file = file;
    this.#node = node;
    this.#above = above;
    this.path = path;
  }

  get isThere(): boolean {
    return this.#node !== undefined;
  }

  /** Names of an object's keys; none for what is no object. */
  get keys(): readonly string[] {
    return this.#node?.kind === "object" ? [...this.#node.entries.keys()] : [];
  }

  get isObject(): boolean {
    return this.#node?.kind === "object";
  }

  at(key: string): JsonCursor {
    const node = this.#need("object", "an object");
    const path = /^[A-Za-z_]\w*$/.test(key) ? key : `[${JSON.stringify(key)}]`;
    const whole = this.path === "" || path.startsWith("[") ? `${this.path}${path}` : `${this.path}.${path}`;
    return new JsonCursor(this.#file, node.entries.get(key), whole, node);
  }

  items(): readonly JsonCursor[] {
    const node = this.#need("list", "a list");
    return node.items.map((item, index) => new JsonCursor(this.#file, item, `${this.path}[${index}]`, node));
  }

  entries(): readonly (readonly [key: string, value: JsonCursor])[] {
    return [...this.#need("object", "an object").entries.keys()].map((key) => [key, this.at(key)]);
  }

  text(): string {
    return this.#need("string", "text").value;
  }

  number(): number {
    return this.#need("number", "a number").value;
  }

  flag(): boolean {
    return this.#need("boolean", "true or false").value;
  }

  texts(): readonly string[] {
    return this.items().map((item) => item.text());
  }

  /** One of a few values, texts or numbers as they stand there. */
  oneOf<Value extends string | number>(choices: readonly Value[]): Value {
    const node = this.#need(undefined, "a value");
    const value = node.kind === "string" || node.kind === "number" ? node.value : undefined;
    const found = choices.find((choice) => choice === value);
    if (found !== undefined) return found;
    const [guess] = typeof value === "string" ? nearest(value, choices.map(String), 1) : [];
    throw this.problem(`is none of ${choices.join(", ")}`, guess === undefined ? undefined : `did you mean ${guess}?`);
  }

  /** The error about this spot. */
  problem(message: string, hint: string = this.#file.hint, code: ErrorCode = this.#file.code): InputError {
    const node = this.#node ?? this.#above;
    return new InputError(`${this.path === "" ? "the file" : this.path} ${message}`, {
      code,
      where: placeAt(this.#file.text, node.offset, this.#file.file),
      found: this.#node === undefined ? "no such key" : shown(node),
      hint,
    });
  }

  #need<Kind extends JsonNode["kind"]>(kind: Kind, wanted: string): Extract<JsonNode, { readonly kind: Kind }>;
  #need(kind: undefined, wanted: string): JsonNode;
  #need(kind: JsonNode["kind"] | undefined, wanted: string): JsonNode {
    if (this.#node === undefined) throw this.problem("is missing");
    if (kind !== undefined && this.#node.kind !== kind) throw this.problem(`is not ${wanted}`);
    return this.#node;
  }
}

function shown(node: JsonNode): string {
  if (node.kind === "object") return `an object with ${[...node.entries.keys()].slice(0, 6).join(", ") || "no key"}`;
  if (node.kind === "list") return `a list of ${node.items.length}`;
  if (node.kind === "null") return "null";
  return node.kind === "string" ? JSON.stringify(node.value) : String(node.value);
}

/**
 * The root of a JSON text.
 *
 * @param codes of what is no JSON, and of a value of the wrong kind
 * @throws {InputError}
 */
export function jsonRoot(
  text: string,
  file: string,
  codes: { readonly syntax: ErrorCode; readonly value: ErrorCode; readonly hint: string },
): JsonCursor {
  try {
    const root = parseJson(text);
    return new JsonCursor({ file, text, code: codes.value, hint: codes.hint }, root, "", root);
  } catch (error) {
    if (!(error instanceof JsonProblem)) throw error;
    throw new InputError(`this is not JSON: ${error.message}`, {
      code: codes.syntax,
      where: placeAt(text, error.offset, file),
      found: error.found,
      hint: error.hint ?? codes.hint,
    });
  }
}
