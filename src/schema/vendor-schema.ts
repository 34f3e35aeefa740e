import { NAICS_VERSIONS } from "../core/codes.js";
import { LEVELS, OWNERSHIPS } from "../core/industry-table.js";
import { COMPARED_STATES } from "../compare/vendor/compare-vendor.js";
import { REASON_KINDS, REASON_STRENGTHS } from "../compare/vendor/reasons.js";
import { FIGURE_KINDS } from "../vendor/figures.js";
import { WORKER_CLASSES } from "../vendor/vendors.js";
import { count, enumeration, list, number, object, ref, text } from "./schema-parts.js";

const year = { type: "integer" } as const;
const pair = object({}, { ours: ref("datum"), vendor: ref("datum"), difference: { ...number, description: "Vendor's less ours." } });

/** The JSON of `compare --with`. */
export const VENDOR_SCHEMA = object(
  {
    ours: object({
      source: text,
      region: text,
      ownership: enumeration(OWNERSHIPS),
      level: enumeration([3, 4, 5, 6, ...LEVELS.filter((level) => !/^\d$/.test(level))]),
      naics: enumeration(NAICS_VERSIONS),
      years: { type: "array", items: year, minItems: 1, maxItems: 2 },
    }),
    vendor: object(
      {
        name: text,
        file: text,
        naics: { ...list(enumeration(NAICS_VERSIONS)), description: "Versions that have all of its codes." },
        workers: list(enumeration(WORKER_CLASSES)),
        marks: object({ few: count, insufficient: count }),
        columns: list(
          object(
            { id: text, kind: enumeration(FIGURE_KINDS), header: text },
            { year, since: year, workers: enumeration(WORKER_CLASSES) },
          ),
        ),
        otherLevels: list(object({ level: text, rows: count })),
        notCompared: list(object({ naics: text, title: text, why: text }, { jobs: number })),
      },
      { heading: text, release: text, year },
    ),
    agreeing: count,
    differing: count,
    totals: object({ ours: number, vendor: number, difference: number }),
    reasons: list(
      object({ kind: enumeration(REASON_KINDS), strength: enumeration(REASON_STRENGTHS), industries: count, jobs: number }),
    ),
    industries: list(
      object(
        {
          naics: text,
          title: text,
          state: enumeration(COMPARED_STATES),
          reasons: list(object({ kind: enumeration(REASON_KINDS), strength: enumeration(REASON_STRENGTHS), text })),
        },
        { jobs: pair, quotient: pair, pay: pair, growth: pair },
      ),
    ),
  },
  { ratio: object({ value: number, alike: count, of: count }) },
);

/** What `inspect` says of an industry table of a vendor. */
export const VENDOR_INVENTORY = object(
  {
    file: text,
    vendor: text,
    rows: count,
    levels: list(text),
    foreign: count,
    years: list(year),
    workers: list(text),
    versions: list(enumeration(NAICS_VERSIONS)),
    few: count,
    insufficient: count,
    figures: list(object({ id: text, label: text, header: text })),
  },
  { release: text },
);
