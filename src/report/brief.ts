import { ABSENT, hasValue, isWide } from "../core/datum.js";
import { UsageError } from "../core/errors.js";
import { formatNumber, formatSpoken, formatSpokenDatum, MARKS } from "../core/number-format.js";
import type { Unit } from "../core/units.js";
import { ALL_MEASURES } from "../measures/index.js";
import { rankingMethod } from "../ranking/methods.js";
import { alternativeLine } from "./also-consider-words.js";
import type { BubbleChart } from "./chart.js";
import type { RankReportInputs } from "./rank-inputs.js";
import { rankStatements } from "./rank-statements.js";
import { formatDraws, findLead } from "./rank-summary.js";
import { describeWeights } from "./weight-words.js";
import type { Report } from "./report.js";
import { weighedCautions } from "./weighed-cautions.js";
import { filesRelease, tableSource } from "./source-words.js";
import { sharedRankLetters } from "./shared-ranks.js";
import { levelName, formatList, lowerFirst, describeLqBase, describeOwnership } from "./words.js";

// A ranking on one page, as a board is handed it: words and figures, decided once for Markdown, HTML and Word.

export interface BriefColumn {
  readonly id: string;
  readonly label: string;
  readonly isNumber: boolean;
}

/** A heading with its lines. */
export interface BriefList {
  readonly heading: string;
  /** For whoever checks, in smaller letters. */
  readonly isSmall: boolean;
  readonly lines: readonly string[];
}

export interface Brief {
  readonly title: string;
  /** Two sentences: what leads, and how much and how safe the list is. */
  readonly answer: string;
  readonly table: {
    readonly title: string;
    readonly columns: readonly BriefColumn[];
    /** As people say figures; one text a column. */
    readonly rows: readonly (readonly string[])[];
    /** What the marks in it mean. */
    readonly legend: string;
  };
  readonly chart: BubbleChart | undefined;
  readonly lists: readonly BriefList[];
  readonly tool: string;
}

/** How many lines of a kind a page has room for, beside a short list of up to ten industries and of more. */
const MOST = 4;
const MOST_OF_LONG = 3;
const LONG = 10;
/** Longer short lists would not fit on a page with all the rest. */
const MOST_ROWS = 12;

/**
 * The brief of a ranking as a report of one table, for Markdown.
 *
 * @throws {UsageError} `BRIEF_MISSING` where the report is not a ranking
 */
export function buildBriefReport(report: Report): Report {
  const { title, answer, table, lists } = makeBrief(report);
  return {
    ...report,
    title,
    scope: [],
    tables: [
      {
        id: "shortList",
        title: table.title,
        columns: table.columns.map(({ id, label, isNumber }) => ({
          id,
          label,
          kind: isNumber ? "number" : "text",
          priority: 1,
        })),
        rows: table.rows.map((texts) => ({
          cells: Object.fromEntries(table.columns.map(({ id }, index) => [id, texts[index]])),
        })),
      },
    ],
    sections: [
      { heading: "In short", before: true, paragraphs: [answer] },
      ...lists.map(({ heading, lines }) => ({ heading, items: lines })),
      ...(table.legend === "" ? [] : [{ heading: "How to read the table", paragraphs: [table.legend] }]),
    ],
    notes: [],
    provenance: { ...report.provenance, options: {}, inputs: [] },
  };
}

/**
 * @throws {UsageError} `BRIEF_MISSING` where the report is not a ranking
 */
export function makeBrief(report: Report): Brief {
  const { ranked } = report;
  if (!ranked) {
    throw new UsageError("a brief is made of a ranking", {
      code: "BRIEF_MISSING",
      found: `a result of ${report.command}, for a brief`,
      hint: "use rank or demo; .docx, names that end in brief.md or brief.html, and brief:FILE ask for a brief",
    });
  }
  const statements = rankStatements(ranked, [...ranked.analysis.notes, ...ranked.notes]);
  const most = ranked.shortList.length > LONG ? MOST_OF_LONG : MOST;
  const cautions = weighedCautions(ranked, statements.notes, formatSpoken)
    .slice(0, most)
    .map(({ text }) => text);
  const also = statements.alternatives.slice(0, most).map((one) => {
    const { name, text } = alternativeLine(one);
    return `${name}${text}.`;
  });
  const lists: readonly BriefList[] = [
    { heading: "By decision, and not by rank", isSmall: false, lines: ranked.people?.decided ?? [] },
    { heading: "Be careful", isSmall: false, lines: [...cautions, LIMITS] },
    { heading: "Also consider", isSmall: false, lines: also },
    { heading: "Sources", isSmall: true, lines: sourceLines(ranked) },
    { heading: "Method", isSmall: true, lines: methodLines(ranked) },
  ];
  return {
    title: `Target industries of ${ranked.analysis.table.region.name}`,
    answer: composeAnswer(ranked),
    table: shortListTable(ranked),
    chart: chooseChart(report, ranked),
    lists: lists.filter(({ lines }) => lines.length > 0),
    tool: report.provenance.tool,
  };
}

