import { NATION } from "../../core/codes.js";
import type { SweepOptions } from "./sweep-options.js";
import type { Areas } from "../../areas/areas.js";
import { resolveRegion, type Region } from "../../areas/region.js";
import { InputError } from "../../core/errors.js";
import type { AreaSet } from "../../core/industry-table.js";
import type { Period } from "../../core/codes.js";
import { information, type Note } from "../../core/notes.js";
import { chooseSpan, OF_THE_END, type Span } from "../../region/periods.js";
import type { QcewSource, QcewTable } from "../../qcew/table.js";
import { asWholeYears } from "../../qcew/whole-year.js";
import { isStore } from "../../qcew/store/is-store.js";
import { readChosenClusters } from "../../region/read/inputs.js";
import type { SharedInputs } from "../../region/analysis-inputs.js";
import {
  areasThatBind,
  bindingKey,
  metropolitanCounties,
  pathFrom,
  requireFiles,
  type ReadContext,
} from "../../region/read/area-rows.js";
import { areasHeld, placeInFiles, withStartAreas } from "../../region/read/region-in-files.js";
import { readAreas } from "../../areas/read-areas.js";
import { checkConsistency } from "../../consistency/check.js";
import { summarizeFindings, type FindingSummary } from "../../consistency/notes.js";
import { requireNoHoles } from "../../consistency/strict.js";
import { chooseSweptAreas, isOfKind, metropolitanAreas, type AreaChoice, type SweptAreas } from "./sweep-areas.js";
import { naicsInputs } from "./naics-inputs.js";
import { FileRows, hasNation, wantedIndustries, pickAreas, StoreRows } from "./sweep-rows.js";
import { readChosenSignals, parseSignalFiles, type ChosenSignals } from "../../region/read/signals.js";
import { yearsRead } from "../../region/read/years-read.js";

/** Areas that are computed from one table: all that they share was read with them. */
export interface SweepGroup {
  readonly inputs: SharedInputs;
  /** The files that were read. */
  readonly sources: readonly QcewSource[];
  /** Numbers into the sweep's areas. */
  readonly members: readonly number[];
  /** In what the rows contradict each other; those of the reference count in the first group alone. */
  readonly findContradictions: () => readonly FindingSummary[];
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
  /** Files of other publishers' figures. */
  readonly signalSources: ChosenSignals["sources"];
  readonly notes: readonly Note[];
  readonly groups: readonly { readonly members: readonly number[]; read(): Promise<SweepGroup> }[];
  /** Groups can be read by several threads, each for itself. */
  readonly isShareable: boolean;
}

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
  const signalFiles = parseSignalFiles(options);
  const areas = readAreas();
  const chosen = chooseSweptAreas(areas, options.areas, options);
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
  const ofQuarter = (table: QcewTable): QcewTable => (options.quarter === "mean" ? asWholeYears(table) : table);
  let held = ofQuarter(await source.held(wanted));
  if (options.strict) requireNoHoles(held, areas);
  let swept = sweptAreas(areas, chosen, held, options);
  if (swept.length === 0 && "kind" in chosen && chosen.kind === "msas") {
    held = ofQuarter(await source.held((code) => always.has(code) || isOfKind("counties", code)));
    swept = summedAreas(areas, held, options);
  }
  if (swept.length === 0) throw noArea(held, options.areas);
  let span = chooseTypicalSpan(held, swept, options);
  if (options.latestOnly) span = withoutStart(span);
  else if (span.start === undefined || span.startFromChange) {
    const fuller = await source.withChanges();
    if (fuller) span = chooseTypicalSpan((held = ofQuarter(fuller)), swept, options);
  }
  const heldReference = placeInFiles(areas, () => referenceRegion, held, options);
  const hasRows = areasHeld(held);
  const reference = withStartAreas(areas, setOfPlaced(heldReference), span, hasRows);
  swept = swept.map(({ code, set }) => ({ code, set: withStartAreas(areas, set, span, hasRows) }));
  const signals = await readChosenSignals(signalFiles, options, held, context);
  const naics = naicsInputs();
  const clusters =
    options.clusters === undefined
      ? undefined
      : await readChosenClusters(pathFrom(context.cwd, options.clusters), naics.naics);
  const shared = {
    reference,
    signals: signals.signals,
    referenceChosen: options.reference !== NATION,
    ...naics,
    ...(clusters && { clusters: clusters.groups }),
  };
  const years = yearsRead(span, options);
  // Shares of the nation that are recovered from areas are to be the same for all of them.
  const isRecovered = options.reference === NATION && !hasNation(held, span.end);
  const atOnce = source.readsAtOnce || isRecovered ? swept.length : AREAS_AT_ONCE;
  const start = span.start && !span.startFromChange ? span.start.year : span.end.year;
  const industries = wantedIndustries(options, { start, end: span.end.year });
  return {
    span,
    areas: swept,
    kind: "kind" in chosen ? chosen.kind : "areas",
    reference,
    signalSources: signals.sources,
    notes: [
      ...span.notes,
      ...source.notes,
      ...signals.notes,
      ...(clusters?.notes ?? []),
      ...summedNotes(chosen, swept),
      ...territoryNotes(areas, chosen, swept),
    ],
    isShareable: !source.readsAtOnce,
    groups: groupAreas(areas, swept, reference, options, { atOnce, there: areasAt(held, span.end) }).map(
      ({ codes, members }, number) => ({
        members,
        async read() {
          const isAll = source.readsAtOnce && options.suppressed === "drop";
          const rows = await source.rows(isAll ? undefined : new Set([...codes, ...always]), {
            years,
            end: options.quarter === "mean" ? { year: span.end.year, quarter: 4 } : span.end,
            industries,
            changes:
              options.suppressed === "estimate" ||
              (options.latestOnly !== true && (span.start === undefined || span.startFromChange)),
          });
          const qcew = ofQuarter(rows);
          const counties = metropolitanCounties(areas, qcew, options.year);
          return {
            inputs: { ...shared, qcew, metropolitanCounties: counties },
            sources: source.sources,
            members,
            findContradictions: () => {
              const own =
                number === 0 ? rows : pickAreas(rows, new Set([...codes].filter((code) => !always.has(code))));
              const hasAllLevels = industries.levels === undefined;
              return summarizeFindings(checkConsistency(own, counties, { hasAllLevels }), own);
            },
          };
        },
      }),
    ),
  };
}

