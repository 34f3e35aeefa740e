import { derive, type Datum } from "../../core/datum.js";
import { jobShare } from "../../measures/job-share.js";
import { locationQuotientMeasure } from "../../measures/location-quotient.js";
import { describeLqBase } from "../../report/words.js";
import { cellName, faint, type WorkbookCell, type WorkbookSheet } from "../model.js";
import type { PlannedIndustry } from "../plan.js";
import { figureCell, formulaCell, pickQuantity, type Book } from "./book.js";
import { QCEW_COLUMNS } from "./qcew-tab.js";
import { NAMING_COLUMNS, rangeColumns } from "./shared-columns.js";
import { ownCell, TAB, tabCell, tabSheet, tabTotal } from "./tab.js";
import { TABS } from "./tab-names.js";

/** Tabs F and G: jobs and their share of all jobs; G holds what other measures need of the reference area too. */
export const JOBS_COLUMNS = { jobs: 2, share: 3, wages: 4, startJobs: 5 } as const;
export const QUOTIENT_COLUMNS = { region: 2, reference: 3, lq: 4 } as const;

const shareFormula = (jobs: string, total: string): string =>
  `IF(COUNT(${jobs},${total})=2,IF(${total}=0,"",${jobs}/${total}),"")`;

const deriveShare = (industry: Datum, total: Datum): Datum => derive({ industry, total }, jobShare);

/** Tab F: the region's jobs by industry as shares of all its jobs. */
export function regionJobsTab({ plan, names }: Book): WorkbookSheet {
  const { table } = plan.inputs.analysis;
  const total = table.total.region.end.employment;
  return tabSheet<PlannedIndustry>({
    name: TABS.f,
    about: "The region's jobs, and each industry's share of them",
    lines: [
      [
        {
          value: `${table.region.name}, ${table.years.end}: jobs of "${names.b}" divided by all jobs. Base: ${describeLqBase(table)}.`,
        },
      ],
      [faint("Italic: estimated at least in part; point at the cell for its range.")],
    ],
    columns: [
      ...NAMING_COLUMNS,
      {
        header: "Jobs",
        width: 14,
        total: formulaCell(tabTotal(names.b, QCEW_COLUMNS.employment), total, "jobs"),
        cell: ({ candidate: { row } }, index) =>
          linkCell(tabCell(names.b, QCEW_COLUMNS.employment, index), row.region.end.employment, "jobs"),
      },
      {
        header: "Share of all jobs",
        width: 14,
        total: formulaCell(
          shareFormula(totalCell(JOBS_COLUMNS.jobs), totalCell(JOBS_COLUMNS.jobs)),
          deriveShare(total, total),
          "part",
        ),
        cell: ({ candidate: { row } }, index) =>
          withoutComment(
            formulaCell(
              shareFormula(ownCell(JOBS_COLUMNS.jobs, index), totalCell(JOBS_COLUMNS.jobs)),
              deriveShare(row.region.end.employment, total),
              "part",
            ),
          ),
      },
    ],
    items: plan.industries,
  });
}

