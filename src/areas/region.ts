import type { AreaCode } from "../core/codes.js";
import { UsageError } from "../core/errors.js";
import { inUse, type Area, type Areas } from "./areas.js";
import {
  areaByCode,
  findAreas,
  findNamesakes,
  nearestAreas,
  type AreaMatch,
  type AreaCandidate,
} from "./find-areas.js";
import { requireApart } from "./overlap.js";

/** The set of areas that a question is about. */
export interface Region {
  readonly name: string;
  /** The areas whose rows are used; sorted. One where the region is itself published. */
  readonly areas: readonly AreaCode[];
  readonly kind: "published" | "composed";
  /** The one area, where the publisher has rows of the region as a whole. */
  readonly published?: AreaCode;
  /** What a name was taken to mean, where other areas have it too; one sentence each. */
  readonly taken?: readonly string[];
}

/** A region that a config names: codes or names to look up. */
export interface NamedRegionAreas {
  readonly areas: readonly string[];
  readonly exclude?: readonly string[];
}

export interface ResolveRegionOptions {
  readonly named?: Readonly<Record<string, NamedRegionAreas>>;
  /** Areas left out, each written as a region is. */
  readonly exclude?: readonly string[];
  /** Decides between Connecticut's counties (to 2023) and planning regions. Without it: the latter. */
  readonly year?: number;
}

/**
 * The region that a text means: codes with commas (`39049,39041`), an MSA (`C1814`, `18140`), a state
 * (`39000`, `OH`, `Ohio`), a name (`Columbus, OH`), several of these with semicolons, `counties of C1814`, a
 * Texas workforce area, or a name from the config, which wins over all others.
 *
 * A single area with rows of its own is `published`; a list, a workforce area, a micropolitan area (of which
 * only totals are published) and anything with an exclusion are `composed`.
 *
 * @throws {UsageError} AREA_UNKNOWN, AREA_AMBIGUOUS, AREA_OVERLAP, REGION_EMPTY, CONNECTICUT_MIXED,
 *   OPTION_CONFLICT where an exclusion is not part of the region
 */
export function resolveRegion(areas: Areas, text: string, options: ResolveRegionOptions = {}): Region {
  const { named = {}, exclude = [] } = options;
  const fromConfig = Object.keys(named).find((name) => name.toLowerCase() === text.trim().toLowerCase());
  if (fromConfig !== undefined) {
    const { areas: listed, exclude: without = [] } = named[fromConfig]!;
    const region = resolveRegion(areas, listed.join(";"), { ...options, named: {}, exclude: [...without, ...exclude] });
    return { ...region, name: fromConfig };
  }
  const parts = splitAreas(areas, text).map((part) => resolvePart(areas, part, options));
  const first = parts[0];
  if (!first) {
    throw new UsageError("the region names no area", { code: "REGION_EMPTY", found: text, hint: EXAMPLES });
  }
  requireApart(
    areas,
    parts.flatMap((part) => part.areas),
  );
  const whole =
    parts.length === 1
      ? first
      : composed(
          areas,
          joinedNames(parts),
          parts.flatMap((part) => part.areas),
        );
  const region = exclude.length === 0 ? whole : without(areas, whole, exclude, options);
  const taken = parts.flatMap((part) => part.taken ?? []);
  return taken.length === 0 ? region : { ...region, taken };
}

/**
 * The same region summed from its counties: for a published area without rows of its own in the files. A state has its
 * unknown county (`39999`) too, which is in its total and in no county. Undefined if its counties are not known, as for
 * the nation.
 *
 * @param year decides by which delineation, and which counties a state had
 */
export function composeFromCounties(areas: Areas, region: Region, year?: number): Region | undefined {
  const lists = region.areas.map((code) => areas.countiesOf(code, year));
  if (lists.some((list) => list.length === 0)) return undefined;
  const counties = lists.flat();
  const isSame = counties.length === region.areas.length;
  if (isSame) return region;
  const unknown = region.areas.flatMap((code) => findUnknownCounty(areas, code) ?? []);
  return composed(areas, `${region.name} (${counties.length} counties)`, [...counties, ...unknown]);
}

