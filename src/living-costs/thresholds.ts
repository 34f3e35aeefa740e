import { UsageError, type Place } from "../core/errors.js";
import { HOURS_A_YEAR, type WageThreshold } from "../staffing/pay.js";

const FORM =
  /^\s*(?:(?<name>[^=]+?)\s*=)?\s*\$?(?<amount>\d+(?:\.\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?)\s*\/\s*(?<per>[a-z]+)\s*$/i;
const PERIODS: Readonly<Record<string, WageThreshold["per"]>> = {
  h: "hour",
  hr: "hour",
  hour: "hour",
  y: "year",
  yr: "year",
  year: "year",
};

/** Below and above this no one is meant to live on it: a year's pay was written as an hour's, or the other way round. */
const SENSIBLE_HOURLY = { least: 2, most: 500 };

/**
 * Wage thresholds as typed: `family of three=24.50/hour`, `52000/year`.
 *
 * @throws {UsageError} OPTION_VALUE for another form, for an amount that can't be of its period, for a name given twice
 */
export function parseThresholds(
  texts: readonly string[],
  placeOf?: (index: number) => Place | undefined,
): readonly WageThreshold[] {
  const thresholds: WageThreshold[] = [];
  for (const [index, text] of texts.entries()) {
    const where = placeOf?.(index);
    const problem = (message: string, hint: string, found = text): UsageError =>
      new UsageError(`--threshold ${message}`, { code: "OPTION_VALUE", ...(where && { where }), found, hint });
    const { name, amount, per } = FORM.exec(text)?.groups ?? {};
    const period = per === undefined ? undefined : PERIODS[per.toLowerCase()];
    if (amount === undefined || period === undefined) {
      throw problem(
        "takes an amount by the hour or the year",
        'write it like "family of three=24.50/hour" or 52000/year',
      );
    }
    const dollars = Number(amount.replaceAll(",", ""));
    const hourly = period === "hour" ? dollars : dollars / HOURS_A_YEAR;
    if (hourly < SENSIBLE_HOURLY.least || hourly > SENSIBLE_HOURLY.most) {
      const other = period === "hour" ? "year" : "hour";
      throw problem(`is not a wage by the ${period}`, `if it is by the ${other}, write ${amount}/${other}`);
    }
    const called = name?.trim() ?? `${amount}/${period}`;
    if (thresholds.some((one) => one.name === called)) {
      throw problem(`has the name "${called}" twice`, "give each its own name, such as single=18/hour");
    }
    thresholds.push({ name: called, amount: dollars, per: period });
  }
  return thresholds;
}
