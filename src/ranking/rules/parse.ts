import { nearest } from "../../core/suggest.js";
import { ALL_MEASURES } from "../../measures/index.js";
import type { Measure } from "../../measures/measure.js";
import { measureNamed } from "../../measures/named.js";
import { FUNCTIONS, type FunctionName } from "./functions.js";
import { RuleProblem } from "./problem.js";
import { tokenize, type ComparisonSign, type Operator, type Token } from "./tokens.js";

/** A part of a rule that is a number. */
export type NumberNode =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "negate"; readonly of: NumberNode }
  /** A function over all industries that take part: the mean of their pay, this one's place by its pay. */
  | { readonly kind: "call"; readonly function: FunctionName; readonly of: NumberNode }
  | { readonly kind: "arithmetic"; readonly operator: Operator; readonly left: NumberNode; readonly right: NumberNode };

/** A part of a rule that is met or not. */
export type TruthNode =
  | {
      readonly kind: "compare";
      readonly comparison: ComparisonSign;
      readonly left: NumberNode;
      readonly right: NumberNode;
    }
  /** Whether an industry is among the `count` highest, or that part of all; ties at the end are all in. */
  | { readonly kind: "top"; readonly count: number; readonly isPart: boolean; readonly of: NumberNode }
  | { readonly kind: "and" | "or"; readonly left: TruthNode; readonly right: TruthNode }
  | { readonly kind: "not"; readonly of: TruthNode };

type Node = NumberNode | TruthNode;

/** A part with where it starts. */
interface Part {
  readonly node: Node;
  readonly at: number;
}

/** Brackets, `not` and signs within each other. */
const DEEPEST = 50;

const TRUTHS: readonly Node["kind"][] = ["compare", "top", "and", "or", "not"] satisfies TruthNode["kind"][];

function isTruth(node: Node): node is TruthNode {
  return TRUTHS.includes(node.kind);
}

/**
 * Parses a rule. From loose to tight: `or`, `and`, `not`, one comparison, `+ -`, `* /`, a sign.
 *
 * @param names every figure that a rule may name
 * @param measures those of them that have other names as well
 * @throws {RuleProblem} with the character
 */
export function parseRule(
  text: string,
  names: readonly string[],
  measures: readonly NamedMeasure[] = ALL_MEASURES,
): TruthNode {
  return new Parser(text, names, measures).rule();
}

/** A figure that may also be named by its label or its column's header. */
export type NamedMeasure = Pick<Measure, "id" | "label"> & { readonly shortLabel?: string };

function isCount(value: number): boolean {
  return Number.isInteger(value) && value >= 1;
}

class Parser {
  readonly #text: string;
  readonly #names: readonly string[];
  readonly #measures: readonly NamedMeasure[];
  readonly #tokens: readonly Token[];
  #next = 0;
  #depth = 0;

  constructor(text: string, names: readonly string[], measures: readonly NamedMeasure[]) {
    this.#text = text;
    this.#names = names;
    this.#measures = measures;
    this.#tokens = tokenize(text);
  }

  rule(): TruthNode {
    const first = this.#peek();
    if (first.kind === "end") throw this.#unexpected(first, "a comparison");
    const part = this.#or();
    const rest = this.#peek();
    if (rest.kind === "comparison") {
      throw new RuleProblem("a comparison follows a comparison", {
        at: rest.at,
        found: rest.text,
        hint: "write each comparison of its own, joined with and",
      });
    }
    if (rest.kind === "close") {
      throw new RuleProblem("a closing bracket that none opens", { at: rest.at, found: ")", hint: "take it out" });
    }
    if (rest.kind !== "end") throw this.#unexpected(rest, isTruth(part.node) ? "and, or, or the end" : "a comparison");
    return this.#truth(part);
  }

