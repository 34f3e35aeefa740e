import type { ComparedIndustry, Comparison } from "./compare.js";
import { isListed } from "../result/listed.js";
import { CAUSES, type Cause, type Part } from "./decompose.js";
import { factorLabel } from "./states.js";
import type { Result } from "../result/result.js";
import { ALL_MEASURES } from "../measures/index.js";
import { rankingMethod } from "../ranking/methods.js";
import { describeTreatment } from "../ranking/treatment.js";
import { formatNumber } from "../core/number-format.js";
import { formatList, nameIndustry, ordinal } from "../report/words.js";

export const CAUSE_WORDS: Readonly<Record<Cause, string>> = {
  naics: "NAICS revision",
  industries: "other industries",
  history: "revised figures",
  weights: "weights",
  method: "method",
};

/** A factor as a narrow table names it. */
export function factorShort(id: string): string {
  return ALL_MEASURES.find((measure) => measure.id === id)?.shortLabel ?? id;
}

export function nameCause({ cause, factor }: Pick<Part, "cause" | "factor">): string {
  if (cause !== "data") return CAUSE_WORDS[cause];
  return factor === undefined ? "new figures" : factorShort(factor);
}

/** A part smaller than this rounds to no tenth of a place. */
const NOTHING = 0.05;

/** "growth +3.5, pay +1, NAICS revision −0.5", the largest first; what rounds to nothing is left out. */
export function whyMoved(parts: readonly Part[]): string {
  const shown = parts
    .filter(({ places }) => Math.abs(places) >= NOTHING)
    .sort((a, b) => Math.abs(b.places) - Math.abs(a.places));
  return shown.map((part) => `${nameCause(part)} ${formatNumber(part.places, "places")}`).join(", ");
}

/** What the table says about an industry: the parts of its move, or why it is on one side only. */
export function explainMove(industry: ComparedIndustry, comparison: Comparison): string {
  if (industry.move) return whyMoved(industry.move.parts);
  const { oneSided, old } = industry;
  const { codes } = comparison;
  const other = old ? "newer" : "older";
  if (oneSided?.kind === "naics" && codes) {
    const version = old ? comparison.new.scope.naics : comparison.old.scope.naics;
    const list = oneSided.codes.join(", ");
    return old ? `no code of NAICS ${version}; its content is in ${list}` : `no code of NAICS ${version}; from ${list}`;
  }
  if (oneSided?.kind === "unranked") {
    const missing = oneSided.missing.map((id) => factorShort(id));
    const without = missing.length > 0 ? `: no figure for ${formatList(missing)}` : "";
    return `not ranked in the ${industry.old?.ranked ? "newer" : "older"} result${without}`;
  }
  const filters = filterChanges(comparison);
  return `not in the ${other} result${filters.length > 0 ? ", whose filters differ" : ""}`;
}

const FILTERS = [
  "minEmployment",
  "minEstablishments",
  "minLq",
  "minPay",
  "only",
  "excludeIndustries",
  "clusters",
] as const;

/** Filters that differ, "min-employment 500 → none". */
export function filterChanges({ old, new: recent }: Comparison): readonly string[] {
  return FILTERS.flatMap((key) => optionChange(old, recent, key));
}

export function optionChange(old: Result, recent: Result, key: string): readonly string[] {
  const shown = (value: unknown): string => (value === undefined ? "none" : String(value));
  const [from, to] = [shown(old.options[key]), shown(recent.options[key])];
  const name = key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return from === to ? [] : [`${name} ${from} → ${to}`];
}

export function formatResultPeriod({ scope }: Result): string {
  const quarter = scope.quarter === 0 ? "" : ` Q${scope.quarter}`;
  const since = scope.years.start === undefined ? "" : `, growth since ${scope.years.start}${quarter}`;
  return `${scope.years.end}${quarter}${since}`;
}

/** "pay 25.0% → 40.0%", with directions that turned round. */
export function weightChanges({ old, new: recent }: Comparison): readonly string[] {
  const [before, after] = [weightShares(old), weightShares(recent)];
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((id) => {
    const [from, to] = [before.get(id), after.get(id)];
    const share = (one: typeof from): string => (one ? formatNumber(one.share, "fraction") : "none");
    const turned =
      from && to && from.direction !== to.direction ? `, now ${to.direction === "lower" ? "low" : "high"} is good` : "";
    const treated =
      from && to && from.treatment !== to.treatment
        ? `, now ${to.treatment ? describeTreatment(to.treatment) : "as it is"}`
        : "";
    if (turned === "" && treated === "" && Math.abs((from?.share ?? 0) - (to?.share ?? 0)) < 1e-12) return [];
    return [`${factorLabel(id)} ${share(from)} → ${share(to)}${turned}${treated}`];
  });
}

function weightShares({ ranking }: Result) {
  const factors = ranking?.factors ?? [];
  const sum = factors.reduce((total, { weight }) => total + weight, 0);
  return new Map(
    factors.map(({ id, weight, direction, treatment }) => [id, { share: weight / sum, direction, treatment }]),
  );
}

