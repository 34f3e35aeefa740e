import type { DatumStatus } from "../core/datum.js";
import type { IndustryTable } from "../core/industry-table.js";
import { MEASURES } from "../measures/index.js";
import type { Filters } from "../ranking/criteria.js";
import type { Rule } from "../ranking/rules/rules.js";
import { Reasons, statusName } from "../core/quantity-columns.js";
import type { AreaColumns } from "./area-columns.js";
import type { MeasuredArea } from "./area-measurer.js";
import { QuotientComparison, type AreaStanding, type StandardizedIndustry } from "./comparison.js";
import { Leagues, type League, type LeagueRequest } from "./league.js";
import { columnsOfComputed, type ComputedArea, type ComputedGroup } from "./computed-group.js";
import { IndustryList, LeastSizes, numberIds, type AreaMeasuring, type ListedIndustry } from "./measure-area.js";

const EMPLOYMENT = MEASURES.findIndex(({ id }) => id === "employment");

export interface SweepRequest {
  readonly measuring: AreaMeasuring;
  readonly filters: Filters;
  readonly league: Omit<LeagueRequest, "filters">;
}

export interface SweepResult {
  readonly industries: IndustryList["entries"];
  /** By number of the area; those of all, or of areas that lead. */
  readonly standings: ReadonlyMap<number, AreaStanding>;
  readonly compared: readonly StandardizedIndustry[];
  readonly leagues: readonly League[];
  readonly rows: number;
  /** Rows by what is known of their jobs. */
  readonly employment: Readonly<Partial<Record<DatumStatus, number>>>;
  /** Areas that have results, and the table of one of them, which shows what all are about. */
  readonly areas: number;
  readonly sample: IndustryTable | undefined;
  /** How many rows each rule is met by, is not, or may be. */
  readonly rules: readonly RuleCount[];
}

export interface RuleCount {
  readonly rule: Rule;
  readonly pass: number;
  readonly fail: number;
  readonly unknown: number;
}

/** The measures by which areas are compared and counted, by their places among the measures. */
export function comparedMeasures({ filters, league }: SweepRequest): readonly number[] {
  const of = (id: string): number => MEASURES.findIndex((measure) => measure.id === id);
  return [...new Set([EMPLOYMENT, of("lq"), of(league.by), ...new LeastSizes(filters).measures])];
}

/** Takes the tables of areas one by one, and keeps of each what comparing needs. */
export class Sweep {
  readonly list = new IndustryList();
  readonly reasons = new Reasons();
  readonly measuring: AreaMeasuring;
  /** For other lists of industries, the numbers that they have here. */
  readonly #numbers = new WeakMap<readonly ListedIndustry[], number[]>();
  readonly #comparison: QuotientComparison;
  readonly #leagues: Leagues;
  /** Rows by the number of what is known of their jobs. */
  readonly #statuses = new Uint32Array(256);
  /** By rule the rows that pass, fail, and of which it is not known. */
  readonly #outcomes: readonly Uint32Array[];
  #rows = 0;
  #areas = 0;
  #sample: IndustryTable | undefined;

  constructor({ measuring, filters, league }: SweepRequest) {
    this.measuring = measuring;
    this.#outcomes = (measuring.rules?.rules ?? []).map(() => new Uint32Array(3));
    this.#comparison = new QuotientComparison(filters);
    this.#leagues = new Leagues({ ...league, filters });
  }

  /** What another thread computed. */
  addComputed(area: number, computed: ComputedArea, group: ComputedGroup): AreaColumns {
    const columns = columnsOfComputed(computed, group, { list: this.list, reasons: this.reasons });
    return this.add(area, { columns, table: () => group.sample! });
  }

  /** What was measured with the numbers of another list of industries, of which each is known here when it first appears. */
  addPart(area: number, { columns, table }: MeasuredArea, industries: readonly ListedIndustry[]): AreaColumns {
    const numbers = this.#numbers.get(industries) ?? [];
    this.#numbers.set(industries, numbers);
    const industry = columns.industry.map((number) => (numbers[number] ??= this.list.addIndustry(industries[number]!)));
    return this.add(area, { columns: { ...columns, industry }, table });
  }

  /**
   * @param area its number
   * @returns its results, which the caller may write or keep elsewhere
   */
  add(area: number, { columns, table }: MeasuredArea): AreaColumns {
    this.#sample ??= table();
    this.#areas++;
    this.#rows += columns.length;
    const { status } = columns.quantity(EMPLOYMENT);
    for (let row = 0; row < status.length; row++) this.#statuses[status[row]!]!++;
    this.#countOutcomes(columns);
    this.#comparison.add(area, columns);
    this.#leagues.add(area, columns);
    return columns;
  }

  #countOutcomes({ numbers }: AreaColumns): void {
    const ids = numberIds(this.measuring);
    this.measuring.rules?.rules.forEach(({ id }, rule) => {
      const counts = this.#outcomes[rule]!;
      for (const outcome of numbers[ids.indexOf(id)]!) counts[Number.isNaN(outcome) ? 2 : outcome === 1 ? 0 : 1]!++;
    });
  }

  /** @param hasAllStandings otherwise there are those of areas that lead somewhere */
  finish(hasAllStandings: boolean): SweepResult {
    const leagues = this.#leagues.finish();
    const leading = new Set(leagues.flatMap(({ entries }) => entries.map(({ area }) => area)));
    const { standings, industries } = this.#comparison.finish(hasAllStandings ? undefined : leading);
    const employment: Partial<Record<DatumStatus, number>> = {};
    this.#statuses.forEach((count, status) => {
      const name = statusName(status);
      if (count > 0) employment[name] = (employment[name] ?? 0) + count;
    });
    return {
      industries: this.list.entries,
      standings,
      compared: industries,
      leagues,
      rows: this.#rows,
      employment,
      areas: this.#areas,
      sample: this.#sample,
      rules: (this.measuring.rules?.rules ?? []).map((rule, at) => {
        const [pass, fail, unknown] = this.#outcomes[at]!;
        return { rule, pass: pass!, fail: fail!, unknown: unknown! };
      }),
    };
  }
}
