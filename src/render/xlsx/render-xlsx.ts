import { strToU8, strFromU8, unzipSync, zipSync, type Zippable } from "fflate";
import { writeXlsx, type Cell, type CellStyle, type WriteSheet } from "hucre/xlsx";
import { readAreas } from "../../areas/read-areas.js";
import { naicsVersionOfYear } from "../../core/codes.js";
import { industryTree, readNaics } from "../../naics/read-naics.js";
import { StaffingPatterns } from "../../staffing/match.js";
import { readMainOccupations } from "../../staffing/read/main-occupations.js";
import { shippedNationalWages, shippedOccupations } from "../../staffing/read/shipped-occupations.js";
import { shippedStaffing } from "../../staffing/read/shipped-staffing.js";
import type { WorkbookSources } from "../../workbook/ranking-workbook.js";
import type { NamesOfCodes } from "../../workbook/tabs/book.js";
import type { Report } from "../../report/report.js";
import {
  cellName,
  columnLetters,
  sheetPrefix,
  type Validation,
  type Workbook,
  type WorkbookLayout,
  type WorkbookSheet,
} from "../../workbook/model.js";
import { buildWorkbook } from "../../workbook/workbook.js";
import { bubbleChartXml } from "./bubble-chart.js";
import { footer } from "./footer.js";
import { SharedCells, sheetDataXml } from "./sheet-data.js";
import { layOut, type SheetLayout } from "./sheet-layout.js";
import { DEFAULT_FONT, HIGHLIGHT_STYLES } from "./styles.js";
import { escapeXml, safeText } from "./xml-text.js";

/**
 * The report as an Excel workbook. The same report gives the same bytes.
 *
 * @param options `plain` holds values in place of formulas
 */
export async function renderXlsx(
  report: Report,
  { layout }: { readonly layout?: WorkbookLayout | undefined } = {},
): Promise<Uint8Array> {
  return writeWorkbook(buildWorkbook(report, readWorkbookSources(report, layout)));
}

/** What a workbook of a ranking shows beside the report: occupations and names, of the tables that ship with the tool. */
export function readWorkbookSources({ ranked }: Report, layout?: WorkbookLayout): WorkbookSources {
  const naics = readNaics();
  const words: NamesOfCodes = {
    area: (code) => readAreas().nameOf(code),
    industry: (code, year) => naics.title(code, naicsVersionOfYear(year)) ?? code,
  };
  const isPlain = layout === "plain";
  if (!ranked) return { words, isPlain };
  const patterns = new StaffingPatterns(shippedStaffing(), industryTree());
  return {
    words,
    isPlain,
    occupations: {
      main: readMainOccupations(ranked.analysis.table),
      patternOf: ({ naics: code, members }) => patterns.match(code, members),
      national: shippedNationalWages(),
      facts: shippedOccupations(),
    },
  };
}

export async function writeWorkbook(workbook: Workbook): Promise<Uint8Array> {
  const shared = new SharedCells();
  const sheets = workbook.sheets.map((sheet) => ({ sheet, layout: layOut(sheet) }));
  for (const { sheet, layout } of sheets) nameStyles(sheet, layout, shared);
  const written = await writeXlsx({
    sheets: sheets.map(({ sheet, layout }, index) => ({
      ...writeSheet(sheet, layout, workbook.source),
      cells: linkedCells(sheet, index === 0 ? shared.styles : []),
    })),
    properties: { title: safeText(workbook.title), subject: safeText(workbook.subject), creator: workbook.creator },
    namedRanges: [...workbook.names],
    defaultFont: DEFAULT_FONT,
  });
  return finish(written, workbook, { sheets, shared });
}

function nameStyles({ rows }: WorkbookSheet, { longLines }: SheetLayout, shared: SharedCells): void {
  const broken = new Set(longLines.map(({ row }) => row));
  rows.forEach((row, index) => {
    for (const cell of row) if (cell) shared.styleNumber(cell, broken.has(index));
  });
}