  #or(): Part {
    return this.#joined("or", () => this.#joined("and", () => this.#not()));
  }

  #joined(word: "and" | "or", operand: () => Part): Part {
    let left = operand();
    for (let token = this.#peek(); token.kind === "word" && token.word === word; token = this.#peek()) {
      this.#next++;
      const right = operand();
      left = { node: { kind: word, left: this.#truth(left), right: this.#truth(right) }, at: left.at };
    }
    return left;
  }

  #not(): Part {
    const token = this.#peek();
    if (token.kind !== "word" || token.word !== "not") return this.#comparison();
    this.#next++;
    return this.#deeper(token, () => ({ node: { kind: "not", of: this.#truth(this.#not()) }, at: token.at }));
  }

  #comparison(): Part {
    const left = this.#sum();
    const token = this.#peek();
    if (token.kind !== "comparison") return left;
    if (isTruth(left.node)) return left;
    this.#next++;
    const right = this.#sum();
    return {
      node: { kind: "compare", comparison: token.comparison, left: left.node, right: this.#number(right) },
      at: left.at,
    };
  }

  #sum(): Part {
    return this.#arithmetic(["+", "-"], () => this.#arithmetic(["*", "/"], () => this.#signed()));
  }

  #arithmetic(operators: readonly Operator[], operand: () => Part): Part {
    let left = operand();
    for (let token = this.#peek(); token.kind === "operator"; token = this.#peek()) {
      const { operator } = token;
      if (!operators.includes(operator)) break;
      this.#next++;
      const right = operand();
      const node = { kind: "arithmetic", operator, left: this.#number(left), right: this.#number(right) } as const;
      left = { node, at: left.at };
    }
    return left;
  }

  #signed(): Part {
    const token = this.#peek();
    if (token.kind !== "operator" || (token.operator !== "-" && token.operator !== "+")) return this.#atom();
    this.#next++;
    return this.#deeper(token, () => {
      const of = this.#number(this.#signed());
      return { node: token.operator === "-" ? { kind: "negate", of } : of, at: token.at };
    });
  }

  #atom(): Part {
    const token = this.#peek();
    if (token.kind === "number") {
      this.#next++;
      return { node: { kind: "number", value: token.value }, at: token.at };
    }
    if (token.kind === "name") {
      this.#next++;
      if (this.#peek().kind === "open" && !token.text.startsWith("[")) return this.#call(token);
      return { node: { kind: "name", name: this.#known(token.name, token) }, at: token.at };
    }
    if (token.kind !== "open") throw this.#unexpected(token, "a name, a number or an opening bracket");
    return { node: this.#bracketed(() => this.#or()).node, at: token.at };
  }

  /** What stands between an opening bracket, which comes next, and the closing one. */
  #bracketed<T>(read: () => T): T {
    const open = this.#peek();
    this.#next++;
    return this.#deeper(open, () => {
      const inner = read();
      const close = this.#peek();
      if (close.kind === "end") {
        throw new RuleProblem("a bracket that is not closed", {
          at: open.at,
          found: this.#text.slice(open.at, open.at + 20),
          hint: "write the closing bracket",
        });
      }
      if (close.kind !== "close") throw this.#unexpected(close, "an operator or the closing bracket");
      this.#next++;
      return inner;
    });
  }

  #call(token: Token & { readonly kind: "name" }): Part {
    if (token.name === "top") return { node: this.#bracketed(() => this.#top()), at: token.at };
    const called = FUNCTIONS.find((name) => name === token.name);
    if (!called) {
      const [guess] = nearest(token.name, ["top", ...FUNCTIONS], 1);
      throw new RuleProblem(`no function is called "${token.name}"`, {
        code: "RULE_NAME",
        at: token.at,
        found: `${token.name}(`,
        hint: guess ? `did you mean ${guess}(…)?` : `choose among ${FUNCTIONS.join(", ")} and top`,
      });
    }
    const of = this.#bracketed(() => this.#number(this.#or()));
    return { node: { kind: "call", function: called, of }, at: token.at };
  }

  /** `top(10, averagePay)`, or `top(10%, averagePay)` of the industries that have a figure. */
  #top(): TruthNode {
    const count = this.#peek();
    const isPart = count.text.endsWith("%");
    const isNumber = count.kind === "number" && (isPart ? count.value > 0 && count.value <= 1 : isCount(count.value));
    const comma = isNumber ? this.#tokens[this.#next + 1]! : count;
    if (!isNumber || comma.kind !== "comma") {
      throw new RuleProblem("top( ) takes how many industries, a comma, and a figure", {
        at: comma.at,
        found: comma.kind === "end" ? "the end of the rule" : comma.text,
        hint: "write a whole number or a part such as 10%, then a comma: top(10, averagePay)",
      });
    }
    this.#next += 2;
    return { kind: "top", count: count.value, isPart, of: this.#number(this.#or()) };
  }

  #deeper<T>(token: Token, read: () => T): T {
    if (++this.#depth > DEEPEST) {
      throw new RuleProblem(`a rule nests at most ${DEEPEST} deep`, {
        at: token.at,
        found: token.text,
        hint: "make several rules of it",
      });
    }
    const part = read();
    this.#depth--;
    return part;
  }

  #peek(): Token {
    return this.#tokens[this.#next]!;
  }

  #number({ node, at }: Part): NumberNode {
    if (!isTruth(node)) return node;
    throw new RuleProblem("a comparison stands where a number should", {
      at,
      found: this.#text.slice(at, at + 30),
      hint: "calculate with numbers, and join comparisons with and, or",
    });
  }

  #truth({ node, at }: Part): TruthNode {
    if (isTruth(node)) return node;
    const found = this.#text.slice(at, at + 30);
    const example = node.kind === "name" ? `${node.name} > 0` : "lq >= 1.2";
    throw new RuleProblem("a number alone is neither met nor not", {
      at,
      found,
      hint: `compare it with something, such as ${example}`,
    });
  }

  /** The figure's own name: a measure may be named by its label or its column, too. */
  #known(name: string, token: Token): string {
    if (this.#names.includes(name)) return name;
    const measure = measureNamed(name, this.#measures);
    if (measure && this.#names.includes(measure.id)) return measure.id;
    const [guess] = nearest(name, this.#names, 1);
    const hint = guess
      ? `did you mean ${guess}?`
      : this.#measures.some((one) => one === ALL_MEASURES[0])
        ? "`sector-rank measures` lists the figures; docs/rules.md those of the region"
        : `choose among ${this.#names.join(", ")}`;
    throw new RuleProblem(`no figure is called "${name}"`, { code: "RULE_NAME", at: token.at, found: name, hint });
  }

  #unexpected(token: Token, wanted: string): RuleProblem {
    if (token.kind === "end") {
      return new RuleProblem(`the rule ends where ${wanted} should follow`, {
        at: token.at,
        found: this.#text.trim() === "" ? "nothing" : "the end of the rule",
        hint: "write a rule such as lq >= 1.2 and growth > 0",
      });
    }
    if (token.kind === "comma") {
      return new RuleProblem("a comma that is in no function", {
        at: token.at,
        found: ",",
        hint: "write numbers without thousands separators, and join comparisons with and",
      });
    }
    const isName = token.kind === "name" || token.kind === "number";
    return new RuleProblem(`${wanted} should stand here`, {
      at: token.at,
      found: token.text,
      hint: isName ? "join two comparisons with and, or" : "write a rule such as lq >= 1.2 and growth > 0",
    });
  }
}
