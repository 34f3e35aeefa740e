import { NAICS_VERSIONS } from "../codes.js";
import { WATCHED } from "../compare/compare.js";
import { CAUSES } from "../compare/decompose.js";
import { LEVELS, LQ_BASES, OWNERSHIPS } from "../industry-table.js";
import { QUADRANTS } from "../context/quadrant.js";
import { MEASURES } from "../measures/index.js";
import { RANKING_METHODS } from "../ranking/methods.js";
import { SHIFT_SHARE_METHODS } from "../shift-share/methods.js";
import { MISSING_RULES } from "../ranking/rank.js";
import { OCCUPATION_DEFINITIONS, OCCUPATION_SCHEMAS } from "./occupations-schema.js";
import { code, count, flag, list, number, object, oneOf, record, ref, text, type JsonSchema } from "./schema-parts.js";

const DEFINITIONS: Readonly<Record<string, JsonSchema>> = {
  ...OCCUPATION_DEFINITIONS,
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
  note: object({ id: text, severity: oneOf(["information", "caution"]), text, industries: list(text) }),
  provenance: object({
    tool: text,
    options: { type: "object" },
    inputs: list(object({ file: text }, { sha256: text, rows: count, publisher: text })),
  }),
  areaSet: object({ name: text, areas: list(code("QCEW area code")), composed: flag }, { recovered: flag }),
  scope: object(
    {
      region: ref("areaSet"),
      reference: ref("areaSet"),
      ownership: oneOf(OWNERSHIPS),
      level: oneOf([3, 4, 5, 6, ...LEVELS.filter((level) => !/^\d$/.test(level))]),
      naics: oneOf(NAICS_VERSIONS),
      years: { type: "array", items: { type: "integer" }, minItems: 1, maxItems: 2 },
      wages: oneOf(["annual", "quarter", "annualised"]),
      lqBase: oneOf(LQ_BASES),
    },
    { quarter: oneOf([1, 2, 3, 4]) },
  ),
  figures: object({ employment: ref("datum") }, { establishments: ref("datum"), wages: ref("datum") }),
  yearFigures: object(
    { establishments: ref("datum"), employment: ref("datum"), wages: ref("datum") },
    { pay: ref("datum") },
  ),
  sides: object({
    region: object({ end: ref("yearFigures") }, { start: ref("yearFigures") }),
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
  quadrant: object({ quadrant: oneOf(QUADRANTS), sure: flag }),
  spread: {
    description: "Share of draws in the top N, and the ends of the middle 90 % of ranks.",
    ...object({ topShare: number, low: number, high: number }),
  },
  weightChange: {
    description: "One factor's share of all weights, as stated and as changed; the others keep their proportions.",
    ...object({ factor: text, from: number, to: number }),
  },
  startAndEnd: object({ start: ref("datum"), end: ref("datum") }),
  comparedIndustry: object({ values: record(ref("datum")) }, { rank: number, score: number, shortList: flag }),
  comparedSide: object(
    {
      file: text,
      tool: text,
      scope: object(
        {
          region: object({ name: text, areas: list(text) }),
          reference: object({ name: text, areas: list(text), recovered: flag }),
          ownership: oneOf(OWNERSHIPS),
          level: oneOf([3, 4, 5, 6, ...LEVELS.filter((level) => !/^\d$/.test(level))]),
          naics: oneOf(NAICS_VERSIONS),
          years: { type: "array", items: { type: "integer" }, minItems: 1, maxItems: 2 },
          wages: oneOf(["annual", "quarter", "annualised"]),
          lqBase: oneOf(LQ_BASES),
        },
        { quarter: oneOf([1, 2, 3, 4]) },
      ),
    },
    {
      method: oneOf(RANKING_METHODS.map(({ id }) => id)),
      missing: oneOf(MISSING_RULES),
      factors: list(object({ id: text, weight: number, direction: oneOf(["higher", "lower"]) })),
    },
  ),
  standing: object({ factor: text, rank: number, of: count }),
  cellFigure: object(
    { status: oneOf(["disclosed", "estimated", "suppressed"]) },
    { value: number, low: number, high: number, boundLow: number, boundHigh: number },
  ),
  check: object(
    {
      id: text,
      says: text,
      missed: count,
      result: oneOf(["passed", "failed", "not possible"]),
      explains: text,
      examples: list(text),
    },
    { compared: count },
  ),
};

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

/** The properties that an object must have, but one. */
function without(schema: JsonSchema, name: string): Readonly<Record<string, JsonSchema>> {
  const { properties, required } = schema as {
    readonly properties: Readonly<Record<string, JsonSchema>>;
    readonly required: readonly string[];
  };
  return Object.fromEntries(Object.entries(properties).filter(([key]) => key !== name && required.includes(key)));
}

const industry = { naics: code("NAICS code, or the name of a cluster"), title: text };
const projection = object({
  base: ref("datum"),
  projected: ref("datum"),
  baseYear: count,
  projectedYear: count,
  match: object({
    kind: oneOf(["exact", "sum", "ancestor", "none"]),
    codes: list(text),
    text,
    lines: list(
      object({ file: text, code: text, title: text, base: ref("datum"), projected: ref("datum") }, { line: count }),
    ),
  }),
});
const industryOptional = { members: list(text), projection };
const ruleOutcomes = {
  rules: record(object({ result: oneOf(["pass", "fail", "unknown"]), uncertain: flag })),
  eliminatedBy: text,
};
const totals = object({ region: ref("figures"), reference: ref("figures") });

/** The JSON of each command that answers about industries, without `schema`, `notes` and `provenance`. */
const COMMANDS: Readonly<Record<string, JsonSchema>> = {
  ...OCCUPATION_SCHEMAS,
  rank: object(
    {
      scope: ref("scope"),
      totals,
      context: ref("context"),
      basis: ref("basis"),
      method: oneOf(RANKING_METHODS.map(({ id }) => id)),
      missing: oneOf(MISSING_RULES),
      factors: list(
        object(
          { id: text, weight: number, statedWeight: number, direction: oneOf(["higher", "lower"]), industries: count },
          { effectiveWeight: number },
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
          { ...industryOptional, ...ruleOutcomes },
        ),
      ),
      shortList: list(
        object({ naics: text, lifted: list(ref("standing")), heldBack: list(ref("standing")), cautions: list(text) }),
      ),
    },
    {
      rules: list(
        object({ id: text, name: text, rule: text, pass: count, fail: count, unknown: count, uncertain: count }),
      ),
      elimination: object({
        steps: list(
          object({
            rule: text,
            before: count,
            eliminated: list(text),
            uncertain: list(text),
            unknown: list(text),
            left: count,
          }),
        ),
        left: list(text),
      }),
    },
  ),
  industries: object({
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
  }),
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
            status: oneOf(["published", "suppressed", "nothing"]),
            establishments: number,
            employment: ref("datum"),
            wages: ref("datum"),
          },
          { method: text, bounds: object({ low: number }, { high: number }) },
        ),
      ),
    },
    {
      ranking: object({
        rank: number,
        of: count,
        score: number,
        method: text,
        factors: list(
          object({ id: text, weight: number, direction: text, of: count }, { rank: number, score: number }),
        ),
      }),
    },
  ),
  "shift-share": object(
    {
      scope: ref("scope"),
      method: oneOf(SHIFT_SHARE_METHODS.map(({ id }) => id)),
      years: list({ type: "integer" }),
      totals: object({ region: ref("startAndEnd"), reference: ref("startAndEnd") }),
      region: object(shiftShareRow),
      industries: list(object({ naics: industry.naics, title: text, ...shiftShareRow })),
    },
    { rest: object(shiftShareRow) },
  ),
  sensitivity: object({
    scope: ref("scope"),
    method: oneOf(RANKING_METHODS.map(({ id }) => id)),
    missing: oneOf(MISSING_RULES),
    top: count,
    draws: count,
    concentration: number,
    seed: count,
    drawsFigures: flag,
    factors: list(
      object(
        { id: text, weight: number, direction: oneOf(["higher", "lower"]) },
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
        { method: oneOf(RANKING_METHODS.map(({ id }) => id)), common: count, ranks: record(number) },
        { correlation: number },
      ),
    ),
  }),
  estimate: object({
    cells: list(
      object({
        area: text,
        ownership: count,
        naics: text,
        title: text,
        year: count,
        quarter: count,
        establishments: number,
        method: text,
        employment: ref("cellFigure"),
        wages: ref("cellFigure"),
        file: text,
        line: count,
      }),
    ),
  }),
  compare: object(
    {
      of: oneOf(["rank", "industries"]),
      old: ref("comparedSide"),
      new: ref("comparedSide"),
      sameRegion: flag,
      history: object({ years: list({ type: "integer" }), published: list(text), estimated: list(text) }),
      industries: list(
        object(
          {
            ...industry,
            status: oneOf(["both", "old", "new"]),
            changes: record(
              object({
                change: { ...number, description: "Newer less older figure; the other three add up to it." },
                naics: number,
                history: number,
                data: number,
              }),
            ),
          },
          {
            old: ref("comparedIndustry"),
            new: ref("comparedIndustry"),
            moved: { ...number, description: "Places gained: older rank less newer rank." },
            scoreChange: number,
            parts: list(
              object(
                {
                  cause: oneOf([...CAUSES, "data"]),
                  score: { ...number, description: "These add up to scoreChange." },
                  places: { ...number, description: "These add up to moved, exactly." },
                },
                { factor: text },
              ),
            ),
            reason: object(
              { kind: oneOf(["naics", "unranked", "not-there"]), text },
              { codes: list(text), missing: list(text) },
            ),
            redefined: flag,
          },
        ),
      ),
    },
    {
      naics: object({ from: oneOf(NAICS_VERSIONS), to: oneOf(NAICS_VERSIONS) }),
      check: object({ watched: oneOf(WATCHED), failed: flag, changes: list(text) }),
      shortList: object({ came: list(text), went: list(text), stayed: list(text) }),
    },
  ),
  sweep: object({
    scope: object(
      {
        areas: object({ kind: oneOf(["counties", "msas", "states", "areas"]), count }),
        ...without(DEFINITIONS["scope"]!, "region"),
      },
      { quarter: oneOf([1, 2, 3, 4]) },
    ),
    by: text,
    direction: oneOf(["higher", "lower"]),
    rows: count,
    employment: record(count),
    leagues: list(
      object(
        {
          naics: text,
          title: text,
          ranked: count,
          tooSmall: count,
          without: record(count),
          areas: list(object({ area: text, title: text, place: number, values: ref("values") }, { lqZ: number })),
        },
        { standardized: object({ areas: count, logarithms: flag, cutOff: number }) },
      ),
    ),
    leftOut: list(object({ area: text, title: text, reason: text })),
  }),
  inspect: object(
    {
      files: list(object({ file: text, layout: text, rows: count, bytes: count })),
      periods: list({ type: "object" }),
      checks: list(ref("check")),
    },
    {
      occupations: list(
        object(
          {
            file: text,
            layout: text,
            holds: oneOf(["staffing", "areas", "facts"]),
            soc: oneOf(["2010", "hybrid", "2018"]),
            occupations: count,
            withheld: count,
            parts: list(object({ title: text, occupations: count, jobs: ref("datum") }, { code: text })),
          },
          { year: count },
        ),
      ),
    },
  ),
  projections: object(
    {
      layouts: list(text),
      subject: oneOf(["industries", "occupations"]),
      areas: list(object({ name: text, baseYear: count, projectedYear: count, rows: count }, { type: text })),
      columns: list(
        object({ file: text, layout: text, headerLine: count, columns: list(object({ role: text, name: text })) }),
      ),
      growth: list(
        object(
          {
            area: text,
            column: text,
            fitting: count,
            compared: count,
            misnamed: flag,
            disagreements: list(
              object({ code: text, title: text, printed: number, computed: number }, { line: count }),
            ),
          },
          { meaning: text },
        ),
      ),
      rows: list(
        object(
          { file: text, code: text, title: text, naics: list(text) },
          { line: count, base: number, projected: number, growth: number, own: text },
        ),
      ),
    },
    { naics: oneOf(NAICS_VERSIONS), matches: list(object({ naics: text, projection })) },
  ),
  measures: object({
    measures: list(object({ id: text, label: text, unit: text, better: text, definition: text, source: text })),
  }),
};

