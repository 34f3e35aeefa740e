import type { ConfigNode } from "../../files/yaml-config.js";
import type { ListOption } from "../option-types.js";
import { nodeText, optionProblem, asTyped, TEXT_SCHEMA, TEXTS_SCHEMA, type OptionKind, type Origin } from "./kind.js";

export const LIST_KIND: OptionKind<ListOption> = {
  readText: (_, text, origin) => splitList(text, origin),
  addText: (_, before, value) => [...((before as readonly string[] | undefined) ?? []), ...(value as string[])],
  readNode: ({ codes }, node, origin) => readList(node, origin, codes === true),
  defaultOf: () => [],
  valueName: ({ value }) => value,
  helpTail: () => "",
  takes: () => "text",
  schema: () => ({ anyOf: [TEXT_SCHEMA, TEXTS_SCHEMA] }),
};

/** A config's list of texts, or one text with commas. */
export function readList(node: ConfigNode, origin: Origin, isCode: boolean): readonly string[] {
  if (node.kind === "list") {
    return node.items.map((item) => nodeText(item, { ...origin, where: item.where }, isCode));
  }
  return splitList(nodeText(node, origin, isCode), origin);
}

function splitList(text: string, origin: Origin): readonly string[] {
  const items = text.split(",").map((item) => item.trim());
  if (items.includes("")) {
    throw optionProblem(origin, "takes texts separated by commas", {
      found: asTyped(text),
      hint: text.trim() === "" ? "leave the option out" : "remove the extra comma",
    });
  }
  return items;
}
