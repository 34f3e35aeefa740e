import { InputError } from "../core/errors.js";
import type { TextReceiver } from "./text-receiver.js";
import { passOn } from "./text-receiver.js";

/** A workbook whose members' sizes and checksums were checked. */
export interface CheckedWorkbook {
  /** How messages name it. */
  readonly path: string;
  /** The user named it, so that it must hold a table. */
  readonly named: boolean;
  readonly bytes: Uint8Array;
  readonly sheets: readonly SheetEntry[];
}

/** Rows turned to text at once. */
const ROWS_AT_ONCE = 1_000;

/** A sheet of a workbook, as its list has it. */
export interface SheetEntry {
  readonly name: string;
  readonly isHidden: boolean;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/**
 * The sheets in a workbook's list of them, `xl/workbook.xml`, in its order.
 *
 * @param count how many there are, for a list that can't be read
 */
export function parseSheetList(list: string, count: number): readonly SheetEntry[] {
  const found = [...list.matchAll(/<(?:\w+:)?sheet\s([^>]*)>/g)].map(([, attributes = ""]): SheetEntry => {
    const name = /\bname="([^"]*)"/.exec(attributes)?.[1] ?? "";
    return {
      name: name.replaceAll(/&(amp|lt|gt|quot|apos);/g, (_, entity: string) => ENTITIES[entity]!),
      isHidden: /\bstate="(?:hidden|veryHidden)"/.test(attributes),
    };
  });
  if (found.length > 0) return found;
  return Array.from({ length: count }, (_, sheet) => ({ name: `sheet ${sheet + 1}`, isHidden: false }));
}

type CellValue = string | number | boolean | Date | null | undefined | object;

/**
 * Reads the sheets of an .xlsx workbook into a receiver, each as a text of its own in CSV.
 *
 * A line of that text is a row of the sheet, so that a line number in a message is the row number that a
 * spreadsheet shows.
 *
 * @returns how many sheets were used
 */
export async function readWorkbook(workbook: CheckedWorkbook, receiver: TextReceiver): Promise<number> {
  const { path, bytes, sheets } = workbook;
  const { streamXlsxRows } = await import("hucre/xlsx");
  let read = 0;
  for (const [sheet, { name, isHidden }] of sheets.entries()) {
    receiver.begin({
      file: sheets.length === 1 ? path : `${path}!${name}`,
      named: false,
      isSheet: true,
      isHidden,
      workbook: path,
      sheetName: name,
    });
    try {
      if ((await readSheet(streamXlsxRows(bytes, { sheet }), receiver)) && receiver.end()) read++;
    } catch (error) {
      throw error instanceof InputError ? error : damaged(path, error as Error);
    }
  }
  if (read === 0 && workbook.named) {
    throw new InputError("a workbook with no QCEW table in it", {
      code: "XLSX_NO_TABLE",
      where: { file: path },
      found: `${sheets.length} sheet${sheets.length === 1 ? "" : "s"}`,
      hint: "its header must have the publisher's column names: area_fips, own_code, industry_code and more",
    });
  }
  return read;
}

interface SheetRow {
  /** Counts from 0. */
  readonly index: number;
  readonly values: readonly CellValue[];
}

/** @returns false when the receiver needed no more */
async function readSheet(rows: AsyncIterable<SheetRow>, receiver: TextReceiver): Promise<boolean> {
  let text = "";
  let pending = 0;
  let nextIndex = 0;
  let width = 0;
  for await (const { index, values } of rows) {
    // A sheet stores no empty rows, and no empty cells at a row's end.
    text += "\n".repeat(index - nextIndex);
    width = Math.max(width, values.length);
    text += `${Array.from({ length: width }, (_, cell) => quoted(textOfCell(values[cell]))).join(",")}\n`;
    nextIndex = index + 1;
    if (++pending < ROWS_AT_ONCE) continue;
    if (!passOn(Buffer.from(text), receiver)) return false;
    text = "";
    pending = 0;
  }
  return passOn(Buffer.from(text), receiver);
}

/** A cell as text: dates as 2024-01-31, line breaks and other blanks as one blank. */
export function textOfCell(value: CellValue): string {
  if (value === null || value === undefined) return "";
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  return String(value)
    .replaceAll(/[\s\u00a0]+/g, " ")
    .trim();
}

/** A row of the text is a row of the sheet, whatever its cells hold. */
function quoted(cell: string): string {
  return /[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function damaged(path: string, error: Error): InputError {
  return new InputError("a workbook that can't be opened", {
    code: "XLSX_DAMAGED",
    where: { file: path },
    found: error.message,
    hint: "open it in a spreadsheet program and save it again, or save it as CSV",
  });
}
