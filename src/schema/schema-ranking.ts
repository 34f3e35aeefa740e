import { NAICS_VERSIONS } from "../core/codes.js";
import { RANKING_METHODS } from "../ranking/methods.js";
import { MISSING_RULES } from "../ranking/rank.js";
import { SHIFT_SHARE_METHODS } from "../shift-share/methods.js";
import { type JsonSchema, count, flag, list, number, object, enumeration, record, ref, text, weighing } from "./schema-parts.js";
import { industry, projection } from "./schema-industry.js";
import { ruleOutcomes, rulesOfResult } from "./schema-rules.js";

/** A change in jobs and its parts, which add up to it. */
const shiftShareRow = {
  start: ref("datum"),
  end: ref("datum"),
  change: ref("datum"),
  referenceGrowth: ref("datum"),
  parts: object(
    { nationalGrowth: ref("datum"), industryMix: ref("datum"), competitiveShare: ref("datum") },
    { allocation: ref("datum") },
  ),
};

const industryOptional = { members: list(text), projection, workforce: ref("workforce") };

/** What people said of an industry, and what was decided on it. */
const people = object(
  {
    raters: list(text),
    disputed: list(text),
    ratings: list(object({ criterion: text, rater: text }, { answer: text, evidence: text })),
  },
  { readiness: number, mixedRank: number, mixedScore: number },
);
const decision = { decision: enumeration(["added", "struck"]), who: text, why: text };
const byPeople = {
  people,
  decision: object(decision, { date: text }),
  inTopOf: { ...count, description: "In how many people's first N it stands, each by their own weights." },
};
const wholePeople = {
  ratings: object({ file: text, scale: text, raters: list(text) }, { result: text, qualitativeWeight: number }),
  decisions: list(object({ naics: text, ...decision }, { date: text })),
  team: object({
    file: text,
    top: count,
    people: list(
      object(
        {
          name: text,
          from: enumeration(["weights", "pairs", "link"]),
          weights: list(
            object({ factor: text, label: text, share: number, direction: enumeration(["higher", "lower"]) }),
          ),
          common: count,
          ranks: record(number),
        },
        { correlation: number, consistency: { ...number, description: "Saaty's ratio; above 0.10 judgements contradict each other." } },
      ),
    ),
  }),
};

const totals = object({ region: ref("figures"), reference: ref("figures") });

/** Jobs by year, where a history was asked for: one datum a year. */
const history = object({
  years: list({ type: "integer" }),
  revisions: list(object({ year: { type: "integer" }, from: enumeration(NAICS_VERSIONS), to: enumeration(NAICS_VERSIONS) })),
  industries: list(object({ naics: industry.naics, jobs: list(ref("datum")) })),
});

/** The least jobs of an industry, as a part of the region's; no number where the region's are not known. */
const floor = object({ part: number }, { jobs: number });

