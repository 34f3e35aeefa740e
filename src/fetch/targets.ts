import type { Areas } from "../areas/areas.js";
import { resolveRegion, type NamedRegionAreas } from "../areas/region.js";
import { UsageError } from "../core/errors.js";
import { information, type Note } from "../core/notes.js";
import { asksFor, fillPattern, type PatternValues } from "./fill.js";
import { KINDS_OF_FILES, latestYear, type KindOfFile, type Source } from "./sources.js";

/** What is asked for. */
export interface FetchRequest {
  readonly what: readonly KindOfFile[];
  readonly region?: string | undefined;
  readonly regions?: Readonly<Record<string, NamedRegionAreas>>;
  readonly exclude?: readonly string[];
  readonly reference?: string;
  readonly year?: number | undefined;
  readonly since?: number | undefined;
  /** The years between are fetched too. */
  readonly history?: boolean;
  readonly quarter?: number | undefined;
}

/** One file to be had. */
export interface FetchTarget {
  readonly source: Source;
  readonly address: string;
  /** Below the folder that takes the files, with `/`. */
  readonly file: string;
  readonly year: number | undefined;
  readonly quarter: number;
  /** The area that the file is of; of a zip by area, the areas whose members are kept. */
  readonly areas: readonly string[];
  /** Of a zip by area, those that nothing fails without. */
  readonly dispensable?: readonly string[];
  /** Whether the question can't be answered without it; the others are left out where the publisher has none. */
  readonly required: boolean;
}

export interface FetchPlan {
  readonly targets: readonly FetchTarget[];
  readonly notes: readonly Note[];
}

/** Where the user names no year before, growth is counted over so many years. */
const USUAL_SPAN = 4;

/**
 * The files that a request means, each once, in the order of the request. Pure: no connection, no clock.
 *
 * @param today decides which year is the latest
 * @param neighbours states by postal abbreviation that each state borders on
 * @throws {UsageError} OPTION_MISSING, OPTION_CONFLICT, and those of {@link resolveRegion}
 */
export function planTargets(
  request: FetchRequest,
  tables: {
    readonly sources: readonly Source[];
    readonly areas: Areas;
    readonly neighbours: ReadonlyMap<string, readonly string[]>;
  },
  today: Date,
): FetchPlan {
  const targets = new Map<string, FetchTarget>();
  const notes: Note[] = [];
  const kinds = KINDS_OF_FILES.filter((kind) => request.what.includes(kind));
  for (const kind of kinds) {
    const sources = tables.sources.filter((source) => source.what === kind);
    const made =
      kind === "qcew"
        ? planAreas(request, sources, tables.areas, today)
        : sources.flatMap((source) => planSource(source, request, tables, today, notes));
    for (const target of made) targets.set(target.file, targets.get(target.file) ?? target);
  }
  return { targets: [...targets.values()], notes };
}

