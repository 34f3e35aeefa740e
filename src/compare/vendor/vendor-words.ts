import { median } from "simple-statistics";
import { formatNumber, formatShare } from "../../core/number-format.js";
import { caution, information, type Note } from "../../core/notes.js";
import { describeMatch, type MatchTarget } from "../../vendor/match.js";
import { describeBase, nameSome } from "../../vendor/vendor-notes.js";
import { describeOwnership, formatList } from "../../report/words.js";
import type { ComparedState, VendorCompared, VendorComparison } from "./compare-vendor.js";
import { REASON_KINDS, type ReasonKind, type ReasonStrength } from "./reasons.js";

/** What a reason is called where industries are counted by it. */
export const REASON_NAMES: Readonly<Record<ReasonKind, string>> = {
  withheld: "withheld in QCEW",
  workers: "classes of worker beyond QCEW's",
  ownership: "other owners counted",
  year: "another year",
  base: "another base or region",
  unexplained: "unexplained",
};

const STATE_WORDS: Readonly<Partial<Record<ComparedState, string>>> = {
  "vendor-without-row": "no row in the vendor's table",
  "vendor-without-figure": "the vendor shows no figure",
};

/** How many industries have each reason first, and by how many jobs they differ together. */
export interface ReasonCount {
  readonly kind: ReasonKind;
  readonly strength: ReasonStrength;
  readonly industries: number;
  /** Vendor's less ours, over those with both figures. */
  readonly jobs: number;
}

export function countReasons({ industries }: VendorCompared): readonly ReasonCount[] {
  const counts = new Map<string, ReasonCount>();
  for (const { reasons, jobs } of industries) {
    const [first] = reasons;
    if (!first) continue;
    const key = `${first.kind} ${first.strength}`;
    const before = counts.get(key) ?? { kind: first.kind, strength: first.strength, industries: 0, jobs: 0 };
    counts.set(key, { ...before, industries: before.industries + 1, jobs: before.jobs + (jobs.difference ?? 0) });
  }
  const order = ({ kind, strength }: ReasonCount) =>
    REASON_KINDS.indexOf(kind) + (strength === "possible" ? REASON_KINDS.length : 0);
  return [...counts.values()].sort((a, b) => order(a) - order(b));
}

/** Why a row of the table differs, in words; empty where it agrees. */
export function explainDifference({ state, reasons }: VendorComparison): string {
  if (reasons.length === 0) return STATE_WORDS[state] ?? "";
  return reasons
    .map(({ strength, text }) =>
      strength === "none" ? text : `${strength === "likely" ? "likely" : "may be"}: ${text}`,
    )
    .join("; ");
}

/** The answer: how many agree, by how much the sums differ, and what the differences are likely to be. */
export function summarizeComparison(compared: VendorCompared): readonly string[] {
  const { industries, totals, table, ratio } = compared;
  const number = (state: ComparedState) => industries.filter((one) => one.state === state).length;
  const [agree, differ] = [number("agrees"), number("differs")];
  const difference = totals.vendor - totals.ours;
  const share = totals.ours === 0 ? "" : ` (${formatNumber(difference / totals.ours, "fraction")})`;
  const reasons = countReasons(compared);
  const list = (strength: ReasonCount["strength"]): string =>
    reasons
      .filter((one) => one.strength === strength)
      .map(({ kind, industries: count, jobs }) => {
        const names = `${count} ${count === 1 ? "industry" : "industries"}, ${formatNumber(jobs, "change")} jobs`;
        return kind === "unexplained" ? names : `${REASON_NAMES[kind]} (${names})`;
      })
      .join("; ");
  const said = (
    [
      ["Likely", list("likely")],
      ["Possible, with no figure to check it by", list("possible")],
      ["Unexplained", list("none")],
    ] as const
  ).filter(([, text]) => text !== "");
  return [
    `${agree} of ${agree + differ} industries with jobs on both sides agree, to a job or 0.5%; ${differ} differ.`,
    `In them ${table.vendorName} counts ${formatNumber(totals.vendor, "jobs")} jobs, and QCEW ${formatNumber(totals.ours, "jobs")}: ${formatNumber(difference, "change")}${share}.`,
    ...(ratio
      ? [
          `${ratio.alike} of ${ratio.of} industries differ by about the same ratio, ${formatNumber(ratio.value, "ratio")}: check that both are of one region and base.`,
        ]
      : []),
    ...said.map(([name, text]) => `${name}: ${text}.`),
  ];
}

