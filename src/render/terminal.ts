import type { ReportChapter } from "../report/chapters.js";
import { briefTable, type Report, type ReportTable } from "../report/report.js";
import { chosenColumns } from "../report/chosen-columns.js";
import { plainText } from "../core/plain-text.js";
import { leftOutLines, legendLines, noteLines, provenanceLines, labelLines, sectionLines } from "./terminal-parts.js";
import { renderScreen } from "./terminal-screen.js";
import { columnBlocks, renderTable } from "./terminal-table.js";
import { wrapText } from "./text-layout.js";
import type { TerminalOptions } from "./terminal-options.js";
import { PLAIN_STYLE, type TextStyle } from "./text-style.js";

/**
 * A report as text for people: what was asked, the tables, what their marks mean, what to be careful
 * about, and where it came from. Fitted to `width` columns; a report with a {@link Screen} is shown as that.
 *
 * @throws {UsageError} COLUMN_UNKNOWN
 */
export function renderTerminal(report: Report, options: TerminalOptions): string {
  const { width, style = PLAIN_STYLE } = options;
  const blocks = report.screen
    ? renderScreen(report, report.screen, { ...options, style })
    : [
        wrapText(plainText(report.title), width).map(style.strong),
        labelLines(report.scope, width),
        ...(report.chapters
          ? chapterBlocks(report, report.chapters, { ...options, style })
          : plainBlocks(report, { ...options, style })),
        ...noteBlocks(report, { ...options, style }),
        provenanceLines(report, width, style),
      ];
  const shown = blocks.filter((lines) => lines.length > 0).map((lines) => lines.join("\n"));
  return `${shown.join("\n\n")}\n`;
}

/** All notes; of chapters, which say what matters most, only where they are asked for. */
function noteBlocks(
  { notes, chapters }: Report,
  { width, style, notes: isAsked = false }: StyledOptions,
): readonly (readonly string[])[] {
  if (chapters && !isAsked) {
    return notes.length === 0 ? [] : [[style.faint(`${notes.length} notes: --notes shows them.`)]];
  }
  return [
    noteLines("Be careful", notes, "caution", width, style),
    noteLines("Good to know", notes, "information", width, style),
  ];
}

type StyledOptions = TerminalOptions & { readonly style: TextStyle };

function plainBlocks({ sections, tables }: Report, options: StyledOptions): readonly (readonly string[])[] {
  const { width, style } = options;
  return [
    ...sections.filter(({ before }) => before).map((section) => sectionLines(section, width, style)),
    ...tables.flatMap((table, index) => tableBlocks(index === 0 ? withColumns(table, options) : table, options)),
    ...sections.filter(({ before }) => !before).map((section) => sectionLines(section, width, style)),
  ];
}

/** Chapters in their order, without the boxes that are for paper. */
function chapterBlocks(
  { tables }: Report,
  chapters: readonly ReportChapter[],
  options: StyledOptions,
): readonly (readonly string[])[] {
  const { width, style } = options;
  return chapters.flatMap(({ heading, paragraphs = [], items = [], tables: ids = [] }) => {
    const own = ids.flatMap((id) => tables.find((table) => table.id === id) ?? []);
    if (paragraphs.length + items.length + own.length === 0) return [];
    return [
      sectionLines({ heading, paragraphs }, width, style),
      ...own.flatMap((table) => tableBlocks(table, options)),
      ...(items.length > 0 ? [sectionLines({ heading: "", items }, width, style).slice(1)] : []),
    ];
  });
}

function withColumns(table: ReportTable, { columns = [] }: TerminalOptions): ReportTable {
  return columns.length === 0 ? table : { ...table, columns: chosenColumns(table, columns) };
}

/** How many rows of a table fill a page; a few more are shown rather than announced. */
const PAGE_ROWS = 40;
const SPARE_ROWS = 5;

/** A table with its title, its legend and what was left out of it. */
function tableBlocks(
  each: ReportTable,
  { width, style, allColumns = false, allRows = false }: StyledOptions,
): readonly (readonly string[])[] {
  const whole = allColumns ? each : briefTable(each);
  const { table, rest } = allRows ? { table: whole, rest: "" } : firstPage(whole);
  const title = table.title === "" ? [] : [style.strong(plainText(table.title))];
  const faint = (text: string) => (text === "" ? [] : wrapText(text, width).map(style.faint));
  if (allColumns) {
    const blocks = columnBlocks(table, width).map((columns) => renderTable({ ...table, columns }, width, style));
    return [
      ...blocks.map(({ lines }, index) => [...(index === 0 ? title : []), ...lines]),
      [
        ...faint(rest),
        ...legendLines(table, { columns: blocks.flatMap(({ fitted }) => fitted.columns), leftOut: [] }, width),
      ],
    ];
  }
  const { lines, fitted } = renderTable(table, width, style);
  return [
    [...title, ...lines],
    [...faint(rest), ...legendLines(table, fitted, width), ...leftOutLines(fitted, width, style)],
  ];
}

/** The rows that a terminal shows where nobody asks for all, and how many that leaves. */
function firstPage(whole: ReportTable): { readonly table: ReportTable; readonly rest: string } {
  const { rows, leading } = whole;
  if (leading) {
    const shown = leading.emphasised ? rows.filter(({ emphasis }) => emphasis) : rows.slice(0, leading.rows);
    return { table: { ...whole, rows: shown }, rest: leading.rest };
  }
  if (rows.length <= PAGE_ROWS + SPARE_ROWS) return { table: whole, rest: "" };
  return {
    table: { ...whole, rows: rows.slice(0, PAGE_ROWS) },
    rest: `${rows.length - PAGE_ROWS} more rows: --all-rows shows them, --format csv and --out FILE.csv have all.`,
  };
}
