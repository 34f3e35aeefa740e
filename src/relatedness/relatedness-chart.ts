import { hasValue } from "../core/datum.js";
import { formatDatum, formatNumber } from "../core/number-format.js";
import type { StandingChart } from "../report/chart.js";
import { describeSource } from "../report/source-words.js";
import type { IndustryTable } from "../core/industry-table.js";
import { REACHABILITY, type Opportunities, type Reachability } from "./quadrants.js";

/** Industries drawn of each quadrant: more circles would hide each other. */
const DRAWN = 7;

/** Density across, gain upwards; undefined where no industry has both. */
export function opportunityChart(
  { industries, split }: Opportunities,
  table: IndustryTable,
): StandingChart | undefined {
  if (!split) return undefined;
  const known = industries.flatMap((one) =>
    hasValue(one.density) && hasValue(one.gain) ? [{ one, density: one.density, gain: one.gain }] : [],
  );
  const quadrants = Object.keys(REACHABILITY) as readonly Reachability[];
  const drawn = quadrants.flatMap((quadrant) => known.filter(({ one }) => one.quadrant === quadrant).slice(0, DRAWN));
  const gains = drawn.map(({ gain }) => gain.value);
  return {
    kind: "standing",
    title: `What is within reach of ${table.region.name}`,
    subtitle:
      "Density across: how much of what an industry is found together with the region has. Strategic gain upwards: the complexity that it would bring nearer.",
    x: { label: "Density", unit: "ratio" },
    y: { label: "Strategic gain", unit: "ratio" },
    range: { low: Math.min(...gains), high: Math.max(...gains) },
    split: { x: split.density, y: split.gain },
    corners: {
      best: "Within reach, high gain",
      figures: "Within reach, low gain",
      people: "Far, high gain",
      neither: "Far, low gain",
    },
    legend: {
      emphasis: "within reach with a high gain",
      other: "other industries that the region is without",
      estimated: "density or gain rests on estimates",
    },
    points: drawn.map(({ one, density, gain }, at) => ({
      code: one.naics,
      title: one.title,
      mark: String(at + 1),
      x: density.value,
      y: gain.value,
      emphasis: one.quadrant === "within",
      estimated: density.status === "estimated" || gain.status === "estimated",
      note: `${formatDatum(density, "ratio")}, ${formatDatum(gain, "ratio")}`,
    })),
    footnotes: [
      `Lines are the medians of ${known.length} industries that the region is without: density ${formatNumber(split.density, "ratio")}, gain ${formatNumber(split.gain, "ratio")}. Drawn are the first ${DRAWN} of each quarter; beside names are density and gain.`,
    ],
    source: describeSource([table.years.start ?? table.years.end, table.years.end], table.quarter),
  };
}
