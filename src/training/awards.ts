/** What a program ends with, as IPEDS codes it. */
export interface AwardLevel {
  /** IPEDS's `AWLEVEL`. */
  readonly level: number;
  readonly label: string;
  /** For a narrow column. */
  readonly short: string;
  /** The level of education of the award, by the ids that BLS's levels have here. */
  readonly education: "award" | "associate" | "bachelor" | "master" | "doctoral";
}

/**
 * Award levels, from the shortest certificate to doctorates; those that files before 2020 (1) and 2010 (9 to 11) have are
 * among them. A postbaccalaureate certificate asks for a bachelor's degree, a post-master's certificate for a master's.
 *
 * @source NCES, IPEDS completions, AWLEVEL
 */
export const AWARD_LEVELS: readonly AwardLevel[] = [
  { level: 20, label: "Certificate of less than 12 weeks", short: "Cert <12 wk", education: "award" },
  { level: 21, label: "Certificate of 12 weeks to 1 year", short: "Cert <1 yr", education: "award" },
  { level: 1, label: "Certificate of less than 1 year", short: "Cert <1 yr", education: "award" },
  { level: 2, label: "Certificate of 1 to 2 years", short: "Cert 1–2 yr", education: "award" },
  { level: 4, label: "Certificate of 2 to 4 years", short: "Cert 2–4 yr", education: "award" },
  { level: 3, label: "Associate's degree", short: "Associate's", education: "associate" },
  { level: 5, label: "Bachelor's degree", short: "Bachelor's", education: "bachelor" },
  { level: 6, label: "Postbaccalaureate certificate", short: "Post-bach. cert", education: "bachelor" },
  { level: 7, label: "Master's degree", short: "Master's", education: "master" },
  { level: 8, label: "Post-master's certificate", short: "Post-master's", education: "master" },
  { level: 17, label: "Doctor's degree, research", short: "Doctorate", education: "doctoral" },
  { level: 18, label: "Doctor's degree, professional practice", short: "Professional", education: "doctoral" },
  { level: 19, label: "Doctor's degree, other", short: "Doctorate", education: "doctoral" },
  { level: 9, label: "Doctor's degree", short: "Doctorate", education: "doctoral" },
  { level: 10, label: "First-professional degree", short: "Professional", education: "doctoral" },
  { level: 11, label: "First-professional certificate", short: "Professional", education: "doctoral" },
];

const BY_LEVEL = new Map(AWARD_LEVELS.map((award, place) => [award.level, { award, place }]));

/** The award of a code; undefined for one that IPEDS does not have. */
export function awardLevel(level: number): AwardLevel | undefined {
  return BY_LEVEL.get(level)?.award;
}

/** From the shortest award to the longest, as the list stands. */
export function compareAwards(one: number, other: number): number {
  return (BY_LEVEL.get(one)?.place ?? 0) - (BY_LEVEL.get(other)?.place ?? 0);
}
