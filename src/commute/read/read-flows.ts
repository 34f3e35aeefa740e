import { InputError, throwProblems, MAXIMUM_PROBLEMS } from "../../core/errors.js";
import type { Areas } from "../../areas/areas.js";
import { readTexts } from "../../files/content.js";
import { listInputFiles } from "../../files/files.js";
import { EMPTY_FILE_HINT } from "../../files/read-rows.js";
import type { TableContext } from "../../files/read-rows.js";
import { withoutDataFolder } from "../../files/shipped-table.js";
import { findOrigin } from "../../files/sources-lock.js";
import type { ProvenanceInput } from "../../report/provenance.js";
import { resolve } from "node:path";
import { checkFlowParts } from "./check-flow-parts.js";
import { FlowReceiver, type FlowPart } from "./flow-receiver.js";

/** Files of commuter flows, read whole and added up by pair of counties. */
export interface FlowFiles {
  readonly parts: readonly FlowPart[];
  readonly inputs: readonly ProvenanceInput[];
  /** Files of a folder that are not tables of flows. */
  readonly passedOver: readonly string[];
}

/**
 * Reads files of commuter flows: LODES origin–destination files as published, plain or packed, and tables of pairs of
 * counties or towns.
 *
 * @param paths files, and folders of them
 * @throws {InputError} FLOW_LAYOUT, FLOW_CODE, FLOW_COUNTY, FLOW_NUMBER, FLOW_ROW_WIDTH, FLOW_YEARS, FLOW_OVERLAP,
 *   FLOW_JOB_TYPES, and what is wrong with a file or its container
 */
export async function readFlows(
  paths: readonly string[],
  areas: Areas,
  { cwd, hash = false, onProgress }: TableContext = {},
): Promise<FlowFiles> {
  const isHere = cwd === undefined || resolve(cwd) === process.cwd();
  const files = listInputFiles(paths.map((path) => (isHere ? path : resolve(cwd, path))));
  const bytesTotal = files.reduce((sum, { bytes }) => sum + bytes, 0);
  const parts: FlowPart[] = [];
  const inputs: ProvenanceInput[] = [];
  const problems: InputError[] = [];
  const others: { readonly named: boolean; readonly error: InputError }[] = [];
  let bytesBefore = 0;
  for (const file of files) {
    const shown = withoutDataFolder(file.path);
    const receiver = new FlowReceiver(shown);
    let bytesDone = 0;
    let sha256: string | undefined;
    try {
      sha256 = await readTexts(
        { ...file, named: false },
        receiver,
        (count) => {
          bytesDone += count;
          onProgress?.({ bytesDone: bytesBefore + Math.min(file.bytes, bytesDone), bytesTotal });
        },
        hash,
      );
      if (bytesDone === 0) throw emptyFile(file.path);
    } catch (error) {
      // A folder may hold anything beside flows.
      if (file.named || !(error instanceof InputError) || receiver.holdsFlows) throw error;
      if (!OTHER_FILES.has(error.details.code)) throw error;
      others.push({ named: false, error });
      continue;
    } finally {
      bytesBefore += file.bytes;
    }
    problems.push(...receiver.problems);
    if (receiver.parts.length === 0 && receiver.problems.length === 0) {
      others.push({ named: file.named, error: receiver.others[0] ?? notText(file.path) });
      continue;
    }
    parts.push(...receiver.parts);
    const rows = receiver.parts.reduce((sum, part) => sum + part.rows + part.withheld, 0);
    inputs.push({
      file: shown,
      rows,
      ...(sha256 !== undefined && { sha256 }),
      ...findOrigin(file.path, sha256),
    });
  }
  const named = others.find((other) => other.named);
  if (problems.length === 0 && (named || parts.length === 0)) throw (named ?? others[0])!.error;
  throwProblems(problems.slice(0, MAXIMUM_PROBLEMS));
  checkFlowParts(parts, areas);
  return { parts, inputs, passedOver: others.map(({ error }) => error.details.where?.file ?? "") };
}

/** What is wrong with a file that is not a table of flows, as far as that may be. */
const OTHER_FILES: ReadonlySet<string> = new Set(["FLOW_LAYOUT", "FILE_NOT_TEXT", "FILE_EMPTY", "ENCODING"]);

function emptyFile(file: string): InputError {
  return new InputError("the file is empty", {
    code: "FILE_EMPTY",
    where: { file },
    hint: EMPTY_FILE_HINT,
  });
}

function notText(file: string): InputError {
  return new InputError("a file without a table", {
    code: "FLOW_LAYOUT",
    where: { file },
    hint: "name a LODES od_main or od_aux file, or a table of county pairs",
  });
}
