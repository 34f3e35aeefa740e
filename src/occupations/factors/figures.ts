import type { SuppliedFigure } from "../../core/industry-table.js";
import { foldName } from "../../measures/named.js";

// The figures of occupations that an industry may be ranked by, and their names.

const SOURCE = "BLS OEWS staffing patterns and wages";
const EDUCATION = "BLS Employment Projections, Table 5.4";

/** The figures that are about one threshold: `familyWageShare[family of three]`. */
export const SHARES = ["familyWageShare", "goodJobShare", "lowPaidShare"] as const;
export type ShareId = (typeof SHARES)[number];

/** What counts as low pay where no threshold is named: two thirds of the nation's median wage. */
export const LOW_PAY = { part: 2 / 3, words: "two thirds of the nation's median wage over all occupations" } as const;

type Words = Omit<SuppliedFigure, "id">;

const OF_THRESHOLD: Readonly<Record<ShareId, (name: string) => Words>> = {
  familyWageShare: (name) => ({
    label: `Jobs that pay "${name}"`,
    shortLabel: `Pays ${name}`,
    unit: "fraction",
    better: "higher",
    definition: `Share of the industry's jobs in occupations in which at least half earn "${name}", by the nation's staffing pattern; jobs of which that is not known are in the range above.`,
    source: SOURCE,
  }),
  goodJobShare: (name) => ({
    label: `Jobs that pay "${name}" below a bachelor's degree`,
    shortLabel: `Good: ${name}`,
    unit: "fraction",
    better: "higher",
    definition: `Share of the industry's jobs in occupations in which at least half earn "${name}" and that typically ask for less than a bachelor's degree, by the nation's staffing pattern.`,
    source: `${SOURCE}; ${EDUCATION}`,
  }),
  lowPaidShare: (name) => ({
    label: `Jobs that pay less than "${name}"`,
    shortLabel: `Below ${name}`,
    unit: "fraction",
    better: "lower",
    definition: `Share of the industry's jobs in occupations in which more than half earn less than "${name}", by the nation's staffing pattern.`,
    source: SOURCE,
  }),
};

/** The figures that need no threshold. */
const PLAIN: readonly SuppliedFigure[] = [
  {
    id: "openings",
    label: "Openings a year",
    shortLabel: "Openings",
    unit: "jobs",
    better: "higher",
    definition:
      "Jobs to fill in an average year: jobs of each occupation in the industry times the nation's projected openings for each job of it, which count people who leave the occupation as well as growth.",
    source: `${SOURCE}; BLS Employment Projections, Table 1.10`,
  },
  {
    id: "openingsRate",
    label: "Openings a year for each job",
    shortLabel: "Openings/job",
    unit: "fraction",
    better: "higher",
    definition: "Openings a year divided by the industry's jobs.",
    source: `${SOURCE}; BLS Employment Projections, Table 1.10`,
  },
  {
    id: "entryPay",
    label: "Entry pay",
    shortLabel: "Entry pay",
    unit: "dollars",
    better: "higher",
    definition:
      "Mean of the 25th percentiles of annual wages of the industry's occupations, weighed by their jobs in it: what beginners can expect. Without occupations that have none published.",
    source: SOURCE,
  },
  {
    id: "lowPaidShare",
    label: "Jobs with low pay",
    shortLabel: "Low-paid",
    unit: "fraction",
    better: "lower",
    definition: `Share of the industry's jobs in occupations in which more than half earn less than ${LOW_PAY.words}, by the nation's staffing pattern; lowPaidShare[NAME] takes a threshold.`,
    source: `${SOURCE}; OECD's measure of low pay`,
  },
];

/** What docs and lists say of all of them: `NAME` stands for a threshold. */
export const OCCUPATION_FIGURES: readonly SuppliedFigure[] = [
  ...(["familyWageShare", "goodJobShare"] as const).map((share) => describeShare(share, "NAME")),
  ...PLAIN,
];

export function describeShare(share: ShareId, name: string): SuppliedFigure {
  return { id: `${share}[${name}]`, ...OF_THRESHOLD[share](name) };
}

/**
 * The figures that a run may name.
 *
 * @param names of its thresholds
 */
export function listOccupationFigures(names: readonly string[]): readonly SuppliedFigure[] {
  return [...SHARES.flatMap((share) => names.map((name) => describeShare(share, name))), ...PLAIN];
}

/** Whether a text may name one of the figures: a cheap question before tables are read. */
export function mayNameFigure(text: string): boolean {
  const folded = foldName(text);
  return [
    ...SHARES,
    ...PLAIN.flatMap(({ id, label, shortLabel }) => [id, label, shortLabel]),
    "jobsthatpay",
    "pays",
    "good",
    "below",
  ].some((name) => folded.includes(foldName(name)));
}
