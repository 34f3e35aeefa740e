import { plainText } from "../core/plain-text.js";
import type { Report, ReportTable, Screen } from "../report/report.js";
import { chosenColumns } from "../report/chosen-columns.js";
import type { FittedTable } from "./fit-columns.js";
import { legendEntries } from "./legend.js";
import { noteLines, provenanceLines, labelLines, sectionLines } from "./terminal-parts.js";
import { columnBlocks, renderTable, type TableText } from "./terminal-table.js";
import type { TerminalOptions } from "./terminal-options.js";
import { displayWidth, hangingText, padRight, wrapLimited, wrapText } from "./text-layout.js";
import type { TextStyle } from "./text-style.js";

type ScreenOptions = TerminalOptions & { readonly style: TextStyle };

/** The blocks of a report that has a first screen, with what the options ask for besides. */
export function renderScreen(report: Report, screen: Screen, options: ScreenOptions): readonly (readonly string[])[] {
  const { width, style, why = false, notes = false } = options;
  const table = shownTable(report.tables[0], screen, options);
  const isLimited =
    !why &&
    !notes &&
    !options.allColumns &&
    options.allRows !== true &&
    screen.rows !== undefined &&
    width >= SCREEN.width;
  const head = [summaryLines(screen, width, style), scopeLines(screen, width, isLimited)];
  const { drawn, said } = options.allColumns
    ? {
        drawn: columnBlocks(table, width).map((columns) => renderTable({ ...table, columns }, width, style)),
        said: labelledLines(screen, options, MOST_LINES),
      }
    : drawScreen(report, screen, { table, head, limit: isLimited ? lineLimit(screen) : Infinity }, options);
  const legend = buildLegend(table, drawn);
  const sections = report.sections.filter(
    ({ onScreen }) => onScreen === undefined || (onScreen === "why" && why) || (onScreen === "notes" && notes),
  );
  // Each alternative stands in full among the reasons.
  const alternatives = why ? report.sections.filter(({ onScreen, before }) => onScreen === "said" && !before) : [];
  const foot = [...said, ...moreLines(report, screen, drawn, options)];
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
  most: number,
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
      const wrapped = wrapLimited(named + plainText(text), left, most);
      // The weightiest stand first; --notes has them all.
      if (lines.length > 0 && lines.length + wrapped.length > most) break;
      lines.push(...wrapped.map((line, at) => `${at === 0 ? styled : " ".repeat(room)}  ${line}`));
    }
    return lines;
  });
}

/** Lines that a label has room for, so that a table of ten industries fits a screen with all that is said of it. */
const MOST_LINES = 3;

/** What a screen has room for: ten industries of two lines each, and what is said of them. */
const SCREEN = { width: 80, lines: 35, rows: 10, linesOfRow: 2 } as const;

function lineLimit({ rows }: Screen): number {
  if (rows === undefined) return Infinity;
  return SCREEN.lines + SCREEN.linesOfRow * Math.max(0, rows - SCREEN.rows);
}

/** What was asked; on a screen of limited lines two for each, since --notes and files have all of it. */
function scopeLines({ scope }: Screen, width: number, isLimited: boolean): readonly string[] {
  if (!isLimited) return labelLines(scope, width);
  const room = Math.max(0, ...scope.map(([label]) => displayWidth(label)));
  return scope.flatMap(([label, text]) =>
    wrapLimited(plainText(text), width - room - 2, 2).map(
      (line, index) => `${padRight(index === 0 ? plainText(label) : "", room)}  ${line}`,
    ),
  );
}

/**
 * The table and what is said under it in the lines that are left: first less is said of a kind, then the last rows go
 * without their reason, and where many industries share the last place the rest of them is counted.
 */
function drawScreen(
  report: Report,
  screen: Screen,
  {
    table,
    head,
    limit,
  }: { readonly table: ReportTable; readonly head: readonly (readonly string[])[]; readonly limit: number },
  options: ScreenOptions,
): { readonly drawn: readonly TableText[]; readonly said: readonly string[] } {
  const { width, style } = options;
  const draw = (rows: ReportTable["rows"], mostLines?: number): TableText =>
    renderTable({ ...table, rows }, width, style, {
      ruleText: (fitted) => ruleText(table, fitted),
      ...(mostLines !== undefined && { mostLines }),
    });
  const whole = draw(table.rows);
  const legend = Math.max(0, buildLegend(table, [whole]).length - 1);
  const fixed =
    head.reduce((sum, lines) => sum + lines.length + 1, 0) +
    legend +
    moreLines(report, screen, [whole], options).length;
  const room = (said: readonly string[]): number => limit - fixed - said.length;
  const ways = [MOST_LINES, MOST_LINES - 1].map((most) => labelledLines(screen, options, most));
  const roomy = ways.find((said) => whole.lines.length <= room(said));
  if (roomy) return { drawn: [whole], said: roomy };
  for (const said of [ways.at(-1)!, labelledLines(screen, options, 1)]) {
    const shorter = draw(table.rows, room(said));
    if (shorter.lines.length <= room(said)) return { drawn: [shorter], said };
  }
  const said = labelledLines(screen, options, 1);
  const bare = draw(table.rows, 0);
  const rows = Math.max(screen.rows ?? 0, table.rows.length - (bare.lines.length + 1 - room(said)));
  const { lines, fitted } = draw(table.rows.slice(0, rows), 0);
  const rest = `${table.rows.length - rows} more share the last place: --all-rows shows them.`;
  return { drawn: [{ lines: [...lines, ...(rows < table.rows.length ? [style.faint(rest)] : [])], fitted }], said };
}

function buildLegend(table: ReportTable, drawn: readonly TableText[]): readonly string[] {
  return legendEntries(
    table,
    drawn.flatMap(({ fitted }) => fitted.columns.map(({ column }) => column)),
    { closeUnmarked: true },
  );
}

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
