import type { Datum } from "../core/datum.js";
import type { SocVersion } from "../staffing/records.js";

/** One industry or area of a file of occupations. */
export interface OccupationPart {
  readonly code?: string;
  readonly title: string;
  /** Rows, without the total. */
  readonly occupations: number;
  /** Of all occupations together, persons. */
  readonly jobs: Datum;
}

/** What a table of occupations in a file holds. */
export interface OccupationInventory {
  readonly file: string;
  /** Publisher, program and date. */
  readonly layout: string;
  readonly holds: "staffing" | "areas" | "facts";
  readonly year?: number;
  readonly soc: SocVersion;
  /** Different codes. */
  readonly occupations: number;
  /** Rows without a number of jobs, or of openings. */
  readonly withheld: number;
  /** Industries or areas. */
  readonly parts: readonly OccupationPart[];
}
