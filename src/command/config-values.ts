import { BRIEF_PREFIX } from "../output/outputs.js";
import { dirname, isAbsolute, join } from "node:path";
import type { ErrorCode } from "../core/errors.js";
import type { ConfigNode } from "../files/yaml-config.js";
import type { ProjectionMapping } from "../projections/read/mapping.js";
import type { RuleText } from "../ranking/rules/rules.js";
import { nearest } from "../core/suggest.js";
import type {
  NamedRegion,
  NumberOption,
  NumbersOption,
  OptionDefinition,
  StringOption,
  Weight,
  Weights,
} from "./option-types.js";
import { namesBuiltInData } from "./built-in-data.js";
import {
  alternatives,
  checkChoice,
  checkDirection,
  checkKey,
  checkNumber,
  checkWeights,
  optionProblem,
  parseOptionText,
  ruleText,
  type Origin,
} from "./option-values.js";

/**
 * The value that a config's node means for an option.
 *
 * @param label how an error names the option: `min-employment`
 */
export function parseOptionNode(option: OptionDefinition, node: ConfigNode, label: string): unknown {
  const origin: Origin = { label, where: node.where };
  switch (option.type) {
    case "boolean":
      if (node.kind === "scalar" && typeof node.value === "boolean") return node.value;
      throw wrongKind(origin, "true or false", node, `write ${label}: true, without quotes`);
    case "integer":
    case "number":
      if (node.kind === "scalar" && typeof node.value === "number") return checkNumber(option, node.value, origin);
      throw wrongKind(origin, "a number, without quotes", node, `write ${label}: ${exampleNumber(option, node)}`);
    case "choice":
      // A level of 3 needs no quotes: what is written counts, not what YAML makes of it.
      if (node.kind === "scalar" && node.value !== null) {
        return checkChoice(option.choices, option.named?.(node.source) ?? node.source, origin);
      }
      throw wrongKind(origin, alternatives(option.choices), node, "write one of them");
    case "list":
      return listOf(node, origin, option.codes === true);
    case "weights":
      return weightsOf(node, origin);
    case "numbers":
      return numbersOf(option, node, origin);
    case "regions":
      return regionsOf(node, origin);
    case "mapping":
      return mappingOf(node, origin);
    case "rules":
      return rulesOf(node, origin);
    case "string":
      return stringsOf(option, node, origin);
  }
}

function stringsOf(option: StringOption, node: ConfigNode, origin: Origin): string | readonly string[] {
  const isCode = option.codes === true;
  const withFolder = (text: string): string => {
    if (!option.path) return text;
    const prefix = option.prefixed
      ? (/^[^=]*=/.exec(text)?.[0] ?? "")
      : text.startsWith(BRIEF_PREFIX)
        ? BRIEF_PREFIX
        : "";
    return `${prefix}${besideConfig(text.slice(prefix.length), origin)}`;
  };
  if (node.kind === "list" && option.repeatable) {
    return node.items.map((item) => withFolder(textOf(item, { ...origin, where: item.where }, isCode)));
  }
  // Region names hold commas, so a list of regions is joined the way a person would separate such names.
  if (node.kind === "list" && isCode) {
    return node.items.map((item) => textOf(item, { ...origin, where: item.where }, true)).join(";");
  }
  const text = withFolder(textOf(node, origin, isCode));
  return option.repeatable ? [text] : text;
}

/** A relative path in a config counts from the config's folder, wherever the command is run. */
function besideConfig(path: string, { where }: Origin): string {
  if (namesBuiltInData(path)) return path;
  const folder = dirname(where?.file ?? "");
  return isAbsolute(path) || folder === "." ? path : join(folder, path);
}

