import type { Comparison } from "./compare.js";
import type { Result } from "../result/result.js";
import { caution, information, type Note } from "../core/notes.js";
import { filterChanges, methodChanges, optionChange, weightChanges } from "./compare-words.js";
import { formatList } from "../report/words.js";

/** What the reader must know of how the two results differ in what they were asked, and of how moves are taken apart. */
export function compareNotes(comparison: Comparison): readonly Note[] {
  return [
    ...questionNotes(comparison),
    ...regionNotes(comparison),
    ...naicsNotes(comparison),
    ...historyNotes(comparison),
    ...methodNotes(comparison),
  ];
}

function methodNotes({ old }: Comparison): readonly Note[] {
  if (!old.ranking) return [];
  return [
    information(
      "decomposition",
      "A move is taken apart by ranking again with one more cause let in each time: the codes of a NAICS revision, then which industries there are, revised figures, new figures, weights, method. Parts of factors are means over all orders in which their new figures may be let in. Parts in places add up to the move; shown ones are rounded. + is up.",
    ),
  ];
}

function questionNotes(comparison: Comparison): readonly Note[] {
  const { old, new: recent } = comparison;
  const notes: Note[] = [];
  const say = (id: string, changes: readonly string[], text: (list: string) => string): void => {
    if (changes.length > 0) notes.push(information(id, text(changes.join("; "))));
  };
  say("weights-changed", weightChanges(comparison), (list) => `Weights changed: ${list}.`);
  say("method-changed", methodChanges(comparison), (list) => `The way of ranking changed: ${list}.`);
  say("filters-changed", filterChanges(comparison), (list) => `Filters changed: ${list}.`);
  say("top-changed", optionChange(old, recent, "top"), (list) => `The length of the short list changed: ${list}.`);
  const length = ({ scope }: Result) =>
    scope.years.start === undefined ? undefined : scope.years.end - scope.years.start;
  const spans = [length(old), length(recent)] as const;
  if (spans[0] !== spans[1]) {
    const words = (years: number | undefined) =>
      years === undefined ? "no earlier year" : years === 1 ? "1 year" : `${years} years`;
    notes.push(
      caution(
        "span-changed",
        `Growth is over ${words(spans[0])} in the older result and ${words(spans[1])} in the newer: its part is due to that too. --since makes the spans alike.`,
      ),
    );
  }
  const differing = [
    ...(old.scope.lqBase === recent.scope.lqBase ? [] : [`lq-base ${old.scope.lqBase} → ${recent.scope.lqBase}`]),
    ...(old.scope.wages === recent.scope.wages ? [] : [`wages ${old.scope.wages} → ${recent.scope.wages}`]),
    ...optionChange(old, recent, "suppressed"),
    ...optionChange(old, recent, "bridge"),
  ];
  if (differing.length > 0) {
    notes.push(
      caution(
        "basis-changed",
        `Figures were made in another way, which counts as new figures: ${differing.join("; ")}.`,
      ),
    );
  }
  const reference = ({ scope }: Result) => `${[...scope.reference.areas].sort().join()} ${scope.reference.recovered}`;
  if (reference(old) !== reference(recent)) {
    const words = ({ scope }: Result) => `${scope.reference.name}${scope.reference.recovered ? " (recovered)" : ""}`;
    notes.push(
      caution(
        "reference-changed",
        `The results are compared with different references, ${words(old)} and ${words(recent)}: location quotients differ by that too.`,
      ),
    );
  }
  return notes;
}

function regionNotes({ isSameRegion, old, new: recent }: Comparison): readonly Note[] {
  if (isSameRegion) return [];
  return [
    caution(
      "two-regions",
      `The results are of two regions, ${old.scope.region.name} and ${recent.scope.region.name}: a move says how the places differ, not what happened. Parts are given by factor; nothing is a revised figure.`,
    ),
  ];
}

function naicsNotes({ codes, industries, old, new: recent }: Comparison): readonly Note[] {
  if (!codes) return [];
  const gone = industries.filter((one) => one.oneSided?.kind === "naics" && one.old).map(({ naics }) => naics);
  const fresh = industries.filter((one) => one.oneSided?.kind === "naics" && one.new).map(({ naics }) => naics);
  const other = industries.filter(({ isRedefined }) => isRedefined).map(({ naics }) => naics);
  const notes: Note[] = [];
  if (gone.length + fresh.length > 0) {
    notes.push(
      information(
        "naics-codes",
        `NAICS ${old.scope.naics} and ${recent.scope.naics} have different codes: ${gone.length} of the older result are not in the newer, ${fresh.length} of the newer not in the older. Ranks of the others move with them; that part is the NAICS revision's.`,
        [...gone, ...fresh],
      ),
    );
  }
  if (other.length > 0) {
    notes.push(
      caution(
        "naics-content",
        `${formatList(other)} ${other.length === 1 ? "is a code" : "are codes"} of both NAICS ${old.scope.naics} and ${recent.scope.naics}, but of other content: all that differs counts as the NAICS revision's part.`,
        other,
      ),
    );
  }
  return notes;
}

function historyNotes({ history, old, new: recent, isSameRegion }: Comparison): readonly Note[] {
  if (!isSameRegion) return [];
  if (!old.basis || !recent.basis) {
    return [
      caution(
        "history-unknown",
        `${old.basis ? "The newer" : "The older"} result holds no figures by year, so revised figures can't be distinguished from new ones.`,
      ),
    ];
  }
  const notes: Note[] = [];
  const years = formatList([...new Set(history.years)].map(String));
  if (history.published.length > 0) {
    notes.push(
      caution(
        "history-revised",
        `Published figures of ${years} differ in the newer result, as when a preliminary release became final: ${count(history.published)}.`,
        history.published,
      ),
    );
  }
  if (history.estimated.length > 0) {
    notes.push(
      information(
        "history-estimated",
        `Estimates of ${years} differ in the newer result, because other files were given: ${count(history.estimated)}. That counts as revised figures.`,
        history.estimated,
      ),
    );
  }
  return notes;
}

function count(codes: readonly string[]): string {
  return codes.length === 1 ? `industry ${codes[0]!}` : `${codes.length} industries`;
}
