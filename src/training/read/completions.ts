import { InputError, UsageError, type Place } from "../../core/errors.js";
import { caution, information, type Note } from "../../core/notes.js";
import { placeColumns, type ColumnNames } from "../../files/columns.js";
import { parseFigure } from "../../files/figure.js";
import { withoutDataFolder } from "../../files/shipped-table.js";
import { readColumns, type ColumnsRow, type ColumnsTable } from "../../files/read-columns.js";
import type { ReadFile, TableContext } from "../../files/read-rows.js";
import { awardLevel } from "../awards.js";
import { parseCip, type CipCode } from "../cip.js";
import { parseUnit } from "./institutions.js";

export type CompletionsColumn = "unit" | "cip" | "major" | "award" | "total" | "flag" | "year";

const COLUMNS: ColumnNames<CompletionsColumn> = {
  unit: ["unitid", "unit id"],
  cip: ["cipcode", "cip code", "cipcode 6"],
  major: ["majornum", "major number"],
  award: ["awlevel", "award level"],
  total: ["ctotalt", "awards 6", "awards"],
  flag: ["xctotalt"],
  year: ["year"],
};

/** Imputation flags of IPEDS that say that NCES filled the figure in. Source: IPEDS data files, imputation codes. */
const IMPUTED = new Set(["G", "J", "K", "L", "N", "P"]);

/** First majors of one program and award of one institution, by year. */
export interface CompletionCell {
  readonly unit: string;
  readonly cip: CipCode;
  readonly award: number;
  readonly byYear: Map<number, { readonly count: number; readonly line: number; readonly file: string }>;
}

/** What is in files of completions. */
export interface CompletionsReading {
  readonly years: readonly number[];
  readonly cells: readonly CompletionCell[];
  /** Institutions with rows, by year; of all that the files hold. */
  readonly units: ReadonlyMap<number, ReadonlySet<string>>;
  readonly files: readonly ReadFile[];
  readonly notes: readonly Note[];
}

/** A file as it was named, with a year before it where its name has none: `2023=completions.csv`. */
interface NamedFile {
  readonly path: string;
  readonly year: number | undefined;
}

/** @throws {UsageError} OPTION_VALUE for a year without a file behind it */
function namedFile(text: string): NamedFile {
  const found = /^((?:19|20)\d\d)=(.*)$/.exec(text);
  if (!found) return { path: text, year: undefined };
  if (found[2]!.trim() !== "") return { path: found[2]!, year: Number(found[1]) };
  throw new UsageError("--completions names a year and no file", {
    code: "OPTION_VALUE",
    found: text,
    hint: `write --completions ${found[1]!}=FILE`,
  });
}

/** Counts of one text: what it is of, and what was left out of it. */
interface TextCounts {
  readonly file: string;
  readonly isRevised: boolean;
  year: number | undefined;
  rows: number;
}

/**
 * Reads files of completions (IPEDS `C…_A`): first majors by institution, program and award level. Rows of CIP 99 are
 * sums, so they are only compared with their parts. Of a year's first release and its revision (`_rv`), the revision counts.
 *
 * @param isWanted the institutions whose rows are kept
 * @throws {InputError} COMPLETIONS_FILE with line and column; what is wrong with a file
 */
export async function readCompletions(
  texts: readonly string[],
  isWanted: (unit: string) => boolean,
  context: TableContext = {},
): Promise<CompletionsReading> {
  const files: ReadFile[] = [];
  const readings: TextReading[] = [];
  for (const { path, year } of texts.map(namedFile)) {
    const read = await readColumns(
      [path],
      {
        code: "COMPLETIONS_FILE",
        what: "completions (IPEDS C…_A)",
        names: COLUMNS,
        required: REQUIRED,
        hint: "give NCES's completions by program and award level, such as c2023_a.csv, with UNITID, CIPCODE, MAJORNUM, AWLEVEL and CTOTALT",
        known: byFamily,
        begin: (table) => {
          const reading = new TextReading(table, year, isWanted);
          readings.push(reading);
          return (row) => reading.row(row);
        },
      },
      context,
    );
    files.push(...read);
  }
  for (const reading of readings) reading.finish();
  const kept = withoutReplaced(readings);
  return { ...joined(kept.readings), files, notes: [...kept.notes, ...buildNotes(kept.readings)] };
}

