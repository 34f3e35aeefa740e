import { InputError } from "../core/errors.js";
import { rankIndustries } from "../ranking/rank.js";
import { rankingState } from "./states.js";
import type { Result, ResultScope } from "../result/result.js";

interface Requirement {
  readonly what: string;
  readonly of: (result: Result) => string;
  readonly why: string;
  readonly hint: (old: Result, recent: Result) => string;
}

const level = ({ scope }: Result): string => (/^\d$/.test(scope.level) ? `${scope.level}-digit` : scope.level);
const period = ({ scope }: Result): string => (scope.quarter === 0 ? "annual averages" : `quarter ${scope.quarter}`);

const REQUIREMENTS: readonly Requirement[] = [
  {
    what: "of different commands",
    of: ({ command }) => command,
    why: "a ranking and a table without ranks have no moves between them",
    hint: (old) => `write both with \`sector-rank ${old.command}\``,
  },
  {
    what: "of different NAICS levels",
    of: level,
    why: "a parent's rank says nothing of its children's",
    hint: (old) => `write both with --level ${old.scope.level}`,
  },
  {
    what: "of different ownerships",
    of: ({ scope }) => scope.ownership,
    why: "their jobs are counted over other employers",
    hint: (old) => `write both with --ownership ${old.scope.ownership}`,
  },
  {
    what: "of different periods of the year",
    of: period,
    why: "the difference would be the season's",
    hint: () => "compare the same quarter of two years, or two annual results",
  },
];

/**
 * Makes sure that two results answer the same question, so that their difference means something.
 *
 * @throws {InputError} RESULTS_DIFFER with the reason
 */
export function requireComparable(old: Result, recent: Result): void {
  for (const { what, of, why, hint } of REQUIREMENTS) {
    const [a, b] = [of(old), of(recent)];
    if (a === b) continue;
    throw new InputError(`the results are ${what}: ${why}`, {
      code: "RESULTS_DIFFER",
      where: { file: recent.file },
      found: `${a} in ${old.file}, ${b} in ${recent.file}`,
      hint: hint(old, recent),
    });
  }
}

/** Two computations of one score differ by less than this part of it. */
const ROUNDING = 1e-9;

/**
 * Makes sure that a ranking's places follow from the figures it holds: one that was edited by hand, or ranked by
 * other rules, can't be taken apart.
 *
 * @throws {InputError} RESULT_INCONSISTENT
 */
export function requireOwnRanks(result: Result): void {
  const state = rankingState(result);
  if (!state) return;
  const candidates = [...state.values].map(([naics, values]) => ({ naics, values }));
  const computed = new Map(
    rankIndustries(candidates, state.factors, state).industries.map((industry) => [industry.candidate.naics, industry]),
  );
  for (const { naics, ranked } of result.industries) {
    const own = computed.get(naics);
    const isSame =
      ranked === undefined || own === undefined
        ? ranked === undefined && own === undefined
        : ranked.rank === own.rank && Math.abs(ranked.score - own.score) <= ROUNDING * Math.max(1, Math.abs(own.score));
    if (isSame) continue;
    throw new InputError(`the rank of ${naics} does not follow from the figures in the file`, {
      code: "RESULT_INCONSISTENT",
      where: { file: result.file },
      found: `${describeStanding(ranked)}, where the figures give ${describeStanding(own)}`,
      hint: "use the file as sector-rank wrote it, or write it again",
    });
  }
}

function describeStanding(standing: { readonly rank: number; readonly score: number } | undefined): string {
  return standing === undefined ? "no rank" : `rank ${standing.rank} with score ${standing.score}`;
}

/** Whether the results are of one region, so that what differs between them is time. */
export function isSameRegion(old: ResultScope, recent: ResultScope): boolean {
  return [...old.region.areas].sort().join() === [...recent.region.areas].sort().join();
}