/** The area of a state's jobs whose county is not known: 39999. */
export function findUnknownCounty(areas: Areas, state: AreaCode): AreaCode | undefined {
  return areas.get(state)?.kind === "state" ? areas.get(`${state.slice(0, 2)}999`)?.code : undefined;
}

const EXAMPLES = 'write codes (39049,39041), an MSA (C1814), a state (OH) or a name ("Columbus, OH")';

/** A text is a list where every part between commas is a code; names hold commas, so those take semicolons. */
function splitAreas(areas: Areas, text: string): readonly string[] {
  return text
    .split(";")
    .flatMap((part) => {
      const pieces = part.split(",").map((piece) => piece.trim());
      const areCodes = pieces.filter((piece) => piece !== "").every((piece) => looksLikeCode(areas, piece));
      return areCodes ? pieces : [part.trim()];
    })
    .filter((part) => part !== "");
}

function looksLikeCode(areas: Areas, text: string): boolean {
  return /\d/.test(text) || areaByCode(areas, text) !== undefined;
}

function resolvePart(areas: Areas, text: string, options: ResolveRegionOptions): Region {
  const counties = /^counties (?:of|in) (.+)$/i.exec(text);
  if (counties) {
    const whole = resolvePart(areas, counties[1]!, options);
    const parts = composeFromCounties(areas, whole, options.year);
    if (parts) return parts;
    throw new UsageError(`the counties of ${whole.name} are not known`, {
      code: "AREA_UNKNOWN",
      found: text,
      hint: "list their codes, separated by commas",
    });
  }
  const matches = findAreas(areas, text).filter((match) => match.how !== "near");
  const match = theOne(matches);
  if (!match) throw matches.length > 0 ? ambiguous(text, matches) : unknown(areas, text);
  if (match.workforceArea) {
    const { name, state, counties: list } = match.workforceArea;
    return composed(areas, `${name} workforce area, ${state}`, list);
  }
  const region = buildRegion(areas, match.area!, options.year);
  const others = match.how === "name" ? findNamesakes(areas, match.area!) : [];
  return others.length === 0 ? region : { ...region, taken: [describeNamesakes(areas, text, match.area!, others)] };
}

/** "New York" was taken for the state: where the metropolitan area is. */
function describeNamesakes(areas: Areas, text: string, { code, kind }: Area, others: readonly Area[]): string {
  const meant = kind === "state" ? "the state" : "the metropolitan area";
  const listed = others.slice(0, 3).map((other) => `${other.code} ${areas.nameOf(other.code)}`);
  return `"${text.trim()}" was taken as ${meant} (${code}). Other areas of that name: ${listed.join("; ")}.`;
}

function buildRegion(areas: Areas, area: Area, year: number | undefined): Region {
  if (year !== undefined && !inUse(area, year)) throw notInYear(area, year);
  if (area.kind === "micro") {
    const counties = areas.countiesOf(area.code, year);
    if (counties.length > 0) return composed(areas, area.name, counties);
  }
  return { name: area.name, areas: [area.code], kind: "published", published: area.code };
}

/** The only match; or, of a state and its only county, which share a name, the state. */
function theOne(matches: readonly AreaMatch[]): AreaMatch | undefined {
  if (matches.length === 1) return matches[0];
  const state = matches.find((match) => match.area?.kind === "state");
  return state && matches.every((match) => match.name === state.name) ? state : undefined;
}

