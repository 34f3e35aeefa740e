import { count, flag, list, object, enumeration, record, text } from "./schema-parts.js";

/** What rules made of one industry or occupation. */
export const ruleOutcomes = {
  rules: record(object({ result: enumeration(["pass", "fail", "unknown"]), uncertain: flag })),
  eliminatedBy: text,
};

/** What rules made of all, and the published method that set them. */
export const rulesOfResult = {
      publishedMethod: object({
        name: text,
        title: text,
        publisher: text,
        source: text,
        changedBy: list(text),
        picks: list(object({ naics: text, uncertain: flag })),
      }),
      rules: list(
        object({ id: text, name: text, rule: text, pass: count, fail: count, unknown: count, uncertain: count }),
      ),
      elimination: object({
        steps: list(
          object({
            rule: text,
            before: count,
            eliminated: list(text),
            uncertain: list(text),
            unknown: list(text),
            left: count,
          }),
        ),
        left: list(text),
      }),
};