/** Tab G: the same of what the region is compared with. */
export function referenceJobsTab({ plan }: Book): WorkbookSheet {
  const { table } = plan.inputs.analysis;
  const { end, start } = table.total.reference;
  const isShare = table.reference.recovered;
  const unit = isShare ? "part" : "jobs";
  const noun = isShare ? "Share" : "Jobs";
  return tabSheet<PlannedIndustry>({
    name: TABS.g,
    about: `Jobs of what the region is compared with: ${table.reference.name}`,
    lines: [
      [
        {
          value: isShare
            ? `${table.reference.name}, ${table.years.end}: shares recovered from the quotients that are published with the region's rows.`
            : `${table.reference.name}, ${table.years.end}: jobs by industry, and their share of all jobs.`,
        },
      ],
      [faint("Italic: estimated at least in part; point at the cell for its range.")],
    ],
    columns: [
      ...NAMING_COLUMNS,
      {
        header: noun,
        width: 16,
        total: figureCell(end.employment, unit),
        cell: ({ candidate: { row } }) => figureCell(row.reference.end.employment, unit),
      },
      {
        header: "Share of all jobs",
        width: 14,
        total: formulaCell(
          shareFormula(totalCell(JOBS_COLUMNS.jobs), totalCell(JOBS_COLUMNS.jobs)),
          deriveShare(end.employment, end.employment),
          "part",
        ),
        cell: ({ candidate: { row } }, index) =>
          formulaCell(
            shareFormula(ownCell(JOBS_COLUMNS.jobs, index), totalCell(JOBS_COLUMNS.jobs)),
            deriveShare(row.reference.end.employment, end.employment),
            "part",
          ),
      },
      {
        header: isShare ? "Share of wages" : "Wages",
        width: 20,
        total: figureCell(end.wages, isShare ? "part" : "dollars"),
        cell: ({ candidate: { row } }) => figureCell(row.reference.end.wages, isShare ? "part" : "dollars"),
      },
      ...(table.years.start === undefined || !start
        ? []
        : [
            {
              header: `Jobs ${table.years.start}`,
              width: 16,
              total: figureCell(start.employment, "jobs"),
              cell: ({ candidate: { row } }: PlannedIndustry) =>
                figureCell(pickQuantity(row.reference.start, "employment"), "jobs"),
            },
          ]),
    ],
    items: plan.industries,
    printed: 4,
  });
}

/** Tab H: the location quotient, F's share over G's. */
export function quotientTab({ plan }: Book): WorkbookSheet {
  const { table } = plan.inputs.analysis;
  const totals = { region: table.total.region.end.employment, reference: table.total.reference.end.employment };
  const quotient = (region: string, reference: string): string =>
    `IF(COUNT(${region},${reference})=2,IF(${reference}=0,"",${region}/${reference}),"")`;
  const one = deriveShare(totals.region, totals.region);
  return tabSheet<PlannedIndustry>({
    name: TABS.h,
    about: "Location quotients: the share of tab F divided by the share of tab G",
    lines: [
      [
        {
          value: `An industry's share of the region's jobs divided by its share of the jobs of ${table.reference.name}. 1 is the same concentration; 2 is twice as concentrated here.`,
        },
      ],
      [faint("Italic: estimated at least in part; point at the cell for its range.")],
    ],
    columns: [
      ...NAMING_COLUMNS,
      {
        header: "Share, region",
        width: 12,
        total: formulaCell(tabTotal(TABS.f, JOBS_COLUMNS.share), one, "part"),
        cell: ({ candidate: { row } }, index) =>
          linkCell(
            tabCell(TABS.f, JOBS_COLUMNS.share, index),
            deriveShare(row.region.end.employment, totals.region),
            "part",
          ),
      },
      {
        header: "Share, reference",
        width: 12,
        total: formulaCell(
          tabTotal(TABS.g, JOBS_COLUMNS.share),
          deriveShare(totals.reference, totals.reference),
          "part",
        ),
        cell: ({ candidate: { row } }, index) =>
          linkCell(
            tabCell(TABS.g, JOBS_COLUMNS.share, index),
            deriveShare(row.reference.end.employment, totals.reference),
            "part",
          ),
      },
      {
        header: "LQ",
        width: 10,
        total: formulaCell(quotient(totalCell(2), totalCell(3)), one, "ratio"),
        cell: ({ candidate: { row } }, index) =>
          formulaCell(
            quotient(ownCell(2, index), ownCell(3, index)),
            locationQuotientMeasure.compute(row, table),
            "ratio",
          ),
      },
      ...rangeColumns<PlannedIndustry>("LQ", "ratio", ({ candidate: { row } }) =>
        locationQuotientMeasure.compute(row, table),
      ),
    ],
    items: plan.industries,
    printed: 5,
  });
}

/** Where the same figure has its comment on the tab that it comes from. */
function withoutComment({ comment, ...cell }: WorkbookCell): WorkbookCell {
  void comment;
  return cell;
}

/** A figure of another tab; an empty cell would read as 0. */
export function linkCell(source: string, datum: Datum, unit: Parameters<typeof formulaCell>[2]): WorkbookCell {
  return withoutComment(formulaCell(`IF(ISNUMBER(${source}),${source},"")`, datum, unit));
}

const totalCell = (column: number): string => cellName(TAB.total, column, "both");
