/**
 * Advance widths of printable ASCII in thousandths of the font size, for the fonts that share Arial's metrics:
 * Arial, Helvetica, Liberation Sans, Arimo. A drawing that names these fonts is laid out the same everywhere.
 */
const REGULAR = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
  556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
  722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
  556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
  260, 334, 584,
];
const BOLD = [
  278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
  556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833,
  722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556, 333, 556, 611, 556, 611,
  556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389,
  280, 389, 584,
];
/** Dashes, accented letters and signs; wide ones, as of Chinese, take the whole square. */
const OTHER = 600;
const WIDE = 1000;

export interface TextSize {
  readonly size: number;
  readonly bold?: boolean;
}

/** The fonts whose widths these are, first the one that most systems have; Arimo is the one that ships. */
export const FONT_FAMILY = "Arial, Helvetica, 'Liberation Sans', Arimo, sans-serif";

/** How wide a line of text is drawn, in the unit of `size`. */
export function textWidth(text: string, { size, bold = false }: TextSize): number {
  const widths = bold ? BOLD : REGULAR;
  let sum = 0;
  for (const character of text) {
    const code = character.codePointAt(0)!;
    sum += widths[code - 32] ?? (code >= 0x1100 || code === 0x2014 || code === 0x2026 ? WIDE : OTHER);
  }
  return (sum * size) / 1000;
}

/** Text broken into lines no wider than `width`; what does not fit the last line ends in an ellipsis. */
export function breakLines(text: string, width: number, style: TextSize, mostLines: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ").filter((part) => part !== "")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (textWidth(longer, style) <= width || line === "") line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  lines.push(line);
  const kept = lines.slice(0, mostLines);
  const isCut = lines.length > mostLines;
  return kept.map((each, index) => shorten(each, width, style, isCut && index === mostLines - 1));
}

function shorten(text: string, width: number, style: TextSize, isCut: boolean): string {
  if (!isCut && textWidth(text, style) <= width) return text;
  let kept = text;
  while (kept.length > 1 && textWidth(`${kept}…`, style) > width) kept = kept.slice(0, -1);
  return `${kept.replace(/[\s,;:.]+$/, "")}…`;
}
