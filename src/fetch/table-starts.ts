import { readFileSync, statSync } from "node:fs";
import { basename } from "node:path";
import { InputError } from "../core/errors.js";
import { readTexts } from "../files/content.js";
import { readRows } from "../files/read-rows.js";

/** The first rows of a table in a file; of a reply of an API all of them. */
export type TableStart = readonly (readonly string[])[];

/** Titles may stand above a header. */
const ROWS_LOOKED_AT = 12;

/**
 * The starts of the tables in a file, after the whole of it was unpacked: what is packed and was cut short shows only
 * at its end.
 *
 * @param isReply whether it is the JSON of an API: a list of rows, the header first
 * @throws {InputError} FILE_EMPTY, and what is wrong with an archive
 */
export async function tableStarts(path: string, isReply: boolean): Promise<readonly TableStart[]> {
  if (isReply) return [rowsOfReply(path)];
  await unpackWhole(path);
  const starts: string[][][] = [];
  await readRows([path], {
    begin: () => {
      const rows: string[][] = [];
      starts.push(rows);
      return (cells) => rows.push([...cells]) < ROWS_LOOKED_AT;
    },
    end: () => undefined,
  });
  if (starts.every((rows) => rows.length < 2)) {
    throw new InputError(`${basename(path)} holds no row`, { code: "FILE_EMPTY" });
  }
  return starts;
}

async function unpackWhole(path: string): Promise<void> {
  const room = new Uint8Array(262_144);
  const nobody = { begin: () => undefined, space: () => room, advance: () => true, end: () => true };
  await readTexts({ path, bytes: statSync(path).size, named: false }, nobody, () => undefined);
}

function rowsOfReply(path: string): TableStart {
  const text = readFileSync(path, "utf8");
  try {
    const [header, ...rows] = JSON.parse(text) as unknown[][];
    if (!Array.isArray(header) || rows.length === 0) return [["no row below the header"]];
    return [header, ...rows].map((row) => row.map((cell) => (cell === null ? "" : String(cell as string | number))));
  } catch {
    return [[`no JSON: ${text.slice(0, 80)}`]];
  }
}
