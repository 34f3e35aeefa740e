import type { ReportChapter } from "../report/chapters.js";
import type { ReportTable } from "../report/report.js";
import { supplySentences, workersSentences } from "./answers.js";
import type { SupplyFindings } from "./read-supply.js";
import { trainingJson, workersJson } from "./supply-json.js";
import { industrySupplyTable, occupationsTable } from "./training-tables.js";
import { workersTables } from "./workers-tables.js";

/** A part of a page to meet over. */
interface ProfilePart {
  readonly chapter: ReportChapter;
  readonly tables: readonly ReportTable[];
  readonly json: Readonly<Record<string, unknown>>;
}

/** How many occupations a page shows. */
const LARGEST = 10;

/** Completions beside openings, for a region's page; undefined without completions. */
export function trainingPart(findings: SupplyFindings): ProfilePart | undefined {
  const { training, supply } = findings;
  if (!training || !supply) return undefined;
  const occupations = occupationsTable(findings, LARGEST);
  const industries = industrySupplyTable(findings);
  const tables = [
    {
      ...onPage(occupations, "training-occupations", [
        "title",
        "education",
        "openings",
        "completions",
        "gap",
        "taught_at",
      ]),
      title: "Largest gaps between openings and completions",
      rows: occupations.rows.slice(0, LARGEST),
    },
    ...(industries
      ? [onPage(industries, "training-industries", ["naics", "title", "openings", "completions", "gap", "ratio"])]
      : []),
  ];
  return {
    chapter: {
      id: "training",
      heading: "Training",
      depth: 2,
      items: supplySentences(findings),
      tables: tables.map(({ id }) => id),
    },
    tables,
    json: trainingJson(training, findings),
  };
}

/** Labor force and residents, for the section of workers on a region's page; undefined without files of them. */
export function residentsPart(findings: SupplyFindings):
  | {
      readonly paragraphs: readonly string[];
      readonly tables: readonly ReportTable[];
      readonly json: Readonly<Record<string, unknown>>;
    }
  | undefined {
  const { residents } = findings;
  if (!residents) return undefined;
  return {
    paragraphs: [workersSentences(findings).join(" ")],
    tables: workersTables(findings).map((table) => onPage(table, `workers-${table.id}`)),
    json: workersJson(residents),
  };
}

/** With an id of its own among the page's tables, and the columns that a page has room for. */
function onPage(table: ReportTable, id: string, columns?: readonly string[]): ReportTable {
  const { leading: _leading, ...whole } = table;
  void _leading;
  return {
    ...whole,
    id,
    columns: columns
      ? table.columns.filter((column) => columns.includes(column.id))
      : table.columns.filter(({ priority }) => priority < 3),
  };
}
