/** Establishments of a class of size: how a publisher codes and heads it, its bounds, and the jobs of one on average. */
interface SizeClass {
  /** CBP's code `EMPSZES`. */
  readonly code: string;
  /** Columns of CBP's own files, in the form of `plainHeader`. */
  readonly columns: readonly string[];
  readonly low: number;
  readonly high: number;
  readonly mean: number;
}

/** The largest establishments of the nation have some tens of thousands of jobs. */
const LARGEST = 50_000;

/**
 * Classes of size by the jobs of an establishment in the pay period of 12 March, smallest first; the last overlaps those
 * before it, and counts where they are not given.
 *
 * @source means: jobs ÷ establishments by class, all sectors of the nation, County Business Patterns 2021; of the classes
 *   of 1,000 and more, which it gives together (2,536), the geometric mean of their bounds, brought to that
 */
export const SIZE_CLASSES: readonly SizeClass[] = [
  { code: "210", columns: ["n 5", "n1 4"], low: 0, high: 4, mean: 1.61 },
  { code: "220", columns: ["n5 9"], low: 5, high: 9, mean: 6.62 },
  { code: "230", columns: ["n10 19"], low: 10, high: 19, mean: 13.52 },
  { code: "241", columns: ["n20 49"], low: 20, high: 49, mean: 30.04 },
  { code: "242", columns: ["n50 99"], low: 50, high: 99, mean: 68.72 },
  { code: "251", columns: ["n100 249"], low: 100, high: 249, mean: 150.5 },
  { code: "252", columns: ["n250 499"], low: 250, high: 499, mean: 339.8 },
  { code: "254", columns: ["n500 999"], low: 500, high: 999, mean: 683.7 },
  { code: "262", columns: ["n1000 1"], low: 1_000, high: 1_499, mean: 1_210 },
  { code: "263", columns: ["n1000 2"], low: 1_500, high: 2_499, mean: 1_910 },
  { code: "271", columns: ["n1000 3"], low: 2_500, high: 4_999, mean: 3_400 },
  { code: "273", columns: ["n1000 4"], low: 5_000, high: LARGEST, mean: 8_500 },
  { code: "260", columns: ["n1000"], low: 1_000, high: LARGEST, mean: 2_536 },
];
/** The class of 1,000 jobs and more, and where its parts start. */
export const ALL_LARGE = SIZE_CLASSES.length - 1;
export const FIRST_LARGE = 8;

/** What a letter in place of a number says: the least and most jobs. CBP until 2016. */
export const JOB_RANGES: Readonly<Record<string, readonly [low: number, high: number]>> = {
  a: [0, 19],
  b: [20, 99],
  c: [100, 249],
  e: [250, 499],
  f: [500, 999],
  g: [1_000, 2_499],
  h: [2_500, 4_999],
  i: [5_000, 9_999],
  j: [10_000, 24_999],
  k: [25_000, 49_999],
  l: [50_000, 99_999],
  m: [100_000, 1_000_000],
};
