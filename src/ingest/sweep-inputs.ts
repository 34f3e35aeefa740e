import type { AnalysisOptions } from "../analysis.js";
import type { Areas } from "../area/areas.js";
import { resolveRegion, type Region } from "../area/region.js";
import { naicsVersionOfYear } from "../codes.js";
import { InputError } from "../errors.js";
import type { AreaSet, Level } from "../industry-table.js";
import { depthOf, type IndustryDepth } from "../naics/levels.js";
import { planBridge } from "../naics/bridge-plan.js";
import { chainRevisions } from "../naics/revision.js";
import { information, type Note } from "../notes.js";
import { chooseSpan, type Span } from "../periods.js";
import { INDUSTRY_LEVELS, type QcewField, type QcewSource, type QcewTable } from "../qcew/table.js";
import { isStore } from "../store/is-store.js";
import { pickRows } from "../store/join-tables.js";
import type { SweepInputs } from "../sweep/area-tables.js";
import { areasThatBind, metropolitanCounties, NATION, pathFrom, requireFiles, type ReadContext } from "./area-rows.js";
import { areasInFiles, type InputOptions } from "./inputs.js";
import type { QcewRequest, QcewReading } from "./qcew/request.js";
import { readPaths, type YearRange } from "./read-paths.js";
import { readAreas } from "./reference/areas.js";
import { readNaics } from "./reference/naics.js";
import { readRevisions } from "./reference/revisions.js";
import { chooseAreas, isOfKind, metropolitanAreas, type AreaChoice } from "./sweep-areas.js";

export type SweepOptions = Omit<InputOptions, "suppressed"> & AnalysisOptions & { readonly areas: readonly string[] };

/** Areas that are computed from one table: all that they share was read with them. */
export interface SweepGroup {
  readonly inputs: SweepInputs;
  /** Numbers into the sweep's areas. */
  readonly members: readonly number[];
}

/** One of the areas that a sweep goes over. */
export interface SweptArea {
  /** The publisher's code; the region's name where it is summed from several areas. */
  readonly code: string;
  readonly set: AreaSet;
}

export interface OpenSweep {
  readonly span: Span;
  /** In order of code or as listed; the numbers of areas count through them. */
  readonly areas: readonly SweptArea[];
  readonly kind: AreaChoice | "areas";
  readonly reference: AreaSet;
  readonly notes: readonly Note[];
  /** The groups one after the other; each is read when it is asked for. */
  groups(): AsyncIterable<SweepGroup>;
  /** The files that were read; complete once all groups were. */
  sources(): readonly QcewSource[];
}

const FIGURES: readonly QcewField[] = [
  "establishments",
  "employment",
  "wages",
  "changeEstablishments",
  "changeEmployment",
  "changeMonth1",
  "changeMonth2",
  "changeMonth3",
  "changeWages",
];
const QUOTIENTS: readonly QcewField[] = [
  "month1",
  "month2",
  "month3",
  "lqEstablishments",
  "lqEmployment",
  "lqMonth1",
  "lqMonth2",
  "lqMonth3",
  "lqWages",
];

/** Areas read together from a store where no estimates tie areas to each other. */
const AREAS_AT_ONCE = 256;

/**
 * Finds out which areas and years a sweep is about, and reads their rows in groups.
 *
 * Estimates are made state by state: a group holds the areas that a question about one of them alone would read,
 * so that the figures are the same, and it is quicker than the nation at once, whose totals hang together. From a
 * store one group is in memory at a time; files are read once, since they must be read whole.
 */
