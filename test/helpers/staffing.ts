import { ABSENT, disclosed, SUPPRESSED, type Datum } from "../../src/core/datum.js";
import {
  parseSocCode,
  type AreaOccupations,
  type IndustryStaffing,
  type OccupationRow,
  type OccupationWages,
  type SocCode,
  type StaffingTable,
  type Wage,
  type WageDistribution,
} from "../../src/staffing/records.js";

export function soc(text: string): SocCode {
  const code = parseSocCode(text);
  if (!code) throw new Error(`the test's ${text} is no SOC code`);
  return code;
}

const NO_WAGE: WageDistribution = {
  mean: ABSENT,
  p10: ABSENT,
  p25: ABSENT,
  median: ABSENT,
  p75: ABSENT,
  p90: ABSENT,
};

/** A number is a wage in dollars; a text `#239200` one at or above a top code. */
type WageSpec = number | `#${number}`;

/** Wages in dollars by point; what is left out is absent. */
export function wages(spec: {
  readonly annual?: Readonly<Partial<Record<keyof WageDistribution, WageSpec>>>;
  readonly hourly?: Readonly<Partial<Record<keyof WageDistribution, WageSpec>>>;
}): OccupationWages {
  return { annual: distribution(spec.annual), hourly: distribution(spec.hourly) };
}

function distribution(spec: Readonly<Partial<Record<keyof WageDistribution, WageSpec>>> = {}): WageDistribution {
  const entries = Object.entries(spec).map(([point, value]): [string, Wage] => [
    point,
    typeof value === "number" ? disclosed(value) : { status: "top-coded", atLeast: Number(value.slice(1)) },
  ]);
  return { ...NO_WAGE, ...Object.fromEntries(entries) };
}

export interface RowSpec {
  /** Persons; `**` is withheld. */
  readonly employment: number | "**";
  readonly title?: string;
  readonly level?: OccupationRow["level"];
  readonly publishedShare?: number;
  readonly publishedQuotient?: number;
  readonly wages?: OccupationWages;
}

export function occupationRow(code: string, spec: RowSpec | number | "**"): OccupationRow {
  const given: RowSpec = typeof spec === "object" ? spec : { employment: spec };
  return {
    occupation: soc(code),
    title: given.title ?? `Occupation ${code}`,
    level: given.level ?? "detailed",
    employment: given.employment === "**" ? SUPPRESSED : disclosed(given.employment),
    ...(given.publishedShare !== undefined && { publishedShare: disclosed(given.publishedShare) }),
    ...(given.publishedQuotient !== undefined && { publishedQuotient: disclosed(given.publishedQuotient) }),
    wages: given.wages ?? wages({}),
    line: 2,
  };
}

export interface IndustrySpec {
  /** Persons; absent where left out. */
  readonly total?: number;
  readonly members?: readonly string[];
  readonly title?: string;
  readonly occupations: Readonly<Record<string, RowSpec | number | "**">>;
}

export function industryStaffing(code: string, spec: IndustrySpec): IndustryStaffing {
  const total: Datum = spec.total === undefined ? ABSENT : disclosed(spec.total);
  return {
    code,
    title: spec.title ?? `Industry ${code}`,
    members: spec.members ?? [code],
    total,
    occupations: Object.entries(spec.occupations).map(([occupation, row]) => occupationRow(occupation, row)),
  };
}

/** Staffing patterns by published industry code. */
export function staffingTable(industries: Readonly<Record<string, IndustrySpec>>): StaffingTable {
  return {
    sources: [{ file: "test.csv", label: "a test's staffing table", year: 2024, soc: "2018" }],
    industries: new Map(Object.entries(industries).map(([code, spec]) => [code, industryStaffing(code, spec)])),
  };
}

/** Wages and employment of one area over all industries. */
export function areaOccupations(spec: {
  readonly area?: string;
  readonly title?: string;
  readonly total: number;
  readonly occupations: Readonly<Record<string, RowSpec | number | "**">>;
}): AreaOccupations {
  return {
    source: { file: "wages.csv", label: "a test's wages", year: 2024, soc: "2018" },
    area: spec.area,
    areaTitle: spec.title ?? "Test Area",
    total: disclosed(spec.total),
    occupations: new Map(Object.entries(spec.occupations).map(([code, row]) => [soc(code), occupationRow(code, row)])),
  };
}

/** The tree that digits make, with sectors as QCEW writes them; children only as given. */
export function digitTree(children: Readonly<Record<string, readonly string[]>> = {}): {
  parent(code: string): string | undefined;
  children(code: string): readonly string[];
} {
  const sectors: Readonly<Record<string, string>> = { "33": "31-33", "48": "48-49" };
  return {
    parent: (code) => {
      if (!/^\d{3,6}$/.test(code)) return undefined;
      const above = code.slice(0, -1);
      return sectors[above] ?? above;
    },
    children: (code) => children[code] ?? [],
  };
}
