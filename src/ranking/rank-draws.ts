import type { Datum } from "../core/datum.js";
import type { Factor } from "./factor.js";
import { FigureDraws } from "./figure-draws.js";
import type { RankingMethod } from "./methods.js";
import { pairTotalsInto } from "./pair-totals.js";
import { PlaceSorter } from "./place-sorter.js";
import type { Random } from "./random.js";
import { TreatedFigures } from "./treatment.js";

/**
 * One ranking, to be made many times with other weights and other draws of its estimated figures.
 *
 * Nothing is allocated in a draw, so that thousands of them take no longer than a moment.
 */
export class RankDraws {
  readonly size: number;
  /** What enters the weighted mean, by factor and industry; NaN where nothing does. */
  readonly scores: readonly Float64Array[];
  /** Of the last {@link rank}. */
  readonly totals: Float64Array;
  readonly places: Float64Array;
  readonly #figures: FigureDraws;
  readonly #factors: readonly Pick<Factor, "id" | "direction" | "treatment">[];
  readonly #method: RankingMethod;
  readonly #countsWorst: boolean;
  readonly #treatments: readonly (TreatedFigures | undefined)[];
  readonly #sorters: readonly PlaceSorter[];
  readonly #totalSorter: PlaceSorter;

  /**
   * @param data values by factor, all over the same industries
   * @param countsWorst an industry without a value gets the method's worst score, instead of being weighed on its others
   */
  constructor(
    data: readonly (readonly (Datum | undefined)[])[],
    factors: readonly Pick<Factor, "id" | "direction" | "treatment">[],
    { method, countsWorst }: { readonly method: RankingMethod; readonly countsWorst: boolean },
  ) {
    this.size = data[0]?.length ?? 0;
    this.#figures = new FigureDraws(data, factors);
    this.#factors = factors;
    this.#method = method;
    this.#countsWorst = countsWorst;
    this.scores = data.map(() => new Float64Array(this.size));
    this.totals = new Float64Array(this.size);
    this.places = new Float64Array(this.size);
    this.#treatments = factors.map(({ treatment }) => treatment && new TreatedFigures(treatment, this.size));
    this.#sorters = data.map(() => new PlaceSorter(this.size));
    this.#totalSorter = new PlaceSorter(this.size);
    factors.forEach((_, factor) => this.#score(factor));
  }

  /** Whether a draw of figures changes anything. */
  get moves(): boolean {
    return this.#figures.moving.length > 0;
  }

  /** Draws every estimated figure again and scores it. */
  drawFigures(random: Random): void {
    this.#figures.draw(random);
    for (const factor of this.#figures.moving) this.#score(factor);
  }

  /**
   * Ranks by weights, which need not sum to 1; those of factors without a value count for the industry's others.
   *
   * @returns {@link places}; NaN for an industry with no weighted factor
   */
  rank(weights: Float64Array): Float64Array {
    const { scores, totals, size } = this;
    if (this.#method.comparesPairs) {
      pairTotalsInto(scores, weights, totals);
      for (let item = 0; item < size; item++) totals[item] = Math.round(totals[item]! * 1e9) / 1e9;
      this.#totalSorter.rank(totals, this.#method.better, this.places);
      return this.places;
    }
    const factors = scores.length;
    for (let item = 0; item < size; item++) {
      let sum = 0;
      let weight = 0;
      for (let factor = 0; factor < factors; factor++) {
        const score = scores[factor]![item]!;
        if (score !== score) continue;
        const own = weights[factor]!;
        sum += own * score;
        weight += own;
      }
      // As scoreIndustries: weighted means of the same ranks in another order may differ in the last bit.
      totals[item] = weight > 0 ? Math.round((sum / weight) * 1e9) / 1e9 : NaN;
    }
    this.#totalSorter.rank(totals, this.#method.better, this.places);
    return this.places;
  }

  #score(factor: number): void {
    const scores = this.scores[factor]!;
    const values = this.#figures.values[factor]!;
    this.#method.scoreInto(
      this.#treatments[factor]?.of(values) ?? values,
      this.#factors[factor]!.direction,
      scores,
      this.#sorters[factor]!,
    );
    if (!this.#countsWorst) return;
    const worst = this.#method.worst(scores);
    for (let item = 0; item < scores.length; item++) if (scores[item] !== scores[item]) scores[item] = worst;
  }
}
