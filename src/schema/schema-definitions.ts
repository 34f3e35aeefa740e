import { NAICS_VERSIONS } from "../core/codes.js";
import { QUADRANTS } from "../region/context/quadrant.js";
import { LEVELS, LQ_BASES, OWNERSHIPS } from "../core/industry-table.js";
import { MEASURES } from "../measures/index.js";
import { RANKING_METHODS } from "../ranking/methods.js";
import { MISSING_RULES } from "../ranking/rank.js";
import { OCCUPATION_DEFINITIONS } from "./occupations-schema.js";
import { WORKFORCE_DEFINITIONS } from "./workforce-schema.js";
import { type JsonSchema, code, count, flag, list, number, object, enumeration, record, ref, text, weighing } from "./schema-parts.js";

/** What several schemas refer to, by name. */
export const DEFINITIONS: Readonly<Record<string, JsonSchema>> = {
  ...OCCUPATION_DEFINITIONS,
  ...WORKFORCE_DEFINITIONS,
  datum: {
    description: "A quantity and how it is known. Only disclosed and estimated ones have a value.",
    oneOf: [
      object({ status: { const: "disclosed" }, value: number }),
      object({ status: { const: "estimated" }, value: number, low: number, high: number }),
      object({ status: { const: "suppressed" } }),
      object({ status: { const: "absent" } }),
      object({ status: { const: "undefined" }, reason: text }),
    ],
  },
  note: object({ id: text, severity: enumeration(["information", "caution"]), text, industries: list(text) }, { short: text }),
  provenance: object({
    tool: text,
    options: { type: "object" },
    inputs: list(object({ file: text }, { sha256: text, rows: count, publisher: text, address: text, date: text, release: text, derived: flag })),
  }),
  areaSet: object({ name: text, areas: list(code("QCEW area code")), composed: flag }, { recovered: flag }),
  scope: object(
    {
      region: ref("areaSet"),
      reference: ref("areaSet"),
      ownership: enumeration(OWNERSHIPS),
      level: enumeration([3, 4, 5, 6, ...LEVELS.filter((level) => !/^\d$/.test(level))]),
      naics: enumeration(NAICS_VERSIONS),
      years: { type: "array", items: { type: "integer" }, minItems: 1, maxItems: 2 },
      wages: enumeration(["annual", "quarter", "annualised"]),
      lqBase: enumeration(LQ_BASES),
    },
    { quarter: enumeration([1, 2, 3, 4]), workforce: ref("tableWorkforce") },
  ),
  figures: object({ employment: ref("datum") }, { establishments: ref("datum"), wages: ref("datum") }),
  yearFigures: object(
    { establishments: ref("datum"), employment: ref("datum"), wages: ref("datum") },
    { pay: ref("datum"), estimatedJobs: number },
  ),
  sides: object({
    region: object({ end: ref("yearFigures") }, { start: ref("yearFigures"), employmentRatio: ref("datum") }),
    reference: object({ end: ref("yearFigures") }, { start: ref("yearFigures") }),
  }),
  basis: {
    ...object({ totals: ref("sides"), industries: record(ref("sides")) }),
    description: "The figures by year that the measures were computed from; shares where the reference is recovered.",
  },
  values: {
    type: "object",
    description: "Every measure by id, then the user's own factors.",
    properties: Object.fromEntries(
      MEASURES.map(({ id, definition, unit }) => [
        id,
        { ...ref("datum"), description: `${definition} Unit: ${unit}.` },
      ]),
    ),
    required: MEASURES.map(({ id }) => id),
    additionalProperties: ref("datum"),
  },
  context: {
    description:
      "The region's diversity and economic base over all industries of the table; comparable at one level only.",
    ...object({
      industries: count,
      hachman: ref("datum"),
      herfindahl: ref("datum"),
      shannon: ref("datum"),
      basicJobs: ref("datum"),
      multiplier: ref("datum"),
    }),
  },
  quadrant: object({ quadrant: enumeration(QUADRANTS), sure: flag }),
  spread: {
    description: "Share of draws in the top N, the ends of the middle 90 % of ranks, and their median.",
    ...object({ topShare: number, low: number, high: number, median: number }),
  },
  weightChange: {
    description: "One factor's share of all weights, as stated and as changed; the others keep their proportions.",
    ...object({ factor: text, from: number, to: number }),
  },
  startAndEnd: object({ start: ref("datum"), end: ref("datum") }),
  comparedIndustry: object(
    { values: record(ref("datum")) },
    {
      rank: number,
      score: number,
      shortList: flag,
      decision: object({ decision: enumeration(["added", "struck"]), who: text, why: text }),
    },
  ),
  comparedSide: object(
    {
      file: text,
      tool: text,
      scope: object(
        {
          region: object({ name: text, areas: list(text) }),
          reference: object({ name: text, areas: list(text), recovered: flag }),
          ownership: enumeration(OWNERSHIPS),
          level: enumeration([3, 4, 5, 6, ...LEVELS.filter((level) => !/^\d$/.test(level))]),
          naics: enumeration(NAICS_VERSIONS),
          years: { type: "array", items: { type: "integer" }, minItems: 1, maxItems: 2 },
          wages: enumeration(["annual", "quarter", "annualised"]),
          lqBase: enumeration(LQ_BASES),
        },
        { quarter: enumeration([1, 2, 3, 4]) },
      ),
    },
    {
      method: enumeration(RANKING_METHODS.map(({ id }) => id)),
      missing: enumeration(MISSING_RULES),
      factors: list(object({ id: text, weight: number, direction: enumeration(["higher", "lower"]) }, weighing)),
    },
  ),
  standing: object({ factor: text, rank: number, of: count }),
  cellFigure: object(
    { status: enumeration(["disclosed", "estimated", "suppressed"]) },
    { value: number, low: number, high: number, boundLow: number, boundHigh: number },
  ),
  check: object(
    {
      id: text,
      says: text,
      missed: count,
      result: enumeration(["passed", "failed", "not possible"]),
      explains: text,
      examples: list(text),
    },
    { compared: count },
  ),
};
