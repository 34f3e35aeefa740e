// After Okabe and Ito's colours, which people with any colour blindness can distinguish, darkened so that white
// text on them and they on white have a contrast of 4.5 to 1 at least.

export const INK = "#1b1f24";
export const FAINT_INK = "#57606a";
export const GRID = "#d8dee4";
export const PAPER = "#ffffff";

/** METHODS: growing and concentrated, growing, concentrated but shrinking, neither. */
export const CHART_QUADRANTS = {
  star: { name: "Star", says: "growing, concentrated", color: "#0065a3", tint: "#eef5fb" },
  emerging: { name: "Emerging", says: "growing, not concentrated", color: "#00755a", tint: "#edf7f3" },
  mature: { name: "Mature", says: "shrinking, concentrated", color: "#b24a00", tint: "#fdf3ec" },
  transforming: { name: "Transforming", says: "shrinking, not concentrated", color: "#5f6368", tint: "#f4f4f5" },
} as const;

export type ChartQuadrant = keyof typeof CHART_QUADRANTS;

/** Series of bars and lines: Okabe and Ito's order, distinct in grey too. */
export const SERIES = ["#0065a3", "#e69f00", "#00755a", "#cc79a7", "#56b4e9", "#b24a00", "#5f6368", "#f0e442"] as const;

/** A range around a mark in the first series' colour. */
export const RANGE_COLOR = "#9cc3dd";

export function seriesColor(index: number): string {
  return SERIES[index % SERIES.length]!;
}
