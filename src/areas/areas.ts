import type { AreaCode } from "../core/codes.js";

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

/** A county's place in the delineation of metropolitan, micropolitan and combined areas. */
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

/** A year for which Connecticut's counties are asked, where none is known: the latest set. */
const LATEST = 9999;

/** Where the tables come from; each is asked for once, when it is first needed. */
export interface ShippedAreaTables {
  areas(): readonly Area[];
  /** One area without reading all of them: most questions are about one or a few. */
  area(code: string): Area | undefined;
  states(): readonly State[];
  cbsaCounties(): readonly CbsaCounty[];
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
  #cbsas: Cbsas | undefined;

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

  get #delineation(): Cbsas {
    return (this.#cbsas ??= cbsasOf(this.#tables.cbsaCounties()));
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
   * delineation of July 2023; a county is its own. Without former and unknown counties. Connecticut's are the
   * planning regions, or the counties before 2024. Empty for the nation and for areas of earlier delineations.
   */
  countiesOf(code: string, year = LATEST): readonly AreaCode[] {
    const area = this.get(code);
    if (area?.kind === "county") return [area.code];
    if (area?.kind === "nation") return [];
    if (area?.kind !== "state") return this.#delineation.counties.get(code) ?? [];
    const state = code.slice(0, 2);
    return this.all
      .filter((each) => each.kind === "county" && each.code.startsWith(state))
      .filter((each) => !each.former && !each.code.endsWith("999") && inUse(each, year))
      .map((each) => each.code);
  }

  /** The areas that a county lies in, from the state to the combined area. */
  areasContaining(county: string): readonly Area[] {
    const codes = [`${county.slice(0, 2)}000`, ...(this.#delineation.containing.get(county) ?? [])];
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

interface Cbsas {
  readonly counties: ReadonlyMap<string, AreaCode[]>;
  readonly containing: ReadonlyMap<string, AreaCode[]>;
}

function cbsasOf(rows: readonly CbsaCounty[]): Cbsas {
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
