import { quarterRows, QUARTERS } from "./whole-year.js";
import type { QcewField, QcewSource, QcewTable } from "./table.js";

type Column = Uint8Array | Uint16Array | Uint32Array | Float64Array;

/**
 * Tables one after the other as one. A field that only some have is blank in the others' rows; a source that
 * several name is one.
 */
export function joinTables(tables: readonly QcewTable[]): QcewTable {
  const [only] = tables;
  if (only && tables.length === 1) return only;
  const length = tables.reduce((sum, table) => sum + table.length, 0);
  const copy = <Kind extends Column>(target: Kind, of: (table: QcewTable) => ArrayLike<number>): Kind => {
    let at = 0;
    for (const table of tables) {
      target.set(of(table), at);
      at += table.length;
    }
    return target;
  };
  const areas = new Numbering<QcewTable["areas"][number]>();
  const industries = new Numbering<QcewTable["industries"][number]>();
  const sources = new Numbering<QcewSource>();
  const fields: Partial<Record<QcewField, Float64Array>> = {};
  for (const field of new Set(tables.flatMap((table) => Object.keys(table.fields) as QcewField[]))) {
    fields[field] = copy(
      new Float64Array(length),
      (table) => table.fields[field] ?? new Float64Array(table.length).fill(Number.NaN),
    );
  }
  return {
    length,
    area: copy(new Uint32Array(length), ({ area, areas: codes }) => areas.renumber(area, codes, String)),
    industry: copy(new Uint32Array(length), (table) => industries.renumber(table.industry, table.industries, String)),
    source: copy(new Uint32Array(length), (table) => sources.renumber(table.source, table.sources, sourceKey)),
    areas: areas.items,
    industries: industries.items,
    sources: sources.items,
    ownership: copy(new Uint8Array(length), ({ ownership }) => ownership),
    level: copy(new Uint8Array(length), ({ level }) => level),
    year: copy(new Uint16Array(length), ({ year }) => year),
    quarter: copy(new Uint8Array(length), ({ quarter }) => quarter),
    disclosure: copy(new Uint8Array(length), ({ disclosure }) => disclosure),
    lqDisclosure: copy(new Uint8Array(length), ({ lqDisclosure }) => lqDisclosure),
    changeDisclosure: copy(new Uint8Array(length), ({ changeDisclosure }) => changeDisclosure),
    fields,
    line: copy(new Uint32Array(length), ({ line }) => line),
  };
}

function sourceKey({ file, sha256 }: QcewSource): string {
  return `${file}\n${sha256 ?? ""}`;
}

/** Things in order of first appearance, each once. */
class Numbering<Item> {
  readonly items: Item[] = [];
  readonly #known = new Map<string, number>();

  renumber(numbers: ArrayLike<number>, items: readonly Item[], keyOf: (item: Item) => string): Uint32Array {
    const places = items.map((item) => {
      const key = keyOf(item);
      const known = this.#known.get(key);
      if (known !== undefined) return known;
      this.#known.set(key, this.items.length);
      return this.items.push(item) - 1;
    });
    const renumbered = new Uint32Array(numbers.length);
    for (let row = 0; row < renumbered.length; row++) renumbered[row] = places[numbers[row]!]!;
    return renumbered;
  }
}

/** The rows of a table that `rows` names, in its order. */
export function pickRows(table: QcewTable, rows: Uint32Array): QcewTable {
  const runs = findRuns(rows);
  const pick = <Kind extends Column>(column: Kind): Kind => {
    const picked = column.slice(0, rows.length) as Kind;
    if (runs) for (const { at, from, to } of runs) picked.set(column.subarray(from, to), at);
    else for (let at = 0; at < rows.length; at++) picked[at] = column[rows[at]!]!;
    return picked;
  };
  const picked = withColumns(table, rows.length, pick);
  const { ofQuarters } = table;
  if (!ofQuarters) return picked;
  const quarters = new Int32Array(rows.length * QUARTERS.length);
  rows.forEach((row, at) => quarters.set(quarterRows(ofQuarters, row), at * QUARTERS.length));
  return { ...picked, ofQuarters: { ...ofQuarters, rows: quarters } };
}

/** Neighbouring rows from `from` to `to`, which come to stand at `at`. */
interface Run {
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

/** Rows that are shorter runs than this on the average are copied one by one. */
const SHORT_RUN = 32;

/** Rows as runs of neighbours, which are copied at once; undefined if most have none. */
function findRuns(rows: Uint32Array): readonly Run[] | undefined {
  const runs: Run[] = [];
  for (let at = 0; at < rows.length;) {
    const from = rows[at]!;
    let length = 1;
    while (rows[at + length] === from + length) length++;
    if (runs.push({ at, from, to: from + length }) * SHORT_RUN > rows.length + SHORT_RUN) return undefined;
    at += length;
  }
  return runs;
}

/** A table without the columns of some fields. */
export function withoutFields(table: QcewTable, fields: readonly QcewField[]): QcewTable {
  const kept = Object.entries(table.fields).filter(([field]) => !fields.includes(field as QcewField));
  return { ...table, fields: Object.fromEntries(kept) };
}

/** Neighbouring rows of a table; its memory is shared. */
export function sliceRows(table: QcewTable, start: number, end: number): QcewTable {
  return withColumns(table, end - start, (column) => column.subarray(start, end) as typeof column);
}

function withColumns(table: QcewTable, length: number, of: <Kind extends Column>(column: Kind) => Kind): QcewTable {
  const fields: Partial<Record<QcewField, Float64Array>> = {};
  // Fields that no file has share one blank column, see joinBatches.
  const known = new Map<Float64Array, Float64Array>();
  for (const [field, column] of Object.entries(table.fields)) {
    let other = known.get(column);
    if (!other) known.set(column, (other = of(column)));
    fields[field as QcewField] = other;
  }
  return {
    ...table,
    length,
    area: of(table.area),
    industry: of(table.industry),
    ownership: of(table.ownership),
    level: of(table.level),
    year: of(table.year),
    quarter: of(table.quarter),
    disclosure: of(table.disclosure),
    lqDisclosure: of(table.lqDisclosure),
    changeDisclosure: of(table.changeDisclosure),
    fields,
    source: of(table.source),
    line: of(table.line),
  };
}
