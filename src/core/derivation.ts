/** Statuses by number. `UNDEFINED` and above also say why: see `Reasons`. */
export const DISCLOSED = 0;
export const ESTIMATED = 1;
export const SUPPRESSED_NUMBER = 2;
export const ABSENT_NUMBER = 3;
export const UNDEFINED = 4;

/**
 * Where a range is open it stops this part of the way back to the value. If errors are about normal, 7 % of them
 * lie beyond that, against 5 % beyond the end of a 90 % interval.
 */
const OPEN_END = 0.1;

/** With more estimates than this their sum of squares stays well inside the corners. */
const MOST_CORNERS = 4;

/** Where estimates are moved to; used again by the next. */
const ends = { low: new Float64Array(MOST_CORNERS), high: new Float64Array(MOST_CORNERS) };

const NONE = -1;

/**
 * A formula over named inputs of any status: the one computation behind a single figure (`derive`) and a column of
 * them (`deriveColumn`). Inputs are visited in their order, whether they change from row to row or not, so that both
 * give the same last digit.
 *
 * It runs for every figure of every area: no object is made for a figure. Set all inputs, then `evaluate`.
 */
export class Derivation<Name extends string> {
  /** The result: a value for the first two statuses, a range for estimates. */
  value = 0;
  rangeLow = 0;
  rangeHigh = 0;
  /** If the result is undefined: the input that is, or -1 if the formula itself has no answer. */
  blockedBy = NONE;
  readonly #status: number[] = [];
  readonly #low: number[] = [];
  readonly #high: number[] = [];
  readonly #values = {} as Record<Name, number>;
  /** Places of the inputs that are estimates: the first `#count`. */
  readonly #estimates: number[] = [];
  #count = 0;

  /** @param formula must read its values at once, and not keep them; `undefined` where the question has no answer */
  constructor(
    readonly names: readonly Name[],
    readonly formula: (values: Readonly<Record<Name, number>>) => number | undefined,
  ) {
    // Every name in its order, so that all values have one shape.
    for (const name of names) this.#values[name] = 0;
  }

  setDisclosed(at: number, value: number): void {
    this.#status[at] = DISCLOSED;
    this.#values[this.names[at]!] = value;
  }

  setEstimated(at: number, value: number, low: number, high: number): void {
    this.#status[at] = ESTIMATED;
    this.#values[this.names[at]!] = value;
    this.#low[at] = low;
    this.#high[at] = high;
  }

  /** An input without a value: suppressed, absent or undefined. */
  setNone(at: number, status: number): void {
    this.#status[at] = Math.min(status, UNDEFINED);
  }

  /** Computes the result. @returns its status */
  evaluate(): number {
    const blocking = this.#blocking();
    if (blocking !== NONE) {
      this.blockedBy = blocking;
      return this.#status[blocking]!;
    }
    this.blockedBy = NONE;
    const value = this.formula(this.#values);
    if (!isNumber(value)) return UNDEFINED;
    this.value = value;
    if (this.#count === 0) return DISCLOSED;
    this.#computeRange();
    return ESTIMATED;
  }

  /** Collects the estimates, and finds the input that leaves the figure without a value; see `derive`. */
  #blocking(): number {
    this.#count = 0;
    let blocking = NONE;
    for (let at = 0; at < this.names.length; at++) {
      const status = this.#status[at]!;
      if (status === DISCLOSED) continue;
      if (status === ESTIMATED) this.#estimates[this.#count++] = at;
      else if (status === SUPPRESSED_NUMBER) return at;
      else if (blocking === NONE || (status === ABSENT_NUMBER && this.#status[blocking] === UNDEFINED)) blocking = at;
    }
    return blocking;
  }

  /** The range of the value over the ranges of the estimates; see `derive`. */
  #computeRange(): void {
    const { value, names, formula } = this;
    const values = this.#values;
    const count = this.#count;
    let below = 0;
    let above = 0;
    const hasCorners = count > 1 && count <= MOST_CORNERS;
    for (let e = 0; e < count; e++) {
      const at = this.#estimates[e]!;
      const name = names[at]!;
      const middle = values[name];
      let from = this.#low[at]!;
      let to = this.#high[at]!;
      values[name] = from;
      let atLow = formula(values);
      if (!isNumber(atLow)) {
        values[name] = from += (middle - from) * OPEN_END;
        atLow = formula(values);
      }
      values[name] = to;
      let atHigh = formula(values);
      if (!isNumber(atHigh)) {
        values[name] = to += (middle - to) * OPEN_END;
        atHigh = formula(values);
      }
      values[name] = middle;
      const first = isNumber(atLow) ? atLow : value;
      const second = isNumber(atHigh) ? atHigh : value;
      below += Math.max(0, value - Math.min(first, second)) ** 2;
      above += Math.max(0, Math.max(first, second) - value) ** 2;
      if (!hasCorners) continue;
      ends.low[e] = from;
      ends.high[e] = to;
    }
    this.rangeLow = value - Math.sqrt(below);
    this.rangeHigh = value + Math.sqrt(above);
    if (hasCorners) this.#keepWithinCorners();
  }

  #keepWithinCorners(): void {
    const { value, names, formula } = this;
    const values = this.#values;
    const count = this.#count;
    const moved = this.#estimates.slice(0, count).map((at) => names[at]!);
    const middles = moved.map((name) => values[name]);
    let least = Infinity;
    let most = -Infinity;
    for (let corner = 0; corner < 1 << count; corner++) {
      for (let e = 0; e < count; e++) values[moved[e]!] = ((corner >> e) & 1 ? ends.high : ends.low)[e]!;
      const there = formula(values);
      if (!isNumber(there)) continue;
      least = Math.min(least, there);
      most = Math.max(most, there);
    }
    for (let e = 0; e < count; e++) values[moved[e]!] = middles[e]!;
    if (least > most) return;
    this.rangeLow = Math.min(value, Math.max(this.rangeLow, least));
    this.rangeHigh = Math.max(value, Math.min(this.rangeHigh, most));
  }
}

function isNumber(value: number | undefined): value is number {
  return value !== undefined && Number.isFinite(value);
}
