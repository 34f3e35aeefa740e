import { DECISIONS } from "../credentials/decide.js";
import { BREAKDOWNS, TRAITS } from "../credentials/survey.js";
import { COUNTS } from "../credentials/tabulate.js";
import { type JsonSchema, code, count, flag, list, number, object, enumeration, record, ref, text } from "./schema-parts.js";

const shares = {
  status: { ...enumeration(["shown", "withheld", "none"]), description: "Withheld: no number is given; none: nobody answered." },
};
const figures = { answers: count, required: number, requiredOrPreferred: number };
const makeOptional = (names: readonly string[], schema: JsonSchema): JsonSchema =>
  object({}, Object.fromEntries(names.map((name) => [name, schema])));

export const CREDENTIALS_SCHEMA: JsonSchema = object(
  {
    survey: object(
      { respondents: count, count: enumeration(COUNTS), unknown: enumeration(["counted", "left out"]) },
      { companies: count },
    ),
    threshold: object(
      {
        rules: list(text),
        fewestAnswers: count,
        near: list(object({ id: text, value: number, distance: number })),
        sweep: list(object({ at: number, passing: list(text) })),
      },
      { figure: text, at: number },
    ),
    votes: object({ count, sessions: count }),
    credentials: list(
      object(
        {
          id: text,
          name: text,
          soc: list(code("SOC code, such as 51-4041")),
          list: flag,
          decision: enumeration(DECISIONS),
          threshold: enumeration(["passes", "fails", "too few answers", "not known", "not in the survey"]),
          vote: object(
            { result: enumeration(["for", "against", "tie", "none"]) },
            {
              sessions: count,
              counts: { ...object({ retain: count, add: count, remove: count }), description: "Of three votes at least." },
            },
          ),
          all: object(shares, figures),
          traits: makeOptional(TRAITS, object({ answers: count, share: number })),
          groups: makeOptional(BREAKDOWNS, list(object({ group: text, ...shares }, figures))),
        },
        {
          issuer: text,
          registry: text,
          ratings: object(
            { required: number, preferred: number },
            { useful: number, notUsed: number, unknown: number, other: number },
          ),
          agreement: number,
          polarisation: number,
        },
      ),
    ),
    inconsistencies: list(
      object({
        credential: text,
        kind: enumeration(["split", "groups differ", "required, not portable"]),
        finding: text,
        question: text,
      }),
    ),
  },
  {
    reach: object({
      region: text,
      thresholds: list(text),
      credentials: list(
        object({
          id: text,
          occupations: list(object({ soc: text, title: text })),
          notListed: list(text),
          jobs: ref("datum"),
          openings: ref("datum"),
          pay: ref("datum"),
          earning: record(ref("datum")),
        }),
      ),
    }),
    programs: object({
      years: list(count),
      credentials: list(
        object({
          id: text,
          programs: list(object({ cip: text, title: text, award: text, institution: text, completions: number })),
        }),
      ),
    }),
  },
);
