import type { AreaCode, IndustryCode } from "../../core/codes.js";
import type { QcewField, QcewSource, QcewTable } from "../table.js";
import { BATCH_CODE_COLUMNS, returnBatch, type Batch } from "./batch.js";
import { findDuplicates } from "./duplicates.js";

/** What the numbers in batches stand for. */
export interface BatchCodes {
  readonly areas: readonly AreaCode[];
  readonly industries: readonly IndustryCode[];
  readonly sources: readonly QcewSource[];
  /** Of the columns of numbers, in order. */
  readonly fields: readonly QcewField[];
}

type Column = Uint8Array | Uint16Array | Uint32Array | Float64Array;

interface ColumnKind<Kind extends Column> {
  readonly BYTES_PER_ELEMENT: number;
  new (memory: ArrayBufferLike): Kind;
}

/**
 * Joins batches to one table, as their rows stand, and gives their memory back: none is there twice for long.
 *
 * @param isShared its columns lie in memory that threads share
 */
export function joinBatches(batches: readonly Batch[], codes: BatchCodes, isShared = false): QcewTable {
  const length = batches.reduce((sum, batch) => sum + batch.length, 0);
  const create = <Kind extends Column>(kind: ColumnKind<Kind>): Kind => {
    const bytes = length * kind.BYTES_PER_ELEMENT;
    return new kind(isShared ? new SharedArrayBuffer(bytes) : new ArrayBuffer(bytes));
  };
  const columns = codes.fields.map((_, slot) =>
    batches.every(({ forms }) => forms[slot] === "blank") ? undefined : create(Float64Array),
  );
  const rows = {
    area: create(Uint32Array),
    industry: create(Uint32Array),
    ownership: create(Uint8Array),
    level: create(Uint8Array),
    year: create(Uint16Array),
    quarter: create(Uint8Array),
    disclosure: create(Uint8Array),
    lqDisclosure: create(Uint8Array),
    changeDisclosure: create(Uint8Array),
    source: create(Uint32Array),
    line: create(Uint32Array),
  };
  let at = 0;
  for (const batch of batches) {
    const end = at + batch.length;
    for (const [slot, column] of columns.entries()) {
      if (batch.forms[slot] === "blank") column?.fill(Number.NaN, at, end);
      else column?.set(batch.values[slot]!, at);
    }
    for (const name of BATCH_CODE_COLUMNS) rows[name].set(batch[name], at);
    at = end;
    returnBatch(batch);
  }
  // One for all fields that no file has.
  const blank = columns.includes(undefined) ? create(Float64Array).fill(Number.NaN) : undefined;
  const { areas, industries, sources } = codes;
  const fields = Object.fromEntries(codes.fields.map((field, slot) => [field, columns[slot] ?? blank!]));
  return { length, areas, industries, sources, ...rows, fields };
}

/**
 * The table with each key once, and only the fields that were asked for.
 *
 * @throws {InputError} `QCEW_DUPLICATE` where two rows of one key hold different figures
 */
export function withoutDuplicates(
  table: QcewTable,
  fields: readonly QcewField[],
): { readonly table: QcewTable; readonly duplicates: number } {
  const dropped = findDuplicates(table);
  const keep = <Kind extends Column>(column: Kind): Kind => {
    if (dropped.length === 0) return column;
    const kept = column.slice(0, column.length - dropped.length) as Kind;
    // Runs of rows between the dropped ones move down.
    let to = dropped[0]!;
    for (const [index, row] of dropped.entries()) {
      const next = dropped[index + 1] ?? column.length;
      kept.set(column.subarray(row + 1, next), to);
      to += next - row - 1;
    }
    return kept;
  };
  return {
    duplicates: dropped.length,
    table: {
      length: table.length - dropped.length,
      areas: table.areas,
      industries: table.industries,
      sources: table.sources,
      area: keep(table.area),
      industry: keep(table.industry),
      ownership: keep(table.ownership),
      level: keep(table.level),
      year: keep(table.year),
      quarter: keep(table.quarter),
      disclosure: keep(table.disclosure),
      lqDisclosure: keep(table.lqDisclosure),
      changeDisclosure: keep(table.changeDisclosure),
      source: keep(table.source),
      line: keep(table.line),
      fields: Object.fromEntries(fields.map((field) => [field, keep(table.fields[field]!)])),
    },
  };
}
