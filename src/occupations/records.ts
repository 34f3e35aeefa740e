import type { Datum } from "../datum.js";
import type { SocCode, SocVersion } from "../staffing/records.js";

/** What an occupation typically asks for: BLS Employment Projections Table 5.4. */
export interface TypicalEducation {
  /** `Bachelor's degree` */
  readonly education: string;
  readonly experience: string;
  readonly training: string;
}

/** Jobs to fill in an average year of a projection. Persons. */
export interface AnnualOpenings {
  readonly total: Datum;
  readonly exits: Datum;
  readonly transfers: Datum;
  /** Of employment change; may be below zero. */
  readonly growth: Datum;
}

export interface OccupationProjection {
  readonly baseYear: number;
  readonly projectedYear: number;
  /** Persons. */
  readonly base: Datum;
  readonly projected: Datum;
  readonly openings: AnnualOpenings;
}

/** Everything about an occupation that does not depend on a region or an industry. */
export interface Occupation {
  readonly code: SocCode;
  readonly title: string;
  readonly typicalEducation?: TypicalEducation;
  /** O*NET job zone 1 (little preparation) to 5. */
  readonly jobZone?: number;
  readonly projection?: OccupationProjection;
  /** Codes of occupations that O*NET names as related, nearest first. */
  readonly related: readonly SocCode[];
}

/** Reference facts by SOC 2018 code. */
export interface OccupationTable {
  readonly soc: SocVersion;
  readonly occupations: ReadonlyMap<SocCode, Occupation>;
}
