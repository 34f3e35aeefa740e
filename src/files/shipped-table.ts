import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

let folderFound: string | undefined;

/**
 * The folder of the reference tables, wherever this module runs from: beside `src/` in a checkout, beside
 * `dist/` in the package.
 */
export function dataFolder(): string {
  if (folderFound !== undefined) return folderFound;
  const here = dirname(fileURLToPath(import.meta.url));
  for (let folder = here; ; folder = dirname(folder)) {
    const data = join(folder, "data");
    if (existsSync(join(data, "naics", "codes.csv"))) return (folderFound = data);
    if (folder === dirname(folder)) throw new Error(`unreachable: no reference tables above ${here}`);
  }
}

/** A page of the docs, which ship with the tool: its path on this machine, for help and for no result. */
export function docsPath(page: string): string {
  return join(dirname(dataFolder()), "docs", page);
}

/** Where the package lies on a machine is not part of a result: built-in files are named by their place in it. */
export function withoutDataFolder(file: string): string {
  const folder = dataFolder();
  return file.startsWith(folder) ? `built-in${file.slice(folder.length).replaceAll("\\", "/")}` : file;
}

/** The file that such a name stands for; any other name as it is. */
export function withDataFolder(file: string): string {
  return file.startsWith("built-in/") ? join(dataFolder(), file.slice("built-in/".length)) : file;
}

/**
 * Reads one of our own reference tables, without its header. Far quicker than a general parser, since our
 * scripts write LF, no line breaks in cells, and quotes only around whole cells.
 */
export function readReferenceTable(path: string): readonly (readonly string[])[] {
  const text = readShippedText(path);
  const rows: (readonly string[])[] = [];
  let start = text.indexOf("\n") + 1;
  while (start < text.length) {
    const end = text.indexOf("\n", start);
    const line = text.slice(start, end < 0 ? text.length : end);
    rows.push(splitLine(line));
    if (end < 0) break;
    start = end + 1;
  }
  return rows;
}

const rowsFound = new Map<string, readonly string[] | undefined>();

/** The row of a table that begins with a cell, found in the text without reading the rest. */
export function findReferenceRow(path: string, first: string): readonly string[] | undefined {
  const wanted = `${path}\n${first}`;
  if (!rowsFound.has(wanted)) {
    const text = readShippedText(path);
    const start = text.indexOf(`\n${first},`) + 1;
    rowsFound.set(wanted, start === 0 ? undefined : splitLine(text.slice(start, text.indexOf("\n", start))));
  }
  return rowsFound.get(wanted);
}

const texts = new Map<string, string>();

function readShippedText(path: string): string {
  let text = texts.get(path);
  if (text === undefined) {
    text = readFileSync(join(dataFolder(), path), "utf8");
    texts.set(path, text);
  }
  return text;
}

function splitLine(line: string): readonly string[] {
  return line.includes('"') ? splitQuoted(line) : line.split(",");
}

function splitQuoted(line: string): string[] {
  const cells: string[] = [];
  let at = 0;
  for (;;) {
    if (line[at] === '"') {
      let cell = "";
      for (;;) {
        const close = line.indexOf('"', at + 1);
        cell += line.slice(at + 1, close);
        at = close + 1;
        if (line[at] !== '"') break;
        cell += '"';
      }
      cells.push(cell);
    } else {
      const comma = line.indexOf(",", at);
      cells.push(line.slice(at, comma < 0 ? line.length : comma));
      at = comma < 0 ? line.length : comma;
    }
    if (at >= line.length) return cells;
    at += 1;
  }
}
