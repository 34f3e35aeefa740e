import { ABSENT, hasValue } from "../core/datum.js";
import { formatDatum, formatNumber } from "../core/number-format.js";
import type { League } from "./league.js";
import type { IntervalsChart } from "../report/chart.js";
import type { SweepReportInputs } from "./sweep-report-inputs.js";
import { tableSource } from "../report/source-words.js";
import { levelName, lowerFirst, describeOwnership } from "../report/words.js";

/** How many lines a slide has room for. */
const MOST = 20;

/** The first areas of a league, or who leads in each industry, by the measure asked for; undefined if none has a figure. */
export function sweepChart(
  { areas, result, by, top, thresholds }: SweepReportInputs,
  leagues: readonly League[],
  single: League | undefined,
  title: string,
): IntervalsChart | undefined {
  const places = leagues.flatMap((league) =>
    league.entries.slice(0, single ? MOST : Math.min(top, MOST)).map((entry) => ({ league, entry })),
  );
  const known = places.filter(({ entry }) => hasValue(entry.values[by.id] ?? ABSENT));
  if (known.length === 0) return undefined;
  const shown = known.slice(0, MOST);
  const { sample } = result;
  const all = single ? single.ranked : known.length;
  const count = shown.length < all ? `the first ${shown.length} of ${formatNumber(all, "count")}` : String(all);
  const which = `${count} ${single ? "areas with a figure" : "places"}`;
  const isSmall = (jobs: number): boolean => jobs < thresholds.smallBase;
  const hasEstimates = shown.some(({ entry }) => entry.values[by.id]!.status === "estimated");
  return {
    kind: "intervals",
    title,
    subtitle: `${levelName(sample)}, ${describeOwnership(sample.ownership)}, ${sample.years.end}; ${which}.`,
    axis: { label: by.label, unit: by.unit },
    legend: {
      value: `from under ${formatNumber(thresholds.smallBase, "jobs")} jobs`,
      emphasis: lowerFirst(by.label),
      range: "90% range of an estimate",
    },
    rows: shown.map(({ league, entry }) => {
      const datum = entry.values[by.id]!;
      const value = hasValue(datum) ? datum.value : 0;
      const range = datum.status === "estimated" ? datum : { low: value, high: value };
      const { name } = areas[entry.area]!;
      const jobs = entry.values["employment"] ?? ABSENT;
      return {
        mark: single ? formatNumber(entry.place, "rank") : result.industries[league.industry]!.naics,
        label: single ? name : `${name}: ${result.industries[league.industry]!.title}`,
        value,
        low: range.low,
        high: range.high,
        text: formatDatum(datum, by.unit),
        emphasis: !(hasValue(jobs) && isSmall(jobs.value)),
      };
    }),
    source: tableSource(sample),
    footnotes: hasEstimates
      ? ["~ an estimate, since cells are suppressed; its range may reach over other places."]
      : [],
  };
}