function textOf(node: ConfigNode, origin: Origin, isCode: boolean): string {
  if (node.kind === "scalar" && typeof node.value === "string" && node.value.trim() !== "") return node.value;
  if (node.kind === "scalar" && typeof node.value === "number" && isCode) {
    throw optionProblem(origin, ": a code without quotes is a number, and loses its zeros", {
      code: "CONFIG_CODE_UNQUOTED",
      found: node.source,
      hint: `write "${node.source}"`,
    });
  }
  const example = isCode ? `${origin.label}: "39049"` : `${origin.label}: and a text behind it`;
  throw wrongKind(origin, isCode ? "codes in quotes" : "text", node, `write ${example}, or take the key out`);
}

/** A rule, a list of rules and of `name: rule`, or a map of names. */
function rulesOf(node: ConfigNode, origin: Origin): readonly RuleText[] {
  if (node.kind === "list") return node.items.flatMap((item) => rulesOf(item, { ...origin, where: item.where }));
  if (node.kind === "map") {
    return node.entries.map(({ key, node: value, where }) => {
      const rule = ruleOf(value, { label: `${origin.label}: ${key}`, where: value.where });
      if (/^[A-Za-z][\w -]*$/.test(key)) return { ...rule, name: key };
      throw optionProblem({ ...origin, where }, ": a rule's name is letters, digits, blanks and -", {
        found: key,
        hint: 'write rule: { concentrated: "lq >= 1.2" }',
      });
    });
  }
  const { where, isBlock = false, text } = ruleOf(node, origin);
  return [ruleText(text, where, isBlock)];
}

function ruleOf(node: ConfigNode, origin: Origin): RuleText {
  if (node.kind !== "scalar" || typeof node.value !== "string" || node.value.trim() === "") {
    throw wrongKind(origin, "rules", node, 'write rule: ["lq >= 1.2"], or rule: { concentrated: "lq >= 1.2" }');
  }
  const { value: text, where, textOffset } = node;
  if (textOffset === undefined) return { text, where, isBlock: true };
  return { text, where: { ...where, column: String(Number(where.column) + textOffset) } };
}

function listOf(node: ConfigNode, origin: Origin, isCode: boolean): readonly string[] {
  if (node.kind === "list") {
    return node.items.map((item) => textOf(item, { ...origin, where: item.where }, isCode));
  }
  const text = textOf(node, origin, isCode);
  return parseOptionText({ type: "list", value: "", help: "" }, text, origin) as readonly string[];
}

function weightsOf(node: ConfigNode, origin: Origin): Weights {
  if (node.kind === "scalar" && typeof node.value === "string") {
    return parseOptionText({ type: "weights", value: "", help: "" }, node.value, origin) as Weights;
  }
  if (node.kind !== "map") throw wrongKind(origin, "a map", node, "write weights: { employment: 2, lq: 1 }");
  const weights = node.entries.map(({ key, node: value }): [string, Weight] => [key, weightOf(key, value, origin)]);
  for (const [index, [key, weight]] of weights.entries()) {
    // One at a time, so that the place is the weight's own; their sum is looked at below.
    const { where } = node.entries[index]!.node;
    checkWeights({ [key]: { ...weight, weight: weight.weight || 1 } }, { ...origin, where });
  }
  return checkWeights(Object.fromEntries(weights), origin);
}

function weightOf(name: string, node: ConfigNode, { label }: Origin): Weight {
  const origin = { label, where: node.where };
  if (node.kind === "scalar" && typeof node.value === "number") return { weight: node.value };
  if (node.kind !== "map") {
    const hint = `write ${name}: 1, or ${name}: { weight: 1, direction: lower }`;
    throw wrongKind({ ...origin, label: `${label}: ${name}` }, "a number", node, hint);
  }
  let weight = 1;
  let direction: "higher" | "lower" | undefined;
  for (const entry of node.entries) {
    const place = { label: `${label}: ${name}`, where: entry.node.where };
    if (entry.key === "weight") {
      weight = parseOptionNode({ type: "number", value: "", help: "" }, entry.node, place.label) as number;
    } else if (entry.key === "direction") {
      direction = checkDirection(textOf(entry.node, place, false), name, { label, where: entry.node.where });
    } else {
      throw unknownKey(entry, `${label}: ${name}`, ["weight", "direction"]);
    }
  }
  return { weight, ...(direction && { direction }) };
}

