import type { AnyCommand } from "../command/command.js";
import { MAPPING_COLUMNS, MAPPING_OPTIONS } from "../command/config-values.js";
import { configurable, configurableArguments, isSection } from "./config-keys.js";
import { defaultValue, type NumbersOption, type OptionDefinition } from "../command/option-types.js";
import { sharedOptions } from "../command/options.js";

type Schema = Readonly<Record<string, unknown>>;

/** The JSON Schema of `sector-rank.yaml`, made from the tables that parsing uses, for editors and for checks in CI. */
export function buildConfigSchema(commands: readonly AnyCommand[]): Schema {
  const sections = commands
    .filter(({ name }) => isSection(name))
    .map((command): [string, Schema] => [
      command.name,
      { ...optionsSchema(command), description: `Options of \`sector-rank ${command.name}\` alone.` },
    ]);
  const runs = commands
    .filter((command) => "out" in command.options)
    .map((command) => {
      const { properties } = optionsSchema(command);
      return {
        type: "object",
        properties: { command: { const: command.name, description: "The command to run." }, ...properties },
        // The command may be left out for rank, which is then meant.
        required: command.name === "rank" ? [] : ["command"],
        additionalProperties: false,
      };
    });
  const shared = Object.fromEntries(
    Object.entries(configurable(sharedOptions)).map(([name, { option }]) => [name, optionSchema(option)]),
  );
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "sector-rank.yaml",
    description: "What sector-rank does in a folder; see `sector-rank init`.",
    type: ["object", "null"],
    properties: {
      ...shared,
      ...Object.fromEntries(sections),
      runs: { type: "array", description: "What `sector-rank run` does, in order.", items: { anyOf: runs } },
    },
    additionalProperties: false,
  };
}

function optionsSchema(command: AnyCommand): { readonly properties: Schema } & Schema {
  const known = { ...configurable(command.options), ...configurableArguments(command) };
  const shared = new Set<OptionDefinition>(Object.values(sharedOptions));
  const properties = Object.fromEntries(
    Object.entries(known).map(([name, { option }]) => [
      name,
      shared.has(option) ? { $ref: `#/properties/${name}` } : optionSchema(option),
    ]),
  );
  return { type: "object", properties, additionalProperties: false };
}

function optionSchema(option: OptionDefinition): Schema {
  const value = option.type === "numbers" ? undefined : defaultValue(option);
  const hasDefault = value !== undefined && !(Array.isArray(value) && value.length === 0) && option.type !== "regions";
  return { description: option.help, ...(hasDefault && { default: value }), ...valueSchema(option) };
}

const TEXT: Schema = { type: "string", minLength: 1 };
const TEXTS: Schema = { type: "array", items: TEXT };
const RULES_BY_NAME: Schema = { type: "object", additionalProperties: TEXT };
const AREAS: Schema = { anyOf: [TEXT, { ...TEXTS, minItems: 1 }] };

function valueSchema(option: OptionDefinition): Schema {
  switch (option.type) {
    case "boolean":
      return { type: "boolean" };
    case "integer":
    case "number":
      return {
        type: option.type,
        ...(option.minimum !== undefined && { minimum: option.minimum }),
        ...(option.maximum !== undefined && { maximum: option.maximum }),
      };
    case "choice": {
      // A level of 3 may stand without quotes.
      const numbers = option.choices.filter((choice) => /^\d+$/.test(choice)).map(Number);
      return { enum: [...option.choices, ...numbers] };
    }
    case "list":
      return { anyOf: [TEXT, TEXTS] };
    case "string":
      return option.repeatable || option.codes ? { anyOf: [TEXT, TEXTS] } : TEXT;
    case "weights":
      return { anyOf: [TEXT, weightsSchema] };
    case "numbers":
      return { anyOf: [TEXT, numbersSchema(option)] };
    case "rules":
      return { anyOf: [TEXT, { type: "array", items: { anyOf: [TEXT, RULES_BY_NAME] } }, RULES_BY_NAME] };
    case "mapping":
      return mappingSchema();
    case "regions":
      return {
        type: "object",
        additionalProperties: {
          anyOf: [
            ...(AREAS.anyOf as readonly Schema[]),
            {
              type: "object",
              properties: { areas: AREAS, exclude: AREAS },
              required: ["areas"],
              additionalProperties: false,
            },
          ],
        },
      };
  }
}

function mappingSchema(): Schema {
  const columns = Object.fromEntries(MAPPING_COLUMNS.map((name) => [name, { type: ["string", "integer"] }]));
  return {
    type: "object",
    properties: {
      ...Object.fromEntries(Object.entries(MAPPING_OPTIONS).map(([name, option]) => [name, optionSchema(option)])),
      columns: { type: "object", properties: columns, required: ["base", "projected"], additionalProperties: false },
    },
    required: ["columns"],
    additionalProperties: false,
  };
}

const weightsSchema: Schema = {
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
};

function numbersSchema({ keys }: NumbersOption): Schema {
  const properties = Object.fromEntries(
    Object.entries(keys).map(([name, { default: value, help }]) => [
      name,
      { type: "number", minimum: 0, default: value, description: help },
    ]),
  );
  return { type: "object", properties, additionalProperties: false };
}
