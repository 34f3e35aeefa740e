import { derive, knownValue, type Datum } from "../core/datum.js";
import { caution, information, type Note } from "../core/notes.js";
import type { Occupation } from "../staffing/occupation-records.js";
import { formatDatum, formatNumber } from "../core/number-format.js";
import type { InverseStaffing, Workplace } from "./inverse.js";
import type { MatchKind } from "../staffing/match.js";
import type { AreaOccupations, SocCode, StaffingTable, Wage } from "../staffing/records.js";
import type { OccupationScope } from "./occupations-report-inputs.js";
import type { Report, ReportColumn, ReportTable } from "../report/report.js";
import type { Provenance } from "../report/provenance.js";
import { formatList } from "../report/words.js";

/** An industry of the region that employs the occupation. */
export interface RegionalWorkplace {
  readonly naics: string;
  readonly title: string;
  readonly kind: MatchKind;
  /** Whose pattern it takes, as published. */
  readonly pattern: string;
  readonly share: Datum;
  readonly jobs: Datum;
}

export interface InverseReportInputs {
  readonly occupation: SocCode;
  readonly title: string;
  readonly facts: Occupation | undefined;
  readonly inverse: InverseStaffing;
  readonly staffing: StaffingTable;
  readonly national: AreaOccupations;
  readonly region:
    | {
        readonly scope: OccupationScope;
        readonly workplaces: readonly RegionalWorkplace[];
        /** Over all industries of the region. */
        readonly total: Datum;
      }
    | undefined;
  readonly rows: number;
  readonly notes: readonly Note[];
  readonly provenance: Provenance;
}

/** Where one occupation works: the region's industries where there is one, and the nation's. */
export function buildInverseReport(inputs: InverseReportInputs): Report {
  const { occupation, title, inverse, region, facts, national } = inputs;
  const wages = national.occupations.get(occupation);
  const nation = workplaceTable(inputs, {
    id: "nation",
    title: "In the nation's industries",
    isShown: ({ depth }) => depth === 0,
  });
  const finer = workplaceTable(inputs, {
    id: "finer",
    title: "Finer industries within them that have a pattern",
    isShown: ({ depth }) => depth > 0,
  });
  const more = finer.rows.length > 0 ? [finer] : [];
  const tables = region
    ? ([regionalTable(region, inputs.rows), nation, ...more] as const)
    : ([nation, ...more] as const);
  const education = facts?.typicalEducation?.education;
  const median: Wage | undefined = wages?.wages.annual.median;
  return {
    command: "occupations",
    title: `Where ${occupation} ${title} work${region ? ` in ${region.scope.name}` : ""}`,
    scope: [
      ...(region ? region.scope.lines : []),
      ...(region ? [["Jobs here", `${formatDatum(region.total, "jobs")} over its industries`] as const] : []),
      ["In the nation", describeNation(inputs)],
      ...(median ? [["Median pay", `${formatDatum(median, "dollars")} a year, over all industries`] as const] : []),
      ...(education === undefined ? [] : [["Asks for", education] as const]),
      ["Staffing", formatList([...new Set(inputs.staffing.sources.map(({ label }) => label))])],
    ],
    tables,
    sections: [],
    notes: [...inverseNotes(inputs), ...inputs.notes],
    provenance: inputs.provenance,
    schema: "sector-rank/occupations-inverse/1",
    json: {
      occupation: { soc: occupation, title, ...(facts?.typicalEducation && { asks: facts.typicalEducation }) },
      staffing: inputs.staffing.sources.map(({ label, year }) => ({ label, year })),
      ...(region && {
        scope: region.scope.json,
        region: {
          jobs: region.total,
          industries: region.workplaces.map(({ naics, title: name, kind, pattern, share, jobs }) => ({
            naics,
            title: name,
            match: kind,
            pattern,
            share,
            jobs,
          })),
        },
      }),
      nation: {
        employment: inverse.total,
        published: wages?.employment,
        industries: inverse.workplaces.map(({ code, title: name, depth, ...figures }) => ({
          code,
          title: name,
          depth,
          ...figures,
        })),
      },
    },
  };
}

function describeNation({ inverse, national, occupation }: InverseReportInputs): string {
  const published = national.occupations.get(occupation)?.employment;
  const over = `${formatDatum(inverse.total, "jobs")} over the widest industries`;
  return published === undefined ? over : `${over}; ${formatDatum(published, "jobs")} published for all industries`;
}

