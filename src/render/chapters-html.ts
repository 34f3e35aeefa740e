import { hasValue } from "../core/datum.js";
import { formatNumber, formatRange } from "../core/number-format.js";
import type { ReportChapter } from "../report/chapters.js";
import { formatCell } from "../report/format-cell.js";
import { columnIn, type Report, type ReportColumn, type ReportRow, type ReportTable } from "../report/report.js";
import { filesRelease, withRelease } from "../report/source-words.js";
import { escapeMarkup } from "./chart/svg.js";
import { documentLegend } from "./legend.js";
import { drawChart } from "./svg.js";
import { notesHtml } from "./words.js";

/** What a page of chapters needs beside the look of every page: for a desk, a telephone and paper. */
export const CHAPTER_STYLE = `
.profile{max-width:62rem}.profile h2{font-size:1.35rem;margin:2rem 0 .3rem;border-bottom:2px solid var(--accent)}.profile h3{font-size:1.08rem;margin:1.3rem 0 .2rem}
.profile p{margin:.35rem 0;max-width:52rem}.profile .scroll{margin:.3rem 0}.profile table{font-size:.92rem}.profile td,.profile th{padding:.2rem .5rem}.profile tbody th{min-width:11rem}
.profile .code{white-space:nowrap}.profile tbody th.code{min-width:0}.profile .text{min-width:10rem}.profile thead .n{white-space:normal}
.few{display:grid;grid-template-columns:repeat(auto-fill,minmax(24rem,1fr));gap:.4rem 2rem}
.profile figure{margin:.6rem 0;overflow-x:auto}.profile figure svg{max-width:52rem;min-width:38rem}.all-notes h2{font-size:1rem;border:0;margin:.8rem 0 .2rem}
.box{border:1px solid var(--faint);border-radius:.3rem;min-height:7rem;margin:.6rem 0;padding:.3rem .6rem;color:var(--faint);font-size:.88rem}
.profile .small{color:var(--faint);font-size:.85rem}.profile ul{margin:.2rem 0}
@media(max-width:40rem){.few{grid-template-columns:1fr}.profile tbody th{min-width:7.5rem}.profile .text{min-width:7rem}.profile table{font-size:.82rem}.profile td,.profile th{padding:.22rem .3rem}}
@media print{@page{size:letter;margin:13mm 14mm}.profile{max-width:none}.profile .page{break-before:page}.profile h2,.profile h3,caption{break-after:avoid}.profile table{font-size:8.6pt}.profile td,.profile th{padding:.08rem .35rem}.few{grid-template-columns:1fr 1fr;gap:0 1.2rem}.few tbody th{min-width:0}.box{min-height:4.2cm;break-inside:avoid}.few .scroll,.profile figure{break-inside:avoid}.profile figure svg{max-width:14cm;min-width:0}.profile p,.profile li{font-size:9.2pt;margin:.12rem 0}.all-notes,footer{font-size:8pt}}
`;

/** Tables of no more columns stand side by side where a chapter has several. */
const NARROW = 4;

/** A report's chapters, then all its notes folded away. */
export function chaptersHtml(report: Report, chapters: readonly ReportChapter[]): string {
  const legend = documentLegend(report.tables).map((entry) => `<li>${escapeMarkup(entry)}`);
  const notes =
    notesHtml(report.notes, "caution", "Be careful") + notesHtml(report.notes, "information", "Good to know");
  return [
    `<div class="profile" id="tables">`,
    ...chapters.map((chapter, index) => chapterHtml(chapter, report, index)),
    legend.length === 0 ? "" : `<h3>Marks</h3><ul class="legend">${legend.join("\n")}</ul>`,
    notes === ""
      ? ""
      : `<details class="all-notes"><summary>All notes on the data and the ranking</summary>${notes}</details>`,
    `<p class="small">${escapeMarkup(`Files: ${filesRelease(report.provenance)}.`)}</p></div>`,
  ]
    .filter((part) => part !== "")
    .join("\n");
}

