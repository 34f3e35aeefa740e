import type { Area, Areas, WorkforceArea } from "../areas/areas.js";
import type { AreaMatch } from "../areas/find-areas.js";
import { findDelineation, inUse, LATEST } from "../areas/areas.js";
import { information, type Note } from "../core/notes.js";
import { TOOL } from "../core/version.js";
import type { Report, ReportColumn, ReportTable } from "../report/report.js";

const KIND_NAMES: Readonly<Record<Area["kind"], string>> = {
  nation: "nation",
  state: "state",
  county: "county",
  msa: "metropolitan area",
  micro: "micropolitan area",
  csa: "combined area",
  other: "other",
};

export interface RegionsQuestion {
  /** What was asked for, for the title. */
  readonly text: string;
  /** The counties of every area found come first, so that a CSV holds them. */
  readonly counties: boolean;
  /** Decides between Connecticut's counties and planning regions. */
  readonly year: number | undefined;
}

/** Areas found, what each is part of, and the counties it has. */
export function buildRegionsReport(areas: Areas, matches: readonly AreaMatch[], question: RegionsQuestion): Report {
  const { counties, year, text } = question;
  const found = matches.map((match) => describe(areas, match, year));
  const only = found.length === 1 ? found[0] : undefined;
  const countyTable = countiesTable(areas, found);
  const showsCounties = counties || (only !== undefined && only.counties.length > 1);
  const showsWithin = only !== undefined && only.within.length > 0;
  const foundTable = areasTable(found, showsCounties || showsWithin ? "Areas" : "", showsWithin);
  const tables: [ReportTable, ...ReportTable[]] = counties ? [countyTable, foundTable] : [foundTable];
  if (showsCounties && !counties) tables.push(countyTable);
  if (showsWithin) tables.push(withinTable(areas, only.within));
  return {
    command: "regions",
    title: only ? only.name : `${found.length} areas for "${text}"`,
    scope: [],
    tables,
    sections: [],
    notes: buildNotes(areas, found, year),
    provenance: { tool: TOOL, options: {}, inputs: [] },
    schema: "sector-rank/regions/1",
    json: {
      areas: found.map(({ region, kind, name, states, counties: codes, within, former, years }) => ({
        region,
        kind,
        name,
        states,
        counties: codes,
        within,
        ...(former && { former }),
        ...(years !== undefined && { years }),
      })),
    },
  };
}

interface Described {
  /** What to write after --region. */
  readonly region: string;
  readonly kind: string;
  readonly name: string;
  readonly states: readonly string[];
  readonly counties: readonly string[];
  /** Codes of the areas it lies in; names for workforce areas. */
  readonly within: readonly string[];
  readonly former: boolean;
  readonly years?: string;
}

function describe(areas: Areas, { area, workforceArea }: AreaMatch, year: number | undefined): Described {
  if (!area) return describeWorkforceArea(workforceArea!);
  const isCounty = area.kind === "county";
  const within = isCounty
    ? [
        ...areas.areasContaining(area.code).map(({ code }) => code),
        ...areas.workforceAreasContaining(area.code).map(workforceRegion),
      ]
    : [];
  return {
    region: area.code,
    kind: KIND_NAMES[area.kind],
    name: area.name,
    states: area.states,
    counties: isCounty ? [] : areas.countiesOf(area.code, year),
    within,
    former: area.former,
    ...((area.firstYear !== undefined || area.lastYear !== undefined) && {
      years: `${area.firstYear ?? ""}–${area.lastYear ?? ""}`,
    }),
  };
}

function describeWorkforceArea(area: WorkforceArea): Described {
  return {
    region: workforceRegion(area),
    kind: "workforce area",
    name: area.name,
    states: [area.state],
    counties: area.counties,
    within: [],
    former: false,
  };
}

function workforceRegion({ name }: WorkforceArea): string {
  return `${name} workforce area`;
}

/** What one county is part of: code, or the name of a workforce area, and name. */
function withinTable(areas: Areas, within: readonly string[]): ReportTable {
  const columns: ReportColumn[] = [
    { id: "region", label: "--region", kind: "code", priority: 1 },
    { id: "kind", label: "Kind", kind: "code", priority: 1 },
    { id: "name", label: "Name", kind: "text", priority: 1 },
  ];
  const rows = within.map((region) => {
    const area = areas.get(region);
    return { cells: { region, kind: area ? KIND_NAMES[area.kind] : "workforce area", name: area?.name ?? region } };
  });
  return { id: "within", title: "Part of", columns, rows };
}

function areasTable(found: readonly Described[], title: string, withinApart: boolean): ReportTable {
  const columns: ReportColumn[] = [
    { id: "region", label: "--region", kind: "code", priority: 1, description: "What to write after --region." },
    { id: "kind", label: "Kind", kind: "code", priority: 1 },
    { id: "name", label: "Name", kind: "text", priority: 1 },
  ];
  if (found.some(({ counties }) => counties.length > 0)) {
    columns.push({ id: "counties", label: "Counties", kind: "number", unit: "count", priority: 2 });
  }
  if (!withinApart && found.some(({ within }) => within.length > 0)) {
    columns.push({ id: "within", label: "Part of", kind: "text", priority: 2 });
  }
  if (found.some(({ former, years }) => former || years)) {
    columns.push({ id: "use", label: "In use", kind: "text", priority: 1 });
  }
  return {
    id: "areas",
    title,
    columns,
    rows: found.map(({ region, kind, name, counties, within, former, years }) => ({
      cells: {
        region,
        kind,
        name,
        counties: counties.length > 0 ? counties.length : undefined,
        within: within.join(", "),
        use: years ?? (former ? "former" : ""),
      },
    })),
  };
}

function countiesTable(areas: Areas, found: readonly Described[]): ReportTable {
  const columns: ReportColumn[] = [
    { id: "county", label: "County", kind: "code", priority: 1 },
    { id: "name", label: "Name", kind: "text", priority: 1 },
  ];
  if (found.length > 1) columns.push({ id: "area", label: "Of", kind: "text", priority: 1 });
  return {
    id: "counties",
    title: "Counties",
    columns,
    rows: found.flatMap(({ counties, region }) =>
      counties.map((county) => ({ cells: { county, name: areas.nameOf(county), area: region } })),
    ),
  };
}

function buildNotes(areas: Areas, found: readonly Described[], year: number | undefined): readonly Note[] {
  const notes: Note[] = [];
  const delineated = ["metropolitan area", "micropolitan area", "combined area"];
  if (
    found.some(({ kind, counties, within }) => delineated.includes(kind) && (counties.length > 0 || within.length > 0))
  ) {
    notes.push(
      information(
        "delineation",
        `Counties of metropolitan and combined areas are those of the ${findDelineation(year ?? LATEST).month} delineation${found.some(({ former }) => former) ? ", or of the newest one that has the area" : ""}.`,
      ),
    );
  }
  if (found.some(({ kind, former }) => delineated.includes(kind) && former)) {
    notes.push(
      information(
        "former-area",
        "An area marked former is of an earlier delineation: QCEW only has rows of it in earlier years.",
      ),
    );
  }
  const connecticut = found
    .flatMap(({ counties, region }) => [...counties, region])
    .some((code) => {
      const area = areas.get(code);
      return area?.kind === "county" && code.startsWith("09") && (year === undefined || inUse(area, year));
    });
  if (connecticut) {
    notes.push(
      information(
        "connecticut",
        "Connecticut has counties (09001 to 09015) in QCEW to 2023 and planning regions (09110 to 09190) from 2024; --year chooses.",
      ),
    );
  }
  return notes;
}
