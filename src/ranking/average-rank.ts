/**
 * Ranks of numbers, 1 for the best; equal numbers share the mean of the places they take.
 *
 * @param values one number an item; `undefined` is not ranked and takes no place
 * @returns a rank an item, `undefined` where there was no number
 */
export function averageRanks(
  values: readonly (number | undefined)[],
  better: "higher" | "lower",
): (number | undefined)[] {
  const sign = better === "higher" ? -1 : 1;
  const order: number[] = [];
  values.forEach((value, item) => {
    if (value !== undefined) order.push(item);
  });
  order.sort((a, b) => sign * (values[a]! - values[b]!) || a - b);

  const ranks = new Array<number | undefined>(values.length).fill(undefined);
  let first = 0;
  while (first < order.length) {
    let last = first;
    while (last + 1 < order.length && values[order[last + 1]!] === values[order[first]!]) last++;
    const shared = (first + last) / 2 + 1;
    for (let place = first; place <= last; place++) ranks[order[place]!] = shared;
    first = last + 1;
  }
  return ranks;
}
