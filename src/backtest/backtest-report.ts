import { disclosed, estimated, type Datum } from "../core/datum.js";
import { formatNumber, formatShare } from "../core/number-format.js";
import type { Report, ReportColumn, ReportRow, ReportTable, Screen } from "../report/report.js";
import { describeOwnership, levelName, sentence } from "../report/words.js";
import { formatPeriod } from "../region/period-words.js";
import { countAreas, nameKind } from "../sweep/sweep-notes.js";
import { backtestNotes } from "./backtest-notes.js";
import type { BacktestReportInputs } from "./report-inputs.js";
import type { Lift, ListTally, PickerOutcome } from "./evaluate.js";
import type { Picker } from "./pickers.js";
import type { BacktestResult, HorizonResult } from "./run-backtest.js";

export const VERDICTS = ["better", "worse", "chance", "few", "none"] as const;
export type Verdict = (typeof VERDICTS)[number];

const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  better: "better than by lot",
  worse: "worse than by lot",
  chance: "no better than chance",
  few: "too few areas",
  none: "no list: no figures",
};

/** What a list is worth beside lists drawn by lot; undefined of these themselves. */
export function judge({ comparisons: { jobs }, overLot: { value, range } }: PickerOutcome): Verdict | undefined {
  if (jobs.value === undefined) return "none";
  if (value === undefined) return undefined;
  if (!range) return "few";
  if (range.low > 0) return "better";
  return range.high < 0 ? "worse" : "chance";
}

interface Line {
  readonly picker: Picker;
  readonly outcome: PickerOutcome;
  readonly result: HorizonResult;
}

/** Points of a hundred, one decimal: `1.2 points`. */
function formatPoints(value: number): string {
  return `${formatNumber(value * 100, "score")} points`;
}

/** Whether lists made from the figures of one year found industries that grew more afterwards. */
export function buildBacktestReport(inputs: BacktestReportInputs): Report {
  const { result, chosen } = inputs;
  const lines = [...result.results].reverse().flatMap((one) => orderLines(chosen.pickers, one));
  const { year, quarter } = result;
  const period = (of: number): string =>
    formatPeriod({ year: of, quarter: typeof quarter === "number" ? (quarter as 1) : 0 });
  const last = result.results.at(-1)!;
  const title = `Lists of ${period(year)}, looked at again in ${result.results.map(({ years }) => period(year + years)).join(" and ")}`;
  const notes = backtestNotes(inputs, period);
  const scope: Report["scope"] = [
    ["Areas", `${countAreas(result.kind, last.areas)}, industries compared with others of the same area`],
    [
      "Figures",
      `QCEW, lists of ${period(year)}${result.head.years.start === undefined ? "" : `, their growth since ${period(result.head.years.start)}`}; ${levelName({ level: inputs.level })}, ${describeOwnership(inputs.ownership)}`,
    ],
    ["Lists", `the first ${inputs.top} by each factor or method, or what meets a method's rules`],
  ];
  return {
    command: "backtest",
    title,
    scope,
    screen: buildScreen(
      inputs,
      lines,
      { scope, cautions: notes.filter(({ severity }) => severity === "caution") },
      period,
    ),
    tables: [outcomeTable(lines, result), sizeTable(lines, result)],
    sections: [],
    notes,
    provenance: inputs.provenance,
    schema: "sector-rank/backtest/1",
    json: backtestJson(inputs, lines),
  };
}

function orderLines(pickers: readonly Picker[], result: HorizonResult): readonly Line[] {
  const lines = pickers.map((picker, at): Line => ({ picker, outcome: result.outcomes[at]!, result }));
  const lift = ({ outcome }: Line): number => outcome.comparisons.jobs.value ?? -Infinity;
  return lines.sort((a, b) => lift(b) - lift(a));
}

