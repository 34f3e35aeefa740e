import type { Report, ReportColumn } from "../report/report.js";
import { NAICS_COLUMN, TITLE_COLUMN } from "../report/measure-columns.js";
import type { Provenance } from "../report/provenance.js";
import { scopeOfResult } from "./result-scope.js";
import type { Result } from "../result/result.js";
import type { Worksheet } from "./worksheet.js";

/** What a worksheet will ask, and of which industries: what a terminal shows where no file is named. */
export function worksheetReport(worksheet: Worksheet, result: Result, provenance: Provenance): Report {
  const { form, criteria, figures, industries, weights, checksum } = worksheet;
  return {
    command: "worksheet",
    title: `${worksheet.region}: ${form.title}`,
    scope: scopeOfResult(result),
    tables: [
      {
        id: "industries",
        title: `The ${String(industries.length)} industries of the worksheet`,
        emphasis: "short list",
        columns: [
          NAICS_COLUMN,
          TITLE_COLUMN,
          { id: "list", label: "List", kind: "text", priority: 2 },
          { id: "rank", label: "LMI rank", kind: "number", unit: "rank", priority: 1 },
          ...figures.map(({ id, label, unit }): ReportColumn => ({
            id,
            label,
            kind: "number",
            ...(unit && { unit }),
            priority: 2,
          })),
        ],
        rows: industries.map(({ naics, title, isListed, rank, values }) => ({
          cells: {
            naics,
            title,
            list: isListed ? "short list" : "also consider",
            rank,
            ...Object.fromEntries(figures.map(({ id }) => [id, values[id]])),
          },
          emphasis: isListed,
        })),
      },
    ],
    sections: [
      {
        heading: `What is asked of each: ${form.scale}`,
        items: criteria.map(({ id, label, question, source }) =>
          label === question ? `${id}: ${label} (${source})` : `${id}: ${label}. ${question} (${source})`,
        ),
      },
      {
        heading: "To fill it in",
        paragraphs: ["--out team.xlsx writes the workbook, --out team.csv the same as text."],
      },
    ],
    notes: [],
    provenance,
    schema: "sector-rank/worksheet/1",
    json: {
      form: form.id,
      result: checksum,
      region: worksheet.region,
      criteria,
      answers: form.answers.map(({ text }) => text),
      industries: industries.map(({ naics, title, isListed, rank, values, computed }) => ({
        naics,
        title,
        shortList: isListed,
        rank,
        values: Object.fromEntries(figures.map(({ id }) => [id, values[id]])),
        ...(computed && { computed }),
      })),
      weights,
    },
  };
}
