/**
 * What is done to a factor's figures before they are scored, so that a few extreme ones don't decide: `log` takes the
 * natural logarithm; `winsor` sets what lies outside the 5th and 95th percentile to these, `winsor10` outside the 10th
 * and 90th.
 */
export type Treatment = "log" | "winsor" | `winsor${number}`;

const USUAL_PERCENT = 5;

/** The treatment that a word names. */
export function treatmentNamed(word: string): Treatment | undefined {
  if (word === "log" || word === "winsor") return word;
  const percent = parsePercent(word);
  return percent !== undefined && percent > 0 && percent < 50 ? (word as Treatment) : undefined;
}

function parsePercent(word: string): number | undefined {
  const digits = /^winsor(\d+(?:\.\d+)?)?$/.exec(word);
  return digits ? Number(digits[1] ?? USUAL_PERCENT) : undefined;
}

/** "logarithm", "winsorised at 5%". */
export function describeTreatment(treatment: Treatment): string {
  return treatment === "log" ? "logarithm" : `winsorised at ${parsePercent(treatment)!}%`;
}

/** The ends to which figures outside them are set; undefined for a logarithm, or where there is no figure. */
export function winsorBounds(
  treatment: Treatment,
  values: readonly (number | undefined)[],
): { readonly low: number; readonly high: number } | undefined {
  const percent = parsePercent(treatment);
  if (percent === undefined) return undefined;
  const sorted = Float64Array.from(values.filter((value) => value !== undefined)).sort();
  if (sorted.length === 0) return undefined;
  return {
    low: quantile(sorted, sorted.length, percent / 100),
    high: quantile(sorted, sorted.length, 1 - percent / 100),
  };
}

/** Figures as they count; what has no logarithm is not a figure. */
export function treated(
  values: readonly (number | undefined)[],
  { treatment }: { readonly treatment?: Treatment | undefined },
): readonly (number | undefined)[] {
  if (treatment === undefined) return values;
  const changed = new TreatedFigures(treatment, values.length).of(Float64Array.from(values, (value) => value ?? NaN));
  return Array.from(changed, (value) => (Number.isNaN(value) ? undefined : value));
}

/** Treats figures draw after draw; allocates nothing in a draw. */
export class TreatedFigures {
  readonly #part: number | undefined;
  readonly #changed: Float64Array;
  readonly #sorted: Float64Array;

  constructor(treatment: Treatment, size: number) {
    const percent = parsePercent(treatment);
    this.#part = percent === undefined ? undefined : percent / 100;
    this.#changed = new Float64Array(size);
    this.#sorted = new Float64Array(size);
  }

  /** @returns an array that the next call fills again; NaN where there is no figure */
  of(values: Float64Array): Float64Array {
    const changed = this.#changed;
    if (this.#part === undefined) {
      for (let item = 0; item < values.length; item++)
        changed[item] = values[item]! > 0 ? Math.log(values[item]!) : NaN;
      return changed;
    }
    // NaN sorts last.
    const sorted = this.#sorted;
    sorted.set(values);
    sorted.sort();
    let count = sorted.length;
    while (count > 0 && Number.isNaN(sorted[count - 1]!)) count--;
    const low = quantile(sorted, count, this.#part);
    const high = quantile(sorted, count, 1 - this.#part);
    for (let item = 0; item < values.length; item++) changed[item] = Math.min(high, Math.max(low, values[item]!));
    return changed;
  }
}

/**
 * A quantile of rising numbers, between two of them in proportion, as PERCENTILE of spreadsheets has it.
 *
 * @source Hyndman & Fan, "Sample quantiles in statistical packages", The American Statistician 50, 1996, definition 7
 */
export function quantile(sorted: Float64Array, count: number, part: number): number {
  if (count === 0) return NaN;
  const position = (count - 1) * part;
  const below = Math.floor(position);
  const above = Math.min(below + 1, count - 1);
  return sorted[below]! + (position - below) * (sorted[above]! - sorted[below]!);
}
