import { ABSENT, type Datum } from "../../core/datum.js";
import { UsageError, type Place } from "../../core/errors.js";
import type { IndustryTable } from "../../core/industry-table.js";
import { ALL_MEASURES } from "../../measures/index.js";
import type { Candidate } from "../factor.js";
import { evaluateRule, type Outcome } from "./evaluate.js";
import { TOTAL_NAMES } from "./names.js";
import { parseRule, type TruthNode } from "./parse.js";
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

/** More than a table can show. */
const MOST_RULES = 30;

/**
 * Parses the rules of a run.
 *
 * @throws {UsageError} RULE_SYNTAX, RULE_NAME with the character
 */
export function readRules(texts: readonly RuleText[], userFactors: readonly string[]): readonly Rule[] {
  if (texts.length > MOST_RULES) {
    throw new UsageError(`a run takes at most ${MOST_RULES} rules`, {
      code: "RULE_SYNTAX",
      found: `${texts.length} rules`,
      hint: "join some with and",
    });
  }
  const names = [...ALL_MEASURES.map(({ id }) => id), ...TOTAL_NAMES.map(({ name }) => name), ...userFactors];
  const ids = new Set<string>();
  return texts.map((rule, index) => {
    const { name, text, where } = rule;
    const id = `rule_${name === undefined ? index + 1 : name.trim().replace(/\W+/g, "_")}`;
    if (ids.has(id)) {
      throw new UsageError("two rules have one name", {
        code: "RULE_NAME",
        where,
        found: name ?? String(index + 1),
        hint: "give each a name of its own",
      });
    }
    ids.add(id);
    try {
      return { id, label: name ?? text.trim(), text: text.trim(), node: parseRule(text, names) };
    } catch (error) {
      throw error instanceof RuleProblem ? placed(error, rule) : error;
    }
  });
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
 */
export function applyRules(
  candidates: readonly Candidate[],
  table: IndustryTable,
  rules: readonly Rule[],
  eliminates: boolean,
): RuleResults {
  const totals = new Map(TOTAL_NAMES.map(({ name, of }): [string, Datum] => [name, of(table)]));
  const industries = candidates.map(
    ({ values }) =>
      (name: string): Datum =>
        totals.get(name) ?? (Object.hasOwn(values, name) ? values[name]! : ABSENT),
  );
  const byRule = rules.map(({ node }) => evaluateRule(node, industries));
  const outcomes = new Map(candidates.map(({ naics }, index) => [naics, byRule.map((all) => all[index]!)] as const));
  return { rules, outcomes, elimination: eliminates ? eliminate(rules, outcomes) : undefined };
}

function eliminate(rules: readonly Rule[], outcomes: RuleResults["outcomes"]): RuleResults["elimination"] {
  let left = [...outcomes.keys()];
  const eliminatedBy = new Map<string, Rule>();
  const steps = rules.map((rule, index): EliminationStep => {
    const before = left.length;
    const at = (code: string): Outcome => outcomes.get(code)![index]!;
    const eliminated = left.filter((code) => at(code).result === "fail");
    for (const code of eliminated) eliminatedBy.set(code, rule);
    left = left.filter((code) => at(code).result !== "fail");
    return {
      rule,
      before,
      eliminated,
      uncertain: eliminated.filter((code) => at(code).uncertain),
      unknown: left.filter((code) => at(code).result === "unknown"),
      left: left.length,
    };
  });
  return { steps, eliminatedBy, left };
}

/** pass, fail, unknown; `~` where an estimate's range leaves room for the opposite. */
export function outcomeWords({ result, uncertain }: Outcome): string {
  return uncertain ? `${result} ~` : result;
}
