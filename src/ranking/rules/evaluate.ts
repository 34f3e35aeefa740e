import type { Datum } from "../../core/datum.js";
import { callFunction, countAbove, countFigures, isRange, type RuleFigure } from "./functions.js";
import type { NumberNode, TruthNode } from "./parse.js";
import type { ComparisonSign, Operator } from "./tokens.js";

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

/** Figures of one industry by name. */
export type Figures = (name: string) => Datum;

/**
 * Evaluates a rule for each of the industries that take part, in their order.
 *
 * @param industries those that functions such as `mean(x)` go over
 */
export function evaluateRule(rule: TruthNode, industries: readonly Figures[]): readonly Outcome[] {
  return evaluateTruths(rule, industries).map(({ said, canPass, canFail }) =>
    said === undefined
      ? { result: "unknown", uncertain: false }
      : { result: said ? "pass" : "fail", uncertain: canPass && canFail },
  );
}

const UNKNOWN: Truth = { said: undefined, canPass: true, canFail: true };

function evaluateTruths(node: TruthNode, industries: readonly Figures[]): readonly Truth[] {
  switch (node.kind) {
    case "compare": {
      const [left, right] = [evaluateFigures(node.left, industries), evaluateFigures(node.right, industries)];
      return left.map((figure, index) => compare(node.comparison, figure, right[index]));
    }
    case "top": {
      const figures = evaluateFigures(node.of, industries);
      const count = node.isPart ? node.count * countFigures(figures) : node.count;
      const limit = { value: count, low: count, high: count };
      return countAbove(figures, 0).map((above) => compare("<", above, limit));
    }
    case "not":
      return evaluateTruths(node.of, industries).map(not);
    case "and":
    case "or": {
      const [left, right] = [evaluateTruths(node.left, industries), evaluateTruths(node.right, industries)];
      return left.map((a, index) =>
        node.kind === "and" ? both(a, right[index]!) : not(both(not(a), not(right[index]!))),
      );
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

function compare(comparison: ComparisonSign, left: RuleFigure, right: RuleFigure): Truth {
  if (!isRange(left) || !isRange(right)) return UNKNOWN;
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

function evaluateFigures(node: NumberNode, industries: readonly Figures[]): readonly RuleFigure[] {
  switch (node.kind) {
    case "number": {
      const figure = { value: node.value, low: node.value, high: node.value };
      return industries.map(() => figure);
    }
    case "name":
      return industries.map((figureNamed) => figureOfDatum(figureNamed(node.name)));
    case "call":
      return callFunction(node.function, evaluateFigures(node.of, industries));
    case "negate":
      return evaluateFigures(node.of, industries).map((figure) =>
        isRange(figure) ? { value: -figure.value, low: -figure.high, high: -figure.low } : figure,
      );
    case "arithmetic": {
      const [left, right] = [evaluateFigures(node.left, industries), evaluateFigures(node.right, industries)];
      return left.map((figure, index) => combine(node.operator, figure, right[index]));
    }
  }
}

function figureOfDatum(datum: Datum): RuleFigure {
  if (datum.status === "disclosed") return { value: datum.value, low: datum.value, high: datum.value };
  if (datum.status === "estimated") return { value: datum.value, low: datum.low, high: datum.high };
  return datum.status === "suppressed" ? "withheld" : undefined;
}

const APPLY: Readonly<Record<Operator, (a: number, b: number) => number>> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
};

/** Interval arithmetic: the widest that the ranges allow, so that nothing is called certain which is not. */
function combine(operator: Operator, a: RuleFigure, b: RuleFigure): RuleFigure {
  if (a === undefined || b === undefined) return undefined;
  if (!isRange(a) || !isRange(b)) return "withheld";
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
