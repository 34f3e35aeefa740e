import { editDistance } from "../core/suggest.js";
import { codesMeant, withComma } from "./typed-names.js";
import type { Area, Areas, WorkforceArea } from "./areas.js";

/** How an area answers a query, from surest to loosest. */
export type NameMatchKind = "code" | "name" | "part" | "words" | "near";

export interface AreaMatch {
  readonly how: NameMatchKind;
  /** What was found: an area of QCEW's, or a workforce area. */
  readonly area?: Area;
  readonly workforceArea?: WorkforceArea;
  readonly name: string;
}

interface Query {
  /** The place without state and without a word for its kind. */
  readonly place: string;
  /** Postal abbreviation, where the query ends in a state. */
  readonly state?: string;
  readonly kind?: "county" | "msa" | "csa" | "workforce";
}

/**
 * Looks areas up by code, by full name, by a city or county in the name, or by words.
 *
 * Only the surest kind of match is returned, sorted by kind and name; former counties, and areas of earlier
 * delineations that no current one resembles, only where nothing current matches. Where nothing matches at all: the nearest names.
 */
export function findAreas(areas: Areas, text: string): readonly AreaMatch[] {
  const byCode = areaByCode(areas, text);
  if (byCode) return [{ how: "code", area: byCode, name: byCode.name }];
  const query = parseQuery(areas, text);
  if (query.place === "" && query.state === undefined) return [];
  const candidates = listCandidates(areas);
  const former: AreaMatch[] = [];
  for (const how of ["name", "part", "words"] as const) {
    const hits = candidates.filter((candidate) => matches(candidate, query, how, text)).sort(byKind);
    const current = withNamesakes(candidates, hits, query)
      .filter(({ area }) => !area?.former)
      .map((hit) => toMatch(hit, how));
    // "Dayton, OH" is the full name in the earlier delineation, and a part of the name in the present one: both.
    const surer = former.filter((match) => match.area?.kind === "msa" && how === "part");
    if (current.length > 0) return [...current, ...surer];
    former.push(...hits.map((hit) => toMatch(hit, how)));
  }
  const surest = former[0]?.how;
  if (surest) return former.filter((match) => match.how === surest);
  const punctuated = withComma(areas, text);
  return punctuated === undefined
    ? nearestAreas(areas, text).map((hit) => toMatch(hit, "near"))
    : findAreas(areas, punctuated);
}

/**
 * Where a county and an independent city of one state share a name, all that have it: "Richmond, VA" is a county, a city
 * and a metropolitan area, and none of them is meant more than the others.
 */
function withNamesakes(
  candidates: readonly AreaCandidate[],
  hits: readonly AreaCandidate[],
  { place, state, kind }: Query,
): readonly AreaCandidate[] {
  if (hits.length === 0 || kind !== undefined || state === undefined) return hits;
  const namesakes = candidates.filter(
    ({ area, plainPlace }) =>
      area?.kind === "county" && !area.former && area.states.includes(state) && plainPlace === place,
  );
  if (!namesakes.some(isCity) || namesakes.length < 2) return hits;
  return [...new Set([...hits, ...namesakes])].sort(byKind);
}

/**
 * Areas that have the name of one that was found by name, and are something else: metropolitan areas of a city called
 * like a state, the independent city in the middle of a metropolitan area.
 */
export function findNamesakes(areas: Areas, found: Area): readonly Area[] {
  const name = plainName(withoutState(found.name));
  const others = listCandidates(areas).filter((candidate) => {
    const { area } = candidate;
    if (!area || area.former || area === found) return false;
    if (found.kind === "state") return area.kind === "msa" && splitCities(candidate).includes(name);
    if (found.kind !== "msa") return false;
    return (
      area.states.some((state) => found.states.includes(state)) && isCity(candidate) && candidate.plainPlace === name
    );
  });
  return others.flatMap(({ area }) => area ?? []);
}

/** Virginia's independent cities, Baltimore, St. Louis and Carson City are counties of their own, numbered from 510. */
function isCity({ area }: AreaCandidate): boolean {
  return area?.kind === "county" && Number(area.code.slice(2)) >= FIRST_CITY && !area.code.endsWith("999");
}

const FIRST_CITY = 510;

