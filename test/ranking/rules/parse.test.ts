import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { disclosed } from "../../../src/core/datum.js";
import { evaluateRule } from "../../../src/ranking/rules/evaluate.js";
import { parseRule } from "../../../src/ranking/rules/parse.js";
import { RuleProblem } from "../../../src/ranking/rules/problem.js";

const NAMES = ["lq", "growth", "averagePay", "employment", "regionPay", "green jobs"];

/** Whether a rule holds where lq is 2, growth 0.05, pay 60,000, jobs 1,000, the region's pay 50,000, green jobs 3. */
function holds(text: string): boolean {
  const figures: Record<string, number> = {
    lq: 2,
    growth: 0.05,
    averagePay: 60_000,
    employment: 1_000,
    regionPay: 50_000,
    "green jobs": 3,
  };
  return evaluateRule(parseRule(text, NAMES), [(name) => disclosed(figures[name]!)])[0]!.result === "pass";
}

function problemOf(text: string): RuleProblem {
  try {
    parseRule(text, NAMES);
  } catch (error) {
    if (error instanceof RuleProblem) return error;
    throw error;
  }
  throw new Error(`${text} was read`);
}

describe("a rule", () => {
  it.each([
    ["lq >= 1.2 and averagePay >= 1.1 * regionPay and growth > 0", true],
    ["averagePay >= 1.3 * regionPay", false],
    ["growth >= 5%", true],
    ["growth > 5 %", false],
    ["lq == 2", true],
    ["lq != 2", false],
    ["lq ≥ 2", true],
    [".5 < lq", true],
    ["1e3 <= employment", true],
    ["[green jobs] > 2", true],
    // 2 + 3 × 4 = 14; (2 + 3) × 4 = 20; 20 − 4 − 3 = 13; 24 ÷ 4 ÷ 3 = 2.
    ["2 + 3 * 4 == 14", true],
    ["(2 + 3) * 4 == 20", true],
    ["20 - 4 - 3 == 13", true],
    ["24 / 4 / 3 == 2", true],
    ["-lq < 0 and - -lq > 0", true],
    // and before or: true or (true and false).
    ["lq > 1 or lq > 1 and lq > 9", true],
    ["(lq > 1 or lq > 1) and lq > 9", false],
    // not before and: (not false) and true.
    ["not lq > 9 and lq > 1", true],
    ["not (lq > 9 and lq > 1)", true],
    ["LQ_IS_NOT_A_NAME > 1 or lq > 1", undefined],
  ])("%s", (text, expected) => {
    if (expected === undefined) expect(() => holds(text)).toThrow(RuleProblem);
    else if (text.includes("5 %")) expect(() => holds(text)).toThrow(RuleProblem);
    else expect(holds(text)).toBe(expected);
  });

  it.each([
    ["lq >= 1.2 and averagepey > 1", 14, "averagepey", "did you mean averagePay?"],
    ["lq > 1 growth > 0", 7, "growth", "join two comparisons"],
    ["lq => 1", 3, "=", "write >="],
    ["lq = 1", 3, "=", "write =="],
    ["lq > 1 && growth > 0", 7, "&", "write and"],
    ["lq > 1,000", 5, "1,000", "write 1000"],
    ["averagePay > $50000", 13, "$", "without $"],
    ["averagePay > 50k", 15, "50k", "write 50000"],
    ["(lq > 1", 0, "(lq > 1", "closing bracket"],
    ["lq > 1, growth > 0", 6, ",", "join comparisons with and"],
    ["medain(lq) > 1", 0, "medain(", "did you mean median(…)?"],
    ["lq(growth) > 1", 0, "lq(", "choose among rank"],
    ["mean(lq", 4, "(lq", "closing bracket"],
    ["mean(lq > 1) > 0", 5, "lq > 1) > 0", "calculate with numbers"],
    ["mean(lq)", 0, "mean(lq)", "compare it with something"],
    ["top(lq)", 4, "lq", "top(10, averagePay)"],
    ["top(1.5, lq)", 4, "1.5", "a whole number"],
    ["top(", 4, "the end of the rule", "a whole number"],
    ["top(3", 5, "the end of the rule", "then a comma"],
    ["top(0%, lq)", 4, "0%", "a part such as 10%"],
    ["top(3 lq)", 6, "lq", "top(10, averagePay)"],
    ["top(3, lq) > 1", 11, ">", "with and"],
    ["lq > 1)", 6, ")", "take it out"],
    ["1 < lq < 3", 7, "<", "joined with and"],
    ["lq", 0, "lq", "lq > 0"],
    ["lq + growth", 0, "lq + growth", "compare it"],
    ["lq and growth > 0", 0, "lq and growth > 0", "lq > 0"],
    ["(lq > 1) + 2 > 1", 0, "(lq > 1) + 2 > 1", "calculate with numbers"],
    ["lq >", 4, "the end of the rule", "write a rule"],
    ["   ", 3, "nothing", "write a rule"],
    ["lq > 1 and", 10, "the end of the rule", "write a rule"],
    ["constructor > 1", 0, "constructor", "measures"],
    ["lq > 1; growth > 0", 6, ";", "a rule has names"],
    ["lq ** 2 > 1", 3, "*", "+ - * / only"],
  ])("that can't be read points at the character: %s", (text, at, found, hint) => {
    const problem = problemOf(text);
    expect({ at: problem.at, found: problem.found }).toEqual({ at, found });
    expect(problem.hint).toContain(hint);
  });

  it("has a limited length and depth", () => {
    expect(problemOf(`lq > ${"1".repeat(1000)}`).message).toContain("1000 characters");
    expect(problemOf(`${"(".repeat(60)}lq > 1${")".repeat(60)}`).message).toContain("50 deep");
    expect(problemOf(`${"not ".repeat(60)}lq > 1`).message).toContain("50 deep");
    expect(problemOf(`${"-".repeat(60)}lq > 1`).message).toContain("50 deep");
    expect(holds(`${"(".repeat(50)}lq > 1${")".repeat(50)}`)).toBe(true);
    // Brackets beside each other are not within each other.
    expect(holds(Array.from({ length: 80 }, () => "(lq>1)").join(" or "))).toBe(true);
  });
});

