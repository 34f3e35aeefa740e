import { CHART_KINDS } from "../report/chart.js";
import { outputExtensions } from "../output/outputs.js";
import { WORKBOOK_LAYOUTS } from "../workbook/model.js";
import { grouped } from "./define-options.js";

/** What `--out` takes, with the extensions of files that a command writes itself. */
export function outHelp(further: readonly string[] = []): string {
  return `also write a file, in the format of its extension (${outputExtensions(further).join(", ")}); of a ranking .docx, brief.html, brief.md and brief:FILE are its brief of one page; repeatable`;
}

/** Where the result goes, and how it looks. Every command that shows something has them. */
export const outputOptions = grouped("Output:", {
  format: {
    type: "choice",
    choices: ["table", "csv", "json", "md"],
    default: "table",
    help: "what goes to standard output",
  },
  json: { type: "boolean", help: "the same as --format json" },
  out: {
    type: "string",
    value: "FILE",
    repeatable: true,
    path: true,
    help: outHelp(),
  },
  outDir: {
    type: "string",
    value: "DIR",
    path: true,
    help: "also write the whole set into a folder, made if missing: .xlsx, .html, .csv and .json, each chart as .svg and .png, and of a ranking its brief as .html, .docx and .md",
  },
  about: {
    type: "string",
    value: "FILE",
    path: true,
    help: "write notes, column meanings and provenance, as Markdown, for use beside a CSV",
  },
  chart: {
    type: "choice",
    value: "KIND",
    choices: CHART_KINDS,
    help: "which chart .svg and .png show (default: the first that the result has)",
  },
  layout: {
    type: "choice",
    choices: WORKBOOK_LAYOUTS,
    default: "start",
    help: "what an .xlsx of a ranking holds: START's tabs as formulas over one another, or the same with values only",
  },
  columns: {
    type: "list",
    commandLineOnly: true,
    value: "NAMES",
    help: "columns of the table on the terminal, by id or label; files have all",
  },
  allColumns: {
    type: "boolean",
    commandLineOnly: true,
    help: "every column on the terminal, in as many blocks as its width asks for",
  },
  allRows: { type: "boolean", commandLineOnly: true, help: "every row on the terminal, not a page of them" },
  notes: {
    type: "boolean",
    commandLineOnly: true,
    help: "every caution and note, and what the region is like as a whole, on the terminal",
  },
  quiet: {
    type: "boolean",
    commandLineOnly: true,
    help: "nothing on standard error but errors: no progress, no notes, no names of files written",
  },
  color: { type: "choice", choices: ["auto", "always", "never"], default: "auto", help: "when to use colour" },
  config: {
    type: "string",
    value: "FILE",
    commandLineOnly: true,
    help: "YAML file of the same options (default: ./sector-rank.yaml when there); the command line wins",
  },
});

/** The same of a command whose result is no ranking, and has no brief. */
export const resultOutputOptions = {
  ...outputOptions,
  out: {
    ...outputOptions.out,
    help: `also write a file, in the format of its extension (${outputExtensions().join(", ")}); repeatable`,
  },
} as const;

/** Of a ranking on a terminal: the reasons in full. */
export const whyOption = grouped("Output:", {
  why: {
    type: "boolean",
    commandLineOnly: true,
    help: "why each industry is on the short list, and what to be careful about, in full on the terminal",
  },
});
