import type { Note } from "../core/notes.js";
import { formatNumber } from "../core/number-format.js";
import type { Caution } from "../ranking/cautions.js";
import { formatDraws } from "./rank-summary.js";
import type { RankTableInputs } from "./rank-inputs.js";

/** A caution that bears on the short list, in one sentence. */
export interface WeighedCaution {
  /** Of the kind of caution, or of the note that says more. */
  readonly id: string;
  readonly text: string;
  /** Of the short list; empty where it is about the whole ranking. */
  readonly industries: readonly string[];
}

/** How many industries of a kind its sentence names. */
const NAMED = 4;

/** Below this part of the draws a place on the short list is called unsafe. */
const UNSAFE = 2 / 3;

/** What bears on every figure stands before all that bears on some: what the region is, and whether files are whole. */
const OF_ALL_FIGURES: readonly string[] = [
  "areas-left-out",
  "year-not-latest",
  "since-not-nearest",
  "unknown-county-missing",
  "qcew-contradictions",
];

/**
 * What to be careful about with the short list, the weightiest first: parts of the region without figures, industries that shrink, a span over a recession,
 * unsafe places, small bases, few employers, cautions about the whole result, estimates of a wide range, the rest.
 *
 * @param say how figures are written
 */
export function weighedCautions(
  inputs: RankTableInputs,
  notes: readonly Note[],
  say: typeof formatNumber = formatNumber,
): readonly WeighedCaution[] {
  const { thresholds } = inputs;
  const cautions = notes.filter(({ severity }) => severity === "caution");
  const listed = new Set(inputs.shortList.map(({ industry }) => industry.candidate.naics));
  const first = OF_ALL_FIGURES.flatMap((id) => cautions.filter((note) => note.id === id)).map(ofNote);
  const isSaid = ({ id }: Note): boolean => id === "downturn" || OF_ALL_FIGURES.includes(id);
  const whole = cautions.filter((note) => note.industries.length === 0 && !isSaid(note)).map(ofNote);
  const partly = cautions
    .filter(({ id, industries }) => !(id in KINDS) && industries.some((code) => listed.has(code)))
    .map((note) => ({ ...ofNote(note), industries: note.industries.filter((code) => listed.has(code)) }));
  return [
    ...first,
    ...kind(inputs, "suppressed", (codes) => `Jobs are suppressed: ${codes}.`),
    ...kind(
      inputs,
      "shrinking",
      (codes) => `Jobs fell: ${codes}.`,
      ({ growth }) => say(growth, "fraction"),
    ),
    ...cautions.filter(({ id }) => id === "downturn").map(ofNote),
    ...unsafe(inputs),
    ...kind(inputs, "small-base", (codes) => `Growth from fewer than ${thresholds.smallBase} jobs: ${codes}.`),
    ...kind(
      inputs,
      "few-establishments",
      (codes) => `Fewer than ${thresholds.fewEstablishments} establishments: ${codes}.`,
      ({ establishments }) => say(establishments, "count"),
    ),
    ...whole,
    ...kind(
      inputs,
      "estimated",
      (codes) => `Wide 90% range of jobs: ${codes}.`,
      ({ low, high }) => `${say(low, "jobs")}–${say(high, "jobs")}`,
    ),
    ...kind(
      inputs,
      "one-establishment",
      (codes) => `One establishment more or fewer moves the LQ across ${thresholds.highLq}: ${codes}.`,
    ),
    ...kind(
      inputs,
      "projected-to-shrink",
      (codes) => `Jobs are projected to fall, a year: ${codes}.`,
      ({ projected }) => say(projected, "fraction"),
    ),
    ...kind(inputs, "not-bridged", (codes) => `No growth over a NAICS revision: ${codes}.`),
    ...kind(inputs, "bridged", (codes) => `Growth crosses a NAICS revision: ${codes}.`),
    ...kind(inputs, "wider-projection", (codes) => `Projected growth is a wider industry's: ${codes}.`),
    ...partly,
  ];
}

/** Kinds that are said above, industry by industry, with the notes that say the same of all industries. */
const KINDS: Readonly<Record<Caution["kind"] | "bridge-split" | "bridge-refused", true>> = {
  suppressed: true,
  shrinking: true,
  estimated: true,
  "small-base": true,
  "few-establishments": true,
  "projected-to-shrink": true,
  "few-to-invite": true,
  "one-establishment": true,
  bridged: true,
  "not-bridged": true,
  "wider-projection": true,
  "bridge-split": true,
  "bridge-refused": true,
};

function ofNote({ id, text, short, industries }: Note): WeighedCaution {
  return { id, text: short ?? text, industries };
}

function kind<Kind extends Caution["kind"]>(
  { shortList }: RankTableInputs,
  id: Kind,
  words: (codes: string) => string,
  detail?: (one: Extract<Caution, { readonly kind: Kind }>) => string,
): readonly WeighedCaution[] {
  const found = shortList.flatMap(({ industry, cautions }) => {
    const one = cautions.find((each): each is Extract<Caution, { readonly kind: Kind }> => each.kind === id);
    const { naics } = industry.candidate;
    return one ? [{ naics, words: detail ? `${naics} (${detail(one)})` : naics }] : [];
  });
  if (found.length === 0) return [];
  const named = found.slice(0, NAMED).map((each) => each.words);
  const more = found.length - named.length;
  const text = words(`${named.join(", ")}${more > 0 ? ` and ${more} more` : ""}`);
  return [{ id, text, industries: found.map(({ naics }) => naics) }];
}

function unsafe({ shortList, weightSpread }: RankTableInputs): readonly WeighedCaution[] {
  const found = shortList.flatMap(({ industry: { candidate } }) => {
    const share = weightSpread?.get(candidate.naics)?.topShare;
    return share !== undefined && share < UNSAFE ? [{ naics: candidate.naics, share }] : [];
  });
  if (found.length === 0) return [];
  const names = found.map(({ naics, share }) => `${naics} (${formatDraws(share)})`).join(", ");
  return [
    {
      id: "unsafe-place",
      text: `On the list in fewer than two of three draws of weights and estimates, of 100: ${names}.`,
      industries: found.map(({ naics }) => naics),
    },
  ];
}
