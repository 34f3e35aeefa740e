import type { ConfigNode } from "../../files/yaml-config.js";
import { treatmentNamed, type Treatment } from "../../ranking/treatment.js";
import type { Weight, Weights, WeightsOption } from "../option-types.js";
import {
  asTyped,
  nodeText,
  optionProblem,
  TEXT_SCHEMA,
  TEXTS_SCHEMA,
  unknownKey,
  wrongKind,
  type OptionKind,
  type Origin,
  type Schema,
} from "./kind.js";
import { NUMBER_KIND, NUMBER_PATTERN } from "./number.js";

const WEIGHT_SCHEMA: Schema = { type: "number", minimum: 0 };

/** A number, or a map; with `of` the parts of a composite. */
const mapSchema = (further: Readonly<Record<string, Schema>>): Schema => ({
  type: "object",
  minProperties: 1,
  additionalProperties: {
    anyOf: [
      WEIGHT_SCHEMA,
      {
        type: "object",
        properties: {
          weight: WEIGHT_SCHEMA,
          direction: { enum: ["higher", "lower"] },
          treatment: { type: "string", pattern: String.raw`^(?:log|winsor(?:\d+(?:\.\d+)?)?)$` },
          ...further,
        },
        additionalProperties: false,
      },
    ],
  },
});

export const WEIGHTS_KIND: OptionKind<WeightsOption> = {
  readText: (_, text, origin) => parseWeights(text, origin),
  readNode: (_, node, origin) => readWeights(node, origin),
  defaultOf: () => undefined,
  valueName: ({ value }) => value,
  helpTail: () => "",
  takes: () => "text",
  schema: () => ({
    anyOf: [TEXT_SCHEMA, mapSchema({ of: { anyOf: [{ ...TEXTS_SCHEMA, minItems: 1 }, mapSchema({})] } })],
  }),
};

const HINT = "write NAME=NUMBER with commas between, such as employment=2,growth=1,lq=2";
const GROUP_HINT = "write a composite as momentum = 0.4 * (growth, competitiveShare=2)";

/** Weights as they are typed: `employment=2,lq=1:lower:log,momentum = 0.4 * (growth, lqChange)`. */
export function parseWeights(text: string, origin: Origin): Weights {
  const weights = new Map<string, Weight>();
  for (const part of splitOutside(text, origin)) {
    const [, group, times, inner] = /^\s*([^=:()]+?)\s*=\s*(?:([^*()]+?)\s*\*\s*)?\((.*)\)\s*$/s.exec(part) ?? [];
    const entries =
      group === undefined
        ? [typedWeight(part, text, origin)]
        : partsOfGroup(group, typedNumber(times, group, origin), typedMembers(inner!, group, origin));
    for (const [name, weight] of entries) {
      if (weights.has(name))
        throw optionProblem(origin, `: ${name} appears twice`, { found: asTyped(text), hint: "keep one of them" });
      weights.set(name, weight);
    }
  }
  return checkWeights(Object.fromEntries(weights), origin);
}

type NamedWeight = readonly [name: string, weight: Weight];

/** The parts of a composite with their parts of its weight. */
function partsOfGroup(group: string, weight: number, members: readonly NamedWeight[]): readonly NamedWeight[] {
  const sum = members.reduce((total, [, member]) => total + member.weight, 0);
  return members.map(([name, member]) => [
    name,
    { ...member, weight: sum > 0 ? (weight * member.weight) / sum : 0, group },
  ]);
}

function typedMembers(text: string, group: string, origin: Origin): readonly NamedWeight[] {
  const members = splitOutside(text, origin).map((part) => {
    if (part.includes("(")) {
      throw optionProblem(origin, `: ${group} holds another composite`, { found: asTyped(part), hint: GROUP_HINT });
    }
    return typedWeight(part, text, origin);
  });
  checkWeights(Object.fromEntries(members), origin);
  return members;
}

function typedWeight(part: string, text: string, origin: Origin): NamedWeight {
  const [, name, number, further] = /^\s*([^=:]+?)\s*(?:=\s*([^:]*?)\s*)?(?::\s*(.*?)\s*)?$/s.exec(part) ?? [];
  if (name === undefined || /[()]/.test(part)) {
    const hint = /[()]/.test(part) ? GROUP_HINT : HINT;
    throw optionProblem(origin, "takes names with weights", { found: asTyped(text), hint });
  }
  const words = further === undefined ? [] : further.split(":").map((word) => word.trim());
  return [name, { weight: typedNumber(number, name, origin), ...modifiers(words, name, origin) }];
}

/** Direction and treatment, in any order. */
function modifiers(words: readonly string[], name: string, origin: Origin): Omit<Weight, "weight"> {
  let found: Omit<Weight, "weight"> = {};
  for (const word of words) {
    const treatment = treatmentNamed(word);
    found = { ...found, ...(treatment ? { treatment } : { direction: checkDirection(word, name, origin) }) };
  }
  return found;
}

