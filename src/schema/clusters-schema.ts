import { MARKETS } from "../clusters/read-markets.js";
import { SIMILARITY_MEASURES } from "../clusters/similarity.js";
import { industry } from "./schema-industry.js";
import { type JsonSchema, code, count, list, number, object, enumeration, text } from "./schema-parts.js";

const staffed = [
  { ...industry },
  {
    jobs: { ...number, description: "Of the nation in the staffing pattern; of its group where it is a group's." },
    group: text,
    market: enumeration(MARKETS),
  },
] as const;

export const CLUSTERS_SCHEMA: JsonSchema = object(
  {
    level: enumeration([3, 4, 5, 6]),
    naics: { const: 2022 },
    similarity: enumeration(SIMILARITY_MEASURES.map(({ id }) => id)),
    linkage: { const: "average" },
    cut: object({}, { number: count, height: number }),
    clusters: list(
      object({
        name: text,
        height: number,
        industries: list(object({ ...staffed[0], similarity: number }, staffed[1])),
        occupations: list(object({ soc: code("SOC code"), title: text, share: number })),
      }),
    ),
    singles: list(
      object(staffed[0], { ...staffed[1], nearest: object({ naics: text, title: text, similarity: number }) }),
    ),
    leftOut: list(object({ naics: text, title: text }, { borrowedFrom: text })),
    merges: list(object({ left: list(text), right: list(text), height: number })),
  },
  {
    comparison: object(
      {
        file: text,
        compared: count,
        clusters: list(
          object(
            { name: text, industries: list(text) },
            { within: number, beyond: number, nearest: object({ name: text, industries: count }) },
          ),
        ),
      },
      { agreement: number },
    ),
  },
);
