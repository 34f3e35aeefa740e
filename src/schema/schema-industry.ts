import { type JsonSchema, code, count, list, object, enumeration, ref, text } from "./schema-parts.js";

/** The properties that an object must have, but one. */
export function without(schema: JsonSchema, name: string): Readonly<Record<string, JsonSchema>> {
  const { properties, required } = schema as {
    readonly properties: Readonly<Record<string, JsonSchema>>;
    readonly required: readonly string[];
  };
  return Object.fromEntries(Object.entries(properties).filter(([key]) => key !== name && required.includes(key)));
}

export const industry = { naics: code("NAICS code, or the name of a cluster"), title: text };

export const projection = object({
  base: ref("datum"),
  projected: ref("datum"),
  baseYear: count,
  projectedYear: count,
  match: object({
    kind: enumeration(["exact", "sum", "ancestor", "none"]),
    codes: list(text),
    text,
    lines: list(
      object({ file: text, code: text, title: text, base: ref("datum"), projected: ref("datum") }, { line: count }),
    ),
  }),
});