/** JSON Schemas of what `--json` prints, by command. */
export function jsonSchemas(): Readonly<Record<string, JsonSchema>> {
  return Object.fromEntries(
    Object.entries(COMMANDS).map(([command, body]) => {
      const { properties, required } = body as { properties: Record<string, unknown>; required: readonly string[] };
      const id = `sector-rank/${command}/1`;
      const whole = { ...properties, notes: list(ref("note")), provenance: ref("provenance") };
      return [
        command,
        {
          $schema: "https://json-schema.org/draft/2020-12/schema",
          title: `sector-rank ${command} --json`,
          type: "object",
          properties: { schema: { const: id }, ...whole },
          required: ["schema", ...required, "notes", "provenance"],
          additionalProperties: false,
          $defs: definitionsOf(whole),
        },
      ];
    }),
  );
}

/** The definitions that a schema refers to, directly or through others, in one order. */
function definitionsOf(schema: unknown): Readonly<Record<string, JsonSchema>> {
  const used = new Set<string>();
  const visit = (part: unknown): void => {
    for (const [, name = ""] of JSON.stringify(part).matchAll(/"\$ref":"#\/\$defs\/(\w+)"/g)) {
      if (used.has(name)) continue;
      used.add(name);
      visit(DEFINITIONS[name]);
    }
  };
  visit(schema);
  return Object.fromEntries(Object.entries(DEFINITIONS).filter(([name]) => used.has(name)));
}
