import { UsageError } from "../core/errors.js";
import type { IndustryTable } from "../core/industry-table.js";
import { livingWageRatioMeasure } from "../measures/pay-ratio.js";
import { AMONG_AREAS } from "../measures/place-among-areas.js";
import { RELATED_MEASURES } from "../measures/relatedness.js";
import { WORKFORCE_MEASURES } from "../measures/workforce.js";
import type { RankCandidate } from "../ranking/criteria.js";
import { applyRules, TOP_SHARE, type Rule } from "../ranking/rules/rules.js";

/** Rules that each area's industries are checked against. */
export interface AreaRules {
  readonly rules: readonly Rule[];
  /** They are applied one after another. */
  readonly eliminates: boolean;
}

/** The columns of plain numbers that rules give: 1 is a pass, 0 a fail, and there is none where it is not known. */
export function ruleNumbers({ rules, eliminates }: AreaRules): readonly string[] {
  return ["rules_met", "rules_uncertain", ...rules.map(({ id }) => id), ...(eliminates ? ["out_at"] : [])];
}

/** What rules make of the industries of one area: by code the numbers of {@link ruleNumbers}. */
export function holdArea(
  candidates: readonly RankCandidate[],
  table: IndustryTable,
  { rules, eliminates }: AreaRules,
): ReadonlyMap<string, readonly number[]> {
  const { outcomes, elimination } = applyRules(candidates, table, rules, eliminates);
  return new Map(
    [...outcomes].map(([naics, each]) => {
      const results = each.map(({ result }) => (result === "unknown" ? NaN : result === "pass" ? 1 : 0));
      const by = elimination?.eliminatedBy.get(naics);
      return [
        naics,
        [
          results.filter((result) => result === 1).length,
          each.filter(({ uncertain }) => uncertain).length,
          ...results,
          ...(eliminates ? [by ? rules.indexOf(by) + 1 : NaN] : []),
        ],
      ];
    }),
  );
}

const QWI: readonly string[] = WORKFORCE_MEASURES.map(({ id }) => id);

const HINTS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(RELATED_MEASURES.map(({ id }) => [id, "`rank` knows it, of one region"])),
  [TOP_SHARE]: "`rank` knows it, of one region",
  [livingWageRatioMeasure.id]: "a living wage is of one place: write averagePay >= 2080 * 24.5, or `rank` its region",
  ...Object.fromEntries(QWI.map((id) => [id, "`rank` knows it with --qwi, of one region"])),
};

/** Figures that are known only when all areas are, or when one region is ranked. */
const LATER: readonly string[] = [
  ...[...AMONG_AREAS, ...RELATED_MEASURES].map(({ id }): string => id),
  TOP_SHARE,
  livingWageRatioMeasure.id,
  ...QWI,
];

/** The first of these names that no area has a figure of by itself. */
export function findLaterName(names: readonly string[]): string | undefined {
  return names.find((one) => LATER.includes(one));
}

/**
 * Makes sure that rules name nothing that is known only when all areas are, or when one region is ranked.
 *
 * @throws {UsageError} RULE_NAME
 */
export function requireOwnFigures(rules: readonly Rule[]): void {
  for (const { text, names } of rules) {
    const name = findLaterName(names);
    if (name === undefined) continue;
    throw new UsageError(`a rule over areas can't name ${name}`, {
      code: "RULE_NAME",
      found: text,
      hint: HINTS[name] ?? "the columns lq_place, lq_areas and lq_z show it of each area",
    });
  }
}
