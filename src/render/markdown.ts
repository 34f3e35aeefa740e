import { briefTable, type Report, type ReportColumn, type ReportSection, type ReportTable } from "../report/report.js";
import { describeOrigin } from "../report/provenance.js";
import type { ReportChapter } from "../report/chapters.js";
import type { Unit } from "../core/units.js";
import { cellTexts, leadingBlock } from "./fit-columns.js";
import { documentLegend, legendEntries } from "./legend.js";
import { noteText } from "./note-text.js";
import { plainText } from "../core/plain-text.js";

/** The report as GitHub Markdown, with all columns; text from files can't break a table or become HTML. */
export function renderMarkdown(report: Report): string {
  const blocks = [
    `# ${escape(report.title)}`,
    report.scope.map(([label, text]) => `- **${escape(label)}**: ${escape(text)}`).join("\n"),
    ...(report.chapters ? chapterBlocks(report, report.chapters) : plainBlocks(report)),
    notes(report, "caution", "Be careful"),
    notes(report, "information", "Good to know"),
    provenance(report),
  ];
  return `${blocks.filter((block) => block !== "").join("\n\n")}\n`;
}

function plainBlocks({ sections, tables }: Report): readonly string[] {
  return [
    ...sections.filter(({ before }) => before).map(section),
    ...tables.flatMap((table) => tableBlocks(table)),
    ...sections.filter(({ before }) => !before).map(section),
  ];
}

function chapterBlocks({ tables }: Report, chapters: readonly ReportChapter[]): readonly string[] {
  const blocks = chapters.flatMap((chapter) => [
    `${chapter.depth === 1 ? "##" : "###"} ${escape(chapter.heading)}`,
    ...(chapter.paragraphs ?? []).map(escape),
    ...(chapter.tables ?? []).flatMap((id) => {
      const table = tables.find((one) => one.id === id);
      return table ? tableBlocks(table, { isWithin: true }) : [];
    }),
    (chapter.items ?? []).map((item) => `- ${escape(item)}`).join("\n"),
    chapter.box === undefined ? "" : `> ${escape(chapter.box)}\n>\n> &nbsp;\n>\n> &nbsp;`,
  ]);
  const legend = documentLegend(tables);
  return [
    ...blocks,
    ...(legend.length > 0 ? ["### Marks", legend.map((entry) => `- ${escape(entry)}`).join("\n")] : []),
  ];
}

/** What a CSV can't hold: the question, the meaning of columns and statuses, notes and provenance. */
export function renderAbout(report: Report): string {
  const columns = report.tables[0].columns.map(
    (column) => `- \`${code(column.id)}\`: ${escape(describeColumn(column))}`,
  );
  const blocks = [
    `# About: ${escape(report.title)}`,
    report.scope.map(([label, text]) => `- **${escape(label)}**: ${escape(text)}`).join("\n"),
    "## Columns",
    columns.join("\n"),
    hasTopCoded(report.tables[0]) ? `${STATUSES}\n${TOP_CODED}` : STATUSES,
    notes(report, "caution", "Be careful"),
    notes(report, "information", "Good to know"),
    provenance(report),
  ];
  return `${blocks.filter((block) => block !== "").join("\n\n")}\n`;
}

const STATUSES = [
  "A quantity `x` comes with `x_status`, and with `x_low` and `x_high` where it is an estimate:",
  "",
  "- `disclosed`: published, or computed from published figures alone; a 0 is a fact",
  "- `estimated`: at least in part an estimate; `x_low` to `x_high` is its 90 % range",
  "- `suppressed`: withheld by the publisher and not estimated; not zero",
  "- `absent`: no row is published, so nothing is covered there",
  "- `undefined`: the question has no answer, such as growth from zero",
].join("\n");

const TOP_CODED = "- `top-coded`: at or above the publisher's top code; `x` is the least that it may be";

function hasTopCoded({ rows }: ReportTable): boolean {
  return rows.some(({ cells }) =>
    Object.values(cells).some((cell) => typeof cell === "object" && cell.status === "top-coded"),
  );
}

