import { readManifest, type StoredPeriodEntry } from "./manifest.js";
import { checkParts } from "./open-store.js";

/**
 * Compares every file of a store with its checksum.
 *
 * @returns the periods, all of them whole
 * @throws {InputError} STORE_DAMAGED for the first that is not
 */
export async function checkStore(store: string): Promise<readonly StoredPeriodEntry[]> {
  const { periods } = readManifest(store);
  await checkParts(store, periods);
  return periods;
}