/** The bubble chart, in which only the industries of the table are named. */
function chooseChart({ charts = [] }: Report, { shortList }: RankReportInputs): BubbleChart | undefined {
  const chart = charts.find(({ kind }) => kind === "bubble") as BubbleChart | undefined;
  if (!chart || shortList.length <= MOST_ROWS) return chart;
  const shown = new Set<string>(shortList.slice(0, MOST_ROWS).map(({ industry }) => industry.candidate.naics));
  const points = chart.points.map((point) => ({ ...point, emphasis: point.emphasis && shown.has(point.code) }));
  return { ...chart, points };
}

const LIMITS =
  "A ranking is a start: it knows nothing of employers' plans, of local champions, or of which jobs a training program can reach.";

const SHOWN = ["employment", "averagePay", "growth", "projectedGrowth", "lq"];

function shortListTable({ ranking, shortList, weightSpread, top }: RankReportInputs): Brief["table"] {
  const factors = ranking.factors.filter(({ count }) => count > 0);
  const measures = ALL_MEASURES.filter(({ id }) => SHOWN.includes(id) || factors.some((factor) => factor.id === id));
  const figures: readonly { readonly id: string; readonly label: string; readonly unit: Unit | undefined }[] = [
    ...measures.map(({ id, label, shortLabel, unit }) => ({ id, label: shortLabel ?? label, unit })),
    ...factors
      .filter(({ id }) => !ALL_MEASURES.some((one) => one.id === id))
      .map(({ id, label, unit }) => ({ id, label, unit })),
  ].filter(({ id }) => shortList.some(({ industry }) => hasValue(industry.candidate.values[id] ?? ABSENT)));
  const shown = shortList.slice(0, MOST_ROWS);
  const data = shown.flatMap(({ industry }) => figures.map(({ id }) => industry.candidate.values[id] ?? ABSENT));
  const letters = sharedRankLetters(shortList);
  const marks = [
    data.some(isWide) ? `${MARKS.estimated} estimated, within a wide range` : undefined,
    data.some(({ status }) => status === "suppressed") ? `${MARKS.suppressed} withheld, not zero` : undefined,
    data.some(({ status }) => status === "undefined") ? `${MARKS.undefined} no answer` : undefined,
    data.some(({ status }) => status === "absent") ? `${MARKS.absent} none published` : undefined,
    weightSpread
      ? `Top ${String(top)}: in how many of 100 draws of other weights, and of the estimates, it is among the first ${String(top)}`
      : undefined,
  ];
  return {
    title:
      shown.length < shortList.length
        ? `The short list: the first ${String(shown.length)} of ${String(shortList.length)}, out of ${String(ranking.industries.length)} industries`
        : `The short list: ${String(shown.length)} of ${String(ranking.industries.length)} industries`,
    columns: [
      { id: "rank", label: "Rank", isNumber: true },
      { id: "naics", label: "NAICS", isNumber: false },
      { id: "title", label: "Industry", isNumber: false },
      ...figures.map(({ id, label }) => ({ id, label, isNumber: true })),
      ...(weightSpread ? [{ id: "top_share", label: `Top ${String(top)}`, isNumber: true }] : []),
    ],
    rows: shown.map(({ industry: { candidate, rank } }) => [
      `${formatNumber(rank, "rank")}${letters.get(candidate.naics) ?? ""}`,
      candidate.naics === candidate.title ? "" : candidate.naics,
      candidate.title,
      ...figures.map(({ id, unit }) => formatSpokenDatum(candidate.values[id] ?? ABSENT, unit)),
      ...(weightSpread ? [drawsText(weightSpread.get(candidate.naics)?.topShare)] : []),
    ]),
    legend: marks.filter((mark) => mark !== undefined).join("; "),
  };
}

