import type { YearChooser } from "./year-range.js";
import { resolve } from "node:path";
import { isStore } from "./store/is-store.js";
import { rowsOfYears } from "./rows-of-years.js";
import type { QcewReading, QcewRequest } from "./read/request.js";

/** Whether one of these is a store, of which only chosen years are read. */
export function hasStore(paths: readonly string[], cwd: string): boolean {
  return paths.some((path) => isStore(resolve(cwd, path)));
}

/**
 * Reads QCEW files and stores into one table. What is needed to read either is loaded only where there is one.
 */
export async function readPaths(
  paths: readonly string[],
  request: QcewRequest,
  chooseYears?: YearChooser,
): Promise<QcewReading> {
  const stores = paths.filter(isStore);
  if (stores.length === 0) {
    const reading = await (await import("./read/read.js")).readQcew(paths, request);
    if (chooseYears === undefined) return reading;
    return { ...reading, table: rowsOfYears(reading.table, chooseYears(reading.table)) };
  }
  const files = paths.filter((path) => !stores.includes(path));
  const fromFiles = files.length > 0 ? await (await import("./read/read.js")).readQcew(files, request) : undefined;
  const { readStores } = await import("./store/read-store.js");
  return readStores(stores, request, chooseYears, fromFiles);
}