/** What the library writes about single cells, their comments and links, and on the first sheet a cell a style. */
function linkedCells({ rows }: WorkbookSheet, styles: readonly CellStyle[]): Map<string, Partial<Cell>> {
  const cells = new Map<string, Partial<Cell>>();
  rows.forEach((row, rowIndex) => {
    row.forEach((cell, columnIndex) => {
      if (cell?.comment === undefined && cell?.link === undefined) return;
      cells.set(`${rowIndex},${columnIndex}`, {
        ...(cell.comment !== undefined && { comment: { text: safeText(cell.comment), author: "" } }),
        ...(cell.link !== undefined && { hyperlink: { target: "", location: cell.link } }),
      });
    });
  });
  styles.forEach((style, index) => cells.set(`${index},${STYLE_COLUMN}`, { value: STYLED, style }));
  return cells;
}

/** Far from every cell of ours. */
const STYLE_COLUMN = 700;
const STYLED = "styled";

/** What the file calls each style, read from the cells that have one each. */
function styleNumbers(xml: string): readonly number[] {
  const found: number[] = [];
  const cell = new RegExp(`<c r="${columnLetters(STYLE_COLUMN)}(\\d+)"([^>]*)>`, "g");
  for (const [, row, attributes] of xml.matchAll(cell)) {
    found[Number(row) - 1] = Number(/ s="(\d+)"/.exec(attributes!)?.[1] ?? 0);
  }
  return found;
}

/** The earliest date that a zip can hold, so that no time of the run is in the file. */
const NO_DATE = "1980-01-01T00:00:00";

interface WrittenCells {
  readonly sheets: readonly { readonly sheet: WorkbookSheet; readonly layout: SheetLayout }[];
  readonly shared: SharedCells;
}

/**
 * Brings in rows and what the library can't write (bubble charts), and takes out what changes from run to run (dates).
 */
function finish(bytes: Uint8Array, workbook: Workbook, { sheets, shared }: WrittenCells): Uint8Array {
  const charts = workbook.sheets.flatMap(({ chart }) => (chart ? [chart] : []));
  const parts: Zippable = {};
  for (const [name, content] of Object.entries(unzipSync(bytes)).sort(([a], [b]) => (a < b ? -1 : 1))) {
    parts[name] = [content, { mtime: NO_DATE, level: 3 }];
  }
  const edit = (name: string, change: (xml: string) => string): void => {
    const part = parts[name] as [Uint8Array, { mtime: string }] | undefined;
    if (part) parts[name] = [strToU8(change(strFromU8(part[0]))), part[1]];
  };
  edit("xl/workbook.xml", (xml) => withNames(xml, workbook.sheets));
  let numbers: readonly number[] = [];
  sheets.forEach(({ sheet, layout }, index) => {
    edit(`xl/worksheets/sheet${index + 1}.xml`, (xml) => {
      if (index === 0) numbers = styleNumbers(xml);
      const rows = sheetDataXml(sheet, layout, { shared, indexOf: (style) => numbers[style]! });
      return withCodesAsText(xml, sheet)
        .replace(/<sheetData\/>|<sheetData>.*<\/sheetData>/s, () => rows)
        .replace(/<dimension[^>]*>/, () => `<dimension ref="${sheetRange(sheet)}"/>`);
    });
  });
  edit("xl/sharedStrings.xml", () => shared.textsXml());
  edit("docProps/core.xml", (xml) => xml.replace(/<dcterms:modified[^>]*>[^<]*<\/dcterms:modified>/, ""));
  charts.forEach((chart, index) => edit(`xl/charts/chart${index + 1}.xml`, () => bubbleChartXml(chart)));
  // Readers look for the list of contents first.
  const { "[Content_Types].xml": types, ...rest } = parts;
  return zipSync({ "[Content_Types].xml": types!, ...rest });
}

/**
 * Names of ranges as Excel wants them: sheets whose names have blanks in quotes, without which it repairs the file, and the
 * hidden name of each filtered table, which it would add itself.
 */
