import { nearest } from "../../core/suggest.js";
import type { ChoiceOption } from "../option-types.js";
import {
  alternatives,
  formatDefault,
  optionProblem,
  asTyped,
  wrongKind,
  type OptionKind,
  type Origin,
} from "./kind.js";

export const CHOICE_KIND: OptionKind<ChoiceOption> = {
  readText: checkChoice,
  readNode: (option, node, origin) => {
    // A level of 3 needs no quotes: what is written counts, not what YAML makes of it.
    if (node.kind === "scalar" && node.value !== null) return checkChoice(option, node.source, origin);
    throw wrongKind(origin, alternatives(option.choices), node, "write one of them");
  },
  defaultOf: (option) => option.default,
  valueName: ({ value, choices }) => value ?? choices.join("|"),
  helpTail: (option) => {
    const choices = option.value ? `: ${alternatives(option.choices)}` : "";
    return `${choices}${formatDefault(option.default)}`;
  },
  takes: ({ choices }) => choices,
  schema: ({ choices }) => {
    // A level of 3 may stand without quotes.
    const numbers = choices.filter((choice) => /^\d+$/.test(choice)).map(Number);
    return { enum: [...choices, ...numbers] };
  },
};

/** One of the choices, exactly; a near miss is suggested, not guessed. */
function checkChoice({ choices, named }: ChoiceOption, text: string, origin: Origin): string {
  const meant = named?.(text) ?? text;
  if (choices.includes(meant)) return meant;
  const [suggestion] = nearest(meant, choices, 1);
  throw optionProblem(origin, `takes ${alternatives(choices)}`, {
    found: asTyped(meant),
    hint: suggestion ? `did you mean ${suggestion}?` : `write one of them`,
  });
}
