import { canonicalIndustryCode, industryDepth } from "../naics/levels.js";
import type { Naics } from "../naics/naics.js";
import type { Coding } from "./records.js";
import { codesOfTitle, hasCommonWord } from "./titles.js";
import type { NaicsVersion } from "../core/codes.js";

/** What a printed code means: NAICS codes, together one industry; or a line of the publisher's own. */
export type CodeMeaning =
  { readonly kind: "industry"; readonly codes: readonly string[] } | { readonly kind: "own"; readonly reason: string };

/** Reads codes of one way of writing; the tree decides where trailing zeros end and the industry begins. */
type CodeReader = (
  row: { readonly code: string; readonly title: string },
  naics: Naics,
  version: NaicsVersion,
) => CodeMeaning;

const own = (reason: string): CodeMeaning => ({ kind: "own", reason });
const industry = (...codes: string[]): CodeMeaning => ({ kind: "industry", codes });

/** Why a line of all industries is none. */
export const A_TOTAL = "a total";
const TOTAL = own(A_TOTAL);
const SELF_EMPLOYED = own("self-employed, unpaid family or household workers");
const GOVERNMENT = own("government, which is not an industry of private jobs");
/** Why a line with digits that are in no list is none. */
export const OUTSIDE_NAICS = "not a code of NAICS";
const NOT_NAICS = own(OUTSIDE_NAICS);

/**
 * NAICS and BLS aggregates, padded with zeros to six digits or not: 311000, 102300, 11, 1023. Codes that start
 * with zeros are self-employed and household workers; those that start with 9 are levels of government, whose
 * digits are not NAICS (920000 is a state's government, not public administration).
 */
const readNaicsCode: CodeReader = ({ code, title }, naics) => {
  if (/^0*$/.test(code) || /^10+$/.test(code)) return /self|unpaid/i.test(title) ? SELF_EMPLOYED : TOTAL;
  if (/^0+1$/.test(code)) return TOTAL;
  if (/^0/.test(code) || /^(?:601|671|801)0?$/.test(code)) return SELF_EMPLOYED;
  if (/^9/.test(code)) return GOVERNMENT;
  if (!/^\d{2,6}$|^\d\d-\d\d$/.test(code)) return NOT_NAICS;
  const found = withoutPadding(code, naics);
  return found === undefined ? NOT_NAICS : industry(found);
};

/** The longest code of NAICS that the padded one may be: 519290 is one itself, 519000 is 519, 310000 is 31-33. */
function withoutPadding(code: string, naics: Naics): string | undefined {
  for (let digits = code; digits.length >= 2; digits = digits.slice(0, -1)) {
    // 32, 33, 45 and 49 alone are parts of a sector, of which NAICS has no figure.
    const sector = /^(?:31|44|48)$/.test(digits) ? canonicalIndustryCode(digits) : digits;
    if (naics.exists(sector) && industryDepth(sector) !== "total") return sector;
    if (!digits.endsWith("0")) return undefined;
  }
  return undefined;
}

/**
 * Series codes of the Current Employment Statistics, eight digits: two of the supersector, six of padded NAICS.
 * Where the six are zero the line is a supersector, of which some are NAICS sectors.
 */
const CES_LINES: Readonly<Record<string, readonly string[]>> = {
  "20000000": ["23"],
  "30000000": ["31-33"],
  "40000000": ["1021"],
  "41000000": ["42"],
  "42000000": ["44-45"],
  "43400089": ["48-49"],
  "50000000": ["51"],
  "55000000": ["1023"],
  "60000000": ["1024"],
  "65000000": ["1025"],
  "70000000": ["1026"],
};

