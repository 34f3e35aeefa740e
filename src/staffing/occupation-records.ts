import type { Datum } from "../core/datum.js";
import type { SocCode, SocVersion } from "./records.js";

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
  /** The area that it is for, in the file's words; the nation where left out. */
  readonly area?: string;
}

/** How many of those asked in an occupation name a level of education as required: O*NET's scale RL. */
export interface RequiredEducation {
  /** O*NET's category, 1 (less than high school) to 12 (post-doctoral training). */
  readonly category: number;
  readonly level: string;
  /** A fraction; those of an occupation add up to 1. */
  readonly share: number;
}

/** The education that those who work in an occupation have, 25 years and over. */
export interface Attainment {
  /** Whom it was asked of: `2018–19`. */
  readonly period: string;
  /** Set where the survey has the occupation only together with others. */
  readonly isWider: boolean;
  /**
   * Fractions, which add up to 1 except for rounding: less than high school, high school, some college, associate's, bachelor's,
   * master's, doctoral or professional.
   */
  readonly shares: readonly number[];
}

/** Everything about an occupation that does not depend on a region or an industry. */
export interface Occupation {
  readonly code: SocCode;
  readonly title: string;
  readonly typicalEducation?: TypicalEducation;
  readonly attainment?: Attainment;
  /** What those who work in it do, the most important first; only where the user's O*NET files are read. */
  readonly tasks?: readonly string[];
  /** Fractions of those who work in it, where a file of the user's has them. */
  readonly partTime?: number;
  readonly unemployment?: number;
  /** What those who work in it say, by category; only where the user's O*NET files are read. */
  readonly requiredEducation?: readonly RequiredEducation[];
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
