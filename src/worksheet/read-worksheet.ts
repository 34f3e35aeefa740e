import { InputError, MAXIMUM_PROBLEMS, throwProblems } from "../core/errors.js";
import { readSheets, type Sheet } from "../files/read-sheets.js";
import { FORM_IDS, findForm, type Form } from "./forms.js";
import { EVIDENCE, LONG_KEYS, namesIn, RATE, RATER, STAMP, WEIGHT_KEYS } from "./grid.js";
import {
  formatCellPlace,
  placeOfCell,
  readTable,
  type Answer,
  type KeyedTable,
  type SheetFacts,
  type SheetWeight,
  type Stamp,
} from "./read-worksheet-table.js";

/** A worksheet as somebody sent it back. */
export interface ReadWorksheet {
  readonly file: string;
  readonly sha256: string | undefined;
  readonly form: Form;
  /** Of the result that it was made of. */
  readonly checksum: string;
  /** Undefined where no name is given, which only a file without an answer may do. */
  readonly rater: string | undefined;
  readonly criteria: readonly string[];
  readonly industries: readonly string[];
  readonly labels: ReadonlyMap<string, string>;
  readonly facts: ReadonlyMap<string, SheetFacts>;
  /** In the order of industries and criteria; those with neither an answer nor evidence are left out. */
  readonly answers: readonly Answer[];
  readonly weights: readonly SheetWeight[];
}

/**
 * Reads a filled-in worksheet, a workbook or CSV.
 *
 * @throws {InputError} those of `readSheets`; WORKSHEET_LAYOUT where there is no table or no stamp, WORKSHEET_RATER, and
 *   WORKSHEET_VALUE for what can't be, with the cell
 */
export async function readWorksheet(file: string): Promise<ReadWorksheet> {
  const { sheets, sha256 } = await readSheets(file, { code: "WORKSHEET_LAYOUT", hash: true });
  const tables = sheets.flatMap(recogniseTables);
  const stamp = stampIn(sheets, file);
  if (!tables.some(({ kind }) => kind !== "weights")) throw noTable(sheets, file);
  const problems: InputError[] = [];
  const read = tables.map((table) => readTable(table, stamp, problems));
  throwProblems(problems.slice(0, MAXIMUM_PROBLEMS));
  const answers = joined(
    read.flatMap((one) => one.answers),
    stamp,
  );
  const weights = read.flatMap((one) => one.weights);
  const rater = raterIn(sheets);
  if (rater === undefined && answers.length + weights.length > 0) throw noRater(sheets[0]!);
  return {
    ...stamp,
    file,
    sha256,
    rater,
    labels: new Map(read.flatMap((one) => [...one.labels])),
    facts: new Map(read.flatMap((one) => [...one.facts])),
    answers,
    weights,
  };
}

function recogniseTables(sheet: Sheet): readonly KeyedTable[] {
  const kinds = {
    wide: (cell: string) => cell.startsWith(RATE) || cell.startsWith(EVIDENCE),
    long: (cell: string) => cell === LONG_KEYS.answer,
    weights: (cell: string) => cell === WEIGHT_KEYS.weight,
  } as const;
  for (const [index, { cells }] of sheet.rows.entries()) {
    const [kind] = (["wide", "long", "weights"] as const).filter(
      (one) => cells.some(kinds[one]) && cells.includes(one === "weights" ? WEIGHT_KEYS.factor : "naics"),
    );
    if (kind === undefined) continue;
    const labels = sheet.rows[index + 1]?.cells ?? [];
    return [{ sheet, kind, keys: cells, labels, rows: sheet.rows.slice(index + 2) }];
  }
  return [];
}

function stampIn(sheets: readonly Sheet[], file: string): Stamp {
  const row = sheets.flatMap(({ rows }) => rows).find(({ cells }) => cells[0] === STAMP);
  const [form, checksum, criteria, industries] = (row?.cells[1] ?? "").split(" | ");
  const id = FORM_IDS.find((one) => one === form);
  if (id === undefined || checksum === undefined || criteria === undefined || industries === undefined) {
    throw new InputError("the stamp of the worksheet is missing, by which its result is known", {
      code: "WORKSHEET_LAYOUT",
      where: { file, ...(row && { line: row.line }) },
      found: row?.cells[1] ?? "no row that begins with Stamp",
      hint: "send back the workbook or CSV that `sector-rank worksheet` wrote, with the lines over the table",
    });
  }
  return { form: findForm(id), checksum, criteria: namesIn(criteria), industries: namesIn(industries) };
}

function noTable(sheets: readonly Sheet[], file: string): InputError {
  return new InputError("no table to rate in", {
    code: "WORKSHEET_LAYOUT",
    where: { file },
    found: sheets.map(({ name, file: own }) => name ?? own).join(", "),
    hint: "keep the row of keys over the headings (naics, title, list …)",
  });
}

/** A name that stands on several sheets stands there once as typed, and else as a formula. */
function raterIn(sheets: readonly Sheet[]): string | undefined {
  const named = sheets.flatMap((sheet) =>
    sheet.rows.flatMap(({ cells, line }) => {
      const name = cells[0] === RATER ? (cells[1] ?? "").replaceAll(/\s+/g, " ").trim() : "";
      return name === "" ? [] : [{ name, sheet, line }];
    }),
  );
  const other = named.find(({ name }) => name !== named[0]!.name);
  if (!other) return named[0]?.name;
  throw new InputError("one worksheet names two raters", {
    code: "WORKSHEET_RATER",
    where: placeOfCell(other.sheet, other.line, 1),
    found: `${named[0]!.name}, and ${other.name} in ${formatCellPlace(other.sheet, other.line, 1)}`,
    hint: "give each person a file of their own",
  });
}

function noRater(sheet: Sheet): InputError {
  const line = sheet.rows.find(({ cells }) => cells[0] === RATER)?.line;
  return new InputError("the worksheet names no rater", {
    code: "WORKSHEET_RATER",
    where: line === undefined ? { file: sheet.file } : placeOfCell(sheet, line, 1),
    found: "no name beside Rater, but cells that are filled in",
    hint: `write who rated beside "${RATER}"`,
  });
}

/** Answers and evidence of one industry and criterion, which may stand on two sheets, together. */
function joined(answers: readonly Answer[], { industries, criteria }: Stamp): readonly Answer[] {
  const of = new Map<string, Answer>();
  for (const one of answers) {
    const key = `${one.naics}\n${one.criterion}`;
    const before = of.get(key);
    of.set(
      key,
      before
        ? {
            ...before,
            answer: before.answer ?? one.answer,
            evidence: [before.evidence, one.evidence].filter((text) => text !== "").join("; "),
            place: before.answer ? before.place : one.place,
          }
        : one,
    );
  }
  return industries.flatMap((naics) => criteria.flatMap((criterion) => of.get(`${naics}\n${criterion}`) ?? []));
}
