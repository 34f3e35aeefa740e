import type { ConfigNode } from "../../files/yaml-config.js";
import type { NamedRegion, RegionsOption } from "../option-types.js";
import { readList } from "./list.js";
import {
  nodeText,
  optionProblem,
  TEXT_SCHEMA,
  TEXTS_SCHEMA,
  unknownKey,
  wrongKind,
  type OptionKind,
  type Origin,
} from "./kind.js";

const AREAS = [TEXT_SCHEMA, { ...TEXTS_SCHEMA, minItems: 1 }];

export const REGIONS_KIND: OptionKind<RegionsOption> = {
  readNode: (_, node, origin) => readRegions(node, origin),
  defaultOf: () => ({}),
  valueName: () => undefined,
  helpTail: () => "",
  takes: () => "nothing",
  schema: () => ({
    type: "object",
    additionalProperties: {
      anyOf: [
        ...AREAS,
        {
          type: "object",
          properties: { areas: { anyOf: AREAS }, exclude: { anyOf: AREAS } },
          required: ["areas"],
          additionalProperties: false,
        },
      ],
    },
  }),
};

function readRegions(node: ConfigNode, origin: Origin): Readonly<Record<string, NamedRegion>> {
  if (node.kind !== "map") {
    const hint = 'write regions: { central: ["39049", "39041"] }';
    throw wrongKind(origin, "a map of names, each with a list of areas", node, hint);
  }
  const regions = node.entries.map(({ key, node: value }): [string, NamedRegion] => {
    const place = { label: `${origin.label}: ${key}`, where: value.where };
    if (value.kind !== "map") return [key, { areas: readAreas(value, place), exclude: [] }];
    let areas: readonly string[] | undefined;
    let exclude: readonly string[] = [];
    for (const entry of value.entries) {
      const at = { ...place, where: entry.node.where };
      if (entry.key === "areas") areas = readAreas(entry.node, at);
      else if (entry.key === "exclude") exclude = readAreas(entry.node, at);
      else throw unknownKey(entry, place.label, ["areas", "exclude"]);
    }
    if (areas === undefined)
      throw optionProblem(place, "has no areas", { found: "exclude alone", hint: 'add areas: ["39049", "39041"]' });
    return [key, { areas, exclude }];
  });
  return Object.fromEntries(regions);
}

/** A list, or one text that is kept whole: a name such as "Columbus, OH" holds a comma. */
function readAreas(node: ConfigNode, origin: Origin): readonly string[] {
  if (node.kind === "list") {
    if (node.items.length === 0) {
      throw optionProblem(origin, "has no area", { found: "an empty list", hint: 'write codes such as "39049"' });
    }
    return readList(node, origin, true);
  }
  return [nodeText(node, origin, true)];
}
