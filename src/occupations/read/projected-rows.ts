import type { Datum } from "../../core/datum.js";
import type { SocCode } from "../../staffing/records.js";

/** A row with levels of two years and openings, as printed. */
export interface ProjectedRow {
  readonly code: SocCode;
  readonly line: number;
  readonly baseYear: number;
  readonly projectedYear: number;
  /** The area that it is for, in the file's words. */
  readonly area: string | undefined;
  readonly base: Datum;
  readonly projected: Datum;
  readonly openings: Datum;
  readonly exits: Datum;
  readonly transfers: Datum;
  readonly percent: number | undefined;
}

/** The projections of one table. */
export interface ProjectedRows {
  readonly file: string;
  /** Whether its heading says that openings are of a year; else what they add up to decides. */
  readonly isAnnual: boolean;
  readonly rows: ProjectedRow[];
}
