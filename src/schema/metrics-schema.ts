import { LABOR_FIGURES, METRIC_GROUPS, METRIC_KINDS } from "../metrics/metric.js";
import { METRIC_STATES } from "../metrics/measure.js";
import { type JsonSchema, count, enumeration, flag, list, number, object, ref, text } from "./schema-parts.js";

const day: JsonSchema = { type: "string", pattern: "^\\d{4}-\\d\\d-\\d\\d$" };
const range = { ...object({ low: number, high: number }), description: "90 % range of an estimate." };
const dated = object({ day, value: number }, { range });
const years = object({ end: { type: "integer" } }, { start: { type: "integer" } });

const metric = object(
  {
    id: text,
    name: text,
    group: enumeration(METRIC_GROUPS),
    kind: enumeration(METRIC_KINDS),
    unit: text,
    direction: enumeration(["up", "down"]),
    state: enumeration(METRIC_STATES),
    overdue: { ...flag, description: "The target's date is over and it is not reached, with or without data." },
  },
  {
    laborMarket: object({ figure: enumeration(LABOR_FIGURES) }, { naics: text }),
    baseline: dated,
    target: dated,
    latest: dated,
    change: number,
    way: { ...number, description: "Part of the way from baseline to target." },
    time: { ...number, description: "Part of the time from baseline to target that is over." },
    trend: { ...number, description: "Change a year, by the line through all values." },
  },
);

const datum = ref("datum");

/** Of one partnership, or of many with `--roll-up`. */
export const METRICS_SCHEMA: JsonSchema = object(
  { asOf: day },
  {
    metrics: list(metric),
    engagement: object(
      {
        meetings: list(object({ day, listed: count, attended: count, inKind: number })),
        breadth: count,
        members: count,
        inKind: number,
      },
      { fellAway: count, flagged: flag, fellAwayNames: list(text) },
    ),
    laborMarket: object({
      region: text,
      reference: text,
      years,
      figures: list(
        object({
          naics: text,
          title: text,
          figure: enumeration(LABOR_FIGURES),
          baseline: datum,
          latest: datum,
          change: datum,
          referenceChange: datum,
          beyond: { ...datum, description: "Change less that of the reference area." },
          carried: { ...flag, description: "It rose, and no more than the reference area." },
        }),
      ),
    }),
    partnerships: list(object({ name: text, metrics: count, withData: count, reached: count, overdue: count })),
    outcomes: list(
      object({
        id: text,
        name: text,
        group: enumeration(METRIC_GROUPS),
        kind: enumeration(METRIC_KINDS),
        counting: count,
        reporting: count,
        reached: count,
        overdue: count,
        share: { ...number, description: "Of all partnerships that report it." },
      }),
    ),
  },
);
