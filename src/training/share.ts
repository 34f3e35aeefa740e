import type { SocCode } from "../staffing/records.js";
import type { CipCode } from "./cip.js";
import type { CipSocCrosswalk, Program } from "./records.js";

/** By what completions of a program are shared over its occupations, the first that has a figure for any of them. */
export const SHARED_BY = ["region", "nation", "equally"] as const;
export type SharedBy = (typeof SHARED_BY)[number];

/** What decides how completions are shared. */
export interface SharingInputs {
  readonly programs: readonly Program[];
  readonly crosswalk: CipSocCrosswalk;
  /** Openings a year of an occupation in the region, and in the nation; undefined where there is no figure. */
  readonly openingsHere: (occupation: SocCode) => number | undefined;
  readonly openingsOfNation: (occupation: SocCode) => number | undefined;
  /** The code under which openings count an occupation: BLS joins several of SOC 2018, such as 13-1021 to 13-1023. */
  readonly codeOf?: (occupation: SocCode) => SocCode;
}

/** Completions that an occupation was given, each counted in one occupation only. */
export interface OccupationCompletions {
  readonly occupation: SocCode;
  /** A year, over all award levels. */
  readonly completions: number;
  /** The same by IPEDS's award level. */
  readonly byAward: ReadonlyMap<number, number>;
  /** Of all programs that lead to it, whatever else they lead to: other occupations have the same completions. */
  readonly listed: number;
}

/** Programs that lead to no occupation: the crosswalk says so, or does not have them. */
export interface UnmatchedProgram {
  readonly cip: CipCode;
  readonly why: "no-occupation" | "not-in-crosswalk";
  readonly completions: number;
}

export interface SharedCompletions {
  /** Of all programs; the occupations' and the unmatched programs' add up to it. */
  readonly total: number;
  readonly occupations: ReadonlyMap<SocCode, OccupationCompletions>;
  /** Most completions first. */
  readonly unmatched: readonly UnmatchedProgram[];
  /** How many completions were shared by what; those of programs with one occupation need nothing. */
  readonly by: Readonly<Record<SharedBy | "alone", number>>;
}

/** The occupations that a program leads to, under the codes of openings, each once. */
export function occupationsOfProgram(
  cip: CipCode,
  { crosswalk, codeOf }: Pick<SharingInputs, "crosswalk" | "codeOf">,
): readonly SocCode[] {
  const codes = crosswalk.occupations.get(cip) ?? [];
  return codeOf ? [...new Set(codes.map(codeOf))] : codes;
}

/**
 * Shares each completion once over the occupations that its program leads to, by their openings in the region; where none
 * of them has any, by the nation's; else equally.
 *
 * A crosswalk says what a program may lead to, not how many take each way. Openings stand for that.
 */
export function shareCompletions(inputs: SharingInputs): SharedCompletions {
  const occupations = new Map<SocCode, { completions: number; byAward: Map<number, number>; listed: number }>();
  const unmatched = new Map<CipCode, number>();
  const by = { region: 0, nation: 0, equally: 0, alone: 0 };
  const partsOf = new Map<CipCode, Parts>();
  let total = 0;
  for (const { cip, award, mean } of inputs.programs) {
    total += mean;
    let parts = partsOf.get(cip);
    if (!parts) partsOf.set(cip, (parts = partsOfProgram(cip, inputs)));
    if (parts.shares.length === 0) {
      unmatched.set(cip, (unmatched.get(cip) ?? 0) + mean);
      continue;
    }
    by[parts.by] += mean;
    for (const [occupation, share] of parts.shares) {
      let sum = occupations.get(occupation);
      if (!sum) occupations.set(occupation, (sum = { completions: 0, byAward: new Map(), listed: 0 }));
      sum.completions += mean * share;
      sum.byAward.set(award, (sum.byAward.get(award) ?? 0) + mean * share);
      sum.listed += mean;
    }
  }
  return {
    total,
    occupations: new Map([...occupations].map(([occupation, sum]) => [occupation, { occupation, ...sum }])),
    unmatched: [...unmatched]
      .map(([cip, completions]): UnmatchedProgram => ({
        cip,
        why: inputs.crosswalk.occupations.has(cip) ? "no-occupation" : "not-in-crosswalk",
        completions,
      }))
      .sort((a, b) => b.completions - a.completions || (a.cip < b.cip ? -1 : 1)),
    by,
  };
}

interface Parts {
  readonly by: SharedBy | "alone";
  /** Adding up to 1; empty where the program leads nowhere. */
  readonly shares: readonly (readonly [SocCode, number])[];
}

function partsOfProgram(cip: CipCode, inputs: SharingInputs): Parts {
  const codes = occupationsOfProgram(cip, inputs);
  if (codes.length <= 1) return { by: "alone", shares: codes.map((code) => [code, 1]) };
  const weigh = (openingsOf: SharingInputs["openingsHere"]): readonly number[] =>
    codes.map((code) => Math.max(0, openingsOf(code) ?? 0));
  const [here, nation] = [weigh(inputs.openingsHere), weigh(inputs.openingsOfNation)];
  const sum = (weights: readonly number[]): number => weights.reduce((all, weight) => all + weight, 0);
  const kind: SharedBy = sum(here) > 0 ? "region" : sum(nation) > 0 ? "nation" : "equally";
  const weights = { region: here, nation, equally: codes.map(() => 1) }[kind];
  const all = sum(weights);
  return {
    by: kind,
    shares: codes.flatMap((code, at) => (weights[at]! > 0 ? [[code, weights[at]! / all] as const] : [])),
  };
}
