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
}

const LONGEST_FOUND = 200;

/** Collects what is wrong over all files of one reading, so that one bad row does not hide the next. */
export class Problems {
  readonly errors: InputError[] = [];

  /** @throws {InputErrors} once there are too many to go on */
  add(error: InputError): void {
    this.errors.push(error);
    if (this.errors.length >= MAXIMUM_PROBLEMS) throwProblems(this.errors);
  }

  addRow(file: string, problem: RowProblem): void {
    const { code, message, line, column, found, hint } = problem;
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

/** What was found, in a length that a message can bear. */
export function shorten(text: string): string {
  // Bytes that a terminal would act on are shown as what they are.
  // eslint-disable-next-line no-control-regex
  const shown = text.replaceAll(/[\u0000-\u001f\u007f]/g, (character) => JSON.stringify(character).slice(1, -1));
  return shown.length > LONGEST_FOUND ? `${shown.slice(0, LONGEST_FOUND)}…` : shown;
}
