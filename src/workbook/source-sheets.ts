import type { Analysis } from "../region/analysis.js";
import { derive, valueOf, type Datum } from "../core/datum.js";
import type { IndustryRow, PeriodFigures } from "../core/industry-table.js";
import { locationQuotient } from "../measures/location-quotient.js";
import { compareCodes } from "../ranking/rank.js";
import type { ReportCell, ReportColumn, ReportTable } from "../report/report.js";
import type { Unit } from "../core/units.js";
import {
  cellName,
  datumCell,
  faint,
  heading,
  numberHeading,
  type WorkbookCell,
  type WorkbookRow,
  type WorkbookSheet,
} from "./model.js";
import { quarterRows } from "../qcew/whole-year.js";
import { datumOf, type RankingPlan } from "./plan.js";
import { tableSheet } from "./table-sheet.js";

const NAICS: ReportColumn = { id: "naics", label: "NAICS", kind: "code", priority: 1 };
const TITLE: ReportColumn = { id: "title", label: "Industry", kind: "text", priority: 1 };

/** The figures behind the measures, one sheet a source: the region's two years, the reference's, projections. */
export function sourceSheets(plan: RankingPlan): readonly WorkbookSheet[] {
  const { analysis } = plan.inputs;
  const { table } = analysis;
  const { start, end } = table.years;
  const rows = [...table.rows].sort((a, b) => compareCodes(a.naics, b.naics));
  const quarter = table.quarter === 0 ? "" : ` q${table.quarter}`;
  const figures = (
    name: string,
    title: string,
    of: (row: IndustryRow) => PeriodFigures | undefined,
    total: PeriodFigures | undefined,
  ): WorkbookSheet[] => {
    if (!rows.some((row) => of(row))) return [];
    const isShare = name.startsWith("Reference") && table.reference.recovered;
    const cells = (figure: PeriodFigures | undefined) => ({
      employment: figure?.employment,
      establishments: figure?.establishments,
      wages: figure?.wages,
    });
    const number = (id: string, label: string, unit: Unit): ReportColumn => ({
      id,
      label,
      kind: "number",
      unit: isShare ? "fraction" : unit,
      priority: 1,
    });
    const content: ReportTable = {
      id: name,
      title,
      columns: [
        NAICS,
        TITLE,
        number("establishments", "Establishments", "establishments"),
        number("employment", "Jobs", "jobs"),
        number("wages", "Wages", "dollars"),
      ],
      rows: [
        { cells: { naics: "10", title: "All industries", ...cells(total) }, emphasis: true },
        ...rows.map((row) => ({ cells: { naics: row.naics, title: row.title, ...cells(of(row)) } })),
      ],
    };
    return [tableSheet(content, name)];
  };
  const region = table.region.name;
  const reference = table.reference.recovered
    ? `${table.reference.name}, shares recovered from published location quotients`
    : table.reference.name;
  return [
    ...figures(
      `QCEW ${end}${quarter}`,
      `${region}, ${end}${quarter}`,
      ({ region: { end } }) => end,
      table.total.region.end,
    ),
    ...(start === undefined
      ? []
      : figures(
          `QCEW ${start}${quarter}`,
          `${region}, ${start}${quarter}, in the later year's industries`,
          ({ region: { start } }) => start,
          table.total.region.start,
        )),
    ...figures(
      `Reference ${end}${quarter}`,
      `${reference}, ${end}${quarter}`,
      ({ reference: { end } }) => end,
      table.total.reference.end,
    ),
    ...(start === undefined
      ? []
      : figures(
          `Reference ${start}${quarter}`,
          `${reference}, ${start}${quarter}, in the later year's industries`,
          ({ reference: { start } }) => start,
          table.total.reference.start,
        )),
    ...projectionSheet(rows),
    quotientSheet(plan, rows),
    ...rangesSheet(plan),
    ...estimatesSheet(analysis),
  ];
}

