import { TOOL } from "../core/version.js";
import type { Report, ReportTable } from "../report/report.js";
import { optionLines, type PublishedMethod } from "./read-methods.js";

/** The methods, one with all that is known of it where only one is shown. */
export function buildMethodsReport(methods: readonly PublishedMethod[]): Report {
  const [only] = methods.length === 1 ? methods : [];
  return {
    command: "methods",
    title: only ? only.title : "Published methods",
    scope: only
      ? [
          ["Published", only.publisher],
          ["Address", only.source],
          ["Meant for", only.meantFor],
          ["Picks", only.picks],
        ]
      : [],
    tables: [only ? optionsTable(only) : methodsTable(methods)],
    sections: only ? [{ heading: "What it leaves to you, or can't be computed", items: only.leftOut }] : [],
    notes: [],
    provenance: { tool: TOOL, options: {}, inputs: [] },
    schema: "sector-rank/methods/1",
    json: {
      methods: methods.map((method) => ({
        name: method.name,
        title: method.title,
        publisher: method.publisher,
        source: method.source,
        meantFor: method.meantFor,
        picks: method.picks,
        chosenBy: method.chosenBy,
        leftOut: method.leftOut,
        options: optionLines(method).map(([option, value]) => ({ option, value })),
      })),
    },
  };
}

function optionsTable(method: PublishedMethod): ReportTable {
  return {
    id: "options",
    title: `What --method-of ${method.name} sets`,
    columns: [
      { id: "option", label: "Option", kind: "code", priority: 1 },
      { id: "value", label: "Value", kind: "text", priority: 1 },
    ],
    rows: optionLines(method).map(([option, value]) => ({ cells: { option: `--${option}`, value } })),
  };
}

function methodsTable(methods: readonly PublishedMethod[]): ReportTable {
  return {
    id: "methods",
    title: "",
    columns: [
      { id: "name", label: "Name", kind: "code", priority: 1 },
      { id: "title", label: "Method", kind: "text", priority: 2 },
      { id: "picks", label: "Picks", kind: "text", priority: 1 },
      { id: "publisher", label: "Published by", kind: "text", priority: 4 },
      { id: "source", label: "Address", kind: "text", priority: 4 },
    ],
    rows: methods.map(({ name, title, picks, publisher, source }) => ({
      cells: { name, title, picks, publisher, source },
    })),
  };
}
