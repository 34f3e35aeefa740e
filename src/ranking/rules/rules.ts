import { ABSENT, type Datum } from "../../core/datum.js";
import { UsageError, type Place } from "../../core/errors.js";
import type { IndustryTable } from "../../core/industry-table.js";
import { ALL_MEASURES } from "../../measures/index.js";
import { listFactorIds, listSuppliedFigures, type Candidate, type Factor, type FurtherFactor } from "../factor.js";
import { evaluateRule, type Outcome } from "./evaluate.js";
import { TOTAL_NAMES } from "./names.js";
import { parseRule, type NamedMeasure, type NumberNode, type TruthNode } from "./parse.js";
import { RuleProblem } from "./problem.js";

/** A rule as the user wrote it. */
export interface RuleText {
  readonly name?: string | undefined;
  readonly text: string;
  /** Where its first character stands; columns count on from there unless `isBlock`. */
  readonly where: Place;
  /** It is written in a way in which characters can't be counted, as over several lines of a config. */
  readonly isBlock?: boolean;
}

export interface Rule {
  /** `rule_1`, or `rule_` and the name. */
  readonly id: string;
  /** The name, or the rule itself. */
  readonly label: string;
  readonly text: string;
  readonly node: TruthNode;
  /** The figures that it names. */
  readonly names: readonly string[];
}

/** What an elimination did at one rule. */
export interface EliminationStep {
  readonly rule: Rule;
  readonly before: number;
  /** Codes that failed here; `~` ones among them in `uncertain`. */
  readonly eliminated: readonly string[];
  readonly uncertain: readonly string[];
  /** Codes that stayed although it is not known whether they meet the rule. */
  readonly unknown: readonly string[];
  readonly left: number;
}

export interface RuleResults {
  readonly rules: readonly Rule[];
  /** By code, in the order of the rules. */
  readonly outcomes: ReadonlyMap<string, readonly Outcome[]>;
  /** Where the rules were applied one after another. */
  readonly elimination:
    | {
        readonly steps: readonly EliminationStep[];
        /** The rule that took each code out. */
        readonly eliminatedBy: ReadonlyMap<string, Rule>;
        readonly left: readonly string[];
      }
    | undefined;
}

/** What a rule may name and weights may not: it is known only once the industries are ranked. */
export const TOP_SHARE = "topShare";

/** More than a table can show. */
const MOST_RULES = 30;

/** What rules may name. */
export interface RuleNames {
  readonly names: readonly string[];
  readonly measures: readonly NamedMeasure[];
}

/**
 * Parses the rules of a run about industries.
 *
 * @throws {UsageError} RULE_SYNTAX, RULE_NAME with the character
 */
export function readRules(texts: readonly RuleText[], further: readonly FurtherFactor[]): readonly Rule[] {
  const names = [
    ...ALL_MEASURES.map(({ id }) => id),
    ...TOTAL_NAMES.map(({ name }) => name),
    TOP_SHARE,
    ...listFactorIds(further),
  ];
  return readRulesOver(texts, { names, measures: [...ALL_MEASURES, ...listSuppliedFigures(further)] });
}

/** The same about anything that has figures. */
export function readRulesOver(texts: readonly RuleText[], { names, measures }: RuleNames): readonly Rule[] {
  if (texts.length > MOST_RULES) {
    throw new UsageError(`a run takes at most ${MOST_RULES} rules`, {
      code: "RULE_SYNTAX",
      found: `${texts.length} rules`,
      hint: "join some with and",
    });
  }
  const ids = new Set<string>();
  return texts.map((rule, index) => {
    const { name, text, where } = rule;
    const id = `rule_${name === undefined ? index + 1 : name.trim().replace(/\W+/g, "_")}`;
    if (ids.has(id)) {
      throw new UsageError("two rules have the same name", {
        code: "RULE_NAME",
        where,
        found: name ?? String(index + 1),
        hint: "give each a name of its own",
      });
    }
    ids.add(id);
    try {
      const node = parseRule(text, names, measures);
      return { id, label: name ?? text.trim(), text: text.trim(), node, names: namesIn(node) };
    } catch (error) {
      throw error instanceof RuleProblem ? placed(error, rule) : error;
    }
  });
}

/** The figures that a part of a rule names, each once. */
function namesIn(node: TruthNode | NumberNode): readonly string[] {
  switch (node.kind) {
    case "number":
      return [];
    case "name":
      return [node.name];
    case "not":
    case "negate":
    case "call":
    case "top":
      return namesIn(node.of);
    default:
      return [...new Set([...namesIn(node.left), ...namesIn(node.right)])];
  }
}

