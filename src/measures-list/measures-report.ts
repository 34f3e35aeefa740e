import { UsageError } from "../core/errors.js";
import { measureNamed } from "../measures/named.js";
import type { Measure } from "../measures/measure.js";
import { nearest } from "../core/suggest.js";
import { TOOL } from "../core/version.js";
import type { Report } from "../report/report.js";

/**
 * The measures asked for, all where none is named.
 *
 * @throws {UsageError} `ARGUMENT_VALUE` when an id is not a measure's
 */
export function buildMeasuresReport(measures: readonly Measure[], ids: readonly string[]): Report {
  const shown = ids.length === 0 ? measures : ids.map((id) => requireMeasure(measures, id));
  return {
    command: "measures",
    title: "Measures",
    scope: [],
    tables: [
      {
        id: "measures",
        title: "",
        columns: [
          { id: "id", label: "Id", kind: "code", priority: 1 },
          { id: "unit", label: "Unit", kind: "code", priority: 2 },
          {
            id: "better",
            label: "Better",
            kind: "code",
            priority: 3,
            description: "Which end ranks first by default.",
          },
          { id: "label", label: "Measure", kind: "text", priority: 4 },
          { id: "definition", label: "Definition", kind: "text", priority: 1 },
          { id: "source", label: "Source", kind: "text", priority: 4 },
        ],
        rows: shown.map(({ id, unit, better, label, definition, source }) => ({
          cells: { id, unit, better, label, definition, source },
        })),
        // A list to look names up in is shown whole.
        leading: { rows: shown.length, rest: "" },
      },
    ],
    sections: [],
    notes: [],
    provenance: { tool: TOOL, options: {}, inputs: [] },
    schema: "sector-rank/measures/1",
    json: {
      measures: shown.map(({ id, label, unit, better, definition, source }) => ({
        id,
        label,
        unit,
        better,
        definition,
        source,
      })),
    },
  };
}

function requireMeasure(measures: readonly Measure[], id: string): Measure {
  const measure = measureNamed(id, measures);
  if (measure) return measure;
  const ids = measures.map((each) => each.id);
  const [suggestion] = nearest(id, ids, 1);
  throw new UsageError(`no measure has the id "${id}"`, {
    code: "ARGUMENT_VALUE",
    found: id,
    hint: suggestion ? `did you mean ${suggestion}?` : `the ids are ${ids.join(", ")}`,
  });
}
