import { disclosed, hasValue } from "../../core/datum.js";
import type { OccupationGroup } from "./groups.js";

/** A group whose total was added up, with what could not be. */
export interface SummedTotal<Group> {
  readonly group: Group;
  /** Groups of occupations whose jobs are withheld: of them only what detailed occupations publish is in the total. */
  readonly withheld: number;
}

/** Part of the jobs of detailed occupations that must stand within groups; else the file holds detailed ones alone. */
const LEAST_WITHIN = 0.9;

/**
 * The total of an industry without a row of all occupations: the sum of its major groups, or of its minor ones, and of
 * detailed occupations that stand in none. Jobs that are withheld at every level are missing.
 *
 * @returns undefined where the groups hold too little for a sum to stand for all
 */
export function withSummedTotal<Group extends OccupationGroup>(group: Group): SummedTotal<Group> | undefined {
  const level = group.rows.some((row) => row.level === "major") ? "major" : "minor";
  const heads = group.rows.filter((row) => row.level === level);
  const prefixes = heads.map(({ occupation }) => occupation.replace(/0+$/, ""));
  const within = prefixes.map(() => 0);
  let outside = 0;
  for (const { occupation, level: own, employment } of group.rows) {
    if (own !== "detailed" || !hasValue(employment)) continue;
    const at = prefixes.findIndex((prefix) => occupation.startsWith(prefix));
    if (at === -1) outside += employment.value;
    else within[at]! += employment.value;
  }
  const held = within.reduce((sum, jobs) => sum + jobs, 0);
  if (held === 0 || held / (held + outside) < LEAST_WITHIN) return undefined;
  const sum = heads.reduce(
    (all, { employment }, at) => all + (hasValue(employment) ? employment.value : within[at]!),
    0,
  );
  return {
    group: { ...group, total: disclosed(sum + outside) },
    withheld: heads.filter(({ employment }) => !hasValue(employment)).length,
  };
}
