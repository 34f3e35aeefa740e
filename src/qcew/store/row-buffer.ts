import type { AreaCode, IndustryCode } from "../../core/codes.js";
import type { Batch } from "../read/batch.js";
import type { QcewField, QcewSource, QcewTable } from "../table.js";

/** What the numbers in batches and buffers stand for; the lists grow while files are read. */
export interface Codes {
  readonly areas: readonly AreaCode[];
  readonly industries: readonly IndustryCode[];
  readonly sources: readonly QcewSource[];
  /** Of the columns of figures of a batch, in order. */
  readonly fields: readonly QcewField[];
}

const FIRST_CAPACITY = 16_384;

type Column = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array;

/** The rows of one period that are read and not written yet. */
export class RowBuffer {
  length = 0;
  #capacity = FIRST_CAPACITY;
  #area = new Uint32Array(FIRST_CAPACITY);
  #industry = new Uint32Array(FIRST_CAPACITY);
  #ownership = new Uint8Array(FIRST_CAPACITY);
  #level = new Uint8Array(FIRST_CAPACITY);
  #disclosure = new Uint8Array(FIRST_CAPACITY);
  #lqDisclosure = new Uint8Array(FIRST_CAPACITY);
  #changeDisclosure = new Uint8Array(FIRST_CAPACITY);
  #source = new Uint32Array(FIRST_CAPACITY);
  #line = new Uint32Array(FIRST_CAPACITY);
  /** By field of the codes; made when the first figure of the field comes. */
  readonly #figures: (Float64Array | undefined)[];

  constructor(
    readonly period: { readonly year: number; readonly quarter: number },
    readonly codes: Codes,
  ) {
    this.#figures = codes.fields.map(() => undefined);
  }

  /** @param rows of the batch; all where left out */
  add(batch: Batch, rows?: Uint32Array): void {
    const count = rows?.length ?? batch.length;
    this.#makeRoom(count);
    const copy = (target: Column, source: Column): void => {
      if (rows) for (let row = 0; row < count; row++) target[this.length + row] = source[rows[row]!]!;
      else target.set(source.subarray(0, count), this.length);
    };
    copy(this.#area, batch.area);
    copy(this.#industry, batch.industry);
    copy(this.#ownership, batch.ownership);
    copy(this.#level, batch.level);
    copy(this.#disclosure, batch.disclosure);
    copy(this.#lqDisclosure, batch.lqDisclosure);
    copy(this.#changeDisclosure, batch.changeDisclosure);
    copy(this.#source, batch.source);
    copy(this.#line, batch.line);
    batch.values.forEach((values, slot) => {
      // What no row filled is blank already.
      if (batch.forms[slot] === "blank") return;
      copy((this.#figures[slot] ??= new Float64Array(this.#capacity).fill(Number.NaN)), values);
    });
    this.length += count;
  }

  /** The rows as a table, over the buffer's own memory: to be used up before rows are added. */
  table(): QcewTable {
    const { length } = this;
    const fields: Partial<Record<QcewField, Float64Array>> = {};
    this.codes.fields.forEach((field, slot) => {
      const column = this.#figures[slot];
      if (column) fields[field] = column.subarray(0, length);
    });
    return {
      length,
      areas: this.codes.areas,
      industries: this.codes.industries,
      sources: this.codes.sources,
      area: this.#area.subarray(0, length),
      industry: this.#industry.subarray(0, length),
      ownership: this.#ownership.subarray(0, length),
      level: this.#level.subarray(0, length),
      year: new Uint16Array(length).fill(this.period.year),
      quarter: new Uint8Array(length).fill(this.period.quarter),
      disclosure: this.#disclosure.subarray(0, length),
      lqDisclosure: this.#lqDisclosure.subarray(0, length),
      changeDisclosure: this.#changeDisclosure.subarray(0, length),
      fields,
      source: this.#source.subarray(0, length),
      line: this.#line.subarray(0, length),
    };
  }

  /** Keeps only these rows, which are in rising order. */
  keep(rows: Uint32Array): void {
    const columns: Column[] = [
      this.#area,
      this.#industry,
      this.#ownership,
      this.#level,
      this.#disclosure,
      this.#lqDisclosure,
      this.#changeDisclosure,
      this.#source,
      this.#line,
      ...this.#figures.filter((column) => column !== undefined),
    ];
    for (const column of columns) for (let at = 0; at < rows.length; at++) column[at] = column[rows[at]!]!;
    for (const column of this.#figures) column?.fill(Number.NaN, rows.length, this.length);
    this.length = rows.length;
  }

  #makeRoom(count: number): void {
    if (this.length + count <= this.#capacity) return;
    while (this.#capacity < this.length + count) this.#capacity *= 2;
    const grow = <Kind extends Column>(column: Kind, grown: Kind): Kind => {
      grown.set(column);
      return grown;
    };
    this.#area = grow(this.#area, new Uint32Array(this.#capacity));
    this.#industry = grow(this.#industry, new Uint32Array(this.#capacity));
    this.#ownership = grow(this.#ownership, new Uint8Array(this.#capacity));
    this.#level = grow(this.#level, new Uint8Array(this.#capacity));
    this.#disclosure = grow(this.#disclosure, new Uint8Array(this.#capacity));
    this.#lqDisclosure = grow(this.#lqDisclosure, new Uint8Array(this.#capacity));
    this.#changeDisclosure = grow(this.#changeDisclosure, new Uint8Array(this.#capacity));
    this.#source = grow(this.#source, new Uint32Array(this.#capacity));
    this.#line = grow(this.#line, new Uint32Array(this.#capacity));
    this.#figures.forEach((column, slot) => {
      if (column) this.#figures[slot] = grow(column, new Float64Array(this.#capacity).fill(Number.NaN));
    });
  }
}
