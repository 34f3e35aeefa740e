import { FAMILIES, type Family, type Group } from "./constraint-groups.js";
import type { Period } from "../core/codes.js";
import { AREA_KINDS, type Cells, type Quantity } from "./cells.js";
import { eachGeographyGroup } from "./geography-groups.js";
import { eachOwnershipGroup } from "./ownership-groups.js";
import { averageRounding, wageRounding } from "./rounding.js";
import { eachTreeGroup } from "./tree-groups.js";

/** How published figures contradict each other: a total against what it is made of. */
export interface Disagreement {
  readonly total: number;
  readonly members: readonly number[];
  readonly family: Family;
  readonly quantity: Quantity;
  readonly printed: number;
  readonly added: number;
}

/**
 * All additive facts with at least one unknown: Σ unknown members − (unknown total) = remainder ± rounding.
 *
 * Sparse rows: constraint c has the entries `starts[c]` to `starts[c + 1]`. An entry is the number of an
 * unknown where it counts plus, and its bitwise complement (~u, negative) where it counts minus.
 */
export interface Constraints {
  readonly length: number;
  readonly starts: Uint32Array;
  readonly entries: Int32Array;
  readonly total: Uint32Array;
  readonly family: Uint8Array;
  /** 1 where members may be missing: the sum is at most the remainder. */
  readonly atMost: Uint8Array;
  readonly members: Uint32Array;
  readonly remainder: Readonly<Record<Quantity, Float64Array>>;
  readonly rounding: Readonly<Record<Quantity, Float64Array>>;
  readonly disagreements: readonly Disagreement[];
  /** Groups that could not bind, by family: members' establishments exceed the total's. */
  readonly unusable: Readonly<Record<Family, number>>;
  /** Totals of jobs all of whose parts are published, so that they could be compared with each other. */
  readonly compared: number;
  /** The largest miss that was put down to rounding, in jobs. */
  readonly largestRounding: number;
}

const MAXIMUM_DISAGREEMENTS = 20;

/**
 * @param counties of each MSA code its counties' codes; an MSA that the counties don't add up to is left out
 * @param wanted periods whose totals are built; all where left out
 */
export function buildConstraints(
  cells: Cells,
  counties: ReadonlyMap<string, readonly string[]>,
  wanted?: (period: Period) => boolean,
): Constraints {
  const builder = new ConstraintBuilder(cells);
  const isWanted = cells.periods.map((period) => wanted?.(period) ?? true);
  const rows = isWanted.every(Boolean) ? cells.order : cells.order.filter((row) => isWanted[cells.period[row]!]!);
  const add = (group: Group): void => builder.add(group);
  eachTreeGroup(cells, rows, add);
  eachOwnershipGroup(cells, rows, add);
  eachGeographyGroup(cells, rows, counties, add);
  return builder.finish();
}

/**
 * A nation added up from files of its states misses by the rounding of every state: each rounds a half up, an average of
 * four quarters' establishments by an eighth at the mean, one of twelve months' jobs by a twenty-fourth. BLS's own rows
 * of the nation have nothing withheld, so that the slack is for such sums alone.
 */
const STATES = 51;
export const SUMMED_NATION = {
  establishments: (parts: number) => (STATES * parts) / 8 + 3 * Math.sqrt((STATES * parts) / 12),
  employment: (parts: number) => (STATES * parts) / 24 + 3 * Math.sqrt((STATES * parts) / 12),
} as const;

class ConstraintBuilder {
  readonly #cells: Cells;
  readonly #annual: readonly boolean[];
  readonly #unusable = Object.fromEntries(FAMILIES.map((family) => [family, 0])) as Record<Family, number>;
  readonly #disagreements: Disagreement[] = [];
  #largestRounding = 0;
  #compared = 0;
  /** Room for more constraints than there are yet, and for more entries. */
  #found = emptyColumns(1024);
  #entries = new Int32Array(4096);
  #length = 0;
  #filled = 0;

  constructor(cells: Cells) {
    this.#cells = cells;
    this.#annual = cells.periods.map(({ quarter }) => quarter === 0);
  }

  add(group: Group): void {
    const { unknown, known, establishments, period, lacksRows } = this.#cells;
    const { employment, wages } = known;
    const { total, members, count } = group;
    if (count === 0) return;
    const isKnown = unknown[total] === -1;
    let unknowns = isKnown ? 0 : 1;
    let jobs = 0;
    let dollars = 0;
    let counted = 0;
    let withheldCount = false;
    for (let m = 0; m < count; m++) {
      const row = members[m]!;
      const here = establishments[row]!;
      counted += here;
      if (unknown[row] === -1) {
        jobs += employment[row]!;
        dollars += wages[row]!;
        continue;
      }
      unknowns++;
      // A few withheld rows of some releases print no establishments either.
      if (here === 0) withheldCount = true;
    }
    const completeness = this.#completeness(group, counted, withheldCount);
    const annual = this.#annual[period[total]!]!;
    if (isKnown && !lacksRows[period[total]!]!) {
      const mustMatch = unknowns === 0 && completeness === "complete";
      if (mustMatch) this.#compared++;
      const excess = jobs - employment[total]!;
      // Most sums are exact.
      if (excess !== 0) {
        if (isOff(excess, annual ? averageRounding(count) : EXACT, mustMatch)) {
          this.#disagree(group, "employment", jobs, completeness);
        } else if (mustMatch && annual) this.#largestRounding = Math.max(this.#largestRounding, Math.abs(excess));
      }
      const more = dollars - wages[total]!;
      if (more !== 0 && isOff(more, annual ? wageRounding(count) : EXACT, mustMatch)) {
        this.#disagree(group, "wages", dollars, completeness);
      }
    }
    if (completeness === "excess") {
      this.#unusable[group.family]++;
      return;
    }
    if (unknowns === 0) return;
    this.#append(group, { jobs, dollars, isComplete: completeness === "complete" });
  }

