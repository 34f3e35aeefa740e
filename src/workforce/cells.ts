/** The figures that are taken of a row of Quarterly Workforce Indicators. */
export const INDICATORS = [
  "Emp",
  "EmpS",
  "HirA",
  "Sep",
  "HirAS",
  "SepSnx",
  "HirNS",
  "EarnHirNS",
  "TurnOvrS",
  /** `Emp` of the rows of 55 to 64, and of 65 and older. */
  "Emp55",
  "Emp65",
] as const;
export type Indicator = (typeof INDICATORS)[number];

/**
 * What a cell says: a number; one that is significantly distorted; withheld; not to be computed, as for the newest
 * quarters; no such activity.
 */
export type CellState = "number" | "distorted" | "withheld" | "unavailable" | "none";

export interface QwiCell {
  readonly state: CellState;
  /** NaN without a number. */
  readonly value: number;
}

/** One owner's figures of one industry, area and quarter: those that the files have. */
export type QwiCells = Partial<Record<Indicator, QwiCell>>;

/** Years × 4 + quarters − 1, so that quarters follow each other. */
export type QuarterNumber = number;

export function formatQuarter(quarter: QuarterNumber): string {
  return `${Math.floor(quarter / 4)}-Q${(quarter % 4) + 1}`;
}

/** Owners whose rows are kept: private jobs (A05), and all but the federal government's (A00). */
export type QwiOwner = "private" | "all";

/** Area → quarter → industry → cells. The industry of all together is `10`, as QCEW writes it. */
export type QwiAreas = ReadonlyMap<string, ReadonlyMap<QuarterNumber, ReadonlyMap<string, QwiCells>>>;

/** What was read of files of Quarterly Workforce Indicators. */
export interface QwiReading {
  /** At least one. */
  readonly files: readonly string[];
  readonly owners: Readonly<Record<QwiOwner, QwiAreas>>;
  /** The indicators that the files have a column, or rows of ages, of. */
  readonly indicators: readonly Indicator[];
  /** Whether no file says who owns the jobs; then they are private by the publisher's default. */
  readonly isOwnerAssumed: boolean;
  /** Whether a file has figures without status flags, where an empty cell may be withheld or not there yet. */
  readonly isWithoutFlags: boolean;
  /** Areas that exports name in words, as they were understood. */
  readonly named: ReadonlyMap<string, string>;
}

const NUMBERS: ReadonlySet<string> = new Set(["", "1", "9", "10", "12"]);
const DISTORTED: ReadonlySet<string> = new Set(["9", "12"]);
const WITHHELD: ReadonlySet<string> = new Set(["5", "11"]);

/**
 * A cell by its number, if it has one, and its status flag, empty where there is none.
 *
 * @returns undefined if the flag is unknown, or says that there is a number and there is none
 * @source LEHD schema, `label_flags.csv`: −2 no data in this category, −1 not available to compute, 1 published, 5
 *   suppressed, 9 significantly distorted; 10, 11 and 12 the same of aggregates
 */
export function parseFlaggedCell(value: number | undefined, flag: string): QwiCell | undefined {
  // A 0 beside a 5 is withheld, and not nothing.
  if (WITHHELD.has(flag)) return { state: "withheld", value: NaN };
  if (flag === "-1") return { state: "unavailable", value: NaN };
  if (flag === "-2") return { state: "none", value: NaN };
  if (!NUMBERS.has(flag)) return undefined;
  if (value !== undefined) return { state: DISTORTED.has(flag) ? "distorted" : "number", value };
  return flag === "" ? { state: "withheld", value: NaN } : undefined;
}
