import { UsageError, type Place } from "../core/errors.js";
import { SENSIBLE_LIVING_WAGE } from "../command/options.js";
import { NUMBER_PATTERN } from "../command/kinds/number.js";
import { chooseHouseholds, type WageNeeds } from "./wage-needs.js";
import { parseThresholds } from "./thresholds.js";

/** The options that say what wages are compared with. */
export interface NeedsValues {
  readonly threshold: readonly string[];
  readonly livingWage?: string | undefined;
  readonly household: readonly string[];
  readonly priceParities?: string | undefined;
}

interface SideSource {
  readonly file: string;
  readonly rows: number;
  readonly sha256?: string;
}

/**
 * Reads what wages are compared with.
 *
 * @throws {UsageError} OPTION_VALUE, OPTION_MISSING for what was typed
 * @throws {InputError} LIVING_COST for the files
 */
export async function readWageNeeds(
  { threshold, livingWage, household, priceParities }: NeedsValues,
  placeOf: (option: keyof NeedsValues) => Place | undefined,
  hash: boolean,
): Promise<{ readonly needs: WageNeeds; readonly sources: readonly SideSource[] }> {
  const typed = parseThresholds(threshold, () => placeOf("threshold"));
  const hourly = parseLivingWage(livingWage, placeOf("livingWage"));
  const table =
    livingWage === undefined || hourly !== undefined
      ? undefined
      : await (await import("./read-living-wages.js")).readLivingWages(livingWage, hash);
  const parities =
    priceParities === undefined
      ? undefined
      : await (await import("./read-price-parities.js")).readPriceParities(priceParities, hash);
  const households = chooseHouseholds(household, table?.table, placeOf("household"));
  const clash = table?.table.households.find((name) => typed.some((one) => one.name === name));
  if (clash !== undefined) {
    throw new UsageError(`--threshold has the name of a household of ${table!.table.file}`, {
      code: "OPTION_CONFLICT",
      found: clash,
      hint: "give the threshold another name",
    });
  }
  return {
    needs: { typed, hourly, table: table?.table, households, parities: parities?.parities },
    sources: [table, parities].flatMap((one) => {
      if (!one) return [];
      const { sha256, ...source } = one.source;
      return [{ ...source, ...(sha256 !== undefined && { sha256 }) }];
    }),
  };
}

/**
 * A living wage that was typed; undefined for a file, or nothing.
 *
 * @throws {UsageError} OPTION_VALUE for a number that is not a wage by the hour
 */
export function parseLivingWage(text: string | undefined, where?: Place): number | undefined {
  if (text === undefined || !NUMBER_PATTERN.test(text.trim())) return undefined;
  const { minimum, maximum } = SENSIBLE_LIVING_WAGE;
  const value = Number(text);
  if (value >= minimum && value <= maximum) return value;
  throw new UsageError(`--living-wage takes a number from ${minimum} to ${maximum}, or a file`, {
    code: "OPTION_VALUE",
    ...(where && { where }),
    found: text,
    hint: "write dollars an hour, such as 24.5",
  });
}
