import { nearest } from "../../core/suggest.js";
import type { ConfigNode } from "../../files/yaml-config.js";
import {
  SURVEY_RATINGS,
  type NumberOption,
  type SurveyMapping,
  type SurveyMappingOption,
  type SurveyRating,
} from "../option-types.js";
import { nodeText, optionProblem, unknownKey, wrongKind, type OptionKind, type Origin } from "./kind.js";
import { NUMBER_KIND } from "./number.js";

const TEXTS = ["respondent", "company", "industry", "region", "size", "jobs"] as const;
/** Maps of headings to credentials, as a config writes them. */
const QUESTIONS = {
  ratings: "ratings",
  portable: "portable",
  alone: "alone",
  stackable: "stackable",
  "building-block": "buildingBlock",
} as const;
const SKIP: NumberOption = { type: "integer", value: "N", minimum: 0, maximum: 20, help: "rows below the header" };

const EXAMPLE = 'write mapping: { company: "Q2", ratings: { "Q5_1": "Forklift operator" } }';
const NAMED = { type: "object", additionalProperties: { type: "string" } } as const;

export const SURVEY_MAPPING_KIND: OptionKind<SurveyMappingOption> = {
  readNode: (_, node, origin) => readSurveyMapping(node, origin),
  defaultOf: () => undefined,
  valueName: () => undefined,
  helpTail: () => "",
  takes: () => "nothing",
  schema: () => ({
    type: "object",
    properties: {
      ...Object.fromEntries(TEXTS.map((name) => [name, { type: "string" }])),
      ...Object.fromEntries(Object.keys(QUESTIONS).map((name) => [name, NAMED])),
      values: { type: "object", additionalProperties: { enum: SURVEY_RATINGS } },
      skip: NUMBER_KIND.schema(SKIP),
    },
    required: ["ratings"],
    additionalProperties: false,
  }),
};

function readSurveyMapping(node: ConfigNode, origin: Origin): SurveyMapping {
  if (node.kind !== "map") throw wrongKind(origin, "a map of headings", node, EXAMPLE);
  const known = [...TEXTS, ...Object.keys(QUESTIONS), "values", "skip"];
  const mapping: Record<string, unknown> = {};
  for (const { key, where, node: value } of node.entries) {
    const place = { label: `${origin.label}: ${key}`, where: value.where };
    if (!known.includes(key)) throw unknownKey({ key, where }, origin.label, known);
    if (key === "skip") mapping[key] = NUMBER_KIND.readNode(SKIP, value, place);
    else if (key === "values") mapping[key] = readValues(value, place);
    else if (Object.hasOwn(QUESTIONS, key)) mapping[QUESTIONS[key as keyof typeof QUESTIONS]] = readNames(value, place);
    else mapping[key] = nodeText(value, place, false);
  }
  const { ratings } = mapping as Partial<SurveyMapping>;
  if (ratings && Object.keys(ratings).length > 0) return { ...mapping, ratings };
  throw optionProblem(origin, "has no ratings", {
    found: Object.keys(mapping).join(", ") || "nothing",
    hint: EXAMPLE,
  });
}

/** Headings with the credential that each is about. */
function readNames(node: ConfigNode, origin: Origin): Readonly<Record<string, string>> {
  if (node.kind !== "map") throw wrongKind(origin, "headings, each with a credential", node, EXAMPLE);
  return Object.fromEntries(
    node.entries.map(({ key, node: value }) => [
      key,
      nodeText(value, { label: `${origin.label}: ${key}`, where: value.where }, false),
    ]),
  );
}

function readValues(node: ConfigNode, origin: Origin): Readonly<Record<string, SurveyRating>> {
  if (node.kind !== "map")
    throw wrongKind(origin, "texts, each with a rating", node, 'write values: { "1": required }');
  return Object.fromEntries(
    node.entries.map(({ key, node: value }) => {
      const place = { label: `${origin.label}: ${key}`, where: value.where };
      const text = nodeText(value, place, false);
      const rating = SURVEY_RATINGS.find((one) => one === text.toLowerCase());
      if (rating) return [key.toLowerCase(), rating];
      const [guess] = nearest(text, SURVEY_RATINGS, 1);
      throw optionProblem(place, "is not a rating", {
        found: text,
        hint: guess === undefined ? `write ${SURVEY_RATINGS.join(", ")}` : `did you mean ${guess}?`,
      });
    }),
  );
}
