import { naicsVersionOfYear } from "../core/codes.js";
import { industryDepth } from "../naics/levels.js";
import type { Publisher, Signal } from "./signal.js";

/**
 * Industries that QCEW has and County Business Patterns leaves out, by the first digits of their codes: crop and animal
 * production, rail transportation, the postal service, pension, health and other funds and trusts, private households,
 * public administration; and what neither can classify. Of religious organizations QCEW has a twentieth, since states
 * need not insure them.
 *
 * @source Census Bureau, County Business Patterns methodology: industries not covered
 */
const NOT_IN_CBP = ["111", "112", "482", "491", "525", "8131", "814", "92", "99"];
/** Of what is above them, these are mostly such industries. */
const MOSTLY_OTHER: ReadonlySet<string> = new Set(["11", "813"]);

/** Codes that kept their number in 2022 with other content: retail's and information's below the sector, and two more. */
const CHANGED_IN_2022 = /^(?:44\d|45\d|51\d|325314$|425120$)/;

/** A figure of other years says something of a cell; farther off than this it says no more than its establishments do. */
export const MOST_YEARS = 3;

/** Whether a publisher covers a private industry as QCEW does, except for errors that can be measured. */
export function isCovered(publisher: Publisher, naics: string): boolean {
  const depth = industryDepth(naics);
  // Totals and BLS's aggregates hold something of what is left out, and are published.
  if (depth === undefined || depth === "total" || depth === "domain" || depth === "supersector") return false;
  // QWI is made from the records of the same unemployment insurance as QCEW.
  if (publisher === "qwi") return !naics.startsWith("99");
  return !MOSTLY_OTHER.has(naics) && !NOT_IN_CBP.some((digits) => naics.startsWith(digits));
}

/** Whether a code means the same in a signal as in QCEW's rows of a year. */
export function meansTheSame({ naics }: Pick<Signal, "naics">, code: string, year: number): boolean {
  const version = naicsVersionOfYear(year);
  const isAcross = naics === undefined || naics < 2022 !== version < 2022;
  return !isAcross || !CHANGED_IN_2022.test(code);
}

/** The revision of NAICS that County Business Patterns of a year are in: QCEW's, but that it came a year later in 2022. */
export function naicsOfCbp(year: number): Signal["naics"] {
  return naicsVersionOfYear(year === 2022 ? 2021 : year);
}
