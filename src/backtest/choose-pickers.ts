import { UsageError } from "../core/errors.js";
import { nearest } from "../core/suggest.js";
import type { LqBase } from "../core/industry-table.js";
import { MEASURES } from "../measures/index.js";
import { measureNamed } from "../measures/named.js";
import { methodNames, readMethod, rulesOfMethod, type PublishedMethod } from "../published-methods/read-methods.js";
import { chooseFactors, type StatedWeights } from "../ranking/criteria.js";
import type { Factor } from "../ranking/factor.js";
import type { RankingMethodId } from "../ranking/methods.js";
import { PROFILES, type Profile } from "../ranking/profiles.js";
import { readRules } from "../ranking/rules/rules.js";
import { findLaterName } from "../sweep/area-rules.js";
import {
  FACTOR_IDS,
  factorPicker,
  lotPicker,
  rankingPicker,
  rulesPicker,
  type ListLength,
  type Picker,
} from "./pickers.js";

/** Ways to make lists, and those that can't be tried. */
export interface ChosenPickers {
  readonly pickers: readonly Picker[];
  readonly leftOut: readonly { readonly id: string; readonly label: string; readonly reason: string }[];
}

/** What can be tried: the published methods of industries, then single factors. */
function listWays(): { readonly methods: readonly string[]; readonly factors: readonly string[] } {
  const methods = methodNames().filter((name) => readMethod(name).about === "industries");
  return { methods, factors: FACTOR_IDS };
}

/**
 * The lists that are tried: all methods and factors, or those named; the user's weights; and lists drawn by lot, which
 * show what a list is worth that knows nothing.
 *
 * @throws {UsageError} OPTION_VALUE, and what `chooseFactors` throws
 */
export function choosePickers({
  by,
  weights,
  method,
  length,
}: {
  readonly by: readonly string[];
  readonly weights: StatedWeights | undefined;
  readonly method: RankingMethodId;
  readonly length: ListLength;
}): ChosenPickers {
  const ways = listWays();
  const known = [...ways.methods, ...ways.factors];
  const names = by.map((text) => {
    const id = known.includes(text) ? text : measureNamed(text, MEASURES)?.id;
    if (id !== undefined && known.includes(id)) return id;
    const [guess] = nearest(text, known, 1);
    throw new UsageError(`--by names ${text}, by which no lists can be tried`, {
      code: "OPTION_VALUE",
      found: `--by ${by.join(",")}`,
      hint:
        guess === undefined
          ? `choose among ${known.join(", ")}`
          : `did you mean ${guess}? There are ${known.join(", ")}`,
    });
  });
  const wanted = (id: string): boolean => (by.length === 0 ? weights === undefined : names.includes(id));
  const own = weights && [ownPicker(weights, method, length)];
  const made = ways.methods.filter(wanted).map((name) => methodPicker(readMethod(name), length));
  return {
    pickers: [
      ...(own ?? []),
      ...made.flatMap((one) => ("reason" in one ? [] : [one])),
      ...ways.factors.filter(wanted).map((id) => factorPicker(id, length)),
      lotPicker(length),
    ],
    leftOut: made.flatMap((one) => ("reason" in one ? [one] : [])),
  };
}

function ownPicker(weights: StatedWeights, method: RankingMethodId, length: ListLength): Picker {
  const factors = chooseFactors({ weights, profile: "start" }, []);
  const label = `Your weights: ${factors.map(({ id, weight, direction }) => `${id} ${weight}${direction === "lower" ? " (lower)" : ""}`).join(", ")}`;
  const { kept, leftOut } = knownThen(factors);
  if (kept.length === 0) {
    throw new UsageError("none of the weights is of a figure that was known in the year of the list", {
      code: "OPTION_VALUE",
      found: leftOut.join(", "),
      hint: "weigh measures of QCEW, such as employment=1,averagePay=1,lq=1",
    });
  }
  return rankingPicker({ id: "weights", kind: "weights", label, leftOut }, kept, { method, length });
}

/** Factors that the files of that year have. */
function knownThen(factors: readonly Factor[]): {
  readonly kept: readonly Factor[];
  readonly leftOut: readonly string[];
} {
  const isKnown = ({ id }: Factor): boolean => !id.startsWith("projected") && findLaterName([id]) === undefined;
  return { kept: factors.filter(isKnown), leftOut: factors.filter((one) => !isKnown(one)).map(({ id }) => id) };
}

/** A published method as a way to make lists; its level and ownership are those of the run. */
function methodPicker(method: PublishedMethod, length: ListLength): Picker | ChosenPickers["leftOut"][number] {
  const { name: id, title: label, options, chosenBy } = method;
  const text = (key: string): string | undefined => {
    const node = options.find((entry) => entry.key === key)?.node;
    return node?.kind === "scalar" ? node.source : undefined;
  };
  const words = { id, kind: "method", label } as const;
  if (chosenBy === "short list") {
    const profile = PROFILES.find((one) => one.id === (text("profile") as Profile["id"]))!;
    const { kept, leftOut } = knownThen(chooseFactors({ profile: profile.id }, []));
    const ranking = (text("method") ?? "mean-rank") as RankingMethodId;
    return rankingPicker({ ...words, leftOut }, kept, { method: ranking, length });
  }
  const rules = readRules(
    rulesOfMethod(method).map(({ key, node }) => ({
      name: key,
      text: node.kind === "scalar" ? node.source : "",
      where: { file: `${id}.yaml` },
    })),
    [],
  );
  const later = findLaterName(rules.flatMap(({ names }) => names));
  if (later !== undefined) return { id, label, reason: `its rules ask for ${later}` };
  const lqBase = text("lq-base") as LqBase | undefined;
  const leftOut = [...new Set(rules.flatMap(({ names }) => names))].filter((name) => /projected/i.test(name));
  return rulesPicker({ ...words, leftOut, lqBase }, rules, {
    counting: ({ label: rule }) => chosenBy === "all rules" || chosenBy === rule,
    eliminates: text("eliminate") === "true",
  });
}
