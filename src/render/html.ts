import { createHash } from "node:crypto";
import { readMainOccupations } from "../staffing/read/main-occupations.js";
import { readPageProgram } from "./page-program.js";
import type { MainOccupations } from "../staffing/main-occupations.js";
import { factorColumns, headHtml, rowHtml, scoreUnitOf } from "./rows.js";
import { PAGE_STYLE } from "./style.js";
import { scopeHtml, sectionHtml } from "./words.js";
import { encodePageData, pageData } from "../report/page-data.js";
import type { RankReportInputs } from "../report/rank-inputs.js";
import { originWords } from "../report/provenance.js";
import type { Report, ReportRow, ReportSection, ReportTable } from "../report/report.js";
import { drawPlainBubbles } from "./chart/bubble.js";
import { escapeMarkup } from "./chart/svg.js";
import { legendEntries } from "./legend.js";
import { noteText } from "./note-text.js";
import { formatCell } from "../report/format-cell.js";
import { drawChart } from "./svg.js";
import { hasValue } from "../core/datum.js";

/** A report as one page that needs nothing else; a ranking's page ranks again by itself. */
export async function renderHtml(report: Report): Promise<string> {
  const { ranked } = report;
  if (!ranked) return pageOf(report, undefined);
  return pageOf(report, await readPageProgram(), readMainOccupations(ranked.analysis.table));
}

/**
 * The page with the program given; without one nothing in it moves.
 *
 * Its content security policy lets in no script and no style but these, and nothing from anywhere else.
 */
