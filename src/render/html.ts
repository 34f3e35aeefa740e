import { createHash } from "node:crypto";
import { readMainOccupations } from "../staffing/read/main-occupations.js";
import { readPageProgram } from "./page-program.js";
import type { MainOccupations } from "../staffing/main-occupations.js";
import { CHAPTER_STYLE, chaptersHtml } from "./chapters-html.js";
import { factorColumns, headHtml, rowHtml, chooseScoreUnit } from "./rows.js";
import { PAGE_STYLE } from "./style.js";
import { notesHtml, describeRanking, scopeHtml, sectionElement } from "./words.js";
import { encodePageData, pageData } from "../report/page-data.js";
import { CONTEXT } from "../report/context-section.js";
import type { RankReportInputs } from "../report/rank-inputs.js";
import { sharedRankLetters } from "../report/shared-ranks.js";
import { filesRelease, tableSource, withRelease } from "../report/source-words.js";
import { describeOrigin } from "../report/provenance.js";
import type { BubbleChart } from "../report/chart.js";
import type { Report, ReportRow, ReportTable } from "../report/report.js";
import { drawPageBubbles } from "./chart/page-bubbles.js";
import { escapeMarkup } from "./chart/svg.js";
import { legendEntries } from "./legend.js";
import { formatCell } from "../report/format-cell.js";
import { drawChart } from "./svg.js";
import { hasValue } from "../core/datum.js";

/** A report as one page that needs nothing else; a ranking's page ranks again by itself. */
export async function renderHtml(report: Report): Promise<string> {
  const { ranked } = report;
  if (!ranked) return buildPage(report, undefined);
  return buildPage(report, await readPageProgram(), readMainOccupations(ranked.analysis.table));
}

/**
 * The page with the program given; without one nothing in it moves.
 *
 * Its content security policy lets in no script and no style but these, and nothing from anywhere else.
 */
