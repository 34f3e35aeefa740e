import { VERDICTS } from "../backtest/backtest-report.js";
import { AREA_SIZES } from "../backtest/evaluate.js";
import { PICKER_KINDS } from "../backtest/pickers.js";
import { RANKING_METHOD_IDS } from "../ranking/methods.js";
import { LEVELS, OWNERSHIPS } from "../core/industry-table.js";
import { type JsonSchema, count, flag, list, number, object, enumeration, text } from "./schema-parts.js";

const POINTS = "A fraction: 0.012 is 1.2 points over the whole span. Absent without an area that takes part.";
const RANGED = {
  value: { ...number, description: POINTS },
  low: { ...number, description: "Of the 90 % range; absent with too few areas." },
  high: number,
};
const bounds = object({}, RANGED);
const tally = object({ areas: { ...count, description: "Areas that take part." } }, RANGED);

export const BACKTEST_SCHEMA: JsonSchema = object(
  {
    kind: enumeration(["counties", "msas", "states", "areas"]),
    year: { ...count, description: "In which the lists were made." },
    level: enumeration([...LEVELS.map((level) => Number(level) || level)]),
    ownership: enumeration(OWNERSHIPS),
    suppressed: enumeration(["estimate", "drop"]),
    top: count,
    draws: count,
    seed: count,
    areas: { ...count, description: "With lists." },
    areasLeftOut: { ...count, description: "Without a table in the year of the lists." },
    results: list(
      object({
        years: { ...count, description: "After the year of the lists." },
        areas: { ...count, description: "Of which there are rows in both years." },
        blocks: { ...enumeration(["states", "areas", "none"]), description: "What is drawn again for the ranges." },
        nation: {
          ...enumeration(["reference", "areas"]),
          description: "Rows of the reference area, or all these areas together.",
        },
        notFollowed: list(text),
        grouped: list(object({ code: text, title: text, from: list(text), to: list(text) })),
        lists: list(
          object(
            {
              id: text,
              kind: enumeration(PICKER_KINDS),
              label: text,
              isEstimated: { ...flag, description: "Whether figures rest on estimates of withheld cells." },
              lift: { ...tally, description: "Growth of the list's jobs less that of the area's other industries." },
              overLot: { ...bounds, description: "The lift less that of lists drawn by lot." },
              won: { ...tally, description: "Part of the areas in which the list grew more." },
              growth: object({}, { list: number, rest: number }),
              nation: { ...tally, description: "Growth of the list's jobs less that of the same industries there." },
              establishments: tally,
              pay: tally,
              sizes: list(
                object({ size: enumeration(AREA_SIZES.map(({ id }) => id)), lift: tally, won: tally }),
              ),
              followedShare: number,
              estimatedShare: number,
            },
            {
              leftOut: list(text),
              method: enumeration(RANKING_METHOD_IDS),
              weights: list(object({ factor: text, weight: number, direction: enumeration(["higher", "lower"]) })),
              verdict: { ...enumeration(VERDICTS), description: "Of `overLot`; absent of lists drawn by lot." },
            },
          ),
        ),
      }),
    ),
    notTried: list(object({ id: text, label: text, reason: text })),
  },
  {
    quarter: { ...enumeration([1, 2, 3, 4, "mean"]), description: "Of quarterly files." },
    since: { ...count, description: "From which the growth is that the lists know." },
  },
);
