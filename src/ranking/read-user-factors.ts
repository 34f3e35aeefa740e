import { disclosed, type Datum } from "../core/datum.js";
import { InputError, MAXIMUM_PROBLEMS, type Place, throwProblems } from "../core/errors.js";
import { ALL_MEASURES } from "../measures/index.js";
import { titledNearest, type Naics } from "../naics/naics.js";
import type { CsvTable } from "../files/csv-table.js";
import { readNaics } from "../naics/read-naics.js";

/** The user's own figures about industries: factor name → NAICS code → value. */
export interface UserFactors {
  readonly names: readonly string[];
  readonly values: ReadonlyMap<string, Readonly<Record<string, Datum>>>;
}

/** Columns that a ranking has besides its measures. */
const TAKEN = /^(?:rank|naics|score|shortList|__proto__)$|_(?:rank|status|low|high)$/;

/** Thousands may be separated; other notations, such as 0x10, are not what an analyst writes. */
const NUMBER = /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d{1,3})?$/;

/**
 * Reads files of user factors: a NAICS column (`naics` or `industry_code`) and columns of numbers, each of
 * which becomes a factor under its header. Columns `title` are for people. An empty cell is no figure.
 *
 * @throws {InputError} FACTOR_FILE with file, line and column
 */
export async function readUserFactors(files: readonly string[]): Promise<UserFactors> {
  const names: string[] = [];
  const values = new Map<string, Record<string, Datum>>();
  if (files.length === 0) return { names, values };
  const problems: InputError[] = [];
  const { readCsvTable, requireColumn } = await import("../files/csv-table.js");
  const industries = readNaics();
  for (const file of files) {
    const table = await readCsvTable(file, "FACTOR_FILE");
    const code = requireColumn(table, ["naics", "industry_code"], file, "FACTOR_FILE");
    const columns = table.header.filter((name) => name !== code && name !== "" && name.toLowerCase() !== "title");
    requireContent(table, columns, file);
    for (const name of columns) {
      if (names.includes(name) || TAKEN.test(name) || ALL_MEASURES.some(({ id }) => id === name)) {
        problems.push(
          new InputError(`the name "${name}" is taken`, {
            code: "FACTOR_FILE",
            where: { file, line: 1, column: name },
            found: name,
            hint: "give the column a name that no measure and no other factor has",
          }),
        );
      }
      names.push(name);
    }
    const seen = new Map<string, number>();
    for (const { line, cells } of table.rows) {
      if (problems.length >= MAXIMUM_PROBLEMS) break;
      const naics = cells[code]!;
      const before = seen.get(naics);
      if (!/^\d{2,6}$|^\d\d-\d\d$/.test(naics) || before !== undefined) {
        problems.push(
          new InputError(
            before === undefined ? "not a NAICS code" : `industry ${naics} stands twice, first in line ${before}`,
            {
              code: "FACTOR_FILE",
              where: { file, line, column: code },
              found: naics || "an empty cell",
              hint:
                before === undefined ? "write 2 to 6 digits, or a sector such as 31-33" : "keep one of the two rows",
            },
          ),
        );
        continue;
      }
      seen.set(naics, line);
      if (!industries.exists(naics)) {
        problems.push(unknownIndustry(industries, naics, { file, line, column: code }));
        continue;
      }
      // Without a prototype: a factor may be called "constructor".
      const entry = values.get(naics) ?? (Object.create(null) as Record<string, Datum>);
      for (const name of columns) {
        const text = cells[name]!;
        if (text === "") continue;
        const plain = text.replaceAll(/(?<=\d),(?=\d{3}(?:\D|$))/g, "");
        const number = NUMBER.test(plain) ? Number(plain) : NaN;
        if (!Number.isFinite(number)) {
          problems.push(
            new InputError("not a number", {
              code: "FACTOR_FILE",
              where: { file, line, column: name },
              found: text,
              hint: "write a plain number such as 1234.5, or leave the cell empty",
            }),
          );
          continue;
        }
        entry[name] = disclosed(number);
      }
      values.set(naics, entry);
    }
  }
  throwProblems(problems.slice(0, MAXIMUM_PROBLEMS));
  return { names, values };
}

function requireContent({ header, rows }: CsvTable, columns: readonly string[], file: string): void {
  if (columns.length > 0 && rows.length > 0) return;
  const hasFigures = columns.length > 0;
  throw new InputError(hasFigures ? "no row below the header" : "no column of figures", {
    code: "FACTOR_FILE",
    where: { file, line: 1 },
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
