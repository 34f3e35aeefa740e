import type { AreaCode } from "../core/codes.js";
import { followBack, type AreaChange } from "./area-changes.js";

export type AreaKind = "nation" | "state" | "county" | "msa" | "micro" | "csa" | "other";

/** An area that QCEW has, or had, rows of. */
export interface Area {
  readonly code: AreaCode;
  readonly name: string;
  readonly kind: AreaKind;
  /** Postal abbreviations: one for states and counties, one or more for metropolitan and combined areas. */
  readonly states: readonly string[];
  /** The only years QCEW uses it in: Connecticut's counties and planning regions. */
  readonly firstYear: number | undefined;
  readonly lastYear: number | undefined;
  /** A county that was merged, split or renamed long ago, or an area of a delineation before that of 2023. */
  readonly former: boolean;
}

export interface State {
  readonly fips: string;
  readonly postal: string;
  readonly name: string;
}

/** A county's place in a delineation of metropolitan, micropolitan and combined areas. */
export interface CbsaCounty {
  readonly area: AreaCode;
  /** Empty where it lies in none. */
  readonly csa: AreaCode | "";
  readonly county: AreaCode;
}

/** A state's workforce development area; QCEW has no rows of it, so it is summed from its counties. */
export interface WorkforceArea {
  readonly name: string;
  readonly state: string;
  readonly counties: readonly AreaCode[];
}

/** From so many areas on, reading all of them is quicker than looking each up in the text. */
const SINGLE_LOOKUPS = 64;

/** A year later than all changes: what is asked about without a year. */
export const LATEST = 9999;

/**
 * The delineations that QCEW's metropolitan areas followed, newest first: by name, with the first year of data. That of
 * 2020 was taken by other publishers alone.
 *
 * @source Each list's counties add up to the areas' own establishments in files of its years; see data/README.md.
 */
export const DELINEATIONS = [
  { name: "2023", month: "July 2023", firstYear: 2024 },
  { name: "2013", month: "February 2013", firstYear: 2013 },
  { name: "2003", month: "December 2003", firstYear: -Infinity },
] as const;
export type Delineation = (typeof DELINEATIONS)[number];
/** The name of a delineation: QCEW's, or the one that only others use. */
export type DelineationName = Delineation["name"] | "2020";

/** The delineation that QCEW's files of a year follow. */
export function findDelineation(year: number): Delineation {
  return DELINEATIONS.find(({ firstYear }) => year >= firstYear)!;
}

/** Where the tables come from; each is asked for once, when it is first needed. */
export interface ShippedAreaTables {
  areas(): readonly Area[];
  /** One area without reading all of them: most questions are about one or a few. */
  area(code: string): Area | undefined;
  states(): readonly State[];
  cbsaCounties(delineation: DelineationName): readonly CbsaCounty[];
  /** In order of time. */
  changes(): readonly AreaChange[];
  workforceAreas(): readonly WorkforceArea[];
}

/** All areas with their counties. Pure; `readAreas` makes one over the tables that ship with the tool. */
export class Areas {
  readonly #tables: ShippedAreaTables;
  #all: readonly Area[] | undefined;
  #byCode: ReadonlyMap<string, Area> | undefined;
  #single = new Map<string, Area | undefined>();
  #states: readonly State[] | undefined;
  #workforceAreas: readonly WorkforceArea[] | undefined;
  #changes: readonly AreaChange[] | undefined;
  readonly #cbsas = new Map<DelineationName, Cbsas>();

  constructor(tables: ShippedAreaTables) {
    this.#tables = tables;
  }

