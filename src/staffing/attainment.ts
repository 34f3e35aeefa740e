import type { Attainment } from "./occupation-records.js";

/** The levels of attainment as they are published, from least to most. */
export const ATTAINMENT_LEVELS = [
  { id: "lessThanHighSchool", label: "Less than high school" },
  { id: "highSchool", label: "High school" },
  { id: "someCollege", label: "Some college" },
  { id: "associate", label: "Associate's" },
  { id: "bachelor", label: "Bachelor's" },
  { id: "master", label: "Master's" },
  { id: "doctoral", label: "Doctoral" },
] as const;

const SOME_COLLEGE = 2;
const BACHELOR = 4;

/** Part of the workers of 25 and over who have some college or more, a fraction. */
export function collegeShare({ shares }: Attainment): number {
  return shareFrom(shares, SOME_COLLEGE);
}

/** Part of them who have a bachelor's degree or more. */
export function bachelorShare({ shares }: Attainment): number {
  return shareFrom(shares, BACHELOR);
}

function shareFrom(shares: readonly number[], level: number): number {
  // Printed in tenths of a percent, which may add up to a little more than all.
  return Math.min(
    1,
    Math.max(
      0,
      shares.slice(level).reduce((sum, share) => sum + share, 0),
    ),
  );
}
