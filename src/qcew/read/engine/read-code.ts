import { ACTION, INDUSTRY_SLOTS, MEMORY, WANTED_INDUSTRY } from "./memory-map.js";
import type { OpenBatch } from "../batch.js";
import { COLUMN_BYTES, passUnreadNumbersCode } from "./unread-code.js";
import type { Code, FunctionCode, Local } from "./wasm.js";
import {
  above32,
  add,
  add32,
  and32,
  below32,
  differs32,
  dividedBy,
  either,
  equal32,
  extend,
  f64,
  F64,
  toFloat,
  get,
  giveBack,
  i32,
  I32,
  i64,
  I64,
  load32,
  loadByte,
  loadFloat,
  Locals,
  minus,
  not32,
  or32,
  plus,
  repeatWhile,
  set,
  shiftLeft32,
  shiftRight32,
  store16,
  store32,
  storeByte,
  storeFloat,
  sub32,
  times,
  times32,
  when,
  xor32,
} from "./wasm.js";

const FIRST_YEAR = 1900;
const SPACE = 32;
const QUOTE = 34;
const MINUS = 45;
const POINT = 46;
const ZERO = 48;
const LETTER_A = 65;
const LETTER_N = 78;
const CARRIAGE_RETURN = 13;
const WITHHELD = 1;
const NOTHING = 2;
/** The last byte that stands in no code: comma and below. */
const BELOW_CODES = 44;
const MOST_DIGITS = 15;

/**
 * RowEngine's `read`: reads rows that are written in the usual way into the batch.
 *
 * Whatever is unusual, wrong or merely rare ends the reading before that row; RowReader, whose results for
 * all other rows are the same, has to look at it. Parameters are named below. Gives back where the start of the
 * row after the first unread one is written.
 */
