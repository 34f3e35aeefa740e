import { describeOrigin } from "../report/provenance.js";
import type { Report } from "../report/report.js";
import { faint, heading, sheetPrefix, type WorkbookRow, type WorkbookSheet } from "./model.js";

/** The sheets that every workbook ends with. */
export const CLOSING_SHEETS = [
  { name: "Notes", about: "What to be careful about, and what is good to know" },
  { name: "About", about: "What was asked, options, columns, and the files with their checksums" },
] as const;

/** What the reader must know, cautions first; and what sections of the report say. */
export function notesSheet(report: Report): WorkbookSheet {
  const ordered = [
    ...report.notes.filter(({ severity }) => severity === "caution"),
    ...report.notes.filter(({ severity }) => severity === "information"),
  ];
  const notes = ordered.map(({ severity, text, industries, id }): WorkbookRow => [
    {
      value: severity === "caution" ? "Be careful" : "Good to know",
      look: severity === "caution" ? "warning" : "label",
    },
    { value: text, look: "wrapped" },
    { value: industries.join(", "), unit: "code", look: "wrapped" },
    faint(id),
  ]);
  const sections = report.sections.flatMap(({ heading: title, paragraphs = [], items = [] }): WorkbookRow[] => [
    [],
    [undefined, { value: title, look: "strong" }],
    ...[...paragraphs, ...items].map((text): WorkbookRow => [undefined, { value: text, look: "wrapped" }]),
  ]);
  return {
    ...CLOSING_SHEETS[0],
    rows: [
      [{ value: "Notes", look: "title" }],
      [],
      [heading(""), heading("Note"), heading("Industries"), heading("Id")],
      ...notes,
      ...sections,
    ],
    widths: [14, 90, 40, 26],
    freeze: { rows: 3, columns: 0 },
    print: { landscape: true, titles: "3:3" },
  };
}

/** Where the workbook comes from: what was asked, method, options, inputs with their checksums, its sheets. */
export function aboutSheet(
  report: Report,
  { sheets, remarks }: { readonly sheets: readonly WorkbookSheet[]; readonly remarks: readonly string[] },
): WorkbookSheet {
  const { provenance } = report;
  const pairs = (entries: readonly (readonly [string, string])[]): WorkbookRow[] =>
    entries.map(([label, text]) => [
      { value: label, look: "label" },
      { value: text, look: "wrapped" },
    ]);
  const section = (title: string, rows: readonly WorkbookRow[]): WorkbookRow[] =>
    rows.length === 0 ? [] : [[], [{ value: title, look: "strong" }], ...rows];
  const contents = [...sheets, CLOSING_SHEETS[0]];
  const headers = collectHeaders(sheets);
  const columns = report.tables
    .flatMap((table) => table.columns)
    .filter(({ label }) => headers.has(label))
    .filter(
      ({ description }, index, all) => description && all.findIndex((one) => one.description === description) === index,
    )
    .map(({ label, description = "" }) => [label, description] as const);
  const rows: WorkbookRow[] = [
    [{ value: report.title, look: "title" }],
    [],
    ...pairs(report.scope),
    ...section(
      "Sheets",
      contents.map(({ name, about }) => [
        { value: name, look: "label", link: `${sheetPrefix(name)}A1` },
        { value: about, look: "wrapped" },
      ]),
    ),
    ...section(
      "How to read it",
      pairs([
        ["Italic", "an estimate, at least in part; never an official figure"],
        [
          "Shaded",
          "no figure: suppressed by the publisher, not published at all, or a question without an answer; not zero",
        ],
        ...remarks.map((text) => ["", text] as const),
      ]),
    ),
    ...section("Columns", pairs(columns)),
    ...section(
      "Made by",
      pairs([
        ["Tool", provenance.tool],
        ["Result", report.schema],
      ]),
    ),
    ...section(
      "Options",
      pairs(Object.entries(provenance.options).map(([name, value]) => [name, JSON.stringify(value)])),
    ),
    ...section(
      "Inputs",
      provenance.inputs.length === 0
        ? []
        : [
            [
              heading("File"),
              heading("Publisher and release"),
              heading("Rows"),
              heading("SHA-256"),
              heading("Address"),
            ],
            ...provenance.inputs.map((input): WorkbookRow => {
              const { address, ...withoutAddress } = input;
              const { file, sha256, rows } = input;
              return [
                { value: file, unit: "code", look: "wrapped" },
                { value: describeOrigin(withoutAddress).join(", "), look: "wrapped" },
                rows === undefined ? undefined : { value: rows, unit: "count", look: "top" },
                { value: sha256 ?? "not computed", unit: "code" },
                address === undefined ? undefined : { value: address },
              ];
            }),
          ],
    ),
  ];
  return {
    ...CLOSING_SHEETS[1],
    rows,
    widths: [34, 90, 12, 70, 60],
    print: { landscape: false, area: { firstColumn: 0, lastRow: rows.length - 1, lastColumn: 2 } },
  };
}

function collectHeaders(sheets: readonly WorkbookSheet[]): ReadonlySet<unknown> {
  const headers = new Set<unknown>();
  for (const { rows } of sheets) {
    for (const row of rows) {
      for (const cell of row) if (cell?.look === "heading" || cell?.look === "number-heading") headers.add(cell.value);
    }
  }
  return headers;
}
