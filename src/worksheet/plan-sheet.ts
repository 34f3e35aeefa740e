import type { MeasuredMetric } from "../metrics/measure.js";
import { formatDated, formatMetricValue } from "../metrics/metrics-report.js";
import type { ReportTable } from "../report/report.js";
import { formatList } from "../report/words.js";
import type { Result, ResultIndustry } from "../result/result.js";
import { shippedChecklist, takeFigure, textColumn, WORDS_ARE_OURS, type DocumentParts } from "./documents.js";

/** Figures that a plan starts from. */
const STANDING = ["employment", "growth", "averagePay", "lq", "establishments", "projectedGrowth"] as const;
/** Lines to write on where no goal was given. */
const EMPTY_GOALS = 3;

/** Figures of the industries, with where each was taken from. */
export function standingTable(result: Result, industries: readonly ResultIndustry[]): ReportTable {
  return {
    id: "standing",
    title: "",
    columns: [
      textColumn("industry", "Industry"),
      textColumn("measure", "Figure"),
      textColumn("value", "Value"),
      textColumn("from", "From"),
    ],
    rows: industries.flatMap((industry) =>
      STANDING.flatMap((id) => {
        const taken = takeFigure(result, industry, id);
        if (!taken) return [];
        const { label, text, from } = taken;
        return [{ cells: { industry: industry.title, measure: label, value: text, from } }];
      }),
    ),
  };
}

/** A plan on a page: where the industry stands, goals with who does what by when, and the metrics that show it. */
export function buildPlan(
  result: Result,
  industries: readonly ResultIndustry[],
  {
    goals,
    metrics,
    metricsFile,
  }: {
    readonly goals: readonly string[];
    readonly metrics: readonly MeasuredMetric[];
    readonly metricsFile: string | undefined;
  },
): DocumentParts {
  const standing = standingTable(result, industries);
  const lines = goals.length > 0 ? goals : Array.from({ length: EMPTY_GOALS }, () => "");
  const goalsTable: ReportTable = {
    id: "goals",
    title: "",
    columns: ["Goal", "Company that leads", "What is done", "Public partners", "By when"].map((label) =>
      textColumn(label.toLowerCase().replaceAll(" ", "-"), label),
    ),
    rows: lines.map((goal) => ({ cells: { goal } })),
  };
  const metricsTable: ReportTable = {
    id: "metrics",
    title: "",
    columns: [
      textColumn("metric", "Metric"),
      textColumn("kind", "Kind"),
      textColumn("baseline", "Baseline"),
      textColumn("target", "Target"),
      textColumn("by", "By"),
      textColumn("from", "From"),
    ],
    rows: metrics.map(({ metric }) => ({
      cells: {
        metric: metric.name,
        kind: metric.kind,
        baseline: formatDated(metric.baseline, metric),
        target: formatMetricValue(metric.target?.value, metric),
        by: metric.target?.day ?? "",
        from: metricsFile ?? "",
      },
    })),
  };
  return {
    title: `Plan on a page: ${formatList(industries.map(({ title }) => title))}, ${result.scope.region.name}`,
    tables: [goalsTable, standing, ...(metrics.length > 0 ? [metricsTable] : [])],
    chapters: [
      { id: "standing", heading: "Where it stands", depth: 2, tables: ["standing"] },
      { id: "goals", heading: "Goals", depth: 2, tables: ["goals"] },
      metrics.length > 0
        ? { id: "metrics", heading: "How we know", depth: 2, tables: ["metrics"] }
        : {
            id: "metrics",
            heading: "How we know",
            depth: 2,
            paragraphs: ["No metrics were given: --metrics metrics.csv; `sector-rank metrics init` writes some."],
            box: "Metrics, with baseline, target and date",
          },
    ],
    json: {
      goals,
      figures: figuresJson(result, industries),
      metrics: metrics.map(({ metric: { id, name, kind, baseline, target } }) => ({
        id,
        name,
        kind,
        ...(baseline && { baseline }),
        ...(target && { target }),
      })),
    },
  };
}

/** The manual's reviews as checklists, with the figures that the yearly one looks at. */
export function buildReview(result: Result, industries: readonly ResultIndustry[]): DocumentParts {
  const items = shippedChecklist("review");
  const sections = [...new Set(items.map(({ section }) => section))];
  const tables = sections.map((section, at): ReportTable => ({
    id: `review-${String(at + 1)}`,
    title: "",
    columns: [
      textColumn("item", "What"),
      textColumn("answer", "Yes or not yet"),
      textColumn("who", "Who"),
      textColumn("note", "Note"),
    ],
    rows: items.filter((one) => one.section === section).map(({ item }) => ({ cells: { item } })),
  }));
  const standing = standingTable(result, industries);
  return {
    title: `Reviews of a partnership: ${result.scope.region.name}`,
    tables: [...tables, standing],
    chapters: [
      ...sections.map((section, at) => ({
        id: `review-${String(at + 1)}`,
        heading: section,
        depth: 2 as const,
        tables: [`review-${String(at + 1)}`],
      })),
      {
        id: "standing",
        heading: "Figures for the yearly review",
        depth: 2,
        paragraphs: ["`sector-rank compare` shows what changed since the last result."],
        tables: ["standing"],
      },
      { id: "words", heading: "Where this is from", depth: 2, isSmall: true, paragraphs: [WORDS_ARE_OURS] },
    ],
    json: {
      checklists: sections.map((section) => ({
        section,
        items: items.filter((one) => one.section === section).map(({ item }) => item),
      })),
      figures: figuresJson(result, industries),
    },
  };
}

function figuresJson(result: Result, industries: readonly ResultIndustry[]) {
  return industries.flatMap((industry) =>
    STANDING.flatMap((id) => {
      const taken = takeFigure(result, industry, id);
      return taken ? [{ naics: industry.naics, measure: id, datum: taken.datum, from: taken.from }] : [];
    }),
  );
}
