import { RowCells, ROW_WHOLE } from "./cells.js";
import type { Code, Local } from "./wasm.js";
import {
  add,
  add32,
  and,
  bitmask,
  countOnes,
  countTrailingZeros,
  differs,
  encodeModule,
  equalBytes,
  extend,
  get,
  giveBack,
  i32,
  I32,
  i64,
  I64,
  isZero,
  less32,
  loadVector,
  Locals,
  not,
  or,
  repeatWhile,
  set,
  shiftLeft,
  shiftRight,
  splat,
  spreadSign,
  store32,
  sub,
  sub32,
  V128,
  when,
  wrap,
  xor,
} from "./wasm.js";

/** Bytes held at once: they stay in a processor's cache, and no row is as long. */
export const BUFFER_BYTES = 262_144;
// Blocks of 64 bytes are read whole, past the end of the text.
const PADDING = 64;
const BLOCK = 64;
const PAGE = 65_536;
const ROWS_OFFSET = BUFFER_BYTES + PADDING;
const MOST_ROWS = 16_384;

/** How rows look in the text at hand. */
export interface RowShape {
  readonly delimiter: number;
  readonly rowEnd: number;
  /** Cells of a row. */
  readonly width: number;
}

/**
 * Finds whole rows in a buffer, as fast as memory gives them.
 *
 * A plain row has as many cells as the header, quotes only where a cell starts or ends, and no line break
 * in quotes. All plain rows are found at once; whatever is not plain is left for someone who looks closer.
 */
export interface RowSplitter {
  /** The text goes here. */
  readonly bytes: Uint8Array;
  /** Where the row after each plain row starts. */
  readonly next: Uint32Array;
  /**
   * Finds the plain rows from `at` on, up to the first that is not plain or not whole.
   *
   * @returns how many; their `next` are set
   */
  split(at: number, limit: number, shape: RowShape): number;
}

/** With vector instructions where there are any. */
export function createRowSplitter(): RowSplitter {
  try {
    return new VectorRowSplitter();
  } catch {
    // A Node.js started without WebAssembly, or a machine that can't spare its address space.
    return new PlainRowSplitter();
  }
}

/** The same in plain code: what the vectors must agree with. */
export class PlainRowSplitter implements RowSplitter {
  readonly bytes = new Uint8Array(BUFFER_BYTES);
  readonly next = new Uint32Array(MOST_ROWS);

  split(at: number, limit: number, shape: RowShape): number {
    const cells = new RowCells(0, shape.delimiter, shape.rowEnd);
    let count = 0;
    let start = at;
    while (start < limit && count < MOST_ROWS) {
      if (cells.cut(this.bytes, start, limit, false) !== ROW_WHOLE) break;
      if (cells.count !== shape.width || cells.innerBreaks > 0) break;
      start = cells.next;
      this.next[count++] = start;
    }
    return count;
  }
}

// Node.js has it; the language's own type library does not.
declare const WebAssembly: {
  readonly Memory: new (size: { initial: number; maximum: number }) => { readonly buffer: ArrayBuffer };
  readonly Module: new (code: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: Readonly<Record<string, unknown>> };
};

type Run = (
  at: number,
  limit: number,
  delimiter: number,
  rowEnd: number,
  delimiters: number,
  rows: number,
  rowsEnd: number,
) => number;

export class VectorRowSplitter implements RowSplitter {
  readonly bytes: Uint8Array;
  readonly next: Uint32Array;
  readonly #run: Run;

  constructor() {
    const pages = Math.ceil((ROWS_OFFSET + MOST_ROWS * 4) / PAGE);
    const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
    this.bytes = new Uint8Array(memory.buffer, 0, BUFFER_BYTES);
    this.next = new Uint32Array(memory.buffer, ROWS_OFFSET, MOST_ROWS);
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(splitCode()), { env: { memory } });
    this.#run = exports["run"] as Run;
  }

  split(at: number, limit: number, { delimiter, rowEnd, width }: RowShape): number {
    const end = this.#run(at, limit, delimiter, rowEnd, width - 1, ROWS_OFFSET, ROWS_OFFSET + MOST_ROWS * 4);
    return (end - ROWS_OFFSET) / 4;
  }
}

const QUOTE = 34;
const CARRIAGE_RETURN = 13;

