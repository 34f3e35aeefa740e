// Columns that a character takes on a terminal: combining marks none, East Asian wide forms and emoji two.
const NO_WIDTH = /\p{Mn}|\p{Me}|\p{Cf}/u;
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]/u;
const SIMPLE = /^[\u0020-\u007e\u00a0-\u00ff\u2013\u2014\u2026]*$/;

/** Whether every character of a text takes one column, by any measure. */
export function isPlainWidth(text: string): boolean {
  return SIMPLE.test(text);
}

/** How many columns a text takes on a terminal. */
export function displayWidth(text: string): number {
  if (isPlainWidth(text)) return text.length;
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width;
}

function characterWidth(character: string): number {
  if (NO_WIDTH.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}

/** Lines of at most `width` columns, broken at blanks; a word that is longer than a line is cut. */
export function wrapText(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  let used = 0;
  for (const word of text.split(" ").filter((each) => each !== "")) {
    const wide = displayWidth(word);
    if (line !== "" && used + 1 + wide <= width) {
      line += ` ${word}`;
      used += 1 + wide;
      continue;
    }
    if (line !== "") lines.push(line);
    const pieces = cutWord(word, width);
    lines.push(...pieces.slice(0, -1));
    line = pieces.at(-1) ?? "";
    used = displayWidth(line);
  }
  if (line !== "" || lines.length === 0) lines.push(line);
  return lines;
}

/** Pieces of a word, cut behind a hyphen or slash where there is one in the second half of a line. */
function cutWord(word: string, width: number): readonly string[] {
  const pieces: string[] = [];
  let rest = word;
  // Of no width at all nothing more can be cut off.
  while (rest !== "" && displayWidth(rest) > width) {
    const piece = firstPiece(rest, width);
    pieces.push(piece);
    rest = rest.slice(piece.length);
  }
  return [...pieces, rest];
}

function firstPiece(word: string, width: number): string {
  const [first = ""] = word;
  // A character that is wider than the line stands alone, so that cutting ends.
  const piece = takeWidth(word, width) || first;
  const hyphen = Math.max(piece.lastIndexOf("-"), piece.lastIndexOf("/")) + 1;
  return hyphen * 2 > piece.length ? piece.slice(0, hyphen) : piece;
}

/** At most `limit` lines; what does not fit ends in an ellipsis. */
export function wrapLimited(text: string, width: number, limit: number): readonly string[] {
  const lines = wrapText(text, width);
  if (lines.length <= limit) return lines;
  const rest = lines.slice(limit - 1).join(" ");
  return [...lines.slice(0, limit - 1), `${takeWidth(rest, width - 1).trimEnd()}…`];
}

/** The start of a text that fits a width. */
function takeWidth(text: string, width: number): string {
  let taken = "";
  let used = 0;
  for (const character of text) {
    used += characterWidth(character);
    if (used > width) break;
    taken += character;
  }
  return taken;
}

/** Wrapped text whose first line starts with `first` and whose others are indented as far. */
export function hangingText(first: string, text: string, width: number): readonly string[] {
  const indent = displayWidth(first);
  const lines = wrapText(text, Math.max(width - indent, 20));
  return lines.map((line, index) => `${index === 0 ? first : " ".repeat(indent)}${line}`);
}

/** Text filled up with blanks on the right. */
export function padRight(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - displayWidth(text)));
}