function placed({ message, code, at, found, hint }: RuleProblem, { text, where, isBlock }: RuleText): UsageError {
  if (isBlock) {
    const from = Math.max(0, at - 10);
    const beside = at < text.length ? `${found}, in …${text.slice(from, at + 15).replace(/\s+/g, " ")}…` : found;
    return new UsageError(`${message} (character ${at + 1} of the rule)`, { code, where, found: beside, hint });
  }
  return new UsageError(message, { code, where: { ...where, column: String(Number(where.column) + at) }, found, hint });
}

/**
 * Holds every industry against the rules, and where it is asked for applies them one after another: what fails a rule
 * is out and is not looked at by the next. What is not known eliminates nobody.
 *
 * Functions such as `median(x)` go over all industries; in an elimination over those that are still in, so that the
 * outcomes of an industry are those of the moment at which each rule looked at it.
 */
export function applyRules(
  candidates: readonly Candidate[],
  table: IndustryTable,
  rules: readonly Rule[],
  eliminates: boolean,
): RuleResults {
  const totals = new Map(TOTAL_NAMES.map(({ name, of }): [string, Datum] => [name, of(table)]));
  return applyRulesOver(candidates, totals, rules, eliminates);
}

/**
 * The same for anything that has figures.
 *
 * @param totals figures that are the same for all, by name
 */
export function applyRulesOver(
  candidates: readonly Candidate[],
  totals: ReadonlyMap<string, Datum>,
  rules: readonly Rule[],
  eliminates: boolean,
): RuleResults {
  const figures = new Map(
    candidates.map(({ naics, values }) => [
      naics,
      (name: string): Datum => totals.get(name) ?? (Object.hasOwn(values, name) ? values[name]! : ABSENT),
    ]),
  );
  const evaluateOutcomes = (rule: Rule, codes: readonly string[]): ReadonlyMap<string, Outcome> => {
    const outcomes = evaluateRule(
      rule.node,
      codes.map((code) => figures.get(code)!),
    );
    return new Map(codes.map((code, index) => [code, outcomes[index]!]));
  };
  const all = [...figures.keys()];
  const byRule = rules.map((rule) => evaluateOutcomes(rule, all));
  if (!eliminates) return { rules, outcomes: transposed(all, byRule), elimination: undefined };

  let left: readonly string[] = all;
  const eliminatedBy = new Map<string, Rule>();
  const looked: ReadonlyMap<string, Outcome>[] = [];
  const steps = rules.map((rule, index): EliminationStep => {
    const before = left.length;
    const outcomes = evaluateOutcomes(rule, left);
    looked.push(new Map([...byRule[index]!, ...outcomes]));
    const eliminated = left.filter((code) => outcomes.get(code)!.result === "fail");
    for (const code of eliminated) eliminatedBy.set(code, rule);
    left = left.filter((code) => outcomes.get(code)!.result !== "fail");
    return {
      rule,
      before,
      eliminated,
      uncertain: eliminated.filter((code) => outcomes.get(code)!.uncertain),
      unknown: left.filter((code) => outcomes.get(code)!.result === "unknown"),
      left: left.length,
    };
  });
  return { rules, outcomes: transposed(all, looked), elimination: { steps, eliminatedBy, left } };
}

function transposed(
  codes: readonly string[],
  byRule: readonly ReadonlyMap<string, Outcome>[],
): ReadonlyMap<string, readonly Outcome[]> {
  return new Map(codes.map((code) => [code, byRule.map((outcomes) => outcomes.get(code)!)]));
}

/**
 * Rules that strike out the weakest industries by each factor in turn: for `--eliminate`.
 *
 * @param count how many each strikes out; ties at the end are all out
 */
export function weakestRules(factors: readonly Factor[], count: number): readonly RuleText[] {
  return factors.map(({ id, label, direction }) => {
    const figure = /^[A-Za-z_]\w*$/.test(id) ? id : `[${id}]`;
    const name = label.replace(/[^\w -]+/g, " ").trim();
    const text = `not top(${count}, ${direction === "higher" ? "-" : ""}${figure})`;
    return { name, text, where: { file: "--drop-weakest" } };
  });
}

/** pass, fail, unknown; `~` where an estimate's range leaves room for the opposite. */
export function formatOutcome({ result, uncertain }: Outcome): string {
  return uncertain ? `${result} ~` : result;
}