/** The method or the rule for missing figures, where it is another. */
export function methodChanges({ old, new: recent }: Comparison): readonly string[] {
  const [a, b] = [old.ranking, recent.ranking];
  if (!a || !b) return [];
  return [
    ...(a.method === b.method ? [] : [`${rankingMethod(a.method).label} → ${rankingMethod(b.method).label}`]),
    ...(a.missing === b.missing ? [] : [`missing figures: ${a.missing} → ${b.missing}`]),
  ];
}

/** What was decided on an industry in one result and not in the other, in words; empty where nothing changed. */
export function decisionChange({ old, new: recent }: ComparedIndustry): string {
  const [before, after] = [old?.decision, recent?.decision];
  if (before?.decision === after?.decision) return "";
  if (after) return `${after.decision} by ${after.who}: ${after.why}`;
  return before ? `no longer ${before.decision} by ${before.who}` : "";
}

/** "445 Food stores: 14th → 9th. Growth +3.5, pay +1." */
export function describeShortListChange(industry: ComparedIndustry, comparison: Comparison): string {
  const place = (one: ComparedIndustry["old"]): string => (one?.ranked ? ordinal(one.ranked.rank) : "not ranked");
  const why = explainMove(industry, comparison);
  const { moved } = industry.move ?? {};
  const way =
    moved === undefined || moved === 0
      ? ""
      : ` (${moved > 0 ? "up" : "down"} ${formatNumber(Math.abs(moved), "rank")})`;
  const decided = decisionChange(industry);
  const reasons = [...(decided === "" ? [] : [decided]), ...(why === "" ? [] : [why])];
  return `${nameIndustry(industry)}: ${place(industry.old)} → ${place(industry.new)}${way}${reasons.length === 0 ? "" : `: ${reasons.join("; ")}`}.`;
}

/** The first lines of the report: what became of the short list, how much moved, and what moved it. */
export function headline(comparison: Comparison): readonly string[] {
  const { industries } = comparison;
  const came = industries.filter(({ old, new: recent }) => isListed(recent) && !isListed(old));
  const went = industries.filter(({ old, new: recent }) => isListed(old) && !isListed(recent));
  const stayed = industries.filter(({ old, new: recent }) => isListed(old) && isListed(recent)).length;
  const names = (those: readonly ComparedIndustry[]): string => formatList(those.map(nameIndustry));
  const list =
    came.length + went.length === 0
      ? `The short list holds the same ${stayed} industries.`
      : [
          came.length > 0 ? `On the short list now: ${names(came)}.` : undefined,
          went.length > 0 ? `No longer on it: ${names(went)}.` : undefined,
          `${stayed} stayed.`,
        ]
          .filter((part) => part !== undefined)
          .join(" ");
  const moves = industries.flatMap(({ move }) => (move ? [move] : []));
  const moving = moves.filter(({ moved }) => moved !== 0).length;
  const both = `${moving} of the ${moves.length} industries that both results rank moved.`;
  const only = industries.filter(({ oneSided }) => oneSided !== undefined);
  const sides = only.length === 0 ? "" : ` ${only.length} are ranked in one result only.`;
  const causes = causeShares(comparison);
  return [
    list,
    `${both}${sides}`,
    ...(causes.length > 0
      ? [
          `Of all places moved, up and down: ${formatList(causes.map(([name, share]) => `${name} ${formatNumber(share, "fraction")}`))}.`,
        ]
      : []),
  ];
}

/** Each cause's part of all movement, both ways counted, the largest first. */
export function causeShares({ industries }: Comparison): readonly (readonly [name: string, share: number])[] {
  const sums = new Map<string, number>();
  for (const { move } of industries) {
    for (const part of move?.parts ?? []) {
      const name = nameCause(part);
      sums.set(name, (sums.get(name) ?? 0) + Math.abs(part.places));
    }
  }
  const all = [...sums.values()].reduce((total, sum) => total + sum, 0);
  if (all === 0) return [];
  return [...sums]
    .map(([name, sum]) => [name, sum / all] as const)
    .filter(([, share]) => share >= 0.0005)
    .sort((a, b) => b[1] - a[1]);
}

/** Causes whose parts have columns: the fixed ones and each factor of either result. */
export interface PartColumn {
  readonly id: string;
  readonly label: string;
  readonly is: (part: Part) => boolean;
}

export function partColumns({ old, new: recent }: Comparison): readonly PartColumn[] {
  const factors = [
    ...new Set([...(old.ranking?.factors ?? []), ...(recent.ranking?.factors ?? [])].map(({ id }) => id)),
  ];
  const fixed = (cause: (typeof CAUSES)[number]): PartColumn => ({
    id: cause,
    label: CAUSE_WORDS[cause],
    is: (part) => part.cause === cause,
  });
  return [
    ...CAUSES.slice(0, 3).map(fixed),
    ...factors.map((id): PartColumn => ({
      id: `data_${id}`,
      label: factorShort(id),
      is: (part) => part.factor === id,
    })),
    { id: "data", label: "new figures", is: (part) => part.cause === "data" && part.factor === undefined },
    ...CAUSES.slice(3).map(fixed),
  ];
}
