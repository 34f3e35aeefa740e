import { ABSENT, type Datum } from "../../core/datum.js";
import type { AnnualOpenings, Attainment, Occupation, OccupationTable } from "../occupation-records.js";
import type { AreaOccupations, OccupationLevel, OccupationRow, SocCode, WageDistribution } from "../records.js";
import { findReferenceRow, readReferenceTable } from "../../files/shipped-table.js";
import { toCount, parseMarked, sharedFigure, findTopCodes, toWage } from "./marks.js";
import { NO_WAGES_AT_ALL } from "./oews-rows.js";
import { computeOpenings } from "./openings.js";

const FACTS = "occupations/occupations.csv";
const WAGES = "occupations/national-wages-2024.csv";
const ATTAINMENT = "occupations/attainment-2018-19.csv";
const BASE_YEAR = 2024;
const PROJECTED_YEAR = 2034;
/** The projections are in thousands. */
const THOUSAND = 1000;

/** What the shipped wages are. */
export const NATIONAL_WAGES = "BLS OEWS, nation, May 2024";

let facts: OccupationTable | undefined;
let nation: AreaOccupations | undefined;

/**
 * Facts about the occupations that ship with the tool: titles, typical education (BLS Table 5.4, 2024), education that
 * workers have (BLS Table 5.3, 2018–19), job zones (O*NET 27.0, CC BY 4.0), projected jobs and openings (BLS, 2024–34). Read once.
 */
export function shippedOccupations(): OccupationTable {
  if (facts) return facts;
  const attainments = new Map(readReferenceTable(ATTAINMENT).map((row) => [row[0]!, row]));
  facts = {
    soc: "2018",
    occupations: new Map(
      readReferenceTable(FACTS).map((row) => {
        const occupation = parseOccupation(row, attainments.get(row[0]!));
        return [occupation.code, occupation];
      }),
    ),
  };
  return facts;
}

function parseOccupation(
  [code, title, education, experience, training, zone, ...figures]: readonly string[],
  attainment: readonly string[] | undefined,
): Occupation {
  const [base, projected, openings, exits, transfers] = figures.map(
    (text) => toCount(parseMarked(text), THOUSAND) ?? ABSENT,
  );
  return {
    code: code as SocCode,
    title: title!,
    ...(education !== "" && {
      typicalEducation: { education: education!, experience: experience!, training: training! },
    }),
    ...(zone !== "" && { jobZone: Number(zone) }),
    ...(attainment && { attainment: parseAttainment(attainment) }),
    projection: {
      baseYear: BASE_YEAR,
      projectedYear: PROJECTED_YEAR,
      base: base!,
      projected: projected!,
      openings: openingsWith({ total: openings!, exits: exits!, transfers: transfers! }, base!, projected!),
    },
    related: [],
  };
}

function parseAttainment([, match, ...percents]: readonly string[]): Attainment {
  return { period: "2018–19", isWider: match === "wider", shares: percents.map((percent) => Number(`${percent}e-2`)) };
}

function openingsWith(published: Omit<AnnualOpenings, "growth">, base: Datum, projected: Datum): AnnualOpenings {
  return computeOpenings(published, { base, projected, years: PROJECTED_YEAR - BASE_YEAR });
}

const DISTRIBUTION = ["mean", "p10", "p25", "median", "p75", "p90"] as const;

/** The nation's wages and jobs by occupation over all industries: OEWS May 2024. Read once. */
export function shippedNationalWages(): AreaOccupations {
  if (nation) return nation;
  const [total, ...rows] = readReferenceTable(WAGES);
  nation = {
    source: { file: `data/${WAGES}`, label: NATIONAL_WAGES, year: BASE_YEAR, soc: "2018" },
    area: "99",
    areaTitle: "U.S.",
    total: toCount(parseMarked(total![3]!))!,
    overall: wageRow(total!, 2).wages,
    occupations: new Map(rows.map((row, index) => [row[0] as SocCode, wageRow(row, index + 3)])),
  };
  return nation;
}

function wageRow([code, title, level, jobs, ...cells]: readonly string[], line: number): OccupationRow {
  const paid = cells.at(-1);
  const topCodes = findTopCodes(BASE_YEAR);
  const distribution = (offset: 0 | 1, atLeast: number): WageDistribution =>
    Object.fromEntries(
      DISTRIBUTION.map((at, index) => [at, toWage(parseMarked(cells[2 * index + offset]!), atLeast) ?? ABSENT]),
    ) as unknown as WageDistribution;
  return {
    occupation: code as SocCode,
    title: title!,
    level: level as OccupationLevel,
    employment: toCount(parseMarked(jobs!)) ?? sharedFigure(0),
    wages: {
      hourly: paid === "annual" ? NO_WAGES_AT_ALL.hourly : distribution(0, topCodes.hourly),
      annual: paid === "hourly" ? NO_WAGES_AT_ALL.annual : distribution(1, topCodes.annual),
    },
    line,
  };
}

/** Facts and the nation's wages of one occupation, without reading those of all others. */
export function shippedOccupation(code: SocCode): {
  readonly facts: Occupation | undefined;
  readonly national: OccupationRow | undefined;
} {
  const [fact, wages] = [FACTS, WAGES].map((table) => findReferenceRow(table, code));
  return {
    facts: fact && parseOccupation(fact, findReferenceRow(ATTAINMENT, code)),
    national: wages && wageRow(wages, 0),
  };
}

let titles: ReadonlyMap<string, string> | undefined;

/** The title of an occupation, in OEWS's words where it has it. */
export function titleOfOccupation(code: SocCode): string {
  titles ??= new Map([
    ...readReferenceTable(FACTS).map(([one, title]) => [one!, title!] as const),
    ...readReferenceTable(WAGES).map(([one, title]) => [one!, title!] as const),
  ]);
  return titles.get(code) ?? code;
}

/** Every title that BLS gives an occupation, of either of its lists. */
export function occupationTitles(): ReadonlyMap<SocCode, readonly string[]> {
  const all = new Map<SocCode, string[]>();
  for (const file of [FACTS, WAGES]) {
    for (const [code, title] of readReferenceTable(file)) {
      all.set(code as SocCode, [...(all.get(code as SocCode) ?? []), title!]);
    }
  }
  return all;
}
