import { InputError, type Place } from "../core/errors.js";
import { nearest } from "../core/suggest.js";
import type { Sheet } from "../files/read-sheets.js";
import { EVIDENCE, LONG_KEYS, RATE, WEIGHT_KEYS } from "./grid.js";
import { columnLetters } from "../workbook/model.js";
import type { Form } from "./forms.js";

/** What one person says of one criterion of one industry. */
export interface Answer {
  readonly naics: string;
  readonly criterion: string;
  /** As the form has it; undefined where the cell is empty: not rated, which is not 0. */
  readonly answer: { readonly text: string; readonly score: number } | undefined;
  /** As typed; empty where nothing is. */
  readonly evidence: string;
  readonly place: Place;
}

/** What a sheet says of an industry besides what people answer. */
export interface SheetFacts {
  readonly title: string;
  readonly list: string;
  readonly rank: number | undefined;
  readonly isEstimated: boolean;
}

export interface SheetWeight {
  readonly factor: string;
  readonly weight: number;
  readonly place: Place;
}

export interface Stamp {
  readonly form: Form;
  readonly checksum: string;
  readonly criteria: readonly string[];
  readonly industries: readonly string[];
}

/** A table of a worksheet: its row of keys, and what stands under the headings. */
export interface KeyedTable {
  readonly sheet: Sheet;
  readonly keys: readonly string[];
  readonly labels: readonly string[];
  readonly rows: Sheet["rows"];
  readonly kind: "wide" | "long" | "weights";
}

/** How an error names a cell: by file, sheet, row and column. */
export function placeOfCell(sheet: Sheet, line: number, column: number): Place {
  return { file: sheet.file, line, column: columnLetters(column) };
}

/** "cell F7 of the sheet Ratings" */
export function formatCellPlace({ name }: Sheet, line: number, column: number): string {
  return `cell ${columnLetters(column)}${String(line)}${name === undefined ? "" : ` of the sheet ${name}`}`;
}

interface ReadTable {
  readonly answers: Answer[];
  readonly weights: SheetWeight[];
  readonly labels: Map<string, string>;
  readonly facts: Map<string, SheetFacts>;
}

/** A cell that can't be right. */
type Refuse = (
  message: string,
  at: { readonly line: number; readonly column: number },
  found: string,
  hint: string,
) => void;

/** Reads one table of a worksheet; what is wrong with a cell joins the problems. */
export function readTable(table: KeyedTable, stamp: Stamp, problems: InputError[]): ReadTable {
  const { sheet } = table;
  const refuse: Refuse = (message, { line, column }, found, hint) => {
    const where = placeOfCell(sheet, line, column);
    const words = `${message}: ${formatCellPlace(sheet, line, column)}`;
    problems.push(new InputError(words, { code: "WORKSHEET_VALUE", where, found, hint }));
  };
  const read: ReadTable = { answers: [], weights: [], labels: new Map(), facts: new Map() };
  refuseStrayCells(table, refuse);
  if (table.kind === "weights") readWeights(table, read, refuse);
  else if (table.kind === "wide") readWide(table, stamp, { read, refuse });
  else readLong(table, stamp, { read, refuse });
  return read;
}

/** What is typed beside the table would be lost, so it is not passed over. */
function refuseStrayCells({ keys, rows }: KeyedTable, refuse: Refuse): void {
  for (const { line, cells } of rows) {
    for (const [column, cell] of cells.entries()) {
      if (cell.trim() === "" || (keys[column] ?? "") !== "") continue;
      refuse("something is typed beside the table", { line, column }, cell, "move it into a cell for evidence");
    }
  }
}

interface Reading {
  readonly read: ReadTable;
  readonly refuse: Refuse;
}

const keyColumn = ({ keys }: KeyedTable, key: string): number => keys.indexOf(key);

/** One row an industry, one column a criterion, and perhaps one for its evidence. */
function readWide(table: KeyedTable, stamp: Stamp, { read, refuse }: Reading): void {
  const { keys, labels, sheet, rows } = table;
  const keyLine = lineOfKeys(table);
  const columns = keys.flatMap((key, column) => {
    const prefix = [RATE, EVIDENCE].find((one) => key.startsWith(one));
    if (prefix === undefined) return [];
    const criterion = key.slice(prefix.length);
    const at = { line: keyLine, column };
    if (!knowsCriterion(criterion, stamp, { refuse, at })) return [];
    if (keys.indexOf(key) !== column) {
      refuse("a criterion appears twice", at, key, "keep one of the two columns");
      return [];
    }
    if (prefix === RATE) read.labels.set(criterion, labels[column] ?? criterion);
    return [{ column, criterion, isRating: prefix === RATE }];
  });
  const seen = new Set<string>();
  for (const { line, cells } of rows) {
    const naics = matchIndustry(table, { line, cells }, stamp, refuse);
    if (naics === undefined) continue;
    if (seen.has(naics)) {
      const at = { line, column: keyColumn(table, "naics") };
      refuse("an industry appears twice", at, naics, "keep one of the two rows");
      continue;
    }
    seen.add(naics);
    addFacts(table, cells, naics, read);
    for (const { column, criterion, isRating } of columns) {
      const text = (cells[column] ?? "").trim();
      if (text === "") continue;
      const answer = isRating ? parseAnswer(text, stamp, { refuse, at: { line, column } }) : undefined;
      read.answers.push({
        naics,
        criterion,
        answer,
        evidence: isRating ? "" : text,
        place: placeOfCell(sheet, line, column),
      });
    }
  }
}

