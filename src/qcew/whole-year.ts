import { NO_ROW, RowTable } from "./row-table.js";
import { employmentChanges } from "./published-changes.js";
import {
  NOTHING,
  PUBLISHED,
  WITHHELD,
  type IncompleteYear,
  type OfQuarters,
  type QcewField,
  type QcewTable,
} from "./table.js";

export const QUARTERS = [1, 2, 3, 4] as const;
const ALL_QUARTERS = 0b1111;

/** How a year's figure comes from four quarters' ones. */
const MEANS: readonly QcewField[] = ["establishments", "employment", "changeEstablishments"];
const SUMS: readonly QcewField[] = ["wages", "changeWages"];

/**
 * A table of whole years from quarterly rows: jobs as the mean of the twelve months, establishments as the mean of the
 * four quarters, wages as their sum, as the publisher's annual averages are made, but not rounded.
 *
 * A year is made where all four quarters of an area are there. A row of which a quarter is withheld is withheld; what
 * the others print serves its estimate (`suppression/whole-year.ts`). Published quotients are a quarter's, so that the
 * year has none. Annual rows of the table are left out.
 *
 * @source BLS Handbook of Methods, QCEW: annual averages are means of the monthly employment levels
 */
export function asWholeYears(table: QcewTable): QcewTable {
  const index = new RowTable(table);
  for (let row = 0; row < table.length; row++) index.findOrAdd(row);
  const quartersOf = quartersByAreaAndYear(table);
  const isWhole = (row: number): boolean =>
    table.quarter[row]! > 0 && quartersOf.get(areaYear(table.area[row]!, table.year[row]!)) === ALL_QUARTERS;

  const first = new Uint32Array(table.length);
  const rows = new Int32Array(table.length * QUARTERS.length);
  let length = 0;
  let partial = 0;
  // One object for all rows: a national year has thirteen million.
  const key = { area: 0, industry: 0, ownership: 0, year: 0, quarter: 0 };
  for (let row = 0; row < table.length; row++) {
    if (!isWhole(row)) continue;
    key.area = table.area[row]!;
    key.industry = table.industry[row]!;
    key.ownership = table.ownership[row]!;
    key.year = table.year[row]!;
    const at = length * QUARTERS.length;
    let isFirst = true;
    let missing = 0;
    for (const quarter of QUARTERS) {
      key.quarter = quarter;
      const found = quarter === table.quarter[row] ? row : index.find(key);
      rows[at + quarter - 1] = found;
      if (found === NO_ROW) missing++;
      else if (quarter < table.quarter[row]!) {
        // The earliest quarter's row stands for the year.
        isFirst = false;
        break;
      }
    }
    if (!isFirst) continue;
    if (missing > 0) partial++;
    first[length++] = row;
  }
  const ofQuarters: OfQuarters = {
    table,
    rows: rows.slice(0, length * QUARTERS.length),
    incomplete: incompleteYears(table, quartersOf),
    partial,
  };
  return { ...buildColumns(table, first.subarray(0, length), ofQuarters), ofQuarters };
}

/** The quarterly rows of a year's row, by quarter; NO_ROW where there is none. */
export function quarterRows({ rows }: OfQuarters, year: number): Int32Array {
  return rows.subarray(year * QUARTERS.length, (year + 1) * QUARTERS.length);
}