function numbersOf(option: NumbersOption, node: ConfigNode, origin: Origin): Readonly<Record<string, number>> {
  if (node.kind === "scalar" && typeof node.value === "string") {
    return parseOptionText(option, node.value, origin) as Readonly<Record<string, number>>;
  }
  if (node.kind !== "map") {
    const [key = "", first] = Object.entries(option.keys)[0] ?? [];
    const hint = `write ${origin.label}: { ${key}: ${first?.default} }`;
    throw wrongKind(origin, `a map of ${alternatives(Object.keys(option.keys))}`, node, hint);
  }
  const values = node.entries.map(({ key, where, node: value }): [string, unknown] => {
    const known = checkKey(option, key, { ...origin, where });
    const label = `${origin.label}: ${key}`;
    return [known, parseOptionNode({ type: "number", minimum: 0, value: "", help: "" }, value, label)];
  });
  return Object.fromEntries(values) as Readonly<Record<string, number>>;
}

function regionsOf(node: ConfigNode, origin: Origin): Readonly<Record<string, NamedRegion>> {
  if (node.kind !== "map") {
    const hint = 'write regions: { central: ["39049", "39041"] }';
    throw wrongKind(origin, "a map of names, each with a list of areas", node, hint);
  }
  const regions = node.entries.map(({ key, node: value }): [string, NamedRegion] => {
    const place = { label: `${origin.label}: ${key}`, where: value.where };
    if (value.kind !== "map") return [key, { areas: areasOf(value, place), exclude: [] }];
    let areas: readonly string[] | undefined;
    let exclude: readonly string[] = [];
    for (const entry of value.entries) {
      const at = { ...place, where: entry.node.where };
      if (entry.key === "areas") areas = areasOf(entry.node, at);
      else if (entry.key === "exclude") exclude = areasOf(entry.node, at);
      else throw unknownKey(entry, place.label, ["areas", "exclude"]);
    }
    if (areas === undefined)
      throw optionProblem(place, "has no areas", { found: "exclude alone", hint: 'add areas: ["39049", "39041"]' });
    return [key, { areas, exclude }];
  });
  return Object.fromEntries(regions);
}

/** A list, or one text that is kept whole: a name such as "Columbus, OH" holds a comma. */
function areasOf(node: ConfigNode, origin: Origin): readonly string[] {
  if (node.kind === "list") {
    if (node.items.length === 0) {
      throw optionProblem(origin, "has no area", { found: "an empty list", hint: 'write codes such as "39049"' });
    }
    return listOf(node, origin, true);
  }
  return [textOf(node, origin, true)];
}

/** The keys of a mapping, apart from its columns. */
export const MAPPING_OPTIONS = {
  header: { type: "integer", value: "N", minimum: 1, help: "row of the header, from 1; looked for if left out" },
  sheet: { type: "string", value: "NAME", help: "the worksheet, where there are several" },
  units: { type: "choice", choices: ["jobs", "thousands"], help: "what levels are printed in" },
  codes: {
    type: "choice",
    choices: ["naics", "ces", "matrix", "illinois"],
    help: "how codes are written: NAICS padded or not, series codes, BLS's matrix, Illinois",
  },
  "base-year": { type: "integer", value: "Y", minimum: 1990, maximum: 2100, help: "where no heading says it" },
  "projected-year": { type: "integer", value: "Y", minimum: 1990, maximum: 2100, help: "where no heading says it" },
  area: { type: "string", value: "NAME", help: "the table's area, where no column has it" },
} as const satisfies Readonly<Record<string, OptionDefinition>>;

export const MAPPING_COLUMNS = ["code", "title", "base", "projected", "area"] as const;

const MAPPING_EXAMPLE = 'write mapping: { columns: { code: "NAICS", base: "2024", projected: "2034" } }';

