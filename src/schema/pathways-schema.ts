import { STEP, STEP_IF_KNOWN } from "./occupations-schema.js";
import { code, enumeration, flag, list, number, object, text, type JsonSchema } from "./schema-parts.js";

const soc = code("SOC code, such as 29-1141");
const figures = object({}, { gain: number, openings: number, years: number, from: soc, to: soc, line: number });

export const PATHWAYS_SCHEMA: JsonSchema = object(
  {
    scope: { type: "object" },
    limits: object({
      leastJobs: number,
      leastOpenings: number,
      leastGain: number,
      leastOverlap: number,
      mostYears: number,
    }),
    occupations: list(
      object(
        {
          soc,
          title: text,
          jobs: number,
          pay: number,
          asks: object({ education: text, experience: text, training: text }),
          isLicensed: flag,
        },
        { openings: number, jobZone: number },
      ),
    ),
    steps: list(
      object(STEP, {
        ...STEP_IF_KNOWN,
        programs: list(object({ institution: text, title: text, award: text, completions: number })),
      }),
    ),
    struck: list(object({ from: soc, to: soc, reason: text, gain: number })),
  },
  {
    changes: object({
      file: text,
      steps: list(
        object(
          { kind: enumeration(["added", "removed", "changed"]), from: soc, to: soc },
          { before: figures, after: figures },
        ),
      ),
    }),
  },
);
