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

  let start = 0;
  while (start < order.length) {
    const first = order[start]!;
    let end = start + 1;
    while (end < order.length && sameBlock(order[end]!)) end++;
    visitBlock(start, end);
    start = end;

    function sameBlock(row: number): boolean {
      return (
        table.area[row] === table.area[first] &&
        table.ownership[row] === table.ownership[first] &&
        period[row] === period[first]
      );
    }
  }

  function visitBlock(from: number, to: number): void {
    for (let k = from; k < to; k++) rowOf[table.industry[order[k]!]!] = order[k]!;
    for (let k = to - 1; k >= from; k--) {
      const industry = table.industry[order[k]!]!;
      let ancestor = parent[industry]!;
      while (ancestor !== -1 && rowOf[ancestor] === -1) ancestor = parent[ancestor]!;
      if (ancestor === -1) continue;
      nextChild[industry] = firstChild[ancestor]!;
      firstChild[ancestor] = industry;
    }
    for (let k = from; k < to; k++) {
      const total = order[k]!;
      let count = 0;
      for (let child = firstChild[table.industry[total]!]!; child !== -1; child = nextChild[child]!) {
        members[count++] = rowOf[child]!;
      }
      if (count > 0) visit({ family: "industries", total, members, count, allAreas: true });
    }
    for (let k = from; k < to; k++) {
      const industry = table.industry[order[k]!]!;
      rowOf[industry] = -1;
      firstChild[industry] = -1;
      nextChild[industry] = -1;
    }
  }
}
