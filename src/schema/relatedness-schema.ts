import { AREA_CHOICES } from "../sweep/read/sweep-areas.js";
import { REACHABILITY } from "../relatedness/quadrants.js";
import { industry } from "./schema-industry.js";
import { type JsonSchema, code, count, enumeration, flag, list, number, object, ref, text } from "./schema-parts.js";

const ends = object({ low: number, high: number });
const strength = object({
  ...industry,
  proximity: number,
  share: { ...number, description: "Part of the density that it makes up." },
});

/** Of one region, or of every area where none is named. */
export const RELATEDNESS_SCHEMA: JsonSchema = object(
  {
    compared: object({
      kind: enumeration([...AREA_CHOICES, "areas"]),
      areas: count,
      industries: count,
      year: count,
      cells: object({ published: count, estimated: count, withheld: count }),
    }),
    presentJobs: { ...number, description: "Jobs below which an industry does not count as present." },
    draws: { ...count, description: "Draws of uncertain cells; 0 where there are none." },
    leftOut: list(object({ area: text, title: text, reason: text })),
    industries: list(
      object(
        {
          ...industry,
          complexity: ref("datum"),
          ubiquity: { ...count, description: "Areas in which it is likelier present than not." },
        },
        {
          presence: { ...number, description: "Probability of a location quotient of 1 or more; none where withheld." },
          lq: ref("datum"),
          employment: ref("datum"),
          density: ref("datum"),
          strategicGain: ref("datum"),
          bounds: object({ density: ends, strategicGain: ends }),
          payElsewhere: ref("datum"),
          growthElsewhere: ref("datum"),
          strengths: list(strength),
          quadrant: enumeration(Object.keys(REACHABILITY)),
        },
      ),
    ),
  },
  {
    scope: ref("scope"),
    regionAmongAreas: flag,
    split: object({ density: number, strategicGain: number }),
    order: list({ ...code("NAICS code"), description: "What the region is without, the nearest with the highest gain first." }),
    peers: list(
      object({ area: text, title: text, likeness: ref("datum"), complexity: ref("datum"), industries: number }),
    ),
    reference: text,
    level: enumeration([3, 4, 5, 6, "sector", "supersector"]),
    ownership: text,
    areas: list(object({ area: text, title: text, industries: count, complexity: ref("datum") })),
  },
);
