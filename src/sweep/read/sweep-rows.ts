import { NATION, naicsVersionOfYear } from "../../core/codes.js";
import type { Level } from "../../core/industry-table.js";
import { industryDepth, type IndustryDepth } from "../../naics/levels.js";
import { planBridge } from "../../naics/bridge-plan.js";
import type { Naics } from "../../naics/naics.js";
import { chainRevisions } from "../../naics/revision.js";
import type { Note } from "../../core/notes.js";
import type { Period } from "../../core/codes.js";
import { INDUSTRY_LEVELS, type QcewField, type QcewSource, type QcewTable } from "../../qcew/table.js";
import { pickRows } from "../../qcew/join-tables.js";
import {
  CHANGE_FIELDS,
  CHECK_FIELDS,
  LEVEL_FIELDS,
  QUOTIENT_FIELDS,
  type ReadContext,
} from "../../region/read/area-rows.js";
import { peekYears } from "../../qcew/read/peek-years.js";
import type { LevelLimit, QcewRequest, QcewReading } from "../../qcew/read/request.js";
import { readPaths } from "../../qcew/read-paths.js";
import { type YearRange } from "../../qcew/year-range.js";
import { readNaics } from "../../naics/read-naics.js";
import { readRevisions } from "../../naics/read-revisions.js";
import { ownershipCodes } from "../../region/aggregate.js";
import { rowsOfYears, sourcesOfYears } from "../../qcew/rows-of-years.js";
import type { SweepOptions } from "./sweep-options.js";

/** As far back as the span goes where nobody chooses it. */
const LONGEST_SPAN = 5;
const FIGURES: readonly QcewField[] = [...LEVEL_FIELDS, ...CHANGE_FIELDS, ...CHECK_FIELDS];

/** Which industries are read. */
interface IndustriesWanted {
  /** All where left out. */
  readonly levels: ReadonlySet<number> | undefined;
  /** Codes of those levels that nothing is made of. */
  readonly leftOut: ReadonlySet<string>;
  /** Of counties, of which nothing is made but their own figures. */
  readonly limits: Limits | undefined;
}

/** Which rows of counties are enough. */
interface Limits {
  readonly level: number;
  readonly ownerships: readonly number[];
  /** The only year in which parts of the level are asked for; undefined if none are, or those of any year. */
  readonly partsIn: number | undefined;
}

/**
 * Industries that are read where nothing is estimated: totals, the level itself, and what a bridge is made of.
 *
 * A suppressed code of the first year is known where all codes under it are published, as in a question about one
 * area alone.
 */
export function wantedIndustries(
  options: SweepOptions,
  years: { readonly start: number | undefined; readonly end: number },
): IndustriesWanted {
  const { level, bridge, suppressed } = options;
  if (suppressed === "estimate") return { levels: undefined, leftOut: new Set(), limits: undefined };
  const depths = new Set<IndustryDepth>(["total", level]);
  const leftOut = new Set<string>();
  const to = naicsVersionOfYear(years.end);
  const from = years.start === undefined ? to : naicsVersionOfYear(years.start);
  if (from !== to && bridge !== "none") {
    const naics = readNaics();
    const plan = planBridge(naics, chainRevisions(readRevisions(), from, to), level);
    const codes = new Set(bridge === "group" ? plan.groups.flatMap((group) => group.from) : []);
    for (const { code, kind, whole, parts } of bridge === "group" ? [] : plan.industries.values()) {
      const under =
        kind === "unchanged" ? naics.children(code, from) : whole.flatMap((each) => allUnder(naics, each, from));
      for (const each of [...whole, ...under, ...parts.map((part) => part.code)]) codes.add(each);
    }
    for (const code of codes) depths.add(industryDepth(code)!);
    for (const code of [...naics.codes(from), ...naics.codes(to)]) {
      if (!codes.has(code) && isPart(code, level)) leftOut.add(code);
    }
  }
  const levels = [...depths].map((depth) => LEVEL_NUMBERS[depth]);
  return {
    levels: new Set([INDUSTRY_LEVELS.ownershipTotal, ...levels]),
    leftOut,
    // Parts of codes of the latest year are looked up in the nation alone; those of groups of them everywhere.
    limits: chooseLimits(options, from !== to && bridge === "split" ? years.start : undefined),
  };
}

