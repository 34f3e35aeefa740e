import { formatNumber } from "../core/number-format.js";
import type { ShortListEntry } from "../ranking/short-list.js";

interface Marked {
  readonly code: string;
  readonly mark: string;
  readonly emphasis: boolean;
}

/** Marks that no two industries share: those of one rank get a letter, such as 4.5a and 4.5b, in the order of their codes. */
export function withOwnMarks<Point extends Marked>(points: readonly Point[]): readonly Point[] {
  const marks = points.filter(({ emphasis }) => emphasis).map(({ mark }) => mark);
  const shared = new Map<string, number>();
  const byCode = [...points].sort((a, b) => (a.code < b.code ? -1 : 1));
  const own = new Map<string, string>();
  for (const { code, mark, emphasis } of byCode) {
    if (!emphasis || marks.filter((one) => one === mark).length < 2) continue;
    const index = shared.get(mark) ?? 0;
    shared.set(mark, index + 1);
    own.set(code, `${mark}${LETTERS[index % LETTERS.length]!}`);
  }
  return points.map((point) => ({ ...point, mark: own.get(point.code) ?? point.mark }));
}

const LETTERS = "abcdefghijklmnopqrstuvwxyz";

/** The letters of industries on the short list that share their rank, as the chart has them; empty where none does. */
export function sharedRankLetters(shortList: readonly ShortListEntry[]): ReadonlyMap<string, string> {
  const marks = shortList.map(({ industry: { candidate, rank } }) => ({
    code: candidate.naics,
    rank: formatNumber(rank, "rank"),
    mark: formatNumber(rank, "rank"),
    emphasis: true,
  }));
  return new Map(withOwnMarks(marks).map(({ code, mark, rank }) => [code, mark.slice(rank.length)]));
}
