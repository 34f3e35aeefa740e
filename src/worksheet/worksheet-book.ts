import { TOOL } from "../core/version.js";
import {
  cellName,
  datumCell,
  faint,
  heading,
  numberHeading,
  type Validation,
  type Workbook,
  type WorkbookCell,
  type WorkbookRow,
  type WorkbookSheet,
} from "../workbook/model.js";
import {
  RATER,
  STAMP,
  makeStamp,
  worksheetGrids,
  type WorksheetGrid,
  type SheetCell,
  type SheetColumn,
} from "./grid.js";
import type { Worksheet } from "./worksheet.js";

/** Lines over a table: title, scope, source, rater, stamp, an empty one, keys, headings. */
const RATER_ROW = 3;
const HEADER_ROW = 7;
const FIRST_ROW = 8;

/** The workbook that a rater fills in: what may be typed is yellow and checked, all else is protected without a password. */
export function worksheetBook(worksheet: Worksheet): Workbook {
  const grids = worksheetGrids(worksheet);
  const first = grids[0]!.name;
  return {
    title: `Worksheet: ${worksheet.region}`,
    subject: worksheet.scope,
    creator: TOOL,
    source: worksheet.source,
    sheets: [...grids.map((grid) => gridSheet(grid, worksheet, first)), guideSheet(worksheet, grids)],
    names: [],
  };
}

function gridSheet(grid: WorksheetGrid, worksheet: Worksheet, first: string): WorkbookSheet {
  const { columns, rows } = grid;
  const last = FIRST_ROW + rows.length - 1;
  const isFirst = grid.name === first;
  const raterCell = `'${first}'!${cellName(RATER_ROW, 1, "both")}`;
  const rater: WorkbookCell = isFirst
    ? { look: "answer" }
    : { formula: `IF(${raterCell}="","",${raterCell})`, value: "", look: "label" };
  const sheetRows: WorkbookRow[] = [
    [{ value: `${worksheet.region}: ${worksheet.form.title}`, look: "title" }],
    [faint(worksheet.scope)],
    [faint(`Source: ${worksheet.source}.`)],
    [{ value: RATER, look: "label" }, rater],
    [faint(STAMP), faint(makeStamp(worksheet))],
    [],
    columns.map(({ key }) => faint(key)),
    columns.map(({ label, unit }) => (unit === undefined ? heading(label) : numberHeading(label))),
    ...rows.map((row) => row.map((cell, index) => writtenCell(cell, columns[index]!))),
  ];
  const validations = columns.flatMap((column, index): readonly Validation[] => {
    const range = `${cellName(FIRST_ROW, index)}:${cellName(last, index)}`;
    const rule = makeValidation(column, cellName(FIRST_ROW, index));
    return rule === undefined ? [] : [{ range, ...rule, prompt: column.prompt ?? "" }];
  });
  return {
    name: grid.name,
    about: grid.about,
    rows: sheetRows,
    widths: columns.map(({ width }) => width),
    freeze: { rows: FIRST_ROW, columns: grid.frozen },
    print: {
      landscape: true,
      titles: `${HEADER_ROW + 1}:${HEADER_ROW + 1}`,
      area: { firstColumn: 0, lastRow: last, lastColumn: columns.length - 1 },
    },
    // Room to write by hand.
    roomy: { from: FIRST_ROW, to: last, lines: grid.name === "Evidence" ? 4 : 2 },
    ...(validations.length > 0 && { validations }),
    isProtected: true,
  };
}

function makeValidation(
  { input, prompt }: SheetColumn,
  cell: string,
): Omit<Validation, "range" | "prompt"> | undefined {
  if (input === undefined) return undefined;
  if (input === "text") {
    return prompt === undefined
      ? undefined
      : { rule: { kind: "formula", formula: "TRUE" }, error: "Type text.", mayBeEmpty: true };
  }
  if (input === "number") {
    return {
      rule: { kind: "formula", formula: `AND(ISNUMBER(${cell}),${cell}>=0)` },
      error: "A number of 0 or more, or nothing.",
      mayBeEmpty: true,
    };
  }
  return {
    rule: { kind: "list", values: input },
    error: `Choose ${input.join(", ")}, or leave the cell empty.`,
    mayBeEmpty: true,
  };
}

function writtenCell(cell: SheetCell, { unit, isCode, input }: SheetColumn): WorkbookCell {
  if (input !== undefined) return { look: input === "text" ? "answer" : "answer-centered" };
  if (cell === undefined) return {};
  if (typeof cell === "object") return { ...datumCell(cell, unit), look: "top" };
  if (typeof cell === "number") return { value: cell, unit, look: "top" };
  return { value: cell, look: "wrapped", ...(isCode && { unit: "code" }) };
}

/** What the worksheet asks, how to fill it in, and what becomes of it. */
function guideSheet(
  { form, criteria, source, checksum, scope }: Worksheet,
  grids: readonly WorksheetGrid[],
): WorkbookSheet {
  const lines = [
    `Write your name in the cell beside "${RATER}" on the sheet ${grids[0]!.name}. One file is one person's.`,
    `Fill in the yellow cells: ${form.scale}. An empty cell means "not rated", never 0.`,
    "The other cells are protected, without a password, so that everybody rates the same figures. Figures in italics are estimates of suppressed cells.",
    "Send the file back. `sector-rank worksheet merge` puts all of them together; it knows by the stamp that they are of one result.",
  ];
  return {
    name: "Guide",
    about: "How to fill it in",
    rows: [
      [{ value: "How to fill it in", look: "title" }],
      ...lines.map((line): WorkbookRow => [undefined, undefined, { value: line, look: "wrapped" }]),
      [],
      [heading("Name"), heading("Criterion"), heading("What it asks"), heading("From")],
      ...criteria.map(({ id, label, question, source: from }): WorkbookRow => [
        { value: id, look: "wrapped" },
        { value: label, look: "wrapped" },
        { value: question, look: "wrapped" },
        { value: from, look: "wrapped" },
      ]),
      [],
      [faint("Figures"), undefined, { value: `${scope}. Source: ${source}.`, look: "wrapped" }],
      [faint("Result"), undefined, faint(checksum)],
      [
        faint("Words"),
        undefined,
        {
          value:
            "The criteria follow the START toolkit and the Next Generation Sector Partnerships manual; words and scale are ours.",
          look: "wrapped",
        },
      ],
    ],
    widths: [18, 34, 70, 18],
    print: { landscape: true, onePage: true },
    isProtected: true,
  };
}
