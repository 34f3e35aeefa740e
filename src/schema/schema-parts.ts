/** A JSON Schema, draft 2020-12. */
export type JsonSchema = Readonly<Record<string, unknown>>;

export const text: JsonSchema = { type: "string" };
export const number: JsonSchema = { type: "number" };
export const count: JsonSchema = { type: "integer", minimum: 0 };
export const flag: JsonSchema = { type: "boolean" };
export const list = (items: JsonSchema): JsonSchema => ({ type: "array", items });
export const enumeration = (values: readonly unknown[]): JsonSchema => ({ enum: values });
export const ref = (name: string): JsonSchema => ({ $ref: `#/$defs/${name}` });
export const record = (values: JsonSchema): JsonSchema => ({ type: "object", additionalProperties: values });

/** An object whose keys are all named; those of `optional` may be left out. */
export function object(
  required: Readonly<Record<string, JsonSchema>>,
  optional: Readonly<Record<string, JsonSchema>> = {},
): JsonSchema {
  return {
    type: "object",
    properties: { ...required, ...optional },
    required: Object.keys(required),
    additionalProperties: false,
  };
}

export const code = (description: string): JsonSchema => ({ type: "string", description });

/** What is done to a factor's figures, and the composite that it is a part of. */
export const weighing = {
  treatment: { type: "string", description: "log, winsor, or winsor and a percentage" },
  group: text,
} as const;
