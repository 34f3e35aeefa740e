import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { InputErrors, UserError, type UserErrorDetails } from "../../../src/core/errors.js";

export const FIXTURES = new URL("../../../fixtures/qcew-layouts/", import.meta.url).pathname;

/** The thirteen annual rows of `one-table-many-writers`, as pandas writes them: no quotes, LF. */
export const PANDAS = readFileSync(`${FIXTURES}one-table-many-writers/pandas.csv`, "utf8");
/** The same as published: quotes, CRLF. */
export const PUBLISHED = readFileSync(`${FIXTURES}one-table-many-writers/as-published.csv`, "utf8");
export const QUARTERLY = readFileSync(`${FIXTURES}quarterly/slice.csv`, "utf8");

/** A folder for one test file, removed when its tests are done. */
export function temporaryFolder(): (name: string, content: string | Uint8Array) => string {
  const folder = mkdtempSync(join(tmpdir(), "sector-rank-qcew-"));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  return (name, content) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
}

/** The pandas text with one cell changed. The header is line 1. */
export function withCell(line: number, column: string, value: string, text = PANDAS): string {
  const lines = text.split("\n");
  const at = lines[0]!.split(",").indexOf(column);
  if (at < 0) throw new Error(`no column ${column}`);
  const cells = lines[line - 1]!.split(",");
  cells[at] = value;
  lines[line - 1] = cells.join(",");
  return lines.join("\n");
}

/** The details of every error that a reading ended with; none when it went well. */
export async function errorsOf(reading: Promise<unknown>): Promise<(UserErrorDetails & { message: string })[]> {
  try {
    await reading;
    return [];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const errors = error instanceof InputErrors ? error.errors : [error];
    return errors.map(({ message, details }) => ({ message, ...details }));
  }
}
