import { formatNumber, formatWholePercent } from "../core/number-format.js";
import { formatYears, sumYears } from "../occupations/ladders.js";
import { isLicensed } from "../occupations/licences.js";
import type { PathwayChart } from "../report/chart.js";
import { ONET_ATTRIBUTION } from "../staffing/read/shipped-onet.js";
import type { PathwayMap } from "./map.js";

/** What O*NET's job zones ask for, in a word or two. */
const ZONES: Readonly<Record<number, string>> = {
  1: "Little preparation",
  2: "Some preparation",
  3: "Medium preparation",
  4: "Considerable",
  5: "Extensive",
};

/** The map as a picture; undefined where it has no step. */
export function pathwaysChart(
  { occupations, steps }: PathwayMap,
  { title, subtitle, source }: Pick<PathwayChart, "title" | "subtitle" | "source">,
): PathwayChart | undefined {
  if (steps.length === 0) return undefined;
  const zones = [...new Set(occupations.map(({ jobZone }) => jobZone ?? 0))].sort();
  const hasPrograms = steps.some(({ programs }) => programs !== undefined);
  return {
    kind: "pathways",
    title,
    subtitle,
    source: `${source}; ${ONET_ATTRIBUTION}`,
    levels: zones.map((zone) => ({
      label: zone === 0 ? "No job zone" : `Job zone ${zone}`,
      note: ZONES[zone] ?? "",
    })),
    nodes: occupations.map(({ code, title: name, pay, openings, jobZone }) => ({
      id: code,
      level: zones.indexOf(jobZone ?? 0),
      title: name,
      notes: [
        [
          formatNumber(pay, "dollars"),
          ...(openings === undefined ? [] : [`${formatNumber(openings, "jobs")} openings`]),
        ],
        [...(isLicensed(code) ? ["license"] : []), ...programsNote(steps.find(({ to }) => to.code === code)?.programs)],
      ]
        .map((parts) => parts.join(" · "))
        .filter((line) => line !== ""),
    })),
    edges: steps.map(({ from, to, gain, time }) => ({
      from: from.code,
      to: to.code,
      label: `+${formatWholePercent(gain)}${sumYears(time) >= 0.5 ? `, ${formatYears(sumYears(time))}` : ""}`,
    })),
    footnotes: [
      "On each step: how much more the next occupation pays at the median, and the years of study, experience and training that it asks for. Openings are a year, in these industries.",
      `"license": most states license it; check yours.${hasPrograms ? " Programs: those here that teach it." : ""} Steps are possibilities, not counts of people who took them.`,
    ],
  };
}

function programsNote(programs: readonly unknown[] | undefined): readonly string[] {
  if (programs === undefined) return [];
  return [programs.length === 1 ? "1 program" : `${String(programs.length)} programs`];
}
