import { OWNERSHIP_SLOTS } from "../core/codes.js";
import { sortRows, type Cells } from "./cells.js";
import type { Group } from "./constraint-groups.js";

/** What each summed ownership is made of: total covered, and government. */
const PARTS: readonly { readonly ownership: number; readonly parts: readonly number[] }[] = [
  { ownership: 0, parts: [1, 2, 3, 5] },
  { ownership: 8, parts: [1, 2, 3] },
];

/**
 * Every row of total covered (0) and of all government (8) with the ownerships that it is made of.
 *
 * @param order rows of whole periods, in the cells' order
 */
export function eachOwnershipGroup(cells: Cells, order: Uint32Array, visit: (group: Group) => void): void {
  const { table, period } = cells;
  const { industry, ownership } = table;
  const isSum = new Uint8Array(OWNERSHIP_SLOTS);
  for (const sum of PARTS) isSum[sum.ownership] = 1;
  const summed = new Uint8Array(table.industries.length);
  for (let place = 0; place < order.length; place++) {
    const row = order[place]!;
    if (isSum[ownership[row]!] === 1) summed[industry[row]!] = 1;
  }
  const wanted = new Uint32Array(order.length);
  let count = 0;
  for (let place = 0; place < order.length; place++) {
    const row = order[place]!;
    if (summed[industry[row]!] === 1) wanted[count++] = row;
  }
  const { byPeriod, byIndustry, byArea, byOwnership } = cells.sortKeys;
  const sorted = sortRows(wanted.subarray(0, count), [byPeriod, byIndustry, byArea, byOwnership]);

  const rowOf = new Int32Array(10);
  const members = new Uint32Array(10);
  let start = 0;
  while (start < sorted.length) {
    const first = sorted[start]!;
    rowOf.fill(-1);
    let end = start;
    while (end < sorted.length) {
      const row = sorted[end]!;
      const same =
        table.area[row] === table.area[first] &&
        table.industry[row] === table.industry[first] &&
        period[row] === period[first];
      if (!same) break;
      rowOf[table.ownership[row]!] = row;
      end++;
    }
    for (const { ownership, parts } of PARTS) {
      const total = rowOf[ownership]!;
      if (total === -1) continue;
      let count = 0;
      for (const part of parts) if (rowOf[part] !== -1) members[count++] = rowOf[part]!;
      visit({ family: "ownerships", total, members, count, allAreas: true });
    }
    start = end;
  }
}
