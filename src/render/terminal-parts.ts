import type { Note } from "../core/notes.js";
import { plainText } from "../core/plain-text.js";
import type { Report, ReportSection, ReportTable } from "../report/report.js";
import { leadingBlock, type FittedTable } from "./fit-columns.js";
import { legendEntries } from "./legend.js";
import { noteText } from "./note-text.js";
import { displayWidth, hangingText, padRight, wrapText } from "./text-layout.js";
import type { TextStyle } from "./text-style.js";

// The parts of a report on a terminal, as lines.

export function labelLines(scope: Report["scope"], width: number): readonly string[] {
  const label = Math.max(0, ...scope.map(([name]) => displayWidth(name)));
  return scope.flatMap(([name, text]) => hangingText(`${padRight(plainText(name), label)}  `, plainText(text), width));
}

export function sectionLines(section: ReportSection, width: number, style: TextStyle): readonly string[] {
  const paragraphs = (section.paragraphs ?? []).flatMap((text) => wrapText(plainText(text), width));
  const items = (section.items ?? []).flatMap((text) => hangingText("- ", plainText(text), width));
  return [style.strong(plainText(section.heading)), ...paragraphs, ...items];
}

export function legendLines(table: ReportTable, { columns }: FittedTable, width: number): readonly string[] {
  const entries = legendEntries(
    table,
    columns.map(({ column }) => column),
    { closeUnmarked: true },
  );
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

export function leftOutLines({ leftOut }: FittedTable, width: number, style: TextStyle): readonly string[] {
  if (leftOut.length === 0) return [];
  const text = `${leftOut.length === 1 ? "1 more column" : `${leftOut.length} more columns`}: --all-columns, or --out FILE.csv.`;
  return wrapText(text, width).map(style.faint);
}

export function noteLines(
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

export function provenanceLines({ provenance }: Report, width: number, style: TextStyle): readonly string[] {
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