export async function openSweep(options: SweepOptions, context: ReadContext): Promise<OpenSweep> {
  requireFiles(options);
  const areas = readAreas();
  const chosen = chooseAreas(areas, options.areas, options);
  const referenceRegion = resolveRegion(areas, options.reference, { named: options.regions ?? {} });
  const paths = options.qcew.map((path) => pathFrom(context.cwd, path));
  const source = paths.every(isStore) ? new StoreRows(paths, options, context) : new FileRows(paths, options, context);

  const always = areasThatBind(areas, [referenceRegion], { ...options, suppressed: "drop" });
  const listed = "regions" in chosen ? allThatBind(areas, chosen.regions, options) : undefined;
  const wanted = (code: string): boolean =>
    always.has(code) ||
    (listed
      ? listed.has(code)
      : options.suppressed === "estimate" || isOfKind((chosen as { kind: AreaChoice }).kind, code));
  let held = await source.held(wanted);
  let swept = sweptAreas(areas, chosen, held, options);
  if (swept.length === 0 && "kind" in chosen && chosen.kind === "msas") {
    held = await source.held((code) => always.has(code) || isOfKind("counties", code));
    swept = summedAreas(areas, held, options);
  }
  if (swept.length === 0) throw noArea(held, options.areas);
  const span = chooseSpan(held, typicalArea(held, swept), options);
  const reference = areasInFiles(areas, referenceRegion, held, options.year, []);
  const shared = {
    reference,
    referenceChosen: options.reference !== NATION,
    naics: readNaics(),
    revisionBetween: (from: SweepRevision[0], to: SweepRevision[1]) => chainRevisions(readRevisions(), from, to),
  };
  const years: YearRange = {
    first: span.start && !span.startFromChange ? span.start.year : span.end.year,
    last: span.end.year,
  };
  return {
    span,
    areas: swept,
    kind: "kind" in chosen ? chosen.kind : "areas",
    reference,
    notes: [...span.notes, ...source.notes, ...summedNotes(chosen, swept)],
    sources: () => source.sources,
    async *groups() {
      for (const { codes, members } of groupsOf(areas, swept, reference, options, source.readsAtOnce)) {
        const qcew = await source.rows(codes && new Set([...codes, ...always]), {
          years,
          levels: levelsOf(options, span),
        });
        yield {
          inputs: { ...shared, qcew, metropolitanCounties: metropolitanCounties(areas, qcew, options.year) },
          members,
        };
      }
    },
  };
}

function allThatBind(areas: Areas, regions: readonly Region[], options: SweepOptions): ReadonlySet<string> {
  return new Set(regions.flatMap((region) => [...areasThatBind(areas, [region], options)]));
}

type SweepRevision = Parameters<SweepInputs["revisionBetween"]>;

/** Areas of the kind that the files hold, or the regions listed. */
function sweptAreas(
  areas: Areas,
  chosen: ReturnType<typeof chooseAreas>,
  held: QcewTable,
  { year }: SweepOptions,
): readonly SweptArea[] {
  if ("regions" in chosen) {
    return chosen.regions.map((region) => ({
      code: region.published ?? region.name,
      set: areasInFiles(areas, region, held, year, []),
    }));
  }
  return held.areas
    .filter((code) => isOfKind(chosen.kind, code))
    .sort()
    .map((code) => ({ code, set: { name: areas.nameOf(code), areas: [code], composed: false } }));
}

/** Metropolitan areas as sums of counties, where all of these are in the files. */
function summedAreas(areas: Areas, held: QcewTable, { year }: SweepOptions): readonly SweptArea[] {
  const present = new Set<string>(held.areas);
  return metropolitanAreas(areas)
    .map((code) => ({ code, set: { name: areas.nameOf(code), areas: areas.countiesOf(code, year), composed: true } }))
    .filter(({ set }) => set.areas.length > 0 && set.areas.every((code) => present.has(code)));
}

function summedNotes(chosen: ReturnType<typeof chooseAreas>, swept: readonly SweptArea[]): readonly Note[] {
  const summed = swept.filter(({ set }) => set.composed).length;
  if (summed === 0 || !("kind" in chosen)) return [];
  return [
    information(
      "summed-from-counties",
      `The files hold no rows of metropolitan areas: ${summed} of them were summed from their counties.`,
    ),
  ];
}

function noArea(held: QcewTable, asked: readonly string[]): InputError {
  return new InputError(`the files hold none of the areas asked for`, {
    code: "AREA_NOT_IN_FILES",
    found: `--areas ${asked.join(",")}; areas in the files: ${held.areas.slice(0, 6).join(", ") || "none"}`,
    hint: "give files that hold them, or choose other --areas",
  });
}

