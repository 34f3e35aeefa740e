import type { ErrorCode } from "../../core/errors.js";
import { InputError, MAXIMUM_PROBLEMS, throwProblems } from "../../core/errors.js";

/** What is wrong with a row, before its file is known to the message. */
export interface RowProblem {
  readonly code: ErrorCode;
  readonly message: string;
  readonly line: number;
  readonly column?: string | undefined;
  readonly found?: string | undefined;
  readonly hint?: string | undefined;
  /** What many rows of a file have in common, so that one of them is reported and the others are counted. */
  readonly kind?: string | undefined;
}

const LONGEST_FOUND = 200;

/** Collects what is wrong over all files of one reading, so that one bad row does not hide the next. */
export class Problems {
  readonly #errors: InputError[] = [];
  /** Of kinds that are reported once a file: how many rows have the same, and which of the errors says so. */
  readonly #kinds = new Map<string, { readonly at: number; rows: number }>();

  get errors(): readonly InputError[] {
    const errors = [...this.#errors];
    for (const { at, rows } of this.#kinds.values()) {
      const { message, details } = errors[at]!;
      if (rows > 1) errors[at] = new InputError(`${message} (the first of ${rows} such rows)`, details);
    }
    return errors;
  }

  /** @throws {InputErrors} once there are too many to go on */
  add(error: InputError): void {
    this.#errors.push(error);
    if (this.#errors.length >= MAXIMUM_PROBLEMS) throwProblems(this.errors);
  }

  addRow(file: string, problem: RowProblem): void {
    const { code, message, line, column, found, hint, kind } = problem;
    if (kind !== undefined) {
      const known = this.#kinds.get(`${file} ${kind}`);
      if (known) {
        known.rows++;
        return;
      }
      this.#kinds.set(`${file} ${kind}`, { at: this.#errors.length, rows: 1 });
    }
    this.add(
      new InputError(message, {
        code,
        where: { file, line, ...(column === undefined ? {} : { column }) },
        ...(found === undefined ? {} : { found: shorten(found) }),
        ...(hint === undefined ? {} : { hint }),
      }),
    );
  }

  throwIfAny(): void {
    throwProblems(this.errors);
  }
}

/** What was found, cut to a length that fits a message. */
export function shorten(text: string): string {
  // Bytes that a terminal would act on are shown as what they are.
  // eslint-disable-next-line no-control-regex
  const shown = text.replaceAll(/[\u0000-\u001f\u007f]/g, (character) => JSON.stringify(character).slice(1, -1));
  return shown.length > LONGEST_FOUND ? `${shown.slice(0, LONGEST_FOUND)}…` : shown;
}
