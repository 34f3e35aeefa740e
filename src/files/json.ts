import { InputError, type ErrorCode, type Place } from "../core/errors.js";
import { nearest } from "../core/suggest.js";

/** A file of JSON that is being read, for the words of its errors. */
interface JsonFile {
  readonly file: string;
  /** Of a value of the wrong kind. */
  readonly code: ErrorCode;
  /** What to try where nothing better is known. */
  readonly hint: string;
}

type JsonObject = Readonly<Record<string, unknown>>;

/** A spot in parsed JSON that is read as a value of a certain kind; if it is of another, an error names its path. */
export class JsonCursor {
  readonly #value: unknown;
  readonly #file: JsonFile;
  readonly path: string;

  /** @param value undefined if there is no such key: JSON itself has no undefined */
  constructor(file: JsonFile, value: unknown, path: string) {
    this.#file = file;
    this.#value = value;
    this.path = path;
  }

  get isThere(): boolean {
    return this.#value !== undefined;
  }

  get isObject(): boolean {
    return isObject(this.#value);
  }

  at(key: string): JsonCursor {
    const object = this.#object();
    const path = /^[A-Za-z_]\w*$/.test(key) ? key : `[${JSON.stringify(key)}]`;
    const whole = this.path === "" || path.startsWith("[") ? `${this.path}${path}` : `${this.path}.${path}`;
    return new JsonCursor(this.#file, Object.hasOwn(object, key) ? object[key] : undefined, whole);
  }

  items(): readonly JsonCursor[] {
    const value = this.#there();
    if (!Array.isArray(value)) throw this.problem("is not a list");
    return value.map((item, index) => new JsonCursor(this.#file, item, `${this.path}[${index}]`));
  }

  entries(): readonly (readonly [key: string, value: JsonCursor])[] {
    return Object.keys(this.#object()).map((key) => [key, this.at(key)]);
  }

  text(): string {
    const value = this.#there();
    if (typeof value !== "string") throw this.problem("is not text");
    return value;
  }

  number(): number {
    const value = this.#there();
    if (typeof value !== "number") throw this.problem("is not a number");
    if (!Number.isFinite(value)) throw this.problem("is a number beyond what can be computed with");
    return value;
  }

  /** Text or a number as a cell of a table; empty for null. */
  cell(): string {
    const value = this.#there();
    if (value === null) return "";
    return typeof value === "number" ? String(value) : this.text().trim();
  }

  flag(): boolean {
    const value = this.#there();
    if (typeof value !== "boolean") throw this.problem("is not true or false");
    return value;
  }

  texts(): readonly string[] {
    return this.items().map((item) => item.text());
  }

  /** One of a few values, texts or numbers as they stand there. */
  oneOf<Value extends string | number>(choices: readonly Value[]): Value {
    const value = this.#there();
    const found = choices.find((choice) => choice === value);
    if (found !== undefined) return found;
    const [guess] = typeof value === "string" ? nearest(value, choices.map(String), 1) : [];
    throw this.problem(`is none of ${choices.join(", ")}`, guess === undefined ? undefined : `did you mean ${guess}?`);
  }

  /** The error about this spot. */
  problem(message: string, hint: string = this.#file.hint, code: ErrorCode = this.#file.code): InputError {
    return new InputError(`${this.path === "" ? "the file" : this.path} ${message}`, {
      code,
      where: { file: this.#file.file },
      found: this.#value === undefined ? "no such key" : shown(this.#value),
      hint,
    });
  }

  #there(): unknown {
    if (this.#value === undefined) throw this.problem("is missing");
    return this.#value;
  }

  #object(): JsonObject {
    const value = this.#there();
    if (!isObject(value)) throw this.problem("is not an object");
    return value;
  }
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function shown(value: unknown): string {
  if (isObject(value)) return `an object with ${Object.keys(value).slice(0, 6).join(", ") || "no key"}`;
  if (Array.isArray(value)) return `a list of ${value.length}`;
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}

/**
 * The root of a JSON text.
 *
 * @param codes of what is not JSON, and of a value of the wrong kind
 * @throws {InputError} where the text is not JSON, with the place if it is known
 */
export function jsonRoot(
  text: string,
  file: string,
  codes: { readonly syntax: ErrorCode; readonly value: ErrorCode; readonly hint: string },
): JsonCursor {
  let root: unknown;
  try {
    root = JSON.parse(text);
  } catch (error) {
    const { offset, found, hint = codes.hint } = syntaxProblem(text, (error as Error).message);
    throw new InputError("this is not JSON", {
      code: codes.syntax,
      where: offset === undefined ? { file } : placeAt(text, offset, file),
      found,
      hint,
    });
  }
  return new JsonCursor({ file, code: codes.value, hint: codes.hint }, root, "");
}

interface SyntaxProblem {
  readonly offset: number | undefined;
  readonly found: string;
  readonly hint?: string;
}

/** What pandas and R write where a figure is missing. */
const NO_NUMBER = /[:,[]\s*([-+]?(?:NaN|Infinity|nan|NA|None))\b/;

/** What is wrong with a text that should be JSON; the words of `JSON.parse` change with the version of Node. */
function syntaxProblem(text: string, message: string): SyntaxProblem {
  const start = /\S/.exec(text)?.index ?? 0;
  if (!/[[{]/.test(text.charAt(start))) return { offset: start, found: firstLine(text.slice(start)) };
  const word = NO_NUMBER.exec(text);
  if (word) {
    return {
      offset: word.index + word[0].length - word[1]!.length,
      found: `${word[1]!}, which is not a number in JSON`,
      hint: "a figure that is not known is written with a status and no value",
    };
  }
  if (!/[}\]]\s*$/.test(text)) return { offset: text.length, found: "the end of the file before that of the JSON" };
  const position = /position (\d+)/.exec(message)?.[1];
  const offset = position === undefined ? undefined : Number(position);
  return { offset, found: firstLine(text.slice(offset ?? 0)) };
}

function firstLine(text: string): string {
  return text
    .trim()
    .split(/[\r\n]/, 1)[0]!
    .slice(0, 40);
}

/** Line and column, both from 1, of an offset. */
function placeAt(text: string, offset: number, file: string): Place {
  const before = text.slice(0, offset);
  const line = (before.match(/\n/g) ?? []).length + 1;
  return { file, line, column: String(offset - before.lastIndexOf("\n")) };
}
