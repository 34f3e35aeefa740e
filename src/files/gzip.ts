import { InputError } from "../core/errors.js";
import type { OnBytes, TextReceiver } from "./text-receiver.js";
import type { InputFile } from "./files.js";
import { expandInto, readPieces } from "./inflate.js";

/** Reads a gzip file, of one part or several, into a receiver. */
export async function readGzip(
  file: InputFile,
  descriptor: number,
  receiver: TextReceiver,
  onBytes: OnBytes,
): Promise<void> {
  receiver.begin({ file: file.path, named: file.named });
  const pieces = readPieces(descriptor, { start: 0, end: file.bytes });
  try {
    if (await expandInto({ file: file.path, pieces, onBytes }, receiver)) receiver.end();
  } catch (error) {
    if (error instanceof InputError || !isZlibError(error)) throw error;
    throw new InputError("a gzip file that is cut short or damaged", {
      code: "GZIP_DAMAGED",
      where: { file: file.path },
      found: error.message,
      hint: "download the file again",
    });
  }
}

/** What zlib says of damaged data; its codes start with Z_. */
export function isZlibError(error: unknown): error is Error {
  return error instanceof Error && "code" in error && String(error.code).startsWith("Z_");
}