function withNames(xml: string, sheets: readonly WorkbookSheet[]): string {
  const quotedXml = sheets.reduce(
    (text, { name }) => text.replaceAll(`>${escapeXml(name)}!$`, `>${escapeXml(sheetPrefix(name))}$`),
    xml,
  );
  const filters = sheets.flatMap(({ name, filter }, index) => {
    if (filter === undefined) return [];
    const range = filter.replace(/([A-Z]+)(\d+)/g, "$$$1$$$2");
    return `<definedName name="_xlnm._FilterDatabase" localSheetId="${index}" hidden="1">${escapeXml(sheetPrefix(name) + range)}</definedName>`;
  });
  if (filters.length === 0) return quotedXml;
  return quotedXml.includes("</definedNames>")
    ? quotedXml.replace("</definedNames>", () => `${filters.join("")}</definedNames>`)
    : quotedXml.replace("</sheets>", () => `</sheets><definedNames>${filters.join("")}</definedNames>`);
}

/** Excel marks every code that is text but looks like a number; here that is meant. Follows the footer in a sheet. */
function withCodesAsText(xml: string, sheet: WorkbookSheet): string {
  return xml.replace(
    "</headerFooter>",
    `</headerFooter><ignoredErrors><ignoredError sqref="${sheetRange(sheet)}" numberStoredAsText="1"/></ignoredErrors>`,
  );
}

/** From the first cell to the last: `A1:K90`. */
function sheetRange({ rows, widths }: WorkbookSheet): string {
  return `A1:${cellName(Math.max(0, rows.length - 1), Math.max(0, widths.length - 1))}`;
}

function writeSheet(sheet: WorkbookSheet, { widths, longLines }: SheetLayout, source: string): WriteSheet {
  const { print } = sheet;
  return {
    name: sheet.name,
    columns: widths.map((width, index) => ({ width, hidden: sheet.hiddenColumns?.includes(index) ?? false })),
    merges: longLines.map(({ row, firstColumn, lastColumn }) => ({
      startRow: row,
      startCol: firstColumn,
      endRow: row,
      endCol: lastColumn,
    })),
    ...(sheet.freeze && { freezePane: sheet.freeze }),
    ...(sheet.filter !== undefined && { autoFilter: { range: sheet.filter } }),
    pageSetup: {
      paperSize: "letter",
      orientation: print.landscape ? "landscape" : "portrait",
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: print.onePage ? 1 : 0,
      margins: { left: 0.5, right: 0.5, top: 0.6, bottom: 0.6, header: 0.3, footer: 0.3 },
      ...(print.titles !== undefined && { printTitlesRow: `$${print.titles.replace(":", ":$")}` }),
      ...(print.area !== undefined && {
        printArea: `${cellName(0, print.area.firstColumn, "both")}:${cellName(print.area.lastRow, print.area.lastColumn, "both")}`,
      }),
    },
    headerFooter: { oddFooter: footer(safeText(source), print.landscape) },
    // Widths and heights may be changed: what is typed must fit.
    ...(sheet.isProtected && { protection: { sheet: true, formatColumns: true, formatRows: true } }),
    ...(sheet.validations && { dataValidations: sheet.validations.map(writeValidation) }),
    ...(sheet.highlights && {
      conditionalRules: sheet.highlights.map(({ range, formula, look, stops }, index) => ({
        type: "expression" as const,
        priority: index + 1,
        range,
        formula,
        style: HIGHLIGHT_STYLES[look],
        ...(stops && { stopIfTrue: true }),
      })),
    }),
    ...(sheet.chart && {
      // A stand-in of the same place and relations; its content is replaced.
      charts: [
        {
          type: "scatter" as const,
          title: sheet.chart.title,
          anchor: {
            from: { row: sheet.chart.from.row, col: sheet.chart.from.column },
            to: { row: sheet.chart.to.row, col: sheet.chart.to.column },
          },
          series: sheet.chart.series.slice(0, 1).map(({ x, y }) => ({ categories: x.range, values: y.range })),
        },
      ],
    }),
  };
}

function writeValidation({ range, rule, prompt, error, mayBeEmpty }: Validation) {
  return {
    range,
    ...(mayBeEmpty && { allowBlank: true }),
    ...(rule.kind === "list"
      ? { type: "list" as const, values: [...rule.values] }
      : { type: "custom" as const, formula1: rule.formula }),
    showInputMessage: true,
    inputMessage: prompt,
    showErrorMessage: true,
    errorTitle: "Not possible",
    errorMessage: error,
  };
}
