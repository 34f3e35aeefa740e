/** An education level of BLS's classification, from least to most. */
export interface EducationLevel {
  /** What an option takes. */
  readonly id: string;
  /** As BLS writes it. */
  readonly label: string;
  /** For a narrow column. */
  readonly short: string;
}

/**
 * Typical education needed for entry, from least to most.
 *
 * @source BLS Employment Projections, "Occupational education and training classification system", Table 5.4
 */
export const EDUCATION_LEVELS = [
  { id: "none", label: "No formal educational credential", short: "None" },
  { id: "high-school", label: "High school diploma or equivalent", short: "High school" },
  { id: "some-college", label: "Some college, no degree", short: "Some college" },
  { id: "award", label: "Postsecondary nondegree award", short: "Award" },
  { id: "associate", label: "Associate's degree", short: "Associate's" },
  { id: "bachelor", label: "Bachelor's degree", short: "Bachelor's" },
  { id: "master", label: "Master's degree", short: "Master's" },
  { id: "doctoral", label: "Doctoral or professional degree", short: "Doctoral" },
] as const satisfies readonly EducationLevel[];

export type EducationId = (typeof EDUCATION_LEVELS)[number]["id"];

/** Place of an education from 0 (none) to 7 (doctoral); nothing for a text that is not BLS's. */
export function educationRank(text: string): number | undefined {
  const plain = text.trim().toLowerCase().replaceAll("’", "'");
  const rank = EDUCATION_LEVELS.findIndex(({ label }) => label.toLowerCase() === plain);
  return rank === -1 ? undefined : rank;
}

/** The narrow column's word for an education; the text itself where it is not BLS's. */
export function shortEducation(text: string): string {
  const rank = educationRank(text);
  return rank === undefined ? text : EDUCATION_LEVELS[rank]!.short;
}

export function rankOfEducationId(id: EducationId): number {
  return EDUCATION_LEVELS.findIndex((level) => level.id === id);
}
