import { parseSocCode, type OccupationLevel, type SocCode } from "../records.js";

/**
 * An occupation code in any of its printed forms: `11-1011`, `11-1011.00` (O*NET's, without a part of its own),
 * `="11-0000"`, `' 00-0000`, `111011`, `Chief Executives(111011)`.
 *
 * @returns nothing for other text
 */
export function parsePrintedSoc(cell: string): SocCode | undefined {
  const text = cell
    .replace(/^=?"+|"+$/g, "")
    .replace(/^'/, "")
    .trim();
  const plain = /^(\d{2})-?(\d{4})(?:\.\d{2})?$/.exec(text) ?? /\((\d{2})-?(\d{4})\)$/.exec(text);
  return plain ? parseSocCode(`${plain[1]!}-${plain[2]!}`) : undefined;
}

const LEVELS: Readonly<Record<string, OccupationLevel>> = {
  total: "total",
  major: "major",
  minor: "minor",
  broad: "broad",
  detailed: "detailed",
  detail: "detailed",
  // To 2011, OES left the level of detailed occupations empty.
  "": "detailed",
};

/** A level in OEWS's words; nothing for other text. */
export function levelOfWord(word: string): OccupationLevel | undefined {
  return LEVELS[word.toLowerCase()];
}

/**
 * The level of a code by its zeros. What ends in one zero is broad in SOC, but publishers use some of these
 * as their most detailed ones (31-1120): only the other rows decide, see {@link inferLevels}.
 */
export function levelByZeros(code: string): OccupationLevel {
  if (code === "00-0000") return "total";
  if (code.endsWith("0000")) return "major";
  // Minor groups end in 000, or since 2018 in 00: 15-1200, 31-1100, 51-5100.
  if (code.endsWith("00")) return "minor";
  return code.endsWith("0") ? "broad" : "detailed";
}

/** Levels of the codes of one list without a column of levels: a broad one with no detailed one under it is detailed. */
export function inferLevels(codes: Iterable<string>): ReadonlyMap<string, OccupationLevel> {
  const list = [...codes];
  const withDetail = new Set(
    list.filter((code) => levelByZeros(code) === "detailed").map((code) => `${code.slice(0, 6)}0`),
  );
  return new Map(
    list.map((code) => {
      const level = levelByZeros(code);
      return [code, level === "broad" && !withDetail.has(code) ? "detailed" : level];
    }),
  );
}
