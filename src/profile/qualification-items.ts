import { attainmentReading } from "../occupations/attainment.js";
import { sharedSkills } from "../occupations/shared-skills.js";
import { formatList } from "../report/words.js";
import { ONET_ATTRIBUTION } from "../staffing/read/shipped-onet.js";
import type { IndustryProfile } from "./industry-profile.js";

/** Occupations of the table whose workers have another education than is asked for, that are named. */
const READINGS = 3;

/**
 * What workers have beside what is asked for, and what the jobs ask for together.
 *
 * @param shown how many occupations the table has
 */
export function qualificationItems(occupations: IndustryProfile["occupations"], shown: number): readonly string[] {
  const readings = occupations
    .slice(0, shown)
    .flatMap(({ title, facts }) => {
      const reading = facts && attainmentReading(facts);
      return reading === undefined ? [] : [`${title}: ${reading}`];
    })
    .slice(0, READINGS);
  const { skills, knowledge, technologies } = sharedSkills(occupations);
  return [
    ...(readings.length === 0
      ? []
      : [`Asked at entry, and what workers of 25 and over have (BLS Table 5.3, 2018–19): ${readings.join("; ")}.`]),
    ...(skills.length === 0
      ? []
      : [
          `What these jobs ask for the most: ${formatList(skills)}; knowledge of ${formatList(knowledge)}${technologies.length === 0 ? "" : `; software in demand: ${formatList(technologies)}`} (${ONET_ATTRIBUTION}; importance weighed by jobs).`,
        ]),
  ];
}
