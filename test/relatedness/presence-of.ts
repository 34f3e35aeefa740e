import type { Presence } from "../../src/relatedness/presence.js";

/** A matrix from rows of marks: 1 present, 0 not, ? withheld and unknown, a number such as -0.5 a margin. */
export function presenceFrom(rows: Readonly<Record<string, readonly (number | "?")[]>>): Presence {
  const areas = Object.keys(rows);
  const size = rows[areas[0]!]!.length;
  return {
    areas,
    industries: Array.from({ length: size }, (_, i) => `11${String(i + 1).padStart(2, "0")}`),
    margins: Float32Array.from(areas.flatMap((area) => rows[area]!.map(marginFrom))),
  };
}

export function marginFrom(mark: number | "?"): number {
  if (mark === "?") return NaN;
  return mark === 1 ? Infinity : mark === 0 ? -Infinity : mark;
}
