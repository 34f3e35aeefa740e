import type { NaicsVersion } from "../core/codes.js";
import type { Level } from "../core/industry-table.js";
import { planBridge, type PlannedBridge } from "../naics/bridge-plan.js";
import { findSector } from "../naics/levels.js";
import type { Naics } from "../naics/naics.js";
import type { Revision } from "../naics/revision.js";

/** What a revision of NAICS did to the codes of one level. */
export interface CodeChanges {
  readonly from: NaicsVersion;
  readonly to: NaicsVersion;
  /** Codes of either version that went, came, or mean other content. */
  readonly touched: ReadonlySet<string>;
  /** Later codes that hold content of an earlier one. */
  readonly becameOf: (code: string) => readonly string[];
  /** Earlier codes that content of a later one came from. */
  readonly cameFrom: (code: string) => readonly string[];
}

/** Reads off a bridge between two versions where each code went and came from. */
export function codeChanges(naics: Naics, revision: Revision, level: Level): CodeChanges {
  const plan = planBridge(naics, revision, level);
  const earlier = naics.codes(plan.from, level);
  const sources = new Map(
    [...plan.industries.values()]
      .filter(({ kind }) => kind !== "unchanged")
      .map((industry) => [industry.code, findSources(industry, earlier)]),
  );
  return {
    from: plan.from,
    to: plan.to,
    touched: new Set(plan.touched),
    becameOf: (code) => [...sources].filter(([, from]) => from.includes(code)).map(([later]) => later),
    cameFrom: (code) => sources.get(code) ?? [],
  };
}

/** The earlier codes of the level that an industry's wholes and parts lie under, or are made of. */
function findSources({ whole, parts }: PlannedBridge, earlier: readonly string[]): readonly string[] {
  const pieces = [...whole, ...parts.map(({ code }) => code)];
  return earlier.filter((code) => pieces.some((piece) => isWithin(piece, code) || isWithin(code, piece)));
}

function isWithin(code: string, ancestor: string): boolean {
  return code.startsWith(ancestor) || (ancestor.includes("-") && findSector(code) === ancestor);
}