function allThatBind(areas: Areas, regions: readonly Region[], options: SweepOptions): ReadonlySet<string> {
  const own = areasThatBind(areas, regions, { ...options, suppressed: "drop" });
  const alike = new Map(regions.map((region) => [readKey(areas, region, options), region]));
  return new Set([...own, ...[...alike.values()].flatMap((region) => [...areasThatBind(areas, [region], options)])]);
}

/** The same for regions for which the same areas bind. */
function readKey(areas: Areas, region: Pick<AreaSet, "areas">, { suppressed, year }: SweepOptions): string {
  return suppressed === "estimate" ? bindingKey(areas, region, year) : region.areas.join();
}

/** Areas of the kind that the files hold, or the regions listed. */
function sweptAreas(
  areas: Areas,
  chosen: ReturnType<typeof chooseSweptAreas>,
  held: QcewTable,
  { year }: SweepOptions,
): readonly SweptArea[] {
  if ("regions" in chosen) {
    return chosen.regions.map((region) => ({
      code: region.published ?? region.name,
      set: setOfPlaced(placeInFiles(areas, () => region, held, { year })),
    }));
  }
  return held.areas
    .filter((code) => isOfKind(chosen.kind, code))
    .sort()
    .map((code) => ({ code, set: { name: areas.nameOf(code), areas: [code], composed: false } }));
}

function setOfPlaced({ name, codes, composed }: ReturnType<typeof placeInFiles>): AreaSet {
  return { name, areas: codes, composed };
}

/** Metropolitan areas as sums of counties, where all of these are in the files. */
function summedAreas(areas: Areas, held: QcewTable, { year }: SweepOptions): readonly SweptArea[] {
  const present = new Set<string>(held.areas);
  return metropolitanAreas(areas)
    .map((code) => ({ code, set: { name: areas.nameOf(code), areas: areas.countiesOf(code, year), composed: true } }))
    .filter(({ set }) => set.areas.length > 0 && set.areas.every((code) => present.has(code)));
}

