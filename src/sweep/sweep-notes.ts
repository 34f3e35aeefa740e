import { knownValue } from "../core/datum.js";
import { caution, information, type Note } from "../core/notes.js";
import { compareCodes } from "../ranking/rank.js";
import { formatNumber } from "../core/number-format.js";
import { MICROPOLITAN } from "./area-tables.js";
import type { League, LeagueEntry } from "./league.js";
import { NORMAL_CUT_OFFS } from "./standardize.js";
import type { SweepReportInputs } from "./sweep-report-inputs.js";
import { formatList, lowerFirst } from "../report/words.js";

const KIND_WORDS: Readonly<Record<string, string>> = { msas: "metropolitan areas" };
const ONE_OF_KIND: Readonly<Record<string, string>> = {
  counties: "county",
  msas: "metropolitan area",
  states: "state",
  areas: "area",
};
/** Industries whose areas without a place are named one by one. */
const FEW_LEAGUES = 6;
/** Measures that the reference's share of an industry divides, alike for every area. */
const BY_SHARE: ReadonlySet<string> = new Set(["lq", "wageLq"]);

const count = (number: number): string => formatNumber(number, "count");

export function nameKind(kind: string): string {
  return KIND_WORDS[kind] ?? kind;
}

/** `1 county`, `384 metropolitan areas` */
export function countAreas(kind: string, number: number): string {
  return `${count(number)} ${number === 1 ? (ONE_OF_KIND[kind] ?? kind) : nameKind(kind)}`;
}

/** The first of a league, and those that tie with the last of them. */
export function takeTop(entries: readonly LeagueEntry[], top: number): readonly LeagueEntry[] {
  const last = entries[top - 1];
  return last ? entries.filter(({ place }) => place <= last.place) : entries;
}

/**
 * What the reader of leagues must know: places that may be accidents, areas without a place, and areas left out.
 *
 * @param leagues in order of code, those without an entry too
 */
export function sweepNotes(inputs: SweepReportInputs, leagues: readonly League[]): readonly Note[] {
  const { result, isLeague } = inputs;
  const shown = leagues.flatMap(({ entries }) => takeTop(entries, inputs.top));
  const { disclosed = 0, estimated = 0, suppressed = 0 } = result.employment;
  return [
    ...smallLeaders(shown, inputs),
    ...estimatedLeaders(shown, inputs),
    ...notFound(inputs),
    ...(isLeague || shown.length === 0 ? notPlaced(leagues, inputs) : []),
    ...(isLeague && leagues.length === 1 ? standardized(leagues[0]!, inputs) : []),
    ...leftOutNotes(inputs),
    information(
      "sweep-rows",
      `${count(result.rows)} industries of areas: jobs of ${count(disclosed)} are published, of ${count(estimated)} estimated, of ${count(suppressed)} suppressed and left empty.`,
    ),
  ];
}

function smallLeaders(shown: readonly LeagueEntry[], { thresholds }: SweepReportInputs): readonly Note[] {
  const least = formatNumber(thresholds.smallBase, "jobs");
  const small = shown.filter(({ values }) => (knownValue(values["employment"]!) ?? Infinity) < thresholds.smallBase);
  if (small.length === 0) return [];
  return [
    caution(
      "small-leaders",
      `${count(small.length)} of the ${count(shown.length)} places shown are of areas with fewer than ${least} jobs in the industry, where a few jobs make a large figure: --min-employment ${least} leaves such areas out.`,
    ),
  ];
}

function estimatedLeaders(
  shown: readonly LeagueEntry[],
  { by, result, isReadAtOnce }: SweepReportInputs,
): readonly Note[] {
  const estimates = shown.filter(({ values }) => values[by.id]!.status === "estimated");
  if (estimates.length === 0) return [];
  const areJobsPublished = estimates.every(({ values }) => values["employment"]!.status === "disclosed");
  if (isReadAtOnce && result.sample.reference.recovered && BY_SHARE.has(by.id) && areJobsPublished) {
    return [
      information(
        "recovered-share",
        `Places are of published jobs. Their ranges (~) come from the recovered share of the reference area, the same for all areas of an industry, and leave their order as it is.`,
      ),
    ];
  }
  return [
    caution(
      "estimated-leaders",
      `${count(estimates.length)} of the ${count(shown.length)} places shown are by an estimate (~), whose range may reach over other places; --format csv has the ranges.`,
    ),
  ];
}

