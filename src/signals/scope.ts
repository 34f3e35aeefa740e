/**
 * Industries that QCEW has and County Business Patterns leaves out, by the first digits of their codes: crop and animal
 * production, rail transportation, the postal service, pension, health and other funds and trusts, private households,
 * public administration. Codes above them say nothing either, because much of them is left out.
 *
 * @source Census Bureau, County Business Patterns methodology: industries not covered
 */
const NOT_IN_CBP = ["111", "112", "482", "491", "525", "814", "92", "99"];
const MOSTLY_NOT_IN_CBP: ReadonlySet<string> = new Set(["11", "10", "101", "102", "00"]);

/** Whether the publisher covers an industry as QCEW does, but for errors that can be measured. */
export function isCovered(publisher: "cbp" | "qwi", naics: string): boolean {
  // QWI is made from the records of the same unemployment insurance as QCEW.
  if (publisher === "qwi") return naics !== "99";
  return !MOSTLY_NOT_IN_CBP.has(naics) && !NOT_IN_CBP.some((digits) => naics.startsWith(digits));
}
