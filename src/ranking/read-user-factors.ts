import { disclosed, type Datum } from "../core/datum.js";
import { InputError, MAXIMUM_PROBLEMS, type Place, throwProblems } from "../core/errors.js";
import { ALL_MEASURES } from "../measures/index.js";
import { titledNearest, type Naics } from "../naics/naics.js";
import { parseFigure } from "../files/figure.js";
import type { SmallTable } from "../files/small-table.js";
import type { VendorTable } from "../vendor/table.js";
import type { Note } from "../core/notes.js";
import { CODE_COLUMNS, codeProblem, isTitleColumn, parsePrintedCode, undoneNote } from "../naics/printed-code.js";
import { exchangedTitleNotes, industryTitles, type PrintedTitle } from "../naics/printed-titles.js";
import { listSuppliedFigures, type FurtherFactor } from "./factor.js";
import type { Supply, UserFactorValues } from "./rank-region.js";
import { readNaics } from "../naics/read-naics.js";

/** Columns that a ranking has besides its measures. */
const TAKEN = /^(?:rank|naics|score|shortList|__proto__)$|_(?:rank|status|low|high)$/;

/** A file of a vendor that figures come from. */
interface VendorInput {
  readonly file: string;
  readonly rows: number;
  readonly sha256?: string;
  readonly publisher: string;
  readonly release?: string;
}

type OwnFactors = UserFactorValues & { readonly inputs: readonly VendorInput[] };

/**
 * Reads files of user factors: a NAICS column (`naics` or `industry_code`) and columns of numbers, each of
 * which becomes a factor under its header. Columns of titles and names are for people. An empty cell is not a figure.
 * Industry tables of vendors are known by their headers: their figures become factors where a weight or a rule names them.
 *
 * @throws {InputError} FACTOR_FILE, VENDOR_FILE with file, line and column
 */
export async function readUserFactors(files: readonly string[], hash = false): Promise<OwnFactors> {
  if (files.length === 0) return { names: [], values: new Map(), inputs: [] };
  const reading = new FactorReading();
  const { readSmallTable } = await import("../files/small-table.js");
  const { isVendorFile, readVendorTable } = await import("../vendor/read-vendor.js");
  const vendors: VendorTable[] = [];
  for (const file of files) {
    if (await isVendorFile(file)) vendors.push(await readVendorTable(file, { hash }));
    else reading.add(await readSmallTable(file, { code: "FACTOR_FILE", columns: [CODE_COLUMNS] }));
  }
  const own = reading.finish();
  return vendors.length === 0 ? own : withVendors(own, vendors);
}

/** @throws {InputError} VENDOR_FILE for two tables whose figures have one name */
async function withVendors(own: OwnFactors, vendors: readonly VendorTable[]): Promise<OwnFactors> {
  const { listVendorFigures, supplyVendor } = await import("./vendor-factors.js");
  const names: FurtherFactor[] = [...own.names];
  for (const table of vendors) {
    for (const figure of listVendorFigures(table)) {
      if (!listSuppliedFigures(names).some(({ id }) => id === figure.id)) names.push(figure);
      else throw sameFigures(table, figure.id);
    }
  }
  return {
    ...own,
    names,
    supply: (analysis, inputs, named) => {
      const supplies = vendors.map((table) => supplyVendor(table, analysis, inputs, named));
      return {
        valuesOf: (row) =>
          Object.assign({}, ...supplies.map(({ valuesOf }) => valuesOf(row))) as ReturnType<Supply["valuesOf"]>,
        notes: supplies.flatMap(({ notes }) => notes),
      };
    },
    inputs: vendors.map(({ file, rows, sha256, vendorName, release }) => ({
      file,
      rows: rows.length,
      publisher: vendorName,
      ...(sha256 !== undefined && { sha256 }),
      ...(release !== undefined && { release }),
    })),
  };
}

function sameFigures({ file, vendorName }: VendorTable, id: string): InputError {
  return new InputError(`two tables of ${vendorName} with the same figure`, {
    code: "VENDOR_FILE",
    where: { file },
    found: id,
    hint: "give one of them: figures of two regions or editions would have one name",
  });
}

type RowCells = SmallTable["rows"][number]["cells"];

class FactorReading {
  readonly #names: string[] = [];
  readonly #values = new Map<string, Record<string, Datum>>();
  readonly #places = new Map<string, Place[]>();
  readonly #notes: Note[] = [];
  readonly #problems: InputError[] = [];
  readonly #industries: Naics = readNaics();