function chooseLimits(
  { areas, reference, ownership, level, strict }: SweepOptions,
  partsIn: number | undefined,
): Limits | undefined {
  if (areas.join() !== "counties" || reference !== NATION || ownership === "total" || strict) return undefined;
  return { level: LEVEL_NUMBERS[level], ownerships: ownershipCodes(ownership), partsIn };
}

/** Totals are read of every ownership and year. */
function levelLimits({ level, ownerships, partsIn }: Limits): readonly LevelLimit[] {
  const limit = { ownerships: (code: number) => ownerships.includes(code) };
  return [
    { ...limit, levels: (each) => each === level },
    {
      ...limit,
      levels: (each) => each !== level && each > INDUSTRY_LEVELS.ownershipTotal,
      ...(partsIn !== undefined && { years: (year: number) => year === partsIn }),
    },
  ];
}

/** Whether rows read within limits are all that others leave. */
function areEnough(read: Limits | undefined, wanted: Limits | undefined): boolean {
  if (read === undefined || wanted === undefined) return read === undefined;
  return wanted.partsIn === undefined || read.partsIn === wanted.partsIn;
}

function allUnder(naics: Naics, code: string, version: Parameters<Naics["children"]>[1]): readonly string[] {
  return naics.children(code, version).flatMap((child) => [child, ...allUnder(naics, child, version)]);
}

/** Whether an industry is neither all of them nor of the level itself. */
function isPart(code: string, level: Level): boolean {
  const depth = industryDepth(code);
  return depth !== undefined && depth !== "total" && depth !== level;
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
};

export interface RowsWanted {
  readonly years: YearRange;
  /** The latest of the span, of which the nation is compared with. */
  readonly end: Period;
  readonly industries: IndustriesWanted;
  /** Whether anybody asks for published changes over the year. */
  readonly changes: boolean;
}

type Codes = ReadonlySet<string> | undefined;

/** Ownerships that figures are made of, and the total. */
const OWNERSHIPS = new Set([0, 1, 2, 3, 5]);

function buildRequest(options: SweepOptions, context: ReadContext, fields: readonly QcewField[]): QcewRequest {
  return {
    fields,
    hash: context.hash,
    ...(options.strict && { strict: true }),
    ...(options.suppressed === "drop" && { ownerships: (code: number) => OWNERSHIPS.has(code) }),
    ...(context.onProgress && { onProgress: context.onProgress }),
    ...(context.sharesRows && { sharesRows: context.sharesRows }),
  };
}

/** What was read of files. */
interface FilesWanted extends IndustriesWanted {
  readonly fields: readonly QcewField[];
}

/** Rows of files, read whole and once; again only where first rows showed too little of what would be asked for. */
export class FileRows {
  readonly readsAtOnce = true;
  notes: readonly Note[] = [];
  sources: readonly QcewSource[] = [];
  #table: QcewTable | undefined;
  #areas: ((code: string) => boolean) | undefined;
  #read: FilesWanted | undefined;

  constructor(
    readonly paths: readonly string[],
    readonly options: SweepOptions,
    readonly context: ReadContext,
  ) {}

  async held(areas: (code: string) => boolean): Promise<QcewTable> {
    this.#areas = areas;
    const { year, since } = this.options;
    const peeked = [...peekYears(this.paths)].sort((a, b) => a - b);
    const end = year ?? peeked.at(-1) ?? 0;
    const earlier = peeked.filter((each) => each < end && (since === undefined || each === since));
    // Where files hold an earlier year, nobody asks for the published change over one.
    const fields = earlier.length > 0 && this.options.suppressed === "drop" ? LEVEL_FIELDS : FIGURES;
    const start = earlier.find((each) => end - each <= LONGEST_SPAN) ?? earlier[0];
    return this.#readAll({ ...wantedIndustries(this.options, { start, end }), fields });
  }

