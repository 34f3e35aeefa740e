const ZERO = 48;
const MINUS = 45;
/** Whole numbers up to here are written digit by digit. */
const MOST_WHOLE = 1e9;
/** Copying is quicker than a loop from so many bytes on. */
const LONG = 32;
/** The longest number that JavaScript writes is 24 characters. */
export const NUMBER_BYTES = 25;

/**
 * Text on its way to a file, as bytes in one buffer: adding up strings of hundreds of megabytes and encoding them
 * afterwards takes three times as long.
 */
export class ByteText {
  #bytes: Uint8Array = new Uint8Array(1 << 20);
  length = 0;

  /** Gathers what is added from now on in these bytes, as far as they go. */
  gatherIn(bytes: Uint8Array): void {
    this.#bytes = bytes;
    this.length = 0;
  }

  /** Makes sure of room for so many bytes more. */
  reserve(count: number): void {
    if (this.length + count <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(this.length + count, 2 * this.#bytes.length));
    larger.set(this.#bytes.subarray(0, this.length));
    this.#bytes = larger;
  }

  /** Needs as much room as there are bytes. */
  add(piece: Uint8Array): void {
    if (piece.length > LONG) this.#bytes.set(piece, this.length);
    else for (let k = 0; k < piece.length; k++) this.#bytes[this.length + k] = piece[k]!;
    this.length += piece.length;
  }

  addByte(byte: number): void {
    this.#bytes[this.length++] = byte;
  }

  /** A number in full precision, as JavaScript writes it; needs room for `NUMBER_BYTES`. */
  addNumber(value: number): void {
    const bytes = this.#bytes;
    let at = this.length;
    const size = value < 0 ? -value : value;
    if (size < MOST_WHOLE && Math.floor(size) === size) {
      if (value < 0) bytes[at++] = MINUS;
      let end = at + countDigits(size);
      this.length = end;
      let rest = size;
      do {
        const tenth = Math.floor(rest / 10);
        bytes[--end] = ZERO + rest - 10 * tenth;
        rest = tenth;
      } while (end > at);
      return;
    }
    if (!Number.isFinite(value)) throw new Error(`unreachable: ${value} in a table`);
    const text = String(value);
    for (let k = 0; k < text.length; k++) bytes[at++] = text.charCodeAt(k);
    this.length = at;
  }

  /** The bytes since the last time; they are overwritten by what is added next. */
  take(): Uint8Array {
    const taken = this.#bytes.subarray(0, this.length);
    this.length = 0;
    return taken;
  }
}

function countDigits(whole: number): number {
  let digits = 1;
  for (let power = 10; power <= whole; power *= 10) digits++;
  return digits;
}
