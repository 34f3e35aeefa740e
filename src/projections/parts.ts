import { formatNumber } from "../core/number-format.js";
import { caution, type Note } from "../core/notes.js";
import type { Naics } from "../naics/naics.js";
import type { ChosenRow } from "./chosen.js";

/** Publishers round each level, some to the hundred, and parts of an industry apart from it. */
const ROUNDING_SHARE = 0.02;
const ROUNDING_JOBS = 100;
/** Government, farms and the self-employed are not part of the industries; more than this is not missing of an economy. */
const LEAST_OF_TOTAL = 0.5;

/** The Postal Service stands among industries with its jobs, and in no total of private ones. */
const POSTAL = "491";

interface Level {
  readonly line: number | undefined;
  readonly file: string;
  readonly base: number | undefined;
  readonly projected: number | undefined;
}

/**
 * Levels of projections against each other: parts hold no more jobs than the industry that they are of, industries no more
 * than the total, and not much less.
 *
 * @param totals lines of all industries together
 */
export function partsNotes(rows: readonly ChosenRow[], totals: readonly Level[], naics: Naics): readonly Note[] {
  const byCode = new Map(rows.flatMap((row) => (row.codes.length === 1 ? [[row.codes[0]!, row] as const] : [])));
  const parts = new Map<ChosenRow | undefined, ChosenRow[]>();
  for (const [code, row] of byCode) {
    if (code.startsWith(POSTAL)) continue;
    let at = naics.parent(code);
    while (at !== undefined && !byCode.has(at)) at = naics.parent(at);
    const whole = at === undefined ? undefined : byCode.get(at);
    parts.set(whole, [...(parts.get(whole) ?? []), row]);
  }
  const found: { readonly words: string; readonly excess: number }[] = [];
  for (const [whole, of] of parts) {
    if (!whole) continue;
    const excess = findExcess(whole, of);
    if (excess) found.push({ words: `${formatPlace(whole)}: ${whole.code} ${excess.words}`, excess: excess.part });
  }
  const largest = totals.reduce<Level | undefined>(
    (best, next) => ((next.base ?? 0) > (best?.base ?? 0) ? next : best),
    undefined,
  );
  const top = parts.get(undefined) ?? [];
  const excess = largest && findExcess(largest, top);
  if (excess) found.push({ words: `${formatPlace(largest)}: the total ${excess.words}`, excess: excess.part });
  return [...contradicting(found), ...shortNotes(parts), ...missing(largest, top)];
}

function findExcess(
  whole: Level,
  parts: readonly Level[],
): { readonly words: string; readonly part: number } | undefined {
  for (const role of ["base", "projected"] as const) {
    const level = whole[role];
    const known = parts.flatMap((part) => part[role] ?? []);
    const sum = known.reduce((all, one) => all + one, 0);
    if (level === undefined || sum <= level * (1 + ROUNDING_SHARE) + (known.length + 1) * ROUNDING_JOBS) continue;
    const year = role === "base" ? "base" : "projected";
    const words = `has ${formatNumber(level, "jobs")} ${year} jobs, its parts ${formatNumber(sum, "jobs")}`;
    return { words, part: sum / (level + 1) };
  }
  return undefined;
}

/** Where parts of most industries hold this much of them, those of another that hold much less have lost rows. */
const WHOLE = 0.97;
const SHORT = 0.9;
const FEWEST_LOST = 200;
/** Publishers who withhold rows do so in more industries than that leaves. */
const MOST = 0.8;

/** Industries whose parts hold fewer jobs than they do, in a table whose parts add up otherwise. */
function shortNotes(parts: ReadonlyMap<ChosenRow | undefined, readonly ChosenRow[]>): readonly Note[] {
  const known = [...parts].flatMap(([whole, of]) => {
    if (!whole?.base || of.some(({ base }) => base === undefined)) return [];
    const sum = of.reduce((all, { base }) => all + base!, 0);
    return [{ whole, sum, share: sum / whole.base, lost: whole.base - sum }];
  });
  const complete = known.filter(({ share }) => share >= WHOLE);
  if (complete.length < 3 || complete.length < known.length * MOST) return [];
  const short = known.filter(({ share, lost }) => share < SHORT && lost >= FEWEST_LOST);
  if (short.length === 0) return [];
  const named = [...short]
    .sort((a, b) => b.lost - a.lost)
    .slice(0, NAMED)
    .map(
      ({ whole, sum }) =>
        `${formatPlace(whole)}: ${whole.code} has ${formatNumber(whole.base!, "jobs")} jobs, its parts ${formatNumber(sum, "jobs")}`,
    );
  const more = short.length > NAMED ? `; and ${short.length - NAMED} more` : "";
  const text = `Rows of the projections are missing, or withheld by its publisher: the parts of ${short.length} of ${known.length} industries hold fewer jobs than they do, those of most others all (${named.join("; ")}${more}). Industries without a row take the rate of a wider one.`;
  return [caution("projections-rows-missing", text)];
}

const NAMED = 3;

function contradicting(found: readonly { readonly words: string; readonly excess: number }[]): readonly Note[] {
  if (found.length === 0) return [];
  const named = [...found]
    .sort((a, b) => b.excess - a.excess)
    .slice(0, NAMED)
    .map(({ words }) => words);
  const more = found.length > NAMED ? `; and ${found.length - NAMED} more` : "";
  const text = `Levels of the projections contradict each other, as those of a damaged file do: parts hold more jobs than the whole (${named.join("; ")}${more}).`;
  return [caution("projections-contradict", text)];
}

function missing(total: Level | undefined, top: readonly Level[]): readonly Note[] {
  if (total?.base === undefined || total.base === 0 || top.some(({ base }) => base === undefined)) return [];
  const share = top.reduce((sum, { base }) => sum + base!, 0) / total.base;
  if (share >= LEAST_OF_TOTAL) return [];
  const text = `The industries of the projections hold ${formatNumber(share, "fraction")} of the jobs in their own total (${formatPlace(total)}): rows are missing from the file or withheld by its publisher, and industries without one take the rate of a wider one or none.`;
  return [caution("projections-rows-missing", text)];
}

function formatPlace({ file, line }: Level): string {
  return line === undefined ? file : `${file}, line ${line}`;
}
