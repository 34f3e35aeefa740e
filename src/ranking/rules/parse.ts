import { nearest } from "../../core/suggest.js";
import { ALL_MEASURES } from "../../measures/index.js";
import { measureNamed } from "../../measures/named.js";
import { RuleProblem } from "./problem.js";
import { tokenize, type ComparisonSign, type Operator, type Token } from "./tokens.js";

/** A part of a rule that is a number. */
export type NumberNode =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "negate"; readonly of: NumberNode }
  | { readonly kind: "arithmetic"; readonly operator: Operator; readonly left: NumberNode; readonly right: NumberNode };

/** A part of a rule that is met or not. */
export type TruthNode =
  | {
      readonly kind: "compare";
      readonly comparison: ComparisonSign;
      readonly left: NumberNode;
      readonly right: NumberNode;
    }
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

function isTruth(node: Node): node is TruthNode {
  return node.kind === "compare" || node.kind === "and" || node.kind === "or" || node.kind === "not";
}

/**
 * Parses a rule. From loose to tight: `or`, `and`, `not`, one comparison, `+ -`, `* /`, a sign.
 *
 * @param names every figure that a rule may name
 * @throws {RuleProblem} with the character
 */
export function parseRule(text: string, names: readonly string[]): TruthNode {
  return new Parser(text, names).rule();
}

class Parser {
  readonly #text: string;
  readonly #names: readonly string[];
  readonly #tokens: readonly Token[];
  #next = 0;
  #depth = 0;

  constructor(text: string, names: readonly string[]) {
    this.#text = text;
    this.#names = names;
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
      return { node: { kind: "name", name: this.#known(token.name, token) }, at: token.at };
    }
    if (token.kind !== "open") throw this.#unexpected(token, "a name, a number or an opening bracket");
    this.#next++;
    return this.#deeper(token, () => {
      const inner = this.#or();
      const close = this.#peek();
      if (close.kind === "end") {
        throw new RuleProblem("a bracket that is not closed", {
          at: token.at,
          found: this.#text.slice(token.at, token.at + 20),
          hint: "write the closing bracket",
        });
      }
      if (close.kind !== "close") throw this.#unexpected(close, "an operator or the closing bracket");
      this.#next++;
      return { node: inner.node, at: token.at };
    });
  }

  #deeper(token: Token, read: () => Part): Part {
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
    const measure = measureNamed(name, ALL_MEASURES);
    if (measure && this.#names.includes(measure.id)) return measure.id;
    const [guess] = nearest(name, this.#names, 1);
    const hint = guess
      ? `did you mean ${guess}?`
      : "`sector-rank measures` lists the figures; docs/rules.md those of the region";
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
    const isName = token.kind === "name" || token.kind === "number";
    return new RuleProblem(`${wanted} should stand here`, {
      at: token.at,
      found: token.text,
      hint: isName ? "join two comparisons with and, or" : "write a rule such as lq >= 1.2 and growth > 0",
    });
  }
}
