import type { Io } from "../../output/io.js";
import { NO_NEEDS } from "../../living-costs/no-needs.js";
import { mayBeNamed, type FactorOptions, type FactorReading } from "./factor-options.js";
import { listOccupationFigures } from "./figures.js";

/**
 * Factors beside the measures: the user's own, and figures of occupations where something names them. What those are made
 * of, and all that reads it, is loaded only then.
 *
 * @param measure a figure that is asked for besides
 * @param showsNeeds shares of the thresholds that were typed are shown although nothing names them
 * @throws {UsageError} for what was typed; {InputError} for files
 */
export async function readFactors(
  options: FactorOptions,
  io: Io,
  further: { readonly measure?: string | undefined; readonly showsNeeds?: boolean } = {},
): Promise<FactorReading> {
  const { factor, threshold, livingWage, household, priceParities } = options;
  const needsFiles = factor.length > 0 || livingWage !== undefined || priceParities !== undefined;
  if (needsFiles || threshold.length > 0 || household.length > 0 || mayBeNamed(options, further.measure)) {
    return (await import("./factor-files.js")).readFactorFiles(options, io, further);
  }
  return { factors: { names: listOccupationFigures([]), values: new Map() }, needs: NO_NEEDS, inputs: [] };
}