/** The JSON of the commands that answer about industries of one region. */
export const RANKING_SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  rank: object(
    {
      scope: ref("scope"),
      totals,
      context: ref("context"),
      basis: ref("basis"),
      method: enumeration(RANKING_METHODS.map(({ id }) => id)),
      missing: enumeration(MISSING_RULES),
      factors: list(
        object(
          { id: text, weight: number, statedWeight: number, direction: enumeration(["higher", "lower"]), industries: count },
          { effectiveWeight: number, ...weighing },
        ),
      ),
      industries: list(
        object(
          {
            ...industry,
            rank: { type: "number", minimum: 1, description: "1 is best; fractional only under ties" },
            score: number,
            shortList: flag,
            values: ref("values"),
            ranks: record(number),
            scores: record(number),
            missing: list(text),
            notes: list(text),
          },
          {
            ...industryOptional,
            ...ruleOutcomes,
            ...byPeople,
            guesses: list(text),
            rankInterval: object({ low: number, high: number }),
            standing: object({ place: number, of: count, withheld: count }),
            weightSpread: ref("spread"),
            quadrant: ref("quadrant"),
          },
        ),
      ),
      unranked: list(
        object(
          { ...industry, values: ref("values"), missing: list(text), notes: list(text) },
          { ...industryOptional, ...ruleOutcomes, guesses: list(text) },
        ),
      ),
      shortList: list(
        object(
          { naics: text, lifted: list(ref("standing")), heldBack: list(ref("standing")), cautions: list(text) },
          { topShare: number },
        ),
      ),
      summary: list(text),
      cautions: list(object({ id: text, text, industries: list(text) })),
      alsoConsider: list(
        object(
          {
            naics: text,
            rank: number,
            reason: enumeration(["leads", "all-but-one"]),
            by: list(ref("standing")),
            lifted: list(ref("standing")),
            heldBack: list(ref("standing")),
            cautions: list(text),
          },
          { topShare: number },
        ),
      ),
      floors: object({ shortList: floor, alsoConsider: floor }),
    },
    {
      ...wholePeople,
      history,
      ...rulesOfResult,
    },
  ),
  industries: object(
    {
      scope: ref("scope"),
      totals,
      context: ref("context"),
      basis: ref("basis"),
      industries: list(
        object(
          { ...industry, values: ref("values"), notes: list(text) },
          { ...industryOptional, quadrant: ref("quadrant") },
        ),
      ),
    },
    { history },
  ),
  explain: object(
    {
      scope: ref("scope"),
      totals,
      industry: object(industry, { ...industryOptional, bridge: object({ kind: text, text }) }),
      figures: list(
        object({
          id: text,
          value: ref("datum"),
          expression: text,
          inputs: record(object({ label: text, datum: ref("datum"), unit: text })),
          definition: text,
          source: text,
        }),
      ),
      rows: list(
        object(
          {
            use: text,
            file: text,
            line: count,
            area: text,
            ownership: count,
            industry: text,
            year: count,
            quarter: count,
            status: enumeration(["published", "suppressed", "nothing"]),
            establishments: number,
            employment: ref("datum"),
            wages: ref("datum"),
          },
          { method: text, bounds: object({ low: number }, { high: number }) },
        ),
      ),
    },
    {
      people,
      ranking: object({
        rank: number,
        of: count,
        score: number,
        method: text,
        factors: list(
          object({ id: text, weight: number, direction: text, of: count }, { rank: number, score: number, ...weighing }),
        ),
      }),
    },
  ),
  "shift-share": object(
    {
      scope: ref("scope"),
      method: enumeration(SHIFT_SHARE_METHODS.map(({ id }) => id)),
      years: list({ type: "integer" }),
      totals: object({ region: ref("startAndEnd"), reference: ref("startAndEnd") }),
      region: object(shiftShareRow),
      industries: list(object({ naics: industry.naics, title: text, ...shiftShareRow })),
    },
    { rest: object(shiftShareRow) },
  ),
  sensitivity: object(
    {
    scope: ref("scope"),
    method: enumeration(RANKING_METHODS.map(({ id }) => id)),
    missing: enumeration(MISSING_RULES),
    top: count,
    draws: count,
    concentration: number,
    seed: count,
    drawsFigures: flag,
    factors: list(
      object(
        { id: text, weight: number, direction: enumeration(["higher", "lower"]) },
        { effectiveWeight: number, without: object({ common: count }, { correlation: number }) },
      ),
    ),
    industries: list(
      object(
        {
          naics: industry.naics,
          title: text,
          rank: number,
          score: number,
          figures: ref("spread"),
          near: ref("spread"),
          any: ref("spread"),
          without: record(number),
        },
        { beatsNext: number, swapWithNext: ref("weightChange"), limits: list(ref("weightChange")) },
      ),
    ),
    pairwise: object({ naics: list(text), wins: list(list(number)) }),
    methods: list(
      object(
        { method: enumeration(RANKING_METHODS.map(({ id }) => id)), common: count, ranks: record(number) },
        { correlation: number },
      ),
    ),
    },
    {
      weightSets: list(
        object(
          {
            name: text,
            factors: list(object({ id: text, weight: number, direction: enumeration(["higher", "lower"]) }, weighing)),
            common: count,
            ranks: record(number),
          },
          { correlation: number },
        ),
      ),
    },
  ),
};
