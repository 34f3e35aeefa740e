import { InputError, MAXIMUM_PROBLEMS, throwProblems } from "../../core/errors.js";
import { isCensusReply, readCensusReply } from "../../files/census-reply.js";
import type { OnRow } from "../../files/delimited.js";
import { readRows } from "../../files/read-rows.js";
import type { QwiReading } from "../cells.js";
import { QwiBuilder, type QwiWanted } from "./builder.js";
import { recogniseQwiTable } from "./layout.js";

export interface QwiSource {
  readonly file: string;
  readonly rows: number;
  readonly sha256: string | undefined;
}

/** Titles may stand above a header. */
const ROWS_LOOKED_AT = 12;

/**
 * Reads Quarterly Workforce Indicators: LEHD's own files (`qwi_oh_sa_f_gc_n3_op_u.csv.gz`), replies of the Census
 * Bureau's API as JSON, exports of QWI Explorer. Only rows of the areas wanted are kept, not seasonally adjusted, of all
 * workers and firms together, and of ages from 55.
 *
 * @throws {InputError} QWI_FILE with file, line and column, up to 20 problems; those of the containers
 */
export async function readQwi(
  files: readonly string[],
  wanted: QwiWanted,
  { cwd, hash }: { readonly cwd?: string | undefined; readonly hash: boolean },
): Promise<{ readonly reading: QwiReading; readonly sources: readonly QwiSource[] }> {
  const builder = new QwiBuilder(wanted);
  const sources: QwiSource[] = [];
  for (const path of files) {
    const file = new OneFile(path, builder);
    const rows = isCensusReply(path) ? readCensusReply(path, "QWI_FILE") : undefined;
    if (rows) {
      const onRow = file.begin(path);
      void rows.every(({ cells, line }) => onRow(cells, line));
      sources.push({ file: path, rows: rows.length, sha256: hash ? await hashContent(path) : undefined });
    } else {
      const read = await readRows(
        [path],
        { begin: (text) => (text.isHidden ? () => false : file.begin(text.file)), end: () => undefined },
        { ...(cwd !== undefined && { cwd }), hash, quoteCode: "QWI_FILE" },
      );
      sources.push(...read.map((one) => ({ file: one.file, rows: one.rows, sha256: one.sha256 })));
    }
    file.finish();
  }
  return { reading: builder.finish(files), sources };
}

async function hashContent(path: string): Promise<string> {
  const { hashFile } = await import("../../files/hash-file.js");
  return hashFile(path);
}

/** The texts of one file that the user named: its members where it is an archive. */
class OneFile {
  readonly #path: string;
  readonly #builder: QwiBuilder;
  readonly #problems: InputError[] = [];
  #tables = 0;
  #seen: { readonly file: string; readonly line: number; readonly cells: readonly string[] } | undefined;

  constructor(path: string, builder: QwiBuilder) {
    this.#path = path;
    this.#builder = builder;
  }

  begin(text: string): OnRow {
    let take: OnRow | undefined;
    let rows = 0;
    return (cells, line) => {
      if (take) return take(cells, line) && this.#problems.length < MAXIMUM_PROBLEMS;
      const table = recogniseQwiTable(cells);
      if (table) {
        this.#tables++;
        take = this.#builder.begin(table, { file: text, header: cells, line, problems: this.#problems });
        return true;
      }
      if (cells.length > (this.#seen?.cells.length ?? 0)) this.#seen = { file: text, line, cells };
      return ++rows < ROWS_LOOKED_AT;
    };
  }

  finish(): void {
    throwProblems(this.#problems.slice(0, MAXIMUM_PROBLEMS));
    if (this.#tables === 0) throw this.#unknown();
    const why = this.#builder.whyNothing();
    if (why !== undefined) throw why;
  }

  #unknown(): InputError {
    const { file = this.#path, line = 1, cells = [] } = this.#seen ?? {};
    const found = cells.filter((cell) => cell !== "").join(", ");
    return new InputError("no table of Quarterly Workforce Indicators in the file", {
      code: "QWI_FILE",
      where: { file, line },
      found: found === "" ? "nothing" : found.slice(0, 300),
      hint: "give a file of LEHD (qwi_oh_sa_f_gc_n3_op_u.csv.gz), a reply of the Census Bureau's API, or an export of QWI Explorer",
    });
  }
}

/** Whether a file is a table of Quarterly Workforce Indicators, by its header. */
export async function isQwiFile(path: string, cwd: string): Promise<boolean> {
  let isFound = false;
  let rows = 0;
  const look = (cells: readonly string[]): boolean => {
    isFound ||= recogniseQwiTable(cells) !== undefined;
    return !isFound && ++rows < ROWS_LOOKED_AT;
  };
  try {
    if (isCensusReply(path)) {
      const header = readCensusReply(path, "QWI_FILE")?.[0];
      return header !== undefined && recogniseQwiTable(header.cells) !== undefined;
    }
    await readRows([path], { begin: () => look, end: () => undefined }, { cwd });
  } catch {
    return isFound;
  }
  return isFound;
}
