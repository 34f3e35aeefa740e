// Text from a file must not move a cursor, recolour a terminal, reverse the reading direction or hide itself.
// Control characters (ESC and the C1 set among them), zero-width and bidirectional ones, line separators:
const UNSAFE = /[\p{Cc}\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;
// CSI sequences, OSC strings to their end, and two-character escapes:
const ESCAPE_SEQUENCE = new RegExp(
  ["(?:\u001b\\[|\u009b)[0-?]*[ -/]*[@-~]", "\u001b\\][^\u0007\u001b]*(?:\u0007|\u001b\\\\)?", "\u001b[@-_]"].join("|"),
  "g",
);

/** One line of text that is safe to print: escape sequences go, other control characters become a space. */
export function plainText(text: string): string {
  return text.replace(ESCAPE_SEQUENCE, "").replace(UNSAFE, (character) => (isBlank(character) ? " " : ""));
}

function isBlank(character: string): boolean {
  return (
    character === "\n" || character === "\r" || character === "\t" || character === "\u2028" || character === "\u2029"
  );
}
