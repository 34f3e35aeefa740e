import type { AreaCode, IndustryCode } from "../../core/codes.js";
import type { QcewField, QcewSource, QcewTable } from "../table.js";
import type { Batch } from "./batch.js";
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
 * Joins batches to one table, as their rows stand.
 *
 * @param isShared its columns lie in memory that threads share
 */
export function joinBatches(batches: readonly Batch[], codes: BatchCodes, isShared = false): QcewTable {
  const length = batches.reduce((sum, batch) => sum + batch.length, 0);
  const join = <Kind extends Column>(kind: ColumnKind<Kind>, take: (batch: Batch) => ArrayLike<number>): Kind => {
    const bytes = length * kind.BYTES_PER_ELEMENT;
    const column = new kind(isShared ? new SharedArrayBuffer(bytes) : new ArrayBuffer(bytes));
    let at = 0;
    for (const batch of batches) {
      column.set(take(batch), at);
      at += batch.length;
    }
    return column;
  };
  const isBlank = (slot: number): boolean => batches.every(({ forms }) => forms[slot] === "blank");
  // One for all fields that no file has.
  const blank = codes.fields.some((_, slot) => isBlank(slot)) ? blankColumn(length) : undefined;
  const fields: Partial<Record<QcewField, Float64Array>> = {};
  for (const [slot, field] of codes.fields.entries()) {
    const take = ({ values, forms, length: rows }: Batch) =>
      forms[slot] === "blank" ? blankColumn(rows) : values[slot]!;
    fields[field] = isBlank(slot) ? blank! : join(Float64Array, take);
  }
  return {
    length,
    areas: codes.areas,
    industries: codes.industries,
    sources: codes.sources,
    area: join(Uint32Array, (batch) => batch.area),
    industry: join(Uint32Array, (batch) => batch.industry),
    ownership: join(Uint8Array, (batch) => batch.ownership),
    level: join(Uint8Array, (batch) => batch.level),
    year: join(Uint16Array, (batch) => batch.year),
    quarter: join(Uint8Array, (batch) => batch.quarter),
    disclosure: join(Uint8Array, (batch) => batch.disclosure),
    lqDisclosure: join(Uint8Array, (batch) => batch.lqDisclosure),
    changeDisclosure: join(Uint8Array, (batch) => batch.changeDisclosure),
    source: join(Uint32Array, (batch) => batch.source),
    line: join(Uint32Array, (batch) => batch.line),
    fields,
  };
}

function blankColumn(length: number): Float64Array {
  return new Float64Array(length).fill(Number.NaN);
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
