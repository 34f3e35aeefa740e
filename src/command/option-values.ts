import type { ErrorCode, Place } from "../core/errors.js";
import { UsageError } from "../core/errors.js";
import type { RuleText } from "../ranking/rules/rules.js";
import { nearest } from "../core/suggest.js";
import type { NumberOption, NumbersOption, OptionDefinition, Weight, Weights } from "./option-types.js";

/** Where a value was given: `--level` on the command line, `level` with its place in a config. */
export interface Origin {
  readonly label: string;
  readonly where?: Place;
}

export function optionProblem(
  origin: Origin,
  message: string,
  details: { readonly found?: string; readonly hint?: string; readonly code?: ErrorCode },
): UsageError {
  const { found, hint, code } = details;
  const label = origin.label === "" || message.startsWith(":") ? origin.label : `${origin.label} `;
  return new UsageError(`${label}${message}`, {
    code: code ?? (origin.where ? "CONFIG_VALUE" : "OPTION_VALUE"),
    ...(origin.where && { where: origin.where }),
    ...(found !== undefined && { found }),
    ...(hint !== undefined && { hint }),
  });
}

/**
 * A rule as typed, `NAME: RULE` or a rule alone.
 *
 * @param where of the text's first character
 */
export function ruleText(text: string, where: Place, isBlock = false): RuleText {
  const [prefix = "", name] = /^\s*([A-Za-z][\w -]*?)\s*:\s*/.exec(text) ?? [];
  const column = String(Number(where.column) + (isBlock ? 0 : prefix.length));
  return { name, text: text.slice(prefix.length), where: { ...where, column }, ...(isBlock && { isBlock }) };
}

/** The value that one text on the command line means. */
export function parseOptionText(option: OptionDefinition, text: string, origin: Origin): unknown {
  switch (option.type) {
    case "integer":
    case "number":
      return parseNumber(option, text, origin);
    case "choice":
      return checkChoice(option.choices, option.named?.(text) ?? text, origin);
    case "list":
      return parseList(text, origin);
    case "weights":
      return parseWeights(text, origin);
    case "numbers":
      return parseNumbers(option, text, origin);
    default:
      if (text.trim() === "") {
        const hint = "value" in option ? `write ${origin.label} ${option.value}, or leave it out` : "leave it out";
        throw optionProblem(origin, "needs a value", { found: "nothing", hint });
      }
      return text;
  }
}

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d{1,3})?$/i;

