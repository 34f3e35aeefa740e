import type { IndustryRow, IndustryTable } from "../core/industry-table.js";
import { MEASURES } from "../measures/index.js";
import type { Measure } from "../measures/measure.js";
import {
  filterCandidates,
  listMinimums,
  measureIndustries,
  type Filters,
  type RankCandidate,
} from "../ranking/criteria.js";
import { covers } from "../naics/levels.js";
import { InputError } from "../core/errors.js";
import type { Factor } from "../ranking/factor.js";
import { markGuesses } from "../ranking/guesses.js";
import { rankIndustries, type RankingOptions } from "../ranking/rank.js";
import { datumAt, quantityColumn, type QuantityColumn, type Reasons } from "../core/quantity-columns.js";
import type { AreaColumns } from "./area-columns.js";
import type { AreaFigures } from "./column-tables.js";
import { holdArea, ruleNumbers, type AreaRules } from "./area-rules.js";

/** What is computed of every area. */
export interface AreaMeasuring {
  /** Codes of the industries that are kept, themselves or under them; all where empty. */
  readonly industries: readonly string[];
  /** How each area's industries are ranked, where they are. */
  readonly ranking:
    (RankingOptions & Filters & { readonly factors: readonly Factor[]; readonly countGuesses?: boolean }) | undefined;
  /** Rules, and the filters that leave the industries that they are checked against. */
  readonly rules?: (AreaRules & { readonly filters: Filters }) | undefined;
}

/** The columns of plain numbers that an area has beside its measures. */
export function numberIds({ ranking, rules }: Pick<AreaMeasuring, "ranking" | "rules">): readonly string[] {
  return [...(ranking ? RANK_NUMBERS : []), ...(rules ? ruleNumbers(rules) : [])];
}

/** The ids of the columns of plain numbers that follow the measures. */
export const RANK_NUMBERS = ["rank", "score"] as const;

export type ListedIndustry = Pick<RankCandidate, "naics" | "title">;

/** Industries in order of first appearance over all areas. */
export class IndustryList {
  readonly entries: ListedIndustry[] = [];
  readonly #numbers = new Map<string, number>();

  addIndustry({ naics, title }: ListedIndustry): number {
    const known = this.#numbers.get(naics);
    if (known !== undefined) return known;
    this.#numbers.set(naics, this.entries.length);
    return this.entries.push({ naics, title }) - 1;
  }
}

/** Whether columns are all that is asked for. */
export function canMeasureColumns({ ranking, rules }: AreaMeasuring): boolean {
  return ranking === undefined && rules === undefined;
}

/** What `measureArea` gives, of columns. */
export function measureColumns(
  { figures, industry }: AreaFigures,
  codes: readonly ListedIndustry[],
  list: IndustryList,
): AreaColumns {
  return {
    length: figures.length,
    industry: industry.map((place) => list.addIndustry(codes[place]!)),
    quantity: computedOnce(({ computeColumn }) => computeColumn(figures)),
    dataAt: (row) => () => {
      const alone = figures.rowAt(row);
      return MEASURES.map(({ computeColumn }) => datumAt(computeColumn(alone), 0, figures.reasons));
    },
    numbers: [],
  };
}

function computedOnce(compute: (measure: Measure) => QuantityColumn): AreaColumns["quantity"] {
  const known: QuantityColumn[] = [];
  return (measure) => (known[measure] ??= compute(MEASURES[measure]!));
}

/** Which least sizes rows are to reach. */
export class LeastSizes {
  readonly #least: readonly { readonly measure: number; readonly least: number }[];

  constructor(filters: Filters) {
    this.#least = listMinimums(filters).map(({ measure, least }) => ({
      measure: MEASURES.findIndex(({ id }) => id === measure),
      least,
    }));
  }

  /** Places among the measures. */
  get measures(): readonly number[] {
    return this.#least.map(({ measure }) => measure);
  }

  areReached({ quantity }: AreaColumns, row: number): boolean {
    for (const { measure, least } of this.#least) if (!(quantity(measure).value[row]! >= least)) return false;
    return true;
  }
}

/** Whether an industry is among those that are kept. */
export function isKept({ industries }: AreaMeasuring, row: Pick<IndustryRow, "naics" | "members">): boolean {
  return (
    industries.length === 0 || industries.some((code) => code === row.naics || covers(code, { naics: row.naics, row }))
  );
}

/** Every measure of an area's industries, and their ranks, as columns. */
export function measureArea(
  table: IndustryTable,
  measuring: AreaMeasuring,
  { list, reasons }: { readonly list: IndustryList; readonly reasons: Reasons },
): AreaColumns {
  const { ranking, rules } = measuring;
  const places = ranking && rankArea(measureIndustries(table), ranking);
  const held = rules && holdRules(table, rules);
  const kept = table.rows.filter((row) => isKept(measuring, row));
  const numbers = (of: "rank" | "score"): Float64Array =>
    Float64Array.from(kept, ({ naics }) => places?.get(naics)?.[of] ?? Number.NaN);
  return {
    length: kept.length,
    industry: Uint32Array.from(kept, (row) => list.addIndustry(row)),
    quantity: computedOnce((measure) =>
      quantityColumn(
        kept.map((row) => measure.compute(row, table)),
        reasons,
      ),
    ),
    dataAt: (row) => {
      const data = MEASURES.map((measure) => measure.compute(kept[row]!, table));
      return () => data;
    },
    numbers: [
      ...(ranking ? RANK_NUMBERS.map(numbers) : []),
      ...(rules
        ? ruleNumbers(rules).map((_, at) =>
            Float64Array.from(kept, ({ naics }) => held?.get(naics)?.[at] ?? Number.NaN),
          )
        : []),
    ],
  };
}

function holdRules(
  table: IndustryTable,
  { filters, ...rules }: NonNullable<AreaMeasuring["rules"]>,
): ReadonlyMap<string, readonly number[]> {
  const named = rules.rules.flatMap(({ names }) => names);
  return holdArea(amongFiltered(measureIndustries({ ...table, named }), filters), table, rules);
}

/** The industries of an area that filters leave; none is not an error among many areas. */
function amongFiltered(all: readonly RankCandidate[], filters: Filters): readonly RankCandidate[] {
  const { only, excludeIndustries, ...least } = filters;
  const among = all
    .filter((one) => !only || only.some((code) => covers(code, one)))
    .filter((one) => !excludeIndustries?.some((code) => covers(code, one)));
  try {
    return filterCandidates(among, least).candidates;
  } catch (error) {
    if (error instanceof InputError && error.details.code === "NO_INDUSTRY_LEFT") return [];
    throw error;
  }
}

/** An area in which filters leave nothing to rank has no ranks, which is not an error among many areas. */
function rankArea(
  all: readonly RankCandidate[],
  options: NonNullable<AreaMeasuring["ranking"]>,
): ReadonlyMap<string, { readonly rank: number; readonly score: number }> {
  const candidates = amongFiltered(all, options);
  const taking =
    options.countGuesses === true
      ? candidates
      : markGuesses(
          candidates,
          options.factors.map(({ id }) => id),
        );
  const { industries } = rankIndustries(taking, options.factors, options);
  return new Map(industries.map(({ candidate, rank, score }) => [candidate.naics, { rank, score }]));
}
