import { ABSENT, hasValue, type Datum } from "../core/datum.js";
import { formatDatum } from "../core/number-format.js";
import type { Unit } from "../core/units.js";
import type { Result, ResultIndustry } from "../result/result.js";

/** The manual wants so many employers at least for a partnership. */
const FEWEST_FIRMS = 12;

/** What the figures of a result answer to the four questions of a review, in words, by criterion. */
export function reviewAnswers({ naics, values }: ResultIndustry, result: Result): Readonly<Record<string, string>> {
  const of = (id: string): Datum => values[id] ?? ABSENT;
  const said = (id: string, unit: Unit): string => formatDatum(of(id), unit);
  const place = (id: string): string => describePlace(naics, id, result);
  const firms = of("establishments");
  const few = hasValue(firms) && firms.value < FEWEST_FIRMS ? `, fewer than ${String(FEWEST_FIRMS)}` : "";
  const { years, reference } = result.scope;
  const past =
    years.start === undefined
      ? ""
      : ` From ${String(years.start)} to ${String(years.end)} it grew by ${said("growth", "fraction")}${place("growth")}.`;
  return {
    jobs: `${said("employment", "jobs")} jobs${place("employment")}, ${said("jobShare", "fraction")} of all; ${said("establishments", "establishments")} establishments${few}.`,
    pay: `${said("averagePay", "dollars")} a year on average${place("averagePay")}, ${said("payRatio", "ratio")} times the region's average. A living wage is not in these figures.`,
    growth: hasValue(of("projectedGrowth"))
      ? `Projected ${said("projectedGrowth", "fraction")} a year${place("projectedGrowth")}.${past}`
      : `Not known: no projection was given.${past}`,
    concentration: `Location quotient ${said("lq", "ratio")} against ${reference.name}${place("lq")}.`,
  };
}

/** ", 4th of 86 known" in words short enough for a cell. */
function describePlace(naics: string, id: string, { industries }: Result): string {
  const known = industries.flatMap((one) => {
    const datum = one.ranked && one.values[id];
    return datum && hasValue(datum) ? [{ naics: one.naics, value: datum.value }] : [];
  });
  const own = known.find((one) => one.naics === naics);
  if (!own) return "";
  const before = known.filter(({ value }) => value > own.value).length;
  return ` (place ${String(before + 1)} of ${String(known.length)})`;
}
