import { ATTAINMENT_LEVELS } from "../staffing/attainment.js";
import { CLOSENESS } from "../occupations/ladders.js";
import { EDUCATION_LEVELS } from "../occupations/education.js";
import { OCCUPATION_MEASURES } from "../occupations/measures.js";
import { RANKING_METHODS } from "../ranking/methods.js";
import { code, count, flag, list, number, object, enumeration, record, ref, text, weighing, type JsonSchema } from "./schema-parts.js";
import { ruleOutcomes, rulesOfResult } from "./schema-rules.js";

/** How a staffing pattern stands to its industry. */
export const MATCHES = ["own", "aggregate", "parts", "ancestor", "none"];
const ANSWERS = ["p10", "p25", "median", "p75", "p90", "none", "unknown"];
const POINTS = ["mean", "p10", "p25", "median", "p75", "p90"];

const named = object({ name: text, label: text }, { area: text });
const asks = object({
  education: { type: "string", description: `One of BLS's: ${EDUCATION_LEVELS.map(({ label }) => label).join("; ")}.` },
  experience: text,
  training: text,
});
/** O*NET's importance, 1 to 5; the most important first. */
const rated = list(object({ name: text, importance: { type: "number", minimum: 1, maximum: 5 } }));
const sources = list(object({ label: text }, { year: { type: "integer" } }));
const naics = code("NAICS code, a published aggregate, or the name of a cluster");
const soc = code("SOC code, such as 29-1141");

const years = object({ study: number, experience: number, training: number, total: number });

/** A step of a ladder or of a pathway map. */
export const STEP = {
  from: soc,
  to: soc,
  pay: object({ from: number, to: number }),
  gain: number,
  closeness: enumeration(CLOSENESS),
  years,
  jobs: number,
  needsLicence: flag,
  industries: list(text),
};
export const STEP_IF_KNOWN = { overlap: number, openings: number };

/** Definitions that only these schemas refer to. */
export const OCCUPATION_DEFINITIONS: Readonly<Record<string, JsonSchema>> = {
  wage: {
    description: "Dollars; at or above the publisher's top code only the least that it may be is known.",
    oneOf: [ref("datum"), object({ status: { const: "top-coded" }, atLeast: number })],
  },
  wagePoints: object(Object.fromEntries(POINTS.map((point) => [point, ref("wage")]))),
  pay: object(
    {
      annual: ref("wagePoints"),
      hourly: ref("wagePoints"),
      entry: { ...ref("wage"), description: "25th percentile of annual wages." },
      experienced: { ...ref("wage"), description: "75th percentile of annual wages." },
    },
    {
      isAnnualDerived: {
        const: true,
        description: "Annual wages are hourly ones times 2,080 hours, since the file has none.",
      },
    },
  ),
  occupationScope: {
    type: "object",
    description: "As in rank where the jobs are a region's; the region alone where they are the nation's.",
    properties: { region: object({ name: text, areas: list(text) }, { composed: flag }), naics: { type: "integer" } },
    required: ["region", "naics"],
  },
  projection: object({
    baseYear: { type: "integer" },
    projectedYear: { type: "integer" },
    base: ref("datum"),
    projected: ref("datum"),
    openings: object({ total: ref("datum"), exits: ref("datum"), transfers: ref("datum"), growth: ref("datum") }),
  }),
};

/** The JSON of `occupations`, and of `occupations --inverse`. */
export const OCCUPATION_SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  occupations: object(
    {
      scope: ref("occupationScope"),
      staffing: sources,
      wages: object({}, { national: named, regional: named }),
      industries: list(
        object(
          { naics, title: text, jobs: ref("datum"), match: enumeration(MATCHES) },
          {
            pattern: object({
              codes: list(text),
              title: text,
              members: list(text),
              total: ref("datum"),
              uncovered: {
                type: "number",
                description: "Part of the total in no published detailed occupation.",
              },
            }),
          },
        ),
      ),
      totals: object({ jobs: ref("datum"), uncovered: ref("datum") }),
      thresholds: list(object({ name: text, amount: number, per: enumeration(["hour", "year"]) })),
      method: enumeration(RANKING_METHODS.map(({ id }) => id)),
      factors: list(
        object(
          {
            id: text,
            weight: number,
            statedWeight: number,
            direction: enumeration(["higher", "lower"]),
            occupations: count,
          },
          weighing,
        ),
      ),
      occupations: list(
        object(
          {
            soc,
            title: text,
            values: object(
              Object.fromEntries(
                OCCUPATION_MEASURES.map(({ id, definition, unit }) => [
                  id,
                  { ...ref("datum"), description: `${definition} Unit: ${unit}.` },
                ]),
              ),
            ),
            industries: list(
              object(
                { naics, match: enumeration(MATCHES), share: ref("datum"), jobs: ref("datum") },
                {
                  meanWage: { ...ref("wage"), description: "Mean annual wage in the industry, in the nation." },
                  wages: { ...ref("wagePoints"), description: "Annual, in the industry, where published." },
                },
              ),
            ),
            share: { ...ref("datum"), description: "Part of all jobs of the chosen industries." },
            withheldIn: list(text),
            borrowed: { type: "number", description: "Part of the jobs spread by the pattern of a wider industry." },
            neededBy: list(text),
            elsewhere: list(object({ naics: text, title: text, share: number })),
            wages: object({ industryMean: ref("wage") }, { national: ref("pay"), regional: ref("pay") }),
            regionalEmployment: ref("datum"),
            thresholds: record(enumeration(ANSWERS)),
            shown: flag,
          },
          {
            rank: { type: "number", minimum: 1 },
            score: number,
            asks,
            jobZone: { type: "integer", minimum: 1, maximum: 5 },
            attainment: object(
              {
                period: text,
                isWider: { ...flag, description: "The survey has the occupation only together with others." },
                shares: object(Object.fromEntries(ATTAINMENT_LEVELS.map(({ id }) => [id, number]))),
              },
              { reading: { ...text, description: "Where most workers have another education than is asked for." } },
            ),
            partTime: number,
            unemployment: number,
            tasks: list(text),
            onet: object({
              release: text,
              skills: rated,
              knowledge: rated,
              technologies: list(object({ name: text, inDemand: flag })),
            }),
            projection: ref("projection"),
            ...ruleOutcomes,
          },
        ),
      ),
    },
    {
      ...rulesOfResult,
      ladders: list(
        list(
          object(STEP, STEP_IF_KNOWN),
        ),
      ),
    },
  ),
  "occupations-inverse": object(
    {
      occupation: object({ soc, title: text }, { asks }),
      staffing: sources,
      nation: object(
        {
          employment: ref("datum"),
          industries: list(
            object(
              {
                code: text,
                title: text,
                depth: count,
                employment: ref("datum"),
                shareOfIndustry: ref("datum"),
                shareOfOccupation: ref("datum"),
                meanWage: ref("wage"),
              },
              { within: text },
            ),
          ),
        },
        { published: ref("datum") },
      ),
    },
    {
      scope: ref("occupationScope"),
      region: object({
        jobs: ref("datum"),
        industries: list(
          object({ naics, title: text, match: enumeration(MATCHES), pattern: text, share: ref("datum"), jobs: ref("datum") }),
        ),
      }),
    },
  ),
};