/** What the reader must know of the two sides and of what was compared. */
export function comparisonNotes(compared: VendorCompared, target: MatchTarget): readonly Note[] {
  const { table, ours, columns, match } = compared;
  const { jobs } = columns;
  const notes: Note[] = [
    information(
      "vendor-base",
      `${describeBase(table)}. Ours are jobs that unemployment insurance covers, ${describeOwnership(ours.ownership)}, ${ours.years.end}.`,
    ),
    information("vendor-match", describeMatch(table, match, target)),
  ];
  if (jobs.year !== ours.years.end) {
    const year = jobs.year === undefined ? "a year that the file does not say" : String(jobs.year);
    const text = `The vendor's jobs are of ${year}, ours of ${ours.years.end}: part of each difference is the time between.${jobs.year === undefined ? "" : ` --year ${jobs.year} compares one year, where the files hold it.`}`;
    notes.push(caution("vendor-year", text));
  }
  if (ours.quarter > 0) {
    const text = `Ours are jobs of quarter ${ours.quarter}; vendors' are averages of a year, so that part of each difference is the season.`;
    notes.push(caution("vendor-quarter", text));
  }
  if (match.redefined.length > 0) {
    const codes = match.redefined.map(({ code }) => code);
    const text = `Not compared, because the vendor's NAICS ${match.version} gives the code other content than NAICS ${ours.version}: ${nameSome(codes)}.`;
    notes.push(caution("vendor-redefined", text, codes));
  }
  return [...notes, ...figureNotes(compared), ...table.notes];
}

/** Pay, quotients and growth: how far apart they are in the middle, and what is known of why. */
function figureNotes({ industries, columns, ours, table }: VendorCompared): readonly Note[] {
  const notes: Note[] = [];
  const differences = industries.flatMap(({ pay: { ours: own, difference } }) => {
    const value = own && "value" in own ? own.value : undefined;
    return difference === undefined || value === undefined || value === 0 ? [] : [difference / value];
  });
  if (columns.pay && differences.length > 0) {
    const pay = median(differences);
    const why =
      columns.pay.kind === "earnings"
        ? ` Earnings may hold what employers pay besides wages, as ${table.vendorName}'s documentation has it in one place; QCEW's pay is wages alone.`
        : "";
    notes.push(
      information(
        "vendor-pay",
        `"${columns.pay.header}" is ${formatShare(Math.abs(pay))} ${pay < 0 ? "below" : "above"} our pay in the middle of the industries.${why}`,
      ),
    );
  }
  const quotients = industries.flatMap(({ quotient: { difference } }) =>
    difference === undefined ? [] : [difference],
  );
  if (quotients.length > 0) {
    const far = quotients.filter((difference) => Math.abs(difference) >= 0.1).length;
    const text = `Location quotients: ${far} of ${quotients.length} differ by 0.1 or more. The vendor's divide by its own jobs here and in the nation, which the file does not hold; ours by ${ours.ownership === "private" ? "all covered jobs unless --lq-base says otherwise" : "covered jobs"}.`;
    notes.push(information("vendor-quotients", text));
  }
  if (!columns.hasGrowth) {
    const spans = table.columns.flatMap(({ since, year }) => (since === undefined ? [] : [`${since}–${year}`]));
    const own = ours.years.start === undefined ? "no earlier year" : `${ours.years.start}–${ours.years.end}`;
    const theirs = spans.length === 0 ? "no span" : formatList([...new Set(spans)]);
    notes.push(
      information(
        "vendor-growth",
        `Growth is not compared: ours is over ${own}, and the vendor's table has ${theirs}.`,
      ),
    );
  }
  return notes;
}