function parseNumber(option: NumberOption, text: string, origin: Origin): number {
  const trimmed = text.trim();
  if (!NUMBER.test(trimmed)) {
    const withoutSeparators = trimmed.replace(/[,_ ']/g, "");
    const hint = NUMBER.test(withoutSeparators) ? `write ${withoutSeparators}` : `write ${exampleOf(option)}`;
    throw optionProblem(origin, `takes ${describeNumber(option)}`, { found: shown(text), hint });
  }
  return checkNumber(option, Number(trimmed), origin);
}

/** A number within the option's limits, and whole where it must be. */
export function checkNumber(option: Omit<NumberOption, "value" | "help">, value: number, origin: Origin): number {
  const isWhole = option.type === "number" || Number.isSafeInteger(value);
  const isInside = value >= (option.minimum ?? -Infinity) && value <= (option.maximum ?? Infinity);
  if (!isWhole || !isInside || !Number.isFinite(value)) {
    throw optionProblem(origin, `takes ${describeNumber(option)}`, {
      found: String(value),
      hint: `write ${exampleOf(option)}`,
    });
  }
  return value;
}

function describeNumber({ type, minimum, maximum }: Omit<NumberOption, "value" | "help">): string {
  const kind = type === "integer" ? "a whole number" : "a number";
  if (minimum !== undefined && maximum !== undefined) return `${kind} from ${minimum} to ${maximum}`;
  if (minimum !== undefined) return `${kind} of at least ${minimum}`;
  if (maximum !== undefined) return `${kind} of at most ${maximum}`;
  return kind;
}

function exampleOf({ default: value, minimum, maximum }: Omit<NumberOption, "value" | "help">): string {
  return `digits only, such as ${value ?? maximum ?? (minimum || 10)}`;
}

/** One of the choices, exactly; a near miss is suggested, not guessed. */
export function checkChoice(choices: readonly string[], text: string, origin: Origin): string {
  if (choices.includes(text)) return text;
  const [suggestion] = nearest(text, choices, 1);
  throw optionProblem(origin, `takes ${alternatives(choices)}`, {
    found: shown(text),
    hint: suggestion ? `did you mean ${suggestion}?` : `write one of them`,
  });
}

function parseList(text: string, origin: Origin): readonly string[] {
  const items = text.split(",").map((item) => item.trim());
  if (items.includes("")) {
    throw optionProblem(origin, "takes texts separated by commas", {
      found: shown(text),
      hint: text.trim() === "" ? "leave the option out" : "remove the extra comma",
    });
  }
  return items;
}

function parseWeights(text: string, origin: Origin): Weights {
  const hint = "write NAME=NUMBER with commas between, such as employment=2,growth=1,lq=2";
  const weights = new Map<string, Weight>();
  for (const part of text.split(",")) {
    const match = /^\s*([^=:]+?)\s*(?:=\s*([^:]*?)\s*)?(?::\s*(.*?)\s*)?$/.exec(part);
    const [, name, number, direction] = match ?? [];
    if (name === undefined) throw optionProblem(origin, "takes names with weights", { found: shown(text), hint });
    if (number !== undefined && !NUMBER.test(number)) {
      throw optionProblem(origin, `: the weight of ${name} is not a number`, { found: shown(number), hint });
    }
    if (weights.has(name))
      throw optionProblem(origin, `: ${name} stands there twice`, { found: shown(text), hint: "keep one of them" });
    const way = direction === undefined ? {} : { direction: checkDirection(direction, name, origin) };
    weights.set(name, { weight: Number(number ?? 1), ...way });
  }
  return checkWeights(Object.fromEntries(weights), origin);
}

export function checkDirection(text: string, name: string, origin: Origin): "higher" | "lower" {
  if (text === "higher" || text === "lower") return text;
  throw optionProblem(origin, `: the direction of ${name} is higher or lower`, {
    found: shown(text),
    hint: "say which end is better",
  });
}

/** Weights that can rank: none negative, at least one above zero. */
export function checkWeights(weights: Weights, origin: Origin): Weights {
  for (const [name, { weight }] of Object.entries(weights)) {
    if (weight < 0 || !Number.isFinite(weight)) {
      throw optionProblem(origin, `: the weight of ${name} is ${weight < 0 ? "negative" : "not a number"}`, {
        code: "WEIGHTS_NEGATIVE",
        found: String(weight),
        hint: origin.where
          ? "write a weight of 0 or more, and `direction: lower` where less is better"
          : `write a weight of 0 or more; ${name}=${Math.abs(weight)}:lower turns the direction round`,
      });
    }
  }
  if (!Object.values(weights).some(({ weight }) => weight > 0)) {
    throw optionProblem(origin, ": all weights are zero", {
      code: "WEIGHTS_ZERO",
      found: Object.keys(weights).join(", ") || "no weight",
      hint: "give at least one of them a weight above 0",
    });
  }
  return weights;
}

function parseNumbers(option: NumbersOption, text: string, origin: Origin): Readonly<Record<string, number>> {
  const values = new Map<string, number>();
  for (const part of text.split(",")) {
    const [name = "", number, ...rest] = part.split("=").map((piece) => piece.trim());
    const key = checkKey(option, name, origin);
    if (number === undefined || rest.length > 0 || !NUMBER.test(number)) {
      throw optionProblem(origin, `: ${name} takes a number`, {
        found: shown(part),
        hint: `write ${name}=${option.keys[key]?.default}`,
      });
    }
    values.set(key, checkNumber({ type: "number", minimum: 0 }, Number(number), origin));
  }
  return Object.fromEntries(values);
}

/** The key of named numbers that a typed name means. */
export function checkKey(option: NumbersOption, name: string, origin: Origin): string {
  if (Object.hasOwn(option.keys, name)) return name;
  const [suggestion] = nearest(name, Object.keys(option.keys), 1);
  throw optionProblem(origin, `: unknown name "${name}"`, {
    ...(origin.where && { code: "CONFIG_KEY" as const }),
    found: shown(name),
    hint: suggestion ? `did you mean ${suggestion}?` : `the names are ${alternatives(Object.keys(option.keys))}`,
  });
}

/** `a, b or c` */
export function alternatives(choices: readonly string[]): string {
  if (choices.length < 2) return choices.join("");
  return `${choices.slice(0, -1).join(", ")} or ${choices.at(-1)}`;
}

function shown(text: string): string {
  return text.trim() === "" ? "nothing" : text;
}
