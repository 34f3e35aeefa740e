import type { OptionDefinition } from "../option-types.js";
import { BOOLEAN_KIND } from "./boolean.js";
import { CHOICE_KIND } from "./choice.js";
import type { OptionKind } from "./kind.js";
import { LIST_KIND } from "./list.js";
import { MAPPING_KIND } from "./mapping.js";
import { NUMBER_KIND } from "./number.js";
import { NUMBERS_KIND } from "./numbers.js";
import { REGIONS_KIND } from "./regions.js";
import { RULES_KIND } from "./rules.js";
import { SURVEY_MAPPING_KIND } from "./survey-mapping.js";
import { TEXT_KIND } from "./text.js";
import { WEIGHTS_KIND } from "./weights.js";

/** One record for each type of option. */
const KINDS = {
  string: TEXT_KIND,
  integer: NUMBER_KIND,
  number: NUMBER_KIND,
  boolean: BOOLEAN_KIND,
  choice: CHOICE_KIND,
  list: LIST_KIND,
  weights: WEIGHTS_KIND,
  numbers: NUMBERS_KIND,
  regions: REGIONS_KIND,
  rules: RULES_KIND,
  mapping: MAPPING_KIND,
  "survey-mapping": SURVEY_MAPPING_KIND,
} satisfies Record<OptionDefinition["type"], unknown>;

/** What is known of an option's type. */
export function findKind<Option extends OptionDefinition>(option: Option): OptionKind<Option> {
  return KINDS[option.type] as unknown as OptionKind<Option>;
}

/** The value of an option that nobody gave. */
export function defaultValue(option: OptionDefinition): unknown {
  return findKind(option).defaultOf(option);
}

/** Whether only a config can hold the option: no one text can mean a value of it. */
export function isConfigOnly(option: OptionDefinition): boolean {
  return option.type !== "boolean" && findKind(option).readText === undefined;
}