  /** @param known what is published of the members */
  #append(
    { total, members, count, family }: Group,
    { jobs, dollars, isComplete }: { readonly jobs: number; readonly dollars: number; readonly isComplete: boolean },
  ): void {
    const { unknown, known, period } = this.#cells;
    this.#makeRoom(count + 1);
    const found = this.#found;
    const entries = this.#entries;
    const c = this.#length++;
    found.starts[c] = this.#filled;
    for (let m = 0; m < count; m++) {
      const u = unknown[members[m]!]!;
      if (u !== -1) entries[this.#filled++] = u;
    }
    const ofTotal = unknown[total]!;
    const isKnown = ofTotal === -1;
    if (!isKnown) entries[this.#filled++] = ~ofTotal;
    found.total[c] = total;
    found.family[c] = FAMILIES.indexOf(family);
    found.atMost[c] = isComplete ? 0 : 1;
    found.members[c] = count;
    found.jobs[c] = (isKnown ? known.employment[total]! : 0) - jobs;
    found.dollars[c] = (isKnown ? known.wages[total]! : 0) - dollars;
    if (!this.#annual[period[total]!]!) return;
    found.jobsRounding[c] = (this.#isNation(total) ? SUMMED_NATION.employment : averageRounding)(count);
    found.dollarsRounding[c] = wageRounding(count);
  }

  #makeRoom(entries: number): void {
    if (this.#length + 1 >= this.#found.starts.length) {
      const larger = emptyColumns(2 * this.#found.starts.length);
      for (const name of COLUMNS) larger[name].set(this.#found[name]);
      this.#found = larger;
    }
    if (this.#filled + entries <= this.#entries.length) return;
    const larger = new Int32Array(Math.max(2 * this.#entries.length, this.#filled + entries));
    larger.set(this.#entries);
    this.#entries = larger;
  }

  finish(): Constraints {
    const found = this.#found;
    const length = this.#length;
    found.starts[length] = this.#filled;
    return {
      length,
      starts: found.starts.slice(0, length + 1),
      entries: this.#entries.slice(0, this.#filled),
      total: found.total.slice(0, length),
      family: found.family.slice(0, length),
      atMost: found.atMost.slice(0, length),
      members: found.members.slice(0, length),
      remainder: { employment: found.jobs.slice(0, length), wages: found.dollars.slice(0, length) },
      rounding: { employment: found.jobsRounding.slice(0, length), wages: found.dollarsRounding.slice(0, length) },
      disagreements: this.#disagreements,
      unusable: this.#unusable,
      compared: this.#compared,
      largestRounding: this.#largestRounding,
    };
  }

  #isNation(row: number): boolean {
    const { table, areaKind } = this.#cells;
    return areaKind[table.area[row]!] === AREA_KINDS.nation;
  }

  // Establishments are published even for withheld cells and add up like jobs, so they tell whether rows
  // are missing from the files (a download of some industries) or there is simply nothing there.
  #completeness({ total, count, allAreas }: Group, sum: number, withheldCount: boolean): Completeness {
    const { establishments, period, lacksRows } = this.#cells;
    const printed = establishments[total]!;
    if (!Number.isFinite(sum + printed)) return allAreas ? "complete" : "missing";
    if (lacksRows[period[total]!]!) return sum === printed && !withheldCount ? "complete" : "missing";
    const annual = this.#annual[period[total]!]!;
    // As nearly all do.
    if (sum === printed) return annual && !allAreas ? "missing" : "complete";
    const tolerance = annual ? averageRounding(count) : EXACT;
    const excess = annual && this.#isNation(total) ? SUMMED_NATION.establishments(count) : tolerance;
    if (sum > printed + excess) return "excess";
    if (annual && !allAreas) return "missing";
    if (sum < printed - tolerance) return withheldCount && allAreas ? "complete" : "missing";
    return "complete";
  }

  #disagree(group: Group, quantity: Quantity, added: number, completeness: Completeness): void {
    // A county outside the area as it was then is not a contradiction: such a group is left out.
    if (completeness === "excess" && group.family === "counties-to-msa") return;
    if (this.#disagreements.length >= MAXIMUM_DISAGREEMENTS) return;
    const members = Array.from(group.members.subarray(0, group.count));
    const printed = this.#cells.known[quantity][group.total]!;
    this.#disagreements.push({ ...group, members, quantity, printed, added });
  }
}

type Completeness = "complete" | "missing" | "excess";

/** How far exact sums may differ: monthly means are thirds, so that their last bits do. */
const EXACT = 0.01;

/** Whether parts add up to more than their total, or to less where they are all of it. */
function isOff(excess: number, tolerance: number, mustMatch: boolean): boolean {
  return excess > tolerance || (mustMatch && excess < -tolerance);
}

/** Of constraints, with room for so many. */
function emptyColumns(room: number) {
  return {
    starts: new Uint32Array(room),
    total: new Uint32Array(room),
    family: new Uint8Array(room),
    atMost: new Uint8Array(room),
    members: new Uint32Array(room),
    jobs: new Float64Array(room),
    dollars: new Float64Array(room),
    jobsRounding: new Float64Array(room),
    dollarsRounding: new Float64Array(room),
  };
}

const COLUMNS = Object.keys(emptyColumns(0)) as (keyof ReturnType<typeof emptyColumns>)[];