/** The area of a code as typed: `39049`, `c1814`, a postal abbreviation, or a five-digit CBSA code. */
export function areaByCode(areas: Areas, text: string): Area | undefined {
  const code = text.trim().toUpperCase();
  const postal = /^[A-Z]{2}$/.test(code) ? areas.states.find((state) => state.postal === code) : undefined;
  if (postal) return areas.get(`${postal.fips}000`);
  if (code === "US" || code === "USA") return areas.get("US000");
  // A county or state wins over a CBSA of the same digits: 32000 is Nevada.
  return areas.get(code) ?? (/^\d{4}0$/.test(code) ? areas.get(`C${code.slice(0, 4)}`) : undefined);
}

/** The areas whose names or codes are nearest to what was typed, best first. */
export function nearestAreas(areas: Areas, text: string, limit = 3): readonly AreaCandidate[] {
  const typed = text.trim().toUpperCase();
  if (/\d/.test(typed)) {
    const meant = codesMeant(areas, typed);
    const near = areas.all
      .filter((area) => area.code.length === typed.length && editDistance(area.code, typed) <= 1)
      .filter((area) => !area.former && !meant.some(({ code }) => code === area.code));
    const found = [...meant, ...near].slice(0, limit);
    const candidates = listCandidates(areas);
    return found.flatMap((each) => candidates.find(({ area }) => area?.code === each.code) ?? []);
  }
  const query = parseQuery(areas, withComma(areas, text) ?? text);
  const scored = listCandidates(areas)
    .filter(({ area }) => !area?.former && (query.state === undefined || area?.states.includes(query.state)))
    .map((candidate) => {
      const names = [candidate.plainPlace, ...splitCities(candidate)];
      return { candidate, distance: Math.min(...names.map((name) => editDistance(query.place, name))) };
    })
    .filter(({ distance }) => distance <= Math.max(1, Math.floor(query.place.length / 3)));
  scored.sort((a, b) => a.distance - b.distance || byKind(a.candidate, b.candidate));
  return scored.slice(0, limit).map((each) => each.candidate);
}

export interface AreaCandidate {
  readonly name: string;
  /** The name, and its place alone, as they are compared. */
  readonly plain: string;
  readonly plainPlace: string;
  readonly area?: Area;
  readonly workforceArea?: WorkforceArea;
}

const candidateLists = new WeakMap<Areas, readonly AreaCandidate[]>();

function listCandidates(areas: Areas): readonly AreaCandidate[] {
  let list = candidateLists.get(areas);
  if (!list) {
    list = [
      ...areas.all.map((area) => new NamedArea(area.name, { area })),
      ...areas.workforceAreas.map((workforceArea) => new NamedArea(workforceArea.name, { workforceArea })),
    ];
    candidateLists.set(areas, list);
  }
  return list;
}

/** Names are compared plainly, which is done only for those that are. */
class NamedArea implements AreaCandidate {
  readonly name: string;
  readonly area?: Area;
  readonly workforceArea?: WorkforceArea;
  readonly plain: string;
  #place: string | undefined;

  constructor(name: string, found: { readonly area?: Area; readonly workforceArea?: WorkforceArea }) {
    this.name = name;
    this.plain = plainName(name);
    if (found.area) this.area = found.area;
    if (found.workforceArea) this.workforceArea = found.workforceArea;
  }