/** One row an industry and criterion. */
function readLong(table: KeyedTable, stamp: Stamp, { read, refuse }: Reading): void {
  const { keys, sheet, rows } = table;
  const at = {
    criterion: keys.indexOf(LONG_KEYS.criterion),
    answer: keys.indexOf(LONG_KEYS.answer),
    evidence: keys.indexOf(LONG_KEYS.evidence),
  };
  const seen = new Set<string>();
  for (const { line, cells } of rows) {
    const naics = matchIndustry(table, { line, cells }, stamp, refuse);
    if (naics === undefined) continue;
    addFacts(table, cells, naics, read);
    const criterion = (cells[at.criterion] ?? "").trim();
    read.labels.set(criterion, cells[keys.indexOf("question")] ?? criterion);
    const place = { line, column: Math.max(0, at.criterion) };
    if (!knowsCriterion(criterion, stamp, { refuse, at: place })) continue;
    if (seen.has(`${naics}\n${criterion}`)) {
      refuse(`a criterion appears twice for industry ${naics}`, place, criterion, "keep one of the two rows");
      continue;
    }
    seen.add(`${naics}\n${criterion}`);
    const [text, evidence] = [(cells[at.answer] ?? "").trim(), (cells[at.evidence] ?? "").trim()];
    if (text === "" && evidence === "") continue;
    const column = at.answer;
    const answer = text === "" ? undefined : parseAnswer(text, stamp, { refuse, at: { line, column } });
    read.answers.push({ naics, criterion, answer, evidence, place: placeOfCell(sheet, line, column) });
  }
}

function readWeights(table: KeyedTable, read: ReadTable, refuse: Refuse): void {
  const [factorAt, weightAt] = [keyColumn(table, WEIGHT_KEYS.factor), keyColumn(table, WEIGHT_KEYS.weight)];
  for (const { line, cells } of table.rows) {
    const text = (cells[weightAt] ?? "").trim();
    if (text === "") continue;
    const [factor, weight] = [(cells[factorAt] ?? "").trim(), Number(text.replace(",", "."))];
    if (factor === "") {
      refuse("a weight without a factor", { line, column: factorAt }, text, "keep the rows as they were written");
    } else if (read.weights.some((one) => one.factor === factor)) {
      refuse("a factor appears twice", { line, column: factorAt }, factor, "keep one of the two rows");
    } else if (!(weight >= 0) || !Number.isFinite(weight)) {
      refuse(
        "a weight that is not a number of 0 or more",
        { line, column: weightAt },
        text,
        "write a number such as 2, or nothing",
      );
    } else {
      read.weights.push({ factor, weight, place: placeOfCell(table.sheet, line, weightAt) });
    }
  }
}

function lineOfKeys({ sheet, rows, keys }: KeyedTable): number {
  return sheet.rows.find(({ cells }) => cells === keys)?.line ?? (rows[0]?.line ?? 3) - 2;
}

function knowsCriterion(
  criterion: string,
  { criteria }: Stamp,
  { refuse, at }: { readonly refuse: Refuse; readonly at: { readonly line: number; readonly column: number } },
): boolean {
  if (criteria.includes(criterion)) return true;
  const [guess] = nearest(criterion, criteria, 1);
  refuse(
    "no such criterion",
    at,
    criterion || "nothing",
    guess ? `did you mean ${guess}?` : `it has ${criteria.join(", ")}`,
  );
  return false;
}

/** The industry of a row; undefined for an empty row, and where it is none of the worksheet's. */
function matchIndustry(
  table: KeyedTable,
  { line, cells }: Sheet["rows"][number],
  { industries }: Stamp,
  refuse: Refuse,
): string | undefined {
  const column = keyColumn(table, "naics");
  const naics = (cells[column] ?? "").trim();
  if (industries.includes(naics)) return naics;
  const isEmpty = cells.every((cell) => cell.trim() === "");
  if (isEmpty) return undefined;
  const [guess] = naics === "" ? [] : nearest(naics, industries, 1);
  refuse(
    naics === "" ? "a row without an industry" : "no such industry on the worksheet",
    { line, column },
    naics === "" ? cells.filter((cell) => cell !== "").join(", ") : naics,
    guess ? `did you mean ${guess}?` : "keep the rows as they were written",
  );
  return undefined;
}

function addFacts(table: KeyedTable, cells: readonly string[], naics: string, { facts }: ReadTable): void {
  const [list, rank, status] = ["list", "rank", "lmi:status"].map((key) => keyColumn(table, key));
  // The sheet of evidence repeats the names alone.
  if (facts.has(naics) || list! < 0 || rank! < 0) return;
  const number = Number((cells[rank!] ?? "").replace(",", "."));
  facts.set(naics, {
    title: cells[keyColumn(table, "title")] ?? naics,
    list: cells[list!] ?? "",
    rank: number > 0 ? number : undefined,
    isEstimated: status! >= 0 && (cells[status!] ?? "") !== "",
  });
}

function parseAnswer(
  text: string,
  { form }: Stamp,
  { refuse, at }: { readonly refuse: Refuse; readonly at: { readonly line: number; readonly column: number } },
): Answer["answer"] {
  // Programs write 4 as 4, 4.0 or 4,0.
  const plain = /^\d+[.,]0+$/.test(text) ? text.replace(/[.,]0+$/, "") : text.toLowerCase();
  const found = form.answers.find((one) => one.text === plain);
  if (found) return found;
  const zero = /^0+$/.test(plain) && form.id === "ratings";
  refuse(
    `no ${form.answer.toLowerCase()} of this form`,
    at,
    text,
    zero
      ? "leave the cell empty for not rated"
      : `write ${form.answers.map((one) => one.text).join(", ")}, or leave the cell empty`,
  );
  return undefined;
}
