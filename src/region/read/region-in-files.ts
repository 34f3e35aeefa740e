import { changesAround, followBack, inUseIn, type AreaChange, type HasRows } from "../../areas/area-changes.js";
import { DELINEATIONS, LATEST, type Areas } from "../../areas/areas.js";
import { changesOfCode } from "../../areas/delineation-changes.js";
import { composeFromCounties, type Region } from "../../areas/region.js";
import type { AreaCode } from "../../core/codes.js";
import { UsageError } from "../../core/errors.js";
import type { AreaSet } from "../../core/industry-table.js";
import { caution, information, type Note } from "../../core/notes.js";
import type { QcewTable } from "../../qcew/table.js";
import { requireOneConnecticut } from "../connecticut.js";
import type { JobsOf } from "../coverage.js";
import { areasOfSpan, chooseSpan, type PeriodRequest, type Span } from "../periods.js";
import { changeNotes, whyMissing } from "./area-notes.js";

/** What is asked of the files. */
export interface RegionQuestion {
  readonly areas: Areas;
  /** The region as it was in a year, by the delineation and the counties of that year. @throws {UsageError} */
  readonly regionIn: (year: number | undefined) => Region;
  readonly referenceIn: (year: number | undefined) => Region;
  readonly request: PeriodRequest;
  readonly jobsOf?: JobsOf;
}

/** The areas and years that a result is of. */
export interface RegionInFiles {
  readonly region: AreaSet;
  readonly reference: AreaSet;
  /** Changes of the areas on both sides, in order of time. */
  readonly changes: readonly AreaChange[];
  readonly span: Span;
  /** What a reader must know of the areas; those about years are the span's. */
  readonly notes: readonly Note[];
}

/** Every area that a region may be made of, by whatever delineation; of one year where it is given. */
export function everyArea(
  regionIn: RegionQuestion["regionIn"],
  year: number | undefined,
): { readonly areas: readonly AreaCode[] } {
  const years = year === undefined ? [undefined, ...DELINEATIONS.slice(0, -1).map((one) => one.firstYear - 1)] : [year];
  const found = new Set<AreaCode>();
  let refused: unknown;
  for (const one of years) {
    try {
      for (const code of regionIn(one).areas) found.add(code);
    } catch (error) {
      if (!isOfOtherYears(error)) throw error;
      refused ??= error;
    }
  }
  if (found.size === 0) throw refused;
  return { areas: [...found] };
}

/** An area that is not in use in one year may be in another one. */
function isOfOtherYears(error: unknown): error is UsageError {
  return error instanceof UsageError && error.details.code === "CONNECTICUT_MIXED";
}

/**
 * Decides which areas and which years of the files a result is of: the one place that does.
 *
 * A region is what it was in the last year of its figures: an area's own rows where the files hold them, else its counties
 * by the delineation of that year, each under the code that it had then.
 *
 * @param held rows of files, or one row of each area and period of a store
 * @throws {InputError} YEAR_MISSING, QUARTER_MISSING, AREA_NOT_IN_FILES, CONNECTICUT_MIXED
 * @throws {UsageError} what `regionIn` throws for every year
 */
export function regionInFiles(held: QcewTable, question: RegionQuestion): RegionInFiles {
  const { areas, request, jobsOf } = question;
  const files = new HeldAreas(held);
  const findSpan = (placed: PlacedRegion): Span => {
    requireOneConnecticut(held, placed.codes, request);
    const nameArea = (code: AreaCode): string => areas.nameOf(code);
    return chooseSpan(held, { areas: placed.codes, changes: placed.changes }, request, {
      nameOf: nameArea,
      whyMissing: (code, year) => whyMissing(areas, code, year, files.has),
      ...(jobsOf && { jobsOf }),
    });
  };
  let placed = regionOfYear(question, files);
  let span = findSpan(placed);
  if (span.end.year !== placed.year) {
    const other = placeRegion(areas, question.regionIn(span.end.year), span.end.year, files.has);
    if (other.codes.join() !== placed.codes.join()) span = findSpan((placed = other));
  }
  const reference = placeRegion(areas, question.referenceIn(span.end.year), span.end.year, files.has);
  return {
    region: { ...toAreaSet(placed), ...areasOfSpan(span) },
    reference: withStartAreas(areas, toAreaSet(reference), span, files.has),
    changes: [...new Set([...placed.changes, ...reference.changes])],
    span,
    notes: [
      ...placed.notes,
      ...reference.notes.filter(({ id, severity }) => severity === "caution" || id === "region-taken"),
      ...changeNotes(areas, placed, span, files.has),
    ],
  };
}