export function readFunction(batch: OpenBatch): FunctionCode {
  const locals = new Locals();
  const parameter = (): Local => locals.parameter(I32);
  /** Where the first row starts. */
  const at = parameter();
  /** Where the start of the row after it is written, and where the last such is. */
  const [rows, rowsEnd] = [parameter(), parameter()];
  /** Rows that the batch has, and has room for. */
  const [length, room] = [parameter(), parameter()];
  const [delimiter, rowEnd] = [parameter(), parameter()];
  /** Where the columns' program ends, and the column after which it is decided whether the row is wanted. */
  const [programEnd, decided] = [parameter(), parameter()];
  /** The area's number, the length of its cell with the delimiter, its row in the table of levels, whether it is wanted. */
  const [area, areaBytes, levels, isAreaWanted] = [parameter(), parameter(), parameter(), parameter()];
  const [isStrict, isContinental] = [parameter(), parameter()];
  /** Where the mean of three months goes; 0 for nowhere. */
  const mean = parameter();
  const [source, line] = [parameter(), parameter()];

  const variable = (): Local => locals.variable(I32);
  const [cursor, column, action, byte, digit] = [variable(), variable(), variable(), variable(), variable()];
  const [first, point, isQuoted, isNegative, code] = [variable(), variable(), variable(), variable(), variable()];
  const [high, low, slot, industry, industryLevel] = [variable(), variable(), variable(), variable(), variable()];
  const [blanks, flags, isWanted, isOver] = [variable(), variable(), variable(), variable()];
  const isIndustryWanted = variable();
  const figures = locals.variable(I64);
  const [value, months] = [locals.variable(F64), locals.variable(F64)];

  const unusual = giveBack(get(rows));
  const byteAtCursor = loadByte(get(cursor));
  const step = set(cursor, add32(get(cursor), i32(1)));
  const digitAtCursor = set(digit, sub32(loadByte(get(cursor)), i32(ZERO)));
  const isDigit = below32(get(digit), i32(10));
  const is = (wanted: number): Code => equal32(get(action), i32(wanted));
  const loadCode = (wanted: number): Code => load32(i32(MEMORY.codes + wanted * 4));
  const columnAddress = (column: { readonly byteOffset: number; readonly BYTES_PER_ELEMENT: number }): Code =>
    add32(i32(column.byteOffset), times32(get(length), i32(column.BYTES_PER_ELEMENT)));

  const readFigures = [
    repeatWhile(isDigit, set(figures, add(times(get(figures), i64(10n)), extend(get(digit)))), step, digitAtCursor),
  ];
  const readNumber = [
    set(isNegative, equal32(byteAtCursor, i32(MINUS))),
    when(get(isNegative), when(not32(is(ACTION.signedNumber)), unusual), step),
    digitAtCursor,
    either(
      isDigit,
      [
        set(first, get(cursor)),
        set(figures, i64(0n)),
        ...readFigures,
        either(
          equal32(get(digit), i32(POINT - ZERO)),
          [
            when(get(isContinental), unusual),
            step,
            set(point, get(cursor)),
            digitAtCursor,
            ...readFigures,
            when(equal32(get(cursor), get(point)), unusual),
            when(above32(sub32(get(cursor), get(first)), i32(MOST_DIGITS + 1)), unusual),
            // Both are exact, so that one division rounds as a full decimal conversion would.
            set(
              value,
              dividedBy(
                toFloat(get(figures)),
                loadFloat(add32(i32(MEMORY.powers), shiftLeft32(sub32(get(cursor), get(point)), i32(3)))),
              ),
            ),
          ],
          [when(above32(sub32(get(cursor), get(first)), i32(MOST_DIGITS)), unusual), set(value, toFloat(get(figures)))],
        ),
        // Zero minus zero is plain zero.
        when(get(isNegative), set(value, minus(f64(0), get(value)))),
      ],
      [
        // Blank; where the cell does not end here, that is seen below.
        when(get(isNegative), unusual),
        when(or32(is(ACTION.requiredNumber), is(ACTION.month)), set(blanks, i32(1))),
        set(value, f64(NaN)),
      ],
    ),
    set(slot, load32(get(column), 4)),
    when(get(slot), storeFloat(add32(get(slot), shiftLeft32(get(length), i32(3))), get(value))),
    when(is(ACTION.month), set(months, plus(get(months), get(value)))),
  ];

  const skipCell = either(
    get(isQuoted),
    [
      set(code, i32(1)),
      repeatWhile(
        get(code),
        repeatWhile(differs32(byteAtCursor, i32(QUOTE)), step),
        // Two quotes are one in the text.
        either(
          equal32(loadByte(get(cursor), 1), i32(QUOTE)),
          [set(cursor, add32(get(cursor), i32(2)))],
          [set(code, i32(0))],
        ),
      ),
    ],
    [
      repeatWhile(
        and32(
          differs32(byteAtCursor, get(delimiter)),
          and32(differs32(byteAtCursor, get(rowEnd)), differs32(byteAtCursor, i32(CARRIAGE_RETURN))),
        ),
        step,
      ),
    ],
  );

  const passUnreadNumbers = passUnreadNumbersCode(locals, {
    cursor,
    column,
    rows,
    delimiter,
    rowEnd,
    programEnd,
  });

  const industrySlot = (index: Code): Code => add32(i32(MEMORY.industries), shiftLeft32(index, i32(4)));
  const readIndustry = [
    set(high, i32(1)),
    set(low, i32(1)),
    set(first, get(cursor)),
    set(byte, byteAtCursor),
    repeatWhile(
      and32(above32(get(byte), i32(BELOW_CODES)), differs32(get(byte), get(delimiter))),
      either(
        below32(sub32(get(cursor), get(first)), i32(3)),
        [set(high, or32(shiftLeft32(get(high), i32(8)), get(byte)))],
        [set(low, or32(shiftLeft32(get(low), i32(8)), get(byte)))],
      ),
      step,
      set(byte, byteAtCursor),
    ),
    when(above32(sub32(get(cursor), get(first)), i32(6)), unusual),
    // Open addressing, see hashOfCode; a slot whose first number is 0 is free.
    set(code, xor32(times32(get(high), i32(0x9e3779b1 | 0)), times32(get(low), i32(0x85ebca6b | 0)))),
    set(code, and32(xor32(get(code), shiftRight32(get(code), i32(15))), i32(INDUSTRY_SLOTS - 1))),
    set(slot, industrySlot(get(code))),
    repeatWhile(
      or32(differs32(load32(get(slot)), get(high)), differs32(load32(get(slot), 4), get(low))),
      when(
        not32(load32(get(slot))),
        store32(i32(MEMORY.unknownIndustry), get(first)),
        store32(i32(MEMORY.unknownIndustry), get(cursor), 4),
        unusual,
      ),
      set(code, and32(add32(get(code), i32(1)), i32(INDUSTRY_SLOTS - 1))),
      set(slot, industrySlot(get(code))),
    ),
    set(industry, load32(get(slot), 8)),
    set(industryLevel, and32(load32(get(slot), 12), i32(WANTED_INDUSTRY - 1))),
    set(isIndustryWanted, above32(load32(get(slot), 12), i32(WANTED_INDUSTRY - 1))),
  ];

  const keepCode = store32(add32(i32(MEMORY.codes), shiftLeft32(get(action), i32(2))), get(code));
  const readDisclosure = [
    set(code, i32(0)),
    set(byte, byteAtCursor),
    when(
      equal32(get(byte), i32(LETTER_N)),
      step,
      either(
        // R writes NA for a blank.
        equal32(byteAtCursor, i32(LETTER_A)),
        [step],
        [set(code, i32(WITHHELD))],
      ),
    ),
    when(equal32(get(byte), i32(MINUS)), step, set(code, i32(NOTHING))),
    when(equal32(get(byte), i32(SPACE)), step),
    keepCode,
  ];

  const readCode = [
    set(code, i32(0)),
    either(
      and32(is(ACTION.quarter), equal32(byteAtCursor, i32(LETTER_A))),
      [step],
      [
        set(first, get(cursor)),
        digitAtCursor,
        repeatWhile(isDigit, set(code, add32(times32(get(code), i32(10)), get(digit))), step, digitAtCursor),
        set(digit, sub32(get(cursor), get(first))),
        // One to four digits, without zeros before them. As a digit, 0 is not a quarter.
        when(above32(sub32(get(digit), i32(1)), i32(3)), unusual),
        when(and32(equal32(loadByte(get(first)), i32(ZERO)), above32(get(digit), i32(1))), unusual),
        when(and32(is(ACTION.quarter), not32(get(code))), unusual),
      ],
    ),
    keepCode,
  ];

  const loadFlags = (table: number, index: Code): Code => loadByte(add32(i32(table), index));
  const decide = [
    when(loadCode(ACTION.size), unusual),
    when(above32(loadCode(ACTION.level), i32(99)), unusual),
    when(above32(loadCode(ACTION.ownership), i32(9)), unusual),
    when(above32(sub32(loadCode(ACTION.year), i32(FIRST_YEAR)), i32(255)), unusual),
    when(above32(loadCode(ACTION.quarter), i32(4)), unusual),
    set(flags, loadByte(add32(get(levels), loadCode(ACTION.level)))),
    set(flags, and32(get(flags), loadFlags(MEMORY.ownerships, loadCode(ACTION.ownership)))),
    set(flags, and32(get(flags), loadFlags(MEMORY.years, sub32(loadCode(ACTION.year), i32(FIRST_YEAR))))),
    set(flags, and32(get(flags), loadFlags(MEMORY.quarters, loadCode(ACTION.quarter)))),
    when(not32(and32(get(flags), i32(1))), unusual),
    set(isWanted, and32(get(isAreaWanted), and32(get(isIndustryWanted), above32(get(flags), i32(1))))),
    when(not32(or32(get(isWanted), get(isStrict))), set(isOver, i32(1)), set(column, get(programEnd))),
  ];

  const endCell = [
    when(get(isQuoted), when(differs32(byteAtCursor, i32(QUOTE)), unusual), step),
    either(
      equal32(byteAtCursor, get(delimiter)),
      [step],
      [
        // Only the last cell ends without a delimiter, since the row is plain.
        when(differs32(add32(get(column), i32(COLUMN_BYTES)), get(programEnd)), unusual),
        when(and32(equal32(byteAtCursor, i32(CARRIAGE_RETURN)), differs32(get(rowEnd), i32(CARRIAGE_RETURN))), step),
        when(differs32(byteAtCursor, get(rowEnd)), unusual),
      ],
    ),
  ];

  const keepRow = [
    set(slot, i32(MEMORY.absent)),
    repeatWhile(
      load32(get(slot)),
      storeFloat(add32(load32(get(slot)), shiftLeft32(get(length), i32(3))), f64(NaN)),
      set(slot, add32(get(slot), i32(4))),
    ),
    when(get(mean), storeFloat(add32(get(mean), shiftLeft32(get(length), i32(3))), dividedBy(get(months), f64(3)))),
    store32(columnAddress(batch.area), get(area)),
    store32(columnAddress(batch.industry), get(industry)),
    store32(columnAddress(batch.source), get(source)),
    store32(columnAddress(batch.line), get(line)),
    store16(columnAddress(batch.year), loadCode(ACTION.year)),
    storeByte(columnAddress(batch.ownership), loadCode(ACTION.ownership)),
    storeByte(columnAddress(batch.level), loadCode(ACTION.level)),
    storeByte(columnAddress(batch.quarter), loadCode(ACTION.quarter)),
    storeByte(columnAddress(batch.disclosure), loadCode(ACTION.disclosure)),
    storeByte(columnAddress(batch.lqDisclosure), loadCode(ACTION.lqDisclosure)),
    storeByte(columnAddress(batch.changeDisclosure), loadCode(ACTION.changeDisclosure)),
    set(length, add32(get(length), i32(1))),
    store32(i32(MEMORY.batchLength), get(length)),
  ];

  const body = [
    repeatWhile(
      and32(below32(get(rows), get(rowsEnd)), below32(get(length), get(room))),
      set(cursor, add32(get(at), get(areaBytes))),
      set(blanks, i32(0)),
      set(months, f64(0)),
      set(isOver, i32(0)),
      set(column, i32(MEMORY.program)),
      repeatWhile(
        below32(get(column), get(programEnd)),
        set(action, load32(get(column))),
        either(is(ACTION.unreadNumbers), passUnreadNumbers, [
          set(isQuoted, equal32(byteAtCursor, i32(QUOTE))),
          set(cursor, add32(get(cursor), get(isQuoted))),
          either(
            is(ACTION.unreadNumber),
            [repeatWhile(loadByte(byteAtCursor, MEMORY.numberBytes), step)],
            [
              either(below32(get(action), i32(ACTION.skip)), readNumber, [
                either(
                  is(ACTION.skip),
                  [skipCell],
                  [
                    either(is(ACTION.industry), readIndustry, [
                      either(below32(get(action), i32(ACTION.ownership)), readDisclosure, readCode),
                    ]),
                  ],
                ),
              ]),
            ],
          ),
          ...endCell,
          when(equal32(get(column), get(decided)), ...decide),
        ]),
        set(column, add32(get(column), i32(COLUMN_BYTES))),
      ),
      when(
        not32(get(isOver)),
        when(and32(get(blanks), not32(loadCode(ACTION.disclosure))), unusual),
        when(
          not32(
            loadFlags(MEMORY.levelsOfIndustries, add32(times32(get(industryLevel), i32(100)), loadCode(ACTION.level))),
          ),
          unusual,
        ),
        when(get(isWanted), ...keepRow),
      ),
      set(at, load32(get(rows))),
      set(rows, add32(get(rows), i32(4))),
      set(line, add32(get(line), i32(1))),
    ),
    get(rows),
  ];
  return { locals, body };
}
