import type { AreaCode } from "../core/codes.js";
import type { Note } from "../core/notes.js";
import type { ReadFile } from "../files/read-rows.js";
import type { SocCode } from "../staffing/records.js";
import type { CipCode, CipVersion } from "./cip.js";

/** A school or college that reports to IPEDS. */
export interface Institution {
  /** IPEDS's `UNITID`. */
  readonly unit: string;
  readonly name: string;
  readonly city: string;
  /** Postal abbreviation. */
  readonly state: string;
  /** Undefined where the file says that there is none, as for institutions abroad. */
  readonly county: AreaCode | undefined;
}

/** Programs and what they lead to. */
export interface CipSocCrosswalk {
  readonly cip: CipVersion;
  /** Where it comes from, for messages. */
  readonly label: string;
  readonly titles: ReadonlyMap<CipCode, string>;
  /** Every program of the list; empty lists are programs that lead to no occupation (`99-9999`). */
  readonly occupations: ReadonlyMap<CipCode, readonly SocCode[]>;
}

/** One program of one institution at one award level: first majors who completed it. */
export interface Program {
  readonly institution: Institution;
  readonly cip: CipCode;
  /** IPEDS's award level. */
  readonly award: number;
  /** By year, in the order of the years; 0 where the institution reports and has no such row. */
  readonly completions: readonly number[];
  /** Mean of these. */
  readonly mean: number;
}

/** Completions of institutions, read from files. */
export interface Training {
  /** Of the files taken, in order: 2023 is July 2022 to June 2023. */
  readonly years: readonly number[];
  readonly programs: readonly Program[];
  /** Of the counties asked about, by name; those without completions are among them. */
  readonly institutions: readonly Institution[];
  readonly crosswalk: CipSocCrosswalk;
  /** Whether the crosswalk is the one that ships. */
  readonly isShipped: boolean;
  readonly institutionsFile: string;
  readonly files: readonly ReadFile[];
  readonly notes: readonly Note[];
}
