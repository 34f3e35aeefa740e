import { cellAt, type ColumnNames, type ColumnPlaces } from "../../files/columns.js";

/** Columns that name an area, in the layouts of the Census Bureau. */
export const AREA_COLUMNS = {
  /** `0500000US21001` */
  geoId: ["geo id", "ucgid"],
  /** The same without what stands before the digits. */
  geoDigits: ["geo id2"],
  /** Of QWI: digits, and their kind. */
  geography: ["geography"],
  geoLevel: ["geo level"],
  state: ["fipstate", "state"],
  county: ["fipscty", "county"],
  metropolitan: ["msa", "cbsa code", "cbsa", "metropolitan statistical area micropolitan statistical area"],
  nation: ["us"],
} as const satisfies ColumnNames<string>;

export type AreaPlaces = ColumnPlaces<keyof typeof AREA_COLUMNS>;

export type AreaOfRow =
  | { readonly kind: "area"; readonly code: string }
  /** An area of a kind that QCEW has none of: a combined area, a state's part of a metropolitan one, a zip code. */
  | { readonly kind: "other" }
  | { readonly kind: "unreadable"; readonly place: number };

const OTHER: AreaOfRow = { kind: "other" };
const NATION: AreaOfRow = { kind: "area", code: "US000" };

/** Whether a header names areas. */
export function namesAreas(places: AreaPlaces): boolean {
  return Object.entries(places).some(([role, place]) => role !== "geoLevel" && place >= 0);
}

/** The area of a row, as QCEW writes it. */
export function areaOfRow(cells: readonly string[], places: AreaPlaces): AreaOfRow {
  if (places.geoId >= 0) return areaOfId(cellAt(cells, places.geoId), places.geoId);
  if (places.geoDigits >= 0) return areaOfDigits(cellAt(cells, places.geoDigits), places.geoDigits);
  if (places.geography >= 0) return areaOfGeography(cells, places);
  if (places.state >= 0) return areaOfState(cells, places);
  if (places.metropolitan >= 0) return metropolitanArea(cellAt(cells, places.metropolitan), places.metropolitan);
  return NATION;
}

/** Summary levels of the Census Bureau: 010 nation, 040 state, 050 county, 310 metropolitan area. */
function areaOfId(text: string, place: number): AreaOfRow {
  const [, level, digits] = /^(\d{3})[\dA-Z]{4,6}US(\w*)$/i.exec(text) ?? [];
  if (level === undefined) return { kind: "unreadable", place };
  if (level === "010") return NATION;
  if (level === "040" && /^\d{2}$/.test(digits!)) return { kind: "area", code: `${digits}000` };
  if (level === "050" && /^\d{5}$/.test(digits!)) return { kind: "area", code: digits! };
  if (level === "310" && /^\d{5}$/.test(digits!)) return metropolitanArea(digits!, place);
  return OTHER;
}

/** Digits that a spreadsheet may have taken the first zero of. */
function areaOfDigits(text: string, place: number): AreaOfRow {
  if (/^\d{1,2}$/.test(text)) return { kind: "area", code: `${text.padStart(2, "0")}000` };
  if (/^\d{4,5}$/.test(text)) return { kind: "area", code: text.padStart(5, "0") };
  return { kind: "unreadable", place };
}

function areaOfGeography(cells: readonly string[], { geography, geoLevel }: AreaPlaces): AreaOfRow {
  const text = cellAt(cells, geography);
  const level = cellAt(cells, geoLevel).toUpperCase();
  if (level === "N") return NATION;
  if (level !== "" && level !== "C" && level !== "S") return OTHER;
  return areaOfDigits(text, geography);
}

function areaOfState(cells: readonly string[], { state, county }: AreaPlaces): AreaOfRow {
  const [stateText, countyText] = [cellAt(cells, state), cellAt(cells, county)];
  if (!/^\d{1,2}$/.test(stateText)) return { kind: "unreadable", place: state };
  const digits = stateText.padStart(2, "0");
  if (county < 0) return { kind: "area", code: `${digits}000` };
  // 999 is what no county was found for, which is another remainder in QCEW.
  if (countyText === "999") return OTHER;
  if (!/^\d{1,3}$/.test(countyText)) return { kind: "unreadable", place: county };
  return { kind: "area", code: `${digits}${countyText.padStart(3, "0")}` };
}

/** QCEW writes metropolitan areas with four of the five digits; divisions of them, which it has none of, end in 4. */
function metropolitanArea(text: string, place: number): AreaOfRow {
  if (!/^\d{5}$/.test(text)) return { kind: "unreadable", place };
  return text.endsWith("0") ? { kind: "area", code: `C${text.slice(0, 4)}` } : OTHER;
}