function chapterHtml(chapter: ReportChapter, report: Report, index: number): string {
  const { id, heading, depth, paragraphs = [], items = [], chart, box, isSmall } = chapter;
  const tables = findTables(chapter, report);
  const isFew = tables.length > 1 && tables.every(({ columns }) => columns.length <= NARROW);
  const rendered = tables.map(tableHtml);
  const classes = [...(depth === 1 && index > 0 ? ["page"] : []), ...(isSmall ? ["small"] : [])];
  const tag = depth === 1 ? "h2" : "h3";
  return [
    `<section id="${escapeMarkup(id)}"${classes.length > 0 ? ` class="${classes.join(" ")}"` : ""}><${tag}>${escapeMarkup(heading)}</${tag}>`,
    ...paragraphs.map((text) => `<p>${escapeMarkup(text)}</p>`),
    isFew ? `<div class="few">${rendered.join("\n")}</div>` : rendered.join("\n"),
    items.length === 0 ? "" : `<ul>${items.map((item) => `<li>${escapeMarkup(item)}`).join("\n")}</ul>`,
    chart
      ? `<figure class="picture">${drawChart(withRelease(chart, report.provenance))
          .replace(/ id="(title|desc)"/g, "")
          .replace(' aria-labelledby="title desc"', ` aria-label="${escapeMarkup(chart.title)}"`)}</figure>`
      : "",
    box === undefined ? "" : `<div class="box">${escapeMarkup(box)}</div>`,
    "</section>",
  ]
    .filter((part) => part !== "")
    .join("\n");
}

/** The tables of a chapter, in its order. */
function findTables({ tables = [] }: ReportChapter, report: Report): readonly ReportTable[] {
  return tables.flatMap((id) => report.tables.find((table) => table.id === id) ?? []);
}

function tableHtml(table: ReportTable): string {
  const { columns } = table;
  const classes = new Map(columns.map((column) => [column, cellClass(table, column)]));
  // A table of figures alone has no column that says what a row is of.
  const key = columns.find(({ kind }) => kind === "text") ?? columns.find(({ kind }) => kind === "code");
  const head = columns.map(
    ({ label, kind, description }) =>
      `<th scope="col"${kind === "number" ? ' class="n"' : ""}${description ? ` title="${escapeMarkup(description)}"` : ""}>${escapeMarkup(label)}`,
  );
  const caption = table.title === "" ? "" : `<caption>${escapeMarkup(table.title)}</caption>`;
  return [
    `<div class="scroll" tabindex="0" role="region" aria-label="${escapeMarkup(table.title || "Table")}"><table>${caption}<thead><tr>${head.join("")}</thead><tbody>`,
    ...table.rows.map(
      (row) =>
        `<tr${row.emphasis ? ' class="on"' : ""}>${columns.map((column) => cellHtml(row, column, classes.get(column)!, column === key)).join("")}`,
    ),
    "</tbody></table></div>",
  ].join("\n");
}

/** Texts of at most so many characters stay on one line; those of more than the second have room kept for them. */
const ONE_LINE = 12;
const KEEPS_ROOM = 24;

function cellClass(table: ReportTable, column: ReportColumn): "n" | "code" | "text" | "" {
  if (column.kind === "number") return "n";
  const longest = Math.max(0, ...table.rows.map((row) => formatCell(row.cells[column.id], column).length));
  if (column.kind === "code" || longest <= ONE_LINE) return "code";
  return longest > KEEPS_ROOM ? "text" : "";
}

function cellHtml(row: ReportRow, common: ReportColumn, kind: string, isKey: boolean): string {
  const column = columnIn(row, common);
  const text = escapeMarkup(formatCell(row.cells[column.id], column));
  const full = fullFigure(row, column);
  const title = full === undefined ? "" : ` title="${escapeMarkup(full)}"`;
  const look = kind === "" ? "" : ` class="${kind}"`;
  return isKey ? `<th scope="row"${look}${title}>${text}` : `<td${look}${title}>${text}`;
}

/** What a figure that is said in few digits is in all of them, with the range of an estimate. */
function fullFigure(row: ReportRow, { id, unit }: ReportColumn): string | undefined {
  const cell = row.cells[id];
  if (typeof cell !== "object" || !hasValue(cell)) return undefined;
  if (cell.status === "estimated") {
    return `estimated ${formatNumber(cell.value, unit)}, 90% range ${formatRange(cell, unit)}`;
  }
  return Number.isInteger(cell.value) ? formatNumber(cell.value, unit) : String(cell.value);
}
