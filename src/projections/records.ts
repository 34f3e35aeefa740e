import type { NaicsVersion } from "../core/codes.js";
import type { Place } from "../core/errors.js";

/** How a publisher writes industries: which turns a printed code into NAICS codes. */
export const CODINGS = ["naics", "ces", "matrix", "illinois", "titles", "soc"] as const;
export type Coding = (typeof CODINGS)[number];

/** A row of a projection file as printed, apart from what is not data. Levels are in jobs. */
export interface ProjectionRow {
  readonly where: Place;
  /** As printed, without wrappings such as a leading apostrophe; empty where the layout has none. */
  readonly code: string;
  readonly title: string;
  /** Undefined if the publisher prints a mark, such as `N.A.`, or nothing. */
  readonly base: number | undefined;
  readonly projected: number | undefined;
  /** Printed figures about growth, by the name of their column. */
  readonly printed: Readonly<Record<string, number>>;
}

/** One area's projections over one span, as one publisher's file gives them. */
export interface ProjectionTable {
  /** The file, and the sheet or member where there are several. */
  readonly file: string;
  /** Who lays tables out like this. */
  readonly layout: string;
  readonly subject: "industries" | "occupations";
  readonly coding: Coding;
  readonly area: string;
  readonly areaType: string | undefined;
  readonly baseYear: number;
  readonly projectedYear: number;
  /** Years between the two, with levels of their own, that are not used. */
  readonly yearsBetween: readonly number[];
  /** The version of NAICS that the file itself names. */
  readonly naics?: NaicsVersion;
  readonly unit: "jobs" | "thousands";
  /** Headings of the two levels. */
  readonly levelColumns?: readonly [base: string, projected: string];
  /** Columns of printed growth, with the decimals they are printed with. */
  readonly growthColumns: readonly GrowthColumn[];
  readonly rows: readonly ProjectionRow[];
  /** Rows without levels: footnotes, headings within the table. */
  readonly dropped: number;
  /** Rows that appear twice with the same figures. */
  readonly repeated: number;
}

export interface GrowthColumn {
  readonly name: string;
  readonly decimals: number;
}

/** Where the header stands and which column was taken for what, for those who check. */
export interface ColumnReading {
  readonly file: string;
  readonly layout: string;
  readonly headerLine: number;
  readonly columns: readonly (readonly [role: string, name: string])[];
}

/** What was read of one or several files. */
export interface ProjectionFiles {
  readonly tables: readonly ProjectionTable[];
  readonly readings: readonly ColumnReading[];
}

/** "2024–2034" */
export function formatProjectionPeriod({
  baseYear,
  projectedYear,
}: {
  readonly baseYear: number;
  readonly projectedYear: number;
}): string {
  return `${baseYear}–${projectedYear}`;
}
