import type { Datum } from "../../core/datum.js";
import type { ProjectionFigures, ProjectionLine } from "../../core/industry-table.js";
import { projectedGrowthMeasure } from "../../measures/projected-growth.js";
import { cellName, faint, quoted, type WorkbookSheet } from "../model.js";
import type { PlannedIndustry } from "../plan.js";
import { figureCell, formulaCell, type Book } from "./book.js";
import { NAMING_COLUMNS } from "./shared-columns.js";
import { emptyTab, ownCell, tabRange, tabSheet, type TabColumn } from "./tab.js";
import { TABS } from "./tab-names.js";

export const LINES_SHEET = "Projection lines";
export const LEVEL_COLUMNS = { base: 4, projected: 5 } as const;
const WIDER_COLUMNS = { base: 6, projected: 7 } as const;
export const RATE_COLUMN = 8;

const YEARS = { row: 3, base: 4, projected: 5 } as const;

const MATCH_WORDS = {
  exact: "its own line",
  sum: "sum of lines",
  ancestor: "wider industry",
  none: "no line",
} as const;

/** Tab E: the projection of each industry, by which lines, and growth a year as a formula; then the lines themselves. */
export function projectionTabs({ plan }: Book): {
  readonly tab: WorkbookSheet;
  readonly lines: WorkbookSheet | undefined;
} {
  const given = plan.industries.flatMap(({ candidate: { row } }) => row.projection ?? []);
  const [first] = given;
  if (!first) {
    const tab = emptyTab(
      TABS.e,
      "Projected jobs: no projections were given",
      "No projections were given. --projections FILE reads those of your state as it publishes them.",
    );
    return { tab, lines: undefined };
  }
  const used = plan.industries.flatMap((industry) =>
    (industry.candidate.row.projection?.match.lines ?? []).map((line) => ({ industry, line })),
  );
  const { baseYear, projectedYear } = first;
  const base = cellName(YEARS.row, YEARS.base, "both");
  const projected = cellName(YEARS.row, YEARS.projected, "both");
  const level = (header: string, isOwn: boolean, of: "base" | "projected"): TabColumn<PlannedIndustry> => ({
    header,
    width: 13,
    cell: ({ candidate: { row } }) => {
      const { projection } = row;
      if (!projection) return undefined;
      const { kind } = projection.match;
      if (kind === "none") return isOwn ? figureCell(projection[of], "jobs") : undefined;
      if ((kind === "ancestor") === isOwn) return undefined;
      return formulaCell(lineSum(row.naics, of, used.length), projection[of], "jobs");
    },
  });
  const rate = (from: number, to: number, index: number): string =>
    `IFERROR((${ownCell(to, index)}/${ownCell(from, index)})^(1/(${projected}-${base}))-1,"")`;
  const both = (from: number, to: number, index: number): string =>
    `COUNT(${ownCell(from, index)},${ownCell(to, index)})=2`;
  const { base: ownBase, projected: ownProjected } = LEVEL_COLUMNS;
  const tab = tabSheet<PlannedIndustry>({
    name: TABS.e,
    about: `Projected jobs ${baseYear} to ${projectedYear} and growth a year, with the lines that they are of`,
    lines: [
      [
        {
          value: `Growth a year leads from the projection's own ${baseYear} to its ${projectedYear}: (projected ÷ base) ^ (1 ÷ years) − 1. The lines stand on "${LINES_SHEET}".`,
        },
      ],
      [
        faint(
          "Where only a wider industry is projected, its rate stands in; its jobs are the wider industry's, and stand apart.",
        ),
      ],
      [
        undefined,
        undefined,
        undefined,
        faint("From, to:"),
        { value: baseYear, unit: "year", look: "input" },
        { value: projectedYear, unit: "year", look: "input" },
      ],
    ],
    columns: [
      ...NAMING_COLUMNS.map((column) => ({ ...column, total: undefined })),
      {
        header: "Match",
        width: 15,
        isText: true,
        cell: ({ candidate: { row } }) => ({ value: row.projection ? MATCH_WORDS[row.projection.match.kind] : "" }),
      },
      {
        header: "Lines used",
        width: 44,
        isText: true,
        cell: ({ candidate: { row } }) => ({
          value: row.projection ? describeLines(row.projection) : "",
          unit: "code",
        }),
      },
      level(`Jobs ${baseYear}`, true, "base"),
      level(`Jobs ${projectedYear}`, true, "projected"),
      level(`Wider industry ${baseYear}`, false, "base"),
      level(`Wider industry ${projectedYear}`, false, "projected"),
      {
        header: "Growth a year",
        width: 11,
        cell: ({ candidate: { row } }, index) =>
          formulaCell(
            `IF(${both(ownBase, ownProjected, index)},${rate(ownBase, ownProjected, index)},IF(${both(WIDER_COLUMNS.base, WIDER_COLUMNS.projected, index)},${rate(WIDER_COLUMNS.base, WIDER_COLUMNS.projected, index)},""))`,
            projectedGrowthMeasure.compute(row, plan.inputs.analysis.table),
            "fraction",
          ),
      },
    ],
    items: plan.industries,
    isLandscape: true,
  });
  return { tab, lines: linesSheet(used, first) };
}