function buildScreen(
  { result }: BacktestReportInputs,
  lines: readonly Line[],
  {
    scope,
    cautions,
  }: {
    readonly scope: Report["scope"];
    readonly cautions: readonly { readonly text: string; readonly short?: string }[];
  },
  period: (year: number) => string,
): Screen {
  const last = result.results.at(-1)!;
  const shown = lines.filter(
    ({ result: of, picker, outcome }) => of === last && picker.kind !== "lot" && judge(outcome) !== "none",
  );
  const count = (verdict: Verdict): number => shown.filter(({ outcome }) => judge(outcome) === verdict).length;
  const countWays = (verdict: Verdict): string => (count(verdict) === 0 ? "none" : String(count(verdict)));
  const best = shown.find(({ outcome }) => judge(outcome) === "better");
  const then = period(result.year + last.years);
  const kind = nameKind(result.kind);
  const summary = [
    count("few") === shown.length
      ? `Too few areas to say whether lists of ${period(result.year)} did better than lists drawn by lot by ${then}.`
      : `Of ${shown.length} ways to list industries in ${period(result.year)}, ${countWays("better")} did better by ${then} than lists drawn by lot in the same ${kind} (their jobs grew more), ${countWays("worse")} worse, and ${countWays("chance")} no better than chance.`,
    ...(best
      ? [
          `First: ${nameList(best.picker)}, whose jobs grew by ${formatPoints(best.outcome.comparisons.jobs.value!)} more than the rest of their ${kind}, ${formatPoints(best.outcome.overLot.value!)} more than by lot (${describeRange(best.outcome.overLot)}); ahead in ${formatShare(best.outcome.won.value ?? 0)} of them.`,
        ]
      : []),
  ];
  return {
    summary,
    scope,
    columns: ["list", "lift", "over_lot", "over_lot_from", "over_lot_to", "won", "verdict"],
    lines: [
      {
        label: "Be careful",
        option: "notes",
        severity: "caution",
        items: cautions.map(({ text, short }) => short ?? text),
      },
    ],
    options: ["--notes"],
  };
}

function describeRange({ range }: Lift): string {
  if (!range) return "no range";
  return `90% range ${formatNumber(range.low * 100, "score")} to ${formatNumber(range.high * 100, "score")}`;
}

const POINTS: Pick<ReportColumn, "kind" | "unit"> = { kind: "number", unit: "fraction" };

/** A lift, and the ends of its range. */
function liftColumns(
  id: string,
  label: string,
  description: string,
  priority: ReportColumn["priority"],
): readonly ReportColumn[] {
  return [
    { id, label, ...POINTS, description, priority, statusApart: true },
    { id: `${id}_from`, label: "from", ...POINTS, description: `Lower end of the 90% range of ${label}.`, priority },
    { id: `${id}_to`, label: "to", ...POINTS, description: `Upper end of the 90% range of ${label}.`, priority },
  ];
}

function liftCells(id: string, tally: Lift, isEstimated: boolean): ReportRow["cells"] {
  const { value, range, estimateRange } = tally;
  return {
    [id]: value === undefined ? undefined : liftDatum(value, range ?? estimateRange, isEstimated),
    [`${id}_from`]: range?.low,
    [`${id}_to`]: range?.high,
  };
}

/** A lift rests on estimates where cells of its lists or of the others were withheld. */
function liftDatum(value: number, range: ListTally["range"], isEstimated: boolean): Datum {
  return isEstimated ? estimated(value, range ?? { low: value, high: value }) : disclosed(value);
}

/** A method by the name that options take, since its title is a sentence. */
function nameList({ kind, id, label }: Picker): string {
  return kind === "method" ? `${id} (method)` : label;
}

const restsOnEstimates = ({ outcome }: Line): boolean => outcome.isEstimated;

/** Lifts are marked where they are shown; a CSV has one word for a row. */
const STATUS: ReportColumn = {
  id: "status",
  label: "Status",
  kind: "code",
  description:
    "Of lifts of jobs and pay: estimated where withheld cells of the lists or of the others stand behind them.",
  priority: 4,
};

