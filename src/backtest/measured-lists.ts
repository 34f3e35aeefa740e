import type { Quarter } from "../core/codes.js";
import type { IndustryTable } from "../core/industry-table.js";
import { information, type Note } from "../core/notes.js";
import { readReferenceTable } from "../files/shipped-table.js";
import { formatNumber } from "../core/number-format.js";
import type { Candidate } from "../ranking/factor.js";
import type { Ranking } from "../ranking/rank.js";
import { formatPeriod } from "../region/period-words.js";
import { countAreas } from "../sweep/sweep-notes.js";

/** What lists made in one way came to, as a script of ours computed it from real files; see data/README.md. */
interface MeasuredList {
  readonly areas: string;
  readonly year: number;
  readonly later: number;
  readonly quarter: number;
  readonly level: string;
  readonly top: number;
  /** Industries that took part. */
  readonly all: number;
  readonly list: string;
  readonly method: string;
  /** `employment=1 lq=1`; empty of a method that picks by rules. */
  readonly weights: string;
  readonly verdict: string;
  readonly lift: number;
  readonly byLot: number;
  readonly count: number;
}

let measured: readonly MeasuredList[] | undefined;

function readMeasuredLists(): readonly MeasuredList[] {
  measured ??= readReferenceTable("backtest/lists.csv").map((row) => {
    const [areas, year, later, quarter, level, , top, all, list, method, weights, verdict, lift, , , byLot] = row;
    return {
      ...{ areas: areas!, level: level!, list: list!, method: method!, weights: weights!, verdict: verdict! },
      ...{ year: Number(year), later: Number(later), quarter: Number(quarter), top: Number(top), all: Number(all) },
      ...{ lift: Number(lift), byLot: Number(byLot), count: Number(row[20]) },
    };
  });
  return measured;
}

const VERDICTS: Readonly<Record<string, string>> = {
  better: "better than by lot",
  worse: "worse than by lot",
  chance: "no better than by lot",
};

/**
 * What lists of this very making came to, where that was measured: the same level and ownership, and the same weights or a
 * published method as it stands. Of any other ranking nothing is said.
 *
 * @param ranked its factors that have figures are those it was made by
 * @param follows a published method that no option changes
 */
export function measuredListNotes(
  { method, missingRule, factors }: Pick<Ranking<Candidate>, "method" | "missingRule" | "factors">,
  { level, ownership, region }: Pick<IndustryTable, "level" | "ownership" | "region">,
  follows: { readonly name: string; readonly changedBy: readonly string[] } | undefined,
): readonly Note[] {
  if (ownership !== "private" || level !== "sector" || missingRule !== "reweight") return [];
  const taking = factors.filter(({ count }) => count > 0);
  const isPlain = taking.every(({ treatment, group, direction }) => !treatment && !group && direction === "higher");
  const weights = taking
    .map(({ id, share }) => `${id}=${Math.round(share * taking.length * 1e6) / 1e6}`)
    .sort()
    .join(" ");
  const [code = ""] = region.areas;
  const kind = region.areas.length > 1 || code.startsWith("C") ? "msas" : code.endsWith("000") ? "states" : "counties";
  const found = readMeasuredLists().find(
    (one) =>
      one.areas === kind &&
      one.level === level &&
      (one.weights === ""
        ? follows?.name === one.list && follows.changedBy.length === 0
        : isPlain && one.method === method && one.weights.split(" ").sort().join(" ") === weights),
  );
  if (!found) return [];
  const period = (year: number): string => formatPeriod({ year, quarter: found.quarter as Quarter });
  const points = (value: number): string => formatNumber(Math.abs(value) * 100, "score");
  const text = `Looked back: in ${countAreas(kind, found.count)}, ${period(found.year)} to ${period(found.later)}, the jobs of ${found.weights === "" ? "lists" : `lists of ${found.top} of ${found.all} sectors`} made this way grew by ${points(found.lift)} points ${found.lift < 0 ? "less" : "more"} than the rest, those of lists drawn by lot by ${points(found.byLot)} ${found.byLot < 0 ? "less" : "more"}: ${VERDICTS[found.verdict] ?? ""}. docs/backtest.md says how.`;
  return [information("looked-back", text)];
}