/** Which areas files hold, by year. */
class HeldAreas {
  readonly #areas = new Map<number, Set<string>>();

  constructor({ length, year, area, areas }: QcewTable) {
    let [lastYear, lastArea] = [-1, -1];
    for (let row = 0; row < length; row++) {
      // Rows of an area and year mostly follow each other.
      if (year[row] === lastYear && area[row] === lastArea) continue;
      [lastYear, lastArea] = [year[row]!, area[row]!];
      let codes = this.#areas.get(lastYear);
      if (!codes) this.#areas.set(lastYear, (codes = new Set()));
      codes.add(areas[lastArea]!);
    }
  }

  /** Latest first. */
  get years(): readonly number[] {
    return [...this.#areas.keys()].sort((a, b) => b - a);
  }

  readonly has: HasRows = (code, year) => this.#areas.get(year)?.has(code) ?? false;
}

/** Whether a table has rows of an area in a year. */
export function areasHeld(table: QcewTable): HasRows {
  return new HeldAreas(table).has;
}

/** A region under the codes that the files have in a year. */
interface PlacedRegion {
  readonly year: number;
  readonly name: string;
  readonly codes: readonly AreaCode[];
  readonly composed: boolean;
  readonly changes: readonly AreaChange[];
  readonly notes: readonly Note[];
}

/** A region's areas in files that were read, in the latest year that has most of them or the one asked for. */
export function placeInFiles(
  areas: Areas,
  regionIn: RegionQuestion["regionIn"],
  table: QcewTable,
  request: PeriodRequest,
): PlacedRegion & { readonly everyCode: readonly AreaCode[] } {
  const files = new HeldAreas(table);
  const placed = regionOfYear({ areas, regionIn, request }, files);
  const ofYears = files.years
    .filter((year) => year < placed.year)
    .flatMap((from) => followBack(placed.codes, placed.changes, { from, to: placed.year, hasRows: files.has }).codes);
  return { ...placed, everyCode: [...new Set([...placed.codes, ...ofYears])].sort() };
}

/** Part of a region's areas that a year must have for the region to be taken as it was in that year. */
const MOST = 2 / 3;

/** The region in the latest year that has most of its areas; where none has, in the one that has the most. */
function regionOfYear(
  { areas, regionIn, request }: Pick<RegionQuestion, "areas" | "regionIn" | "request">,
  files: HeldAreas,
): PlacedRegion {
  // Where no area has the year asked for, the region of another year says which years there are.
  const years = [...new Set([...(request.year === undefined ? [] : [request.year]), ...files.years])];
  let best: { readonly placed: PlacedRegion; readonly share: number } | undefined;
  let refused: UsageError | undefined;
  for (const year of years) {
    let region: Region;
    try {
      region = regionIn(year);
    } catch (error) {
      if (!isOfOtherYears(error) || year === request.year) throw error;
      refused ??= error;
      continue;
    }
    const placed = placeRegion(areas, region, year, files.has);
    const share = placed.codes.filter((code) => files.has(code, year)).length / placed.codes.length;
    if (share >= (year === request.year ? Number.MIN_VALUE : MOST)) return placed;
    if (!best || share > best.share) best = { placed, share };
  }
  if (best) return best.placed;
  if (refused) throw refused;
  return placeRegion(areas, regionIn(undefined), LATEST, files.has);
}

/** A region's areas in a year: its own rows where there are any, else its counties. */
function placeRegion(areas: Areas, region: Region, year: number, hasRows: HasRows): PlacedRegion {
  const of = (codes: readonly AreaCode[], composed: boolean, notes: readonly Note[] = []): PlacedRegion => {
    const changes = findChanges(areas, codes);
    const inUse = inUseIn(codes, changes, year, hasRows).codes;
    const { kept, note } = withoutEmptyUnknown(areas, inUse, year, hasRows);
    const taken = (region.taken ?? []).map((text) => information("region-taken", text));
    return { year, name: region.name, codes: kept, composed, changes, notes: [...taken, ...notes, ...note] };
  };
  if (region.published === undefined) return of(region.areas, true);
  const own = of([region.published], false);
  if (own.codes.some((code) => hasRows(code, year))) return own;
  const counties = listCounties(areas, region, year, hasRows);
  if (counties.length < 2 || !counties.some((code) => hasRows(code, year))) return own;
  const known = counties.filter((code) => !code.endsWith("999")).length;
  const unknown = counties.find((code) => code.endsWith("999") && hasRows(code, year));
  const delineation = areas.delineationFor(region.published, year);
  return of(counties, true, [
    information(
      "summed-from-counties",
      `The files hold no rows of ${region.published} itself for ${year}: its ${known} counties${
        delineation ? ` by the delineation of ${delineation.month}` : ""
      } were summed${unknown === undefined ? "" : `, with its unknown county ${unknown}`}.`,
    ),
  ]);
}

/** An area's counties in a year under the codes of that year; a state's with its unknown county. */
function listCounties(areas: Areas, region: Region, year: number, hasRows: HasRows): readonly AreaCode[] {
  const composed = composeFromCounties(areas, region, year)?.areas ?? [];
  const state = region.published !== undefined && areas.get(region.published)?.kind === "state" ? region.published : "";
  if (state === "" || state.startsWith("09")) return composed;
  // What counties a state had is read off the files, which take changes up late.
  const latest = composeFromCounties(areas, region)!.areas;
  return followBack(latest, areas.changes, { from: year, to: LATEST, hasRows }).codes;
}

function findChanges(areas: Areas, codes: readonly AreaCode[]): readonly AreaChange[] {
  const counties = changesAround(codes, areas.changes);
  const delineated = codes.filter((code) => code.startsWith("C")).flatMap((code) => changesOfCode(areas, code));
  return delineated.length === 0 ? counties : [...counties, ...delineated].sort(byEffect);
}

function byEffect(a: AreaChange, b: AreaChange): number {
  return a.effective < b.effective ? -1 : a.effective > b.effective ? 1 : 0;
}

/** A state's unknown county is not a file that a user forgot: without rows it is left out, which is said. */
function withoutEmptyUnknown(
  areas: Areas,
  codes: readonly AreaCode[],
  year: number,
  hasRows: HasRows,
): { readonly kept: readonly AreaCode[]; readonly note: readonly Note[] } {
  const empty = codes.filter((code) => code.endsWith("999") && codes.length > 1 && !hasRows(code, year));
  if (empty.length === 0) return { kept: codes, note: [] };
  const names = empty.map((code) => `${code} ${areas.nameOf(code)}`).join("; ");
  return {
    kept: codes.filter((code) => !empty.includes(code)),
    note: [
      caution(
        "unknown-county-missing",
        `The sum is without jobs whose county is not known (${names}), of which the files hold no rows in ${year}: such jobs are a part of a state's own figures, in some industries several percent.`,
      ),
    ],
  };
}

function toAreaSet({ name, codes, composed }: PlacedRegion): AreaSet {
  return { name, areas: codes, composed };
}

/** Areas with the codes that they had in the first year of a span, where those differ. */
export function withStartAreas(areas: Areas, set: AreaSet, span: Span, hasRows: HasRows): AreaSet {
  const { start, end, startFromChange } = span;
  const changes = findChanges(areas, set.areas);
  if (!start || startFromChange || changes.length === 0) return set;
  const { codes } = followBack(set.areas, changes, { from: start.year, to: end.year, hasRows });
  return codes.join() === [...set.areas].sort().join() ? set : { ...set, startAreas: codes };
}
