import type { ConfigNode } from "../../files/yaml-config.js";
import type { NumberOption } from "../option-types.js";
import { formatDefault, optionProblem, asTyped, wrongKind, type OptionKind, type Origin } from "./kind.js";

/** A number as it is typed, without separators of thousands. */
export const NUMBER_PATTERN = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d{1,3})?$/i;

export const NUMBER_KIND: OptionKind<NumberOption> = {
  readText: (option, text, origin) => {
    const trimmed = text.trim();
    if (!NUMBER_PATTERN.test(trimmed)) {
      const withoutSeparators = trimmed.replace(/[,_ ']/g, "");
      const hint = NUMBER_PATTERN.test(withoutSeparators)
        ? `write ${withoutSeparators}`
        : `write ${formatExample(option)}`;
      throw optionProblem(origin, `takes ${describeNumber(option)}`, { found: asTyped(text), hint });
    }
    return checkNumber(option, Number(trimmed), origin);
  },
  readNode: (option, node, origin) => {
    if (node.kind === "scalar" && typeof node.value === "number") return checkNumber(option, node.value, origin);
    throw wrongKind(origin, "a number, without quotes", node, `write ${origin.label}: ${exampleNumber(option, node)}`);
  },
  defaultOf: (option) => option.default,
  valueName: ({ value }) => value,
  helpTail: (option) => formatDefault(option.default),
  takes: () => "text",
  schema: ({ type, minimum, maximum }) => ({
    type,
    ...(minimum !== undefined && { minimum }),
    ...(maximum !== undefined && { maximum }),
  }),
};

type Limits = Pick<NumberOption, "type" | "minimum" | "maximum" | "default">;

/** A number within the limits, and whole where it must be. */
export function checkNumber(option: Limits, value: number, origin: Origin): number {
  const isWhole = option.type === "number" || Number.isSafeInteger(value);
  const isInside = value >= (option.minimum ?? -Infinity) && value <= (option.maximum ?? Infinity);
  if (!isWhole || !isInside || !Number.isFinite(value)) {
    throw optionProblem(origin, `takes ${describeNumber(option)}`, {
      found: String(value),
      hint: `write ${formatExample(option)}`,
    });
  }
  return value;
}

function describeNumber({ type, minimum, maximum }: Limits): string {
  const kind = type === "integer" ? "a whole number" : "a number";
  if (minimum !== undefined && maximum !== undefined) return `${kind} from ${minimum} to ${maximum}`;
  if (minimum !== undefined) return `${kind} of at least ${minimum}`;
  if (maximum !== undefined) return `${kind} of at most ${maximum}`;
  return kind;
}

function formatExample({ default: value, minimum, maximum }: Limits): string {
  return `digits only, such as ${value ?? maximum ?? (minimum || 10)}`;
}

/** What was written, where it is a number in quotes; else any number that the option takes. */
function exampleNumber({ default: value, minimum, maximum }: Limits, node: ConfigNode): string {
  const isNumber = node.kind === "scalar" && /^\d+(?:\.\d+)?$/.test(String(node.value));
  return isNumber ? String(node.value) : String(value ?? maximum ?? (minimum || 10));
}