function typedNumber(text: string | undefined, name: string, origin: Origin): number {
  if (text === undefined) return 1;
  if (NUMBER_PATTERN.test(text)) return Number(text);
  throw optionProblem(origin, `: the weight of ${name} is not a number`, { found: asTyped(text), hint: HINT });
}

/** Splits at commas that stand in no bracket. */
function splitOutside(text: string, origin: Origin): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at <= text.length; at++) {
    const sign = text[at];
    if (sign === "(") depth++;
    if (sign === ")") depth--;
    if (depth < 0 || (sign === undefined && depth > 0)) {
      throw optionProblem(origin, ": brackets that don't match", { found: asTyped(text), hint: GROUP_HINT });
    }
    if (sign === undefined || (sign === "," && depth === 0)) {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
  }
  return parts;
}

function checkDirection(text: string, name: string, origin: Origin): "higher" | "lower" {
  if (text === "higher" || text === "lower") return text;
  throw optionProblem(origin, `: the direction of ${name} is higher or lower`, {
    found: asTyped(text),
    hint: "say which end is better; log, winsor or winsor10 may stand beside it",
  });
}

function checkTreatment(text: string, name: string, origin: Origin): Treatment {
  const treatment = treatmentNamed(text);
  if (treatment) return treatment;
  throw optionProblem(origin, `: the treatment of ${name} is log or winsor`, {
    found: asTyped(text),
    hint: "write log, winsor, or winsor10 for the 10th and 90th percentile",
  });
}

/** Weights that can rank: none negative, at least one above zero. */
function checkWeights(weights: Weights, origin: Origin): Weights {
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

function readWeights(node: ConfigNode, origin: Origin): Weights {
  if (node.kind === "scalar" && typeof node.value === "string") return parseWeights(node.value, origin);
  if (node.kind !== "map") throw wrongKind(origin, "a map", node, "write weights: { employment: 2, lq: 1 }");
  const names = new Set<string>();
  const weights = node.entries.flatMap(({ key, node: value }) => {
    const parts = weightsUnder(key, value, origin);
    for (const [name, weight] of parts) {
      const place = { ...origin, where: value.where };
      if (names.has(name)) {
        throw optionProblem(place, `: ${name} appears twice`, { found: name, hint: "keep one of them" });
      }
      names.add(name);
      // One at a time, so that the place is the weight's own; their sum is looked at below.
      checkWeights({ [name]: { ...weight, weight: weight.weight || 1 } }, place);
    }
    return parts;
  });
  return checkWeights(Object.fromEntries(weights), origin);
}

const KEYS = ["weight", "direction", "treatment", "of"];

/** One weight, or those of a composite's parts. */
function weightsUnder(name: string, node: ConfigNode, { label }: Origin): readonly NamedWeight[] {
  const origin = { label, where: node.where };
  if (node.kind === "scalar" && typeof node.value === "number") return [[name, { weight: node.value }]];
  if (node.kind !== "map") {
    const hint = `write ${name}: 1, or ${name}: { weight: 1, direction: lower }`;
    throw wrongKind({ ...origin, label: `${label}: ${name}` }, "a number", node, hint);
  }
  let own: Weight = { weight: 1 };
  let members: readonly NamedWeight[] | undefined;
  for (const entry of node.entries) {
    const place = { label: `${label}: ${name}`, where: entry.node.where };
    const at = { label, where: entry.node.where };
    if (entry.key === "weight") {
      const weight = NUMBER_KIND.readNode({ type: "number", value: "", help: "" }, entry.node, place) as number;
      own = { ...own, weight };
    } else if (entry.key === "direction") {
      own = { ...own, direction: checkDirection(nodeText(entry.node, place, false), name, at) };
    } else if (entry.key === "treatment") {
      own = { ...own, treatment: checkTreatment(nodeText(entry.node, place, false), name, at) };
    } else if (entry.key === "of") {
      members = parseMembers(entry.node, place);
    } else {
      throw unknownKey(entry, `${label}: ${name}`, KEYS);
    }
  }
  return members === undefined ? [[name, own]] : partsOfGroup(name, own.weight, members);
}

/** The parts of a composite: names of one weight each, or a map as weights are. */
function parseMembers(node: ConfigNode, origin: Origin): readonly NamedWeight[] {
  if (node.kind === "list") {
    return node.items.map((item) => [nodeText(item, { ...origin, where: item.where }, false), { weight: 1 }]);
  }
  if (node.kind !== "map") throw wrongKind(origin, "a list or a map", node, "write of: [growth, competitiveShare]");
  return Object.entries(readWeights(node, origin)).map(([name, weight]) => {
    if (weight.group === undefined) return [name, weight];
    throw optionProblem(origin, `: ${weight.group} is a composite in a composite`, {
      found: weight.group,
      hint: "write its parts beside the others",
    });
  });
}
