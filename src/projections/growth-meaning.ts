import type { GrowthColumn, ProjectionRow, ProjectionTable } from "./records.js";
import { power } from "../core/power.js";

/** What a printed figure about growth may be, as a formula over the two levels. */
interface Meaning {
  readonly id: string;
  /** As a sentence goes on after "holds". */
  readonly words: string;
  readonly of: (base: number, projected: number, years: number) => number;
}

const MEANINGS: readonly Meaning[] = [
  { id: "total-percent", words: "growth over the whole span, in percent", of: (b, p) => (100 * (p - b)) / b },
  { id: "total-fraction", words: "growth over the whole span, as a fraction", of: (b, p) => (p - b) / b },
  {
    id: "annual-percent",
    words: "growth a year, compound, in percent",
    of: (b, p, n) => 100 * (power(p / b, 1 / n) - 1),
  },
  { id: "annual-fraction", words: "growth a year, compound, as a fraction", of: (b, p, n) => power(p / b, 1 / n) - 1 },
  {
    id: "even-percent",
    words: "growth over the span divided by its years, in percent",
    of: (b, p, n) => (100 * (p - b)) / b / n,
  },
  {
    id: "even-fraction",
    words: "growth over the span divided by its years, as a fraction",
    of: (b, p, n) => (p - b) / b / n,
  },
  { id: "change", words: "the change in jobs", of: (b, p) => p - b },
  { id: "annual-change", words: "the change in jobs a year", of: (b, p, n) => (p - b) / n },
];

/** A row whose printed growth is not what its levels give. */
export interface GrowthDisagreement {
  readonly row: ProjectionRow;
  readonly column: string;
  readonly printed: number;
  /** What the levels give, in the column's meaning. */
  readonly computed: number;
}

/** What a column of printed growth turned out to hold. */
export interface GrowthFinding {
  readonly column: string;
  /** Undefined if no formula fits most rows, or two fit alike. */
  readonly meaning: { readonly id: string; readonly words: string } | undefined;
  /** Rows that the meaning fits, of those with both levels and a printed figure. */
  readonly fitting: number;
  readonly compared: number;
  /** The heading says annual, the figures are of the whole span, or the other way round. */
  readonly misnamed: boolean;
  readonly disagreements: readonly GrowthDisagreement[];
}

/** A meaning must fit this part of the rows in which meanings differ. */
const MOST = 0.6;

/**
 * Finds what the columns of printed growth hold, by comparing them with what the levels give.
 *
 * States print fractions or percents, of the whole span or a year, often under a heading that says otherwise; so
 * growth is always computed from the levels, and the printed column only says whether they can be trusted.
 */
export function findGrowthMeanings(table: ProjectionTable): readonly GrowthFinding[] {
  const grain = findRoundingStep(table) / jobsPerUnit(table);
  return table.growthColumns.map((column) => findMeaning(table, column, grain));
}

function findMeaning(table: ProjectionTable, column: GrowthColumn, grain: number): GrowthFinding {
  const years = table.projectedYear - table.baseYear;
  const rows = table.rows.flatMap((row) => {
    const printed = row.printed[column.name];
    const { base, projected } = row;
    if (printed === undefined || base === undefined || projected === undefined || base <= 0) return [];
    // In the file's own unit, as its changes are.
    return [{ row, printed, base: base / jobsPerUnit(table), projected: projected / jobsPerUnit(table) }];
  });
  const fits = (meaning: Meaning, { printed, base, projected }: (typeof rows)[number]): boolean => {
    const value = meaning.of(base, projected, years);
    // A level printed to the hundred is up to fifty off, which moves the growth by as much as both ends allow.
    const ends = [-grain / 2, grain / 2].flatMap((first) =>
      [-grain / 2, grain / 2].map((last) =>
        meaning.of(Math.max(base + first, grain / 4), Math.max(projected + last, 0), years),
      ),
    );
    const rounding = 0.5001 * Number(`1e-${column.decimals}`);
    return printed >= Math.min(value, ...ends) - rounding && printed <= Math.max(value, ...ends) + rounding;
  };
  // Where nothing changes every meaning fits: such rows decide nothing.
  const deciding = rows.filter(({ base, projected }) => base !== projected);
  const scores = MEANINGS.map((meaning) => ({
    meaning,
    score: deciding.filter((row) => fits(meaning, row)).length,
    // Among meanings that fit alike, the closer one is meant: a span of one year is its own year.
    distance: deciding.reduce(
      (sum, { base, projected, printed }) =>
        sum + Math.min(1, Math.abs(meaning.of(base, projected, years) - printed) / Math.max(Math.abs(printed), 1e-9)),
      0,
    ),
  })).sort((a, b) => b.score - a.score || a.distance - b.distance);
  const [best] = scores;
  if (!best || deciding.length === 0 || best.score < MOST * deciding.length) {
    return {
      column: column.name,
      meaning: undefined,
      fitting: 0,
      compared: rows.length,
      misnamed: false,
      disagreements: [],
    };
  }
  const { meaning } = best;
  const disagreements = rows
    .filter((row) => !fits(meaning, row))
    .map(({ row, printed, base, projected }) => ({
      row,
      column: column.name,
      printed,
      computed: meaning.of(base, projected, years),
    }));
  const saysAnnual = /annual|yearly|per year|average/i.test(column.name);
  const isAnnual = /^(?:annual|even)/.test(meaning.id);
  return {
    column: column.name,
    meaning: { id: meaning.id, words: meaning.words },
    fitting: rows.length - disagreements.length,
    compared: rows.length,
    misnamed: years > 1 && saysAnnual && !isAnnual,
    disagreements,
  };
}

const GRAINS = [100, 10, 1, 0.1];

function jobsPerUnit({ unit }: ProjectionTable): number {
  return unit === "thousands" ? 1_000 : 1;
}

/** What levels are rounded to: the largest power of ten that nearly all of them are multiples of. */
function findRoundingStep({ rows }: ProjectionTable): number {
  const levels = rows.flatMap(({ base, projected }) => [base, projected]).filter((level) => level !== undefined);
  const isMultiple = (level: number, grain: number): boolean =>
    Math.abs(level / grain - Math.round(level / grain)) < 1e-6;
  const found = GRAINS.find(
    (grain) => levels.filter((level) => isMultiple(level, grain)).length >= 0.98 * levels.length,
  );
  return found ?? 0.1;
}
