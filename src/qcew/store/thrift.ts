/** The integers and booleans of a Thrift struct by field number; structs within it likewise. */
export interface ThriftFields {
  readonly numbers: readonly (number | undefined)[];
  readonly structs: readonly (ThriftFields | undefined)[];
}

const STOP = 0;
const TRUE = 1;
const FALSE = 2;
const BYTE = 3;
const I64 = 6;
const DOUBLE = 7;
const BINARY = 8;
const STRUCT = 12;

/**
 * Reads a struct of Thrift's compact protocol, as far as page headers of Parquet use it: numbers, booleans
 * and structs are kept, text is passed over, and a list is refused.
 *
 * @source Apache Thrift, "Thrift Compact protocol encoding"
 */
export class ThriftReader {
  at: number;

  constructor(
    readonly bytes: Uint8Array,
    start: number,
  ) {
    this.at = start;
  }

  struct(depth = 0): ThriftFields {
    const numbers: (number | undefined)[] = [];
    const structs: (ThriftFields | undefined)[] = [];
    let field = 0;
    for (;;) {
      const head = this.#byte();
      const type = head & 15;
      if (type === STOP) return { numbers, structs };
      const step = head >> 4;
      field = step === 0 ? zigzag(this.#varint()) : field + step;
      if (field < 0 || field > 64) throw new RangeError(`Thrift field ${field}`);
      if (type === TRUE || type === FALSE) numbers[field] = type === TRUE ? 1 : 0;
      else if (type === BYTE) numbers[field] = this.#byte();
      else if (type > BYTE && type <= I64) numbers[field] = zigzag(this.#varint());
      else if (type === DOUBLE) this.at += 8;
      else if (type === BINARY) this.at += this.#varint();
      else if (type === STRUCT && depth < 4) structs[field] = this.struct(depth + 1);
      else throw new RangeError(`Thrift type ${type}`);
    }
  }

  #byte(): number {
    const byte = this.bytes[this.at++];
    if (byte === undefined) throw new RangeError("a Thrift struct is cut short");
    return byte;
  }

  #varint(): number {
    let value = 0;
    let factor = 1;
    for (;;) {
      const byte = this.#byte();
      value += (byte & 127) * factor;
      if (byte < 128) return value;
      factor *= 128;
      if (factor > 2 ** 49) throw new RangeError("a Thrift number is too long");
    }
  }
}

function zigzag(value: number): number {
  return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
}