/** An area, with its parts, whose periods are those of most areas: the span is chosen for it. */
function typicalArea(held: QcewTable, swept: readonly SweptArea[]): AreaSet["areas"] {
  const periods = new Map<string, Set<number>>();
  const numbers = held.areas.map(() => new Set<number>());
  for (let row = 0; row < held.length; row++) {
    numbers[held.area[row]!]!.add(held.year[row]! * 10 + held.quarter[row]!);
  }
  held.areas.forEach((code, number) => periods.set(code, numbers[number]!));
  const counts = new Map<string, { count: number; readonly first: AreaSet }>();
  for (const { set: area } of swept) {
    const key = [...(periods.get(area.areas[0]!) ?? [])].sort().join();
    const known = counts.get(key);
    if (known) known.count++;
    else if (key !== "") counts.set(key, { count: 1, first: area });
  }
  const [most] = [...counts.values()].sort((a, b) => b.count - a.count);
  return (most?.first ?? swept[0]!.set).areas;
}

/** Industry levels that are read where nothing is estimated: totals, the level itself, and what a bridge is made of. */
function levelsOf(
  { level, bridge, suppressed }: SweepOptions,
  { start, end, startFromChange }: Span,
): ReadonlySet<number> | undefined {
  if (suppressed === "estimate") return undefined;
  const depths = new Set<IndustryDepth | undefined>(["total", level]);
  const from = start && !startFromChange ? naicsVersionOfYear(start.year) : undefined;
  const to = naicsVersionOfYear(end.year);
  if (from !== undefined && from !== to && bridge !== "none") {
    const plan = planBridge(readNaics(), chainRevisions(readRevisions(), from, to), level);
    for (const { whole, parts } of plan.industries.values()) {
      for (const code of [...whole, ...parts.map((part) => part.code)]) depths.add(depthOf(code));
    }
    for (const code of plan.groups.flatMap((group) => group.from)) depths.add(depthOf(code));
  }
  const numbers = [...depths].flatMap((depth) => (depth === undefined ? [] : [LEVEL_NUMBERS[depth]]));
  return new Set([INDUSTRY_LEVELS.ownershipTotal, ...numbers]);
}

const LEVEL_NUMBERS: Readonly<Record<IndustryDepth, number>> = {
  total: INDUSTRY_LEVELS.total,
  domain: INDUSTRY_LEVELS.domain,
  supersector: INDUSTRY_LEVELS.supersector,
  sector: INDUSTRY_LEVELS.sector,
  "3": INDUSTRY_LEVELS.digits3,
  "4": INDUSTRY_LEVELS.digits4,
  "5": INDUSTRY_LEVELS.digits5,
  "6": INDUSTRY_LEVELS.digits6,
} satisfies Record<"total" | "domain" | Level, number>;

/**
 * Areas by what must be read for them. Estimates of an area hang on the states that it lies in, with all of their
 * counties and metropolitan areas; without estimates an area hangs on nothing.
 */
function groupsOf(
  areas: Areas,
  swept: readonly SweptArea[],
  reference: AreaSet,
  options: SweepOptions,
  atOnce: boolean,
): readonly { readonly codes: ReadonlySet<string> | undefined; readonly members: readonly number[] }[] {
  if (options.suppressed === "drop") {
    const size = atOnce ? swept.length : AREAS_AT_ONCE;
    return Array.from({ length: Math.ceil(swept.length / size) }, (_, group) => {
      const members = swept.map((_, number) => number).slice(group * size, (group + 1) * size);
      return { codes: atOnce ? undefined : new Set(members.flatMap((number) => swept[number]!.set.areas)), members };
    });
  }
  const groups = new Map<string, { readonly codes: ReadonlySet<string>; readonly members: number[] }>();
  for (const [number, { set }] of swept.entries()) {
    const codes = areasThatBind(areas, [set, reference], options);
    const key = [...codes].sort().join();
    const known = groups.get(key);
    if (known) known.members.push(number);
    else groups.set(key, { codes, members: [number] });
  }
  return [...groups.values()];
}

interface RowsWanted {
  readonly years: YearRange;
  /** All where left out. */
  readonly levels: ReadonlySet<number> | undefined;
}

type Codes = ReadonlySet<string> | undefined;

/** Ownerships that figures are made of, and the total. */
const OWNERSHIPS = new Set([0, 1, 2, 3, 5]);

function requestOf(options: SweepOptions, context: ReadContext, fields: readonly QcewField[]): QcewRequest {
  return {
    fields,
    hash: context.hash,
    ...(options.strict && { strict: true }),
    ...(options.suppressed === "drop" && { ownerships: (code: number) => OWNERSHIPS.has(code) }),
    ...(context.onProgress && { onProgress: context.onProgress }),
  };
}