interface UsedLine {
  readonly industry: PlannedIndustry;
  readonly line: ProjectionLine;
}

const LINE_COLUMNS = { key: 0, base: 5, projected: 6 } as const;

function lineSum(naics: string, of: "base" | "projected", lines: number): string {
  return `SUMIFS(${tabRange(LINES_SHEET, LINE_COLUMNS[of], lines)},${tabRange(LINES_SHEET, LINE_COLUMNS.key, lines)},${quoted(lineKey(naics))})`;
}

/** Names of clusters may hold signs that a spreadsheet takes for patterns. */
function lineKey(naics: string): string {
  return `N${naics.replaceAll(/[*?~]/g, "_")}`;
}

/** Which lines, by code; of several the codes alone. */
function describeLines({ match }: ProjectionFigures): string {
  const [line] = match.lines;
  if (match.lines.length === 1 && line) return `${line.code} ${line.title}`.trim();
  return match.kind === "none" ? match.text : match.codes.join(" + ");
}

function linesSheet(used: readonly UsedLine[], { baseYear, projectedYear }: ProjectionFigures): WorkbookSheet {
  const number = (header: string, of: (line: ProjectionLine) => Datum): TabColumn<UsedLine> => ({
    header,
    width: 13,
    cell: ({ line }) => figureCell(of(line), "jobs"),
  });
  return tabSheet<UsedLine>({
    name: LINES_SHEET,
    about: "The lines of the projections that tab E uses",
    lines: [
      [
        {
          value:
            "The lines of the projections, once for each industry that takes its figures from them. Change a level, and tab E follows.",
        },
      ],
    ],
    columns: [
      {
        header: "Key",
        width: 9,
        isText: true,
        isHidden: true,
        cell: ({ industry }) => ({ value: lineKey(industry.candidate.naics) }),
      },
      {
        header: "For",
        width: 9,
        isText: true,
        cell: ({ industry }) => ({ value: industry.candidate.naics, unit: "code" }),
      },
      {
        header: "Match",
        width: 15,
        isText: true,
        cell: ({ industry }) => ({ value: MATCH_WORDS[industry.candidate.row.projection!.match.kind] }),
      },
      { header: "Line's code", width: 12, isText: true, cell: ({ line }) => ({ value: line.code, unit: "code" }) },
      { header: "Line's title", width: 44, isText: true, cell: ({ line }) => ({ value: line.title }) },
      number(`Jobs ${baseYear}`, ({ base }) => base),
      number(`Jobs ${projectedYear}`, ({ projected }) => projected),
      { header: "File", width: 34, isText: true, cell: ({ line }) => ({ value: line.file, unit: "code" }) },
      {
        header: "Line",
        width: 9,
        cell: ({ line: { line } }) => (line === undefined ? undefined : { value: line, unit: "year" }),
      },
    ],
    items: used,
    frozen: 3,
    isLandscape: true,
  });
}
