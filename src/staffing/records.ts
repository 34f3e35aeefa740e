import type { Datum, TopCoded } from "../core/datum.js";

/** A Standard Occupational Classification code, `15-1252`, or one of a hybrid that a publisher made up for a while. */
export type SocCode = string & { readonly [soc]: true };
declare const soc: unique symbol;

const SOC = /^\d{2}-\d{4}$/;

/** A SOC code as publishers write it, `15-1252`; nothing for other text. Says nothing of whether any list has it. */
export function parseSocCode(text: string): SocCode | undefined {
  return SOC.test(text) ? (text as SocCode) : undefined;
}

/** Which list of occupations a file's codes are of. `hybrid` is OEWS 2019 and 2020, between the two. */
export type SocVersion = "2010" | "hybrid" | "2018";

/** How fine an occupation is; only `detailed` rows may be added up. */
export type OccupationLevel = "total" | "major" | "minor" | "broad" | "detailed";

/** A wage: dollars, or only the least it may be where the publisher prints `#` (at or above its top code). */
export type Wage = Datum | TopCoded;

/** Mean and percentiles, in dollars an hour or a year. */
export interface WageDistribution {
  readonly mean: Wage;
  readonly p10: Wage;
  readonly p25: Wage;
  readonly median: Wage;
  readonly p75: Wage;
  readonly p90: Wage;
}

export interface OccupationWages {
  /** Absent all over for occupations paid by the year only, such as teachers. */
  readonly hourly: WageDistribution;
  readonly annual: WageDistribution;
  /** The annual wages are the hourly ones times 2,080 hours, since the file has none. */
  readonly isAnnualDerived?: true;
}

/** One occupation in one industry, or in one area over all industries. */
export interface OccupationRow {
  readonly occupation: SocCode;
  readonly title: string;
  readonly level: OccupationLevel;
  /** Persons. */
  readonly employment: Datum;
  /** Part of the industry's published total, as published (`PCT_TOTAL`, NEM's percent), as a fraction. */
  readonly publishedShare?: Datum;
  readonly wages: OccupationWages;
  /** Published location quotient, in area files. */
  readonly publishedQuotient?: Datum;
  /** Employment at the end of a projection, where the file is one. Persons. */
  readonly projected?: Datum;
  /** Line in the file, from 1. */
  readonly line: number;
}

/** The staffing pattern of one industry as its publisher gives it. */
export interface IndustryStaffing {
  /** As published, spaces and padding off: `3254`, `31-33`, or an aggregate `3320A1`. */
  readonly code: string;
  readonly title: string;
  /** The NAICS codes that the code stands for: itself, or the parts of an aggregate. */
  readonly members: readonly string[];
  /** The published total (00-0000), persons; absent where the file has none. */
  readonly total: Datum;
  /** Every row but the total, in file order, each occupation once. */
  readonly occupations: readonly OccupationRow[];
  /** Which of the table's sources it is from; the first where left out. */
  readonly source?: number;
}

export interface SourceOfRecords {
  readonly file: string;
  /** `BLS OEWS industry staffing, May 2024` */
  readonly label: string;
  readonly year: number | undefined;
  readonly soc: SocVersion;
}

/** Staffing patterns by published industry code. */
export interface StaffingTable {
  readonly sources: readonly SourceOfRecords[];
  readonly industries: ReadonlyMap<string, IndustryStaffing>;
}

/** Wages and employment by occupation in one area, over all industries together. */
export interface AreaOccupations {
  readonly source: SourceOfRecords;
  /** `99` for the nation, a state's FIPS, or an OEWS area code; undefined where the file doesn't say. */
  readonly area: string | undefined;
  readonly areaTitle: string;
  /** 00-0000, persons. */
  readonly total: Datum;
  /** 00-0000, wages over all occupations, where the file has them. */
  readonly overall?: OccupationWages;
  readonly occupations: ReadonlyMap<SocCode, OccupationRow>;
}