function projectionSheet(rows: readonly IndustryRow[]): readonly WorkbookSheet[] {
  const given = rows.filter(({ projection }) => projection);
  if (given.length === 0) return [];
  const year = (id: string, label: string): ReportColumn => ({ id, label, kind: "number", unit: "year", priority: 1 });
  const jobs = (id: string, label: string): ReportColumn => ({ id, label, kind: "number", unit: "jobs", priority: 1 });
  return [
    tableSheet(
      {
        id: "projections",
        title: "Projections, on their own base and span",
        columns: [
          NAICS,
          TITLE,
          year("from", "Base year"),
          jobs("base", "Jobs, base"),
          year("to", "Projected year"),
          jobs("projected", "Jobs, projected"),
        ],
        rows: given.map(({ naics, title, projection }) => ({
          cells: {
            naics,
            title,
            from: projection!.baseYear,
            base: projection!.base,
            to: projection!.projectedYear,
            projected: projection!.projected,
          },
        })),
      },
      "Projections",
    ),
  ];
}

/** The location quotient as a formula over its four figures. */
function quotientSheet(plan: RankingPlan, rows: readonly IndustryRow[]): WorkbookSheet {
  const { table } = plan.inputs.analysis;
  const first = 5;
  const unit = table.reference.recovered ? ("fraction" as const) : ("jobs" as const);
  const totals = {
    regionTotal: table.total.region.end.employment,
    referenceTotal: table.total.reference.end.employment,
  };
  return {
    name: "LQ working",
    about: "The four figures behind each location quotient, divided by a formula",
    rows: [
      [{ value: "LQ working", look: "title" }],
      [
        {
          value: "Location quotient: the industry's share of the region's jobs over its share of the reference's jobs.",
        },
      ],
      [
        faint("All industries"),
        undefined,
        datumCell(totals.regionTotal, "jobs"),
        undefined,
        datumCell(totals.referenceTotal, unit),
      ],
      [],
      [
        heading("NAICS"),
        heading("Industry"),
        ...[
          "Jobs, region",
          "Share, region",
          `${unit === "jobs" ? "Jobs" : "Share"}, reference`,
          "Share, reference",
          "LQ",
        ].map(numberHeading),
      ],
      ...rows.map(({ naics, title, region, reference }, index): WorkbookRow => {
        const at = (column: number): string => cellName(first + index, column);
        const own = region.end.employment;
        const other = reference.end.employment;
        const share = (column: number, part: Datum, whole: Datum): WorkbookCell => {
          const total = cellName(2, column, "both");
          const value = valueOf(derive({ part, whole }, (jobs) => jobs.part / jobs.whole));
          return {
            formula: `IF(AND(ISNUMBER(${at(column)}),ISNUMBER(${total})),IF(${total}=0,"",${at(column)}/${total}),"")`,
            value: value ?? "",
            unit: "fraction",
          };
        };
        const quotient = derive({ regionIndustry: own, referenceIndustry: other, ...totals }, locationQuotient);
        return [
          { value: naics, unit: "code" },
          { value: title },
          datumCell(own, "jobs"),
          share(2, own, totals.regionTotal),
          datumCell(other, unit),
          share(4, other, totals.referenceTotal),
          {
            formula: `IF(AND(ISNUMBER(${at(3)}),ISNUMBER(${at(5)})),IF(${at(5)}=0,"",${at(3)}/${at(5)}),"")`,
            value: valueOf(quotient) ?? "",
            unit: "ratio",
            ...(quotient.status === "estimated" && { status: "estimated" }),
          },
        ];
      }),
    ],
    widths: [9, 44, 14, 14, 16, 14, 10],
    freeze: { rows: first, columns: 2 },
    filter: `A5:G${first + rows.length}`,
    print: { landscape: false, titles: "5:5" },
  };
}

