import type { AreaCode, IndustryCode } from "../../core/codes.js";
import { parseAreaCode, parseIndustryCode } from "../../core/codes.js";
import { CodeMap, highKey, LONGEST_KEY, lowKey, NO_CODE } from "./code-map.js";
import { decodeCell } from "./numbers.js";

/** What spreadsheets and pandas make of codes that look like numbers: `39,049` and `39049.0`. */
function withoutNumberStyle(text: string): string {
  if (!text.includes(",") && !text.endsWith(".0")) return text;
  const grouped = /^(\d{1,3}),(\d{3})$/.exec(text);
  if (grouped) return `${grouped[1]!}${grouped[2]!}`;
  return text.replace(/^(\d{2,6})\.0$/, "$1");
}

/** The areas met so far, numbered in order of first appearance. */
export class AreaTable {
  readonly codes: AreaCode[] = [];
  /** Per area number: 1 where the request wants it. */
  readonly wanted: number[] = [];
  /** Per area number: an index into AREA_KINDS. */
  readonly kinds: number[] = [];
  /** Areas whose code had lost its leading zero. */
  readonly zerosRestored = new Set<AreaCode>();
  readonly #numbers = new CodeMap();
  readonly #byCode = new Map<string, number>();

  constructor(readonly wants: (code: string) => boolean = () => true) {}

  /** The area's number, or NO_CODE. */
  number(bytes: Uint8Array, start: number, end: number): number {
    if (start === end) return NO_CODE;
    if (end - start > LONGEST_KEY) return this.#parse(decodeCell(bytes, start, end));
    const high = highKey(bytes, start, end);
    const low = lowKey(bytes, start, end);
    const known = this.#numbers.find(high, low);
    if (known !== NO_CODE) return known;
    const number = this.#parse(decodeCell(bytes, start, end));
    if (number !== NO_CODE) this.#numbers.add(high, low, number);
    return number;
  }

  #parse(text: string): number {
    const plain = withoutNumberStyle(text);
    // Read as a number, 01001 is 1001. States are 01 to 78, so that exactly one zero can be lost.
    const whole = /^[1-9]\d{3}$/.test(plain) ? `0${plain}` : plain;
    const code = parseAreaCode(whole);
    if (code === undefined) return NO_CODE;
    if (whole !== plain) this.zerosRestored.add(code);
    return this.add(code);
  }

  /** The number of a code, which is new or not. */
  add(code: AreaCode): number {
    const known = this.#byCode.get(code);
    if (known !== undefined) return known;
    const number = this.codes.length;
    this.codes.push(code);
    this.wanted.push(this.wants(code) ? 1 : 0);
    this.kinds.push(AREA_CODE_KINDS.indexOf(kindOfArea(code)));
    this.#byCode.set(code, number);
    return number;
  }
}

export const AREA_CODE_KINDS = [
  "nation",
  "national aggregate",
  "combined area",
  "metropolitan area",
  "state",
  "county",
] as const;

export type AreaCodeKind = (typeof AREA_CODE_KINDS)[number];

function kindOfArea(code: AreaCode): AreaCodeKind {
  if (code === "US000") return "nation";
  if (code.startsWith("US")) return "national aggregate";
  if (code.startsWith("CS")) return "combined area";
  if (code.startsWith("C")) return "metropolitan area";
  return code.endsWith("000") ? "state" : "county";
}

/** The industries met so far, numbered in order of first appearance. */
export class IndustryCodeList {
  readonly codes: IndustryCode[] = [];
  /** Per industry number: its level 0 to 8, see INDUSTRY_LEVELS; 0 for all industries, which is also level 1. */
  readonly levels: number[] = [];
  readonly #numbers = new CodeMap();
  readonly #byCode = new Map<string, number>();

  /** The bytes of the codes met so far in order, see CodeMap: high, low, number. */
  readonly keys: (readonly [high: number, low: number, number: number])[] = [];

