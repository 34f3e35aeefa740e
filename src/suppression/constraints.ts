import { FAMILIES, type Family, type Group } from "./constraint-groups.js";
import type { Period } from "../core/codes.js";
import { AREA_KINDS, type Cells, type Quantity } from "./cells.js";
import { eachGeographyGroup } from "./geography-groups.js";
import { Growable } from "./growable.js";
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
  const isWanted = wanted && cells.periods.map(wanted);
  const rows = isWanted ? cells.order.filter((row) => isWanted[cells.period[row]!]!) : cells.order;
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
  readonly #annual: boolean[];
  readonly #starts = new Growable((size) => new Uint32Array(size));
  readonly #entries = new Growable((size) => new Int32Array(size));
  readonly #total = new Growable((size) => new Uint32Array(size));
  readonly #family = new Growable((size) => new Uint8Array(size));
  readonly #atMost = new Growable((size) => new Uint8Array(size));
  readonly #members = new Growable((size) => new Uint32Array(size));
  readonly #remainder = record(() => new Growable((size) => new Float64Array(size)));
  readonly #rounding = record(() => new Growable((size) => new Float64Array(size)));
  readonly #disagreements: Disagreement[] = [];
  readonly #unusable = Object.fromEntries(FAMILIES.map((family) => [family, 0])) as Record<Family, number>;
  #largestRounding = 0;
  #compared = 0;

  constructor(cells: Cells) {
    this.#cells = cells;
    this.#annual = cells.periods.map(({ quarter }) => quarter === 0);
  }

  add(group: Group): void {
    const { unknown, known, establishments, period } = this.#cells;
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
      counted += establishments[row]!;
      if (unknown[row] === -1) {
        jobs += known.employment[row]!;
        dollars += known.wages[row]!;
        continue;
      }
      unknowns++;
      // A few withheld rows of some releases print no establishments either.
      if (establishments[row] === 0) withheldCount = true;
    }
    const completeness = this.#completeness(group, counted, withheldCount);
    const annual = this.#annual[period[total]!]!;
    if (isKnown && !this.#cells.lacksRows[period[total]!]!) {
      const mustMatch = unknowns === 0 && completeness === "complete";
      this.#compareJobs(group, jobs, { mustMatch, annual, completeness });
      const excess = dollars - known.wages[total]!;
      const tolerance = annual ? wageRounding(count) : EXACT;
      if (isOff(excess, tolerance, mustMatch)) this.#disagree(group, "wages", dollars, completeness);
    }
    if (completeness === "excess") {
      this.#unusable[group.family]++;
      return;
    }
    if (unknowns === 0) return;

    this.#starts.push(this.#entries.length);
    for (let m = 0; m < count; m++) {
      const u = unknown[members[m]!]!;
      if (u !== -1) this.#entries.push(u);
    }
    if (unknown[total] !== -1) this.#entries.push(~unknown[total]!);
    this.#total.push(total);
    this.#family.push(FAMILIES.indexOf(group.family));
    this.#atMost.push(completeness === "complete" ? 0 : 1);
    this.#members.push(count);
    this.#remainder.employment.push((isKnown ? known.employment[total]! : 0) - jobs);
    this.#remainder.wages.push((isKnown ? known.wages[total]! : 0) - dollars);
    const jobsOff = this.#isNation(total) ? SUMMED_NATION.employment : averageRounding;
    this.#rounding.employment.push(annual ? jobsOff(count) : 0);
    this.#rounding.wages.push(annual ? wageRounding(count) : 0);
  }

  finish(): Constraints {
    this.#starts.push(this.#entries.length);
    return {
      length: this.#total.length,
      starts: this.#starts.finish(),
      entries: this.#entries.finish(),
      total: this.#total.finish(),
      family: this.#family.finish(),
      atMost: this.#atMost.finish(),
      members: this.#members.finish(),
      remainder: { employment: this.#remainder.employment.finish(), wages: this.#remainder.wages.finish() },
      rounding: { employment: this.#rounding.employment.finish(), wages: this.#rounding.wages.finish() },
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
    const tolerance = annual ? averageRounding(count) : EXACT;
    const excess = annual && this.#isNation(total) ? SUMMED_NATION.establishments(count) : tolerance;
    if (sum > printed + excess) return "excess";
    if (annual && !allAreas) return "missing";
    if (sum < printed - tolerance) return withheldCount && allAreas ? "complete" : "missing";
    return "complete";
  }

  #compareJobs(
    group: Group,
    sum: number,
    facts: { readonly mustMatch: boolean; readonly annual: boolean; readonly completeness: Completeness },
  ): void {
    const { mustMatch, annual, completeness } = facts;
    if (mustMatch) this.#compared++;
    const excess = sum - this.#cells.known.employment[group.total]!;
    if (isOff(excess, annual ? averageRounding(group.count) : EXACT, mustMatch)) {
      this.#disagree(group, "employment", sum, completeness);
    } else if (mustMatch && annual) {
      this.#largestRounding = Math.max(this.#largestRounding, Math.abs(excess));
    }
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

function record<Value>(make: () => Value): Record<Quantity, Value> {
  return { employment: make(), wages: make() };
}
