import { AREA_KINDS, type Cells } from "./cells.js";
import type { Constraints } from "./constraints.js";
import { decodeUnknown } from "./incidence.js";

/**
 * Joins unknowns that are one figure under several names: an industry with a single part (6221, 62211,
 * 622110), an MSA of one county. They then get one bound and one estimate, and the system shrinks by a
 * third.
 *
 * @returns the same cells and constraints over fewer unknowns; `rows` holds of each unknown the row that
 *   says most about it: the county's rather than the MSA's, the finest industry's
 */
export function joinTwins(cells: Cells, constraints: Constraints): { cells: Cells; constraints: Constraints } {
  const { starts, entries, atMost, remainder, members } = constraints;
  const leader = new Int32Array(cells.rows.length);
  for (let u = 0; u < leader.length; u++) leader[u] = u;
  const find = (u: number): number => {
    let top = u;
    while (leader[top] !== top) top = leader[top]!;
    while (leader[u] !== top) {
      const next = leader[u]!;
      leader[u] = top;
      u = next;
    }
    return top;
  };
  for (let c = 0; c < constraints.length; c++) {
    const start = starts[c]!;
    const isTwin =
      members[c] === 1 &&
      starts[c + 1]! - start === 2 &&
      atMost[c] === 0 &&
      remainder.employment[c] === 0 &&
      remainder.wages[c] === 0;
    if (!isTwin) continue;
    const a = find(decodeUnknown(entries[start]!));
    const b = find(decodeUnknown(entries[start + 1]!));
    if (a !== b) leader[Math.min(a, b)] = Math.max(a, b);
  }

  const twin = new Uint32Array(leader.length);
  let count = 0;
  for (let u = 0; u < leader.length; u++) if (leader[u] === u) twin[u] = count++;
  const rows = new Uint32Array(count);
  const isSeen = new Uint8Array(count);
  const unknown = cells.unknown.slice();
  for (let u = 0; u < leader.length; u++) {
    const of = twin[find(u)]!;
    twin[u] = of;
    const row = cells.rows[u]!;
    if (isSeen[of] === 0 || speaksFor(cells, row, rows[of]!)) rows[of] = row;
    isSeen[of] = 1;
    unknown[row] = of;
  }
  return { cells: { ...cells, rows, unknown }, constraints: relabel(constraints, twin) };
}

function speaksFor(cells: Cells, row: number, other: number): boolean {
  const { table, areaKind } = cells;
  const isCounty = (r: number): boolean => areaKind[table.area[r]!] === AREA_KINDS.county;
  if (isCounty(row) !== isCounty(other)) return isCounty(row);
  return table.level[row]! % 10 > table.level[other]! % 10;
}

/** @param twin of each unknown its new number */
function relabel(constraints: Constraints, twin: Uint32Array): Constraints {
  const { length, starts, entries } = constraints;
  const kept = new Uint32Array(length);
  let count = 0;
  const newStarts = new Uint32Array(length + 1);
  const newEntries = new Int32Array(entries.length);
  // Constraints already kept, by a hash of their entries: a chain of twins repeats its totals. For each hash the last of
  // them, and for each of them the one before; −1 where none is.
  const buckets = 1 << Math.ceil(Math.log2(2 * length + 1));
  const lastOf = new Int32Array(buckets).fill(-1);
  const before = new Int32Array(length);
  let filled = 0;
  for (let c = 0; c < length; c++) {
    const start = filled;
    for (let e = starts[c]!; e < starts[c + 1]!; e++) {
      const entry = entries[e]!;
      newEntries[filled++] = entry < 0 ? ~twin[~entry]! : twin[entry]!;
    }
    // What is left of joined twins: a figure minus itself.
    const isEmpty = filled - start === 2 && newEntries[start] === ~newEntries[start + 1]!;
    if (isEmpty || isRepeated(c, start, filled)) filled = start;
    else {
      kept[count++] = c;
      newStarts[count] = filled;
    }
  }
  function isRepeated(c: number, start: number, end: number): boolean {
    let hash = end - start;
    for (let e = start; e < end; e++) hash = (Math.imul(hash, 31) + newEntries[e]!) | 0;
    const bucket = hash & (buckets - 1);
    let same = -1;
    for (let k = lastOf[bucket]!; k !== -1; k = before[k]!) if (isSame(k, c, start, end)) same = k;
    if (same === -1) {
      before[count] = lastOf[bucket]!;
      lastOf[bucket] = count;
    }
    // Of two totals over the same figures, the one that is a sum of fewer rounded parts says more.
    else if (constraints.rounding.employment[c]! < constraints.rounding.employment[kept[same]!]!) kept[same] = c;
    return same !== -1;
  }

  function isSame(k: number, c: number, start: number, end: number): boolean {
    const from = newStarts[k]!;
    if (newStarts[k + 1]! - from !== end - start) return false;
    for (let e = start; e < end; e++) if (newEntries[from + e - start] !== newEntries[e]) return false;
    const other = kept[k]!;
    return (
      constraints.atMost[other] === constraints.atMost[c] &&
      Math.abs(constraints.remainder.employment[other]! - constraints.remainder.employment[c]!) < 1e-6 &&
      Math.abs(constraints.remainder.wages[other]! - constraints.remainder.wages[c]!) < 1e-6
    );
  }

  const pick = <Array extends Float64Array | Uint8Array | Uint32Array>(values: Array): Array => {
    const picked = values.slice(0, count) as Array;
    for (let k = 0; k < count; k++) picked[k] = values[kept[k]!]!;
    return picked;
  };
  return {
    ...constraints,
    length: count,
    starts: newStarts.slice(0, count + 1),
    entries: newEntries.slice(0, filled),
    total: pick(constraints.total),
    family: pick(constraints.family),
    atMost: pick(constraints.atMost),
    members: pick(constraints.members),
    remainder: { employment: pick(constraints.remainder.employment), wages: pick(constraints.remainder.wages) },
    rounding: { employment: pick(constraints.rounding.employment), wages: pick(constraints.rounding.wages) },
  };
}
