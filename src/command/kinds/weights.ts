import type { ConfigNode } from "../../files/yaml-config.js";
import type { Weight, Weights, WeightsOption } from "../option-types.js";
import {
  nodeText,
  optionProblem,
  asTyped,
  TEXT_SCHEMA,
  unknownKey,
  wrongKind,
  type OptionKind,
  type Origin,
} from "./kind.js";
import { NUMBER_KIND, NUMBER_PATTERN } from "./number.js";

export const WEIGHTS_KIND: OptionKind<WeightsOption> = {
  readText: (_, text, origin) => parseWeights(text, origin),
  readNode: (_, node, origin) => readWeights(node, origin),
  defaultOf: () => undefined,
  valueName: ({ value }) => value,
  helpTail: () => "",
  takes: () => "text",
  schema: () => ({
    anyOf: [
      TEXT_SCHEMA,
      {
        type: "object",
        minProperties: 1,
        additionalProperties: {
          anyOf: [
            { type: "number", minimum: 0 },
            {
              type: "object",
              properties: { weight: { type: "number", minimum: 0 }, direction: { enum: ["higher", "lower"] } },
              additionalProperties: false,
            },
          ],
        },
      },
    ],
  }),
};

/** Weights as they are typed: `employment=2,averagePay=1:lower`. */
export function parseWeights(text: string, origin: Origin): Weights {
  const hint = "write NAME=NUMBER with commas between, such as employment=2,growth=1,lq=2";
  const weights = new Map<string, Weight>();
  for (const part of text.split(",")) {
    const match = /^\s*([^=:]+?)\s*(?:=\s*([^:]*?)\s*)?(?::\s*(.*?)\s*)?$/.exec(part);
    const [, name, number, direction] = match ?? [];
    if (name === undefined) throw optionProblem(origin, "takes names with weights", { found: asTyped(text), hint });
    if (number !== undefined && !NUMBER_PATTERN.test(number)) {
      throw optionProblem(origin, `: the weight of ${name} is not a number`, { found: asTyped(number), hint });
    }
    if (weights.has(name))
      throw optionProblem(origin, `: ${name} stands there twice`, { found: asTyped(text), hint: "keep one of them" });
    const way = direction === undefined ? {} : { direction: checkDirection(direction, name, origin) };
    weights.set(name, { weight: Number(number ?? 1), ...way });
  }
  return checkWeights(Object.fromEntries(weights), origin);
}

function checkDirection(text: string, name: string, origin: Origin): "higher" | "lower" {
  if (text === "higher" || text === "lower") return text;
  throw optionProblem(origin, `: the direction of ${name} is higher or lower`, {
    found: asTyped(text),
    hint: "say which end is better",
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
  const weights = node.entries.map(({ key, node: value }): [string, Weight] => [key, readWeight(key, value, origin)]);
  for (const [index, [key, weight]] of weights.entries()) {
    // One at a time, so that the place is the weight's own; their sum is looked at below.
    const { where } = node.entries[index]!.node;
    checkWeights({ [key]: { ...weight, weight: weight.weight || 1 } }, { ...origin, where });
  }
  return checkWeights(Object.fromEntries(weights), origin);
}

function readWeight(name: string, node: ConfigNode, { label }: Origin): Weight {
  const origin = { label, where: node.where };
  if (node.kind === "scalar" && typeof node.value === "number") return { weight: node.value };
  if (node.kind !== "map") {
    const hint = `write ${name}: 1, or ${name}: { weight: 1, direction: lower }`;
    throw wrongKind({ ...origin, label: `${label}: ${name}` }, "a number", node, hint);
  }
  let weight = 1;
  let direction: "higher" | "lower" | undefined;
  for (const entry of node.entries) {
    const place = { label: `${label}: ${name}`, where: entry.node.where };
    if (entry.key === "weight") {
      weight = NUMBER_KIND.readNode({ type: "number", value: "", help: "" }, entry.node, place) as number;
    } else if (entry.key === "direction") {
      direction = checkDirection(nodeText(entry.node, place, false), name, { label, where: entry.node.where });
    } else {
      throw unknownKey(entry, `${label}: ${name}`, ["weight", "direction"]);
    }
  }
  return { weight, ...(direction && { direction }) };
}
