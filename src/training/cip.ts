/** A code of a program of study, Classification of Instructional Programs, six digits: `51.3801`. */
export type CipCode = string & { readonly [cip]: true };
declare const cip: unique symbol;

/** The lists of programs; completions of July 2019 to June 2020 (file C2020_A) are the first by that of 2020. */
export type CipVersion = 2000 | 2010 | 2020;

/** The list that completions of a year are by. Source: NCES, IPEDS survey materials. */
export function cipVersionOfYear(year: number): CipVersion {
  if (year >= 2020) return 2020;
  return year >= 2010 ? 2010 : 2000;
}

/** A cell that should hold the code of a program. */
export type ParsedCip =
  | { readonly kind: "program"; readonly code: CipCode }
  /** A family of two digits or a group of four, which programs are parts of. */
  | { readonly kind: "wider"; readonly digits: 2 | 4; readonly code: string }
  /** 99, all programs together. */
  | { readonly kind: "total" }
  | { readonly kind: "unreadable" };

/**
 * A code as NCES prints it, `01.0104`, or as spreadsheets leave it: `1.0104`, `010104`, `="01.0104"`, `99.0000`. Of `51.38` it
 * can't be known whether zeros were lost, so it is taken as it stands, for a group.
 */
export function parseCip(text: string): ParsedCip {
  const plain = text
    .trim()
    .replace(/^="?'?(.*?)"?$/, "$1")
    .replace(/^'/, "")
    .trim();
  if (/^99(?:\.0{1,4})?$|^990000$/.test(plain)) return { kind: "total" };
  const digits = /^(\d{5,6})$/.exec(plain)?.[1]?.padStart(6, "0");
  if (digits !== undefined) return program(digits.slice(0, 2), digits.slice(2));
  const found = /^(\d{1,2})(?:\.(\d{1,4}))?$/.exec(plain);
  if (!found) return { kind: "unreadable" };
  const family = found[1]!.padStart(2, "0");
  const rest = found[2];
  if (rest === undefined) return { kind: "wider", digits: 2, code: family };
  if (rest.length < 3) return { kind: "wider", digits: 4, code: `${family}.${rest.padEnd(2, "0")}` };
  // A number in place of the text has lost a zero at its end.
  return program(family, rest.padEnd(4, "0"));
}

function program(family: string, rest: string): ParsedCip {
  return { kind: "program", code: `${family}.${rest}` as CipCode };
}
