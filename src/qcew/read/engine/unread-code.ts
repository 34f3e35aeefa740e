import type { Code, Local, Locals } from "./wasm.js";
import {
  above32,
  add32,
  and32,
  below32,
  belowBytes,
  bitmask,
  countOnes32,
  countTrailingZeros32,
  differs32,
  either,
  equal32,
  equalBytes,
  exceptBytes,
  get,
  i32,
  I32,
  load32,
  loadByte,
  loadVector,
  not32,
  orBytes,
  repeatWhile,
  set,
  shiftLeft32,
  splat,
  sub32,
  subBytes,
  times32,
  V128,
  when,
  xor32,
} from "./wasm.js";

/** Of an entry in a text's program. */
export const COLUMN_BYTES = 8;
const MINUS = 45;
const SLASH = 47;
const NINE = 57;
const CARRIAGE_RETURN = 13;
const CHUNK = 16;

/** Locals of the reading function that matter here. */
interface ReadingLocals {
  /** In the text, at the first of the cells. */
  readonly cursor: Local;
  /** In the program, at the entry for the group of cells. */
  readonly column: Local;
  readonly rows: Local;
  readonly delimiter: Local;
  readonly rowEnd: Local;
  readonly programEnd: Local;
}

/**
 * Passes over cells of unread numbers that follow each other, sixteen bytes at a time, moving cursor and
 * column behind them. Where one is not written in the usual way, both stay, and the cells are looked at one
 * by one. The row has as many cells as it should.
 */
export function passUnreadNumbersCode(locals: Locals, reading: ReadingLocals): readonly Code[] {
  const { cursor, column, rows, delimiter, rowEnd, programEnd } = reading;
  const variable = (): Local => locals.variable(I32);
  const [ahead, left, odd, delimiters, cells, isFine] = [
    variable(),
    variable(),
    variable(),
    variable(),
    variable(),
    variable(),
  ];
  const bytes = locals.variable(V128);

  const isDelimiter = equalBytes(get(bytes), splat(get(delimiter)));
  // From minus to nine there are point, slash and the digits.
  const isOfNumber = exceptBytes(
    belowBytes(subBytes(get(bytes), splat(i32(MINUS))), splat(i32(NINE - MINUS + 1))),
    equalBytes(get(bytes), splat(i32(SLASH))),
  );
  const lookAhead = [
    set(bytes, loadVector(get(ahead))),
    set(delimiters, bitmask(isDelimiter)),
    set(odd, xor32(bitmask(orBytes(isOfNumber, isDelimiter)), i32(0xffff))),
  ];
  const advance = set(ahead, add32(get(ahead), i32(CHUNK)));

  const passRestOfRow = [
    // Without the line break.
    set(left, sub32(load32(get(rows)), i32(1))),
    when(
      and32(
        equal32(loadByte(sub32(get(left), i32(1))), i32(CARRIAGE_RETURN)),
        differs32(get(rowEnd), i32(CARRIAGE_RETURN)),
      ),
      set(left, sub32(get(left), i32(1))),
    ),
    set(isFine, i32(1)),
    repeatWhile(
      and32(get(isFine), below32(get(ahead), get(left))),
      ...lookAhead,
      when(
        below32(sub32(get(left), get(ahead)), i32(CHUNK)),
        set(odd, and32(get(odd), sub32(shiftLeft32(i32(1), sub32(get(left), get(ahead))), i32(1)))),
      ),
      set(isFine, not32(get(odd))),
      advance,
    ),
    when(get(isFine), set(column, get(programEnd))),
  ];

  const lowestDelimiter = and32(get(delimiters), sub32(i32(0), get(delimiters)));
  const passCells = [
    set(left, get(cells)),
    repeatWhile(
      get(left),
      ...lookAhead,
      either(
        below32(countOnes32(get(delimiters)), get(left)),
        [set(left, sub32(get(left), countOnes32(get(delimiters)))), advance, when(get(odd), set(left, i32(0)))],
        [
          repeatWhile(
            above32(get(left), i32(1)),
            set(delimiters, and32(get(delimiters), sub32(get(delimiters), i32(1)))),
            set(left, sub32(get(left), i32(1))),
          ),
          set(left, i32(0)),
          when(
            not32(and32(get(odd), sub32(lowestDelimiter, i32(1)))),
            set(cursor, add32(get(ahead), add32(countTrailingZeros32(get(delimiters)), i32(1)))),
            set(column, add32(get(column), times32(get(cells), i32(COLUMN_BYTES)))),
          ),
        ],
      ),
    ),
  ];

  return [set(ahead, get(cursor)), set(cells, load32(get(column), 4)), either(get(cells), passCells, passRestOfRow)];
}
