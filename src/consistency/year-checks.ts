import { PUBLISHED, type QcewField, type QcewTable } from "../qcew/table.js";
import { AREA_KINDS } from "../suppression/cells.js";
import { blocksByArea, type Block } from "./blocks.js";
import { Tally, type Finding } from "./finding.js";

/** Fewer rows than this say nothing of another year's. */
const FEW_ROWS = 50;

/**
 * Years of an area against each other: one has about as many rows as the next, and a year's level less its published
 * change is what the file of the year before prints, except for revisions.
 */
export function checkYears(table: QcewTable, blocks: readonly Block[], isSlice: Uint8Array): readonly Finding[] {
  return [rowsByYear(table, blocks, isSlice), ...yearsBefore(table, blocks)].filter(({ compared }) => compared > 0);
}

function rowsByYear(table: QcewTable, blocks: readonly Block[], isSlice: Uint8Array): Finding {
  const tally = new Tally("years");
  const years = new Map<number, { row: number; rows: number }[]>();
  for (const group of blocksByArea(blocks)) {
    const { area, kind, quarter, rows } = group[0]!;
    // Industries of metropolitan areas are no longer published from 2025 on.
    if (kind === AREA_KINDS.msa || kind === AREA_KINDS.other || isSlice[table.source[rows[0]!]!] === 1) continue;
    const key = area * 8 + quarter;
    if (!years.has(key)) years.set(key, []);
    years.get(key)!.push({ row: rows[0]!, rows: group.reduce((sum, block) => sum + block.rows.length, 0) });
  }
  for (const counts of years.values()) {
    if (counts.length < 2) continue;
    const most = Math.max(...counts.map(({ rows }) => rows));
    if (most < FEW_ROWS) continue;
    for (const { row, rows } of counts) {
      tally.compared++;
      if (rows < most / 2) tally.miss({ row, field: "establishments", printed: rows, expected: most }, most - rows);
    }
  }
  return tally.finding();
}

/** Levels with their changes, and what a row must print to count: below it a few jobs are a tenth. */
const LEVELS: readonly (readonly [level: QcewField, change: QcewField, smallest: number])[] = [
  ["establishments", "changeEstablishments", 20],
  ["employment", "changeEmployment", 100],
  ["wages", "changeWages", 1_000_000],
];

/** Revisions move few rows by more than this part. */
const REVISED = 0.1;

const NO_ROW = -1;

function yearsBefore(table: QcewTable, blocks: readonly Block[]): readonly Finding[] {
  const back = rowsOfYearBefore(table, blocks);
  return back ? LEVELS.map((level) => compareYears(table, back, level)) : [];
}

/** For each row, the row of its key a year before, or NO_ROW. */
function rowsOfYearBefore({ length, areas, industries, industry }: QcewTable, blocks: readonly Block[]) {
  const blockKey = ({ year, quarter, area, ownership }: Block, years: number): number =>
    (((year - years) * 8 + quarter) * areas.length + area) * 10 + ownership;
  const earlier = new Map(blocks.map((block) => [blockKey(block, 0), block]));
  const rowOf = new Int32Array(industries.length).fill(NO_ROW);
  let back: Int32Array | undefined;
  for (const block of blocks) {
    const before = earlier.get(blockKey(block, 1));
    if (!before) continue;
    back ??= new Int32Array(length).fill(NO_ROW);
    for (const row of before.rows) rowOf[industry[row]!] = row;
    for (const row of block.rows) back[row] = rowOf[industry[row]!]!;
    for (const row of before.rows) rowOf[industry[row]!] = NO_ROW;
  }
  return back;
}

function compareYears(
  { length, fields, disclosure, changeDisclosure }: QcewTable,
  back: Int32Array,
  [levelField, changeField, smallest]: (typeof LEVELS)[number],
): Finding {
  const tally = new Tally("year-before");
  const level = fields[levelField];
  const change = fields[changeField];
  if (!level || !change) return tally.finding();
  const isCount = levelField === "establishments";
  for (let row = 0; row < length; row++) {
    const other = back[row]!;
    if (other === NO_ROW) continue;
    const isPublished =
      disclosure[row] === PUBLISHED && disclosure[other] === PUBLISHED && changeDisclosure[row] === PUBLISHED;
    if (!isCount && !isPublished) continue;
    const expected = level[row]! - change[row]!;
    const printed = level[other]!;
    const larger = Math.max(expected, printed);
    if (!(larger >= smallest)) continue;
    tally.compared++;
    const gap = Math.abs(printed - expected);
    if (gap > REVISED * larger) tally.miss({ row: other, field: levelField, printed, expected }, gap);
  }
  return tally.finding();
}
