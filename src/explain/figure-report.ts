import { UsageError } from "../core/errors.js";
import { formatDatum, formatRange } from "../core/number-format.js";
import { nearest } from "../core/suggest.js";
import { buildTrail } from "../measures/trail.js";
import { listMeasures } from "../measures/index.js";
import type { Measure } from "../measures/measure.js";
import type { TrailInput } from "../measures/trail.js";
import { measureNamed } from "../measures/named.js";
import type { Report, ReportTable } from "../report/report.js";
import { rowsTable, sourceRows, describeUse, type SourceRow } from "./source-rows.js";
import { shown, withNumbers, type ExplainReportInputs } from "./explain-report.js";
import { nameIndustry } from "../report/words.js";

/**
 * The measure that a user names after an industry.
 *
 * @throws {UsageError} ARGUMENT_VALUE with the nearest name
 */
export function requireFigure(name: string, { table }: ExplainReportInputs["analysis"]): Measure {
  const measures = listMeasures(table);
  const measure = measureNamed(name, measures);
  if (measure) return measure;
  const [guess] = nearest(
    name,
    measures.flatMap(({ id, label, shortLabel }) => [id, label, shortLabel]),
    1,
  );
  throw new UsageError(`no figure is called "${name}"`, {
    code: "ARGUMENT_VALUE",
    found: name,
    hint: guess === undefined ? "`sector-rank measures` lists all" : `did you mean ${guess}?`,
  });
}

/** One figure of one industry: its formula with numbers, what entered it, and every row of a file behind that. */
export function buildFigureReport(whole: Report, measure: Measure, inputs: ExplainReportInputs): Report {
  const { analysis, candidate } = inputs;
  const { row, values } = candidate;
  const trail = buildTrail(measure.calculation, row, analysis.table);
  const datum = values[measure.id]!;
  const entering = Object.entries(trail.inputs);
  const uses = new Set(entering.flatMap(([, { place }]) => (place ? [describeUse(place)] : [])));
  const rows = sourceRows(analysis, row).filter(({ use }) => uses.has(use));
  const range =
    datum.status === "estimated" ? `; 90% range ${formatRange(datum, measure.unit).replace("–", " to ")}` : "";
  const { screen, ...rest } = whole;
  void screen;
  return {
    ...rest,
    title: `${measure.label} of ${nameIndustry(candidate)}: ${shown(measure, datum)}${range}`,
    sections: [
      {
        heading: "Formula",
        before: true,
        paragraphs: [
          measure.definitionIn?.(analysis.table) ?? measure.definition,
          `${trail.expression} = ${withNumbers(trail)} = ${shown(measure, datum)}`,
          `Source: ${measure.source}.`,
        ],
      },
    ],
    // Down to the last row, however many there are.
    tables: [inputsTable(entering), { ...rowsTable(rows), leading: { rows: rows.length, rest: "" } }],
    notes: whole.notes.filter(({ severity }) => severity === "caution"),
    json: { ...whole.json, figures: figureJson(whole, measure.id), rows: rowsJson(whole, rows) },
  };
}

function inputsTable(entering: readonly (readonly [name: string, input: TrailInput])[]): ReportTable {
  return {
    id: "inputs",
    title: "What entered it",
    columns: [
      { id: "name", label: "In the formula", kind: "code", priority: 1 },
      { id: "label", label: "What it is", kind: "text", priority: 1 },
      { id: "figure", label: "Figure", kind: "code", priority: 1 },
      { id: "range", label: "90% range", kind: "code", priority: 2 },
    ],
    rows: entering.map(([name, { label, datum, unit }]) => ({
      cells: {
        name,
        label,
        figure: formatDatum(datum, unit),
        range: datum.status === "estimated" ? formatRange(datum, unit) : "",
      },
    })),
  };
}

function figureJson({ json }: Report, id: string): unknown {
  return (json["figures"] as readonly { readonly id: string }[]).filter((figure) => figure.id === id);
}

function rowsJson({ json }: Report, rows: readonly SourceRow[]): unknown {
  const uses = new Set(rows.map(({ use }) => use));
  return (json["rows"] as readonly SourceRow[]).filter(({ use }) => uses.has(use));
}
