import { OWNERSHIP_SLOTS } from "../core/codes.js";
import type { QcewTable } from "../qcew/table.js";
import { AREA_KINDS } from "../suppression/cells.js";
import { averageRounding } from "../suppression/rounding.js";
import { blocksByArea, type Block } from "./blocks.js";
import { Tally } from "./finding.js";
import { PartSums, type SumChecks } from "./sum-checks.js";

/** FIPS codes of the 50 states and DC end here; what follows is not part of the nation's totals. */
const LAST_STATE_OF_THE_NATION = 56;

/** What each summed ownership is made of: total covered, and government. */
const SUMMED: Readonly<Record<number, readonly number[]>> = { 0: [1, 2, 3, 5], 8: [1, 2, 3] };

/** Rows of all industries of two ownerships or more without one of total covered, of which they are part. */
function checkTotalCovered(table: QcewTable, group: readonly Block[], all: number, orphans: Tally): void {
  const totals = group.flatMap(({ ownership, rows }) => {
    const row = rows.find((one) => table.industry[one] === all);
    return row === undefined ? [] : [{ ownership, row }];
  });
  const parts = totals.filter(({ ownership }) => SUMMED[0]!.includes(ownership));
  if (parts.length < 2) return;
  orphans.compared++;
  if (totals.some(({ ownership }) => ownership === 0)) return;
  const { row } = parts.at(-1)!;
  const printed = table.fields.establishments![row]!;
  orphans.miss({ row, field: "establishments", printed, expected: Number.NaN }, printed);
}

/** Total covered and all government against the ownerships that they are made of. */
export function checkOwnerships(table: QcewTable, blocks: readonly Block[], sums: SumChecks): Tally {
  const orphans = new Tally("parent");
  const all = table.industries.findIndex((code) => code === "10");
  const held = new Set(blocks.map(({ ownership }) => ownership));
  // Private rows beside the total were chosen so by somebody.
  if (![1, 2, 3].some((ownership) => held.has(ownership))) return orphans;
  const parts = new PartSums(table, 1);
  for (const group of blocksByArea(blocks)) {
    if (group[0]!.kind === AREA_KINDS.other) continue;
    checkTotalCovered(table, group, all, orphans);
    for (const { ownership, rows } of group) {
      const of = SUMMED[ownership];
      const total = of && rows.find((row) => table.industry[row] === all);
      if (total === undefined) continue;
      for (const part of group) {
        if (!of!.includes(part.ownership)) continue;
        const row = part.rows.find((one) => table.industry[one] === all);
        if (row !== undefined) parts.add(0, row);
      }
      sums.compare(total, parts, 0);
      parts.clear(0);
    }
  }
  return orphans;
}

/**
 * States against their counties, metropolitan areas against theirs, the nation against its states, where the files hold
 * all of them: the row with the most establishments shows whether they do.
 *
 * @param counties of each metropolitan area its counties' codes, of any vintage
 */
export function checkAreas(
  table: QcewTable,
  blocks: readonly Block[],
  { sums, counties }: { readonly sums: SumChecks; readonly counties: ReadonlyMap<string, readonly string[]> },
): void {
  const groups = blocksByArea(blocks);
  const partsOf = partsOfAreas(table, groups, counties);
  if (partsOf.size === 0) return;
  const byPeriod = new Map<number, Map<number, readonly Block[]>>();
  for (const group of groups) {
    const { year, quarter, area } = group[0]!;
    const key = year * 8 + quarter;
    if (!byPeriod.has(key)) byPeriod.set(key, new Map());
    byPeriod.get(key)!.set(area, group);
  }
  const parts = new PartSums(table, OWNERSHIP_SLOTS * table.industries.length);
  const findSlot = (row: number): number => table.ownership[row]! * table.industries.length + table.industry[row]!;
  const each = (of: readonly Block[], visit: (row: number) => void): void => {
    // These loops run once, before they are compiled: an iterator makes an object a row then.
    for (const { rows } of of) for (let at = 0; at < rows.length; at++) visit(rows[at]!);
  };
  for (const areas of byPeriod.values()) {
    for (const [area, members] of partsOf) {
      const total = areas.get(area);
      const found = members.flatMap((member) => areas.get(member) ?? []);
      if (!total || found.length === 0) continue;
      each(found, (row) => parts.add(findSlot(row), row));
      if (holdsAll(table, total, parts, findSlot)) {
        each(total, (row) => {
          if (parts.count[findSlot(row)]! > 0) sums.compare(row, parts, findSlot(row));
        });
      }
      each(found, (row) => parts.clear(findSlot(row)));
    }
  }
}

/** Whether the parts hold the establishments of the total's largest row. */
function holdsAll(
  { fields, quarter }: QcewTable,
  total: readonly Block[],
  parts: PartSums,
  slotOf: (row: number) => number,
): boolean {
  let largest = -1;
  for (const { rows } of total) {
    for (const row of rows) {
      const isLarger = largest === -1 || fields.establishments![row]! > fields.establishments![largest]!;
      if (parts.count[slotOf(row)]! > 0 && isLarger) largest = row;
    }
  }
  if (largest === -1) return false;
  const slot = slotOf(largest);
  const slack = quarter[largest] === 0 ? averageRounding(parts.count[slot]!) : 0.01;
  return Math.abs(fields.establishments![largest]! - parts.establishments[slot]!) <= slack;
}

/** For each area that others in the table are part of, by number, the numbers of these. */
function partsOfAreas(
  table: QcewTable,
  groups: readonly (readonly Block[])[],
  counties: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<number, readonly number[]> {
  const kindOf = new Map(groups.map(([block]) => [block!.area, block!.kind]));
  const numbers = new Map<string, number>(table.areas.map((code, area) => [code, area]));
  const parts = new Map<number, number[]>();
  const add = (whole: number | undefined, part: number): void => {
    if (whole === undefined) return;
    const list = parts.get(whole) ?? [];
    list.push(part);
    parts.set(whole, list);
  };
  for (const [area, kind] of kindOf) {
    const code = table.areas[area]!;
    if (kind === AREA_KINDS.county) add(numbers.get(`${code.slice(0, 2)}000`), area);
    if (kind === AREA_KINDS.state && Number(code.slice(0, 2)) <= LAST_STATE_OF_THE_NATION) {
      add(numbers.get("US000"), area);
    }
    if (kind === AREA_KINDS.msa) {
      for (const county of counties.get(code) ?? []) {
        const part = numbers.get(county);
        if (part !== undefined) add(area, part);
      }
    }
  }
  return parts;
}
