import type { Cells } from "./cells.js";
import type { Group } from "./constraint-groups.js";
import { buildAncestry } from "./industry-tree.js";

/**
 * Every industry of an area and ownership with the industries that it is made of.
 *
 * A row belongs to its nearest ancestor that has a row, so files that skip a level still bind.
 *
 * @param order rows of whole periods, in the cells' order
 */
export function eachTreeGroup(cells: Cells, order: Uint32Array, visit: (group: Group) => void): void {
  const { table, period } = cells;
  const { codes, parent } = buildAncestry(table.industries);
  const rowOf = new Int32Array(codes.length).fill(-1);
  // Children of an industry as a linked list through industries: each has one row a block.
  const firstChild = new Int32Array(codes.length).fill(-1);
  const nextChild = new Int32Array(codes.length).fill(-1);
  const members = new Uint32Array(codes.length);

  const { area, ownership, industry } = table;
  const { length } = order;
  const group = { family: "industries", total: 0, members, count: 0, allAreas: true } satisfies Group;
  for (let start = 0; start < length;) {
    const first = order[start]!;
    const [ofArea, ofOwnership, ofPeriod] = [area[first], ownership[first], period[first]];
    let end = start + 1;
    for (; end < length; end++) {
      const row = order[end]!;
      if (area[row] !== ofArea || ownership[row] !== ofOwnership || period[row] !== ofPeriod) break;
    }
    visitBlock(start, end);
    start = end;
  }

  function visitBlock(from: number, to: number): void {
    for (let k = from; k < to; k++) rowOf[industry[order[k]!]!] = order[k]!;
    for (let k = to - 1; k >= from; k--) {
      const number = industry[order[k]!]!;
      let ancestor = parent[number]!;
      while (ancestor !== -1 && rowOf[ancestor] === -1) ancestor = parent[ancestor]!;
      if (ancestor === -1) continue;
      nextChild[number] = firstChild[ancestor]!;
      firstChild[ancestor] = number;
    }
    for (let k = from; k < to; k++) {
      const total = order[k]!;
      let child = firstChild[industry[total]!]!;
      if (child === -1) continue;
      let count = 0;
      for (; child !== -1; child = nextChild[child]!) members[count++] = rowOf[child]!;
      group.total = total;
      group.count = count;
      visit(group);
    }
    for (let k = from; k < to; k++) {
      const number = industry[order[k]!]!;
      rowOf[number] = -1;
      firstChild[number] = -1;
    }
  }
}