  /** The table with the published changes over the year; undefined if `held` gave them already. */
  async withChanges(): Promise<QcewTable | undefined> {
    if (this.#read!.fields !== LEVEL_FIELDS) return undefined;
    return this.#readAll({ ...this.#read!, fields: FIGURES });
  }

  async rows(codes: Codes, { years, end, industries }: RowsWanted): Promise<QcewTable> {
    const { levels, leftOut, limits } = industries;
    const read = this.#read!;
    const isThere =
      areEnough(read.limits, limits) &&
      (read.levels === undefined || (levels !== undefined && [...levels].every((level) => read.levels!.has(level)))) &&
      [...read.leftOut].every((code) => leftOut.has(code));
    if (!isThere) await this.#readAll({ ...industries, fields: read.fields });
    if (!this.#read!.fields.includes("lqEmployment") && !hasNation(this.#table!, end)) {
      await this.#readAll({ levels, leftOut: new Set(), limits: undefined, fields: [...FIGURES, ...QUOTIENT_FIELDS] });
    }
    const rows = codes ? pickAreas(this.#table!, codes) : this.#table!;
    if (this.options.suppressed === "estimate") return rowsOfYears(rows, years);
    // Nothing is estimated from other years, and a copy of all rows would cost more than the rows.
    this.sources = sourcesOfYears(this.#table!, years);
    return rows;
  }

  async #readAll(wanted: FilesWanted): Promise<QcewTable> {
    const { levels, leftOut, limits, fields } = wanted;
    this.#table = undefined;
    const reading: QcewReading = await readPaths(this.paths, {
      ...buildRequest(this.options, this.context, fields),
      areas: this.#areas!,
      industriesLeftOut: leftOut,
      ...(levels && { levels: (level: number) => levels.has(level) }),
      ...(limits && { limits: levelLimits(limits) }),
    });
    this.#read = wanted;
    this.notes = reading.notes;
    this.sources = reading.table.sources;
    return (this.#table = reading.table);
  }
}

/** The nation's rows of a period are there, or there are none to compare with and its shares must be recovered. */
export function hasNation({ areas, area, year, quarter, length }: QcewTable, end: Period): boolean {
  const nation = areas.findIndex((code) => code === NATION);
  for (let row = 0; row < length; row++) {
    if (area[row] === nation && year[row] === end.year && quarter[row] === end.quarter) return true;
  }
  return false;
}

/** Rows of a store, of some areas at a time. */
export class StoreRows {
  readonly readsAtOnce = false;
  notes: readonly Note[] = [];
  sources: readonly QcewSource[] = [];
  #held: QcewTable | undefined;

  constructor(
    readonly paths: readonly string[],
    readonly options: SweepOptions,
    readonly context: ReadContext,
  ) {}

  /** What is held has changes over the year. */
  withChanges(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  async held(wanted: (code: string) => boolean): Promise<QcewTable> {
    const { heldRows, openStore } = await import("../../qcew/store/open-store.js");
    const { joinTables } = await import("../../qcew/join-tables.js");
    const held = this.paths.map((path) => {
      const store = openStore(path);
      store.close();
      return heldRows(store, wanted);
    });
    return (this.#held = joinTables(held));
  }

  async rows(codes: Codes, { years, end, industries: { levels }, changes }: RowsWanted): Promise<QcewTable> {
    const { readStores } = await import("../../qcew/store/read-store.js");
    const figures = changes ? FIGURES : LEVEL_FIELDS;
    const fields = hasNation(this.#held!, end) ? figures : [...figures, ...QUOTIENT_FIELDS];
    const request = buildRequest(this.options, { ...this.context, onProgress: () => undefined }, fields);
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
export function pickAreas(table: QcewTable, wanted: ReadonlySet<string>): QcewTable {
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
