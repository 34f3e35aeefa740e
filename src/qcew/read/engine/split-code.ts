import type { Code, FunctionCode, Local } from "./wasm.js";
import {
  add,
  add32,
  and,
  and32,
  below32,
  bitmask,
  countOnes,
  countTrailingZeros,
  differs,
  differs32,
  equal32,
  equalBytes,
  extend,
  get,
  giveBack,
  i32,
  I32,
  i64,
  I64,
  load32,
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

/** Bytes that are looked at together; reading goes on to the end of such a block. */
export const BLOCK = 64;
const QUOTE = 34;
const CARRIAGE_RETURN = 13;

/**
 * RowEngine's `split`. Parameters: where to start, where the text ends, the delimiter, what ends rows, how
 * many delimiters a row has, where to write the starts of next rows, where there is no more room for them.
 * Gives back where the next would have been written.
 *
 * The text is looked at as masks of 64 bits: one bit a byte, the first byte lowest (the way of Langdale &
 * Lemire, "Parsing gigabytes of JSON per second", 2019).
 */
export function splitFunction(): FunctionCode {
  const locals = new Locals();
  const at = locals.parameter(I32);
  const limit = locals.parameter(I32);
  const delimiter = locals.parameter(I32);
  const rowEnd = locals.parameter(I32);
  const delimitersOfRow = locals.parameter(I32);
  const rows = locals.parameter(I32);
  const rowsEnd = locals.parameter(I32);

  const delimiterVector = locals.variable(V128);
  const rowEndVector = locals.variable(V128);
  const quoteVector = locals.variable(V128);
  const returnVector = locals.variable(V128);
  const mask = (): Local => locals.variable(I64);
  const [quotes, delimiters, ends, valid] = [mask(), mask(), mask(), mask()];
  const [inside, opening, closing, afterClosing, cellStarts, wrong] = [mask(), mask(), mask(), mask(), mask(), mask()];
  // What the block before hands on: bit 0, or for `insideBefore` all bits.
  const [insideBefore, closingBefore, startBefore] = [mask(), mask(), mask()];
  const [found, expected, below] = [mask(), mask(), mask()];

  const matchMask = (vector: Local): Code => {
    const sixteen = (part: number): Code =>
      shiftLeft(extend(bitmask(equalBytes(loadVector(get(at), part * 16), get(vector)))), i64(BigInt(part * 16)));
    return or(or(sixteen(0), sixteen(1)), or(sixteen(2), sixteen(3)));
  };
  const without = (all: Local, removed: Local): Code => and(get(all), not(get(removed)));
  const bitAbove = (bits: Code, before: Local): Code => or(shiftLeft(bits, i64(1n)), get(before));
  const prefixXor = [1n, 2n, 4n, 8n, 16n, 32n].flatMap((shift) =>
    set(inside, xor(get(inside), shiftLeft(get(inside), i64(shift)))),
  );

  const lookAtQuotes = [
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
      set(wrong, or(get(wrong), and(get(afterClosing), not(matchMask(returnVector))))),
    ),
    set(wrong, and(get(wrong), get(valid))),
    set(insideBefore, spreadSign(get(inside))),
    set(closingBefore, shiftRight(get(closing), i64(63n))),
  ];

  const noteRows = repeatWhile(
    differs(get(ends), i64(0n)),
    // All bits up to the row's end: below it and itself.
    set(below, xor(get(ends), sub(get(ends), i64(1n)))),
    when(differs(and(get(wrong), get(below)), i64(0n)), giveBack(get(rows))),
    set(found, add(get(found), countOnes(and(get(delimiters), get(below))))),
    when(differs(get(found), get(expected)), giveBack(get(rows))),
    store32(get(rows), add32(get(at), wrap(add(countTrailingZeros(get(ends)), i64(1n))))),
    set(rows, add32(get(rows), i32(4))),
    when(equal32(get(rowsEnd), get(rows)), giveBack(get(rows))),
    set(found, i64(0n)),
    set(delimiters, without(delimiters, below)),
    set(ends, without(ends, below)),
  );

  const body = [
    set(delimiterVector, splat(get(delimiter))),
    set(rowEndVector, splat(get(rowEnd))),
    set(quoteVector, splat(i32(QUOTE))),
    set(returnVector, splat(i32(CARRIAGE_RETURN))),
    set(expected, extend(get(delimitersOfRow))),
    set(startBefore, i64(1n)),
    repeatWhile(
      below32(get(at), get(limit)),
      set(quotes, matchMask(quoteVector)),
      set(delimiters, matchMask(delimiterVector)),
      set(ends, matchMask(rowEndVector)),
      set(valid, i64(-1n)),
      when(
        below32(sub32(get(limit), get(at)), i32(BLOCK)),
        set(valid, sub(shiftLeft(i64(1n), extend(sub32(get(limit), get(at)))), i64(1n))),
        set(quotes, and(get(quotes), get(valid))),
        set(delimiters, and(get(delimiters), get(valid))),
        set(ends, and(get(ends), get(valid))),
      ),
      set(wrong, i64(0n)),
      when(differs(or(get(quotes), or(get(insideBefore), get(closingBefore))), i64(0n)), ...lookAtQuotes),
      set(startBefore, shiftRight(or(get(delimiters), get(ends)), i64(63n))),
      noteRows,
      when(differs(get(wrong), i64(0n)), giveBack(get(rows))),
      set(found, add(get(found), countOnes(get(delimiters)))),
      set(at, add32(get(at), i32(BLOCK))),
    ),
    get(rows),
  ];
  return { locals, body };
}

/**
 * RowEngine's `alike`. Parameters: where a row starts, where the start of the next is written, where the last
 * is, and what rows must start with. Gives back where the start of the first other row would be written.
 */
export function alikeFunction(): FunctionCode {
  const locals = new Locals();
  const at = locals.parameter(I32);
  const rows = locals.parameter(I32);
  const rowsEnd = locals.parameter(I32);
  const first = locals.parameter(I32);
  const second = locals.parameter(I32);
  const secondMask = locals.parameter(I32);
  const body = [
    repeatWhile(
      below32(get(rows), get(rowsEnd)),
      when(differs32(load32(get(at)), get(first)), giveBack(get(rows))),
      when(differs32(and32(load32(get(at), 4), get(secondMask)), get(second)), giveBack(get(rows))),
      set(at, load32(get(rows))),
      set(rows, add32(get(rows), i32(4))),
    ),
    get(rows),
  ];
  return { locals, body };
}