export function pageOf(report: Report, program: string | undefined, occupations?: MainOccupations): string {
  const { ranked } = report;
  const script = ranked && program;
  const policy = [
    "default-src 'none'",
    `style-src '${hashOf(PAGE_STYLE)}'`,
    ...(script ? [`script-src '${hashOf(script)}'`] : []),
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return [
    `<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">`,
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    `<meta name="viewport" content="width=device-width, initial-scale=1">`,
    `<meta name="generator" content="${escapeMarkup(report.provenance.tool)}">`,
    `<link rel="icon" href="data:,">`,
    `<title>${escapeMarkup(report.title)}</title>`,
    `<style>${PAGE_STYLE}</style>\n</head>\n<body>`,
    `<a class="skip" href="#tables">Skip to the table</a>`,
    `<header><h1>${escapeMarkup(report.title)}</h1>`,
    `<dl class="scope" id="scope">${scopeHtml(report.scope)}</dl></header>`,
    "<main>",
    ...report.sections.filter(({ before }) => before).map(sectionOf),
    ranked ? rankingHtml(report, ranked) : plainHtml(report),
    ...report.sections.filter(({ before }) => !before).map(sectionOf),
    notesHtml(report, "caution", "Be careful"),
    notesHtml(report, "information", "Good to know"),
    "</main>",
    footerHtml(report),
    ranked && script
      ? `<script type="text/plain" id="data">${encodePageData(pageData(ranked, occupations))}</script>`
      : "",
    script ? `<script>${script}</script>` : "",
    "</body>\n</html>\n",
  ]
    .filter((part) => part !== "")
    .join("\n");
}

function hashOf(text: string): string {
  return `sha256-${createHash("sha256").update(text, "utf8").digest("base64")}`;
}

/** The ranking as it stands; the program puts its controls into the empty places and takes the table over. */
function rankingHtml(report: Report, { ranking, shortList }: RankReportInputs): string {
  const bubbles = report.charts?.find((chart) => chart.kind === "bubble");
  const columns = factorColumns(ranking);
  const listed = new Set(shortList.map(({ industry }) => industry.candidate.naics));
  const [table] = report.tables;
  const shown = { ...table, rows: table.rows };
  const figures = table.columns.filter(({ id }) => columns.some((column) => column.id === id));
  return [
    `<div class="desk"><div id="live"></div><div>`,
    bubbles
      ? `<figure id="chart">${drawPlainBubbles(bubbles, 900, 460)}<figcaption>${escapeMarkup(`${bubbles.subtitle} Numbered: the short list.`)}</figcaption></figure>`
      : "",
    `<p id="problem" role="alert"></p><p id="said" class="hidden" role="status" aria-live="polite"></p><p id="message"></p>`,
    `<textarea id="copied" hidden readonly aria-label="Text to copy"></textarea><div id="finder"></div>`,
    `<div class="scroll" id="tables" tabindex="0" role="region" aria-label="Ranking"><table id="ranking"><caption>${escapeMarkup(table.title)}</caption><thead>${headHtml(columns, { isLive: false })}</thead><tbody>`,
    ranking.industries
      .map((industry) =>
        rowHtml(industry, columns, {
          isLive: false,
          isListed: listed.has(industry.candidate.naics),
          scoreUnit: scoreUnitOf(ranking.method),
        }),
      )
      .join("\n"),
    `</tbody></table></div>`,
    legendHtml(shown, figures, "shaded: short list"),
    `</div></div>`,
  ].join("");
}

function plainHtml(report: Report): string {
  const pictures = (report.charts ?? []).map(
    (chart) =>
      `<figure class="picture">${drawChart(chart)
        .replace(/ id="(title|desc)"/g, "")
        .replace(' aria-labelledby="title desc"', ` aria-label="${escapeMarkup(chart.title)}"`)}</figure>`,
  );
  return [...report.tables.map((table, index) => tableHtml(table, index)), ...pictures].join("\n");
}

function tableHtml(table: ReportTable, index: number): string {
  const { columns } = table;
  const key = columns.find(({ kind }) => kind === "text") ?? columns[0];
  const cellHtml = (row: ReportRow, column: (typeof columns)[number]): string => {
    const cell = row.cells[column.id];
    const text = escapeMarkup(formatCell(cell, column));
    const isEstimate = typeof cell === "object" && cell.status === "estimated";
    const full =
      typeof cell === "object" && hasValue(cell) && !Number.isInteger(cell.value)
        ? ` title="${String(cell.value)}"`
        : "";
    const kind = column.kind === "number" ? ` class="${isEstimate ? "e" : "n"}"` : "";
    return column === key ? `<th scope="row"${kind}>${text}` : `<td${kind}${full}>${text}`;
  };
  const head = columns.map(
    ({ label, kind, description }) =>
      `<th scope="col"${kind === "number" ? ' class="n"' : ""}${description ? ` title="${escapeMarkup(description)}"` : ""}>${escapeMarkup(label)}`,
  );
  const caption = table.title === "" ? "" : `<caption>${escapeMarkup(table.title)}</caption>`;
  return [
    `<div class="scroll"${index === 0 ? ' id="tables"' : ""} tabindex="0" role="region" aria-label="${escapeMarkup(table.title || "Table")}"><table>${caption}<thead><tr>${head.join("")}</thead><tbody>`,
    ...table.rows.map(
      (row) => `<tr${row.emphasis ? ' class="on"' : ""}>${columns.map((column) => cellHtml(row, column)).join("")}`,
    ),
    `</tbody></table></div>`,
    legendHtml(table, columns, table.emphasis ? `shaded: ${table.emphasis}` : undefined),
  ].join("\n");
}

function legendHtml(table: ReportTable, columns: ReportTable["columns"], more: string | undefined): string {
  const entries = [...legendEntries(table, columns), ...(more === undefined ? [] : [more])].map((entry) =>
    entry.replace("its range is in CSV and JSON", "its range is in the details of each industry"),
  );
  return entries.length === 0
    ? ""
    : `<ul class="legend">${entries.map((entry) => `<li>${escapeMarkup(entry)}`).join("\n")}</ul>`;
}

function sectionOf(section: ReportSection): string {
  return `<section${section.id === undefined ? "" : ` id="${section.id}"`}>${sectionHtml(section)}</section>`;
}

function notesHtml({ notes }: Report, severity: "caution" | "information", heading: string): string {
  const shown = notes.filter((note) => note.severity === severity);
  if (shown.length === 0) return "";
  return `<section class="${severity}"><h2>${heading}</h2><ul>${shown.map((note) => `<li>${escapeMarkup(noteText(note))}`).join("\n")}</ul></section>`;
}

function footerHtml({ provenance: { tool, options, inputs } }: Report): string {
  const given = Object.entries(options).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  const files = inputs.map((input) =>
    [
      input.file,
      ...originWords(input),
      input.rows === undefined ? undefined : `${String(input.rows)} rows`,
      input.sha256 && `SHA-256 ${input.sha256}`,
    ]
      .filter((fact) => fact !== undefined)
      .join(", "),
  );
  return `<footer><h2>Where this comes from</h2><p>${escapeMarkup(`Made by ${tool}${given.length > 0 ? ` with ${given.join(", ")}` : ""}.`)}</p><ul>${files.map((file) => `<li>${escapeMarkup(file)}`).join("\n")}</ul></footer>`;
}
