import { breakLines } from "../chart/text-width.js";

/** The most characters that a footer can have, marks and all. */
const LONGEST_FOOTER = 255;
/** A character's width on average, as a part of the font's size. */
const CHARACTER = 0.5;

/** Where the figures are from on the left, in small type, and the sheet and page on the right. */
export function footer(source: string, isLandscape: boolean): string {
  const place = "&R&8&A, page &P of &N";
  const room = LONGEST_FOOTER - place.length - "&L&8".length;
  // Marks begin with &; one that is meant is doubled.
  const text = source.replaceAll("&", "&&");
  const lines = breakLines(text, isLandscape ? 140 : 95, { size: 1 / CHARACTER }, 2);
  const whole = lines.join("\n");
  const cut = whole.slice(0, room - 1);
  return `&L&8${whole.length <= room ? whole : `${cut.slice(0, cut.lastIndexOf(" "))}…`}${place}`;
}