  get all(): readonly Area[] {
    return (this.#all ??= this.#tables.areas());
  }

  get states(): readonly State[] {
    return (this.#states ??= this.#tables.states());
  }

  get workforceAreas(): readonly WorkforceArea[] {
    return (this.#workforceAreas ??= this.#tables.workforceAreas());
  }

  /** How counties changed, in order of time. */
  get changes(): readonly AreaChange[] {
    return (this.#changes ??= this.#tables.changes());
  }

  #delineation(name: DelineationName): Cbsas {
    let cbsas = this.#cbsas.get(name);
    if (!cbsas) this.#cbsas.set(name, (cbsas = indexCbsas(this.#tables.cbsaCounties(name))));
    return cbsas;
  }

  get(code: string): Area | undefined {
    if (!this.#byCode && this.#single.size < SINGLE_LOOKUPS) {
      if (!this.#single.has(code)) this.#single.set(code, this.#tables.area(code));
      return this.#single.get(code);
    }
    this.#byCode ??= new Map(this.all.map((area) => [area.code, area]));
    return this.#byCode.get(code);
  }

  /** The area's name, or its code where no list has it. */
  nameOf(code: string): string {
    return this.get(code)?.name ?? code;
  }

  /**
   * The counties of an area, sorted: of a state, or of a metropolitan, micropolitan or combined area by the
   * delineation that QCEW's files of the year follow, else by the newest one that has the area; a county is its own.
   * Without unknown counties. Connecticut's are the planning regions, or the counties before 2024. Empty for the nation.
   *
   * @param year the latest where left out; a state's counties are those of the year by the days of effect of changes
   */
  countiesOf(code: string, year = LATEST): readonly AreaCode[] {
    // Known by its code: to look up hundreds of areas for their kind takes longer than to read the delineation.
    const area = METROPOLITAN.test(code) ? undefined : this.get(code);
    if (area?.kind === "county") return [area.code];
    if (area?.kind === "nation") return [];
    if (area?.kind !== "state") return this.#listed(code, year)?.counties ?? [];
    const state = code.slice(0, 2);
    const counties = this.all
      .filter((each) => each.kind === "county" && each.code.startsWith(state))
      .filter((each) => !each.former && !each.code.endsWith("999") && inUse(each, year))
      .map((each) => each.code);
    return year === LATEST ? counties : this.#stateIn(counties, year);
  }

  /** By which delineation `countiesOf` lists a metropolitan, micropolitan or combined area; undefined if none has it. */
  delineationFor(code: string, year = LATEST): Delineation | undefined {
    return this.#listed(code, year)?.delineation;
  }

  /** The counties that one delineation gives an area; empty where it has no such area. */
  countiesBy(code: string, delineation: DelineationName): readonly AreaCode[] {
    return this.#delineation(delineation).counties.get(code) ?? [];
  }

  /** The metropolitan, micropolitan and combined areas of a delineation that have one of the counties. */
  areasOver(counties: readonly string[], delineation: DelineationName): readonly AreaCode[] {
    const { containing } = this.#delineation(delineation);
    return [...new Set(counties.flatMap((county) => containing.get(county) ?? []))];
  }

  #listed(code: string, year: number): { counties: readonly AreaCode[]; delineation: Delineation } | undefined {
    for (const delineation of [findDelineation(year), ...DELINEATIONS]) {
      const counties = this.countiesBy(code, delineation.name);
      if (counties.length > 0) return { counties, delineation };
    }
    return undefined;
  }

  #stateIn(counties: readonly AreaCode[], year: number): readonly AreaCode[] {
    // Connecticut's two sets differ by their own years.
    const changes = this.changes.filter(({ after }) => after.every((code) => counties.includes(code)));
    return followBack(counties, changes, { from: year, to: LATEST, hasRows: () => false }).codes;
  }

  /** The areas that a county lies in, from the state to the combined area. */
  areasContaining(county: string, year = LATEST): readonly Area[] {
    const codes = [`${county.slice(0, 2)}000`, ...this.areasOver([county], findDelineation(year).name)];
    return codes.flatMap((code) => this.get(code) ?? []);
  }

  workforceAreasContaining(county: AreaCode): readonly WorkforceArea[] {
    return this.workforceAreas.filter((area) => area.counties.includes(county));
  }
}

/** Whether QCEW uses the area in a year; all but Connecticut's do throughout. */
export function inUse(area: Area, year: number): boolean {
  return (area.firstYear ?? -Infinity) <= year && year <= (area.lastYear ?? Infinity);
}

/** Codes of metropolitan, micropolitan and combined areas. */
const METROPOLITAN = /^C/;

interface Cbsas {
  readonly counties: ReadonlyMap<string, AreaCode[]>;
  readonly containing: ReadonlyMap<string, AreaCode[]>;
}

function indexCbsas(rows: readonly CbsaCounty[]): Cbsas {
  const [counties, containing] = [new Map<string, AreaCode[]>(), new Map<string, AreaCode[]>()];
  for (const { area, csa, county } of rows) {
    for (const whole of csa === "" ? [area] : [area, csa]) {
      append(counties, whole, county);
      append(containing, county, whole);
    }
  }
  for (const list of counties.values()) list.sort();
  return { counties, containing };
}

function append(groups: Map<string, AreaCode[]>, key: string, code: AreaCode): void {
  const group = groups.get(key);
  if (group) group.push(code);
  else groups.set(key, [code]);
}
