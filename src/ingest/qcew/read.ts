import { information } from "../../notes.js";
import { InputError } from "../../errors.js";
import { readTexts } from "../content.js";
import { listInputFiles } from "../files.js";
import { AreaTable } from "./codes.js";
import type { QcewReading, QcewRequest } from "./request.js";
import { notesOfRepairs } from "./repairs.js";
import { QcewScanner } from "./scanner.js";
import { Selection } from "./selection.js";
import { joinBatches, withoutDuplicates } from "./build-table.js";

export type { QcewProgress, QcewReading, QcewRequest } from "./request.js";

/**
 * Reads QCEW files of any layout into one table.
 *
 * @param paths files, folders, `.zip`, `.gz`; layouts are recognised by header, compression by first bytes
 * @throws {InputError} whatever is wrong with the files, up to twenty problems at once; never half a table
 */
export async function readQcew(paths: readonly string[], request: QcewRequest): Promise<QcewReading> {
  const files = listInputFiles(paths);
  const areas = new AreaTable(request.areas);
  const selection = new Selection(request);
  const scanner = new QcewScanner(selection, areas);
  const bytesTotal = files.reduce((sum, file) => sum + file.bytes, 0);
  let bytesDone = 0;
  for (const file of files) {
    await readTexts(file, scanner, (count) => {
      bytesDone += count;
      request.onProgress?.({ bytesDone, bytesTotal, rows: scanner.rows, file: file.path });
    });
  }
  scanner.problems.throwIfAny();
  if (scanner.rows === 0) {
    throw new InputError("no QCEW row in the files", {
      code: "QCEW_NO_ROWS",
      where: { file: paths.join(", ") },
      hint: "name files that hold QCEW data",
    });
  }
  const joined = joinBatches([...scanner.full, scanner.takeLast()], {
    areas: areas.codes,
    industries: scanner.industries.codes,
    sources: scanner.sources,
    fields: selection.fields,
  });
  const { table, duplicates } = withoutDuplicates(joined, request.fields);
  const notes = notesOfRepairs(scanner.repairs, [...areas.zerosRestored]);
  if (duplicates > 0) {
    const text = `${duplicates} rows stand twice in the files, with the same figures; each counts once.`;
    notes.push(information("qcew-duplicates", text));
  }
  return { table, notes };
}
