import type { Candidate } from "../ranking/factor.js";
import type { SocCode } from "../staffing/records.js";
import type { Datum } from "../core/datum.js";
import type { IndustryPart } from "./region-jobs.js";
import type { Wage } from "../staffing/records.js";
import type { Pay } from "../staffing/pay.js";
import type { Occupation } from "../staffing/occupation-records.js";
import type { ThresholdAnswer } from "../staffing/pay.js";

/** One occupation with all that is known of it. `naics` holds its SOC code, which settles ties of a ranking. */
export interface OccupationEntry extends Candidate {
  readonly code: SocCode;
  readonly title: string;
  readonly jobs: Datum;
  readonly parts: readonly IndustryPart[];
  readonly withheldIn: readonly string[];
  readonly borrowed: number;
  /** Mean annual wage in the chosen industries, in the nation. */
  readonly industryWage: Wage;
  readonly national: Pay | undefined;
  readonly regional: Pay | undefined;
  /** The region's where it is known, else the nation's. */
  readonly pay: Pay | undefined;
  /** Persons in the regional file, over all industries. */
  readonly regionalEmployment: Datum;
  readonly quotient: Datum;
  readonly facts: Occupation | undefined;
  /** Chosen industries that have at least a hundredth of their jobs in it by a pattern that is not borrowed. */
  readonly sharedBy: readonly string[];
  /** Where it works in the nation, widest industries, largest first. */
  readonly elsewhere: readonly { readonly code: string; readonly title: string; readonly share: number }[];
  readonly answers: Readonly<Record<string, ThresholdAnswer>>;
}
