import { hasValue, isWide, type Datum, type TopCoded } from "./datum.js";
import type { Unit } from "./units.js";

// The only file that rounds. Grouping is our own, since constructing an Intl.NumberFormat costs more than
// printing a whole table, and its output depends on the locale data that Node was built with.

/** How the statuses that have no number are shown to people. */
export const MARKS = { estimated: "~", suppressed: "(s)", absent: "–", undefined: "n/a" } as const;

/** A number as people read it: jobs 12,345; a fraction 4.2%; a ratio 1.83; dollars $64,321; a rank 3 or 3.5. */
export function formatNumber(value: number, unit: Unit | undefined): string {
  switch (unit) {
    case "fraction":
      return `${grouped(value * 100, percentDigits(value * 100))}%`;
    case "ratio":
      return grouped(value, 2);
    case "dollars":
      return grouped(value, 0).replace(/^(-?)/, "$1$");
    case "hourly":
      return grouped(value, 2).replace(/^(-?)/, "$1$");
    case "score":
      return grouped(value, 1);
    case "rank":
      return Number.isInteger(value) ? String(value) : value.toFixed(1);
    case "places": {
      const text = grouped(value, Number.isInteger(value) ? 0 : 1);
      return value > 0 && !/^[0.]+$/.test(text) ? `+${text}` : text;
    }
    case "year":
      return String(value);
    case "years":
      // What an occupation asks for is published in words, such as "less than 5 years": no hundredth of a year is known.
      return grouped(value, 1).replace(/\.0$/, "");
    case "change": {
      const text = grouped(value, 0);
      return value > 0 && text !== "0" ? `+${text}` : text;
    }
    case "jobs":
    case "establishments":
    case "count":
      return grouped(value, 0);
    default:
      return Number.isInteger(value) ? grouped(value, 0) : grouped(value, significantDigits(value));
  }
}

/** A number as a formula shows it: enough digits to recompute with, whatever its unit. */
export function formatSignificant(value: number, digits: number): string {
  return value.toPrecision(digits);
}

/**
 * A number as a person says it: 39,500 jobs, $133,000, 33%, 1.6 times. Three digits of a large count, whole thousands of
 * dollars, whole percents; what would round to nothing keeps a digit.
 */
export function formatSpoken(value: number, unit: Unit | undefined): string {
  const size = Math.abs(value);
  switch (unit) {
    case "jobs":
    case "establishments":
    case "count":
    case "change":
      return formatNumber(size < 1000 ? value : toSignificant(value, 3), unit);
    case "dollars":
      return formatNumber(size < 1000 ? value : toStep(value, size < 10_000 ? 100 : 1000), unit);
    case "fraction":
      return size >= 0.01 || value === 0 ? `${grouped(value * 100, 0)}%` : formatNumber(value, unit);
    case "ratio":
      return size >= 0.1 ? grouped(value, 1) : formatNumber(value, unit);
    default:
      return formatNumber(value, unit);
  }
}

function toSignificant(value: number, digits: number): number {
  return Number(value.toPrecision(digits));
}

function toStep(value: number, step: number): number {
  return Math.round(value / step) * step;
}

/** A fraction in whole percent, as sentences say it: 97%. */
export function formatWholePercent(value: number): string {
  return `${grouped(value * 100, 0)}%`;
}

/** The same, but near 0 and 100 with enough digits to differ from them: 0.3%, never 0% of something. */
export function formatShare(value: number): string {
  if (value >= 0.01 && value <= 0.99) return formatWholePercent(value);
  const digits = [1, 2].find((each) => Number((value * 100).toFixed(each)) % 100 !== 0) ?? 3;
  return `${grouped(value * 100, digits)}%`;
}

/** A quantity with its mark: `1,234`, `~1,234`, `≥ $239,200`, `(s)`, `–` or `n/a`. */
export function formatDatum(datum: Datum | TopCoded, unit: Unit | undefined): string {
  if (datum.status === "top-coded") return `≥ ${formatNumber(datum.atLeast, unit)}`;
  if (!hasValue(datum)) return MARKS[datum.status];
  const text = formatNumber(datum.value, unit);
  // A tilde and a hyphen side by side read as an arrow.
  return datum.status === "estimated" ? `${MARKS.estimated}${text.replace(/^-/, "−")}` : text;
}

/** A figure as a person says it, with a mark where its range is wide: `65,800`, `~7,800`. */
export function formatSpokenDatum(datum: Datum | TopCoded, unit: Unit | undefined): string {
  if (!hasValue(datum)) return formatDatum(datum, unit);
  return `${isWide(datum) ? MARKS.estimated : ""}${formatSpoken(datum.value, unit).replace(/^-/, "−")}`;
}

/** The range of an estimate, `30–60`; the number itself where there is none. */
export function formatRange(datum: Datum, unit: Unit | undefined): string {
  if (datum.status !== "estimated") return formatDatum(datum, unit);
  return `${formatNumber(datum.low, unit)}–${formatNumber(datum.high, unit)}`;
}

/**
 * Whole numbers nearest to `parts` that add up to the whole number `total`: the parts that lose most by rounding down
 * are rounded up. For figures that a reader will add.
 */
export function roundTogether(parts: readonly number[], total: number): readonly number[] {
  const down = parts.map(Math.floor);
  const missing = total - down.reduce((sum, part) => sum + part, 0);
  const order = parts.map((_, index) => index).sort((a, b) => parts[b]! - down[b]! - (parts[a]! - down[a]!) || a - b);
  // Adding 0 turns -0 into 0.
  const rounded = down.map((part) => part + 0);
  const step = Math.sign(missing);
  for (let given = 0; given < Math.abs(missing); given++) {
    const at = given % order.length;
    rounded[order[step > 0 ? at : order.length - 1 - at]!]! += step;
  }
  return rounded;
}

/** A whole number as the table shows it. */
export function roundWhole(value: number): number {
  return Math.sign(value) * Math.round(Math.abs(value)) + 0;
}

// A share of 0.03% must not read as none.
function percentDigits(percent: number): number {
  const size = Math.abs(percent);
  return size > 0 && size < 0.1 ? 2 : 1;
}

// User factors have no unit: enough digits to distinguish them, and none that say nothing.
function significantDigits(value: number): number {
  const size = Math.abs(value);
  if (size >= 100) return 0;
  if (size >= 1) return 2;
  return size >= 0.01 ? 3 : 5;
}

function grouped(value: number, digits: number): string {
  const [whole = "", decimals] = Math.abs(value).toFixed(digits).split(".");
  const digitsWithCommas = whole.replace(/\B(?=(?:\d{3})+$)/g, ",");
  const text = decimals === undefined ? digitsWithCommas : `${digitsWithCommas}.${decimals}`;
  const isZero = /^[0.]*$/.test(text);
  return value < 0 && !isZero ? `-${text}` : text;
}
