import type { Caution, Thresholds } from "../ranking/cautions.js";
import { formatNumber } from "../core/number-format.js";
import { caution, type Note } from "../core/notes.js";
import { cautionsAbout, INVITED } from "../ranking/cautions.js";
import type { RankCandidate } from "../ranking/criteria.js";
import type { IndustryTable } from "../core/industry-table.js";

/** A caution about one industry, in words. */
export function describeCaution(one: Caution, thresholds: Thresholds): string {
  switch (one.kind) {
    case "suppressed":
      return "jobs are suppressed in at least one area, so little can be said";
    case "shrinking":
      return `jobs fell by ${formatNumber(-one.growth, "fraction")}`;
    case "estimated":
      return `${describePart(one.part)} estimated: ${formatNumber(one.low, "jobs")} to ${formatNumber(one.high, "jobs")} (90% interval)`;
    case "small-base":
      return `growth is from a small base (under ${formatNumber(thresholds.smallBase, "jobs")} jobs)`;
    case "few-establishments":
      return `few establishments (${formatNumber(one.establishments, "count")}; a partnership wants ${thresholds.fewEstablishments} at least)`;
    case "projected-to-shrink":
      return `jobs are projected to fall by ${formatNumber(-one.projected, "fraction")} a year`;
    case "few-to-invite":
      return `fewer than ${INVITED} establishments to invite to a partnership`;
    case "one-establishment":
      return one.direction === "below"
        ? `one average establishment fewer would take its LQ below ${thresholds.highLq}`
        : `one average establishment more would lift its LQ to ${thresholds.highLq}`;
    case "bridged":
      return `growth crosses a NAICS revision (${one.text})`;
    case "wider-projection":
      return `its projected growth is the ${one.text}`;
    case "not-bridged":
      return `no growth is shown (${one.text})`;
  }
}

/** From here on a figure is called an estimate as a whole: it prints as 100 %. */
const WHOLE = 0.9995;

function describePart(part: number | undefined): string {
  if (part === undefined) return "jobs are partly";
  return part >= WHOLE ? "all jobs are" : `${formatNumber(part, "fraction")} of the jobs are`;
}

/** The bridge and projections have notes of their own. */
type NotedKind = Exclude<
  Caution["kind"],
  "bridged" | "not-bridged" | "wider-projection" | "projected-to-shrink" | "few-to-invite"
>;

const NOTE_TEXTS: Readonly<Record<NotedKind, (thresholds: Thresholds) => string>> = {
  shrinking: () => "Jobs fell over the span.",
  suppressed: () => "Jobs are suppressed in at least one area; no partial sum is shown in their place.",
  estimated: () =>
    "Jobs are estimated, in part or as a whole, since the publisher suppressed cells; ranges are 90% intervals.",
  "small-base": ({ smallBase }) =>
    `Growth starts from fewer than ${smallBase} jobs, where a few jobs make a large rate.`,
  "few-establishments": ({ fewEstablishments }) =>
    `Fewer than ${fewEstablishments} establishments, the least for a sector partnership.`,
  "one-establishment": ({ highLq }) =>
    `One establishment of average size more or fewer would move the LQ across ${highLq}.`,
};

/** The cautions of industries as notes: one a kind, naming its industries. */
export function cautionNotes(
  candidates: readonly RankCandidate[],
  table: IndustryTable,
  thresholds: Thresholds,
): readonly Note[] {
  const byKind = new Map<NotedKind, string[]>();
  for (const candidate of candidates) {
    for (const { kind } of cautionsAbout(candidate, table, thresholds)) {
      if (!isNoted(kind)) continue;
      byKind.set(kind, [...(byKind.get(kind) ?? []), candidate.naics]);
    }
  }
  return [...byKind].map(([kind, industries]) => caution(kind, NOTE_TEXTS[kind](thresholds), industries));
}

function isNoted(kind: Caution["kind"]): kind is NotedKind {
  return kind in NOTE_TEXTS;
}