  /** The industry's number, or NO_CODE. */
  number(bytes: Uint8Array, start: number, end: number): number {
    if (start === end) return NO_CODE;
    if (end - start > LONGEST_KEY) return this.#parse(decodeCell(bytes, start, end));
    const high = highKey(bytes, start, end);
    const low = lowKey(bytes, start, end);
    const known = this.#numbers.find(high, low);
    if (known !== NO_CODE) return known;
    const number = this.#parse(decodeCell(bytes, start, end));
    if (number === NO_CODE) return NO_CODE;
    this.#numbers.add(high, low, number);
    this.keys.push([high, low, number]);
    return number;
  }

  #parse(text: string): number {
    const code = parseIndustryCode(withoutNumberStyle(text));
    return code === undefined ? NO_CODE : this.add(code);
  }

  /** The number of a code, which is new or not. */
  add(code: IndustryCode): number {
    const known = this.#byCode.get(code);
    if (known !== undefined) return known;
    const number = this.codes.length;
    this.codes.push(code);
    this.levels.push(levelOfIndustry(code));
    this.#byCode.set(code, number);
    return number;
  }
}

/** The level that a code's own text shows: QCEW writes each level with a length of its own. */
function levelOfIndustry(code: IndustryCode): number {
  if (code === "10") return 0;
  if (code === "101" || code === "102") return 2;
  if (/^10\d\d$/.test(code)) return 3;
  return code.includes("-") ? 4 : code.length + 2;
}

// The publisher's table of aggregation levels; 9 ends no industry level.
const LEVELS: readonly number[] = [
  ...[10, 11, 12, 13, 14, 15, 16, 17, 18],
  ...[21, 22, 23, 24, 25, 26, 27, 28],
  30,
  ...[40, 41, 42, 43, 44, 45, 46, 47, 48],
  ...[50, 51, 52, 53, 54, 55, 56, 57, 58],
  ...[61, 62, 63, 64],
  ...[70, 71, 72, 73, 74, 75, 76, 77, 78],
  80,
  ...[91, 92, 93, 94, 95, 96],
];

/** Per aggregation level code 0 to 99: 1 where the publisher has such a level. */
export const KNOWN_LEVELS: Uint8Array = Uint8Array.from({ length: 100 }, (_, code) => (LEVELS.includes(code) ? 1 : 0));

/**
 * The industry level 0 to 8 of an aggregation level code: its ones digit. The codes from 91 are totals
 * of all industries whose ones digit counts kinds of area instead.
 */
export function decodeIndustryLevel(aggregationLevel: number): number {
  return aggregationLevel >= 90 ? 0 : aggregationLevel % 10;
}

/** Size-class tables have aggregation levels of their own: 2x for the nation, 6x for states. */
export function isSizeClassLevel(aggregationLevel: number): boolean {
  const tens = Math.floor(aggregationLevel / 10);
  return tens === 2 || tens === 6;
}

/** Whether an area of that kind can have rows of that aggregation level. */
export function levelFitsArea(aggregationLevel: number, kind: AreaCodeKind): boolean {
  const tens = Math.floor(aggregationLevel / 10);
  switch (kind) {
    case "nation":
      return tens === 1 || tens === 2 || aggregationLevel === 94 || aggregationLevel === 95;
    case "national aggregate":
      return aggregationLevel >= 91 && aggregationLevel <= 93;
    case "combined area":
      return tens === 3;
    case "metropolitan area":
      return tens === 4 || tens === 8;
    case "state":
      return tens === 5 || tens === 6 || aggregationLevel === 96;
    case "county":
      return tens === 7;
  }
}

/** Whether an industry code of that level can stand in a row of that aggregation level. */
export function levelFitsIndustry(aggregationLevel: number, industryLevel: number): boolean {
  const level = decodeIndustryLevel(aggregationLevel);
  return level === industryLevel || (level === 1 && industryLevel === 0);
}