function without(areas: Areas, region: Region, exclude: readonly string[], options: ResolveRegionOptions): Region {
  const excluded = exclude
    .flatMap((text) => splitAreas(areas, text))
    .map((part) => resolvePart(areas, part, { ...options, exclude: [] }));
  let left: readonly AreaCode[] = region.areas;
  for (const { areas: codes, name } of excluded) {
    for (const code of codes) {
      const gone = new Set<string>([code, ...areas.countiesOf(code, options.year)]);
      const next = left.flatMap((area) => leaveOut(areas, area, gone, options.year));
      if (next.length === left.length && next.every((area, index) => area === left[index])) {
        throw new UsageError(`${name} is not part of ${region.name}, so it can't be left out`, {
          code: "OPTION_CONFLICT",
          found: code,
          hint: `\`sector-rank regions ${region.areas[0]}\` lists its counties`,
        });
      }
      left = next;
    }
  }
  if (left.length === 0) {
    throw new UsageError(`nothing is left of ${region.name} after the exclusions`, {
      code: "REGION_EMPTY",
      found: exclude.join(", "),
      hint: "exclude fewer areas",
    });
  }
  return composed(areas, `${region.name} without ${excluded.map(({ name }) => name).join(", ")}`, left);
}

/** An area of the region after some counties are gone: itself where it has none of them. */
function leaveOut(areas: Areas, area: AreaCode, gone: ReadonlySet<string>, year?: number): readonly AreaCode[] {
  if (gone.has(area)) return [];
  const counties = areas.countiesOf(area, year);
  const left = counties.filter((county) => !gone.has(county));
  return left.length === counties.length ? [area] : [...left, ...[findUnknownCounty(areas, area) ?? []].flat()];
}

function composed(areas: Areas, name: string, codes: readonly AreaCode[]): Region {
  const sorted = [...codes].sort();
  // One area left is the area itself, with rows of its own.
  const only = sorted.length === 1 ? areas.get(sorted[0]!) : undefined;
  if (only) return { name: only.name, areas: sorted, kind: "published", published: only.code };
  return { name, areas: sorted, kind: "composed" };
}

/** `Franklin County, Ohio; Union County, Ohio and 8 more areas`. */
function joinedNames(parts: readonly Region[]): string {
  const names = parts.map((part) => part.name);
  if (names.length <= 3) return names.join("; ");
  return `${names.slice(0, 2).join("; ")} and ${names.length - 2} more areas`;
}

function ambiguous(text: string, matches: readonly AreaMatch[]): UsageError {
  const listed = matches.slice(0, 8).map((match) => {
    if (!match.area) return `"${match.name} workforce area"`;
    return `${match.area.code} ${match.name}${match.area.former ? " (earlier)" : ""}`;
  });
  const more = matches.length > 8 ? `, and ${matches.length - 8} more` : "";
  const example = matches[0]!.area?.code ?? `"${matches[0]!.name} workforce area"`;
  const states = new Set(matches.map((match) => match.area?.states.join()));
  const orState = states.size > 1 ? ", or add the state to the name" : "";
  return new UsageError(`${matches.length} areas may be meant by "${text.trim()}"`, {
    code: "AREA_AMBIGUOUS",
    found: `${listed.join("; ")}${more}`,
    hint: `write the code, such as ${example}${orState}`,
  });
}

function unknown(areas: Areas, text: string): UsageError {
  const near = nearestAreas(areas, text).map(
    (each: AreaCandidate) => `${each.area?.code ?? "workforce area"} ${each.name}`,
  );
  return new UsageError(`no area has the code or name "${text}"`, {
    code: "AREA_UNKNOWN",
    found: text,
    hint: near.length > 0 ? `did you mean ${near.join(", or ")}?` : EXAMPLES,
  });
}

function notInYear(area: Area, year: number): UsageError {
  const since = area.firstYear === undefined ? `to ${area.lastYear}` : `from ${area.firstYear}`;
  return new UsageError(`${area.name} is in QCEW ${since} only, not in ${year}`, {
    code: "CONNECTICUT_MIXED",
    found: area.code,
    hint: "Connecticut has counties (09001 to 09015) to 2023 and planning regions (09110 to 09190) from 2024; choose years on one side",
  });
}
