/**
 * Occupations, or those that start so, that most states let nobody work in without a license or certificate.
 *
 * @source after "Licenses, Certifications, and Registrations" of BLS's Occupational Outlook Handbook; not complete
 */
const LICENSED: readonly string[] = [
  "13-2023",
  "17-101",
  "17-1022",
  "21-1013",
  "21-1014",
  "21-1018",
  "21-102",
  "23-1011",
  "25-202",
  "25-203",
  "25-205",
  "29-1",
  "29-2034",
  "29-2042",
  "29-2043",
  "29-2052",
  "29-2061",
  "31-1131",
  "31-2011",
  "31-2021",
  "31-9011",
  "33-3051",
  "33-9032",
  "37-2021",
  "37-3012",
  "39-4031",
  "39-501",
  "39-5092",
  "39-5094",
  "41-3021",
  "41-3031",
  "41-9021",
  "41-9022",
  "47-2111",
  "47-2152",
  "47-4021",
  "49-3011",
  "53-2011",
  "53-2012",
  "53-2021",
  "53-3032",
  "53-3051",
  "53-3052",
  "53-5021",
];

/** Whether most states license an occupation. */
export function isLicensed(code: string): boolean {
  return LICENSED.some((start) => code.startsWith(start));
}
