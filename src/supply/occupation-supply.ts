import { derive, disclosed, hasValue, knownValue, ABSENT, type Datum } from "../core/datum.js";
import { EDUCATION_LEVELS, educationRank, rankOfEducationId } from "../occupations/education.js";
import { titleOfOccupation } from "../staffing/read/shipped-occupations.js";
import type { SocCode } from "../staffing/records.js";
import { awardLevel } from "../training/awards.js";
import type { Program, Training } from "../training/records.js";
import { occupationsOfProgram, shareCompletions, type SharedCompletions } from "../training/share.js";
import type { Demand, OccupationDemand } from "./demand.js";

/** An occupation's completions beside its openings. */
export interface OccupationSupply extends Omit<OccupationDemand, "openings"> {
  readonly openings: Datum;
  /** Completions a year, each counted in one occupation. */
  readonly completions: number;
  /** Of these with an award at the occupation's entry education or above; undefined where that is not known. */
  readonly atEntry: number | undefined;
  readonly byAward: ReadonlyMap<number, number>;
  /** Of all programs that lead to it, also those counted elsewhere. */
  readonly listed: number;
  /** Openings less completions, and completions for each opening. */
  readonly gap: Datum;
  readonly ratio: Datum;
  /** Programs that teach it, most completions first. */
  readonly programs: readonly Program[];
}

export interface TrainingSupply {
  readonly shared: SharedCompletions;
  /** Largest gap first; what has none, last. */
  readonly occupations: readonly OccupationSupply[];
}

/** Sets completions beside openings, occupation by occupation; all that have either. */
export function findSupply(training: Training, demand: Demand | undefined): TrainingSupply {
  const codeOf = demand?.codeOf ?? ((code: SocCode) => code);
  const { programs, crosswalk } = training;
  const shared = shareCompletions({
    programs,
    crosswalk,
    openingsHere: (code) => {
      const openings = demand?.occupations.get(code)?.openings;
      return openings && knownValue(openings);
    },
    openingsOfNation: (code) => demand?.ofNation(code),
    codeOf,
  });
  const teaching = new Map<SocCode, Program[]>();
  for (const program of programs) {
    for (const code of occupationsOfProgram(program.cip, { crosswalk, codeOf })) {
      const list = teaching.get(code);
      if (list) list.push(program);
      else teaching.set(code, [program]);
    }
  }
  const codes = new Set([...(demand?.occupations.keys() ?? []), ...teaching.keys()]);
  const occupations = [...codes].map((code): OccupationSupply => {
    const needed = demand?.occupations.get(code);
    const given = shared.occupations.get(code);
    const openings = needed?.openings ?? ABSENT;
    const completions = given?.completions ?? 0;
    const both = { openings, completions: disclosed(completions) };
    const rank = needed?.educationRank;
    return {
      occupation: code,
      title: needed?.title ?? titleOfOccupation(code),
      education: needed?.education,
      educationRank: rank,
      openings,
      completions,
      atEntry: rank === undefined ? undefined : atEntry(given?.byAward ?? new Map<number, number>(), rank),
      byAward: given?.byAward ?? new Map<number, number>(),
      listed: given?.listed ?? sumCompletions(teaching.get(code)),
      gap: derive(both, (of) => of.openings - of.completions),
      ratio: derive(both, (of) => (of.openings > 0 ? of.completions / of.openings : undefined), "no openings"),
      programs: teaching.get(code) ?? [],
    };
  });
  const size = ({ gap }: OccupationSupply): number => knownValue(gap) ?? -Infinity;
  return {
    shared,
    occupations: occupations.sort(
      (a, b) =>
        Number(hasValue(b.gap)) - Number(hasValue(a.gap)) ||
        (hasValue(a.gap) ? size(b) - size(a) : b.completions - a.completions) ||
        (a.occupation < b.occupation ? -1 : 1),
    ),
  };
}

function sumCompletions(programs: readonly Program[] = []): number {
  return programs.reduce((sum, { mean }) => sum + mean, 0);
}

/** The place of an award among BLS's levels of education, 3 (nondegree award) to 7 (doctoral). */
export function rankOfAward(award: number): number {
  return rankOfEducationId(awardLevel(award)!.education);
}

function atEntry(byAward: ReadonlyMap<number, number>, rank: number): number {
  let sum = 0;
  for (const [award, completions] of byAward) if (rankOfAward(award) >= rank) sum += completions;
  return sum;
}

/** Openings by entry education, in BLS's order; those of occupations without one are apart. */
export function openingsByEducation(demand: Demand): {
  readonly levels: readonly { readonly id: string; readonly label: string; readonly openings: number }[];
  readonly unknown: number;
} {
  const sums = EDUCATION_LEVELS.map(({ id, label }) => ({ id, label, openings: 0 }));
  let unknown = 0;
  for (const { openings, education } of demand.occupations.values()) {
    const value = knownValue(openings) ?? 0;
    const rank = education === undefined ? undefined : educationRank(education);
    if (rank === undefined) unknown += value;
    else sums[rank]!.openings += value;
  }
  return { levels: sums, unknown };
}
