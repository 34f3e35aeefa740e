import type { AnyCommand } from "../command/command.js";
import { configurable, configurableArguments, isSection } from "./config-keys.js";
import type { Schema } from "../command/kinds/kind.js";
import { defaultValue, findKind } from "../command/kinds/kinds.js";
import type { OptionDefinition } from "../command/option-types.js";
import { sharedOptions } from "../command/options.js";

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
  return { description: option.help, ...(hasDefault && { default: value }), ...findKind(option).schema(option) };
}