function summedNotes(chosen: ReturnType<typeof chooseSweptAreas>, swept: readonly SweptArea[]): readonly Note[] {
  const summed = swept.filter(({ set }) => set.composed).length;
  if (summed === 0 || !("kind" in chosen)) return [];
  return [
    information(
      "summed-from-counties",
      `The files hold no rows of metropolitan areas: ${summed} of them were summed from their counties.`,
    ),
  ];
}

/** Territories that QCEW publishes as states and counties, and that US000 does not count. */
const TERRITORIES: ReadonlySet<string> = new Set(["PR", "VI"]);

function territoryNotes(areas: Areas, chosen: SweptAreas, swept: readonly SweptArea[]): readonly Note[] {
  if (!("kind" in chosen)) return [];
  const count = swept.filter(({ set }) =>
    set.areas.every((code) => areas.get(code)?.states.every((state) => TERRITORIES.has(state))),
  ).length;
  if (count === 0) return [];
  return [
    information(
      "territories",
      `${count} of the areas ${count === 1 ? "is" : "are"} in Puerto Rico or the Virgin Islands, which the totals of US000 leave out.`,
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

/** The span is chosen for an area, with its parts, whose periods are those of most areas. */
function chooseTypicalSpan(held: QcewTable, swept: readonly SweptArea[], options: SweepOptions): Span {
  const typical = typicalArea(held, swept);
  const { year, since, quarter } = options;
  return chooseSpan(pickAreas(held, new Set(typical)), { areas: typical }, { year, since, quarter });
}

/** The span's latest year alone, without what is to be said of growth. */
function withoutStart(span: Span): Span {
  const notes = span.notes.filter(({ id }) => OF_THE_END.has(id));
  return { ...span, start: undefined, startFromChange: false, startAreas: span.areas, notes };
}

function typicalArea(held: QcewTable, swept: readonly SweptArea[]): AreaSet["areas"] {
  const numbers = held.areas.map(() => new Set<number>());
  let [lastArea, lastPeriod] = [-1, -1];
  for (let row = 0; row < held.length; row++) {
    const area = held.area[row]!;
    const period = held.year[row]! * 10 + held.quarter[row]!;
    // Files are mostly in order, so that rows of an area and period follow each other.
    if (area === lastArea && period === lastPeriod) continue;
    numbers[area]!.add(period);
    [lastArea, lastPeriod] = [area, period];
  }
  const periods = new Map<string, ReadonlySet<number>>(held.areas.map((code, number) => [code, numbers[number]!]));
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

/**
 * Areas by what must be read for them. Estimates of an area depend on the states that it lies in, with all of their
 * counties and metropolitan areas; without estimates an area depends on nothing.
 */
function groupAreas(
  areas: Areas,
  swept: readonly SweptArea[],
  reference: AreaSet,
  options: SweepOptions,
  { atOnce, there }: { readonly atOnce: number; readonly there: ReadonlySet<string> },
): readonly { readonly codes: ReadonlySet<string>; readonly members: readonly number[] }[] {
  if (options.suppressed === "drop") {
    return Array.from({ length: Math.ceil(swept.length / atOnce) }, (_, group) => {
      const members = swept.map((_, number) => number).slice(group * atOnce, (group + 1) * atOnce);
      return { codes: new Set(members.flatMap((number) => swept[number]!.set.areas)), members };
    });
  }
  const groups = new Map<string, { readonly codes: Set<string>; readonly members: number[] }>();
  const without: number[] = [];
  for (const [number, { set }] of swept.entries()) {
    if (!set.areas.some((code) => there.has(code))) {
      without.push(number);
      continue;
    }
    const key = readKey(areas, set, options);
    const known = groups.get(key);
    if (known) {
      known.members.push(number);
      for (const code of set.areas) known.codes.add(code);
    } else groups.set(key, { codes: new Set(areasThatBind(areas, [set, reference], options)), members: [number] });
  }
  const found = [...groups.values()];
  // Areas without rows of the latest period say so beside others: alone they would have nothing to be compared with.
  found[0]?.members.push(...without);
  return found;
}

/** The areas that have rows of a period. */
function areasAt({ areas, area, year, quarter, length }: QcewTable, period: Period): ReadonlySet<string> {
  const found = new Set<number>();
  for (let row = 0; row < length; row++) {
    if (year[row] === period.year && quarter[row] === period.quarter) found.add(area[row]!);
  }
  return new Set([...found].map((number) => areas[number]!));
}
