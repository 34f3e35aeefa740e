/**
 * Areas for which a predicate holds, as one bit each of all codes there can be: another thread can't call
 * a function of this one. Asking about all 111,004 codes takes some milliseconds.
 */
const COUNTIES_AND_STATES = 100_000;
const METROPOLITAN = 10_000;
const COMBINED = 1_000;
const NATIONAL = ["US000", "USCMS", "USMSA", "USNMS"];

export function encodeAreaSet(wants: (code: string) => boolean): Uint8Array {
  const bits = new Uint8Array(Math.ceil((COUNTIES_AND_STATES + METROPOLITAN + COMBINED + NATIONAL.length) / 8));
  let index = 0;
  const ask = (code: string): void => {
    if (wants(code)) bits[index >> 3]! |= 1 << (index & 7);
    index++;
  };
  for (let code = 0; code < COUNTIES_AND_STATES; code++) ask(String(code).padStart(5, "0"));
  for (let code = 0; code < METROPOLITAN; code++) ask(`C${String(code).padStart(4, "0")}`);
  for (let code = 0; code < COMBINED; code++) ask(`CS${String(code).padStart(3, "0")}`);
  for (const code of NATIONAL) ask(code);
  return bits;
}

/** The predicate that was encoded. */
export function decodeAreaSet(bits: Uint8Array): (code: string) => boolean {
  return (code) => {
    const index = areaIndex(code);
    return ((bits[index >> 3]! >> (index & 7)) & 1) === 1;
  };
}

function areaIndex(code: string): number {
  if (code.startsWith("US")) return COUNTIES_AND_STATES + METROPOLITAN + COMBINED + NATIONAL.indexOf(code);
  if (code.startsWith("CS")) return COUNTIES_AND_STATES + METROPOLITAN + Number(code.slice(2));
  return code.startsWith("C") ? COUNTIES_AND_STATES + Number(code.slice(1)) : Number(code);
}
