/** A cell holds nothing, or R's `NA` or pandas' `nan` for nothing. */
export const BLANK = -Infinity;
/** A cell holds something that is not a number. */
export const NOT_A_NUMBER = Infinity;

const ZERO = 48;
const POINT = 46;
const MINUS = 45;

const POWERS_OF_TEN = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

/**
 * The number in a cell, BLANK, or NOT_A_NUMBER.
 *
 * Plain figures of up to 15 digits are read without making a string: both the digits and the power of
 * ten are then exact, so that one division rounds as a full decimal conversion would. All else, such as
 * `1,234` or `1e+05`, takes the slow way.
 */
export function parseNumberBytes(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  const negative = at < end && bytes[at] === MINUS;
  if (negative) at++;
  const firstDigit = at;
  let value = 0;
  while (at < end) {
    const digit = bytes[at]! - ZERO;
    if (digit < 0 || digit > 9) break;
    value = value * 10 + digit;
    at++;
  }
  const whole = at - firstDigit;
  if (at === end && whole > 0 && whole <= 15) return negative && value !== 0 ? -value : value;
  if (at < end && bytes[at] === POINT && whole > 0) {
    const point = at++;
    while (at < end) {
      const digit = bytes[at]! - ZERO;
      if (digit < 0 || digit > 9) break;
      value = value * 10 + digit;
      at++;
    }
    const fraction = at - point - 1;
    if (at === end && fraction > 0 && whole + fraction <= 15) {
      value /= POWERS_OF_TEN[fraction]!;
      return negative && value !== 0 ? -value : value;
    }
  }
  return start === end ? BLANK : parseNumberText(decodeCell(bytes, start, end));
}

const PLAIN = /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d{1,3})?$/;
const GROUPED = /^[-+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;
const DECIMAL_COMMA = /^[-+]?\d+,\d{1,2}$/;

/** The same for text, minding what spreadsheets, R and pandas write. */
export function parseNumberText(text: string): number {
  if (text === "" || /^(?:NA|NaN|nan)$/.test(text)) return BLANK;
  const plain = GROUPED.test(text) ? text.replaceAll(",", "") : text;
  if (!PLAIN.test(plain)) return NOT_A_NUMBER;
  const value = Number(plain);
  if (!Number.isFinite(value)) return NOT_A_NUMBER;
  // There is one zero.
  return value === 0 ? 0 : value;
}

/**
 * A number in a file whose cells are not separated by commas, where a comma may stand for the decimal
 * point (`1,04`, as in a location quotient), and a point may separate thousands. `1.234` could then be
 * either number, so it is none.
 */
export function parseContinentalNumber(text: string): number {
  if (DECIMAL_COMMA.test(text)) return 0 + Number(text.replace(",", "."));
  return /^[-+]?\d{1,3}(?:\.\d{3})+$/.test(text) ? NOT_A_NUMBER : parseNumberText(text);
}

/** Whether a spreadsheet may have rounded a number to six digits when it wrote it: `1.17149E+13`. */
export function isRoundedBySpreadsheet(text: string): boolean {
  return /^[-+]?\d\.\d{5}E\+\d+$/.test(text);
}

/** A cell's text, for messages and rare cases. */
export function decodeCell(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString("utf8");
}