/** The years of QCEW that a request means, rising. */
function listYears({ year, since, history }: FetchRequest, latest: number): readonly number[] {
  const last = year ?? latest;
  const first = since ?? last - USUAL_SPAN;
  if (first > last) {
    throw new UsageError("--since is after --year", {
      code: "OPTION_CONFLICT",
      found: `${first} and ${last}`,
      hint: `write --since ${last - USUAL_SPAN}, or a later --year`,
    });
  }
  if (!history) return first === last ? [last] : [first, last];
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** QCEW of the region: its parts, itself, its states, and what it is compared with. */
function planAreas(
  request: FetchRequest,
  sources: readonly Source[],
  areas: Areas,
  today: Date,
): readonly FetchTarget[] {
  const slices = sources.find((source) => asksFor(source.address, "area"));
  if (!slices) return [];
  const archive = sources.find(({ id }) => id === slices.otherwise);
  return listYears(request, latestYear(slices, today)!).flatMap((year): readonly FetchTarget[] => {
    const { required, useful } = resolveAreas(request, areas, year);
    const quarter = request.quarter ?? 0;
    if (archive && year < (slices.firstYear ?? 0)) {
      const all = [...required, ...useful];
      return [{ ...fillTarget(archive, { year, quarter }, { areas: all, required: true }), dispensable: useful }];
    }
    // The nation first: where a year is not out, its first file shows it.
    return [...required.map((area) => [area, true] as const), ...useful.map((area) => [area, false] as const)].map(
      ([area, isRequired]) => fillTarget(slices, { year, quarter, area }, { areas: [area], required: isRequired }),
    );
  });
}

interface AreasOfYear {
  readonly required: readonly string[];
  /** Sharpens estimates and is shown beside, but nothing fails without it. */
  readonly useful: readonly string[];
}

function resolveAreas(request: FetchRequest, areas: Areas, year: number): AreasOfYear {
  const region = resolveRegion(areas, requireRegion(request, "qcew"), regionOptions(request, year));
  const reference = resolveRegion(areas, request.reference ?? "US000", { named: request.regions ?? {}, year });
  const required = new Set<string>(reference.areas);
  const useful = new Set<string>();
  for (const code of region.areas) {
    const counties = areas.countiesOf(code, year).filter((county) => county !== code);
    for (const county of counties) required.add(county);
    // Summed from its counties where the publisher has no file of it, as of an area that had another code then.
    (counties.length > 0 && areas.get(code)?.kind !== "state" ? useful : required).add(code);
    for (const state of listStates(areas, [code], year)) useful.add(`${state}000`);
  }
  return { required: [...required], useful: [...useful].filter((code) => !required.has(code)) };
}

/** States that areas lie in, as two digits, rising. */
function listStates(areas: Areas, codes: readonly string[], year: number | undefined): readonly string[] {
  const counties = codes.flatMap((code) => [code, ...areas.countiesOf(code, year)]);
  return [...new Set(counties.filter((code) => /^\d{5}$/.test(code)).map((code) => code.slice(0, 2)))].sort();
}

function planSource(
  source: Source,
  request: FetchRequest,
  { areas, neighbours }: { readonly areas: Areas; readonly neighbours: ReadonlyMap<string, readonly string[]> },
  today: Date,
  notes: Note[],
): readonly FetchTarget[] {
  const latest = latestYear(source, today);
  const years =
    latest === undefined
      ? [undefined]
      : source.what === "qcew-all"
        ? listYears(request, latest)
        : [Math.min(request.year ?? latest, latest)];
  const [year] = years;
  if (year !== undefined && request.year !== undefined && year < request.year && source.what !== "qcew-all") {
    notes.push(
      information(
        `year-of-${source.id}`,
        `${source.title}: ${request.year} is not out (${source.released.words}); ${year} is taken.`,
      ),
    );
  }
  const quarter = source.what === "qcew-all" ? (request.quarter ?? 0) : 0;
  const one = (values: PatternValues, codes: readonly string[] = []): FetchTarget =>
    fillTarget(source, { ...values, quarter }, { areas: codes, required: true });
  return years.flatMap((each) => {
    if (!asksFor(source.address, "fips", "st")) return [one({ year: each })];
    const region = resolveRegion(areas, requireRegion(request, source.what), regionOptions(request, each));
    const own = listStates(areas, region.areas, each);
    const postal = new Map(areas.states.map((state) => [state.fips, state.postal]));
    const codes = new Map(areas.states.map((state) => [state.postal, state.fips]));
    const around = source.neighbours ? own.flatMap((fips) => neighbours.get(postal.get(fips) ?? "") ?? []) : [];
    const states = [...new Set([...own, ...around.flatMap((state) => codes.get(state) ?? [])])];
    return states.map((fips) => ({
      ...one({ year: each, fips, postal: postal.get(fips) }, [fips]),
      required: own.includes(fips),
    }));
  });
}

function regionOptions({ regions = {}, exclude = [] }: FetchRequest, year: number | undefined) {
  return { named: regions, exclude, ...(year !== undefined && { year }) };
}

function requireRegion({ region }: FetchRequest, what: string): string {
  if (region !== undefined) return region;
  throw new UsageError(`--what ${what} needs a region`, {
    code: "OPTION_MISSING",
    found: "no --region",
    hint: 'add --region with codes (39049,39041), an MSA (C1814), a state (OH) or a name ("Columbus, OH")',
  });
}

function fillTarget(
  source: Source,
  values: PatternValues,
  { areas, required }: { readonly areas: readonly string[]; readonly required: boolean },
): FetchTarget {
  return {
    source,
    address: fillPattern(source.address, values),
    file: fillPattern(source.file, values),
    year: values.year,
    quarter: values.quarter ?? 0,
    areas,
    required,
  };
}

/** The archive that holds what several targets of one year would have been, with the areas to keep of it. */
export function findArchive(targets: readonly FetchTarget[], sources: readonly Source[]): FetchTarget | undefined {
  const [first] = targets;
  const archive = sources.find(({ id }) => id === first?.source.otherwise);
  if (!first || !archive) return undefined;
  const areas = targets.flatMap((target) => target.areas);
  const dispensable = targets.filter(({ required }) => !required).flatMap((target) => target.areas);
  const { year, quarter } = first;
  return { ...fillTarget(archive, { year, quarter }, { areas, required: true }), dispensable };
}
