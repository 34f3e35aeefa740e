import { plainText } from "../core/plain-text.js";
import type { Report, ReportTable, Screen } from "../report/report.js";
import { chosenColumns } from "../report/chosen-columns.js";
import type { FittedTable } from "./fit-columns.js";
import { legendEntries } from "./legend.js";
import { noteLines, provenanceLines, labelLines, sectionLines } from "./terminal-parts.js";
import { columnBlocks, renderTable } from "./terminal-table.js";
import type { TerminalOptions } from "./terminal-options.js";
import { displayWidth, hangingText, padRight, wrapLimited, wrapText } from "./text-layout.js";
import type { TextStyle } from "./text-style.js";

type ScreenOptions = TerminalOptions & { readonly style: TextStyle };

/** The blocks of a report that has a first screen, with what the options ask for besides. */
export function renderScreen(report: Report, screen: Screen, options: ScreenOptions): readonly (readonly string[])[] {
  const { width, style, why = false, notes = false } = options;
  const table = shownTable(report.tables[0], screen, options);
  const drawn = options.allColumns
    ? columnBlocks(table, width).map((columns) => renderTable({ ...table, columns }, width, style))
    : [renderTable(table, width, style, (fitted) => ruleText(table, fitted))];
  const legend = legendEntries(
    table,
    drawn.flatMap(({ fitted }) => fitted.columns.map(({ column }) => column)),
    {
      closeUnmarked: true,
    },
  );
  const sections = report.sections.filter(
    ({ onScreen }) => onScreen === undefined || (onScreen === "why" && why) || (onScreen === "notes" && notes),
  );
  // Each alternative stands in full among the reasons.
  const alternatives = why ? report.sections.filter(({ onScreen, before }) => onScreen === "said" && !before) : [];
  const foot = [...labelledLines(screen, options), ...moreLines(report, screen, drawn, options)];
  const tables = drawn.map(({ lines }, index) =>
    index < drawn.length - 1
      ? lines
      : [
          ...lines,
          // What the rule under the header has said need not be said again.
          ...legend.slice(options.allColumns ? 0 : 1).flatMap((entry) => hangingText("", entry, width)),
        ],
  );
  const further = [
    ...(options.allColumns || options.allRows
      ? report.tables
          .slice(1)
          .map((each) => [style.strong(plainText(each.title)), ...renderTable(each, width, style).lines])
      : []),
    ...sections.filter(({ onScreen }) => onScreen === "why").map((section) => sectionLines(section, width, style)),
    ...alternatives.map((section) => sectionLines(section, width, style)),
    ...sections.filter(({ onScreen }) => onScreen !== "why").map((section) => sectionLines(section, width, style)),
    ...(notes
      ? [
          noteLines("Be careful", report.notes, "caution", width, style),
          noteLines("Good to know", report.notes, "information", width, style),
          provenanceLines(report, width, style),
        ]
      : []),
  ];
  const head = [summaryLines(screen, width, style), labelLines(screen.scope, width)];
  if (further.length > 0) return [...head, ...tables, ...further, foot];
  // On one screen there is no line to spare.
  return [...head, ...tables.slice(0, -1), [...tables.at(-1)!, ...foot]];
}

function summaryLines({ summary }: Screen, width: number, style: TextStyle): readonly string[] {
  const [first = "", ...rest] = summary.map(plainText);
  return [...wrapText(first, width).map(style.strong), ...rest.flatMap((sentence) => wrapText(sentence, width))];
}

function shownTable(
  table: ReportTable,
  { columns: wanted }: Screen,
  { columns: asked = [], allColumns = false, allRows = false }: ScreenOptions,
): ReportTable {
  const byId = new Map(table.columns.map((column) => [column.id, column]));
  const columns = allColumns
    ? table.columns
    : asked.length > 0
      ? chosenColumns(table, asked)
      : wanted.flatMap((id) => {
          const column = byId.get(id);
          return column ? [{ ...column, priority: 1 as const }] : [];
        });
  return {
    ...table,
    columns,
    rows: allRows || !table.leading ? table.rows : table.rows.filter(({ emphasis }) => emphasis),
  };
}

/** What the mark of an estimate means: the first entry of the legend, where a cell has the mark. */
function ruleText(table: ReportTable, { columns }: FittedTable): string {
  const [first = ""] = legendEntries(
    table,
    columns.map(({ column }) => column),
    { closeUnmarked: true },
  );
  return first;
}

/** What to consider and to be careful about, a line each where the width allows. */
function labelledLines(
  { lines }: Screen,
  { width, style, why = false, notes = false }: ScreenOptions,
): readonly string[] {
  // What is shown in full elsewhere is left out here.
  const shown = lines.filter(({ items, option }) => items.length > 0 && !(option === "why" ? why : notes));
  const room = Math.max(0, ...shown.map(({ label }) => displayWidth(label)));
  return shown.flatMap(({ label, severity, items }) => {
    const lines: string[] = [];
    for (const item of items) {
      const head = padRight(lines.length === 0 ? label : "", room);
      const styled = severity === "caution" ? style.caution(head) : style.strong(head);
      const [name = "", text = ""] = typeof item === "string" ? ["", item] : [item.name, item.text];
      const left = width - room - 2;
      const named = name === "" ? "" : wrapLimited(plainText(name), Math.max(12, left - displayWidth(text)), 1)[0]!;
      const wrapped = wrapText(named + plainText(text), left);
      // The weightiest stand first; --notes has them all.
      if (lines.length > 0 && lines.length + wrapped.length > MOST_LINES) break;
      lines.push(...wrapped.map((line, at) => `${at === 0 ? styled : " ".repeat(room)}  ${line}`));
    }
    return lines;
  });
}

/** Lines that a label has room for, so that a table of ten industries fits a screen with all that is said of it. */
const MOST_LINES = 3;

/** One line that says what more there is, and how to see it. */
function moreLines(
  report: Report,
  { options }: Screen,
  drawn: readonly { readonly fitted: FittedTable }[],
  { width, style, why = false, notes = false, allRows = false }: ScreenOptions,
): readonly string[] {
  const [table] = report.tables;
  const shown = new Set(
    drawn.flatMap(({ fitted }) => [...fitted.columns.map(({ column }) => column.id), fitted.below?.id]),
  );
  const hidden = table.columns.filter(({ id }) => !shown.has(id)).length;
  const asked = new Set([...(why ? ["--why"] : []), ...(notes ? ["--notes"] : [])]);
  const named = options
    .filter((option) => !asked.has(option))
    .map((option) => (option === "--notes" ? `--notes (${report.notes.length})` : option));
  const rows = allRows ? 0 : table.rows.filter(({ emphasis }) => !emphasis).length;
  const text = `More: ${[...named, ...(hidden > 0 ? [`--all-columns (${hidden})`] : []), ...(rows > 0 ? [`--all-rows (${rows})`] : []), "--out FILE.xlsx"].join(", ")}`;
  return wrapText(text, width).map(style.faint);
}
