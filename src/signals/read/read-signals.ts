import { InputError, MAXIMUM_PROBLEMS, throwProblems } from "../../core/errors.js";
import { caution, type Note } from "../../core/notes.js";
import { isCensusReply, readCensusReply } from "../../files/census-reply.js";
import type { OnRow } from "../../files/delimited.js";
import { readRows } from "../../files/read-rows.js";
import { PUBLISHER_NAMES, PUBLISHERS, type Publisher, type Signal } from "../signal.js";
import { SignalBuilder, type SignalsWanted } from "./builder.js";
import { recogniseCbp } from "./cbp-rows.js";
import type { Layout } from "./layout.js";
import { recogniseQwi } from "./qwi-rows.js";

/** What the rows are that count. */
const WHOLE_ROWS: Readonly<Record<Publisher, string>> = {
  cbp: "is of all legal forms and sizes together and has a number of jobs, a letter or sizes",
  qwi: "is of private jobs of all workers and firms, not seasonally adjusted, with a number (ownercode A05, sex 0, agegrp A00, seasonadj U)",
};

/** A file that the user named, and whose it is. */
export interface SignalFile {
  readonly publisher: Publisher;
  readonly path: string;
}

export interface SignalSource {
  readonly file: string;
  readonly rows: number;
  readonly sha256: string | undefined;
}

export interface SignalReading {
  readonly signals: readonly Signal[];
  readonly sources: readonly SignalSource[];
  readonly notes: readonly Note[];
}

/** Titles may stand above a header. */
const ROWS_LOOKED_AT = 12;

const LAYOUTS: Readonly<Record<Publisher, (header: readonly string[]) => Layout | undefined>> = {
  cbp: recogniseCbp,
  qwi: recogniseQwi,
};

const COLUMNS_WANTED: Readonly<Record<Publisher, string>> = {
  cbp: "an area (fipstate, GEO_ID), an industry (naics, NAICS2017), EMP and ESTAB",
  qwi: "an area (geography, or state and county), industry, ownercode, year and quarter (or time), and Emp",
};

/** Whose figures a file holds, by its header; undefined if it is of another kind. */
export async function recogniseSignal(path: string, cwd: string): Promise<Publisher | undefined> {
  let found: Publisher | undefined;
  const look = (cells: readonly string[]): boolean => {
    found = PUBLISHERS.find((publisher) => LAYOUTS[publisher](cells) !== undefined);
    return found === undefined;
  };
  try {
    if (isCensusReply(path)) {
      const header = readCensusReply(path, "SIGNAL_FILE")?.[0];
      if (header) look(header.cells);
      return found;
    }
    let rows = 0;
    await readRows(
      [path],
      {
        begin: () => (cells) => found === undefined && look(cells) && ++rows < ROWS_LOOKED_AT,
        end: () => undefined,
      },
      { cwd },
    );
  } catch {
    return found;
  }
  return found;
}

/**
 * Reads figures of other publishers: of the areas and years wanted, whatever else the files hold.
 *
 * CBP: the Census Bureau's own files (`cbp16co.txt`, `cbp22st.txt`, also zipped), downloads of data.census.gov and
 * American FactFinder, replies of its API. QWI: LEHD's files and replies of the API. Recognised from the header.
 *
 * @throws {InputError} SIGNAL_FILE with file, line and column, up to 20 problems; those of the containers
 */
export async function readSignals(
  files: readonly SignalFile[],
  wanted: SignalsWanted,
  { cwd, hash }: { readonly cwd: string; readonly hash: boolean },
): Promise<SignalReading> {
  const signals: Signal[] = [];
  const sources: SignalSource[] = [];
  const notes: Note[] = [];
  for (const file of files) {
    const texts = new Texts(file, wanted);
    const rows = isCensusReply(file.path) ? readCensusReply(file.path, "SIGNAL_FILE") : undefined;
    if (rows) {
      const onRow = texts.begin(file.path);
      void rows.every(({ cells, line }) => onRow(cells, line));
      sources.push({ file: file.path, rows: rows.length, sha256: hash ? await hashFile(file.path) : undefined });
    } else {
      const read = await readRows(
        [file.path],
        { begin: (text) => (text.isHidden ? () => false : texts.begin(text.file)), end: () => undefined },
        { cwd, hash, quoteCode: "SIGNAL_FILE" },
      );
      sources.push(...read.map((one) => ({ file: one.file, rows: one.rows, sha256: one.sha256 })));
    }
    const found = texts.finish();
    signals.push(...found);
    if (found.length === 0) notes.push(unusedNote(file, texts));
  }
  return { signals, sources, notes };
}

async function hashFile(path: string): Promise<string> {
  const { hashFile: hash } = await import("../../files/hash-file.js");
  return hash(path);
}

/** The texts of one file that the user named: its members where it is an archive. */
class Texts {
  readonly #file: SignalFile;
  readonly #wanted: SignalsWanted;
  readonly #builders: SignalBuilder[] = [];
  readonly #problems: InputError[] = [];
  /** The widest of the rows that were not a header, for the error. */
  #seen: { readonly file: string; readonly line: number; readonly cells: readonly string[] } | undefined;

  constructor(file: SignalFile, wanted: SignalsWanted) {
    this.#file = file;
    this.#wanted = wanted;
  }

  /** Why nothing was taken of the rows. */
  get whyNothing(): string {
    const count = (of: "elsewhere" | "parts"): number => this.#builders.reduce((sum, one) => sum + one[of], 0);
    if (count("parts") > 0) return `none of its rows ${WHOLE_ROWS[this.#file.publisher]}`;
    return count("elsewhere") > 0
      ? "its rows are of other areas, or of years more than three off"
      : "it has no row of an industry that it covers as QCEW does";
  }

  begin(text: string): OnRow {
    let builder: SignalBuilder | undefined;
    let rows = 0;
    return (cells, line) => {
      if (builder) return builder.take(cells, line) && this.#problems.length < MAXIMUM_PROBLEMS;
      const layout = LAYOUTS[this.#file.publisher](cells);
      if (layout) {
        builder = new SignalBuilder(layout, { text, header: cells, wanted: this.#wanted, problems: this.#problems });
        this.#builders.push(builder);
        return true;
      }
      if (cells.length > (this.#seen?.cells.length ?? 0)) this.#seen = { file: text, line, cells };
      return ++rows < ROWS_LOOKED_AT;
    };
  }

  finish(): readonly Signal[] {
    throwProblems(this.#problems.slice(0, MAXIMUM_PROBLEMS));
    if (this.#builders.length === 0) throw this.#unknownLayout();
    return this.#builders.flatMap((builder) => builder.finish());
  }

  #unknownLayout(): InputError {
    const { publisher, path } = this.#file;
    const { file = path, line = 1, cells = [] } = this.#seen ?? {};
    const other = PUBLISHERS.find((one) => one !== publisher && LAYOUTS[one](cells) !== undefined);
    const found = cells.filter((cell) => cell !== "").join(", ");
    return new InputError(`no table of ${PUBLISHER_NAMES[publisher]} in the file`, {
      code: "SIGNAL_FILE",
      where: { file, line },
      found: found === "" ? "nothing" : found.slice(0, 300),
      hint: other
        ? `write --signal ${other}=${path}`
        : `give a file with columns for ${COLUMNS_WANTED[publisher]}, as downloaded from the Census Bureau`,
    });
  }
}

function unusedNote({ publisher, path }: SignalFile, { whyNothing }: Texts): Note {
  return caution("signal-unused", `${path} (${PUBLISHER_NAMES[publisher]}) says nothing here: ${whyNothing}.`);
}