export function buildPage(report: Report, program: string | undefined, occupations?: MainOccupations): string {
  const { ranked } = report;
  const script = ranked && program;
  const style = report.chapters ? `${PAGE_STYLE}${CHAPTER_STYLE}` : PAGE_STYLE;
  const policy = [
    "default-src 'none'",
    `style-src '${hashText(style)}'`,
    ...(script ? [`script-src '${hashText(script)}'`] : []),
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
    `<style>${style}</style>\n</head>\n<body>`,
    `<a class="skip" href="#tables">Skip to the table</a>`,
    headerHtml(report),
    "<main>",
    ...(report.chapters
      ? [chaptersHtml(report, report.chapters)]
      : ranked
        ? rankingParts(report, ranked)
        : plainParts(report)),
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

function headerHtml({ title, scope, ranked, provenance }: Report): string {
  const heading = `<h1>${escapeMarkup(title)}</h1>`;
  if (!ranked) return `<header>${heading}<dl class="scope" id="scope">${scopeHtml(scope)}</dl></header>`;
  const source = `Source: ${tableSource(ranked.analysis.table)}; ${filesRelease(provenance)}.`;
  return `<header>${heading}<p class="source">${escapeMarkup(source)}</p></header>`;
}

function plainParts(report: Report): readonly string[] {
  return [
    ...report.sections.filter(({ before }) => before).map((section) => sectionElement(section)),
    plainHtml(report),
    ...report.sections.filter(({ before }) => !before).map((section) => sectionElement(section)),
    notesHtml(report.notes, "caution", "Be careful"),
    notesHtml(report.notes, "information", "Good to know"),
  ];
}

/**
 * The answer first: what leads and the short list, then the sliders, then all the rest. What follows the weights stands
 * in elements of its own, which the program fills again.
 */
function rankingParts(report: Report, ranked: RankReportInputs): readonly string[] {
  const said = describeRanking(ranked, [...ranked.analysis.notes, ...ranked.notes]);
  const bubbles = report.charts?.find((chart) => chart.kind === "bubble");
  return [
    `<div id="said-before">${said.before}</div>`,
    `<div class="desk"><div id="answer">`,
    `<p id="problem" role="alert"></p><p id="said" class="hidden" role="status" aria-live="polite"></p>`,
    rankingTable(report, ranked),
    `</div><div id="live"></div><div id="rest">`,
    bubbles ? chartFigure(bubbles) : "",
    `<div id="said-after">${said.after}</div>`,
    ...report.sections.filter(({ id }) => id === CONTEXT).map((section) => sectionElement(section)),
    `<section><h2>What was ranked, and how</h2><dl class="scope" id="scope">${said.scope}</dl></section>`,
    `<details id="notes"><summary>All notes on the data and the ranking</summary><div id="said-notes">${said.notes}</div></details>`,
    `</div></div>`,
  ];
}

function chartFigure(chart: BubbleChart): string {
  return [
    `<figure id="chart"><h2>Growth, concentration and size</h2>`,
    drawPageBubbles(chart),
    `<figcaption>${escapeMarkup(`${chart.subtitle} Numbered: the short list. Source: ${chart.source}.`)}</figcaption></figure>`,
  ].join("");
}

/** The ranking as it stands; the program takes the table over and puts its controls into the empty places. */
function rankingTable(report: Report, { ranking, shortList, top, weightSpread }: RankReportInputs): string {
  const columns = factorColumns(ranking);
  const listed = new Set(shortList.map(({ industry }) => industry.candidate.naics));
  const letters = sharedRankLetters(shortList);
  const [table] = report.tables;
  const figures = table.columns.filter(({ id }) => columns.some((column) => column.id === id));
  return [
    `<div id="finder"></div>`,
    `<div class="scroll" id="tables" tabindex="0" role="region" aria-label="Ranking"><table id="ranking"><caption>${escapeMarkup(table.title)}</caption><thead>${headHtml(columns, { isLive: false, top })}</thead><tbody>`,
    ranking.industries
      .map((industry) =>
        rowHtml(industry, columns, {
          isLive: false,
          isListed: listed.has(industry.candidate.naics),
          scoreUnit: chooseScoreUnit(ranking.method),
          topShare: weightSpread?.get(industry.candidate.naics)?.topShare,
          top,
          letter: letters.get(industry.candidate.naics),
        }),
      )
      .join(""),
    `</tbody></table></div><div id="more"></div>`,
    legendHtml(table, figures, { more: "shaded: short list", closeUnmarked: true }),
  ].join("");
}

function hashText(text: string): string {
  return `sha256-${createHash("sha256").update(text, "utf8").digest("base64")}`;
}

function plainHtml(report: Report): string {
  const pictures = (report.charts ?? []).map(
    (chart) =>
      `<figure class="picture">${drawChart(withRelease(chart, report.provenance))
        .replace(/ id="(title|desc)"/g, "")
        .replace(' aria-labelledby="title desc"', ` aria-label="${escapeMarkup(chart.title)}"`)}</figure>`,
  );
  return [...report.tables.map((table, index) => tableHtml(table, index)), ...pictures].join("\n");
}

/** Texts of more characters need room, or they make rows of a wide table as tall as a screen. */
const LONG_TEXT = 48;

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
    const look = column.kind === "number" ? (isEstimate ? "e" : "n") : column.kind === "code" ? "code" : "";
    const kind = look === "" ? (text.length > LONG_TEXT ? ' class="long"' : "") : ` class="${look}"`;
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
    legendHtml(table, columns, { more: table.emphasis ? `shaded: ${table.emphasis}` : undefined }),
  ].join("\n");
}

function legendHtml(
  table: ReportTable,
  columns: ReportTable["columns"],
  { more, ...options }: { readonly more: string | undefined; readonly closeUnmarked?: boolean },
): string {
  const entries = [...legendEntries(table, columns, options), ...(more === undefined ? [] : [more])].map((entry) =>
    entry.replace("its range is in CSV and JSON", "its range is in the details of each industry"),
  );
  return entries.length === 0
    ? ""
    : `<ul class="legend">${entries.map((entry) => `<li>${escapeMarkup(entry)}`).join("\n")}</ul>`;
}

function footerHtml({ provenance: { tool, options, inputs } }: Report): string {
  const given = Object.entries(options).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  const files = inputs.map((input) =>
    [
      input.file,
      ...describeOrigin(input),
      input.rows === undefined ? undefined : `${String(input.rows)} rows`,
      input.sha256 && `SHA-256 ${input.sha256}`,
    ]
      .filter((fact) => fact !== undefined)
      .join(", "),
  );
  return `<footer><h2>Where this comes from</h2><p>${escapeMarkup(`Made by ${tool}${given.length > 0 ? ` with ${given.join(", ")}` : ""}.`)}</p>${filesHtml(files)}</footer>`;
}

/** How many files are listed at once; more are folded away, and counted on paper. */
const FILES_SHOWN = 12;

function filesHtml(files: readonly string[]): string {
  const list = `<ul>${files.map((file) => `<li>${escapeMarkup(file)}`).join("\n")}</ul>`;
  return files.length > FILES_SHOWN
    ? `<details id="files"><summary>${String(files.length)} files</summary>${list}</details>`
    : list;
}
