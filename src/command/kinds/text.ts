import type { ConfigNode } from "../../files/yaml-config.js";
import { BRIEF_PREFIX } from "../../output/outputs.js";
import type { StringOption } from "../option-types.js";
import { NUMBER_PATTERN } from "./number.js";
import {
  besideConfig,
  formatDefault,
  nodeText,
  optionProblem,
  TEXT_SCHEMA,
  TEXTS_SCHEMA,
  type OptionKind,
  type Origin,
} from "./kind.js";

export const TEXT_KIND: OptionKind<StringOption> = {
  readText: ({ value }, text, origin) => {
    if (text.trim() !== "") return text;
    throw optionProblem(origin, "needs a value", {
      found: "nothing",
      hint: `write ${origin.label} ${value}, or leave it out`,
    });
  },
  addText: (option, before, value) =>
    option.repeatable ? [...((before as readonly unknown[] | undefined) ?? []), value] : undefined,
  readNode: readTexts,
  defaultOf: (option) => (option.repeatable ? [] : option.default),
  valueName: ({ value }) => value,
  helpTail: (option) => formatDefault(option.default),
  takes: ({ path }) => (path ? "path" : "text"),
  schema: ({ repeatable, codes, orNumber }) => {
    if (orNumber) return { anyOf: [{ type: "number" }, TEXT_SCHEMA] };
    return repeatable || codes ? { anyOf: [TEXT_SCHEMA, TEXTS_SCHEMA] } : TEXT_SCHEMA;
  },
};

function readTexts(option: StringOption, node: ConfigNode, origin: Origin): string | readonly string[] {
  const isCode = option.codes === true;
  if (option.orNumber && node.kind === "scalar" && typeof node.value === "number") return node.source;
  if (node.kind === "list" && option.repeatable) {
    return node.items.map((item) =>
      withFolder(option, nodeText(item, { ...origin, where: item.where }, isCode), origin),
    );
  }
  // Region names hold commas, so a list of regions is joined the way a person would separate such names.
  if (node.kind === "list" && isCode) {
    return node.items.map((item) => nodeText(item, { ...origin, where: item.where }, true)).join(";");
  }
  const text = withFolder(option, nodeText(node, origin, isCode), origin);
  return option.repeatable ? [text] : text;
}

/** A path with the config's folder before it, behind the prefix that says what the file is. */
function withFolder({ path, prefixed, orNumber }: StringOption, text: string, origin: Origin): string {
  if (!path || (orNumber && NUMBER_PATTERN.test(text))) return text;
  const prefix = prefixed ? (/^[^=]*=/.exec(text)?.[0] ?? "") : text.startsWith(BRIEF_PREFIX) ? BRIEF_PREFIX : "";
  return `${prefix}${besideConfig(text.slice(prefix.length), origin)}`;
}
