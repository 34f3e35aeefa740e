import { WORKFORCE_QUANTITIES } from "../core/industry-table.js";
import { type JsonSchema, list, object, enumeration, ref, text } from "./schema-parts.js";

const side = object(Object.fromEntries(WORKFORCE_QUANTITIES.map((quantity) => [quantity, ref("datum")])));

/** Quarterly Workforce Indicators: of an industry, and of a table. */
export const WORKFORCE_DEFINITIONS: Readonly<Record<string, JsonSchema>> = {
  workforceSide: side,
  workforce: object(
    {
      region: ref("workforceSide"),
      match: object({ kind: enumeration(["exact", "sum", "ancestor", "none"]), codes: list(text), text }),
      distorted: list(enumeration(WORKFORCE_QUANTITIES)),
      withheld: list(enumeration(WORKFORCE_QUANTITIES)),
    },
    { reference: ref("workforceSide") },
  ),
  tableWorkforce: object({
    quarters: { type: "array", items: text, minItems: 2, maxItems: 2 },
    ownership: enumeration(["private", "all"]),
    quantities: list(enumeration(WORKFORCE_QUANTITIES)),
    hasReference: { type: "boolean" },
    total: ref("workforce"),
    missing: list(text),
  }),
};
