/**
 * The known names nearest to a mistyped one, best first.
 *
 * A name counts as near when it is at most a third of its length away, in insertions, deletions,
 * replacements and swapped neighbours, or when it starts with what was typed. Case is ignored.
 */
export function nearest(typed: string, known: Iterable<string>, limit = 3): readonly string[] {
  const wanted = typed.toLowerCase();
  const scored: { readonly name: string; readonly distance: number }[] = [];
  for (const name of known) {
    const candidate = name.toLowerCase();
    const startsWithIt = wanted.length >= 3 && candidate.startsWith(wanted);
    const distance = startsWithIt ? 0.5 : editDistance(wanted, candidate);
    // One letter typed for another has nothing in common with it.
    const allowed = Math.min(Math.ceil(Math.max(wanted.length, candidate.length) / 3), wanted.length - 1);
    if (distance <= allowed) scored.push({ name, distance });
  }
  scored.sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1));
  return scored.slice(0, limit).map(({ name }) => name);
}

/** Edits that turn one text into the other, a swap of two neighbours counting as one (optimal string alignment). */
export function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let best = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1));
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (isSwap) best = Math.min(best, beforeLast[j - 2]! + 1);
      row.push(best);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length]!;
}
