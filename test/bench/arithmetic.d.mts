export function median(values: readonly number[]): number;
export interface Pair {
  readonly base: number;
  readonly here: number;
}
export function pairRatios(pairs: readonly Pair[]): {
  readonly median: number;
  readonly least: number;
  readonly most: number;
};
export function takeTurns(pairs: number): readonly (readonly ["base", "here"] | readonly ["here", "base"])[];
export function growthRates(
  sizes: readonly { readonly size: number; readonly cost: number }[],
  visible: number,
): readonly { readonly ratio: number; readonly isSteep: boolean }[];
