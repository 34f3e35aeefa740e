import type { AreaCode } from "../codes.js";

export type AreaKind = "nation" | "state" | "county" | "msa" | "micro" | "csa" | "other";

/** An area that QCEW has, or had, rows of. */
export interface Area {
  readonly code: AreaCode;
  readonly name: string;
  readonly kind: AreaKind;
  /** Postal abbreviations: one for states and counties, one or more for metropolitan and combined areas. */
  readonly states: readonly string[];
  /** The only years QCEW uses it in: Connecticut's counties and planning regions. */
  readonly firstYear?: number;
  readonly lastYear?: number;
  /** A county that was merged, split or renamed long ago, or a delineation that the latest one replaced. */
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
  readonly csa?: AreaCode;
  readonly county: AreaCode;
}

/** A state's workforce development area; QCEW has no rows of it, so it is summed from its counties. */
export interface WorkforceArea {
  readonly name: string;
  readonly state: string;
  readonly counties: readonly AreaCode[];
}

/** A year for which Connecticut's counties are asked, where none is known: the latest set. */
const LATEST = 9999;

/** All areas with their counties. Pure; `readAreas` makes one from the tables that ship with the tool. */
export class Areas {
  readonly all: readonly Area[];
  readonly states: readonly State[];
  readonly workforceAreas: readonly WorkforceArea[];
  readonly #byCode: ReadonlyMap<string, Area>;
  readonly #counties = new Map<string, AreaCode[]>();
  readonly #containing = new Map<string, AreaCode[]>();

  constructor(tables: {
    readonly areas: readonly Area[];
    readonly states: readonly State[];
    readonly cbsaCounties: readonly CbsaCounty[];
    readonly workforceAreas: readonly WorkforceArea[];
  }) {
    this.all = tables.areas;
    this.states = tables.states;
    this.workforceAreas = tables.workforceAreas;
    this.#byCode = new Map(tables.areas.map((area) => [area.code, area]));
    for (const { area, csa, county } of tables.cbsaCounties) {
      for (const whole of csa === undefined ? [area] : [area, csa]) {
        append(this.#counties, whole, county);
        append(this.#containing, county, whole);
      }
    }
    for (const list of this.#counties.values()) list.sort();
  }

  get(code: string): Area | undefined {
    return this.#byCode.get(code);
  }

  /** The area's name, or its code where no list has it. */
  nameOf(code: string): string {
    return this.#byCode.get(code)?.name ?? code;
  }

  /**
   * The counties of an area, sorted: of a state, or of a metropolitan, micropolitan or combined area by the
   * delineation of July 2023; a county is its own. Without former and unknown counties. Connecticut's are the
   * planning regions, or the counties before 2024. Empty for the nation and for areas of earlier delineations.
   */
  countiesOf(code: string, year = LATEST): readonly AreaCode[] {
    const area = this.#byCode.get(code);
    if (area?.kind === "county") return [area.code];
    if (area?.kind !== "state") return this.#counties.get(code) ?? [];
    const state = code.slice(0, 2);
    return this.all
      .filter((each) => each.kind === "county" && each.code.startsWith(state))
      .filter((each) => !each.former && !each.code.endsWith("999") && inUse(each, year))
      .map((each) => each.code);
  }

  /** The areas that a county lies in, from the state to the combined area. */
  areasContaining(county: string): readonly Area[] {
    const codes = [`${county.slice(0, 2)}000`, ...(this.#containing.get(county) ?? [])];
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

function append(groups: Map<string, AreaCode[]>, key: string, code: AreaCode): void {
  const group = groups.get(key);
  if (group) group.push(code);
  else groups.set(key, [code]);
}
