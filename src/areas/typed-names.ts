import type { Area, Areas } from "./areas.js";

// How people write areas: names without the comma, codes with more or less around them.

/** "Columbus OH" as "Columbus, OH": the same with a comma before the state at its end; undefined where none is there. */
export function withComma(areas: Areas, text: string): string | undefined {
  const trimmed = text.trim().replace(/\s+/g, " ");
  if (trimmed.includes(",")) return undefined;
  const lower = trimmed.toLowerCase();
  const ending = areas.states
    .flatMap(({ postal, name }) => [postal, name])
    .filter((state) => lower.endsWith(` ${state.toLowerCase()}`))
    .sort((a, b) => b.length - a.length)[0];
  return ending === undefined ? undefined : `${trimmed.slice(0, -ending.length - 1)}, ${ending}`;
}

/**
 * The areas that a mistyped code may mean: `C18140` and `1814` are C1814, `39-049`, `39 049` and `US39049` are 39049,
 * `1001` is 01001, `39` is 39000.
 */
export function codesMeant(areas: Areas, text: string): readonly Area[] {
  const typed = text
    .trim()
    .toUpperCase()
    .replace(/^(US|FIPS|CBSA|MSA)[\s:-]*(?=\d)/, "");
  const code = typed.replace(/[\s.–-]/g, "");
  if (!/^(C|CS)?\d+$/.test(code)) return [];
  const digits = code.replace(/^\D+/, "");
  const candidates = [
    code,
    ...(digits.length === 5 && digits.endsWith("0") ? [`C${digits.slice(0, 4)}`] : []),
    ...(digits.length === 4 ? [`C${digits}`] : []),
    digits.padStart(5, "0"),
    ...(digits.length <= 2 ? [`${digits.padStart(2, "0")}000`] : []),
    ...(digits.length === 3 ? [`CS${digits}`] : []),
  ];
  return [...new Set(candidates)].flatMap((each) => areas.get(each) ?? []).filter(({ former }) => !former);
}
