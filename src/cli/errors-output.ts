import { InputErrors, MAXIMUM_PROBLEMS, UsageError, type ErrorCode, type UserError } from "../core/errors.js";
import { plainText } from "../core/plain-text.js";
import { TOOL } from "../core/version.js";

/** Renders a user error as the lines printed on standard error; several problems follow one another. */
export function renderUserError(error: UserError): string {
  return listProblems(error).map(renderProblem).join("");
}

function renderProblem(error: UserError): string {
  const { where, found, hint } = error.details;
  const place = where && [where.file, where.line, where.column].filter((part) => part !== undefined).join(":");
  const lines = [`error: ${place ? `${place}: ` : ""}${error.message}`];
  if (found !== undefined) lines.push(`  found: ${shorten(found)}`);
  if (hint !== undefined) lines.push(`  try:   ${hint}`);
  return `${lines.map(plainText).join("\n")}\n`;
}

/** One JSON object on a line, for programs that read standard error; `errors` is there when there are several. */
export function renderUserErrorJson(error: UserError): string {
  const problems = listProblems(error).map(problemJson);
  const all = problems.length > 1 ? { errors: problems } : {};
  return `${JSON.stringify({ error: problems[0], ...all })}\n`;
}

function problemJson(error: UserError): Record<string, unknown> {
  const { code, where, found, hint } = error.details;
  return {
    code,
    message: error.message,
    file: where?.file,
    line: where?.line,
    column: where?.column,
    found,
    try: hint,
  };
}

function listProblems(error: UserError): readonly UserError[] {
  return error instanceof InputErrors ? error.errors.slice(0, MAXIMUM_PROBLEMS) : [error];
}

/** Errors of a check: nothing is wrong with the command line, nor with how a file is written. */
export const CHECKS: ReadonlySet<ErrorCode> = new Set(["CHECK_FAILED", "RESULT_LACKS"]);

export function exitStatus(error: UserError): 2 | 3 | 4 {
  if (CHECKS.has(error.details.code)) return 4;
  return error instanceof UsageError ? 2 : 3;
}

/** What is said when something of ours broke: enough to report it, and that the input is not to blame. */
export function renderOwnBug(error: unknown): string {
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return [
    "sector-rank broke: this is a mistake in sector-rank, not in your files.",
    "",
    trace,
    "",
    `Please report it with the command you typed, the lines above, and: ${TOOL}, Node ${process.version}, ${process.platform}`,
    "",
  ].join("\n");
}

/** A header of 38 columns or a line of a binary file would bury the message. */
function shorten(text: string): string {
  const limit = 300;
  return text.length > limit ? `${text.slice(0, limit)}… (${text.length} characters)` : text;
}
