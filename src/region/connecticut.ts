import type { AreaCode } from "../core/codes.js";
import { InputError } from "../core/errors.js";
import type { QcewTable } from "../qcew/table.js";

const COUNTY = /^090(?:0[13579]|1[135])$/;
const PLANNING_REGION = /^091[1-9]0$/;

const KINDS = {
  counties: { pattern: COUNTY, words: "counties (09001 to 09015)" },
  "planning regions": { pattern: PLANNING_REGION, words: "planning regions (09110 to 09190)" },
} as const;

type Kind = keyof typeof KINDS;

/**
 * From 2024 QCEW has Connecticut's planning regions in place of its counties, and did not tabulate earlier years
 * again: the two have no year in common, and no growth leads from one to the other.
 *
 * @throws {InputError} CONNECTICUT_MIXED, with the years that the files hold of either, where a region of one
 *   kind is asked about in years of the other
 */
export function requireOneConnecticut(
  table: QcewTable,
  areas: readonly AreaCode[],
  asked: { readonly year?: number | undefined; readonly since?: number | undefined },
): void {
  const kind = (Object.keys(KINDS) as Kind[]).find((one) => areas.some((code) => KINDS[one].pattern.test(code)));
  if (!kind) return;
  const other: Kind = kind === "counties" ? "planning regions" : "counties";
  const own = listYears(table, kind);
  const others = listYears(table, other);
  const both = areas.some((code) => KINDS[other].pattern.test(code));
  const strays = [asked.year, asked.since].some(
    (year) => year !== undefined && !own.includes(year) && others.includes(year),
  );
  if (!both && !strays && (own.length > 0 || others.length === 0)) return;
  throw new InputError("Connecticut's counties and planning regions can't be compared or added up", {
    code: "CONNECTICUT_MIXED",
    found: `${KINDS.counties.words} in ${describeYears(kind === "counties" ? own : others)}; ${KINDS["planning regions"].words} in ${describeYears(kind === "counties" ? others : own)}`,
    hint: `the region names ${kind}: choose years that the files hold of them, or the state (09000), which has both`,
  });
}

function listYears(table: QcewTable, kind: Kind): readonly number[] {
  const wanted = table.areas.map((code) => KINDS[kind].pattern.test(code));
  const years = new Set<number>();
  for (let row = 0; row < table.length; row++) if (wanted[table.area[row]!]) years.add(table.year[row]!);
  return [...years].sort((a, b) => a - b);
}

function describeYears(years: readonly number[]): string {
  if (years.length === 0) return "no year of the files";
  return years.length === 1 ? String(years[0]) : `${years[0]} to ${years.at(-1)}`;
}
