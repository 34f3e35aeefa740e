import { knownValue, type Datum } from "../core/datum.js";
import type { Factor } from "./factor.js";
import { NINETY_PERCENT_DEVIATE, normal, type Random } from "./random.js";

/** Factors whose error is not that of the industry's jobs; what other areas show errs by their withheld figures. */
const MOVES_APART: ReadonlySet<string> = new Set([
  "averagePay",
  "payRatio",
  "wages",
  "wageLq",
  "lqPlace",
  "lqAreas",
  "density",
  "strategicGain",
  "complexity",
]);

/**
 * The figures of a ranking, and draws of them: every estimated one again from its interval.
 *
 * Figures of one industry that depend on its jobs (jobs, location quotient, growth) move together; pay moves apart.
 * Each side of an interval is taken as half a normal distribution. Published figures don't move.
 */
export class FigureDraws {
  /** By factor and industry; NaN where there is none. */
  readonly values: readonly Float64Array[];
  /** Factors of which a figure moves, by their place. */
  readonly moving: readonly number[];
  readonly #apart: readonly boolean[];
  readonly #middle: readonly Float64Array[];
  /** Standard deviations to both sides; 0 where nothing moves. */
  readonly #below: readonly Float64Array[];
  readonly #above: readonly Float64Array[];
  readonly #isEstimated: readonly Uint8Array[];
  readonly #jobs: Float64Array;

  constructor(data: readonly (readonly (Datum | undefined)[])[], factors: readonly Pick<Factor, "id">[]) {
    const columns = (number: (datum: Datum | undefined) => number) =>
      data.map((column) => Float64Array.from(column, number));
    this.#middle = columns((datum) => (datum && knownValue(datum)) ?? NaN);
    this.values = this.#middle.map((column) => Float64Array.from(column));
    this.#below = columns((datum) =>
      datum?.status === "estimated" ? (datum.value - datum.low) / NINETY_PERCENT_DEVIATE : 0,
    );
    this.#above = columns((datum) =>
      datum?.status === "estimated" ? (datum.high - datum.value) / NINETY_PERCENT_DEVIATE : 0,
    );
    this.#isEstimated = data.map((column) =>
      Uint8Array.from(column, (datum) => (datum?.status === "estimated" ? 1 : 0)),
    );
    this.#apart = factors.map(({ id }) => MOVES_APART.has(id));
    this.moving = factors.flatMap((_, factor) =>
      this.#below[factor]!.some((below, item) => below > 0 || this.#above[factor]![item]! > 0) ? [factor] : [],
    );
    this.#jobs = new Float64Array(data[0]?.length ?? 0);
  }

  draw(random: Random): void {
    const jobs = this.#jobs;
    for (let item = 0; item < jobs.length; item++) jobs[item] = normal(random);
    for (let factor = 0; factor < this.values.length; factor++) {
      const values = this.values[factor]!;
      const middle = this.#middle[factor]!;
      const below = this.#below[factor]!;
      const above = this.#above[factor]!;
      const isEstimated = this.#isEstimated[factor]!;
      const apart = this.#apart[factor]!;
      for (let item = 0; item < values.length; item++) {
        if (isEstimated[item] === 0) continue;
        const deviate = apart ? normal(random) : jobs[item]!;
        values[item] = middle[item]! + deviate * (deviate < 0 ? below[item]! : above[item]!);
      }
    }
  }
}