function drawsText(share: number | undefined): string {
  return share === undefined ? "" : formatDraws(share);
}

function composeAnswer(inputs: RankReportInputs): string {
  const { analysis, ranking, shortList, weightSpread } = inputs;
  const { table } = analysis;
  const of = `${String(ranking.industries.length)} ${levelName(table)} of ${table.region.name}`;
  const lead = findLead(inputs);
  const leaders = lead.leaders.slice(0, 3).map(({ candidate }) => candidate.title);
  const ahead = leaders.length === 1 && lead.next ? `, ahead of ${lowerFirst(lead.next.candidate.title)}` : "";
  const what = lead.before === undefined ? `the ${of}` : `the short list of the ${of}`;
  const before = lead.before === undefined ? "" : `; ${lead.before}`;
  const first = `${formatList(leaders)} ${leaders.length === 1 ? "leads" : "lead"} ${what}${ahead}${before}.`;
  const total = table.total.region.end.employment;
  const listed = shortList.map(({ industry }) => industry.candidate.row.region.end.employment);
  const known = listed.filter(hasValue);
  const jobs = known.reduce((sum, { value }) => sum + value, 0);
  const about = known.some(({ status }) => status === "estimated") ? "about " : "";
  const unknown = listed.length - known.length;
  const uncounted = unknown > 0 ? ` (${String(unknown)} of them not counted)` : "";
  const share =
    hasValue(total) && total.value > 0 && !table.reference.recovered
      ? `, ${formatSpoken(jobs / total.value, "fraction")} of all covered jobs there`
      : "";
  const safe = weightSpread
    ? shortList.filter(({ industry }) => (weightSpread.get(industry.candidate.naics)?.topShare ?? 0) >= SAFE).length
    : undefined;
  const safety =
    safe === undefined
      ? ""
      : `; ${safe === 0 ? "none" : String(safe)} of them ${safe === 1 ? "stays" : "stay"} on it in nine of ten draws of other weights and of the estimates`;
  const which = shortList.length === 1 ? "The one industry" : `The ${String(shortList.length)} industries`;
  return `${first} ${which} of the short list had ${about}${formatSpoken(jobs, "jobs")} ${describeOwnership(table.ownership)} jobs in ${String(table.years.end)}${uncounted}${share}${safety}.`;
}

const SAFE = 0.9;

/** How many files are named. */
const FILES = 4;

function sourceLines({ analysis: { table }, provenance }: RankReportInputs): readonly string[] {
  const spans = table.rows.flatMap(({ projection }) =>
    projection ? [`${String(projection.baseYear)} to ${String(projection.projectedYear)}`] : [],
  );
  const projections = spans.length > 0 ? ` Projections: ${formatList([...new Set(spans)])}.` : "";
  const names = provenance.inputs.map(({ file }) => file.split(/[/\\]/).at(-1)!);
  const more = names.length > FILES ? ` and ${String(names.length - FILES)} more` : "";
  const files = names.length > 0 ? ` Files: ${names.slice(0, FILES).join(", ")}${more}.` : "";
  return [`${tableSource(table)}; ${filesRelease(provenance)}.${projections}${files}`];
}

/** Four lines: what is compared, how it is ranked, how safe a place is, what is withheld. */
function methodLines({ analysis: { table }, ranking, weightSpread }: RankReportInputs): readonly string[] {
  const against = table.reference.name === "United States" ? "the United States" : table.reference.name;
  const recovered = table.reference.recovered
    ? " Its shares were computed from published location quotients, since the files hold no rows of it."
    : "";
  return [
    `Compared: ${levelName(table)}, ${describeOwnership(table.ownership)}, with ${against}. The location quotient (LQ) is an industry's share of jobs here over its share there, of ${describeLqBase(table)}; pay is wages over jobs; growth is over the whole span.${recovered}`,
    `Ranked by ${describeWeights(ranking)}. ${rankingMethod(ranking.method).definition}`,
    ...(weightSpread
      ? ["Safety: ranked a thousand times with weights drawn near these, and estimates drawn from their ranges."]
      : []),
    "Withheld figures are estimated within what published totals allow, with 90% ranges; none counts as zero. The whole ranking, with every figure's status, is in the workbook (--out FILE.xlsx).",
  ];
}

/** What the chart of a brief shows. */
export function briefCaption({ x, size }: BubbleChart): string {
  return `${x.label} across, location quotient up, ${size.label} as area. Numbered by rank: the short list.`;
}
