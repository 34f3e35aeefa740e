import { nearest } from "../../core/suggest.js";
import type { ConfigNode } from "../../files/yaml-config.js";
import type { NumbersOption } from "../option-types.js";
import { alternatives, optionProblem, asTyped, TEXT_SCHEMA, wrongKind, type OptionKind, type Origin } from "./kind.js";
import { checkNumber, NUMBER_KIND, NUMBER_PATTERN } from "./number.js";

type Numbers = Readonly<Record<string, number>>;

export const NUMBERS_KIND: OptionKind<NumbersOption> = {
  readText: parseNumbers,
  readNode: readNumbers,
  defaultOf: ({ keys }) => Object.fromEntries(Object.entries(keys).map(([key, { default: value }]) => [key, value])),
  valueName: ({ value }) => value,
  helpTail: (option) => {
    const keys = Object.entries(option.keys).map(([key, { default: value, help }]) => `${key}=${value} (${help})`);
    return `: ${keys.join("; ")}`;
  },
  takes: () => "text",
  schema: ({ keys }) => {
    const properties = Object.fromEntries(
      Object.entries(keys).map(([name, { default: value, help }]) => [
        name,
        { type: "number", minimum: 0, default: value, description: help },
      ]),
    );
    return { anyOf: [TEXT_SCHEMA, { type: "object", properties, additionalProperties: false }] };
  },
};

function parseNumbers(option: NumbersOption, text: string, origin: Origin): Numbers {
  const values = new Map<string, number>();
  for (const part of text.split(",")) {
    const [name = "", number, ...rest] = part.split("=").map((piece) => piece.trim());
    const key = checkKey(option, name, origin);
    if (number === undefined || rest.length > 0 || !NUMBER_PATTERN.test(number)) {
      throw optionProblem(origin, `: ${name} takes a number`, {
        found: asTyped(part),
        hint: `write ${name}=${option.keys[key]?.default}`,
      });
    }
    values.set(key, checkNumber({ type: "number", minimum: 0 }, Number(number), origin));
  }
  return Object.fromEntries(values);
}

function readNumbers(option: NumbersOption, node: ConfigNode, origin: Origin): Numbers {
  if (node.kind === "scalar" && typeof node.value === "string") return parseNumbers(option, node.value, origin);
  if (node.kind !== "map") {
    const [key = "", first] = Object.entries(option.keys)[0] ?? [];
    const hint = `write ${origin.label}: { ${key}: ${first?.default} }`;
    throw wrongKind(origin, `a map of ${alternatives(Object.keys(option.keys))}`, node, hint);
  }
  const values = node.entries.map(({ key, where, node: value }): [string, unknown] => {
    const known = checkKey(option, key, { ...origin, where });
    const place = { label: `${origin.label}: ${key}`, where: value.where };
    return [known, NUMBER_KIND.readNode({ type: "number", minimum: 0, value: "", help: "" }, value, place)];
  });
  return Object.fromEntries(values) as Numbers;
}

/** The key of named numbers that a typed name means. */
function checkKey(option: NumbersOption, name: string, origin: Origin): string {
  if (Object.hasOwn(option.keys, name)) return name;
  const [suggestion] = nearest(name, Object.keys(option.keys), 1);
  throw optionProblem(origin, `: unknown name "${name}"`, {
    ...(origin.where && { code: "CONFIG_KEY" as const }),
    found: asTyped(name),
    hint: suggestion ? `did you mean ${suggestion}?` : `the names are ${alternatives(Object.keys(option.keys))}`,
  });
}