  add(table: SmallTable): void {
    const code = table.named[0]!;
    const columns = table.header.filter((name) => name !== code && name !== "" && !isTitleColumn(name));
    requireContent(table, columns);
    this.#notes.push(...table.notes);
    for (const name of columns) this.#addName(name, table);
    const title = table.header.find((name) => name !== code && isTitleColumn(name));
    const titled: PrintedTitle[] = [];
    const seen = new Map<string, number>();
    const marks = new Map<string, { readonly problem: InputError; readonly lines: number[] }>();
    for (const { line, cells } of table.rows) {
      if (this.#problems.length >= MAXIMUM_PROBLEMS) break;
      const naics = this.#code(cells[code]!, { file: table.file, line, column: code });
      if (naics === undefined) continue;
      const before = seen.get(naics);
      if (before !== undefined) {
        this.#refuse(`industry ${naics} appears twice, first in line ${before}`, {
          where: { file: table.file, line, column: code },
          found: cells[code]!,
          hint: "keep one of the two rows",
        });
        continue;
      }
      seen.set(naics, line);
      if (title !== undefined) titled.push({ code: naics, title: cells[title]!, file: table.file, line });
      this.#addRow(naics, cells, columns, { table, line, marks });
    }
    this.#notes.push(...exchangedTitleNotes(titled, industryTitles(this.#industries)));
    for (const { problem, lines } of marks.values()) this.#problems.push(withCount(problem, lines));
  }

  finish(): OwnFactors {
    throwProblems([...this.#problems].sort(byLine).slice(0, MAXIMUM_PROBLEMS));
    return { names: this.#names, values: this.#values, places: this.#places, notes: this.#notes, inputs: [] };
  }

  #addName(name: string, { file, headerLine }: SmallTable): void {
    if (this.#names.includes(name) || TAKEN.test(name) || ALL_MEASURES.some(({ id }) => id === name)) {
      this.#refuse(`the name "${name}" is taken`, {
        where: { file, line: headerLine, column: name },
        found: name,
        hint: "give the column a name that no measure and no other factor has",
      });
    }
    this.#names.push(name);
  }

  /** The industry of a row; undefined, and a problem more, if it has none. */
  #code(text: string, where: Place): string | undefined {
    const printed = parsePrintedCode(text, (code) => this.#industries.exists(code));
    if (printed.kind !== "code") {
      this.#problems.push(codeProblem(text, printed, "FACTOR_FILE", where));
      return undefined;
    }
    if (printed.undone !== undefined) this.#notes.push(undoneNote(printed.undone, printed.code, where));
    if (this.#industries.exists(printed.code)) return printed.code;
    this.#problems.push(unknownIndustry(this.#industries, printed.code, where));
    return undefined;
  }

  #addRow(
    naics: string,
    cells: RowCells,
    columns: readonly string[],
    {
      table,
      line,
      marks,
    }: {
      readonly table: SmallTable;
      readonly line: number;
      readonly marks: Map<string, { readonly problem: InputError; readonly lines: number[] }>;
    },
  ): void {
    // Without a prototype: a factor may be called "constructor".
    const entry = this.#values.get(naics) ?? (Object.create(null) as Record<string, Datum>);
    const places = this.#places.get(naics) ?? [];
    this.#places.set(naics, [...places, { file: table.file, line }]);
    this.#values.set(naics, entry);
    for (const name of columns) {
      const text = cells[name]!;
      if (text === "") continue;
      const figure = parseFigure(text, table.decimalMark);
      if (figure.kind === "number" && figure.unit !== "%") {
        entry[name] = disclosed(figure.value);
        continue;
      }
      const where = { file: table.file, line, column: name };
      if (figure.kind !== "none") {
        this.#refuse(figure.kind === "ambiguous" ? "a number that can be read in two ways" : "not a number", {
          where,
          found: text,
          hint: hintFor(figure.kind),
        });
        continue;
      }
      // A mark for no figure stands in many rows, and is one thing to correct.
      const known = marks.get(`${name} ${text}`);
      if (known) known.lines.push(line);
      else marks.set(`${name} ${text}`, { problem: markProblem(text, where), lines: [line] });
    }
  }

  #refuse(message: string, of: { readonly where: Place; readonly found: string; readonly hint: string }): void {
    this.#problems.push(new InputError(message, { code: "FACTOR_FILE", ...of }));
  }
}

function hintFor(kind: "number" | "ambiguous" | "text"): string {
  if (kind === "number") return "write the number alone, such as 4.2, without the percent sign";
  if (kind === "text") return "write a plain number such as 1234.5, or leave the cell empty";
  return "write 1234 or 1.2340, so that a comma or a point can't be taken for the other";
}

function markProblem(text: string, where: Place): InputError {
  return new InputError("a mark for no figure", {
    code: "FACTOR_FILE",
    where,
    found: text,
    hint: "leave the cell empty where there is no figure",
  });
}

function withCount(problem: InputError, lines: readonly number[]): InputError {
  if (lines.length === 1) return problem;
  return new InputError(`${problem.message}, in ${lines.length} rows of the column`, problem.details);
}

function byLine(a: InputError, b: InputError): number {
  return a.details.where?.file === b.details.where?.file
    ? (a.details.where?.line ?? 0) - (b.details.where?.line ?? 0)
    : 0;
}

function requireContent({ file, header, headerLine, rows }: SmallTable, columns: readonly string[]): void {
  if (columns.length > 0 && rows.length > 0) return;
  const hasFigures = columns.length > 0;
  throw new InputError(hasFigures ? "no row below the header" : "no column of figures", {
    code: "FACTOR_FILE",
    where: { file, line: headerLine },
    found: header.join(", "),
    hint: hasFigures ? "write one row for each industry" : "add a column of numbers, with a name of its own",
  });
}

/** The latest version's codes are the likeliest to be meant. */
function unknownIndustry(industries: Naics, naics: string, where: Place): InputError {
  const near = titledNearest(industries, naics, 2022);
  return new InputError(`no industry has the code ${naics}`, {
    code: "FACTOR_FILE",
    where,
    found: naics,
    hint: near.length > 0 ? `did you mean ${near.join(", or ")}?` : "write a code of NAICS, 2 to 6 digits",
  });
}