  get plainPlace(): string {
    return (this.#place ??= plainName(shortenName(this.name, this.area)));
  }
}

function matches(candidate: AreaCandidate, query: Query, how: "name" | "part" | "words", text: string): boolean {
  const kind = candidateKind(candidate);
  if (how === "name" && candidate.plain === plainName(text) && query.kind === undefined) return true;
  if (query.kind !== undefined && query.kind !== kind) return false;
  if (query.kind === "county" && isCity(candidate)) return false;
  if (query.state !== undefined && !candidateStates(candidate).includes(query.state)) return false;
  // "Ohio" alone is the state; a place in no state would match everything.
  if (query.place === "") return how === "name" && kind === "state" && query.state !== undefined;
  if (kind === "state" || kind === "nation") {
    return how === "name" && query.state === undefined && candidate.plain === query.place;
  }
  const place = candidate.plainPlace;
  if (how === "name") {
    if (query.state === undefined && kind !== "workforce") return false;
    // "Dallas, TX" may mean the county or the metropolitan area; "Dallas County, TX" means the county.
    const isPlain = kind === "county" && query.kind === undefined;
    return query.place === (isPlain ? plainName(withoutState(candidate.name)) : place);
  }
  // Combined areas hold the same cities as metropolitan ones and are rarely meant: only when asked for.
  if (how === "part") {
    if (kind === "csa" && query.kind !== "csa") return false;
    return place === query.place || splitCities(candidate).includes(query.place);
  }
  const words = new Set(candidate.plain.split(" "));
  return query.place.split(" ").every((word) => words.has(word));
}

function candidateKind({ area }: AreaCandidate): "county" | "msa" | "csa" | "workforce" | "state" | "nation" | "other" {
  if (!area) return "workforce";
  return area.kind === "micro" ? "msa" : area.kind;
}

function candidateStates({ area, workforceArea }: AreaCandidate): readonly string[] {
  return area?.states ?? [workforceArea!.state];
}

/** The name without state and without a county's kind: `Franklin`, `Dallas-Fort Worth-Arlington`. */
function shortenName(name: string, area: Area | undefined): string {
  const place = withoutState(name);
  if (area?.kind !== "county") return place;
  const isIndependent = Number(area.code.slice(2)) >= FIRST_CITY;
  return place.replace(isIndependent ? / City$/ : / (County|Parish|Municipio|Planning Region)$/, "");
}

function withoutState(name: string): string {
  return name.replace(/, [^,]+$/, "");
}

/** The cities in the name of a metropolitan area. */
function splitCities(candidate: AreaCandidate): readonly string[] {
  const kind = candidateKind(candidate);
  if (kind !== "msa" && kind !== "csa") return [];
  return withoutState(candidate.name).split(/-+/).map(plainName);
}

const KINDS: Readonly<Record<string, Query["kind"]>> = {
  county: "county",
  parish: "county",
  msa: "msa",
  "metropolitan statistical area": "msa",
  "metropolitan area": "msa",
  metro: "msa",
  "metro area": "msa",
  csa: "csa",
  "combined statistical area": "csa",
  "workforce area": "workforce",
  "workforce development area": "workforce",
};

function parseQuery(areas: Areas, text: string): Query {
  let rest = text.trim().replace(/^city of (.+?)(,|$)/i, "$1 city$2");
  let kind: Query["kind"];
  const takeKind = (): void => {
    const word = Object.keys(KINDS)
      .sort((a, b) => b.length - a.length)
      .find((each) => rest.toLowerCase().endsWith(` ${each}`));
    if (word === undefined) return;
    kind ??= KINDS[word];
    rest = rest.slice(0, -word.length - 1).trim();
  };
  takeKind();
  let state: string | undefined;
  const comma = /^(.*),\s*([^,]+)$/.exec(rest);
  const tail = comma?.[2]?.trim().toLowerCase();
  const known = areas.states.find((each) => each.postal.toLowerCase() === tail || each.name.toLowerCase() === tail);
  if (comma && known) {
    rest = comma[1]!.trim();
    state = known.postal;
    takeKind();
  }
  return { place: plainName(rest), ...(state !== undefined && { state }), ...(kind !== undefined && { kind }) };
}

/** Names compared without case, accents and dots: `St. Clair` and `Saint Clair` are `st clair`. */
function plainName(name: string): string {
  const lower = name.toLowerCase();
  // Only what users type has accents: QCEW's names are ASCII.
  const ascii = IS_ASCII.test(lower) ? lower : lower.normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  const words = ascii.replace(/[.']/g, "").split(/[^a-z0-9]+/);
  return words
    .filter((word) => word !== "")
    .map((word) => (word === "saint" ? "st" : word))
    .join(" ");
}

const IS_ASCII = /^[\x20-\x7e]*$/;

const KIND_ORDER = ["nation", "state", "msa", "micro", "county", "csa", "other"];

function byKind(a: AreaCandidate, b: AreaCandidate): number {
  const order = ({ area }: AreaCandidate): number => (area ? KIND_ORDER.indexOf(area.kind) : KIND_ORDER.length);
  return order(a) - order(b) || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
}

function toMatch({ name, area, workforceArea }: AreaCandidate, how: NameMatchKind): AreaMatch {
  return { how, name, ...(area && { area }), ...(workforceArea && { workforceArea }) };
}
