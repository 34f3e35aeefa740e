import { placeLabels, type Box, type Circle, type PlacedLabel } from "./labels.js";
import { FAINT_INK, INK, PAPER } from "./palette.js";
import { tag, textAt } from "./svg.js";
import { textWidth, breakLines } from "./text-width.js";

// Names in a bubble chart. Free of scales, so that a page places them again when the short list changes.

/** A circle that may get a name. */
export interface NamedCircle extends Circle {
  readonly code: string;
  readonly title: string;
  readonly mark: string;
  readonly emphasis: boolean;
}

export interface LabelOptions {
  readonly bounds: Box;
  readonly taken: readonly Box[];
  /** The lines of growth 0 and concentration 1, which names had better not cover. */
  readonly lines: readonly Box[];
  /** `titles` where all find room, else `marks`, which a key explains. */
  readonly style: "titles" | "marks";
  /** Codes of industries that are not named, where they find room. */
  readonly codes: boolean;
}

const MARK = { size: 15, bold: true } as const;
const TITLE = { size: 14, bold: true } as const;
const CODE = { size: 11 } as const;
const LINE = 16;

/** The labels as SVG, or undefined if a title finds no room and the caller should try marks. */
export function drawBubbleLabels(circles: readonly NamedCircle[], options: LabelOptions): string | undefined {
  const named = circles.filter(({ emphasis }) => emphasis);
  const texts = named.map(({ title, mark }) => (options.style === "marks" ? [mark] : breakLines(title, 190, TITLE, 3)));
  const style = options.style === "marks" ? MARK : TITLE;
  const placed = placeLabels(
    named.map((circle, index) => ({
      circle,
      width: Math.max(...texts[index]!.map((text) => textWidth(text, style))) + 6,
      height: texts[index]!.length * LINE + 2,
    })),
    { ...options, circles, distances: [1, 8, 18, 30, 44, 60, 80], overCircles: true },
  );
  if (options.style === "titles" && placed.some((label) => label === undefined)) return undefined;
  const taken = [...options.taken, ...placed.filter((label) => label !== undefined)];
  const codes = options.codes ? drawCodes(circles, named, { ...options, taken }) : "";
  const drawn = placed.map((label, index) => (label ? drawLabel(label, texts[index]!, style) : ""));
  return codes + drawn.join("");
}

function drawCodes(circles: readonly NamedCircle[], named: readonly NamedCircle[], options: LabelOptions): string {
  const others = circles.filter((circle) => !named.includes(circle));
  const placed = placeLabels(
    others.map((circle) => ({ circle, width: textWidth(circle.code, CODE) + 2, height: 12 })),
    { ...options, circles, distances: [0], overCircles: false },
  );
  return placed
    .map((label, index) =>
      label
        ? textAt(label.x + label.width / 2, label.y + 10, others[index]!.code, {
            class: "code",
            "text-anchor": "middle",
            "font-size": CODE.size,
            fill: FAINT_INK,
          })
        : "",
    )
    .join("");
}

function drawLabel(label: PlacedLabel, lines: readonly string[], style: typeof MARK | typeof TITLE): string {
  const { leader } = label;
  const line = leader ? tag("line", { class: "leader", ...leader, stroke: INK, "stroke-width": 1 }) : "";
  const texts = lines.map((text, index) =>
    textAt(label.x + label.width / 2, label.y + LINE * (index + 0.84), text, {
      class: label.inside ? "mark inside" : "mark",
      "text-anchor": "middle",
      "font-size": style.size,
      "font-weight": "bold",
      fill: label.inside ? PAPER : INK,
      // A rim of paper keeps letters readable over circles and lines.
      ...(!label.inside && { stroke: PAPER, "stroke-width": 3, "paint-order": "stroke" }),
    }),
  );
  return line + texts.join("");
}