const REQUIRED = ["unit", "cip", "major", "award", "total"] as const;

/** Whether a row heads a table of completions. */
export function isCompletionsHeader(cells: readonly string[]): boolean {
  return placeColumns(cells, COLUMNS, REQUIRED) !== undefined;
}

/** Tables that others made of completions have families in place of programs. */
function byFamily(rows: readonly (readonly string[])[], where: Place): InputError | undefined {
  const header = rows.find((cells) => cells.some((cell) => /^cip_?(?:2|family|2_?digit)$/i.test(cell)));
  if (!header) return undefined;
  return new InputError("completions by CIP families of two digits, which name no occupation", {
    code: "COMPLETIONS_FILE",
    where: { ...where, column: header.find((cell) => /^cip/i.test(cell))! },
    found: header
      .filter((cell) => cell !== "")
      .join(", ")
      .slice(0, 200),
    hint: "give NCES's own files with programs of six digits, c2023_a.csv",
  });
}

class TextReading {
  readonly counts: TextCounts;
  readonly cells = new Map<string, { cip: CipCode; unit: string; award: number; count: number; line: number }>();
  readonly units = new Set<string>();
  readonly #isWanted: (unit: string) => boolean;
  /** Sums as printed under CIP 99, and of their parts. */
  readonly #printed = new Map<string, number>();
  readonly #summed = new Map<string, number>();
  readonly #header: ColumnsTable<CompletionsColumn>;
  imputed = 0;
  blank = 0;
  secondMajors = 0;

  constructor(header: ColumnsTable<CompletionsColumn>, year: number | undefined, isWanted: (unit: string) => boolean) {
    const file = withoutDataFolder(header.text.file);
    const name = file.replace(/^.*[\\/!]/, "");
    const ofName = /(?:^|[^a-z])c((?:19|20)\d\d)_a/i.exec(name)?.[1];
    this.#header = header;
    this.#isWanted = isWanted;
    this.counts = {
      file,
      isRevised: /_rv\b/i.test(name),
      year: year ?? (ofName === undefined ? undefined : Number(ofName)),
      rows: 0,
    };
  }

  row(row: ColumnsRow<CompletionsColumn>): void {
    this.counts.rows++;
    this.#checkYear(row);
    const unit = parseUnit(row);
    this.units.add(unit);
    const major = row.cell("major");
    if (major !== "1" && major !== "2") {
      throw row.problem("major", "neither a first nor a second major", "MAJORNUM is 1 or 2");
    }
    const award = Number(row.cell("award"));
    if (!awardLevel(award)) {
      throw row.problem(
        "award",
        "not an award level of IPEDS",
        "AWLEVEL is 2 to 8 or 17 to 21, in older files 1 or 9 to 11",
      );
    }
    const program = parseCip(row.cell("cip"));
    if (program.kind === "unreadable") {
      throw row.problem("cip", "not a code of a program", "CIP codes have six digits, such as 51.3801");
    }
    if (program.kind === "wider") {
      throw row.problem(
        "cip",
        `a CIP code of ${program.digits} digits, which is a group of programs`,
        "give the file with 6-digit codes: groups name no occupation, and beside their programs they count twice; or keep codes as text, since numbers lose zeros at their end",
      );
    }
    const figure = parseFigure(row.cell("total"));
    if (figure.kind === "none") {
      this.blank++;
      return;
    }
    if (figure.kind !== "number" || figure.value < 0 || !Number.isInteger(figure.value)) {
      throw row.problem("total", "not a count of completions", "write a whole number");
    }
    if (!this.#isWanted(unit)) return;
    if (major === "2") {
      if (program.kind === "program") this.secondMajors += figure.value;
      return;
    }
    const level = `${unit} ${award}`;
    if (program.kind === "total") {
      this.#printed.set(level, figure.value);
      return;
    }
    this.#summed.set(level, (this.#summed.get(level) ?? 0) + figure.value);
    if (IMPUTED.has(row.cell("flag"))) this.imputed += figure.value;
    const key = `${unit} ${program.code} ${award}`;
    const before = this.cells.get(key);
    if (before) {
      throw row.problem(
        "cip",
        `the program appears twice at one award level of institution ${unit}, first in line ${before.line}`,
        "keep one of the rows; a file of one year has each once",
      );
    }
    this.cells.set(key, { unit, cip: program.code, award, count: figure.value, line: row.line });
  }

  #checkYear(row: ColumnsRow<CompletionsColumn>): void {
    const text = row.cell("year");
    if (text === "") return;
    const year = Number(text);
    this.counts.year ??= year;
    if (this.counts.year === year) return;
    throw row.problem(
      "year",
      `a row of ${text} in completions of ${this.counts.year}`,
      "give each year as a file of its own",
    );
  }

