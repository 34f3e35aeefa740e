import { InputError, MAXIMUM_PROBLEMS, throwProblems } from "../../core/errors.js";
import { information } from "../../core/notes.js";
import type { QcewSource } from "../table.js";
import { discontinuedDetailNote } from "../discontinued.js";
import { listInputFiles } from "../../files/files.js";
import type { Batch } from "./batch.js";
import { joinBatches, withoutDuplicates } from "./build-table.js";
import { CodeLists, Renumbering } from "./threads/code-lists.js";
import type { FileOutcome } from "./threads/lane.js";
import { readInLanes } from "./threads/lanes.js";
import { joinRepairs, notesOfRepairs, some } from "./repairs.js";
import type { QcewReading, QcewRequest } from "./request.js";
import { Selection } from "./selection.js";

export type { QcewProgress, QcewReading, QcewRequest } from "./request.js";

/**
 * Reads QCEW files of any layout into one table.
 *
 * The result depends on the files and their order alone, whatever threads did the work.
 *
 * @param paths files, folders, `.zip`, `.gz`; layouts are recognised by header, compression by first bytes
 * @throws {InputError} whatever is wrong with the files, up to twenty problems at once; never half a table
 */
export async function readQcew(paths: readonly string[], request: QcewRequest): Promise<QcewReading> {
  const files = listInputFiles(paths);
  const selection = new Selection(request);
  const rowsOfFiles: { readonly batch: Batch; readonly renumbering: Renumbering }[][] = files.map(() => []);
  const outcomes: FileOutcome[] = [];
  await readInLanes(files, request, selection, () => {
    const renumbering = new Renumbering();
    return {
      rows(file, batch, newCodes) {
        renumbering.learn(newCodes);
        rowsOfFiles[file]!.push({ batch, renumbering });
        return undefined;
      },
      done(file, outcome) {
        outcomes[file] = outcome;
      },
    };
  });
  throwProblems(outcomes.flatMap(({ errors }) => errors).slice(0, MAXIMUM_PROBLEMS));
  if (outcomes.every(({ rows }) => rows === 0)) throw noRows(paths, outcomes);

  const batches = rowsOfFiles.flatMap((rows) => rows.map(({ batch }) => batch));
  const isShared = request.sharesRows?.(batches.reduce((sum, { length }) => sum + length, 0)) ?? false;
  const lists = new CodeLists();
  const sources: QcewSource[] = [];
  for (const [file, rows] of rowsOfFiles.entries()) {
    for (const { batch, renumbering } of rows) {
      renumbering.apply(batch, lists);
      if (sources.length > 0) for (let row = 0; row < batch.length; row++) batch.source[row]! += sources.length;
    }
    sources.push(...outcomes[file]!.sources);
  }
  const { areas, industries } = lists;
  const joined = joinBatches(batches, { areas, industries, sources, fields: selection.fields }, isShared);
  const { table, duplicates } = withoutDuplicates(joined, request.fields);

  const zerosRestored = new Set(outcomes.flatMap((outcome) => outcome.zerosRestored));
  const notes = notesOfRepairs(joinRepairs(outcomes.map(({ repairs }) => repairs)), [...zerosRestored]);
  if (duplicates > 0) {
    const text = `${duplicates} rows appear twice in the files, with the same figures; each counts once.`;
    notes.push(information("qcew-duplicates", text));
  }
  const discontinued = discontinuedDetailNote(table);
  if (discontinued) notes.push(discontinued);
  return { table, notes };
}

function noRows(paths: readonly string[], outcomes: readonly FileOutcome[]): InputError {
  const skipped = outcomes.flatMap(({ repairs }) => repairs.skipped);
  const headers = outcomes.reduce((sum, { sources }) => sum + sources.length, 0);
  const found = [
    ...(headers > 0 ? [`${headers} file${headers === 1 ? "" : "s"} with a header and no row below it`] : []),
    ...(skipped.length > 0 ? [`files of another kind: ${some(skipped)}`] : []),
  ];
  return new InputError("no QCEW row in the files", {
    code: "QCEW_NO_ROWS",
    where: { file: paths.join(", ") },
    ...(found.length > 0 && { found: found.join("; ") }),
    hint: "name files that hold QCEW data",
  });
}