const statusWord = (line: Line): string =>
  line.outcome.comparisons.jobs.value === undefined ? "" : restsOnEstimates(line) ? "estimated" : "disclosed";

function outcomeTable(lines: readonly Line[], { results, year }: BacktestResult): ReportTable {
  const several = results.length > 1;
  const last = results.at(-1)!;
  return {
    id: "lists",
    title: "Growth of the lists' jobs, less that of the others",
    columns: [
      { id: "list", label: "List by", kind: "text", priority: 1 },
      { id: "label", label: "In full", kind: "text", priority: 4 },
      { id: "id", label: "Name", kind: "code", description: "As --by takes it.", priority: 4 },
      { id: "kind", label: "Kind", kind: "code", priority: 4 },
      {
        id: "years",
        label: "Years",
        kind: "number",
        unit: "count",
        description: `After ${year}.`,
        priority: several ? 1 : 4,
      },
      ...liftColumns(
        "lift",
        "Lift",
        "Growth of jobs in the list's industries together less growth in the area's other industries, in points over the whole span; mean over areas, weighted by the jobs of each list.",
        1,
      ),
      ...liftColumns("over_lot", "Over lot", "The lift less that of lists drawn by lot in the same areas.", 1),
      {
        id: "won",
        label: "Ahead",
        ...POINTS,
        description: "Part of the areas in which the list grew more than the rest.",
        priority: 1,
      },
      {
        id: "verdict",
        label: "Verdict",
        kind: "text",
        description: "Of the range of what it is over lists drawn by lot.",
        priority: 1,
      },
      { id: "areas", label: "Areas", kind: "number", unit: "count", priority: 2 },
      { id: "list_growth", label: "List grew", ...POINTS, priority: 2 },
      {
        id: "rest_growth",
        label: "Rest grew",
        ...POINTS,
        description: "What the lists would have grown by like the rest of their areas.",
        priority: 2,
      },
      ...liftColumns(
        "nation_lift",
        "Nation",
        "Growth of jobs in the list's industries less what it had been if each had grown as in the nation, in points.",
        3,
      ),
      ...liftColumns("establishments_lift", "Estab.", "As the lift, of establishments.", 3),
      ...liftColumns("pay_lift", "Pay", "As the lift, of average pay.", 3),
      {
        id: "followed",
        label: "Followed",
        ...POINTS,
        description: "Part of the lists' industries whose jobs are known in both years.",
        priority: 3,
      },
      {
        id: "estimated_share",
        label: "Estimated",
        ...POINTS,
        description: "Part of the lists' jobs in withheld cells.",
        priority: 4,
      },
      STATUS,
    ],
    ...(several && {
      leading: { rows: results[0]!.outcomes.length, rest: "The shorter spans: --all-rows" },
    }),
    rows: lines.map((line) => ({
      ...(several && line.result === last && { emphasis: true }),
      cells: outcomeCells(line),
    })),
  };
}

function outcomeCells(line: Line): ReportRow["cells"] {
  const { picker, outcome, result } = line;
  const isEstimated = restsOnEstimates(line);
  const { jobs, nation, establishments, pay } = outcome.comparisons;
  const verdict = judge(outcome);
  return {
    list: nameList(picker),
    label: picker.label,
    id: picker.id,
    kind: picker.kind,
    years: result.years,
    ...liftCells("lift", jobs, isEstimated),
    won: outcome.won.value,
    ...liftCells("over_lot", outcome.overLot, isEstimated),
    verdict: verdict && VERDICT_WORDS[verdict],
    areas: jobs.areas,
    list_growth: outcome.growth.list,
    rest_growth: outcome.growth.rest,
    ...liftCells("nation_lift", nation, isEstimated),
    ...liftCells("establishments_lift", establishments, false),
    ...liftCells("pay_lift", pay, isEstimated),
    followed: outcome.followedShare,
    estimated_share: outcome.estimatedShare,
    status: statusWord(line),
  };
}

