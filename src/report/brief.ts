import { hasValue, type Datum } from "../core/datum.js";
import { UsageError } from "../core/errors.js";
import type { IndustryTable } from "../core/industry-table.js";
import { ALL_MEASURES } from "../measures/index.js";
import { rankingMethod } from "../ranking/methods.js";
import type { ShortListEntry } from "../ranking/short-list.js";
import { formatNumber } from "../core/number-format.js";
import { measureColumn, NAICS_COLUMN, RANK_COLUMN, TITLE_COLUMN } from "./measure-columns.js";
import type { RankReportInputs } from "./rank-inputs.js";
import type { Report, ReportColumn, ReportTable } from "./report.js";
import { carefulWords, reasonWords } from "./short-list-words.js";
import { levelName, lowerFirst, lqBaseWords, ownershipWords } from "./words.js";

/**
 * A ranking on one page, as a board packet carries it: the region, the short list, why each industry is on it, what
 * to be careful about, and the method in five lines. Every figure of the text stands in the table too.
 *
 * @throws {UsageError} `BRIEF_MISSING` where the report is no ranking
 */
export function briefOf(report: Report): Report {
  const { ranked } = report;
  if (!ranked) {
    throw new UsageError("a brief is made of a ranking", {
      code: "BRIEF_MISSING",
      found: `a result of ${report.command}, for brief.md`,
      hint: "use rank or demo, or a name that does not end in brief.md",
    });
  }
  const { analysis, shortList, thresholds } = ranked;
  return {
    ...report,
    scope: report.scope.filter(([label]) => label === "Region" || label === "Period"),
    tables: [shortListTable(ranked)],
    sections: [
      { heading: "In short", before: true, paragraphs: [inShort(ranked)] },
      {
        heading: "Why each is on the list",
        items: shortList.map(
          (entry) => `${nameOf(entry)}: ${lowerFirst(reasonWords(entry))}${carefulWords(entry, thresholds)}`,
        ),
      },
      { heading: "Before deciding", items: beforeDeciding(ranked) },
      { heading: "Method", items: methodLines(ranked, report) },
    ],
    notes: [],
    provenance: { ...report.provenance, options: {}, inputs: [] },
    title: `Target industries of ${analysis.table.region.name}`,
  };
}

const SHOWN = ["establishments", "employment", "averagePay", "growth", "projectedGrowth", "lq"];

function shortListTable({ analysis, ranking, shortList }: RankReportInputs): ReportTable {
  const { table } = analysis;
  const factors = ranking.factors.filter(({ count }) => count > 0).map(({ id }) => id);
  const has = (id: string) => shortList.some(({ industry }) => hasValue(industry.candidate.values[id] ?? NONE));
  const measures = ALL_MEASURES.filter(({ id }) => (SHOWN.includes(id) || factors.includes(id)) && has(id));
  const own = ranking.factors.filter(({ id }) => factors.includes(id) && !ALL_MEASURES.some((one) => one.id === id));
  return {
    id: "shortList",
    title: `The short list: ${shortList.length} of ${ranking.industries.length} ${levelName(table)}`,
    columns: [
      RANK_COLUMN,
      NAICS_COLUMN,
      TITLE_COLUMN,
      ...measures.map((measure) => measureColumn(measure, { table, isFactor: true })),
      ...own.map(({ id, label }): ReportColumn => ({ id, label, kind: "number", priority: 1 })),
    ],
    rows: shortList.map(({ industry }) => ({
      cells: {
        rank: industry.rank,
        naics: industry.candidate.naics,
        title: industry.candidate.title,
        ...industry.candidate.values,
      },
    })),
  };
}

const NONE: Datum = { status: "absent" };

function nameOf({ industry }: ShortListEntry): string {
  const { naics, title } = industry.candidate;
  return naics === title ? title : `${title} (${naics})`;
}

