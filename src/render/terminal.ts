import type { Note } from "../core/notes.js";
import { briefTable, type Report, type ReportSection, type ReportTable } from "../report/report.js";
import { leadingBlock, type FittedTable } from "./fit-columns.js";
import { legendEntries } from "./legend.js";
import { noteText } from "./note-text.js";
import { plainText } from "../core/plain-text.js";
import { renderTable } from "./terminal-table.js";
import { displayWidth, hangingText, padRight, wrapText } from "./text-layout.js";
import { PLAIN_STYLE, type TextStyle } from "./text-style.js";

/** Prose is not set wider than this, however wide the terminal is: longer lines are hard to read. */
const PROSE_WIDTH = 100;

/**
 * A report as text for people: what was asked, the tables, what their marks mean, what to be careful
 * about, and where it came from. Fitted to `width` columns; says which columns it had to leave out.
 */
export function renderTerminal(
  report: Report,
  { width, style = PLAIN_STYLE }: { readonly width: number; readonly style?: TextStyle },
): string {
  const prose = Math.min(width, PROSE_WIDTH);
  const blocks: (readonly string[])[] = [
    wrapText(plainText(report.title), prose).map(style.strong),
    scopeLines(report.scope, prose),
    ...report.sections.filter(({ before }) => before).map((section) => sectionLines(section, prose, style)),
  ];
  for (const each of report.tables) {
    const whole = briefTable(each);
    const table = whole.leading ? { ...whole, rows: whole.rows.slice(0, whole.leading.rows) } : whole;
    const { lines, fitted } = renderTable(table, width, style);
    const title = table.title === "" ? [] : [style.strong(plainText(table.title))];
    const rest = whole.leading ? wrapText(whole.leading.rest, prose).map(style.faint) : [];
    blocks.push(
      [...title, ...lines],
      [...rest, ...legendLines(table, fitted, prose), ...leftOutLines(fitted, prose, style)],
    );
  }
  blocks.push(
    ...report.sections.filter(({ before }) => !before).map((section) => sectionLines(section, prose, style)),
    noteLines("Be careful", report.notes, "caution", prose, style),
    noteLines("Good to know", report.notes, "information", prose, style),
    provenanceLines(report, prose, style),
  );
  const shown = blocks.filter((lines) => lines.length > 0).map((lines) => lines.join("\n"));
  return `${shown.join("\n\n")}\n`;
}

function scopeLines(scope: Report["scope"], width: number): readonly string[] {
  const label = Math.max(0, ...scope.map(([name]) => displayWidth(name)));
  return scope.flatMap(([name, text]) => hangingText(`${padRight(plainText(name), label)}  `, plainText(text), width));
}

function sectionLines(section: ReportSection, width: number, style: TextStyle): readonly string[] {
  const paragraphs = (section.paragraphs ?? []).flatMap((text) => wrapText(plainText(text), width));
  const items = (section.items ?? []).flatMap((text) => hangingText("- ", plainText(text), width));
  return [style.strong(plainText(section.heading)), ...paragraphs, ...items];
}

function legendLines(table: ReportTable, { columns }: FittedTable, width: number): readonly string[] {
  const shown = columns.map(({ column }) => column);
  const entries = legendEntries(table, shown);
  const block = leadingBlock(table.rows);
  if (table.emphasis && block > 0 && block < table.rows.length) entries.push(`above the line: ${table.emphasis}`);
  return wrapEntries(entries, width);
}

/** Entries side by side with three blanks between, and a new line where the next does not fit. */
function wrapEntries(entries: readonly string[], width: number): readonly string[] {
  const lines: string[] = [];
  for (const entry of entries) {
    const last = lines.at(-1);
    if (last !== undefined && displayWidth(last) + 3 + displayWidth(entry) <= width)
      lines[lines.length - 1] = `${last}   ${entry}`;
    else lines.push(...hangingText("", entry, width));
  }
  return lines;
}

function leftOutLines({ leftOut }: FittedTable, width: number, style: TextStyle): readonly string[] {
  if (leftOut.length === 0) return [];
  const names = leftOut.map(({ label }) => plainText(label)).join(", ");
  const text = `Left out at this width: ${names}. To see them: a wider terminal, --format csv, or --out FILE.csv.`;
  return wrapText(text, width).map(style.faint);
}

function noteLines(
  heading: string,
  notes: readonly Note[],
  severity: Note["severity"],
  width: number,
  style: TextStyle,
): readonly string[] {
  const shown = notes.filter((note) => note.severity === severity);
  if (shown.length === 0) return [];
  const lines = shown.flatMap((note) => hangingText("- ", noteText(note), width));
  const title = severity === "caution" ? style.caution(heading) : style.strong(heading);
  return [title, ...lines];
}

function provenanceLines({ provenance }: Report, width: number, style: TextStyle): readonly string[] {
  const { tool, inputs } = provenance;
  if (inputs.length === 0) return [];
  const publishers = [...new Set(inputs.flatMap(({ publisher }) => (publisher ? [publisher] : [])))];
  const days = [...new Set(inputs.flatMap(({ date }) => (date ? [date] : [])))].sort();
  const when = days.length === 0 ? "" : `, fetched ${days.length === 1 ? days[0] : `${days[0]} to ${days.at(-1)}`}`;
  const from = publishers.length > 0 ? ` of ${publishers.join(", ")}${when}` : "";
  const files =
    inputs.length === 1 ? `1 file${from}: ${inputs[0]!.file}` : `${inputs.length} files${from}; --json lists them`;
  return wrapText(plainText(`Made by ${tool} from ${files}.`), width).map(style.faint);
}