const SIZE_WORDS: Readonly<Record<string, string>> = {
  "under-5000": "under 5,000 jobs",
  "5000-24999": "5,000 to 24,999",
  "25000-99999": "25,000 to 99,999",
  "100000-499999": "100,000 to 499,999",
  "500000-more": "500,000 or more",
};

function sizeTable(lines: readonly Line[], { results }: BacktestResult): ReportTable {
  return {
    id: "sizes",
    title: "By size of area",
    columns: [
      { id: "list", label: "List by", kind: "text", priority: 1 },
      { id: "id", label: "Name", kind: "code", priority: 4 },
      { id: "years", label: "Years", kind: "number", unit: "count", priority: results.length > 1 ? 1 : 4 },
      { id: "size", label: "Jobs of the area", kind: "text", priority: 1 },
      ...liftColumns("lift", "Lift", "As above, of these areas alone.", 1),
      { id: "won", label: "Ahead", ...POINTS, priority: 1 },
      { id: "areas", label: "Areas", kind: "number", unit: "count", priority: 1 },
      STATUS,
    ],
    rows: lines.flatMap((line) =>
      line.outcome.sizes.map(({ size, lift, won }) => ({
        cells: {
          list: nameList(line.picker),
          id: line.picker.id,
          years: line.result.years,
          size: sentence(SIZE_WORDS[size]!),
          ...liftCells("lift", lift, restsOnEstimates(line)),
          won: won.value,
          areas: lift.areas,
          status: statusWord(line),
        },
      })),
    ),
  };
}

function backtestJson(
  { result, chosen, level, ownership, top, draws, seed, suppressed }: BacktestReportInputs,
  lines: readonly Line[],
): Report["json"] {
  const { year, quarter, head } = result;
  const bounds = ({ value, range }: Lift) => ({ value, low: range?.low, high: range?.high });
  const tally = (of: ListTally) => ({ ...bounds(of), areas: of.areas });
  return {
    kind: result.kind,
    year,
    ...(quarter !== undefined && { quarter }),
    ...(head.years.start !== undefined && { since: head.years.start }),
    level: Number(level) || level,
    ownership,
    suppressed,
    top,
    draws,
    seed,
    areas: result.areas.length,
    areasLeftOut: result.leftOut,
    results: result.results.map((one) => ({
      years: one.years,
      areas: one.areas,
      blocks: one.blocks,
      nation: one.nation,
      notFollowed: one.notFollowed,
      grouped: one.grouped.map(({ code, title, from, to }) => ({ code, title, from, to })),
      lists: lines
        .filter((line) => line.result === one)
        .map(({ picker, outcome }) => ({
          id: picker.id,
          kind: picker.kind,
          label: picker.label,
          ...(picker.leftOut && picker.leftOut.length > 0 && { leftOut: picker.leftOut }),
          ...(picker.ranks && {
            method: picker.ranks.method,
            weights: picker.ranks.factors.map(({ id: factor, weight, direction }) => ({ factor, weight, direction })),
          }),
          verdict: judge(outcome),
          isEstimated: outcome.isEstimated,
          lift: tally(outcome.comparisons.jobs),
          overLot: bounds(outcome.overLot),
          won: tally(outcome.won),
          growth: outcome.growth,
          nation: tally(outcome.comparisons.nation),
          establishments: tally(outcome.comparisons.establishments),
          pay: tally(outcome.comparisons.pay),
          sizes: outcome.sizes.map(({ size, lift, won }) => ({ size, lift: tally(lift), won: tally(won) })),
          followedShare: outcome.followedShare,
          estimatedShare: outcome.estimatedShare,
        })),
    })),
    notTried: chosen.leftOut,
  };
}
