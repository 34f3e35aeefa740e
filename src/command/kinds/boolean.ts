import type { BooleanOption } from "../option-types.js";
import { wrongKind, type OptionKind } from "./kind.js";

export const BOOLEAN_KIND: OptionKind<BooleanOption> = {
  readNode: (_, node, origin) => {
    if (node.kind === "scalar" && typeof node.value === "boolean") return node.value;
    throw wrongKind(origin, "true or false", node, `write ${origin.label}: true, without quotes`);
  },
  defaultOf: () => false,
  valueName: () => undefined,
  helpTail: () => "",
  takes: () => "nothing",
  schema: () => ({ type: "boolean" }),
};
