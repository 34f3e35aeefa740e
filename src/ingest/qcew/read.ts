import type { Note } from "../../notes.js";
import { caution, information } from "../../notes.js";
import { InputError } from "../../errors.js";
import { readTexts } from "../content.js";
import { listInputFiles } from "../files.js";
import { AreaTable } from "./codes.js";
import type { QcewReading, QcewRequest } from "./request.js";
import { QcewScanner } from "./scanner.js";
import { Selection } from "./selection.js";
import { buildTable } from "./build-table.js";

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
  const built = buildTable([...scanner.full, scanner.takeLast()], scanner, request.fields);
  const notes: Note[] = [];
  if (scanner.skipped.length > 0) {
    notes.push(information("qcew-files-skipped", `Not QCEW files, left out: ${scanner.skipped.join(", ")}.`));
  }
  if (areas.zerosRestored > 0) {
    notes.push(
      information(
        "qcew-zeros-restored",
        `Area codes without their leading zero were completed (${areas.zerosRestored}).`,
      ),
    );
  }
  if (built.duplicates > 0) {
    notes.push(
      information("qcew-duplicates", `${built.duplicates} rows stand twice with the same figures and count once.`),
    );
  }
  if (scanner.unended.length > 0) {
    notes.push(
      caution(
        "qcew-no-last-line-break",
        `No line break ends ${scanner.unended.join(", ")}; check that the download was whole.`,
      ),
    );
  }
  return { table: built.table, notes };
}
