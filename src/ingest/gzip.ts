import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";
import { InputError } from "../errors.js";
import type { TextReceiver } from "./content.js";
import { passOn } from "./content.js";
import type { InputFile } from "./files.js";
import { assertHonestRatio, CHUNK_BYTES } from "./inflate.js";

/** Reads a gzip file, of one member or several, into a receiver; zlib checks its CRC-32 and length. */
export async function readGzip(
  file: InputFile,
  receiver: TextReceiver,
  onBytes: (count: number) => void,
): Promise<void> {
  const compressed = createReadStream(file.path, {
    highWaterMark: CHUNK_BYTES,
  });
  const gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
  let reported = 0;
  let expanded = 0;
  try {
    for await (const chunk of compressed.pipe(gunzip) as AsyncIterable<Buffer>) {
      expanded += chunk.length;
      const consumed = gunzip.bytesWritten;
      onBytes(consumed - reported);
      reported = consumed;
      assertHonestRatio({ file: file.path, compressed: consumed, expanded });
      if (!passOn(chunk, receiver)) return;
    }
  } catch (error) {
    throw error instanceof InputError ? error : damaged(file.path, error);
  } finally {
    compressed.destroy();
    gunzip.destroy();
  }
  receiver.end();
}

function damaged(path: string, error: unknown): InputError {
  return new InputError("a gzip file that is cut short or damaged", {
    code: "GZIP_DAMAGED",
    where: { file: path },
    found: (error as Error).message,
    hint: "download the file again",
  });
}