function regionalTable({ workplaces, total }: NonNullable<InverseReportInputs["region"]>, rows: number): ReportTable {
  const shown = Math.min(rows, workplaces.length);
  return {
    id: "region",
    title: "In the region's industries",
    columns: [
      { id: "naics", label: "NAICS", kind: "code", priority: 1 },
      { id: "title", label: "Industry", kind: "text", priority: 1 },
      {
        id: "jobs",
        label: "Jobs",
        kind: "number",
        unit: "jobs",
        priority: 1,
        description: "The industry's jobs times the occupation's share of its pattern.",
      },
      {
        id: "part",
        label: "Of all here",
        kind: "number",
        unit: "fraction",
        priority: 1,
        description: "Part of the occupation's jobs in the region.",
      },
      {
        id: "share",
        label: "Of industry",
        kind: "number",
        unit: "fraction",
        priority: 1,
        description: "Part of the industry's jobs.",
      },
      {
        id: "pattern",
        label: "Pattern",
        kind: "text",
        priority: 2,
        description: "Whose staffing pattern the industry takes.",
      },
    ],
    rows: workplaces.map(({ naics, title, kind, pattern, share, jobs }) => ({
      cells: {
        naics,
        title,
        jobs,
        part: divideJobs(jobs, total),
        share,
        pattern: kind === "own" ? "its own" : `of ${pattern}`,
      },
    })),
    ...(shown < workplaces.length && {
      leading: { rows: shown, rest: `${workplaces.length - shown} more: --rows N shows more, --format csv lists all.` },
    }),
  };
}

function divideJobs(jobs: Datum, total: Datum): number | undefined {
  const [part, all] = [knownValue(jobs), knownValue(total)];
  return part === undefined || all === undefined || all === 0 ? undefined : part / all;
}

const WORKPLACE_COLUMNS: readonly ReportColumn[] = [
  { id: "naics", label: "NAICS", kind: "code", priority: 1 },
  { id: "title", label: "Industry", kind: "text", priority: 1 },
  {
    id: "employment",
    label: "Jobs",
    kind: "number",
    unit: "jobs",
    priority: 1,
    description: "Persons of the occupation, as published.",
  },
  {
    id: "part",
    label: "Of all",
    kind: "number",
    unit: "fraction",
    priority: 1,
    description: "Part of the occupation's jobs over the widest industries.",
  },
  {
    id: "share",
    label: "Of industry",
    kind: "number",
    unit: "fraction",
    priority: 1,
    description: "Part of the industry's jobs.",
  },
  {
    id: "pay",
    label: "Mean pay",
    kind: "number",
    unit: "dollars",
    priority: 2,
    description: "Mean annual wage of the occupation in the industry, where published.",
  },
  {
    id: "within",
    label: "Within",
    kind: "code",
    priority: 2,
    description: "The industry that holds it; empty for the widest ones, which alone add up.",
  },
];

function workplaceTable(
  { inverse, rows }: InverseReportInputs,
  {
    id,
    title,
    isShown,
  }: { readonly id: string; readonly title: string; readonly isShown: (one: Workplace) => boolean },
): ReportTable {
  const places = inverse.workplaces
    .filter(isShown)
    .sort((a, b) => knownValue(b.employment)! - knownValue(a.employment)!);
  const shown = Math.min(rows, places.length);
  return {
    id,
    title,
    columns: WORKPLACE_COLUMNS.filter((column) => column.id !== "within" || places.some(({ within }) => within)),
    rows: places.map(({ code, title: name, within, employment, shareOfIndustry, shareOfOccupation, meanWage }) => ({
      cells: {
        naics: code,
        title: name,
        employment,
        part: shareOfOccupation,
        share: shareOfIndustry,
        pay: meanWage.status === "absent" ? undefined : meanWage,
        within,
      },
    })),
    ...(shown < places.length && {
      leading: { rows: shown, rest: `${places.length - shown} more: --rows N shows more, --json lists all.` },
    }),
  };
}

function inverseNotes({ region, inverse, national, occupation }: InverseReportInputs): readonly Note[] {
  const notes: Note[] = [];
  if (region) {
    const borrowed = region.workplaces.filter(({ kind }) => kind === "ancestor");
    const jobs = borrowed.reduce((sum, one) => sum + (knownValue(one.jobs) ?? 0), 0);
    const all = knownValue(region.total) ?? 0;
    if (jobs > 0 && all > 0) {
      notes.push(
        caution(
          "pattern-borrowed",
          `${formatNumber(jobs / all, "fraction")} of the jobs here are in industries that take the pattern of a wider industry, so that within it they only follow the industries' size. A --staffing file of finer industries shows more.`,
          borrowed.map(({ naics }) => naics),
        ),
      );
    }
    notes.push(
      information(
        "pattern-national",
        `Jobs here are the nation's staffing patterns applied to the jobs of ${region.scope.name}; ask local employers.`,
      ),
    );
  }
  const published = national.occupations.get(occupation)?.employment;
  const covered =
    published &&
    derive({ part: inverse.total, all: published }, ({ part, all }) => (all === 0 ? undefined : part / all));
  const share = covered && knownValue(covered);
  if (share !== undefined && Math.abs(share - 1) > 0.02) {
    notes.push(
      information(
        "inverse-coverage",
        `The widest industries hold ${formatNumber(share, "fraction")} of the published employment; the rest is withheld, or in industries that the staffing file does not have.`,
      ),
    );
  }
  return notes;
}
