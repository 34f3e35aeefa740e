import { InputError } from "../core/errors.js";

export type TextEncodingName = "utf-8" | "utf-16le" | "utf-16be";

/** How many bytes it takes to see the encoding of a text without a byte order mark. */
const LOOKED_AT = 1_024;
/** Of the bytes of one parity in UTF-16, in a text of mostly ASCII characters. */
const MOST = 0.7;

/**
 * How a text is encoded, by its first bytes: a byte order mark, or the zeros that UTF-16 has beside every ASCII
 * character. UTF-8 stands for all encodings that extend ASCII, such as Windows-1252: {@link LineDecoder} distinguishes
 * these.
 */
export function detectEncoding(bytes: Uint8Array): TextEncodingName {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  const pairs = Math.floor(Math.min(bytes.length, LOOKED_AT) / 2);
  if (pairs < 2) return "utf-8";
  const zeros = [0, 0];
  for (let at = 0; at < 2 * pairs; at++) if (bytes[at] === 0) zeros[at % 2]!++;
  const [even, odd] = zeros as [number, number];
  if (odd >= MOST * pairs && even === 0) return "utf-16le";
  if (even >= MOST * pairs && odd === 0) return "utf-16be";
  return "utf-8";
}

/**
 * The characters of the bytes from 0x80 in encodings of one byte a character, as Excel saves CSV on Windows and on the
 * Mac. Tables of our own, since Node's decoder of Windows-1252 leaves the bytes 0x80 to 0x9f as control characters in
 * some versions. Source: WHATWG Encoding Standard.
 */
const WINDOWS_1252 = `€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ${characters(0xa0, 0xff)}`;
const MAC_ROMAN =
  "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u00a0ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\uf8ffÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ";
const SINGLE_BYTE = [WINDOWS_1252, MAC_ROMAN] as const;

function characters(first: number, last: number): string {
  return String.fromCharCode(...Array.from({ length: last - first + 1 }, (_, index) => first + index));
}

function decodeSingleByte(bytes: Uint8Array, upper: string): string {
  return Buffer.from(bytes)
    .toString("latin1")
    .replaceAll(/[\u0080-\u00ff]/g, (one) => upper[one.charCodeAt(0) - 0x80]!);
}

/**
 * Decodes text that extends ASCII, line by line, since a table may be joined together from files of several
 * encodings: UTF-8 where a line is UTF-8, else Windows-1252 (which holds Latin-1), or Mac Roman where its letters make
 * words and those of Windows-1252 do not.
 */
export class LineDecoder {
  readonly #file: string;
  #upper: string | undefined;

  constructor(file: string) {
    this.#file = file;
  }

  /**
   * @param bytes whole lines
   * @param firstLine the number of the first of them, for messages
   * @throws {InputError} ENCODING for lines that can't be decoded, or have lost characters already; FILE_NOT_TEXT
   */
  decode(bytes: Uint8Array, firstLine = 1): string {
    const text = decodeUtf8(bytes) ?? this.#decodeLines(bytes, firstLine);
    const zero = text.indexOf("\0");
    if (zero >= 0) {
      throw new InputError("a file that is not text", {
        code: "FILE_NOT_TEXT",
        where: { file: this.#file, line: firstLine + countBreaks(text.slice(0, zero)) },
        found: "bytes that no text has",
        hint: "check that it is the right file; if a spreadsheet wrote it, save it as CSV UTF-8 or as .xlsx",
      });
    }
    const lost = text.indexOf(LOST);
    if (lost >= 0) throw this.#lostCharacter(text, lost, firstLine);
    return text;
  }

  #decodeLines(bytes: Uint8Array, firstLine: number): string {
    const lines = splitLines(bytes).map((line) => ({ line, text: decodeUtf8(line) }));
    const others = lines.flatMap(({ line, text }) => (text === undefined ? [line] : []));
    const upper = (this.#upper ??= likelier(others));
    return lines
      .map(({ line, text }, index) => {
        if (text !== undefined) return text;
        const decoded = decodeSingleByte(line, upper);
        if (plausibility(decoded) < 0 || holdsUtf8(line)) throw this.#mixed(decoded, firstLine + index);
        return decoded;
      })
      .join("");
  }

  #mixed(text: string, line: number): InputError {
    return new InputError("a line in an unknown encoding: it is neither UTF-8 nor Windows-1252 nor Mac Roman", {
      code: "ENCODING",
      where: { file: this.#file, line },
      found: shown(text),
      hint: "type the characters of that line again, and save the file as UTF-8",
    });
  }

  #lostCharacter(text: string, at: number, firstLine: number): InputError {
    const start = Math.max(text.lastIndexOf("\n", at), text.lastIndexOf("\r", at)) + 1;
    return new InputError("a character was lost when the file was saved in another encoding", {
      code: "ENCODING",
      where: { file: this.#file, line: firstLine + countBreaks(text.slice(0, at)) },
      found: shown(text.slice(start, start + 200).split(LINE_BREAK, 1)[0]!),
      hint: `type the character again where ${LOST} stands, or save the file again as UTF-8 from where it came`,
    });
  }
}

/** What a decoder puts where it can't decode. */
const LOST = "\ufffd";

/**
 * A whole small text of any encoding, without its byte order mark.
 *
 * @throws {InputError} ENCODING, FILE_NOT_TEXT
 */
export function decodeText(bytes: Uint8Array, file: string): string {
  const encoding = detectEncoding(bytes);
  const utf8 = encoding === "utf-8" ? bytes : Buffer.from(decodeUtf16(bytes, encoding, file));
  return new LineDecoder(file).decode(utf8).replace(/^\ufeff/, "");
}

function decodeUtf16(bytes: Uint8Array, encoding: TextEncodingName, file: string): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw notWhole(encoding, file);
  }
}