// The text is looked at in blocks of 64 bytes, as masks of 64 bits: one bit a byte, the first byte lowest
// (the way of Langdale & Lemire, "Parsing gigabytes of JSON per second", 2019).
function splitCode(): Uint8Array {
  const locals = new Locals();
  const at = locals.parameter(I32);
  const limit = locals.parameter(I32);
  const delimiter = locals.parameter(I32);
  const rowEnd = locals.parameter(I32);
  const delimitersOfRow = locals.parameter(I32);
  const rows = locals.parameter(I32);
  const rowsEnd = locals.parameter(I32);

  const [delimiterVector, rowEndVector, quoteVector, returnVector] = [
    locals.variable(V128),
    locals.variable(V128),
    locals.variable(V128),
    locals.variable(V128),
  ];
  const [quotes, delimiters, ends, valid] = variables(locals, 4);
  const [inside, opening, closing, afterClosing, cellStarts, wrong] = variables(locals, 6);
  // What the block before hands on: bit 0, or for `insideBefore` all bits.
  const [insideBefore, closingBefore, startBefore] = variables(locals, 3);
  const [found, expected, below] = variables(locals, 3);

  const maskOf = (vector: Local): Code => {
    const sixteen = (part: number): Code =>
      shiftLeft(extend(bitmask(equalBytes(loadVector(get(at), part * 16), get(vector)))), i64(BigInt(part * 16)));
    return or(or(sixteen(0), sixteen(1)), or(sixteen(2), sixteen(3)));
  };
  const without = (mask: Local, removed: Local): Code => and(get(mask), not(get(removed)));
  const bitAbove = (mask: Code, before: Local): Code => or(shiftLeft(mask, i64(1n)), get(before));
  const prefixXor = [1n, 2n, 4n, 8n, 16n, 32n].flatMap((shift) =>
    set(inside, xor(get(inside), shiftLeft(get(inside), i64(shift)))),
  );

  return encodeModule(locals, [
    set(delimiterVector, splat(get(delimiter))),
    set(rowEndVector, splat(get(rowEnd))),
    set(quoteVector, splat(i32(QUOTE))),
    set(returnVector, splat(i32(CARRIAGE_RETURN))),
    set(expected, extend(get(delimitersOfRow))),
    set(startBefore, i64(1n)),
    repeatWhile(
      less32(get(at), get(limit)),
      set(quotes, maskOf(quoteVector)),
      set(delimiters, maskOf(delimiterVector)),
      set(ends, maskOf(rowEndVector)),
      set(valid, i64(-1n)),
      when(
        less32(sub32(get(limit), get(at)), i32(BLOCK)),
        set(valid, sub(shiftLeft(i64(1n), extend(sub32(get(limit), get(at)))), i64(1n))),
        set(quotes, and(get(quotes), get(valid))),
        set(delimiters, and(get(delimiters), get(valid))),
        set(ends, and(get(ends), get(valid))),
      ),
      set(wrong, i64(0n)),
      when(
        differs(or(get(quotes), or(get(insideBefore), get(closingBefore))), i64(0n)),
        // From an opening quote up to its closing one, that one not included.
        set(inside, get(quotes)),
        prefixXor,
        set(inside, xor(get(inside), get(insideBefore))),
        set(opening, and(get(quotes), get(inside))),
        set(closing, without(quotes, inside)),
        set(wrong, and(get(ends), get(inside))),
        set(delimiters, without(delimiters, inside)),
        set(ends, without(ends, inside)),
        set(cellStarts, bitAbove(or(get(delimiters), get(ends)), startBefore)),
        set(afterClosing, bitAbove(get(closing), closingBefore)),
        // A quote opens where a cell starts, or right behind one that closed: doubled, a quote in the cell.
        set(wrong, or(get(wrong), and(get(opening), not(or(get(cellStarts), get(afterClosing)))))),
        // Behind a closing quote the cell or the line ends, or the quote was the first of two.
        set(afterClosing, and(get(afterClosing), not(or(or(get(delimiters), get(ends)), get(opening))))),
        when(
          differs(get(afterClosing), i64(0n)),
          set(wrong, or(get(wrong), and(get(afterClosing), not(maskOf(returnVector))))),
        ),
        set(wrong, and(get(wrong), get(valid))),
        set(insideBefore, spreadSign(get(inside))),
        set(closingBefore, shiftRight(get(closing), i64(63n))),
      ),
      set(startBefore, shiftRight(or(get(delimiters), get(ends)), i64(63n))),
      repeatWhile(
        differs(get(ends), i64(0n)),
        // All bits up to the row's end: below it and itself.
        set(below, xor(get(ends), sub(get(ends), i64(1n)))),
        when(differs(and(get(wrong), get(below)), i64(0n)), giveBack(get(rows))),
        set(found, add(get(found), countOnes(and(get(delimiters), get(below))))),
        when(differs(get(found), get(expected)), giveBack(get(rows))),
        store32(get(rows), add32(get(at), wrap(add(countTrailingZeros(get(ends)), i64(1n))))),
        set(rows, add32(get(rows), i32(4))),
        when(isZero(extend(sub32(get(rowsEnd), get(rows)))), giveBack(get(rows))),
        set(found, i64(0n)),
        set(delimiters, without(delimiters, below)),
        set(ends, without(ends, below)),
      ),
      when(differs(get(wrong), i64(0n)), giveBack(get(rows))),
      set(found, add(get(found), countOnes(get(delimiters)))),
      set(at, add32(get(at), i32(BLOCK))),
    ),
    get(rows),
  ]);
}

function variables<Count extends number>(locals: Locals, count: Count): Tuple<Count> {
  return Array.from({ length: count }, () => locals.variable(I64)) as unknown as Tuple<Count>;
}

type Tuple<Count extends number, Items extends Local[] = []> = Items["length"] extends Count
  ? Items
  : Tuple<Count, [...Items, Local]>;
