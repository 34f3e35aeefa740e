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
  if (!ranks.has(text)) ranks.set(text, findEducationRank(text));
  return ranks.get(text);
}

/** Tables of occupations repeat a handful of texts. */
const ranks = new Map<string, number | undefined>();

function findEducationRank(text: string): number | undefined {
  const plain = plainEducation(text);
  const rank = EDUCATION_LEVELS.findIndex(
    ({ id, label }) => plainEducation(label) === plain || OTHER_WORDS[id].includes(plain),
  );
  return rank === -1 ? undefined : rank;
}

/** States write the same levels with hyphens, without apostrophes, and in other words. */
function plainEducation(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[’'.]/g, "")
    .replaceAll(/non[-\s]+degree/g, "nondegree")
    .replaceAll(/post[-\s]+secondary/g, "postsecondary")
    .replaceAll(/[^a-z]+/g, " ")
    .trim();
}

const OTHER_WORDS: Readonly<Record<(typeof EDUCATION_LEVELS)[number]["id"], readonly string[]>> = {
  none: ["no formal educational credential required", "less than high school", "less than a high school diploma"],
  "high-school": ["high school diploma", "high school diploma or ged", "high school"],
  "some-college": ["some college"],
  award: ["postsecondary award", "postsecondary certificate", "postsecondary nondegree"],
  associate: ["associate degree", "associates"],
  bachelor: ["bachelor degree", "bachelors"],
  master: ["master degree", "masters"],
  doctoral: ["doctoral degree", "doctoral or professional", "professional degree"],
};

/** The narrow column's word for an education; the text itself where it is not BLS's. */
export function shortEducation(text: string): string {
  const rank = educationRank(text);
  return rank === undefined ? text : EDUCATION_LEVELS[rank]!.short;
}

export function rankOfEducationId(id: EducationId): number {
  return EDUCATION_LEVELS.findIndex((level) => level.id === id);
}
