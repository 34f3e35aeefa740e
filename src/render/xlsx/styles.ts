import type { CellStyle } from "hucre/xlsx";
import type { CellUnit, Highlight, Look, WorkbookCell } from "../../workbook/model.js";

/** Number formats by unit. A fraction stays a fraction and is shown as a percentage. */
export const NUMBER_FORMATS: Readonly<Record<CellUnit, string>> = {
  jobs: "#,##0",
  change: "+#,##0;-#,##0;0",
  establishments: "#,##0",
  dollars: '"$"#,##0',
  hourly: '"$"#,##0.00',
  ratio: "0.00",
  fraction: "0.0%",
  rank: "General",
  places: "+0.#;-0.#;0",
  score: "0.0",
  count: "#,##0",
  year: "0",
  years: "0.0",
  part: "0.00%",
  percent: "0%",
  code: "@",
};

/** Every font is spelled out: one without a name is another in each program. */
export const DEFAULT_FONT = { name: "Calibri", size: 11 };

const INK = "1F2933";
const ACCENT = "1F4E79";

const INPUT: CellStyle = {
  font: { color: { rgb: "0000C0" } },
  fill: { type: "pattern", pattern: "solid", fgColor: { rgb: "FFF8D6" } },
  border: {
    top: { style: "thin", color: { rgb: "B8A13A" } },
    bottom: { style: "thin", color: { rgb: "B8A13A" } },
    left: { style: "thin", color: { rgb: "B8A13A" } },
    right: { style: "thin", color: { rgb: "B8A13A" } },
  },
};

const LOOKS: Readonly<Record<Look, CellStyle>> = {
  title: { font: { bold: true, size: 14, color: { rgb: ACCENT } } },
  heading: {
    font: { bold: true, color: { rgb: "FFFFFF" } },
    fill: { type: "pattern", pattern: "solid", fgColor: { rgb: ACCENT } },
    alignment: { wrapText: true, vertical: "center" },
  },
  "number-heading": {
    font: { bold: true, color: { rgb: "FFFFFF" } },
    fill: { type: "pattern", pattern: "solid", fgColor: { rgb: ACCENT } },
    alignment: { wrapText: true, vertical: "center", horizontal: "right", indent: 1 },
  },
  centered: { alignment: { horizontal: "center", vertical: "top" } },
  label: { font: { bold: true, color: { rgb: INK } }, alignment: { vertical: "top" } },
  input: { ...INPUT, alignment: { vertical: "top" } },
  answer: {
    ...INPUT,
    alignment: { vertical: "top", horizontal: "left", wrapText: true },
    protection: { locked: false },
  },
  "answer-centered": {
    ...INPUT,
    alignment: { vertical: "top", horizontal: "center" },
    protection: { locked: false },
  },
  faint: { font: { color: { rgb: "6B7280" } }, alignment: { vertical: "top" } },
  strong: { font: { bold: true } },
  warning: { font: { bold: true, color: { rgb: "9C2F00" } }, alignment: { vertical: "top" } },
  wrapped: { alignment: { wrapText: true, vertical: "top", horizontal: "left" } },
  top: { alignment: { vertical: "top", horizontal: "right", indent: 1 } },
};

const ESTIMATED: CellStyle = { font: { italic: true } };
const NO_FIGURE: CellStyle = {
  fill: { type: "pattern", pattern: "solid", fgColor: { rgb: "E3E3E3" } },
  font: { color: { rgb: "6B7280" } },
};
const LINK: CellStyle = { font: { underline: true, color: { rgb: "0563C1" } } };

/** Text that a spreadsheet would read as a formula, were it typed there. */
const FORMULA_START = /^[=+\-@\t\r\n]/;

export function startsFormula(value: WorkbookCell["value"]): boolean {
  return typeof value === "string" && FORMULA_START.test(value);
}

/** @param isBroken whether its text is broken into lines, whatever its look */
export function cellStyle(cell: WorkbookCell, isBroken = false): CellStyle | undefined {
  const parts: (CellStyle | undefined)[] = [
    cell.look && LOOKS[cell.look],
    statusStyle(cell),
    cell.link === undefined ? undefined : LINK,
    cell.indent ? { alignment: { horizontal: "left", indent: 1 } } : undefined,
    isBroken ? { alignment: { wrapText: true, vertical: "top" } } : undefined,
    // Such text stays text when someone edits the cell.
    cell.formula === undefined && startsFormula(cell.value) ? { numFmt: "@" } : undefined,
    cell.unit && { numFmt: `${cell.status === "top-coded" ? '"≥ "' : ""}${NUMBER_FORMATS[cell.unit]}` },
  ];
  const present = parts.filter((part) => part !== undefined);
  if (present.length === 0) return undefined;
  return present.reduce<CellStyle>(
    (style, part) => ({
      ...style,
      ...part,
      font: { ...style.font, ...part.font },
      alignment: { ...style.alignment, ...part.alignment },
    }),
    { font: DEFAULT_FONT },
  );
}

function statusStyle({ status }: WorkbookCell): CellStyle | undefined {
  if (status === undefined || status === "disclosed" || status === "top-coded") return undefined;
  return status === "estimated" ? ESTIMATED : NO_FIGURE;
}

const fill = (rgb: string): CellStyle => ({ fill: { type: "pattern", pattern: "solid", bgColor: { rgb } } });

/** Looks of conditional formats; the fill of a differential format is its background colour. */
export const HIGHLIGHT_STYLES: Readonly<Record<Highlight["look"], CellStyle>> = {
  "top-10": { ...fill("9BC8A4"), font: { bold: true } },
  "top-third": fill("CFE6D2"),
  "above-median": fill("EBF5EC"),
  estimated: { font: { italic: true } },
  "no-figure": fill("E3E3E3"),
  listed: fill("FFF3CC"),
  "ruled-estimated": {
    font: { italic: true },
    border: { bottom: { style: "thin", color: { rgb: "C9D1D9" } } },
  },
  ruled: { border: { bottom: { style: "thin", color: { rgb: "C9D1D9" } } } },
  wrong: { ...fill("F8C9C4"), font: { bold: true, color: { rgb: "9C0006" } } },
};
