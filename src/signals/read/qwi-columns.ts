import { cellAt, placeColumns, type ColumnNames, type ColumnPlaces } from "../../files/columns.js";
import { AREA_COLUMNS } from "./areas-of-rows.js";

/** Columns that say what a row of Quarterly Workforce Indicators is of, in LEHD's files, API replies and exports. */
export const QWI_KEYS = {
  ...AREA_COLUMNS,
  industry: ["industry"],
  year: ["year"],
  quarter: ["quarter"],
  /** `2019-Q1`, or `2019Q1` */
  time: ["time", "yyyyqq"],
  ownership: ["ownercode"],
  sex: ["sex"],
  age: ["agegrp"],
  race: ["race"],
  ethnicity: ["ethnicity"],
  education: ["education"],
  firmAge: ["firmage"],
  firmSize: ["firmsize"],
  season: ["seasonadj"],
} as const satisfies ColumnNames<string>;

export type QwiKeys = ColumnPlaces<keyof typeof QWI_KEYS>;
type Part = "sex" | "age" | "race" | "ethnicity" | "education" | "firmAge" | "firmSize";

/** What each column holds where a row is of all workers and firms together. */
const WHOLE: Readonly<Record<Part, string>> = {
  sex: "0",
  age: "A00",
  race: "A0",
  ethnicity: "A0",
  education: "E0",
  firmAge: "0",
  firmSize: "0",
};
const PARTS = Object.entries(WHOLE) as readonly (readonly [Part, string])[];
/** Exports write words in place of codes: `All Education Categories`. */
const ALL = /^all\b/i;

export const PRIVATE_OWNER = "A05";

/** The columns of a header that has what every row needs: an industry or none, and a quarter. */
export function recogniseQwiKeys(header: readonly string[]): QwiKeys | undefined {
  const places = placeColumns<keyof typeof QWI_KEYS>(header, QWI_KEYS, []);
  if (!places || (places.time < 0 && (places.year < 0 || places.quarter < 0))) return undefined;
  return places;
}

/** The columns by which a row is of a part of the workers or firms; none where it is of all together. */
export function listParts(cells: readonly string[], places: Pick<QwiKeys, Part>): readonly Part[] {
  let parts: Part[] | undefined;
  for (const [role, whole] of PARTS) {
    const cell = cellAt(cells, places[role]);
    if (places[role] >= 0 && cell !== whole && !ALL.test(cell)) (parts ??= []).push(role);
  }
  return parts ?? NO_PARTS;
}

const NO_PARTS: readonly Part[] = [];

/** Whether a row is of a quarter as it was, and not adjusted for the season. */
export function isUnadjusted(cells: readonly string[], places: Pick<QwiKeys, "season">): boolean {
  return places.season < 0 || /^(?:U|not seasonally adjusted)$/i.test(cellAt(cells, places.season));
}

export function parseQuarter(
  cells: readonly string[],
  places: Pick<QwiKeys, "time" | "year" | "quarter">,
): { readonly year: number; readonly quarter: number } | undefined {
  const text =
    places.time >= 0
      ? cellAt(cells, places.time)
      : `${cellAt(cells, places.year)}-Q${cellAt(cells, places.quarter).replace(/^q/i, "")}`;
  const [, year, quarter] = /^(\d{4})-?Q([1-4])$/.exec(text) ?? [];
  return year === undefined ? undefined : { year: Number(year), quarter: Number(quarter) };
}

/** An industry code as QCEW writes it, empty for all industries together; undefined if it is not a code. */
export function parseQwiIndustry(text: string): string | undefined {
  if (text === "00" || text === "000" || text === "0000") return "";
  return /^(?:\d{2}|\d{2}-\d{2}|\d{3,4})$/.test(text) ? text : undefined;
}
