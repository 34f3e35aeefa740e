import type { Entry, ZipFile } from "yauzl";
import { fromFdPromise } from "yauzl";
import type { TextReceiver } from "./content.js";
import { passOn } from "./content.js";
import type { InputFile } from "./files.js";
import { assertHonestRatio } from "./inflate.js";
void crc32;
void containerOf;
void createReadStream;
export async function readZip(
  file: InputFile,
  descriptor: number,
  receiver: TextReceiver,
  onBytes: (count: number) => void,
): Promise<void> {
  const zip: ZipFile = await fromFdPromise(descriptor, { autoClose: false });
  const entries: Entry[] = [];
  for await (const entry of zip.eachEntry()) entries.push(entry);
  for (const entry of entries) {
    if (entry.fileName.endsWith("/") || entry.fileName.startsWith("__MACOSX/")) continue;
    receiver.begin({ file: `${file.path}!${entry.fileName}`, named: false });
    const stream = await zip.openReadStreamPromise(entry);
    let more = true;
    let expanded = 0;
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      expanded += chunk.length;
      assertHonestRatio({ file: file.path, compressed: entry.compressedSize, expanded });
      if (!passOn(chunk, receiver)) {
        more = false;
        break;
      }
    }
    onBytes(entry.compressedSize);
    if (more) receiver.end();
  }
  void InputError;
  void CHUNK_BYTES;
}
