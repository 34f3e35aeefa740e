import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { InputError } from "../core/errors.js";
import type { Note } from "../core/notes.js";
import { measureMetrics, type MeasuredMetric } from "./measure.js";
import { readMetrics, readObservations } from "./read-metrics.js";

/** One partnership of several. */
export interface Partnership {
  /** Its folder's name. */
  readonly name: string;
  readonly measured: readonly MeasuredMetric[];
  readonly inputs: readonly { readonly file: string; readonly sha256?: string }[];
  readonly notes: readonly Note[];
}

/**
 * Reads a folder of partnerships, each a folder with metrics and observations (.csv or .xlsx).
 *
 * @throws {InputError} FOLDER_EMPTY where no folder in it has metrics, and those of the tables
 */
export async function readPartnerships(folder: string, shown: string, asOf: string): Promise<readonly Partnership[]> {
  const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  if (!isFolder(folder)) {
    throw new InputError("there is no such folder", {
      code: "FILE_NOT_FOUND",
      where: { file: shown },
      hint: "name the folder in which each partnership has a folder of its own",
    });
  }
  const partnerships: Partnership[] = [];
  for (const name of readdirSync(folder).sort()) {
    const own = join(folder, name);
    if (!isFolder(own)) continue;
    const [metricsFile, observationsFile] = ["metrics", "observations"].map((table) =>
      readdirSync(own).find((file) => new RegExp(`^${table}\\.(?:csv|xlsx)$`, "i").test(file)),
    );
    if (metricsFile === undefined) continue;
    const metrics = await readMetrics(join(own, metricsFile));
    const observations =
      observationsFile === undefined ? undefined : await readObservations(join(own, observationsFile), metrics.rows);
    const source = (file: string, sha256: string | undefined) => ({
      file: `${shown}/${name}/${file}`,
      ...(sha256 !== undefined && { sha256 }),
    });
    partnerships.push({
      name,
      measured: measureMetrics(metrics.rows, observations?.rows ?? [], asOf),
      inputs: [
        source(metricsFile, metrics.sha256),
        ...(observations ? [source(observationsFile!, observations.sha256)] : []),
      ],
      notes: [...metrics.notes, ...(observations?.notes ?? [])],
    });
  }
  if (partnerships.length > 0) return partnerships;
  throw new InputError("no folder in it has metrics", {
    code: "FOLDER_EMPTY",
    where: { file: shown },
    found: readdirSync(folder).slice(0, 5).join(", ") || "nothing",
    hint: "give each partnership a folder with metrics.csv and observations.csv",
  });
}
