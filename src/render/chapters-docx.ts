import { BorderStyle, HeadingLevel, Paragraph, type Table } from "docx";
import type { ReportChapter } from "../report/chapters.js";
import type { Report, ReportTable } from "../report/report.js";
import { filesRelease, withRelease } from "../report/source-words.js";
import { FAINT_INK } from "./chart/palette.js";
import {
  BODY,
  bullet,
  faintParagraph,
  wordHeading,
  pictureParagraph,
  ROOM,
  run,
  SMALL,
  textTable,
  titleParagraph,
  wordDocument,
} from "./docx-parts.js";
import { cellTexts } from "./fit-columns.js";
import { documentLegend } from "./legend.js";
import { drawChart } from "./svg.js";

const CHART_PIXELS = 560;
/** Lines to write on. */
const BOX_LINES = 6;

/** A report of chapters as a Word document: each chapter of depth 1 on a page of its own. */
export async function renderChaptersDocx(report: Report, chapters: readonly ReportChapter[]): Promise<Uint8Array> {
  const [first] = chapters;
  const parts: (Paragraph | Table)[] = [titleParagraph(report.title)];
  for (const [index, chapter] of chapters.entries()) parts.push(...(await chapterParts(chapter, report, index)));
  const legend = documentLegend(report.tables);
  if (legend.length > 0) parts.push(faintParagraph(`${legend.join("; ")}.`));
  const files = report.provenance.inputs.map(({ file }) => file.split(/[/\\]/).at(-1)!);
  parts.push(
    faintParagraph(`Made by ${report.provenance.tool} of ${files.join(", ")}; ${filesRelease(report.provenance)}.`),
  );
  return wordDocument(
    { title: report.title, description: first?.paragraphs?.[0] ?? report.title, creator: report.provenance.tool },
    parts,
  );
}

async function chapterParts(
  chapter: ReportChapter,
  report: Report,
  index: number,
): Promise<readonly (Paragraph | Table)[]> {
  const { depth, paragraphs = [], items = [], tables = [], chart, box, isSmall } = chapter;
  const size = isSmall ? SMALL : BODY;
  const shown = tables.flatMap((id) => report.tables.find((table) => table.id === id) ?? []);
  return [
    depth === 1 ? pageHeading(chapter.heading, index > 0) : wordHeading(chapter.heading),
    ...paragraphs.map((text) => new Paragraph({ spacing: { after: 40 }, children: [run(text, size)] })),
    ...shown.flatMap((table) => [...(table.title === "" ? [] : [tableTitle(table.title)]), reportTable(table)]),
    ...items.map((item) => bullet(item, size)),
    ...(chart ? [await chartPicture(withRelease(chart, report.provenance))] : []),
    ...(box === undefined ? [] : boxParagraphs(box)),
  ];
}

function pageHeading(text: string, isBroken: boolean): Paragraph {
  return new Paragraph({
    heading: HeadingLevel.TITLE,
    keepNext: true,
    pageBreakBefore: isBroken,
    children: [run(text, 26, { bold: true })],
  });
}

function tableTitle(text: string): Paragraph {
  return new Paragraph({
    keepNext: true,
    spacing: { before: 90, after: 20 },
    children: [run(text, BODY, { bold: true })],
  });
}

/** Twentieths of a point that a letter of a table takes, and what a cell has beside its text. */
const LETTER_WIDTH = 92;
const BESIDE = 190;

/** A column to write into, whose cells are empty, is as wide as so many letters. */
const TO_FILL_IN = 16;
/** Headings are bold. */
const BOLD = 1.1;

/** Numbers and codes as wide as they are; text has the rest, by its length, and no column breaks a word. */
function reportTable(table: ReportTable): Table {
  const textOf = cellTexts(table);
  const rows = table.rows.map((row) => table.columns.map((column) => textOf(row, column)));
  const isText = table.columns.map(({ kind }) => kind === "text");
  const width = (letters: number): number => letters * LETTER_WIDTH + BESIDE;
  const least = table.columns.map(({ label }, index) => {
    const words = rows.map((texts) => longestWord(texts[index]!));
    return width(Math.max(longestWord(label) * BOLD, ...(isText[index] ? words : [])));
  });
  const natural = table.columns.map(({ label }, index) => {
    const longest = Math.max(longestWord(label) * BOLD, ...rows.map((texts) => texts[index]!.length));
    const isEmpty = isText[index] && rows.every((texts) => texts[index] === "");
    return Math.max(least[index]!, width(isEmpty ? Math.max(longest, TO_FILL_IN) : longest));
  });
  const fixed = natural.reduce((sum, own, index) => sum + (isText[index] ? least[index]! : own), 0);
  const wanted = natural.reduce((sum, own, index) => sum + (isText[index] ? own - least[index]! : 0), 0);
  const share = Math.min(1, Math.max(0, ROOM - fixed) / Math.max(1, wanted));
  const columns = table.columns.map(({ label, kind }, index) => ({
    label,
    isNumber: kind === "number",
    width: Math.round(isText[index] ? least[index]! + (natural[index]! - least[index]!) * share : natural[index]!),
  }));
  return textTable(columns, rows);
}

function longestWord(text: string): number {
  return Math.max(...text.split(/[\s/]/).map(({ length }) => length));
}

function chartPicture(chart: NonNullable<ReportChapter["chart"]>): Promise<Paragraph> {
  const svg = drawChart(chart);
  const [, width = "16", height = "9"] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg) ?? [];
  const size = { width: CHART_PIXELS, height: Math.round((CHART_PIXELS * Number(height)) / Number(width)) };
  return pictureParagraph(svg, size, { title: chart.title, description: chart.subtitle, name: chart.title });
}

/** What the box is for, and empty lines within its borders. */
function boxParagraphs(label: string): readonly Paragraph[] {
  const line = { style: BorderStyle.SINGLE, size: 4, color: FAINT_INK.slice(1), space: 4 };
  const border = { top: line, bottom: line, left: line, right: line };
  const indent = { left: 100, right: 100 };
  return [label, ...Array.from({ length: BOX_LINES }, () => "")].map(
    (text, index) =>
      new Paragraph({
        border,
        indent,
        keepNext: index < BOX_LINES,
        spacing: { before: index === 0 ? 120 : 0, after: 0 },
        children: [run(text, SMALL, { color: FAINT_INK.slice(1) })],
      }),
  );
}
