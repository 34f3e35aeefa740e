import { existsSync, readFileSync, rmSync, statSync, writeFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";

/** What the publisher said of the file that a part is of. */
export interface Validators {
  readonly etag?: string;
  readonly lastModified?: string;
}

/** What stands beside the bytes of a transfer, so that it can be taken up again. */
interface PartNote extends Validators {
  readonly address: string;
  /** How the bytes are packed for the transfer alone. */
  readonly encoding?: "gzip";
  /** Bytes of the whole, where the publisher said so. */
  readonly total?: number;
}

/**
 * The folder of one transfer: the bytes as they come, and what is needed to go on after an interrupt.
 *
 * The note is written before the first byte, so that bytes without one are of no known file and are dropped.
 */
export class PartFile {
  readonly folder: string;
  readonly bytesFile: string;
  readonly #noteFile: string;

  constructor(folder: string) {
    this.folder = folder;
    this.bytesFile = join(folder, "bytes.part");
    this.#noteFile = join(folder, "part.json");
    mkdirSync(folder, { recursive: true });
  }

  /** What can be continued: of the same address, with something to recognise the file by. */
  resumable(address: string): (PartNote & { readonly bytes: number }) | undefined {
    if (!existsSync(this.bytesFile)) return undefined;
    try {
      const note = JSON.parse(readFileSync(this.#noteFile, "utf8")) as PartNote;
      const bytes = statSync(this.bytesFile).size;
      const isKnown = (note.etag !== undefined && !note.etag.startsWith("W/")) || note.lastModified !== undefined;
      return bytes > 0 && isKnown && note.address === address ? { ...note, bytes } : undefined;
    } catch {
      return undefined;
    }
  }

  /** Begins a transfer from its first byte. */
  begin(note: PartNote): void {
    rmSync(this.bytesFile, { force: true });
    writeFileSync(this.#noteFile, JSON.stringify(note));
  }

  drop(): void {
    rmSync(this.bytesFile, { force: true });
    rmSync(this.#noteFile, { force: true });
  }
}
