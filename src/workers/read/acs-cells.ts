import { NATION } from "../../core/codes.js";
import { parseFigure } from "../../files/figure.js";

/** A cell of the survey, read: a number, none (with a mark for it), or other text. */
export type AcsCell =
  { readonly kind: "number"; readonly value: number } | { readonly kind: "none" } | { readonly kind: "text" };

/** What the API prints in place of marks. Source: Census Bureau, notes on estimate and annotation values. */
const CONTROLLED = -555_555_555;
const LEAST_SENTINEL = -111_111_111;

/** `-`, `N`, `(X)`, `null` are not available. */
export function parseEstimate(text: string): AcsCell {
  if (/^(?:\(x\)|n)$/i.test(text.trim())) return { kind: "none" };
  const figure = parseFigure(text);
  if (figure.kind === "none") return { kind: "none" };
  if (figure.kind !== "number") return { kind: "text" };
  return figure.value <= LEAST_SENTINEL ? { kind: "none" } : { kind: "number", value: figure.value };
}

/** `*****` says that the estimate is controlled, so that it has no sampling error; `**` that none could be computed. */
export function parseMargin(text: string): AcsCell {
  const plain = text.trim();
  if (plain === "*****") return { kind: "number", value: 0 };
  const figure = parseFigure(plain.replace(/^(?:\+\/-|±)\s*/, ""));
  if (figure.kind === "number" && figure.value === CONTROLLED) return { kind: "number", value: 0 };
  const cell = parseEstimate(plain.replace(/^(?:\+\/-|±)\s*/, ""));
  return cell.kind === "number" && cell.value < 0 ? { kind: "text" } : cell;
}

/** Areas by the first three digits of GEO_ID. Source: Census Bureau, summary level codes. */
const LEVELS: Readonly<Record<string, string>> = {
  "010": "the nation",
  "020": "regions",
  "040": "states",
  "050": "counties",
  "060": "county subdivisions",
  "140": "census tracts",
  "150": "block groups",
  "160": "places",
  "310": "metropolitan areas",
  "330": "combined areas",
  "500": "congressional districts",
  "795": "public use microdata areas",
  "860": "ZIP code tabulation areas",
};

/** An area of the survey: its code here, and what kind it is of. */
export interface AcsPlace {
  readonly area: string;
  readonly kind: string;
}

/** The area of a GEO_ID: `0500000US39049` is 39049, `0400000US39` is 39000, `0100000US` the nation. */
export function placeOfGeoId(text: string): AcsPlace | undefined {
  const found = /^(\d{3})[0-9A-Z]{4,6}US(.*)$/.exec(text.trim());
  if (!found) return undefined;
  const [, level, code] = found as unknown as readonly [string, string, string];
  const kind = LEVELS[level] ?? `areas of summary level ${level}`;
  if (level === "010") return { area: NATION, kind };
  if (level === "040" && /^\d{2}$/.test(code)) return { area: `${code}000`, kind };
  if (level === "050" && /^\d{5}$/.test(code)) return { area: code, kind };
  return { area: text.trim(), kind };
}

/** The area of a reply of the API, by its columns of geography. */
export function placeOfReply(header: readonly string[], cells: readonly string[]): AcsPlace | undefined {
  const cell = (name: string): string | undefined => {
    const at = header.indexOf(name);
    return at < 0 ? undefined : cells[at];
  };
  const geoId = cell("GEO_ID") ?? cell("ucgid");
  if (geoId !== undefined) return placeOfGeoId(geoId);
  const [state, county] = [cell("state"), cell("county")];
  const finer = ["tract", "block group", "county subdivision", "place"].find((name) => cell(name) !== undefined);
  if (finer !== undefined) return { area: cells.slice(-4).join(" "), kind: `areas by ${finer}` };
  if (state !== undefined && county !== undefined) return { area: `${state}${county}`, kind: LEVELS["050"]! };
  if (state !== undefined) return { area: `${state}000`, kind: LEVELS["040"]! };
  return cell("us") === undefined ? undefined : { area: NATION, kind: LEVELS["010"]! };
}