  /** @throws {InputError} COMPLETIONS_FILE where nothing says the year, or no row is there */
  finish(): void {
    const { file, rows, year } = this.counts;
    if (rows === 0) {
      throw new InputError("a header of completions, and no row below it", {
        code: "COMPLETIONS_FILE",
        where: { file, line: this.#header.headerLine },
        found: "no program",
        hint: "download the file again",
      });
    }
    if (year !== undefined) return;
    throw new InputError("nothing says which year the completions are of", {
      code: "COMPLETIONS_FILE",
      where: { file },
      found: "a name without a year, and no column of years",
      hint: "name the file as NCES does, c2023_a.csv, or write --completions 2023=FILE",
    });
  }

  /** Institutions and award levels whose programs do not add up to the file's own sum. */
  get contradictions(): readonly string[] {
    return [...this.#printed].filter(([key, sum]) => sum !== (this.#summed.get(key) ?? 0)).map(([key]) => key);
  }
}

/** The first release of a year gives way to its revision, wherever both are there, as in NCES's own zips. */
function withoutReplaced(readings: readonly TextReading[]): {
  readonly readings: readonly TextReading[];
  readonly notes: readonly Note[];
} {
  const revised = new Set(readings.filter(({ counts }) => counts.isRevised).map(({ counts }) => counts.year));
  const kept = readings.filter(({ counts }) => counts.isRevised || !revised.has(counts.year));
  const years = [...revised].join(", ");
  const text = `Of completions of ${years} the revised release was taken in place of the first.`;
  return {
    readings: kept,
    notes: kept.length === readings.length ? [] : [information("completions-revised", text)],
  };
}

function joined(readings: readonly TextReading[]): Pick<CompletionsReading, "years" | "cells" | "units"> {
  const cells = new Map<string, CompletionCell>();
  const units = new Map<number, Set<string>>();
  for (const { counts, cells: own, units: present } of readings) {
    const year = counts.year!;
    units.set(year, new Set([...(units.get(year) ?? []), ...present]));
    for (const [key, { unit, cip, award, count, line }] of own) {
      let cell = cells.get(key);
      if (!cell) cells.set(key, (cell = { unit, cip, award, byYear: new Map() }));
      const before = cell.byYear.get(year);
      if (before) throw twice(cell, year, before, { file: counts.file, line });
      cell.byYear.set(year, { count, line, file: counts.file });
    }
  }
  return { years: [...units.keys()].sort((a, b) => a - b), cells: [...cells.values()], units };
}

function twice(
  { unit, cip, award }: CompletionCell,
  year: number,
  before: { readonly file: string; readonly line: number },
  where: { readonly file: string; readonly line: number },
): InputError {
  return new InputError(`completions of ${year} stand in two files`, {
    code: "COMPLETIONS_FILE",
    where,
    found: `institution ${unit}, program ${cip}, award level ${award}, also in ${before.file}, line ${before.line}`,
    hint: "give each year once",
  });
}

function buildNotes(readings: readonly TextReading[]): readonly Note[] {
  return readings.flatMap(({ counts: { file }, imputed, blank, contradictions }) => [
    ...(imputed > 0
      ? [information("completions-imputed", `${file}: ${imputed} completions were filled in by NCES, not reported.`)]
      : []),
    ...(blank > 0
      ? [
          caution(
            "completions-blank",
            `${file}: ${blank} rows have no count; they are left out, which is not the same as 0.`,
          ),
        ]
      : []),
    ...(contradictions.length > 0
      ? [
          caution(
            "completions-totals",
            `${file}: at ${contradictions.length} award levels of institutions the programs do not add up to the file's own sum (CIP 99), first of institution ${contradictions[0]!.replace(" ", ", award level ")}: rows are missing, or were changed.`,
          ),
        ]
      : []),
  ]);
}
