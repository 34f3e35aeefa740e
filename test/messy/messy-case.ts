import { createHash } from "node:crypto";
import { existsSync, lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { COMMANDS } from "../../src/cli/commands.js";
import { ROOT, runCli, splitWords, type CliResult } from "../cli/run-cli.js";

export const MESSY = join(ROOT, "fixtures/messy");

/** What an error ought to say; see fixtures/messy/README.md. */
export interface ExpectedError {
  readonly status: number;
  readonly code: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: string;
  readonly message: string;
  readonly found?: string;
  readonly try: string;
  readonly also?: readonly { readonly code: string; readonly line: number; readonly column: string }[];
  readonly problems?: number;
}

/** One problem of the JSON form. */
export interface TellsProblem {
  readonly code: string;
  readonly message: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: string;
  readonly found?: string;
  readonly try?: string;
}

export const caseNames = readdirSync(MESSY).filter((name) => existsSync(join(MESSY, name, "cmd")));

export function expectedOf(name: string): ExpectedError {
  return JSON.parse(readFileSync(join(MESSY, name, "expected.json"), "utf8")) as ExpectedError;
}

export function wordsOf(name: string): readonly string[] {
  return splitWords(readFileSync(join(MESSY, name, "cmd"), "utf8").trim());
}

/** The problems of the JSON form, which is the last line on standard error; none if there is no such line. */
export function problemsIn(stderr: string): readonly TellsProblem[] {
  const last = stderr.trimEnd().split("\n").at(-1) ?? "";
  if (!last.startsWith("{")) return [];
  const parsed = JSON.parse(last) as { readonly error: TellsProblem; readonly errors?: readonly TellsProblem[] };
  return parsed.errors ?? [parsed.error];
}

export interface MessyRun extends CliResult {
  /** Names in the output folder after the run. */
  readonly written: readonly string[];
  /** Of processor time, which other programs on the machine don't lengthen. */
  readonly seconds: number;
}

/** Runs a command line whose `$OUT` is a folder of its own. */
export async function runMessy(words: readonly string[]): Promise<MessyRun> {
  const folder = mkdtempSync(join(tmpdir(), "sector-rank-messy-"));
  try {
    const start = process.cpuUsage();
    const result = await runCli(words.map((word) => word.replaceAll("$OUT", folder)));
    const { user, system } = process.cpuUsage(start);
    const seconds = (user + system) / 1e6;
    return { ...result, written: readdirSync(folder), seconds };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Whether the command has output formats, so that its errors can be had as JSON. */
export async function hasFormats([name = ""]: readonly string[]): Promise<boolean> {
  const definition = await COMMANDS[name]?.load();
  return definition === undefined || "format" in definition.options;
}

/** A checksum over names and contents of a folder. */
export function fingerprint(folder: string): string {
  const hash = createHash("sha256");
  for (const path of readdirSync(folder, { recursive: true, encoding: "utf8" }).sort()) {
    hash.update(`${path}\n`);
    if (lstatSync(join(folder, path)).isFile()) hash.update(readFileSync(join(folder, path)));
  }
  return hash.digest("hex");
}
