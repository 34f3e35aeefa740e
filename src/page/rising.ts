/**
 * The places of a longest rising run of numbers, whose members need not stand side by side: of a list that is put into
 * another order, the most that can stay where they are.
 *
 * @param numbers nothing for what was not there before and must be put in
 * @source Fredman, "On computing the length of longest increasing subsequences", Discrete Mathematics 11, 1975
 */
export function longestRising(numbers: readonly (number | undefined)[]): ReadonlySet<number> {
  /** By length less one, where the run of that length with the smallest end ends. */
  const ends: number[] = [];
  const previous = new Int32Array(numbers.length).fill(-1);
  numbers.forEach((number, at) => {
    if (number === undefined) return;
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (numbers[ends[middle]!]! < number) low = middle + 1;
      else high = middle;
    }
    if (low > 0) previous[at] = ends[low - 1]!;
    ends[low] = at;
  });
  const places = new Set<number>();
  for (let at = ends.at(-1) ?? -1; at >= 0; at = previous[at]!) places.add(at);
  return places;
}
