import type { Datum } from "../../core/datum.js";
import type { NumberNode, TruthNode } from "./parse.js";
import type { ComparisonSign, Operator } from "./tokens.js";

/** A number with the range it may lie in, or undefined if a figure is not known. */
interface Range {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Whether a rule is met. `unknown` where it depends on a figure that is not known; `uncertain` where an estimate's range
 * leaves room for the opposite.
 */
export interface Outcome {
  readonly result: "pass" | "fail" | "unknown";
  readonly uncertain: boolean;
}

/** What is said with the figures as they are, and what may be the case. */
interface Truth {
  readonly said: boolean | undefined;
  readonly canPass: boolean;
  readonly canFail: boolean;
}

/** Evaluates a rule over the figures of one industry. */
export function evaluateRule(rule: TruthNode, figureOf: (name: string) => Datum): Outcome {
  const { said, canPass, canFail } = truthOf(rule, figureOf);
  if (said === undefined) return { result: "unknown", uncertain: false };
  return { result: said ? "pass" : "fail", uncertain: canPass && canFail };
}

const UNKNOWN: Truth = { said: undefined, canPass: true, canFail: true };

function truthOf(node: TruthNode, figureOf: (name: string) => Datum): Truth {
  switch (node.kind) {
    case "compare":
      return compare(node.comparison, rangeOf(node.left, figureOf), rangeOf(node.right, figureOf));
    case "not": {
      const of = truthOf(node.of, figureOf);
      return { said: of.said === undefined ? undefined : !of.said, canPass: of.canFail, canFail: of.canPass };
    }
    case "and":
    case "or": {
      const [a, b] = [truthOf(node.left, figureOf), truthOf(node.right, figureOf)];
      return node.kind === "and" ? both(a, b) : not(both(not(a), not(b)));
    }
  }
}

/** Kleene's three-valued and: what fails settles it whatever the other is. */
function both(a: Truth, b: Truth): Truth {
  const said = a.said === false || b.said === false ? false : a.said === undefined ? undefined : b.said;
  return { said, canPass: a.canPass && b.canPass, canFail: a.canFail || b.canFail };
}

function not({ said, canPass, canFail }: Truth): Truth {
  return { said: said === undefined ? undefined : !said, canPass: canFail, canFail: canPass };
}

const HOLDS: Readonly<Record<ComparisonSign, (a: number, b: number) => boolean>> = {
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
  "==": (a, b) => a === b,
  "!=": (a, b) => a !== b,
};

function compare(comparison: ComparisonSign, left: Range | undefined, right: Range | undefined): Truth {
  if (!left || !right) return UNKNOWN;
  const holds = HOLDS[comparison];
  const said = holds(left.value, right.value);
  if (comparison === "==" || comparison === "!=") {
    const overlap = left.low <= right.high && right.low <= left.high;
    const isOne = left.low === left.high && right.low === right.high;
    const canEqual = overlap;
    const canDiffer = !overlap || !isOne;
    return comparison === "=="
      ? { said, canPass: canEqual, canFail: canDiffer }
      : { said, canPass: canDiffer, canFail: canEqual };
  }
  const corners = [left.low, left.high].flatMap((a) => [right.low, right.high].map((b) => holds(a, b)));
  return { said, canPass: corners.includes(true), canFail: corners.includes(false) };
}

function rangeOf(node: NumberNode, figureOf: (name: string) => Datum): Range | undefined {
  switch (node.kind) {
    case "number":
      return { value: node.value, low: node.value, high: node.value };
    case "name":
      return rangeOfDatum(figureOf(node.name));
    case "negate": {
      const of = rangeOf(node.of, figureOf);
      return of && { value: -of.value, low: -of.high, high: -of.low };
    }
    case "arithmetic":
      return combine(node.operator, rangeOf(node.left, figureOf), rangeOf(node.right, figureOf));
  }
}

function rangeOfDatum(datum: Datum): Range | undefined {
  if (datum.status === "disclosed") return { value: datum.value, low: datum.value, high: datum.value };
  if (datum.status === "estimated") return { value: datum.value, low: datum.low, high: datum.high };
  return undefined;
}

const APPLY: Readonly<Record<Operator, (a: number, b: number) => number>> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
};

/** Interval arithmetic: the widest that the ranges allow, so that nothing is called certain which is not. */
function combine(operator: Operator, a: Range | undefined, b: Range | undefined): Range | undefined {
  if (!a || !b) return undefined;
  const apply = APPLY[operator];
  const value = apply(a.value, b.value);
  // Nothing divides by zero; a divisor whose range holds zero leaves the quotient open on both sides.
  if (!Number.isFinite(value)) return undefined;
  if (operator === "/" && b.low <= 0 && b.high >= 0) return { value, low: -Infinity, high: Infinity };
  const corners = [a.low, a.high]
    .flatMap((x) => [b.low, b.high].map((y) => apply(x, y)))
    .filter((x) => !Number.isNaN(x));
  return { value, low: Math.min(value, ...corners), high: Math.max(value, ...corners) };
}
