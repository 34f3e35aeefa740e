/** Publishers whose figures show the size of cells that QCEW withholds. */
export const PUBLISHERS = ["cbp", "qwi"] as const;
export type Publisher = (typeof PUBLISHERS)[number];

export const PUBLISHER_NAMES: Readonly<Record<Publisher, string>> = {
  cbp: "County Business Patterns",
  qwi: "Quarterly Workforce Indicators",
};

/**
 * How a publisher's cell says how many jobs there are.
 *
 * - `jobs`: a number, with noise or without
 * - `distorted`: a number that its publisher marks as far off (QWI's status 9)
 * - `range`: a letter for a range of jobs (CBP until 2016)
 * - `sizes`: establishments by size alone
 */
export type SignalKind = "jobs" | "distorted" | "range" | "sizes";

/** What a publisher says of one industry in one area. */
export interface SignalCell {
  readonly kind: SignalKind;
  /** Jobs, or those that establishments of these sizes have on average. Of a range its geometric mean. */
  readonly jobs: number;
  readonly low: number;
  readonly high: number;
  /** The publisher's own count, which differs from QCEW's; undefined where it gives none. */
  readonly establishments: number | undefined;
}

/** One publisher's figures of one year, or one quarter of it. */
export interface Signal {
  readonly publisher: Publisher;
  readonly file: string;
  readonly year: number;
  /** 0 where the figures are of the year: of March, or of its mean. */
  readonly quarter: number;
  /** By `cellKey`. */
  readonly cells: ReadonlyMap<string, SignalCell>;
}

export function cellKey(area: string, naics: string): string {
  return `${area}/${naics}`;
}
