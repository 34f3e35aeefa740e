import type { Areas } from "../areas/areas.js";
import { HOURS_A_YEAR } from "../staffing/pay.js";
import type { Ground, RegionalFigure } from "./ground.js";
import { bringNeedsToRegion, findLivingWage, findPriceParity, type WageNeeds } from "./wage-needs.js";

/** What a household needs in a region, in dollars. */
export interface HouseholdNeed {
  readonly name: string;
  /** By the hour of one full-time earner; a year is 2,080 of them. */
  readonly hourly: number;
  readonly yearly: number;
  /** The lowest and the highest of the region's counties, where a table has them. */
  readonly counties?: { readonly low: number; readonly high: number };
  /** Typed by the user, or of a table. */
  readonly source: "typed" | "table";
}

/** Prices and needs in a region. */
export interface LivingCosts {
  readonly households: readonly HouseholdNeed[];
  /** The file and year of the table of living wages. */
  readonly table: { readonly file: string; readonly year: number | undefined } | undefined;
  /** The nation is 100. */
  readonly parity:
    | {
        readonly file: string;
        readonly year: number;
        readonly all: RegionalFigure;
        readonly housing: RegionalFigure | undefined;
      }
    | undefined;
}

/**
 * What living in a region costs: thresholds as typed, the households of a table that were asked for, or all of them, and
 * prices beside the nation's.
 *
 * @returns undefined where nothing was given
 */
export function describeLivingCosts(needs: WageNeeds, ground: Ground, areas: Areas): LivingCosts | undefined {
  const { typed, table, households, parities } = needs;
  if (typed.length === 0 && !table && !parities) return undefined;
  const { thresholds } = bringNeedsToRegion({ ...needs, households: [] }, ground, areas, []);
  const ofTable = table ? (households.length > 0 ? households : table.households) : [];
  const all = parities && findPriceParity(parities, ground, areas);
  return {
    households: [
      ...thresholds.map(({ name, amount, per }): HouseholdNeed => {
        const hourly = per === "hour" ? amount : amount / HOURS_A_YEAR;
        return { name, hourly, yearly: hourly * HOURS_A_YEAR, source: "typed" };
      }),
      ...ofTable.map((name): HouseholdNeed => {
        const { value, low, high } = findLivingWage(table!, ground, name);
        return { name, hourly: value, yearly: value * HOURS_A_YEAR, counties: { low, high }, source: "table" };
      }),
    ],
    table: table && { file: table.file, year: table.year },
    parity:
      parities && all
        ? {
            file: parities.file,
            year: parities.year,
            all,
            housing:
              parities.housing.size === 0
                ? undefined
                : findPriceParity({ all: parities.housing, nonmetropolitan: undefined }, ground, areas),
          }
        : undefined,
  };
}
