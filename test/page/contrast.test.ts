import { describe, expect, it } from "vitest";
import { PAGE_STYLE } from "../../src/render/style.js";
import { FAINT_INK, INK, PAPER, CHART_QUADRANTS } from "../../src/render/chart/palette.js";

/** WCAG 2.2: relative luminance of an sRGB colour. */
function luminance(color: string): number {
  const hex = color.length === 4 ? [...color.slice(1)].map((digit) => digit + digit).join("") : color.slice(1);
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** The colours by name of the n-th `:root` of the page's style. */
function coloursOf(block: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...block.matchAll(/--([a-z-]+):(#[0-9a-f]{3}(?:[0-9a-f]{3})?)\b/g)].map(([, name, color]) => [name, color]),
  ) as Record<string, string>;
}

const [light, dark, print] = [...PAGE_STYLE.matchAll(/:root\{([^}]*)\}/g)].map(([, block]) => coloursOf(block!));

describe("contrast", () => {
  it("is computed as WCAG computes it", () => {
    expect(contrast("#000", "#ffffff")).toBeCloseTo(21, 10);
    // 0.05 + ((0x77/255 + 0.055)/1.055)^2.4 = 0.2345; 1.05 / 0.2345 = 4.478: the grey that just fails.
    expect(contrast("#777777", "#fff")).toBeCloseTo(4.478, 2);
  });

  const SCHEMES = { light, dark, print: { ...light, ...print } };
  describe.each(Object.entries(SCHEMES))("of the page, %s", (_, colours = {}) => {
    const of = (name: string): string => {
      expect(colours, name).toHaveProperty(name);
      return colours[name]!;
    };
    const texts: readonly (readonly [string, string])[] = [
      ...["paper", "wash", "on"].map((back) => ["ink", back] as const),
      ...["paper", "wash", "on"].map((back) => ["faint", back] as const),
      ["accent", "paper"],
      ["caution", "paper"],
      // How far a rank moved, in a row of the short list and out of it; the names of the quadrants on their tints.
      ...["emerging", "mature"].flatMap((move) => [[move, "paper"] as const, [move, "on"] as const]),
      ...["star", "emerging", "mature", "transforming"].flatMap((name) => [
        [name, `${name}-tint`] as const,
        ["ink", `${name}-tint`] as const,
        ["faint", `${name}-tint`] as const,
        // Ranks in bubbles.
        ["paper", name] as const,
      ]),
    ];
    it.each(texts)("%s on %s is 4.5 to 1 at least, as text must be", (text, back) => {
      expect(contrast(of(text), of(back))).toBeGreaterThanOrEqual(4.5);
    });
    it.each([
      ["faint", "paper"],
      ["accent", "wash"],
      ["accent", "on"],
    ])("%s on %s is 3 to 1 at least, as borders, sliders and focus must be", (line, back) => {
      expect(contrast(of(line), of(back))).toBeGreaterThanOrEqual(3);
    });
  });

  it("of a picture's text and bubbles is 4.5 to 1 at least", () => {
    for (const { color, tint } of Object.values(CHART_QUADRANTS)) {
      expect(contrast(color, tint)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(color, PAPER)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(FAINT_INK, tint)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(INK, tint)).toBeGreaterThanOrEqual(4.5);
    }
  });
});