/** The 90 % range of every estimated measure. */
function rangesSheet(plan: RankingPlan): readonly WorkbookSheet[] {
  const rows = plan.industries.flatMap((industry) =>
    plan.factors.flatMap((factor): WorkbookRow[] => {
      const datum = datumOf(industry, factor);
      if (datum.status !== "estimated") return [];
      const { unit } = factor;
      return [
        [
          { value: industry.candidate.naics, unit: "code" },
          { value: industry.candidate.title },
          { value: factor.label },
          { value: datum.value, unit, status: "estimated" },
          { value: datum.low, unit },
          { value: datum.high, unit },
        ],
      ];
    }),
  );
  if (rows.length === 0) return [];
  return [
    {
      name: "Ranges",
      about: "The 90% range of every measure that is estimated",
      rows: [
        [{ value: "Ranges", look: "title" }],
        [{ value: "Every measure that is estimated, with its 90% interval." }],
        [],
        [...["NAICS", "Industry", "Measure"].map(heading), ...["Estimate", "Low", "High"].map(numberHeading)],
        ...rows,
      ],
      widths: [9, 44, 30, 16, 16, 16],
      freeze: { rows: 4, columns: 2 },
      filter: `A4:F${4 + rows.length}`,
      print: { landscape: false, titles: "4:4" },
    },
  ];
}

/** More suppressed cells than this make a file that is slow to open; `estimate` lists them all. */
const MOST_ESTIMATES = 20_000;

/** The suppressed cells of the region that went into its figures, with method, range and bounds. */
function estimatesSheet({ trail, table: { rows } }: Analysis): readonly WorkbookSheet[] {
  const { table, cells, methodOf, boundsOf } = trail.quarterly ?? trail;
  const { ofQuarters } = trail.table;
  const rowsBehind = (row: number): readonly number[] =>
    ofQuarters ? [...quarterRows(ofQuarters, row)].filter((one) => one >= 0) : [row];
  const shown = new Set(
    rows.flatMap(({ naics, members, startMembers }) => [naics, ...(members ?? []), ...(startMembers ?? [])]),
  );
  const suppressed = [...trail.region, ...trail.regionStart]
    .filter(([code]) => shown.has(code))
    .flatMap(([code, of]) => of.flatMap(rowsBehind).map((row) => ({ code, row, method: methodOf(row) })))
    .filter(({ method }) => method !== undefined);
  if (suppressed.length === 0) return [];
  const number = (id: string, label: string, unit: Unit): ReportColumn => ({
    id,
    label,
    kind: "number",
    unit,
    priority: 1,
  });
  const text = (id: string, label: string): ReportColumn => ({ id, label, kind: "code", priority: 1 });
  const content: ReportTable = {
    id: "estimates",
    title: `Estimates of suppressed cells${suppressed.length > MOST_ESTIMATES ? `: the first ${MOST_ESTIMATES} of ${suppressed.length}; \`estimate\` lists all` : ""}`,
    columns: [
      text("area", "Area"),
      text("ownership", "Own"),
      text("naics", "NAICS"),
      number("year", "Year", "year"),
      ...(ofQuarters ? [number("quarter", "Quarter", "year")] : []),
      number("employment", "Jobs, estimated", "jobs"),
      number("least", "Least possible", "jobs"),
      number("most", "Most possible", "jobs"),
      text("method", "Method"),
      { id: "file", label: "File", kind: "text", priority: 1 },
      number("line", "Line", "year"),
    ],
    rows: suppressed.slice(0, MOST_ESTIMATES).map(({ code, row, method }) => {
      const bounds = boundsOf(row);
      const cell: Record<string, ReportCell> = {
        area: table.areas[table.area[row]!],
        ownership: String(table.ownership[row]),
        naics: code,
        year: table.year[row]!,
        quarter: table.quarter[row]!,
        employment: cells.sum([row], "employment"),
        least: bounds.low,
        most: bounds.high,
        method,
        file: table.sources[table.source[row]!]?.file,
        line: table.line[row]!,
      };
      return { cells: cell };
    }),
  };
  return [tableSheet(content, "Estimates")];
}
