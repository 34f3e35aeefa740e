import {
  cellName,
  columnRange,
  faint,
  heading,
  indented,
  numberHeading,
  sheetPrefix,
  type Highlight,
  type WorkbookCell,
  type WorkbookRow,
  type WorkbookSheet,
} from "../model.js";

// START's tabs stand over one another: the industry of a row is in the same row of every tab, so that a formula's
// references are of its own row. Rows and columns count from 0.

/** Where every tab has its totals, its header and its first industry. */
export const TAB = { total: 4, header: 5, first: 6 } as const;

/** A column of a tab of one row an industry. */
export interface TabColumn<Item> {
  readonly header: string;
  readonly width: number;
  /** Text stands left and numbers right, header and all. */
  readonly isText?: boolean;
  /** Of the row above the header: all industries together, or a limit. */
  readonly total?: WorkbookCell | undefined;
  readonly cell: (item: Item, index: number) => WorkbookCell | undefined;
  readonly isHidden?: boolean;
}

/** A tab's cell of an industry, as formulas of other tabs name it. */
export function tabCell(sheet: string, column: number, index: number): string {
  return `${sheetPrefix(sheet)}${cellName(TAB.first + index, column, "column")}`;
}

export function tabTotal(sheet: string, column: number): string {
  return `${sheetPrefix(sheet)}${cellName(TAB.total, column, "both")}`;
}

/** A tab's column over all industries, or over as many rows as it has. */
export function tabRange(sheet: string, column: number, rows: number): string {
  return `${sheetPrefix(sheet)}${columnRange(column, TAB.first, TAB.first + Math.max(rows, 1) - 1)}`;
}

/** A cell of the same sheet and row. */
export function ownCell(column: number, index: number): string {
  return cellName(TAB.first + index, column, "column");
}

/** A sheet of a row an item under a title, up to three lines of text, totals and a header. */
export function tabSheet<Item>(sheet: {
  readonly name: string;
  readonly about: string;
  /** What it is and how to read it; each on a line of its own. */
  readonly lines: readonly WorkbookRow[];
  readonly columns: readonly TabColumn<Item>[];
  readonly items: readonly Item[];
  /** How many columns are printed, from the left; all where left out. */
  readonly printed?: number;
  /** How many rows are printed; all where left out. */
  readonly printedRows?: number;
  readonly isLandscape?: boolean;
  readonly frozen?: number;
  readonly highlights?: readonly Highlight[];
}): WorkbookSheet {
  const { columns, items, lines } = sheet;
  const last = TAB.first + Math.max(items.length, 1) - 1;
  const hasTotals = columns.some(({ total }) => total);
  // Text stands off from what is left of it, even where that fills its column.
  const isAfterAnother = (column: number): boolean => column > 0 && columns[column - 1]!.isHidden !== true;
  // Text in a hidden column would be hidden with it.
  const hidden = Math.max(
    0,
    columns.findIndex(({ isHidden }) => isHidden !== true),
  );
  const inSight = (row: WorkbookRow): WorkbookRow => (row.length === 0 ? row : [...Array<undefined>(hidden), ...row]);
  const top: WorkbookRow[] = [
    inSight([{ value: sheet.name, look: "title" }]),
    ...[0, 1, 2].map((line) => inSight(lines[line] ?? [])),
    hasTotals
      ? columns.map(({ total, isText }) => (total && isText === true ? faint(String(total.value)) : total))
      : [],
  ];
  return {
    name: sheet.name,
    about: sheet.about,
    rows: [
      ...top,
      columns.map(({ header, isText }, column) =>
        isText === true
          ? isAfterAnother(column)
            ? indented(heading(header))
            : heading(header)
          : numberHeading(header),
      ),
      ...items.map((item, index) =>
        columns.map(({ cell, isText }, column) => {
          const made = cell(item, index);
          return made && isText === true && isAfterAnother(column) ? indented(made) : made;
        }),
      ),
    ],
    widths: columns.map(({ width }) => width),
    hiddenColumns: columns.flatMap(({ isHidden }, column) => (isHidden === true ? [column] : [])),
    freeze: { rows: TAB.first, columns: sheet.frozen ?? 2 },
    ...(items.length > 0 && { filter: `${cellName(TAB.header, 0)}:${cellName(last, columns.length - 1)}` }),
    print: {
      landscape: sheet.isLandscape ?? false,
      titles: `${TAB.header + 1}:${TAB.header + 1}`,
      area: {
        firstColumn: 0,
        lastRow: Math.min(last, TAB.first + (sheet.printedRows ?? Infinity) - 1),
        lastColumn: (sheet.printed ?? columns.length) - 1,
      },
    },
    ...(sheet.highlights && { highlights: sheet.highlights }),
  };
}

/** A tab that the files give nothing for: it keeps its letter and says why it is empty. */
export function emptyTab(name: string, about: string, why: string): WorkbookSheet {
  return {
    name,
    about,
    rows: [[{ value: name, look: "title" }], [{ value: why }]],
    widths: [100],
    print: { landscape: false },
  };
}
