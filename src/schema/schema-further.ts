import { NAICS_VERSIONS } from "../core/codes.js";
import { PUBLISHERS } from "../signals/signal.js";
import { WATCHED } from "../compare/compare.js";
import { CAUSES } from "../compare/decompose.js";
import { type JsonSchema, count, flag, list, number, object, enumeration, record, ref, text } from "./schema-parts.js";
import { VENDOR_INVENTORY, VENDOR_SCHEMA } from "./vendor-schema.js";
import { industry, projection, without } from "./schema-industry.js";
import { DEFINITIONS } from "./schema-definitions.js";

/** The JSON of the commands about cells, files, areas and measures, and of comparisons. */
export const FURTHER_SCHEMAS: Readonly<Record<string, JsonSchema>> = {
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
        wagesMethod: text,
        file: text,
        line: count,
      }),
    ),
  }),
  "compare-vendor": VENDOR_SCHEMA,
  compare: object(
    {
      of: enumeration(["rank", "industries"]),
      old: ref("comparedSide"),
      new: ref("comparedSide"),
      sameRegion: flag,
      history: object({ years: list({ type: "integer" }), published: list(text), estimated: list(text) }),
      industries: list(
        object(
          {
            ...industry,
            status: enumeration(["both", "old", "new"]),
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
                  cause: enumeration([...CAUSES, "data"]),
                  score: { ...number, description: "These add up to scoreChange." },
                  places: { ...number, description: "These add up to moved, exactly." },
                },
                { factor: text },
              ),
            ),
            reason: object(
              { kind: enumeration(["naics", "unranked", "not-there"]), text },
              { codes: list(text), missing: list(text) },
            ),
            redefined: flag,
          },
        ),
      ),
    },
    {
      mixed: list(
        object({
          naics: text,
          old: object({ rank: number, score: number }),
          new: object({ rank: number, score: number }),
          moved: number,
          parts: list(object({ cause: text, score: number, places: number })),
        }),
      ),
      naics: object({ from: enumeration(NAICS_VERSIONS), to: enumeration(NAICS_VERSIONS) }),
      check: object({ watched: enumeration(WATCHED), failed: flag, changes: list(text) }),
      shortList: object({ came: list(text), went: list(text), stayed: list(text) }),
    },
  ),
  sweep: object(
    {
    scope: object(
      {
        areas: object({ kind: enumeration(["counties", "msas", "states", "areas"]), count }),
        ...without(DEFINITIONS["scope"]!, "region"),
      },
      { quarter: enumeration([1, 2, 3, 4]) },
    ),
    by: text,
    direction: enumeration(["higher", "lower"]),
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
  },
  {
    rules: list(object({ id: text, name: text, rule: text, pass: count, fail: count, unknown: count })),
  },
  ),
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
            holds: enumeration(["staffing", "areas", "facts"]),
            soc: enumeration(["2010", "hybrid", "2018"]),
            occupations: count,
            withheld: count,
            parts: list(object({ title: text, occupations: count, jobs: ref("datum") }, { code: text })),
          },
          { year: count },
        ),
      ),
      qwi: list(
        object({
          file: text,
          owner: enumeration(["private", "all"]),
          first: text,
          last: text,
          quarters: count,
          areas: count,
          levels: list(text),
          indicators: list(text),
          distorted: count,
          withheld: count,
        }),
      ),
      vendors: list(VENDOR_INVENTORY),
      others: list(object({ file: text, what: text, option: text, years: text, holds: text })),
      signals: list(
        object({
          file: text,
          publisher: enumeration(PUBLISHERS),
          year: count,
          quarter: count,
          areas: count,
          cells: object({ jobs: count, noisy: count, sizes: count, range: count }),
        }),
      ),
    },
  ),
  projections: object(
    {
      layouts: list(text),
      subject: enumeration(["industries", "occupations"]),
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
    { naics: enumeration(NAICS_VERSIONS), matches: list(object({ naics: text, projection })) },
  ),
  measures: object({
    measures: list(object({ id: text, label: text, unit: text, better: text, definition: text, source: text })),
  }),
  methods: object({
    methods: list(
      object({
        name: text,
        title: text,
        publisher: text,
        source: text,
        meantFor: text,
        picks: text,
        chosenBy: text,
        leftOut: list(text),
        options: list(object({ option: text, value: text })),
      }),
    ),
  }),
};
