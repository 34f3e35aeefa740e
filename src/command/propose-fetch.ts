import { UsageError, UserError, InputError } from "../core/errors.js";
import type { Resolved } from "./resolve-options.js";

/** What of the options decides which files are asked for. */
interface Asked {
  readonly region?: unknown;
  readonly exclude?: unknown;
  readonly reference?: unknown;
  readonly year?: unknown;
  readonly since?: unknown;
  readonly quarter?: unknown;
  readonly qcew?: unknown;
}

/**
 * The command that brings files that are missing, as it would be typed after the options of a run.
 *
 * @param what the kind of files, where it is not QCEW's
 */
export function fetchCommandFor(options: Asked, what?: string): string {
  const { region, exclude, reference, year, since, quarter, qcew } = options;
  const words = ["sector-rank fetch"];
  if (what !== undefined) words.push("--what", what);
  words.push("--region", typeof region === "string" ? shellWord(region) : "R");
  if (Array.isArray(exclude)) for (const area of exclude) words.push("--exclude", shellWord(String(area)));
  if (what === undefined) {
    if (typeof reference === "string" && reference !== "US000") words.push("--reference", shellWord(reference));
    if (typeof quarter === "string") words.push("--quarter", quarter);
  }
  if (typeof year === "number") words.push("--year", String(year));
  if (what === undefined && typeof since === "number") words.push("--since", String(since));
  words.push("--to", shellWord(findFolder(qcew)));
  return words.join(" ");
}

/** The folder that the user keeps files in, where one was named; a name without an extension is one. */
function findFolder(qcew: unknown): string {
  const named: readonly unknown[] = Array.isArray(qcew) ? qcew : [];
  const folder = named.find((path) => typeof path === "string" && !/\.\w+$/.test(path));
  return typeof folder === "string" ? folder.replace(/[\\/]+$/, "") : "data";
}

function shellWord(text: string): string {
  return /^[\w./:,+-]+$/.test(text) ? text : `"${text.replaceAll(/["\\$`]/g, String.raw`\$&`)}"`;
}

/** The same error with the command that brings the files it misses; as it is where fetching would not help. */
export function withFetchCommand(error: unknown, options: Resolved): unknown {
  if (!(error instanceof UserError) || error.details.missing === undefined) return error;
  const { missing, hint } = error.details;
  const command = fetchCommandFor(options, missing === "qcew" ? undefined : missing);
  const proposed = `\`${command}\` gets ${missing === "qcew" ? "the files" : "them"}`;
  const details = { ...error.details, hint: hint === undefined ? proposed : `${hint}; ${proposed}` };
  return error instanceof UsageError ? new UsageError(error.message, details) : new InputError(error.message, details);
}
