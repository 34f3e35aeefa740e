// Bytes as text that a script element may hold: a sixteenth shorter than base64.

/** 85 characters from `#`; `<` alone could end the element that it stands in, and gives its place to `x`. */
const FIRST = 35;
const LESS_THAN = 60;
const IN_ITS_PLACE = 120;

/** Four bytes are five characters; the last group is as much shorter as it has bytes less. */
export function toBase85(bytes: Uint8Array): string {
  const codes: number[] = [];
  for (let at = 0; at < bytes.length; at += 4) {
    let group = 0;
    for (let place = 0; place < 4; place++) group = group * 256 + (bytes[at + place] ?? 0);
    const digits: number[] = [];
    for (let place = 0; place < 5; place++) {
      digits.unshift((group % 85) + FIRST);
      group = Math.floor(group / 85);
    }
    codes.push(...digits.slice(0, Math.min(4, bytes.length - at) + 1));
  }
  return codes.map((code) => String.fromCharCode(code === LESS_THAN ? IN_ITS_PLACE : code)).join("");
}

export function fromBase85(text: string): Uint8Array {
  const bytes = new Uint8Array(Math.floor((text.length * 4) / 5));
  for (let at = 0, to = 0; at < text.length; at += 5, to += 4) {
    let group = 0;
    for (let place = 0; place < 5; place++) {
      const code = at + place < text.length ? text.charCodeAt(at + place) : FIRST + 84;
      group = group * 85 + (code === IN_ITS_PLACE ? LESS_THAN : code) - FIRST;
    }
    for (let place = 3; place >= 0; place--) {
      if (to + place < bytes.length) bytes[to + place] = group % 256;
      group = Math.floor(group / 256);
    }
  }
  return bytes;
}
