declare const brand: unique symbol;

type Branded<Name extends string> = string & { readonly [brand]: Name };

/** A code of an industry in a QCEW file: NAICS, a sector range (`31-33`) or a BLS aggregate (`1013`). */
export type IndustryCode = Branded<"IndustryCode">;

/** A QCEW area: `39049`, `39000`, `US000`, `C1814`, `CS198`, `USMSA`. */
export type AreaCode = Branded<"AreaCode">;

/** The nation's code as an area of QCEW. */
export const NATION = "US000";

/** QCEW's ownership codes. Below the supersectors 0 is not published. */
export type OwnershipCode = 0 | 1 | 2 | 3 | 5 | 8 | 9;

/** Ownership codes are one digit, so arrays indexed by them have this many places. */
export const OWNERSHIP_SLOTS = 10;

/** The revisions of NAICS that the tool knows. */
export const NAICS_VERSIONS = [2007, 2012, 2017, 2022] as const;

/** The revision of NAICS in which a code is meant. */
export type NaicsVersion = (typeof NAICS_VERSIONS)[number];

/** 0 for a year's annual averages, 1 to 4 for a quarter. */
export type Quarter = 0 | 1 | 2 | 3 | 4;

const AREA = /^(?:\d{5}|US000|USCMS|USMSA|USNMS|C\d{4}|CS\d{3})$/;
const INDUSTRY = /^(?:\d{2,6}|\d{2}-\d{2})$/;

/** A QCEW area code as published, five characters; nothing for other text. */
export function parseAreaCode(text: string): AreaCode | undefined {
  return AREA.test(text) ? (text as AreaCode) : undefined;
}

/** An industry code as QCEW writes it; says nothing of whether any list has it. */
export function parseIndustryCode(text: string): IndustryCode | undefined {
  return INDUSTRY.test(text) ? (text as IndustryCode) : undefined;
}

/** The NAICS revision that QCEW used for the data of a year. */
export function naicsVersionOfYear(year: number): NaicsVersion {
  if (year >= 2022) return 2022;
  if (year >= 2017) return 2017;
  if (year >= 2012) return 2012;
  return 2007;
}

/** A year's annual averages (`quarter` 0), or one quarter. */
export interface Period {
  readonly year: number;
  readonly quarter: Quarter;
}

/** Whether industries of two years can be compared: data before 2007 are of NAICS 2002, which no list here bridges to later versions. */
export function isJoined(early: number, late: number): boolean {
  return early >= NAICS_VERSIONS[0] || late < NAICS_VERSIONS[0];
}
