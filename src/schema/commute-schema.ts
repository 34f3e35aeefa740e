import { SEGMENTS } from "../commute/segments.js";
import { type JsonSchema, code, count, flag, list, number, object, enumeration, ref, text } from "./schema-parts.js";

const FIGURES = ["jobs", "workers", "within", "inCommuters", "outCommuters", "net", "jobsHeld", "workersStaying"];
const containment = object(Object.fromEntries(FIGURES.map((id) => [id, ref("datum")])));
const TIES = ["toRegion", "fromRegion", "workers", "jobs", "workersShare", "jobsShare", "interchange"];
const fips = code("FIPS code of a county");
const segment = enumeration(SEGMENTS.map(({ id }) => id));
const states = list({ ...text, description: "FIPS code of a state." });
const county = object({ county: fips, name: text, inFiles: flag }, { values: ref("values") });

export const COMMUTE_SCHEMA: JsonSchema = object(
  {
    region: object({ name: text, text, counties: list(fips) }),
    flows: object(
      {
        years: list(count),
        yearsLeftOut: list(count),
        segments: list(segment),
        geography: list(enumeration(["blocks", "block groups", "tracts", "towns", "counties"])),
        statesOfWork: states,
        statesOfHome: states,
        pairs: count,
        withheld: count,
      },
      { year: count, jobType: text, jobs: text },
    ),
    containment,
    otherStates: object({ in: ref("datum"), out: ref("datum") }),
    threshold: number,
    counties: list(
      object({
        county: fips,
        name: text,
        inside: flag,
        advice: enumeration(["add", "drop", "center", "unknown", "none"]),
        ...Object.fromEntries(TIES.map((id) => [id, ref("datum")])),
      }),
    ),
    bySegment: list(object({ segment, label: text, containment })),
    byYear: list(object({ containment }, { year: count })),
    steps: list(
      object({ action: enumeration(["start", "add", "drop"]), counties: count, containment }, { county: fips, name: text }),
    ),
    proposed: object({ counties: list(fips), region: { ...text, description: "What to write after --region." } }),
  },
  {
    review: object({
      year: count,
      outside: list(fips),
      notInFiles: list(fips),
      industries: list(
        object(
          {
            naics: text,
            title: text,
            jobs: ref("datum"),
            strongOutside: list(fips),
            inside: list(county),
            outside: list(county),
          },
          { most: object({ counties: list(fips), share: number }) },
        ),
      ),
    }),
  },
);