/** A number as a rule writes it, with what it is worth by the host language's own arithmetic. */
const numbers: fc.Arbitrary<readonly [text: string, value: number]> = fc.letrec<{ sum: readonly [string, number] }>(
  (tie) => ({
    sum: fc.oneof(
      { maxDepth: 4 },
      fc.integer({ min: 0, max: 20 }).map((value) => [String(value), value] as const),
      fc.tuple(tie("sum"), fc.constantFrom("+", "-", "*"), tie("sum")).map(([a, operator, b]) => {
        const value = operator === "+" ? a[1] + b[1] : operator === "-" ? a[1] - b[1] : a[1] * b[1];
        return [`(${a[0]} ${operator} ${b[0]})`, value] as const;
      }),
    ),
  }),
).sum;

const truths: fc.Arbitrary<readonly [text: string, value: boolean]> = fc.letrec<{ truth: readonly [string, boolean] }>(
  (tie) => ({
    truth: fc.oneof(
      { maxDepth: 4 },
      fc
        .tuple(numbers, fc.constantFrom("<", "<=", ">", ">=", "==", "!="), numbers)
        .map(([[a, x], comparison, [b, y]]) => {
          const value = { "<": x < y, "<=": x <= y, ">": x > y, ">=": x >= y, "==": x === y, "!=": x !== y }[
            comparison
          ];
          return [`${a} ${comparison} ${b}`, value] as const;
        }),
      tie("truth").map(([text, value]) => [`not (${text})`, !value] as const),
      fc.tuple(tie("truth"), tie("truth")).map(([a, b]) => [`(${a[0]}) and (${b[0]})`, a[1] && b[1]] as const),
      fc.tuple(tie("truth"), tie("truth")).map(([a, b]) => [`(${a[0]}) or (${b[0]})`, a[1] || b[1]] as const),
    ),
  }),
).truth;

describe("any rule", () => {
  it("of whole numbers is as true as arithmetic says", () => {
    fc.assert(
      fc.property(truths, ([text, value]) => {
        fc.pre(text.length <= 1000);
        expect(holds(text)).toBe(value);
      }),
      { numRuns: 500, seed: 1 },
    );
  });

  it("made of any characters is read or refused with a character inside it", () => {
    const pieces = fc.constantFrom(
      "lq",
      "growth",
      "top",
      "rank",
      ",",
      "1",
      "5%",
      "(",
      ")",
      "and",
      "or",
      "not",
      ">=",
      "<",
      "+",
      "-",
      "*",
      "/",
      " ",
      "=",
      "$",
      ".",
      "é",
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(pieces).map((all) => all.join(" ")),
          fc.array(pieces).map((all) => all.join("")),
        ),
        (text) => {
          try {
            parseRule(text, NAMES);
          } catch (error) {
            expect(error).toBeInstanceOf(RuleProblem);
            const { at, found, hint } = error as RuleProblem;
            expect(at).toBeGreaterThanOrEqual(0);
            expect(at).toBeLessThanOrEqual(text.length);
            expect(found).not.toBe("");
            expect(hint).not.toBe("");
          }
        },
      ),
      { numRuns: 1000, seed: 1 },
    );
  });
});
