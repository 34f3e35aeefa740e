import type { Place } from "../../core/errors.js";
import type { ConfigNode } from "../../files/yaml-config.js";
import type { RuleText } from "../../ranking/rules/rules.js";
import type { RulesOption } from "../option-types.js";
import { optionProblem, TEXT_SCHEMA, wrongKind, type OptionKind, type Origin } from "./kind.js";

const BY_NAME = { type: "object", additionalProperties: TEXT_SCHEMA };

export const RULES_KIND: OptionKind<RulesOption> = {
  readText: (_, text, { label }) => ruleText(text, { file: label, line: 1, column: "1" }),
  addText: (_, before, value) => {
    const rules = (before as readonly RuleText[] | undefined) ?? [];
    const rule = value as RuleText;
    // Errors count the rules that were typed.
    return [...rules, { ...rule, where: { ...rule.where, line: rules.length + 1 } }];
  },
  readNode: (_, node, origin) => readRules(node, origin),
  defaultOf: () => [],
  valueName: ({ value }) => value,
  helpTail: () => "",
  takes: () => "text",
  schema: () => ({ anyOf: [TEXT_SCHEMA, { type: "array", items: { anyOf: [TEXT_SCHEMA, BY_NAME] } }, BY_NAME] }),
};

/**
 * A rule as typed, `NAME: RULE` or a rule alone.
 *
 * @param where of the text's first character
 */
function ruleText(text: string, where: Place, isBlock = false): RuleText {
  const [prefix = "", name] = /^\s*([A-Za-z][\w -]*?)\s*:\s*/.exec(text) ?? [];
  const column = String(Number(where.column) + (isBlock ? 0 : prefix.length));
  return { name, text: text.slice(prefix.length), where: { ...where, column }, ...(isBlock && { isBlock }) };
}

/** A rule, a list of rules and of `name: rule`, or a map of names. */
function readRules(node: ConfigNode, origin: Origin): readonly RuleText[] {
  if (node.kind === "list") return node.items.flatMap((item) => readRules(item, { ...origin, where: item.where }));
  if (node.kind === "map") {
    return node.entries.map(({ key, node: value, where }) => {
      const rule = readRule(value, { label: `${origin.label}: ${key}`, where: value.where });
      if (/^[A-Za-z][\w -]*$/.test(key)) return { ...rule, name: key };
      throw optionProblem({ ...origin, where }, ": a rule's name is letters, digits, blanks and -", {
        found: key,
        hint: 'write rule: { concentrated: "lq >= 1.2" }',
      });
    });
  }
  const { where, isBlock = false, text } = readRule(node, origin);
  return [ruleText(text, where, isBlock)];
}

function readRule(node: ConfigNode, origin: Origin): RuleText {
  if (node.kind !== "scalar" || typeof node.value !== "string" || node.value.trim() === "") {
    throw wrongKind(origin, "rules", node, 'write rule: ["lq >= 1.2"], or rule: { concentrated: "lq >= 1.2" }');
  }
  const { value: text, where, textOffset } = node;
  if (textOffset === undefined) return { text, where, isBlock: true };
  return { text, where: { ...where, column: String(Number(where.column) + textOffset) } };
}
