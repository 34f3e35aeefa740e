import { InputError } from "../../core/errors.js";
import { SEGMENT_COUNT, SEGMENTS } from "../segments.js";

/** What a row of a table of flows is about. */
export type FlowGeography = "blocks" | "block groups" | "tracts" | "towns" | "counties";

/** A kind of area codes, with how many digits they have; all begin with the county's five. */
interface CodeKind {
  readonly geography: FlowGeography;
  readonly digits: number;
  readonly work: readonly string[];
  readonly home: readonly string[];
}

const CODE_KINDS: readonly CodeKind[] = [
  { geography: "blocks", digits: 15, work: ["w_geocode", "w_block"], home: ["h_geocode", "h_block"] },
  { geography: "block groups", digits: 12, work: ["w_bg"], home: ["h_bg"] },
  { geography: "tracts", digits: 11, work: ["w_tract"], home: ["h_tract"] },
  { geography: "towns", digits: 10, work: ["workplace fips"], home: ["residence fips"] },
  { geography: "counties", digits: 5, work: ["w_county_fips", "w_county"], home: ["h_county_fips", "h_county"] },
];

/** How a column of all jobs is headed. */
const ALL_JOBS_NAMES = ["s000", "jobs", "commuters", "value"];

/** Where the columns of a table of flows stand. */
export interface FlowLayout extends Pick<CodeKind, "geography" | "digits"> {
  readonly header: readonly string[];
  readonly work: number;
  readonly home: number;
  /** One a segment; −1 where the table has no such column. */
  readonly counts: readonly number[];
  /** −1 where no column says it. */
  readonly year: number;
  /** A column of what is measured, of which only `Number` rows are counts; −1 where there is none. */
  readonly measure: number;
}

export function headerName(cell: string): string {
  return cell
    .replace(/^\ufeff/, "")
    .replace(/^"|"$/g, "")
    .trim()
    .toLowerCase();
}

/** The layout of a header; undefined if it is of no table of flows. */
export function findFlowLayout(header: readonly string[]): FlowLayout | undefined {
  const names = header.map(headerName);
  const at = (wanted: readonly string[]): number => names.findIndex((name) => wanted.includes(name));
  for (const { geography, digits, work, home } of CODE_KINDS) {
    const places = { work: at(work), home: at(home) };
    const all = at(ALL_JOBS_NAMES);
    if (places.work < 0 || places.home < 0 || all < 0) continue;
    const counts = SEGMENTS.map(({ id }, index) => (index === 0 ? all : names.indexOf(id.toLowerCase())));
    return { geography, digits, header, ...places, counts, year: at(["year"]), measure: at(["measure type"]) };
  }
  return undefined;
}

/** Whether a text begins as LODES's own files do, so that its bytes can be scanned. */
export function isAsPublished({ geography, work, home, counts }: FlowLayout): boolean {
  return geography === "blocks" && work === 0 && home === 1 && counts.every((place, index) => place === index + 2);
}

/** Of a layout with columns of age, earnings and kind of industry beside all jobs. */
export function segmentsIn({ counts }: FlowLayout): readonly boolean[] {
  return Array.from({ length: SEGMENT_COUNT }, (_, index) => counts[index]! >= 0);
}

/** What a table is instead of one of flows, and what to do. */
export function notFlows(file: string, line: number, header: readonly string[]): InputError {
  const names = header.map(headerName);
  const found = header.join(", ").slice(0, 200);
  const where = { file, line };
  const get = "get the od_main and od_aux files: `sector-rank fetch --what lodes --region R` brings them";
  if (names.includes("c000")) {
    const isWork = names.includes("w_geocode");
    const what = isWork
      ? "a WAC file, which counts jobs where people work"
      : "a RAC file, which counts workers where they live";
    const missing = isWork ? "not where they live" : "not where they work";
    return new InputError(`${what} and says ${missing}`, { code: "FLOW_LAYOUT", where, found, hint: get });
  }
  if (names.some((name) => /^tabblk20\d0$/.test(name))) {
    const message = "a geography crosswalk of LODES, which holds no flow";
    return new InputError(message, { code: "FLOW_LAYOUT", where, found, hint: get });
  }
  const kind = CODE_KINDS.find(({ work, home }) => [...work, ...home].some((name) => names.includes(name)));
  if (!kind) {
    return new InputError("a table of no layout of commuter flows that we know", {
      code: "FLOW_LAYOUT",
      where,
      found,
      hint: `${get}; a table of county pairs has the columns w_county_fips, h_county_fips, jobs and year`,
    });
  }
  const has = (wanted: readonly string[]): boolean => wanted.some((name) => names.includes(name));
  const missing = !has(kind.work) ? kind.work[0]! : !has(kind.home) ? kind.home[0]! : "S000";
  return new InputError(`no column "${missing}", so the flows can't be read`, {
    code: "FLOW_LAYOUT",
    where: { ...where, column: missing },
    found,
    hint: "use the file as published, or name the column so",
  });
}
