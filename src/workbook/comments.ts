import type { Datum } from "../core/datum.js";
import { formatNumber } from "../core/number-format.js";
import type { Unit } from "../core/units.js";

/** How a figure is known, for a comment on its cell; nothing of a published one. */
export function datumComment(datum: Datum, unit: Unit | undefined, method?: string): string | undefined {
  switch (datum.status) {
    case "disclosed":
      return undefined;
    case "estimated":
      return [
        `Estimated: 90% range ${formatNumber(datum.low, unit)} to ${formatNumber(datum.high, unit)}.`,
        ...(method === undefined ? [] : [method]),
      ].join(" ");
    case "suppressed":
      return "Withheld by the publisher, and not estimated.";
    case "absent":
      return "No row in the files: nothing of it is covered here.";
    case "undefined":
      return `No answer: ${datum.reason}.`;
  }
}
