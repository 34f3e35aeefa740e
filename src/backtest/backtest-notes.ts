import { caution, information, type Note } from "../core/notes.js";
import { formatNumber, formatWholePercent } from "../core/number-format.js";
import { formatList } from "../report/words.js";
import { countAreas } from "../sweep/sweep-notes.js";
import type { BacktestReportInputs } from "./report-inputs.js";

/** Codes named before it is said how many there are more. */
const NAMED = 12;
/** Lists that hold more of the industries than this leave little to compare them with. */
const LARGE_LIST = 0.5;

/** What a backtest computes, and what it can't show. */
export function backtestNotes(inputs: BacktestReportInputs, period: (year: number) => string): readonly Note[] {
  const { result, chosen, suppressed, draws } = inputs;
  const { year, results } = result;
  const then = formatList(results.map(({ years }) => period(year + years)));
  const last = results.at(-1)!;
  const lines = chosen.pickers.filter(({ kind }) => kind !== "lot").length;
  return [
    caution(
      "one-span",
      `These are lists of one year. An industry that boomed from ${period(year)} to ${then} did so in most areas at once; drawing areas again does not show how another span would have gone.`,
    ),
    ...blockNotes(inputs),
    ...(lines > 1
      ? [
          caution(
            "many-lists",
            `${lines} lists were tried. One in ten lies outside a 90% range by chance alone, so about ${formatNumber(lines / 10, "score")} of these verdicts would come from lists that know nothing.`,
          ),
        ]
      : []),
    ...followNotes(inputs),
    ...largeListNotes(inputs),
    information(
      "lift",
      `Lift = growth of the list − growth of the rest. Growth of a list is the jobs of its industries in the later year ÷ those in ${period(year)} − 1, the rest being the area's other industries; over areas, lift is the mean weighted by the jobs of each list in ${period(year)}. An industry that an area lost counts as 0 jobs. Pay is in dollars of each year.`,
    ),
    information(
      "range",
      `90% ranges: ${formatNumber(draws, "count")} times areas are drawn again, whole ${last.blocks === "states" ? "states" : "areas"} at a time${suppressed === "estimate" ? ", and estimates of withheld cells from their ranges" : ""}; --seed gives other draws. Ranges of how many areas a list was ahead in are in JSON.`,
    ),
    information(
      "known-then",
      `Lists are made from rows of ${period(year)} and before alone, estimates of withheld cells included.${describeLeftOut(inputs)}`,
    ),
    information(
      "by-lot",
      "Verdicts are against ten lists drawn by lot in each area among the industries that a short list may hold: they show what a list is worth that knows nothing. Their own lift need not be 0, since industries that are large enough, or not withheld, may grow otherwise than the rest.",
    ),
    ...notTriedNotes(inputs),
    ...result.notes,
  ];
}

function describeLeftOut({ chosen: { pickers } }: BacktestReportInputs): string {
  const without = pickers.filter(({ leftOut = [] }) => leftOut.length > 0);
  if (without.length === 0) return "";
  const names = [...new Set(without.flatMap(({ leftOut = [] }) => leftOut))];
  return ` ${formatList(names)} ${names.length === 1 ? "is" : "are"} left out of ${formatList(without.map(({ id }) => id))}: no projection of that time is read.`;
}

function blockNotes({ result: { results, kind } }: BacktestReportInputs): readonly Note[] {
  const { blocks, areas } = results.at(-1)!;
  if (blocks === "none") {
    return [caution("too-few-areas", `${countAreas(kind, areas)}: too few for a range, and for a verdict.`)];
  }
  if (blocks === "states") return [];
  return [
    caution(
      "few-states",
      "The areas lie in few states and are drawn one by one, as if neighbors had nothing in common: the ranges are too narrow.",
    ),
  ];
}

function followNotes({ result, suppressed }: BacktestReportInputs): readonly Note[] {
  const { results, areas, leftOut, kind } = result;
  const last = results.at(-1)!;
  const lacking = [...new Set(results.flatMap(({ notFollowed }) => notFollowed))].sort();
  const grouped = results.flatMap((one) => one.grouped.map(({ from, to }) => `${from.join(", ")} → ${to.join(", ")}`));
  const followed = last.outcomes.filter(({ won }) => won.areas > 0).map(({ followedShare }) => followedShare);
  const [low, high] = [Math.min(...followed), Math.max(...followed)];
  const lost = areas.length - last.areas;
  return [
    ...(lacking.length > 0
      ? [
          caution(
            "not-followed",
            `The files lack ${lacking.slice(0, NAMED).join(", ")}${lacking.length > NAMED ? ` and ${lacking.length - NAMED} more` : ""} in one of the years: these take part on no side. --only leaves them out of the lists, too.`,
            lacking,
          ),
        ]
      : []),
    ...(low < 0.995
      ? [
          caution(
            "followed-share",
            `Of the lists' industries ${formatWholePercent(low)} to ${formatWholePercent(high)} have known jobs in both years${suppressed === "drop" ? "; others are withheld, more often small ones, and take part on no side" : ""}.`,
          ),
        ]
      : []),
    ...(last.nation === "areas"
      ? [
          information(
            "nation-from-areas",
            "The files lack rows of the reference area in one of the years: the same industries of all these areas together stand in for it.",
          ),
        ]
      : []),
    ...(grouped.length > 0
      ? [
          information(
            "followed-together",
            `A revision of NAICS lies between the years. Industries whose borders it moved are followed together, each at the growth of all: ${[...new Set(grouped)].join("; ")}.`,
          ),
        ]
      : []),
    ...(lost > 0 || leftOut > 0
      ? [
          information(
            "areas-not-followed",
            `${countAreas(kind, lost + leftOut)} took no part: ${formatNumber(leftOut, "count")} without a table in the year of the lists, ${formatNumber(lost, "count")} without rows in the later one.`,
          ),
        ]
      : []),
  ];
}

function largeListNotes({ result: { areas }, chosen: { pickers } }: BacktestReportInputs): readonly Note[] {
  const parts = pickers.map((_, at) => {
    const withTable = areas.filter(({ industries }) => industries > 0);
    return (
      withTable.reduce((sum, { lists, industries }) => sum + (lists[at]?.[0]?.length ?? 0) / industries, 0) /
      withTable.length
    );
  });
  const large = pickers.filter((_, at) => parts[at]! > LARGE_LIST);
  if (large.length === 0) return [];
  return [
    caution(
      "large-lists",
      `More than half of an area's industries are on the lists by ${formatList(large.map(({ id }) => id))}: few are left to compare them with. --top shortens those that are ranked.`,
    ),
  ];
}

function notTriedNotes({ chosen: { leftOut } }: BacktestReportInputs): readonly Note[] {
  if (leftOut.length === 0) return [];
  return [
    information("not-tried", `Not tried: ${leftOut.map(({ label, reason }) => `${label} (${reason})`).join("; ")}.`),
  ];
}
