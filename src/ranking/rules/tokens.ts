import { RuleProblem } from "./problem.js";

export type Operator = "+" | "-" | "*" | "/";
export type ComparisonSign = "<" | "<=" | ">" | ">=" | "==" | "!=";

/** A piece of a rule; `at` counts the characters before it. */
export type Token = { readonly at: number; readonly text: string } & (
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "word"; readonly word: "and" | "or" | "not" }
  | { readonly kind: "operator"; readonly operator: Operator }
  | { readonly kind: "comparison"; readonly comparison: ComparisonSign }
  | { readonly kind: "open" | "close" | "comma" | "end" }
);

/** Longer than any rule a person reads. */
const LONGEST = 1000;

const SPACE = /[ \t\r\n]+/y;
const NUMBER = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?/y;
/** A name, with the part of it in brackets that says of which: `familyWageShare[family of three]`. */
const NAME = /[A-Za-z_]\w*(?:\[[^[\]]+\])?/y;
/** A name with blanks or other characters in it, as the columns of a user's file may have. */
const BRACKETED = /\[([^[\]]+)\]/y;
const COMPARISON = /<=|>=|==|!=|<|>|≤|≥|≠/y;

const COMPARISONS: Readonly<Record<string, ComparisonSign>> = {
  "<": "<",
  "<=": "<=",
  "≤": "<=",
  ">": ">",
  ">=": ">=",
  "≥": ">=",
  "==": "==",
  "!=": "!=",
  "≠": "!=",
};

const MARKS: Readonly<Record<string, "open" | "close" | "comma">> = { "(": "open", ")": "close", ",": "comma" };

const WORDS = ["and", "or", "not"] as const;

/** What people write who are used to other notations, and what it is here. */
const OTHER_NOTATIONS: readonly (readonly [pattern: RegExp, hint: string])[] = [
  [/=>/y, "write >="],
  [/=</y, "write <="],
  [/=/y, "write == for equal"],
  [/&&?/y, "write and"],
  [/\|\|?/y, "write or"],
  [/!/y, "write not"],
  [/\$\s*\d/y, "write the number without $"],
  [/[\^]|\*\*/y, "a rule knows + - * / only"],
  [/['"`“”]/y, "write names without quotes; one with blanks in [ ]"],
  [/[×·]/y, "write *"],
  [/÷/y, "write /"],
  [/[–—−]/y, "write -"],
  [/[{}]/y, "write ( and )"],
];

/**
 * Splits a rule into its pieces, the last of which is the end.
 *
 * @throws {RuleProblem} for a character that no rule has
 */
export function tokenize(text: string): readonly Token[] {
  if (text.length > LONGEST) {
    throw new RuleProblem(`a rule has at most ${LONGEST} characters`, {
      at: LONGEST,
      found: `${text.length} characters`,
      hint: "make several rules of it",
    });
  }
  const tokens: Token[] = [];
  let at = 0;
  const match = (pattern: RegExp): RegExpExecArray | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(text) ?? undefined;
  };
  while (at < text.length) {
    const space = match(SPACE);
    if (space) {
      at += space[0].length;
      continue;
    }
    const token = readToken(text, at, match);
    tokens.push(token);
    at += token.text.length;
  }
  return [...tokens, { kind: "end", at: text.length, text: "" }];
}

function readToken(text: string, at: number, match: (pattern: RegExp) => RegExpExecArray | undefined): Token {
  const number = match(NUMBER)?.[0];
  if (number !== undefined) return numberToken(text, at, number);
  const name = match(NAME)?.[0];
  if (name !== undefined) {
    const word = WORDS.find((one) => one === name.toLowerCase());
    return word ? { kind: "word", word, at, text: name } : { kind: "name", name, at, text: name };
  }
  const bracketed = match(BRACKETED);
  if (bracketed) return { kind: "name", name: bracketed[1]!.trim(), at, text: bracketed[0] };
  const comparison = match(COMPARISON)?.[0];
  if (comparison !== undefined) {
    return { kind: "comparison", comparison: COMPARISONS[comparison]!, at, text: comparison };
  }
  const character = [...text.slice(at)][0]!;
  const next = text[at + 1];
  const mark = MARKS[character];
  if (mark) return { kind: mark, at, text: character };
  if (character === "+" || character === "-" || character === "/" || (character === "*" && next !== "*")) {
    return { kind: "operator", operator: character, at, text: character };
  }
  const [, hint] = OTHER_NOTATIONS.find(([pattern]) => match(pattern)) ?? [];
  throw new RuleProblem("no such character in a rule", {
    at,
    found: character,
    hint: hint ?? "a rule has names, numbers, + - * /, comparisons such as >=, and, or, not, ( and )",
  });
}

function numberToken(text: string, at: number, digits: string): Token {
  const after = text.slice(at + digits.length);
  const separated = /^(?:[,_']\d{3})+(?!\d)/.exec(after)?.[0];
  if (separated !== undefined) {
    const whole = `${digits}${separated}`;
    throw new RuleProblem("a number with separators", {
      at,
      found: whole,
      hint: `write ${whole.replace(/[,_']/g, "")}`,
    });
  }
  const glued = /^[A-Za-z_]\w*/.exec(after)?.[0];
  if (glued !== undefined) {
    const number = Number(digits) * (/^k$/i.test(glued) ? 1000 : /^m$/i.test(glued) ? 1e6 : NaN);
    throw new RuleProblem("a name can't follow a number", {
      at: at + digits.length,
      found: `${digits}${glued}`,
      hint: Number.isFinite(number) ? `write ${number}` : `write ${digits} * ${glued}, or put a blank before a word`,
    });
  }
  // 5% is a number; 5 % 2 would be a remainder elsewhere.
  if (after.startsWith("%")) return { kind: "number", value: Number(digits) / 100, at, text: `${digits}%` };
  return { kind: "number", value: Number(digits), at, text: digits };
}
