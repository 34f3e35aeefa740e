import { EDUCATION_LEVELS } from "../occupations/education.js";
import { ACS_TABLES, WORKERS_SUBJECTS } from "../workers/acs.js";
import { type JsonSchema, code, count, enumeration, flag, list, number, object, ref, text } from "./schema-parts.js";

const figure = object({}, { estimate: number, margin: { ...number, description: "Of a 90 % interval." } });
const soc = code("SOC code");
const unit = { unitid: code("IPEDS institution"), cip: code("CIP code"), awardLevel: count };

/** What institutions teach; of a region's profile the same. */
export const TRAINING_SCHEMA = object({
  years: list(count),
  crosswalk: object({ cip: enumeration([2000, 2010, 2020]), label: text }),
  completions: number,
  sharedBy: object({ region: number, nation: number, equally: number, alone: number }),
  unmatched: list(
    object({ cip: text, title: text, completions: number, why: enumeration(["no-occupation", "not-in-crosswalk"]) }),
  ),
  institutions: list(object({ unitid: text, name: text, city: text, state: text }, { county: text })),
  programs: list(object({ ...unit, title: text, completions: list(number), mean: number, occupations: list(soc) })),
});

/** Who lives in a region; of its profile the same. */
export const WORKERS_SCHEMA = object({
  areas: list(object({ name: text }, { area: text })),
  laborForce: list(
    object({
      year: count,
      areas: list(
        object({
          name: text,
          laborForce: ref("datum"),
          employed: ref("datum"),
          unemployed: ref("datum"),
          rate: ref("datum"),
          missing: list(code("county")),
        }),
      ),
    }),
  ),
  survey: list(
    object(
      {
        subject: enumeration(WORKERS_SUBJECTS.map(({ id }) => id)),
        table: enumeration(ACS_TABLES),
        fromPercents: flag,
        areas: list(object({ name: text, groups: list(object({ id: text, count: figure, share: figure })) }, { whole: figure })),
      },
      { years: list(count) },
    ),
  ),
});

export const SUPPLY_SCHEMA: JsonSchema = object(
  {
    scope: object(
      {
        region: object({ name: text, areas: list(text) }),
        counties: list(text),
        minEducation: enumeration(EDUCATION_LEVELS.map(({ id }) => id)),
      },
      { laborShed: object({ name: text, counties: list(text) }), openings: text },
    ),
  },
  {
    training: TRAINING_SCHEMA,
    occupations: list(
      object(
        {
          soc,
          title: text,
          shown: flag,
          openings: ref("datum"),
          completions: number,
          listed: number,
          gap: ref("datum"),
          ratio: ref("datum"),
          byAward: list(object({ awardLevel: count, completions: number })),
          programs: list(object(unit)),
        },
        { education: text, atEntry: number },
      ),
    ),
    industries: list(
      object(
        {
          title: text,
          openings: ref("datum"),
          completions: number,
          gap: ref("datum"),
          ratio: ref("datum"),
          largest: list(object({ soc, title: text, gap: number })),
        },
        { naics: text },
      ),
    ),
    workers: WORKERS_SCHEMA,
    education: list(
      object(
        { id: text, label: text, openings: number, openingsShare: number },
        { adults: figure, adultsShare: figure },
      ),
    ),
  },
);