/** Rows of files, read whole and once; again only where a NAICS revision asks for deeper industries. */
class FileRows {
  readonly readsAtOnce = true;
  notes: readonly Note[] = [];
  sources: readonly QcewSource[] = [];
  #table: QcewTable | undefined;
  #wanted: ((code: string) => boolean) | undefined;
  #levels: ReadonlySet<number> | undefined;

  constructor(
    readonly paths: readonly string[],
    readonly options: SweepOptions,
    readonly context: ReadContext,
  ) {}

  async held(wanted: (code: string) => boolean): Promise<QcewTable> {
    const start = { start: undefined, startFromChange: false, end: { year: 2022, quarter: 0 }, notes: [] } as const;
    this.#wanted = wanted;
    return this.#read(levelsOf(this.options, start), FIGURES);
  }

  async rows(codes: Codes, { levels }: RowsWanted): Promise<QcewTable> {
    let table = this.#table!;
    if (levels && [...levels].some((level) => !this.#levels?.has(level))) table = await this.#read(levels, FIGURES);
    if (!table.fields.lqEmployment && !hasReference(table))
      table = await this.#read(levels, [...FIGURES, ...QUOTIENTS]);
    return codes ? pickAreas(table, codes) : table;
  }

  async #read(levels: ReadonlySet<number> | undefined, fields: readonly QcewField[]): Promise<QcewTable> {
    this.#levels = levels;
    const reading: QcewReading = await readPaths(this.paths, {
      ...requestOf(this.options, this.context, fields),
      areas: this.#wanted!,
      ...(levels && { levels: (level: number) => levels.has(level) }),
    });
    this.notes = reading.notes;
    this.sources = reading.table.sources;
    return (this.#table = reading.table);
  }
}

/** The nation's rows are there, or there are none to compare with and its shares must be recovered. */
function hasReference(table: QcewTable): boolean {
  const nation = table.areas.findIndex((code) => code === NATION);
  return nation >= 0 && table.area.includes(nation);
}

/** Rows of a store, of some areas at a time. */
class StoreRows {
  readonly readsAtOnce = false;
  notes: readonly Note[] = [];
  sources: readonly QcewSource[] = [];
  #hasNation = true;

  constructor(
    readonly paths: readonly string[],
    readonly options: SweepOptions,
    readonly context: ReadContext,
  ) {}

  async held(wanted: (code: string) => boolean): Promise<QcewTable> {
    const { heldRows, openStore } = await import("../store/open-store.js");
    const { joinTables } = await import("../store/join-tables.js");
    const held = this.paths.map((path) => {
      const store = openStore(path);
      store.close();
      return heldRows(store, wanted);
    });
    const table = joinTables(held);
    this.#hasNation = table.areas.some((code) => code === NATION);
    return table;
  }

  async rows(codes: Codes, { years, levels }: RowsWanted): Promise<QcewTable> {
    const { readStores } = await import("../store/read-store.js");
    const fields = this.#hasNation ? FIGURES : [...FIGURES, ...QUOTIENTS];
    const request = requestOf(this.options, { ...this.context, onProgress: () => undefined }, fields);
    const { table, notes } = await readStores(this.paths, {
      ...request,
      ...(codes && { areas: (code: string) => codes.has(code) }),
      ...(levels && { levels: (level: number) => levels.has(level) }),
      years: (year) => year >= years.first && year <= years.last,
    });
    this.notes = notes;
    this.sources = table.sources;
    return table;
  }
}

/** The rows of some areas, with the list of areas that a reading of them alone would give. */
function pickAreas(table: QcewTable, wanted: ReadonlySet<string>): QcewTable {
  const takes = Uint8Array.from(table.areas, (code) => (wanted.has(code) ? 1 : 0));
  const rows = new Uint32Array(table.length);
  let count = 0;
  for (let row = 0; row < table.length; row++) if (takes[table.area[row]!] === 1) rows[count++] = row;
  const picked = pickRows(table, rows.subarray(0, count));
  const areas: QcewTable["areas"][number][] = [];
  const numbers = new Int32Array(table.areas.length).fill(-1);
  const area = picked.area.map((number) => {
    if (numbers[number] === -1) numbers[number] = areas.push(table.areas[number]!) - 1;
    return numbers[number]!;
  });
  return { ...picked, areas, area };
}
