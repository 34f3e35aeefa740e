import { KINDS_OF_FILES, READERS } from "../fetch/sources.js";
import { type JsonSchema, count, flag, list, object, enumeration, text } from "./schema-parts.js";

const source = object(
  {
    id: text,
    what: enumeration(KINDS_OF_FILES),
    title: text,
    publisher: text,
    page: text,
    address: { ...text, description: "With {year}, {area} and their like where a request fills in." },
    file: text,
    released: object({ words: text }, { yearsAfter: count, month: count, page: text }),
    licence: text,
    reader: enumeration(READERS),
    types: list(text),
    typicalBytes: count,
    mostBytes: count,
    seen: object({ in: enumeration(["publisher", "program", "pattern"]), where: text, on: text }, { note: text }),
  },
  {
    firstYear: count,
    release: text,
    columns: list(text),
    cells: text,
    shows: object({}, { state: text, year: text, members: object({ wanted: text, alike: text }) }),
    otherwise: text,
    neighbours: flag,
    key: flag,
  },
);

/** The JSON of the commands that bring files and keep them, look areas up, and run a config. */
export const FILE_SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  fetch: object({
    folder: text,
    files: list(
      object(
        {
          file: text,
          change: enumeration(["fetched", "replaced", "unchanged", "kept", "not published", "adopted"]),
          bytes: count,
        },
        {
          source: text,
          publisher: text,
          address: text,
          member: text,
          date: text,
          sha256: text,
          release: text,
          licence: text,
        },
      ),
    ),
  }),
  "fetch-check": object({
    folder: text,
    newer: count,
    releases: list(
      object(
        {
          file: text,
          address: text,
          publisher: text,
          state: enumeration(["unchanged", "revised", "new year", "no longer published", "not known"]),
          found: text,
        },
        { date: text },
      ),
    ),
  }),
  "fetch-list": object({
    sources: list(source),
    projections: list(
      object({
        state: text,
        publisher: text,
        page: text,
        seen: enumeration(["publisher", "program", "unchecked"]),
        on: text,
      }),
    ),
  }),
  prepare: object({
    store: text,
    periods: list(
      object(
        {
          year: count,
          change: enumeration(["added", "extended", "replaced", "unchanged"]),
          rows: count,
          areas: count,
          file: text,
          bytes: count,
        },
        { quarter: enumeration([1, 2, 3, 4]) },
      ),
    ),
    inputs: list(object({ file: text, rows: count, sha256: text, layouts: list(text), read: flag })),
  }),
  run: object({ config: text, runs: list(object({ run: count, command: text, files: list(text) })) }),
  regions: object({
    areas: list(
      object(
        {
          region: { ...text, description: "What to write after --region." },
          kind: text,
          name: text,
          states: list(text),
          counties: list(text),
          within: list(text),
        },
        { former: flag, years: { ...text, description: "First and last year in use: 2015–2019; open where it has none." } },
      ),
    ),
  }),
};
