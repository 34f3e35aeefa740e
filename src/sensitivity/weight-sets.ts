import { UsageError } from "../core/errors.js";
import { parseWeights } from "../command/kinds/weights.js";
import { chooseFactors } from "../ranking/criteria.js";
import type { FurtherFactor } from "../ranking/factor.js";
import type { WeightSet } from "./agreement.js";

const LABEL = "--weight-set";

/**
 * Reads weights that somebody else proposes, `NAME: LIST` each.
 *
 * @throws {UsageError} OPTION_VALUE for a set without a name or of a name that appears twice, and what a list of weights can have wrong
 */
export function readWeightSets(texts: readonly string[], userFactors: readonly FurtherFactor[]): readonly WeightSet[] {
  const names = new Set<string>();
  return texts.map((text) => {
    const [, name, list] = /^\s*([^:=,]+?)\s*:\s*(.*)$/s.exec(text) ?? [];
    if (name === undefined || list === undefined) {
      throw new UsageError(`${LABEL} needs a name and weights`, {
        code: "OPTION_VALUE",
        found: text,
        hint: 'write "county: employment=2,growth=1"',
      });
    }
    if (names.has(name)) {
      throw new UsageError(`two of ${LABEL} have the same name`, {
        code: "OPTION_VALUE",
        found: name,
        hint: "give each a name of its own",
      });
    }
    names.add(name);
    const weights = parseWeights(list, { label: LABEL });
    return { name, factors: chooseFactors({ weights, profile: "start" }, userFactors) };
  });
}
