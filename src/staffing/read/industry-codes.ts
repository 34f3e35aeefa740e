/** Digits of an industry by OEWS's `I_GROUP`. */
const DIGITS: Readonly<Record<string, number>> = { "3-digit": 3, "4-digit": 4, "5-digit": 5, "6-digit": 6 };

/**
 * An industry code as OEWS and the Employment Projections print it, without padding: `113000` is 113,
 * `221111` itself, `31-330` is 31-33; aggregates such as `3320A1` stay.
 *
 * @param group OEWS's `I_GROUP`, where the file has it; else trailing zeros decide
 * @returns undefined for other text, and for all industries together
 */
export function parseOewsIndustry(text: string, group = ""): string | undefined {
  const code = text.trim().replace(/^'/, "");
  if (/^\d{2}$|^\d{2}-\d{2}$/.test(code)) return code;
  const range = /^(\d{2})-(\d{2})0$/.exec(code);
  if (range) return `${range[1]!}-${range[2]!}`;
  if (/^0+$/.test(code)) return undefined;
  if (/^(?=.*[A-Z-])[0-9A-Z-]{5,6}$/.test(code)) return code;
  if (!/^\d{2,6}$/.test(code)) return undefined;
  const digits = DIGITS[group.toLowerCase()];
  const short = code.replace(/0+$/, "");
  if (group.toLowerCase() === "sector" || short.length <= 2) return toSector(code.slice(0, 2));
  // "4-digit" also stands for a 3-digit industry that OEWS no longer takes apart: 327000.
  return digits !== undefined && short.length <= digits && short.length >= 3
    ? code.slice(0, Math.max(short.length, digits === 4 && short.length === 3 ? 3 : digits))
    : short;
}

/** Sectors that have several two-digit codes. */
const RANGES: Readonly<Record<string, string>> = {
  "31": "31-33",
  "32": "31-33",
  "33": "31-33",
  "44": "44-45",
  "45": "44-45",
  "48": "48-49",
  "49": "48-49",
};

function toSector(code: string): string {
  return RANGES[code] ?? code;
}
