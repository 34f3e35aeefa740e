import { InputError, MAXIMUM_PROBLEMS, throwProblems, type ErrorCode, type Place } from "../core/errors.js";
import type { Note } from "../core/notes.js";
import { plainHeader } from "./columns.js";
import type { DecimalMark } from "./figure.js";
import { readSmallTable, type SmallTable } from "./small-table.js";

/** What a table's columns mean → the names that each may have, in lower case with blanks between words. */
export type RoleNames<Role extends string> = Readonly<Record<Role, readonly string[]>>;

/** A row whose cells are asked for by what they mean. */
export interface RoleRow<Role extends string> {
  readonly line: number;
  /** Without blanks around it and with single ones within; empty where there is no such column. */
  readonly cell: (role: Role) => string;
  readonly at: (role: Role) => Place;
}

/** A table that somebody made by hand, by the meaning of its columns; problems are collected and thrown together. */
export class RoleTable<Role extends string> {
  readonly file: string;
  readonly headerLine: number;
  readonly rows: readonly RoleRow<Role>[];
  readonly sha256: string | undefined;
  readonly decimalMark: DecimalMark;
  readonly notes: readonly Note[];
  readonly #columns: ReadonlyMap<Role, string>;
  readonly #code: ErrorCode;
  readonly #problems: InputError[] = [];

  constructor(table: SmallTable, names: RoleNames<Role>, code: ErrorCode) {
    this.file = table.file;
    this.headerLine = table.headerLine;
    this.sha256 = table.sha256;
    this.decimalMark = table.decimalMark;
    this.notes = table.notes;
    this.#code = code;
    this.#columns = new Map(
      (Object.entries(names) as [Role, readonly string[]][]).flatMap(([role, forms]) => {
        const name = table.header.find((one) => forms.includes(plainHeader(one)));
        return name === undefined ? [] : [[role, name] as const];
      }),
    );
    this.rows = table.rows
      .filter(({ cells }) => Object.values(cells).some((cell) => cell.trim() !== ""))
      .map(({ line, cells }) => ({
        line,
        cell: (role) => (cells[this.#columns.get(role) ?? ""] ?? "").replaceAll(/\s+/g, " ").trim(),
        at: (role) => ({ file: table.file, line, column: this.#columns.get(role) ?? role }),
      }));
  }

  has(role: Role): boolean {
    return this.#columns.has(role);
  }

  /** Notes a cell that can't be right. */
  refuse(row: RoleRow<Role>, role: Role, { message, found, hint }: CellProblem): void {
    if (this.#problems.length >= MAXIMUM_PROBLEMS) return;
    const shown = found ?? (row.cell(role) || "nothing");
    this.#problems.push(new InputError(message, { code: this.#code, where: row.at(role), found: shown, hint }));
  }

  /**
   * @param hint what to try where the table has no row; left out where it may be empty
   * @throws {InputError} what was noted, at most twenty together; or that the table has no row
   */
  finish(hint?: string): void {
    throwProblems(this.#problems);
    if (this.rows.length > 0 || hint === undefined) return;
    throw new InputError("the table has no row", {
      code: this.#code,
      where: { file: this.file, line: this.headerLine },
      found: "a header alone",
      hint,
    });
  }
}

/** What is wrong with a cell; what was found is the cell where nothing else is said. */
export interface CellProblem {
  readonly message: string;
  readonly found?: string;
  readonly hint: string;
}

/**
 * Reads a small table by what its columns mean.
 *
 * @param required roles without which the file is another; the last of them must not be its first column
 * @throws {InputError} those of `readSmallTable`
 */
export async function readRoleTable<Role extends string>(
  file: string,
  names: RoleNames<Role>,
  {
    required,
    code,
    hash = false,
  }: { readonly required: readonly NoInfer<Role>[]; readonly code: ErrorCode; readonly hash?: boolean },
): Promise<RoleTable<Role>> {
  const columns = required.map((role) => names[role].flatMap((name) => spellings(name)));
  return new RoleTable(await readSmallTable(file, { code, columns, hash }), names, code);
}

/** As headers write words: with blanks, underscores, hyphens or none. */
function spellings(name: string): readonly string[] {
  return [...new Set([name, name.replaceAll(" ", "_"), name.replaceAll(" ", "-"), name.replaceAll(" ", "")])];
}