/** The error for a text in UTF-16 that is cut or damaged. */
export function notWhole(encoding: string, file: string): InputError {
  return new InputError(`text that is not whole ${encoding.toUpperCase()}`, {
    code: "ENCODING",
    where: { file },
    hint: "save it again as UTF-8, or download it again",
  });
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}

/** Lines with their line breaks; line breaks are the same bytes in all encodings that extend ASCII. */
function splitLines(bytes: Uint8Array): readonly Uint8Array[] {
  const lines: Uint8Array[] = [];
  let start = 0;
  for (let at = 0; at < bytes.length; at++) {
    const isBreak = bytes[at] === 0x0a || (bytes[at] === 0x0d && bytes[at + 1] !== 0x0a);
    if (!isBreak) continue;
    lines.push(bytes.subarray(start, at + 1));
    start = at + 1;
  }
  lines.push(bytes.subarray(start));
  return lines;
}

/** A character of several bytes in UTF-8, seen as Windows-1252: nobody writes these pairs. */
const UTF8_SEQUENCE = /[\u00c3\u00c5][\u0080-\u00bf]|\u00e2[\u0080-\u00bf]{2}/;

function holdsUtf8(line: Uint8Array): boolean {
  return UTF8_SEQUENCE.test(Buffer.from(line).toString("latin1"));
}

/** Which encoding makes the better words of lines; Windows-1252 if both do alike. */
function likelier(lines: readonly Uint8Array[]): string {
  const [windows, mac] = SINGLE_BYTE.map((upper) =>
    lines.reduce((sum, line) => sum + plausibility(decodeSingleByte(line, upper)), 0),
  );
  return mac! > windows! ? MAC_ROMAN : WINDOWS_1252;
}

const LETTER = /\p{L}/u;
const UPPER = /\p{Lu}/u;
const LOWER = /\p{Ll}/u;
/** What stands inside words as well as between them. */
const JOINS_WORDS = /[’–—·/\u00a0\u00ad]/u;
/** Signs that texts about industries have. */
const USUAL_SIGN = /[“”‘•…®™©°§†‡£€½¼¾²³±×«»¿¡]/u;

/** How well characters outside ASCII fit what stands beside them: those that do, less those that do not. */
function plausibility(text: string): number {
  let score = 0;
  for (let at = 0; at < text.length; at++) {
    if (text.charCodeAt(at) < 0x80) continue;
    const [before = " ", one, after = " "] = [text[at - 1], text[at]!, text[at + 1]];
    score += fits(before, one, after) ? 1 : -1;
  }
  return score;
}

function fits(before: string, one: string, after: string): boolean {
  if (LETTER.test(one)) {
    if (/[ªº]/.test(one)) return /\d/.test(before);
    if (UPPER.test(one)) return !LOWER.test(before);
    return LETTER.test(before) || LETTER.test(after);
  }
  if (JOINS_WORDS.test(one)) return true;
  return USUAL_SIGN.test(one) && !(LETTER.test(before) && LETTER.test(after));
}

const LINE_BREAK = /\r\n|\n|\r/;

function countBreaks(text: string): number {
  return text.split(LINE_BREAK).length - 1;
}

function shown(text: string): string {
  return text.trim().slice(0, 100);
}