function inShort({ analysis, shortList }: RankReportInputs): string {
  const { table } = analysis;
  const total = table.total.region.end.employment;
  const listed = shortList.map(({ industry }) => industry.candidate.row.region.end.employment);
  const known = listed.filter(hasValue);
  const jobs = known.reduce((sum, { value }) => sum + value, 0);
  const isEstimated = known.some(({ status }) => status === "estimated");
  const unknown = known.length < listed.length ? `, ${listed.length - known.length} of them not counted here` : "";
  const share =
    hasValue(total) && total.value > 0 && !table.reference.recovered
      ? `, ${formatNumber(jobs / total.value, "fraction")} of all covered jobs there`
      : "";
  const how = isEstimated ? " (in part estimated)" : "";
  return `${shortList.length} industries lead the ranking of ${table.region.name}. Together they had ${isEstimated ? "about " : ""}${formatNumber(jobs, "jobs")} ${ownershipWords(table.ownership)} jobs in ${table.years.end}${how}${share}${unknown}.`;
}

function beforeDeciding({ analysis, shortList, ranking }: RankReportInputs): readonly string[] {
  const uncertain = shortList.filter(({ industry }) =>
    ranking.factors.some(({ id }) => industry.candidate.values[id]?.status === "estimated"),
  );
  const of = (kinds: readonly string[]) =>
    shortList.filter(({ cautions }) => cautions.some(({ kind }) => kinds.includes(kind))).map(nameOf);
  const few = of(["few-establishments"]);
  const bridged = of(["bridged", "not-bridged"]);
  const lines = [
    uncertain.length > 0
      ? `${uncertain.length} of ${shortList.length} rest in part on estimates (~), since the publisher withholds figures that could reveal an employer. Estimates are not official figures.`
      : undefined,
    few.length > 0 ? `Few employers to work with: ${few.join("; ")}.` : undefined,
    bridged.length > 0 ? `Growth crosses a revision of the industry codes: ${bridged.join("; ")}.` : undefined,
    analysis.table.reference.recovered
      ? "The nation's shares were worked out from published location quotients, since the files hold no national rows."
      : undefined,
    "A ranking is a start: it knows nothing of employers' plans, of local champions, or of which jobs a training program can reach.",
  ];
  return lines.filter((line) => line !== undefined);
}

/** Whose growth a factor of projections is, where one takes part. */
function projectionWords({ factors }: RankReportInputs["ranking"], { rows }: IndustryTable): string {
  if (!factors.some(({ id, count }) => id.startsWith("projected") && count > 0)) return "";
  const spans = rows.flatMap(({ projection }) =>
    projection ? [`${projection.baseYear} to ${projection.projectedYear}`] : [],
  );
  return ` Projected growth is from the projections given, ${[...new Set(spans)].join(", ")}.`;
}

/** Five lines: source, measures, weights, withheld figures, where to find the rest. */
function methodLines({ analysis, ranking }: RankReportInputs, { scope }: Report): readonly string[] {
  const { table } = analysis;
  const ranked = scope.find(([label]) => label === "Ranked by")?.[1] ?? "";
  const publishers = "BLS Quarterly Census of Employment and Wages (QCEW)";
  return [
    `Source: ${publishers}, ${table.years.start === undefined ? "" : `${table.years.start} and `}${table.years.end}, ${levelName(table)}, ${ownershipWords(table.ownership)}, compared with ${table.reference.name === "United States" ? "the United States" : table.reference.name}.`,
    `Location quotient: the industry's share of jobs here over its share there, of ${lqBaseWords(table)}. Pay is wages over jobs. Growth is over the whole span.${projectionWords(ranking, table)}`,
    `Rank: by ${ranked}. ${rankingMethod(ranking.method).definition}`,
    `Withheld figures (~) are estimated within what published totals allow, with 90% ranges; (s) is withheld, n/a has no answer, and neither counts as zero.`,
    `The whole ranking, with every figure's status and source, comes from the same command with --out FILE.xlsx or --json.`,
  ];
}
