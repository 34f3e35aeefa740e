import type { Chart } from "../../report/chart.js";
import type { Box } from "./labels.js";
import { FAINT_INK, INK, PAPER } from "./palette.js";
import { escapeMarkup, tag, textAt } from "./svg.js";
import { FONT_FAMILY, breakLines } from "./text-width.js";

/** A slide's shape, 16 to 9. The smallest text is 12 of 720 high: readable from the back of a room. */
export const PAGE_WIDTH = 1280;
const PAGE_HEIGHT = 720;
const MARGIN = 32;

/** A whole picture: title, subtitle, what `draw` puts into the area left, footnotes, source. */
export function drawPage(
  { title, subtitle, footnotes, source }: Pick<Chart, "title" | "subtitle" | "footnotes" | "source">,
  draw: (area: Box) => string,
  height = PAGE_HEIGHT,
): string {
  const width = PAGE_WIDTH - 2 * MARGIN;
  const titles = breakLines(title, width, { size: 26, bold: true }, 2);
  const subtitles = breakLines(subtitle, width, { size: 15 }, 2);
  const notes = [...footnotes, `Source: ${source}.`].flatMap((note) => breakLines(note, width, { size: 12 }, 2));
  const parts: string[] = [];
  let y = MARGIN;
  for (const line of titles) {
    y += 26;
    parts.push(textAt(MARGIN, y - 4, line, { "font-size": 26, "font-weight": "bold", fill: INK }));
  }
  for (const line of subtitles) {
    y += 20;
    parts.push(textAt(MARGIN, y, line, { "font-size": 15, fill: FAINT_INK }));
  }
  const top = y + 16;
  const bottom = height - 20 - notes.length * 16;
  parts.push(draw({ x: MARGIN, y: top, width, height: bottom - top }));
  notes.forEach((line, index) => {
    parts.push(textAt(MARGIN, bottom + 22 + index * 16, line, { "font-size": 12, fill: FAINT_INK }));
  });
  const svg = tag(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      width: PAGE_WIDTH,
      height,
      viewBox: `0 0 ${String(PAGE_WIDTH)} ${String(height)}`,
      "font-family": FONT_FAMILY,
      role: "img",
      "aria-labelledby": "title desc",
    },
    tag("title", { id: "title" }, escapeMarkup(title)),
    tag("desc", { id: "desc" }, escapeMarkup([subtitle, ...footnotes].join(" "))),
    tag("rect", { width: PAGE_WIDTH, height, fill: PAPER }),
    ...parts,
  );
  return `${svg}\n`;
}