function mappingOf(node: ConfigNode, origin: Origin): ProjectionMapping {
  if (node.kind !== "map") throw wrongKind(origin, "a map with columns in it", node, MAPPING_EXAMPLE);
  const known = { ...MAPPING_OPTIONS, columns: undefined };
  const values = new Map<string, unknown>();
  for (const { key, where, node: value } of node.entries) {
    if (!Object.hasOwn(known, key)) throw unknownKey({ key, where }, origin.label, Object.keys(known));
    const option = MAPPING_OPTIONS[key as keyof typeof MAPPING_OPTIONS] as OptionDefinition | undefined;
    values.set(key, option ? parseOptionNode(option, value, `${origin.label}: ${key}`) : columnsOf(value, origin));
  }
  const columns = values.get("columns") as ProjectionMapping["columns"] | undefined;
  if (!columns)
    throw optionProblem(origin, "has no columns", { found: [...values.keys()].join(", "), hint: MAPPING_EXAMPLE });
  const of = <Value>(key: string): Value | undefined => values.get(key) as Value | undefined;
  return {
    columns,
    header: of("header"),
    sheet: of("sheet"),
    units: of("units"),
    codes: of("codes"),
    baseYear: of("base-year"),
    projectedYear: of("projected-year"),
    area: of("area"),
  };
}

function columnsOf(node: ConfigNode, { label }: Origin): ProjectionMapping["columns"] {
  const origin = { label: `${label}: columns`, where: node.where };
  if (node.kind !== "map") throw wrongKind(origin, "a map of headings", node, MAPPING_EXAMPLE);
  const names: Partial<Record<(typeof MAPPING_COLUMNS)[number], string>> = {};
  for (const { key, where, node: value } of node.entries) {
    const column = MAPPING_COLUMNS.find((one) => one === key);
    if (!column) throw unknownKey({ key, where }, origin.label, MAPPING_COLUMNS);
    // A heading may be a year, which YAML takes for a number.
    const isYear = value.kind === "scalar" && typeof value.value === "number";
    names[column] = isYear
      ? value.source
      : textOf(value, { label: `${origin.label}: ${key}`, where: value.where }, false);
  }
  const { code, title, base, projected, area } = names;
  if (base === undefined || projected === undefined || (code ?? title) === undefined) {
    throw optionProblem(origin, "has no base, no projected, or neither code nor title", {
      found: Object.keys(names).join(", "),
      hint: MAPPING_EXAMPLE,
    });
  }
  return { code, title, base, projected, area };
}

/** The error for a key that nothing knows, with the nearest that is known. */
export function unknownKey(
  entry: { readonly key: string; readonly where: NonNullable<Origin["where"]> },
  label: string | undefined,
  known: readonly string[],
): Error {
  const [suggestion] = nearest(entry.key, known, 1);
  const code: ErrorCode = "CONFIG_KEY";
  const few = known.length <= 12;
  const command = label === undefined ? "rank" : label.replace(/^run of /, "");
  const list = few
    ? `the keys are ${alternatives(known)}`
    : `the keys are the options of \`sector-rank ${command} --help\``;
  return optionProblem(
    { label: label === undefined ? "" : `${label}:`, where: entry.where },
    `unknown key "${entry.key}"`,
    { code, found: entry.key, hint: suggestion ? `did you mean ${suggestion}?` : list },
  );
}

export function wrongKind(origin: Origin, wanted: string, node: ConfigNode, hint: string): Error {
  const found =
    node.kind === "scalar" ? (node.value === null ? "nothing" : node.source) : node.kind === "map" ? "a map" : "a list";
  return optionProblem(origin, `takes ${wanted}`, { found, hint });
}

/** What was written, where it is a number in quotes; else any number that the option takes. */
function exampleNumber({ default: value, minimum, maximum }: NumberOption, node: ConfigNode): string {
  const isNumber = node.kind === "scalar" && /^\d+(?:\.\d+)?$/.test(String(node.value));
  return isNumber ? String(node.value) : String(value ?? maximum ?? (minimum || 10));
}
