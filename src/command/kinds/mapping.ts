import type { ConfigNode } from "../../files/yaml-config.js";
import type { ProjectionMapping } from "../../projections/read/mapping.js";
import type { ChoiceOption, MappingOption, NumberOption, StringOption } from "../option-types.js";
import { CHOICE_KIND } from "./choice.js";
import { nodeText, optionProblem, unknownKey, wrongKind, type OptionKind, type Origin, type Schema } from "./kind.js";
import { NUMBER_KIND } from "./number.js";
import { TEXT_KIND } from "./text.js";

/** The keys of a mapping, apart from its columns. */
const OPTIONS = {
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
} as const satisfies Readonly<Record<string, NumberOption | StringOption | ChoiceOption>>;

const COLUMNS = ["code", "title", "base", "projected", "area"] as const;

const EXAMPLE = 'write mapping: { columns: { code: "NAICS", base: "2024", projected: "2034" } }';

export const MAPPING_KIND: OptionKind<MappingOption> = {
  readNode: (_, node, origin) => readMapping(node, origin),
  defaultOf: () => undefined,
  valueName: () => undefined,
  helpTail: () => "",
  takes: () => "nothing",
  schema: () => ({
    type: "object",
    properties: {
      ...Object.fromEntries(
        Object.entries(OPTIONS).map(([name, option]) => [name, { description: option.help, ...buildSchema(option) }]),
      ),
      columns: {
        type: "object",
        properties: Object.fromEntries(COLUMNS.map((name) => [name, { type: ["string", "integer"] }])),
        required: ["base", "projected"],
        additionalProperties: false,
      },
    },
    required: ["columns"],
    additionalProperties: false,
  }),
};

type OwnOption = (typeof OPTIONS)[keyof typeof OPTIONS];

function buildSchema(option: OwnOption): Schema {
  return option.type === "integer"
    ? NUMBER_KIND.schema(option)
    : option.type === "choice"
      ? CHOICE_KIND.schema(option)
      : TEXT_KIND.schema(option);
}

function readOwn(option: OwnOption, node: ConfigNode, origin: Origin): unknown {
  return option.type === "integer"
    ? NUMBER_KIND.readNode(option, node, origin)
    : option.type === "choice"
      ? CHOICE_KIND.readNode(option, node, origin)
      : TEXT_KIND.readNode(option, node, origin);
}

function readMapping(node: ConfigNode, origin: Origin): ProjectionMapping {
  if (node.kind !== "map") throw wrongKind(origin, "a map with columns in it", node, EXAMPLE);
  const known = { ...OPTIONS, columns: undefined };
  const values = new Map<string, unknown>();
  for (const { key, where, node: value } of node.entries) {
    if (!Object.hasOwn(known, key)) throw unknownKey({ key, where }, origin.label, Object.keys(known));
    const option = known[key as keyof typeof known];
    const place = { label: `${origin.label}: ${key}`, where: value.where };
    values.set(key, option ? readOwn(option, value, place) : readColumns(value, origin));
  }
  const columns = values.get("columns") as ProjectionMapping["columns"] | undefined;
  if (!columns) throw optionProblem(origin, "has no columns", { found: [...values.keys()].join(", "), hint: EXAMPLE });
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

function readColumns(node: ConfigNode, { label }: Origin): ProjectionMapping["columns"] {
  const origin = { label: `${label}: columns`, where: node.where };
  if (node.kind !== "map") throw wrongKind(origin, "a map of headings", node, EXAMPLE);
  const names: Partial<Record<(typeof COLUMNS)[number], string>> = {};
  for (const { key, where, node: value } of node.entries) {
    const column = COLUMNS.find((one) => one === key);
    if (!column) throw unknownKey({ key, where }, origin.label, COLUMNS);
    // A heading may be a year, which YAML takes for a number.
    const isYear = value.kind === "scalar" && typeof value.value === "number";
    names[column] = isYear
      ? value.source
      : nodeText(value, { label: `${origin.label}: ${key}`, where: value.where }, false);
  }
  const { code, title, base, projected, area } = names;
  if (base === undefined || projected === undefined || (code ?? title) === undefined) {
    throw optionProblem(origin, "has no base, no projected, or neither code nor title", {
      found: Object.keys(names).join(", "),
      hint: EXAMPLE,
    });
  }
  return { code, title, base, projected, area };
}
