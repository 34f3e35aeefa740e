import type { InputFile } from "../../../files/files.js";
import { AreaTable } from "../codes.js";
import { compileRowFunctions } from "../engine/vector-engine.js";
import type { LaneReceiver } from "./lane.js";
import { Lane } from "./lane.js";
import type { QcewRequest } from "../request.js";
import type { SelectionTables } from "../selection.js";
import { isWorthThreads, startThread } from "./threads.js";
import { CREDITS, NEXT_FILE, SHARED_NUMBERS } from "./thread-messages.js";

const UNLIMITED = 0x7fff_ffff;

/**
 * Reads files with this thread, and a second one where the files are large enough for it to help.
 *
 * Files are taken in their order by whichever thread is free; the rows of a file come in order.
 *
 * @param receive makes a receiver for each lane
 */
export async function readInLanes(
  files: readonly InputFile[],
  request: QcewRequest,
  selection: SelectionTables,
  receive: () => Omit<LaneReceiver, "progress">,
): Promise<void> {
  const progress = trackProgress(files, request);
  const shared = new Int32Array(new SharedArrayBuffer(SHARED_NUMBERS * 4));
  shared[CREDITS] = UNLIMITED;
  const { hash = false } = request;
  const isShared = isWorthThreads(files);
  // Compiled once for both threads.
  const functions = isShared ? compileRowFunctions(selection.fields.length) : undefined;
  const thread = isShared
    ? await startThread(files, { request, selection, shared, functions }, { ...receive(), progress })
    : undefined;
  try {
    const receiver = { ...receive(), progress };
    const lane = new Lane(selection, new AreaTable(request.areas), receiver, { hash, functions });
    const take = (): number => Atomics.add(shared, NEXT_FILE, 1);
    for (let file = take(); file < files.length; file = take()) await lane.readFile(files[file]!, file);
    await thread?.finished;
  } finally {
    await thread?.stop();
  }
}

/** Adds up what lanes have read, and reports it. */
export function trackProgress(files: readonly InputFile[], request: QcewRequest): LaneReceiver["progress"] {
  const { onProgress } = request;
  const bytesTotal = files.reduce((sum, file) => sum + file.bytes, 0);
  let bytesDone = 0;
  let rowsDone = 0;
  return (file, bytes, rows) => {
    bytesDone += bytes;
    rowsDone += rows;
    onProgress?.({ bytesDone, bytesTotal, rows: rowsDone, file: files[file]!.path });
  };
}
