import { linkSync, mkdirSync, realpathSync, renameSync, rmdirSync, statSync, writeFileSync, type Stats } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { wantsColor, outputWidth } from "./color.js";
import { outWriteError } from "../files/system-errors.js";
import type { Io } from "./io.js";
import { UsageError } from "../core/errors.js";
import type { Report } from "../report/report.js";
import { removeIfThere, removeAbandoned, temporaryName } from "./temporary-files.js";
import { planFiles, renderFiles, wholeSet, type WriteOptions } from "./outputs.js";

/**
 * Writes a report: to every `--out` file in the format of its extension, and the whole set into a folder if one
 * is named, which is made where it is missing; then to standard output in the chosen format.
 *
 * Files appear whole or not at all: everything is rendered first, then written under temporary names in
 * the same folders, then renamed. With CSV on standard output, notes go to standard error, unless
 * `--about` takes them.
 *
 * @param inputs files read that the report's provenance does not name; no output may overwrite one
 * @throws {UsageError} `OUT_EXTENSION`, `OUT_IS_INPUT`, `OUT_WRITE`
 */
export async function writeReport(
  report: Report,
  options: WriteOptions,
  io: Io,
  { inputs = [] }: { readonly inputs?: readonly string[] } = {},
): Promise<void> {
  io.accept?.(report);
  const { outDir } = options;
  const set = outDir === undefined ? [] : wholeSet(report).map((name) => join(outDir, name));
  const planned = planFiles({ ...options, out: [...options.out, ...set] });
  const files = await renderFiles(planned, report, options);
  const shown = await renderForStdout(report, options, io);
  const made = outDir === undefined ? [] : makeFolder(outDir, io);
  try {
    writeFiles(files, io, [...inputs, ...report.provenance.inputs.map(({ file }) => file)]);
  } catch (error) {
    removeEmpty(made);
    throw error;
  }
  io.stdout.write(shown);
  if (options.format === "csv" && options.about === undefined) {
    const { renderNotes } = await import("../render/notes.js");
    io.stderr.write(renderNotes(report.notes, io.stderr.isTerminal ? (io.columns ?? 80) : 80));
  }
  if (!io.listsFiles) for (const { file } of files) io.stderr.write(`wrote ${file}\n`);
}

/** @returns the folders that were missing, the innermost first */
function makeFolder(outDir: string, io: Io): readonly string[] {
  const whole = resolve(io.cwd, outDir);
  let first: string | undefined;
  attempt(outDir, () => {
    first = mkdirSync(whole, { recursive: true });
  });
  if (first === undefined) return [];
  const made = [whole];
  while (made.at(-1) !== resolve(first) && dirname(made.at(-1)!) !== made.at(-1)) made.push(dirname(made.at(-1)!));
  return made;
}

function removeEmpty(folders: readonly string[]): void {
  for (const folder of folders) {
    try {
      rmdirSync(folder);
    } catch {
      // Something else stands in it by now.
      return;
    }
  }
}

async function renderForStdout(report: Report, options: WriteOptions, io: Io): Promise<string> {
  switch (options.format) {
    case "csv":
      return (await import("../render/csv.js")).renderCsv(report);
    case "json":
      return (await import("../render/json.js")).renderJson(report);
    case "md":
      return (await import("../render/markdown.js")).renderMarkdown(report);
    case "table": {
      const { renderTerminal } = await import("../render/terminal.js");
      const { coloredStyle, PLAIN_STYLE } = await import("../render/text-style.js");
      const style = wantsColor(options.color, io.stdout, io.env) ? await coloredStyle() : PLAIN_STYLE;
      return renderTerminal(report, { ...options, width: outputWidth(io), style });
    }
  }
}

export interface FileContent {
  /** As the user named it; a relative name counts from the current folder. */
  readonly file: string;
  readonly content: string | Uint8Array;
}

/**
 * Writes files whole or not at all, and none of them if one can't be written.
 *
 * @param inputs files that were read, as the user named them; a member of an archive follows after `!`
 */
export function writeFiles(files: readonly FileContent[], io: Io, inputs: readonly string[] = []): void {
  const targets = files.map(({ file }) => checkTarget(file, io, inputs));
  for (const folder of new Set(targets.map((target) => dirname(target)))) removeAbandoned(folder);
  const temporary: string[] = [];
  const earlier: string[] = [];
  const removeTemporary = (): void => {
    for (const path of [...temporary, ...earlier]) removeIfThere(path);
  };
  const done = io.onInterrupt(removeTemporary);
  try {
    files.forEach(({ file, content }, index) => {
      const path = temporaryName(targets[index]!);
      temporary.push(path);
      attempt(file, () => writeFileSync(path, content, { flag: "wx" }));
    });
    const stood = targets.map((target) => statIfPresent(target) !== undefined);
    for (const target of targets) earlier.push(keepEarlier(target));
    let placed = 0;
    try {
      for (; placed < files.length; placed++) {
        attempt(files[placed]!.file, () => renameSync(temporary[placed]!, targets[placed]!));
      }
    } catch (error) {
      for (let at = 0; at < placed; at++) takeBack(targets[at]!, earlier[at]!, stood[at]!);
      throw error;
    }
  } finally {
    removeTemporary();
    done();
  }
}

/** A second name for what stands under a target, so that it can come back where a later file can't be placed. */
function keepEarlier(target: string): string {
  const path = `${temporaryName(target)}.before`;
  try {
    linkSync(target, path);
  } catch {
    // Nothing stands there, or the file system has no second names.
  }
  return path;
}

function takeBack(target: string, earlier: string, stood: boolean): void {
  try {
    renameSync(earlier, target);
  } catch {
    // Nothing to bring back. Where a file without a second name stood, the new one is all that there is of it.
    if (!stood) removeIfThere(target);
  }
}

/** The real path to write, after a link if it is one. */
export function checkTarget(file: string, io: Io, inputs: readonly string[]): string {
  const path = resolve(io.cwd, file);
  const folder = statIfPresent(dirname(path));
  if (!folder?.isDirectory()) {
    throw new UsageError(`the folder of the output file ${file} does not exist`, {
      code: "OUT_WRITE",
      found: dirname(file),
      hint: "make the folder first, or name one that is there",
    });
  }
  const existing = statIfPresent(path);
  if (!existing) return path;
  if (!existing.isFile()) {
    throw new UsageError(`the output ${file} is not a file`, {
      code: "OUT_WRITE",
      found: existing.isDirectory() ? "a folder" : "a device or pipe",
      hint: "name a file",
    });
  }
  const input = inputs.find((each) => isSameFile(existing, io.cwd, each));
  if (input !== undefined) {
    throw new UsageError(`the output ${file} is an input, which is never overwritten`, {
      code: "OUT_IS_INPUT",
      found: input,
      hint: "give the output another name",
    });
  }
  return realpathSync(path);
}

function isSameFile(existing: Stats, cwd: string, input: string): boolean {
  const names = input.includes("!") ? [input, input.slice(0, input.indexOf("!"))] : [input];
  return names.some((name) => {
    const stats = statIfPresent(resolve(cwd, name));
    return stats !== undefined && stats.dev === existing.dev && stats.ino === existing.ino;
  });
}

function statIfPresent(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    // A folder on the way that we may not look into: writing will say so.
    return undefined;
  }
}

/** Does a part of writing a file; what goes wrong is an error about the file. */
export function attempt(file: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    throw outWriteError(`the output file ${file}`, error);
  }
}
