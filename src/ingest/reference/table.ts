import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * The folder of the reference tables, wherever this module runs from: beside `src/` in a checkout, beside
 * `dist/` in the package.
 */
export function dataFolder(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  for (let folder = here; ; folder = dirname(folder)) {
    const data = join(folder, "data");
    if (existsSync(join(data, "naics", "codes.csv"))) return data;
    if (folder === dirname(folder)) throw new Error(`unreachable: no reference tables above ${here}`);
  }
}

/**
 * Reads one of our own reference tables, without its header. Far quicker than a general parser, since our
 * scripts write LF, no line breaks in cells, and quotes only around whole cells.
 */
export function readReferenceTable(path: string): readonly (readonly string[])[] {
  const text = readFileSync(join(dataFolder(), path), "utf8");
  const rows: string[][] = [];
  let start = text.indexOf("\n") + 1;
  while (start < text.length) {
    const end = text.indexOf("\n", start);
    const line = text.slice(start, end < 0 ? text.length : end);
    rows.push(line.includes('"') ? splitQuoted(line) : line.split(","));
    if (end < 0) break;
    start = end + 1;
  }
  return rows;
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
