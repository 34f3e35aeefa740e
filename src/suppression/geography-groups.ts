import { AREA_KINDS, sortRows, type Cells } from "./cells.js";
import type { Family, Group } from "./constraint-groups.js";
import { msaCounties } from "./msa-membership.js";
import { averageRounding } from "./rounding.js";

/** FIPS codes of the 50 states and DC end here; 72 and 78 are not part of the nation's totals. */
const LAST_STATE_OF_THE_NATION = 56;

/**
 * Every row of an area that is made of other areas in the files: nation of states, state of counties
 * (with its unknown county 999), MSA of counties.
 *
 * Whether all parts are in the files is judged once an area and period, on the row with the most
 * establishments, since a missing small county would hide in the rounding of a small industry.
 *
 * @param order rows of whole periods, in the cells' order
 */
export function eachGeographyGroup(
  cells: Cells,
  order: Uint32Array,
  counties: ReadonlyMap<string, readonly string[]>,
  visit: (group: Group) => void,
): void {
  const { table, period } = cells;
  const places = placeAreas(cells, msaCounties(cells, counties));
  // Of most regions there are no totals of areas in the files: a nation without its states, counties without theirs.
  if (places.capacity.every((capacity) => capacity === 0)) return;
  const takesPart = areasThatTakePart(places);
  const wanted = order.filter((row) => takesPart[table.area[row]!] === 1);
  const { byPeriod, byOwnership, byIndustry, byArea } = cells.sortKeys;
  const sorted = sortRows(wanted, [byPeriod, byOwnership, byIndustry, byArea]);
  const best = new Float64Array(places.totals * cells.periods.length).fill(-1);
  const gapAtBest = new Float64Array(best.length);
  const partsAtBest = new Uint32Array(best.length);

  eachBlock((total, slot, members, count) => {
    const size = cells.establishments[total]!;
    const key = slot * cells.periods.length + period[total]!;
    if (!(size > best[key]!)) return;
    let sum = 0;
    for (let m = 0; m < count; m++) sum += cells.establishments[members[m]!]!;
    best[key] = size;
    gapAtBest[key] = size - sum;
    partsAtBest[key] = count;
  });
  eachBlock((total, slot, members, count) => {
    const key = slot * cells.periods.length + period[total]!;
    const annual = cells.periods[period[total]!]!.quarter === 0;
    const tolerance = annual ? averageRounding(partsAtBest[key]!) : 0.01;
    const gap = gapAtBest[key]!;
    visit({ family: places.family[slot]!, total, members, count, allAreas: Math.abs(gap) <= tolerance });
  });

  function eachBlock(see: (total: number, slot: number, members: Uint32Array, count: number) => void): void {
    const totalRow = new Int32Array(places.totals).fill(-1);
    const filled = new Uint32Array(places.totals);
    const members = places.capacity.map((capacity) => new Uint32Array(capacity));
    let start = 0;
    while (start < sorted.length) {
      const first = sorted[start]!;
      let end = start;
      let anyTotal = false;
      while (end < sorted.length && sameBlock(sorted[end]!, first)) {
        const row = sorted[end++]!;
        const own = places.slot[table.area[row]!]!;
        if (own !== -1) {
          totalRow[own] = row;
          anyTotal = true;
        }
        for (const slot of places.partOf[period[row]!]![table.area[row]!]!) members[slot]![filled[slot]!++] = row;
      }
      for (let k = start; k < end; k++) {
        const slot = places.slot[table.area[sorted[k]!]!]!;
        if (slot === -1) continue;
        if (anyTotal && filled[slot]! > 0) see(totalRow[slot]!, slot, members[slot]!, filled[slot]!);
        totalRow[slot] = -1;
      }
      filled.fill(0);
      start = end;
    }
  }

  function sameBlock(row: number, first: number): boolean {
    return (
      table.industry[row] === table.industry[first] &&
      table.ownership[row] === table.ownership[first] &&
      period[row] === period[first]
    );
  }
}

interface Places {
  /** How many areas of the files are made of others. */
  readonly totals: number;
  /** For each area, its number as a total; −1 where it is none. */
  readonly slot: Int32Array;
  readonly family: readonly Family[];
  /** By period, of each area the totals that it is part of. */
  readonly partOf: readonly (readonly (readonly number[])[])[];
  /** For each total, how many areas may be part of it. */
  readonly capacity: readonly number[];
}

/** 1 for each area that is part of a total, or one of which there is a part. */
function areasThatTakePart({ slot, partOf, capacity }: Places): Uint8Array {
  return Uint8Array.from(slot, (own, area) => {
    const isPart = partOf.some((ofAreas) => ofAreas[area]!.length > 0);
    return isPart || (own !== -1 && capacity[own]! > 0) ? 1 : 0;
  });
}

function placeAreas(cells: Cells, msas: readonly ReadonlyMap<number, readonly number[]>[]): Places {
  const { table, areaKind } = cells;
  const slot = new Int32Array(table.areas.length).fill(-1);
  const family: Family[] = [];
  const numbers = new Map<string, number>();
  table.areas.forEach((code, area) => {
    const kind = areaKind[area]!;
    if (kind === AREA_KINDS.nation) family.push("states-to-nation");
    else if (kind === AREA_KINDS.state) family.push("counties-to-state");
    else if (msas.some((counties) => counties.has(area))) family.push("counties-to-msa");
    else return;
    slot[area] = family.length - 1;
    numbers.set(code, family.length - 1);
  });
  const nation = numbers.get("US000");
  const widerOf = table.areas.map((code, area): readonly number[] => {
    if (areaKind[area] === AREA_KINDS.state) {
      return nation !== undefined && Number(code.slice(0, 2)) <= LAST_STATE_OF_THE_NATION ? [nation] : [];
    }
    const state = areaKind[area] === AREA_KINDS.county ? numbers.get(`${code.slice(0, 2)}000`) : undefined;
    return state === undefined ? [] : [state];
  });
  const partOf = msas.map((counties) => {
    const totals = widerOf.map((wider) => [...wider]);
    for (const [msa, members] of counties) for (const county of members) totals[county]!.push(slot[msa]!);
    return totals;
  });
  const capacity = family.map((_, total) =>
    Math.max(0, ...partOf.map((ofAreas) => ofAreas.filter((totals) => totals.includes(total)).length)),
  );
  return { totals: family.length, slot, family, partOf, capacity };
}