const CES_OWN: Readonly<Record<string, string>> = {
  "10000000": "mining and logging together, which NAICS has in two sectors",
  "11000000": "farms, of which covered jobs are a part",
  "15000000": "mining, logging and construction together, which NAICS has in three sectors",
  "31000000": "durable goods, a part of manufacturing that NAICS does not draw",
  "32000000": "nondurable goods, a part of manufacturing that NAICS does not draw",
  "43000000": "transportation, warehousing and utilities together, which NAICS has in two sectors",
  "80000000": "other services without private households",
};

const readCesCode: CodeReader = (row, naics, version) => {
  const { code } = row;
  if (code.length < 8) return readNaicsCode(row, naics, version);
  const line = CES_LINES[code];
  if (line) return industry(...line);
  const reason = CES_OWN[code];
  if (reason !== undefined) return own(reason);
  if (/^0[0-8]/.test(code)) return TOTAL;
  if (/^9/.test(code)) return GOVERNMENT;
  return readNaicsCode({ ...row, code: code.slice(2) }, naics, version);
};

/**
 * Codes of the National Employment Matrix: padded NAICS, ranges of the last digits (31-330, 1131-2, 487-80),
 * and aggregates with a letter (3320A1), whose parts the code does not name.
 */
const readMatrixCode: CodeReader = (row, naics, version) => {
  const { code } = row;
  if (/^TE/i.test(code)) return TOTAL;
  if (/[A-Z]/i.test(code)) return own("an aggregate of the matrix, whose parts its code does not name");
  const sector = /^(\d\d-\d\d)0*$/.exec(code)?.[1];
  if (sector !== undefined && industryDepth(sector) === "sector") return industry(sector);
  const range = /^(\d+)(\d)-(\d)(0*)$/.exec(code);
  if (!range) return readNaicsCode(row, naics, version);
  const [, start, first, last, zeros] = range;
  const meanings = Array.from({ length: Number(last) - Number(first) + 1 }, (_, step) =>
    withoutPadding(`${start}${Number(first) + step}${zeros}`, naics),
  ).filter((found) => found !== undefined);
  return meanings.length > 0 ? industry(...meanings) : NOT_NAICS;
};

/** Illinois numbers its own lines with digits that NAICS uses for others. */
const ILLINOIS_OWN: Readonly<Record<string, string>> = {
  "100000": "self-employed and unpaid family workers",
  "110000": "agricultural production, a part of sector 11",
  "120000": "a total",
  "210000": "natural resources and mining together, which NAICS has in two sectors",
};

const readIllinoisCode: CodeReader = (row, naics, version) => {
  const { code, title } = row;
  const reason = ILLINOIS_OWN[code];
  if (reason !== undefined) return own(reason);
  // Logging stands under mining there: 210113 is NAICS 113.
  const logging = /^210(113\d?)$/.exec(code)?.[1];
  if (logging !== undefined) return industry("1133");
  const meaning = readNaicsCode(row, naics, version);
  if (meaning.kind === "own") return meaning;
  const [found = ""] = meaning.codes;
  // Any other line of the state's own shows by its title.
  if (hasCommonWord(title, naics.title(found, version) ?? "")) return meaning;
  return own(`the code is NAICS ${found}'s, the title is not`);
};

const readTitle: CodeReader = ({ title }, naics, version) => {
  if (/^total\b/i.test(title)) return TOTAL;
  const codes = codesOfTitle(title, naics, version);
  if (codes.length === 1) return industry(codes[0]!);
  return own(codes.length === 0 ? "no industry of NAICS has this title" : `the title of several: ${codes.join(", ")}`);
};

const READERS: Readonly<Record<Coding, CodeReader>> = {
  naics: readNaicsCode,
  ces: readCesCode,
  matrix: readMatrixCode,
  illinois: readIllinoisCode,
  titles: readTitle,
  soc: () => own("an occupation"),
};

/** What a row of a projection file is about. */
export function interpretRow(
  row: { readonly code: string; readonly title: string },
  coding: Coding,
  naics: Naics,
  version: NaicsVersion,
): CodeMeaning {
  return READERS[coding](row, naics, version);
}
