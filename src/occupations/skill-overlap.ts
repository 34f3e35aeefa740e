import type { RatedElement } from "../staffing/read/shipped-onet.js";

/** From this importance on, of 1 to 5, an occupation needs a skill or a field of knowledge. */
const NEEDED_FROM = 3;

/**
 * How much of what an occupation needs another has: of the skills and knowledge that O*NET rates as important for the one
 * it leads to, the importance above "not important", up to what is asked, as a part of all that is asked. Related
 * occupations of O*NET have 0.90 in the middle, any two 0.75.
 *
 * @returns 0 to 1; undefined where O*NET does not rate one of them
 */
export function skillOverlap(from: readonly RatedElement[], to: readonly RatedElement[]): number | undefined {
  if (from.length === 0) return undefined;
  const has = new Map(from.map(({ kind, name, importance }) => [`${kind} ${name}`, importance - 1]));
  let [asked, covered] = [0, 0];
  for (const { kind, name, importance } of to) {
    if (importance < NEEDED_FROM) continue;
    asked += importance - 1;
    covered += Math.min(importance - 1, has.get(`${kind} ${name}`) ?? 0);
  }
  return asked === 0 ? undefined : covered / asked;
}
