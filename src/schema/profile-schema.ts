import { RANKING_METHODS } from "../ranking/methods.js";
import { LARGEST_BY, REGION_FIGURES } from "../profile/region-profile.js";
import { MATCHES } from "./occupations-schema.js";
import { industry } from "./schema-industry.js";
import { type JsonSchema, code, count, flag, list, number, object, enumeration, record, ref, text } from "./schema-parts.js";

const measured = { ...industry, values: ref("values") };
const figures = object(Object.fromEntries(REGION_FIGURES.map((id) => [id, ref("datum")])));
const area = { area: code("QCEW area code"), name: text };

/** How an industry is placed: as in the JSON of `rank`. */
const place = {
  rank: { type: "number", minimum: 1 },
  score: number,
  ranks: record(number),
  rankInterval: object({ low: number, high: number }),
  weightSpread: ref("spread"),
};
const reasons = { lifted: list(ref("standing")), heldBack: list(ref("standing")), cautions: list(text) };

/** @param rank the schema of `rank`, of which a region's profile repeats parts */
export function profileSchema(rank: JsonSchema): JsonSchema {
  const { properties } = rank as { readonly properties: Readonly<Record<string, JsonSchema>> };
  return object(
    {
      scope: ref("scope"),
      industries: list(
        object(
          {
            ...measured,
            scope: ref("scope"),
            shortList: flag,
            ranked: count,
            ...reasons,
            growthElsewhere: ref("datum"),
            history: list(object({ year: count, jobs: ref("datum") })),
            parts: list(object({ level: { type: ["integer", "string"] }, industries: list(object(measured)) })),
            counties: list(object({ ...area, inFiles: flag }, { values: ref("values") })),
            outside: list(
              object({ ...area, nearness: enumeration(["same-area", "same-state"]), within: text, values: ref("values") }),
            ),
            pattern: object({ match: enumeration(MATCHES) }, { codes: list(text), title: text }),
            occupations: list(
              object(
                { soc: code("SOC code"), title: text, values: record(ref("datum")) },
                { asks: object({ education: text, experience: text, training: text }) },
              ),
            ),
          },
          { ...place, members: list(text), standing: object({ place: number, of: count, withheld: count }) },
        ),
      ),
    },
    {
      region: object(
        {
          counties: list(object(area)),
          figures,
          reference: figures,
          context: ref("context"),
          summary: list(text),
          cautions: properties["cautions"]!,
          method: enumeration(RANKING_METHODS.map(({ id }) => id)),
          factors: list(
            object({ id: text, weight: number, direction: enumeration(["higher", "lower"]), industries: count }),
          ),
          ranked: count,
          largest: object(Object.fromEntries(LARGEST_BY.map((id) => [id, list(text)]))),
          shortList: list(object({ ...measured, shortList: flag, ...reasons }, place)),
          alsoConsider: properties["alsoConsider"]!,
          sections: record({ type: "object" }),
          missing: list(text),
        },
        { sectors: list(object(measured)), history: properties["history"]! },
      ),
    },
  );
}
