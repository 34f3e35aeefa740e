import { ABSENT } from "../core/datum.js";
import { totalRow } from "../measures/industry-figures.js";
import { listWorkforceMeasures } from "../measures/workforce.js";
import { NAICS_COLUMN, TITLE_COLUMN } from "../report/measure-columns.js";
import type { ReportRow } from "../report/report.js";
import { formatQuarters } from "../report/workforce-columns.js";
import { formatList } from "../report/words.js";
import { spokenColumn } from "./columns.js";
import type { RegionProfile } from "./region-profile.js";
import type { Section } from "./section.js";

/** The names of measures of the reference area end so. */
const ELSEWHERE = "Elsewhere";

/** What Quarterly Workforce Indicators say of a region's jobs; undefined where no such file was given. */
export function buildQwiTables({
  inputs,
}: RegionProfile): (Omit<Section, "chapter"> & { readonly paragraphs: string[] }) | undefined {
  const { table } = inputs.analysis;
  const { workforce } = table;
  if (!workforce) return undefined;
  const measures = listWorkforceMeasures(table);
  const own = measures.filter(({ id }) => !id.endsWith(ELSEWHERE));
  const row = totalRow(table);
  const rows = own.map(({ id, label, unit, compute }): ReportRow => {
    const other = measures.find((one) => one.id === `${id}${ELSEWHERE}`);
    return {
      cells: { measure: label, region: compute(row, table), ...(other && { reference: other.compute(row, table) }) },
      units: { region: unit, ...(other && { reference: unit }) },
    };
  });
  const lacking =
    workforce.missing.length === 0 ? "" : ` Without ${formatList(workforce.missing)}, which the files lack.`;
  const whose = workforce.ownership === "private" ? "private jobs" : "private, state and local jobs";
  const ofIndustries = own.filter(({ id }) => SHOWN.includes(id));
  const hasIndustries = inputs.shortList.some(
    ({ industry }) =>
      industry.candidate.row.workforce !== undefined && industry.candidate.row.workforce.match.kind !== "none",
  );
  return {
    paragraphs: [
      `Hires, separations and ages are of Quarterly Workforce Indicators: ${whose}, all industries, means of ${formatQuarters(workforce)}.${lacking}`,
    ],
    tables: [
      {
        id: "qwi",
        title: "Who is hired, who leaves, who is 55 and older",
        columns: [
          { id: "measure", label: "Measure", kind: "text", priority: 1 },
          { id: "region", label: table.region.name, kind: "number", spoken: true, priority: 1 },
          ...(workforce.hasReference
            ? [{ id: "reference", label: table.reference.name, kind: "number", spoken: true, priority: 1 } as const]
            : []),
        ],
        rows,
      },
      ...(hasIndustries && ofIndustries.length > 0
        ? [
            {
              id: "qwi-short-list",
              title: "The same of the short list",
              columns: [NAICS_COLUMN, TITLE_COLUMN, ...ofIndustries.map(({ id }) => spokenColumn(id, table))],
              rows: inputs.shortList.map(({ industry: { candidate } }) => ({
                cells: {
                  naics: candidate.naics,
                  title: candidate.title,
                  ...Object.fromEntries(ofIndustries.map(({ id }) => [id, candidate.values[id] ?? ABSENT])),
                },
              })),
            },
          ]
        : []),
    ],
    json: { qwi: workforce },
  };
}

/** What is shown of single industries. */
const SHOWN: readonly string[] = ["turnover", "hireRate", "newHirePay", "share55"];
