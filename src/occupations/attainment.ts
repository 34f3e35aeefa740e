import { formatWholePercent } from "../core/number-format.js";
import { bachelorShare, collegeShare } from "../staffing/attainment.js";
import type { Occupation } from "../staffing/occupation-records.js";
import { EDUCATION_LEVELS, educationRank } from "./education.js";

// What those who work in an occupation have, beside what it typically asks for.

/** Typical entry education from which a bachelor's degree is asked for, in EDUCATION_LEVELS. */
const ASKS_BACHELOR = EDUCATION_LEVELS.findIndex(({ id }) => id === "bachelor");
const ASKS_HIGH_SCHOOL = EDUCATION_LEVELS.findIndex(({ id }) => id === "high-school");
/** From here on most workers are not as the typical education says. */
const MOST = 0.5;

/**
 * Where most workers have another education than is typically asked for, in words: "long-term on-the-job training, yet
 * 70% have some college or more". The START guide reads both tables side by side: a typical education is what gets one
 * in, and employers who can choose may ask for more.
 *
 * @returns undefined where the two agree, or one is not known
 */
export function attainmentReading({
  typicalEducation,
  attainment,
}: Pick<Occupation, "typicalEducation" | "attainment">): string | undefined {
  const asked = typicalEducation && educationRank(typicalEducation.education);
  if (asked === undefined || !attainment) return undefined;
  const [college, bachelor] = [collegeShare(attainment), bachelorShare(attainment)];
  if (asked <= ASKS_HIGH_SCHOOL) {
    return college < MOST
      ? undefined
      : `${describeTraining(typicalEducation!)}, yet ${formatWholePercent(college)} have some college or more`;
  }
  if (asked < ASKS_BACHELOR) {
    return bachelor < MOST
      ? undefined
      : `${lowerFirst(EDUCATION_LEVELS[asked]!.label)}, yet ${formatWholePercent(bachelor)} have a bachelor's degree or more`;
  }
  return bachelor >= MOST
    ? undefined
    : `${lowerFirst(EDUCATION_LEVELS[asked]!.label)}, yet only ${formatWholePercent(bachelor)} have a bachelor's degree or more`;
}

/** What is asked for below college: the training on the job where there is some. */
function describeTraining({ education, training }: NonNullable<Occupation["typicalEducation"]>): string {
  return lowerFirst(/^(?:none|)$/i.test(training) ? education : training);
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
