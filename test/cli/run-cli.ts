import { cpSync, existsSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { CommandEntry } from "../../src/command/command.js";
import type { Io } from "../../src/output/io.js";
import { main, type ExitStatus } from "../../src/cli/main.js";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));

export interface CliResult {
  readonly status: ExitStatus;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliSettings {
  readonly cwd?: string;
  readonly env?: Record<string, string>;
  /** Width of a terminal that watches both streams; none if not given. */
  readonly terminal?: number;
  readonly commands?: Readonly<Record<string, CommandEntry>>;
}

/**
 * Runs the command line in this process. Files are read relative to the process's folder by some of the
 * code, so the folder is changed for the time of the run.
 */
export async function runCli(argv: string | readonly string[], settings: CliSettings = {}): Promise<CliResult> {
  const { cwd = ROOT, env = {}, terminal, commands } = settings;
  const output = { stdout: "", stderr: "" };
  const sink = (name: keyof typeof output): Io["stdout"] => ({
    write: (chunk) => {
      output[name] += typeof chunk === "string" ? chunk : Buffer.from(chunk).toString("utf8");
    },
    isTerminal: terminal !== undefined,
  });
  const io: Io = {
    stdout: sink("stdout"),
    stderr: sink("stderr"),
    cwd,
    env,
    columns: terminal,
    // A clock that stands still: progress never shows.
    now: () => 0,
    onInterrupt: () => () => undefined,
  };
  const before = process.cwd();
  process.chdir(cwd);
  try {
    const words = typeof argv === "string" ? splitWords(argv) : argv;
    const status = await (commands ? main(words, io, commands) : main(words, io));
    return { status, ...output };
  } finally {
    process.chdir(before);
  }
}

/** Words as a shell splits them: blanks, single and double quotes, backslash before a blank or quote. */
export function splitWords(line: string): readonly string[] {
  const words: string[] = [];
  const pattern = /(?:[^\s"'\\]|\\.|"(?:[^"\\]|\\.)*"|'[^']*')+/g;
  for (const [word] of line.matchAll(pattern)) {
    words.push(
      word.replace(/\\(.)|"((?:[^"\\]|\\.)*)"|'([^']*)'/g, (_, escaped?: string, double?: string, single?: string) => {
        return escaped ?? double?.replace(/\\(.)/g, "$1") ?? single ?? "";
      }),
    );
  }
  return words;
}

/** An empty folder in which the package's `data` and `fixtures` can be named as from its own folder. */
export function makeFolder(inputs?: string): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "sector-rank-test-")));
  if (inputs !== undefined && existsSync(inputs)) cpSync(inputs, folder, { recursive: true });
  for (const name of LINKED) symlinkSync(resolve(ROOT, name), join(folder, name));
  return folder;
}

export const LINKED = ["data", "fixtures"];

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}