function notFound({ notFound: codes, kind }: SweepReportInputs): readonly Note[] {
  if (codes.length === 0) return [];
  return [
    caution(
      "industries-not-found",
      `None of the ${nameKind(kind)} has ${formatList(codes, "or")} at this level, ownership and year.`,
    ),
  ];
}

/** Areas that have the industry and take no place in its league, by why. */
function notPlaced(leagues: readonly League[], { by, result, isLeague }: SweepReportInputs): readonly Note[] {
  const ordered = [...leagues].sort((a, b) =>
    compareCodes(result.industries[a.industry]!.naics, result.industries[b.industry]!.naics),
  );
  const reasons = ordered.map((league) => ({
    naics: result.industries[league.industry]!.naics,
    why: whyWithout([league]),
  }));
  const [first] = reasons.filter(({ why }) => why !== "");
  if (!first) return [];
  const isOneByOne = isLeague && leagues.length <= FEW_LEAGUES;
  const words =
    leagues.length === 1
      ? first.why
      : isOneByOne
        ? reasons.flatMap(({ naics, why }) => (why === "" ? [] : [`${naics}: ${why}`])).join("; ")
        : `${whyWithout(ordered)}, counting each of ${count(leagues.length)} industries; --json lists them`;
  const areSuppressed = leagues.some(({ without }) => (without.suppressed ?? 0) > 0);
  return [
    information(
      "not-placed",
      `Areas that have the industry and no place by ${lowerFirst(by.label)}: ${words}.${areSuppressed ? " A suppressed area might be among the first." : ""}`,
    ),
  ];
}

function whyWithout(leagues: readonly League[]): string {
  const sum = (number: (league: League) => number | undefined): number =>
    leagues.reduce((total, league) => total + (number(league) ?? 0), 0);
  const reasons = [
    [sum(({ without }) => without.suppressed), "suppressed"],
    [
      sum(({ without }) => (without.estimated ?? 0) + (without.absent ?? 0) + (without.undefined ?? 0)),
      "without an answer",
    ],
    [sum(({ tooSmall }) => tooSmall), "smaller than asked for"],
  ] as const;
  return formatList(reasons.flatMap(([number, why]) => (number > 0 ? [`${count(number)} ${why}`] : [])));
}

function standardized(league: League, { by, kind, result }: SweepReportInputs): readonly Note[] {
  const compared = result.compared.find(({ industry }) => industry === league.industry);
  if (!compared) return [];
  const { recovered } = result.sample.reference;
  const estimated = league.entries.filter(({ values }) => values["lq"]!.status === "estimated").length;
  const of = by.id !== "lq" || estimated === 0 || recovered ? "" : `, ${count(estimated)} of them with estimated jobs,`;
  return [
    information(
      "standardized",
      `Over ${countAreas(kind, compared.areas)}${of} ${compared.isLog ? "logarithms of LQs are" : "LQs are"} nearer to a normal distribution. Cut-offs of the standardized LQ: ${formatNumber(compared.cutOff, "ratio")} (bootstrapped 95th percentile), ${NORMAL_CUT_OFFS.oneTailed} and ${NORMAL_CUT_OFFS.twoTailed} (normal).`,
    ),
  ];
}

function leftOutNotes({ leftOut, areas }: SweepReportInputs): readonly Note[] {
  const byReason = new Map<string, number[]>();
  for (const { area, reason } of leftOut) byReason.set(reason, [...(byReason.get(reason) ?? []), area]);
  const micropolitan = byReason.get(MICROPOLITAN.reason)?.length ?? 0;
  byReason.delete(MICROPOLITAN.reason);
  const parts = [...byReason].map(([reason, members]) => {
    const codes = members.slice(0, 3).map((area) => areas[area]!.code);
    return `${count(members.length)} since ${reason} (${codes.join(", ")}${members.length > 3 ? " …" : ""})`;
  });
  const notes: Note[] = [];
  if (parts.length > 0) notes.push(caution("areas-left-out", `Areas left out: ${parts.join("; ")}.`));
  if (micropolitan > 0) {
    notes.push(
      information(
        "micropolitan",
        micropolitan === 1
          ? "1 micropolitan area in the files takes no part: only its totals are published. --json lists it."
          : `${count(micropolitan)} micropolitan areas in the files take no part: only their totals are published. --json lists them.`,
      ),
    );
  }
  return notes;
}