function buildColumns(table: QcewTable, first: Uint32Array, ofQuarters: OfQuarters): QcewTable {
  const { length } = first;
  const { rows } = ofQuarters;
  const pick = <Column extends Numbers>(column: Column): Column => {
    const picked = new (column.constructor as new (length: number) => Column)(length);
    for (let at = 0; at < length; at++) picked[at] = column[first[at]!]!;
    return picked;
  };
  const disclosure = new Uint8Array(length);
  const changeDisclosure = new Uint8Array(length);
  for (let at = 0; at < length; at++) {
    disclosure[at] = combined(table.disclosure, rows, at);
    // Where a quarter has no row, the year before may have had one.
    const isWhole = !quarterRows(ofQuarters, at).includes(NO_ROW);
    const isKnown = isWhole && combined(table.changeDisclosure, rows, at) === PUBLISHED;
    changeDisclosure[at] = isKnown ? PUBLISHED : WITHHELD;
  }
  const fields: Partial<Record<QcewField, Float64Array>> = {};
  const combine = (field: QcewField, quarterly: Float64Array | undefined, divisor: number): void => {
    if (quarterly) fields[field] = combineQuarters(quarterly, table, { rows, disclosure, field, divisor });
  };
  for (const field of MEANS) combine(field, table.fields[field], QUARTERS.length);
  for (const field of SUMS) combine(field, table.fields[field], 1);
  combine("changeEmployment", employmentChanges(table), QUARTERS.length);
  return {
    length,
    areas: table.areas,
    industries: table.industries,
    sources: table.sources,
    area: pick(table.area),
    industry: pick(table.industry),
    ownership: pick(table.ownership),
    level: pick(table.level),
    year: pick(table.year),
    quarter: new Uint8Array(length),
    disclosure,
    lqDisclosure: new Uint8Array(length).fill(WITHHELD),
    changeDisclosure,
    fields,
    source: pick(table.source),
    line: pick(table.line),
    ...(table.derivedYear !== undefined && { derivedYear: table.derivedYear }),
  };
}

type Numbers = Uint8Array | Uint16Array | Uint32Array | Float64Array;

/** Withheld where one quarter is; undefined if all four say so. */
function combined(disclosure: Uint8Array, rows: Int32Array, at: number): number {
  let result: number = NOTHING;
  for (let q = 0; q < QUARTERS.length; q++) {
    const row = rows[at * QUARTERS.length + q]!;
    if (row === NO_ROW) continue;
    if (disclosure[row] === WITHHELD) return WITHHELD;
    if (disclosure[row] === PUBLISHED) result = PUBLISHED;
  }
  return result;
}

function combineQuarters(
  quarterly: Float64Array,
  table: QcewTable,
  of: {
    readonly rows: Int32Array;
    readonly disclosure: Uint8Array;
    readonly field: QcewField;
    readonly divisor: number;
  },
): Float64Array {
  const isCount = of.field === "establishments";
  return Float64Array.from(of.disclosure, (disclosure, at) => {
    // The publisher prints zeros in what it withholds, except for establishments.
    if (disclosure !== PUBLISHED && !isCount) return 0;
    let sum = 0;
    for (let q = 0; q < QUARTERS.length; q++) {
      const row = of.rows[at * QUARTERS.length + q]!;
      if (row === NO_ROW || table.disclosure[row] === NOTHING) continue;
      // A few withheld rows print no establishments either: 0 says nothing of them.
      if (isCount && table.disclosure[row] === WITHHELD && quarterly[row] === 0) return Number.NaN;
      sum += quarterly[row]!;
    }
    return sum / of.divisor;
  });
}

function areaYear(area: number, year: number): number {
  return area * 10_000 + year;
}

/** For each area and year, the quarters that there are rows of, as bits. */
function quartersByAreaAndYear({ length, area, year, quarter }: QcewTable): Map<number, number> {
  const found = new Map<number, number>();
  let last = -1;
  let bits = 0;
  for (let row = 0; row < length; row++) {
    if (quarter[row] === 0) continue;
    const key = areaYear(area[row]!, year[row]!);
    const bit = 1 << (quarter[row]! - 1);
    // Rows of an area and quarter mostly follow each other.
    if (key === last && (bits & bit) !== 0) continue;
    bits = (found.get(key) ?? 0) | bit;
    found.set(key, bits);
    last = key;
  }
  return found;
}

function incompleteYears({ areas }: QcewTable, quartersOf: ReadonlyMap<number, number>): readonly IncompleteYear[] {
  return [...quartersOf]
    .filter(([, bits]) => bits !== ALL_QUARTERS)
    .map(([key, bits]) => ({
      area: areas[Math.floor(key / 10_000)]!,
      year: key % 10_000,
      missing: QUARTERS.filter((quarter) => (bits & (1 << (quarter - 1))) === 0),
    }))
    .sort((a, b) => a.year - b.year || (a.area < b.area ? -1 : 1));
}
