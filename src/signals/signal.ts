import type { NaicsVersion } from "../core/codes.js";

/** Publishers whose figures say how large the cells are that QCEW withholds. */
export const PUBLISHERS = ["cbp", "qwi"] as const;
export type Publisher = (typeof PUBLISHERS)[number];

export const PUBLISHER_NAMES: Readonly<Record<Publisher, string>> = {
  cbp: "County Business Patterns",
  qwi: "Quarterly Workforce Indicators",
};

/**
 * How a publisher's cell says how many jobs there are.
 *
 * - `jobs`: a number
 * - `noisy`: a number that its publisher marks as far off (CBP's noise flag J, QWI's status 9)
 * - `sizes`: establishments by size, where the number is withheld
 * - `range`: a letter for a range of jobs, alone (CBP until 2016)
 */
export const SIGNAL_KINDS = ["jobs", "noisy", "sizes", "range"] as const;
export type SignalKind = (typeof SIGNAL_KINDS)[number];

/** What a publisher says of one industry in one area. */
export interface SignalCell {
  readonly kind: SignalKind;
  /** Jobs, above 0; those that establishments of these sizes have on average; of a range its geometric mean. */
  readonly jobs: number;
  /** The least and most that a range or sizes allow. */
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
  /** 0 where the figures are of the year: of its March, or of the mean of its quarters. */
  readonly quarter: number;
  /** The revision that codes are meant in; undefined where the publisher uses today's for all years. */
  readonly naics: NaicsVersion | undefined;
  /** Used where it was measured not to help, too: for measurements. */
  readonly isTrial?: boolean;
  /** By area as QCEW writes it, then by industry. */
  readonly areas: ReadonlyMap<string, ReadonlyMap<string, SignalCell>>;
}