const UNITS: Readonly<Partial<Record<Unit, string>>> = {
  jobs: "jobs",
  change: "jobs gained or lost",
  establishments: "establishments",
  dollars: "dollars",
  hourly: "dollars an hour",
  ratio: "a ratio",
  fraction: "a fraction, so 0.042 is 4.2%",
  rank: "a rank, 1 being best",
  places: "places gained in a ranking",
  score: "a score",
  count: "a count",
  year: "a year",
  years: "years",
};

function describeColumn({ label, unit, description }: ReportColumn): string {
  const parts = [label, description?.replace(/\.$/, ""), unit && UNITS[unit]];
  return parts.filter((part) => part !== undefined).join("; ");
}

/** @param options `isWithin` a chapter, which has the heading, and the marks explained at the end */
function tableBlocks(
  whole: ReportTable,
  { isWithin = false }: { readonly isWithin?: boolean } = {},
): readonly string[] {
  const table = briefTable(whole);
  const cellText = cellTexts(table);
  const { columns } = table;
  const block = leadingBlock(table.rows);
  const header = `| ${columns.map(({ label }) => escape(label)).join(" | ")} |`;
  const ruler = `| ${columns.map(({ kind }) => (kind === "number" ? "---:" : "---")).join(" | ")} |`;
  const rows = table.rows.map((row) => {
    const cells = columns.map((column) => {
      const text = escape(cellText(row, column));
      return row.emphasis && column.kind === "text" && text !== "" ? `**${text}**` : text;
    });
    return `| ${cells.join(" | ")} |`;
  });
  const legend = isWithin ? [] : legendEntries(table, columns);
  if (table.emphasis && block > 0) legend.push(`bold: ${table.emphasis}`);
  const heading = isWithin ? `**${escape(table.title)}**` : `## ${escape(table.title)}`;
  return [
    table.title === "" ? "" : heading,
    [header, ruler, ...rows].join("\n"),
    table === whole ? "" : escape(table.leading!.rest),
    legend.map((entry) => `- ${escape(entry)}`).join("\n"),
  ];
}

function section({ heading, paragraphs = [], items = [] }: ReportSection): string {
  const list = items.map((item) => `- ${escape(item)}`).join("\n");
  return [`## ${escape(heading)}`, ...paragraphs.map(escape), list].filter((part) => part !== "").join("\n\n");
}

function notes(report: Report, severity: "caution" | "information", heading: string): string {
  const shown = report.notes.filter((note) => note.severity === severity);
  if (shown.length === 0) return "";
  return `## ${heading}\n\n${shown.map((note) => `- ${escape(noteText(note))}`).join("\n")}`;
}

function provenance({ provenance: { tool, options, inputs } }: Report): string {
  const given = Object.entries(options).map(([name, value]) => `\`${code(`${name}: ${JSON.stringify(value)}`)}\``);
  const lines = [`Made by ${escape(tool)}${given.length > 0 ? ` with ${given.join(", ")}` : ""}.`];
  const files = inputs.map((input) => {
    const { file, rows, sha256 } = input;
    const facts = [
      ...describeOrigin(input),
      rows === undefined ? undefined : `${rows} rows`,
      sha256 && `SHA-256 ${sha256}`,
    ];
    return `- ${[file, ...facts.filter((fact) => fact !== undefined)].map(escape).join(", ")}`;
  });
  return ["## Where this comes from", ...lines, files.join("\n")].filter((part) => part !== "").join("\n\n");
}

/** Text between backticks, which end at the next backtick. */
function code(text: string): string {
  return plainText(text).replaceAll("`", "'").replaceAll("|", "\\|");
}

/** Text that shows as it is: no table cell, HTML, link, emphasis or heading can start in it. */
function escape(text: string): string {
  return plainText(text)
    .replace(/[\\`*[\]|]/g, "\\$&")
    .replace(/(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, "\\_")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replace(/^(\s*)([#+-]|\d+[.)])(?=\s)/, "$1\\$2")
    .trim();
}
