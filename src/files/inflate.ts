import { readSync } from "node:fs";
import { createGunzip, gunzipSync } from "node:zlib";
import { InputError } from "../core/errors.js";
import { HARMLESS_BYTES, HIGHEST_RATIO, LARGEST_TEXT } from "./limits.js";
import type { OnBytes, TextReceiver } from "./text-receiver.js";
import { TextDecoding } from "./text-decoding.js";

/** Bytes handed over at once; the default of 16 KiB costs three times as long. */
const CHUNK_BYTES = 262_144;

export interface CompressedText {
  /** For messages. */
  readonly file: string;
  /** Of the gzip stream. */
  readonly pieces: Iterable<Uint8Array>;
  /** What the directory of an archive says that the text has; unknown for a bare gzip file. */
  readonly declaredBytes?: number;
  /** Receives how many compressed bytes went in since the last call. */
  readonly onBytes: OnBytes;
}

/**
 * Expands a gzip stream into a receiver, in pieces; zlib compares CRC-32 and length at the stream's end.
 *
 * @returns false when the receiver needed no more
 * @throws {InputError} `ZIP_BOMB`; what zlib finds is thrown as it is
 */
export async function expandInto(text: CompressedText, receiver: TextReceiver): Promise<boolean> {
  const gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
  let expanded = 0;
  let reported = 0;
  const fed = feed(text.pieces, gunzip);
  const decoding = new TextDecoding(text.file, receiver);
  // What the receiver refused may come from damage that only the checksum at the end reveals: then that is the
  // error to report.
  let refusal: unknown;
  let isOfUse = true;
  const spent = new SpentMemory();
  try {
    for await (const chunk of gunzip as AsyncIterable<Buffer>) {
      expanded += chunk.length;
      const compressed = gunzip.bytesWritten;
      assertHonest(text, compressed, expanded);
      if (refusal === undefined && isOfUse) {
        try {
          isOfUse = decoding.push(chunk);
          if (!isOfUse && receiver.checksWhatItRefuses !== true) return false;
        } catch (error) {
          refusal = error;
        }
      }
      spent.free(chunk);
      const waiting = text.onBytes(compressed - reported);
      reported = compressed;
      if (waiting instanceof Promise) await waiting;
    }
    await fed;
  } finally {
    gunzip.destroy();
  }
  if (refusal !== undefined) throw refusal;
  if (isOfUse) decoding.end();
  return isOfUse;
}

/**
 * The same for a text that is small by its declaration: all at once, and checked before any of it is handed over.
 *
 * @returns undefined if it can't be expanded so; `expandInto` then reports what is wrong with it
 */
export async function expandAtOnce(
  { file, pieces, declaredBytes, onBytes }: CompressedText & { readonly declaredBytes: number },
  receiver: TextReceiver,
): Promise<boolean | undefined> {
  const compressed = Buffer.concat(Array.from(pieces, (piece) => Buffer.from(piece)));
  let bytes: Buffer;
  try {
    bytes = gunzipSync(compressed, {
      maxOutputLength: Math.max(declaredBytes, 1),
      chunkSize: Math.max(declaredBytes, LEAST_CHUNK_BYTES),
    });
  } catch {
    return undefined;
  }
  const decoding = new TextDecoding(file, receiver);
  const wantsMore = decoding.push(bytes);
  await onBytes(compressed.length);
  if (wantsMore) decoding.end();
  return wantsMore;
}

/** Of zlib's own. */
const LEAST_CHUNK_BYTES = 64;

async function feed(pieces: Iterable<Uint8Array>, gunzip: ReturnType<typeof createGunzip>): Promise<void> {
  try {
    for (const piece of pieces) {
      if (gunzip.destroyed) return;
      // Until it is used up: the next piece may lie in the same memory.
      await new Promise((resolve) => gunzip.write(piece, resolve));
    }
    gunzip.end();
  } catch (error) {
    // The reading side throws it.
    gunzip.destroy(error as Error);
  }
}

/**
 * Gives the memory of used chunks back. Each is new, and left to the garbage collector they pile up: it looks at the
 * objects of the heap, to which a quarter of a megabyte outside it counts for little.
 */
class SpentMemory {
  readonly #nowhere: MessagePort;

  constructor() {
    const { port1 } = new MessageChannel();
    port1.close();
    this.#nowhere = port1;
  }

  /** What is handed over to nobody is gone. A chunk whose memory zlib still fills up stays. */
  free({ buffer, byteOffset, length }: Buffer): void {
    const isFull = byteOffset + length === buffer.byteLength && buffer.byteLength === CHUNK_BYTES;
    if (isFull) this.#nowhere.postMessage(undefined, [buffer as ArrayBuffer]);
  }
}

/** Reads a part of an open file in pieces. A piece must be used up before the next is taken. */
export function* readPieces(
  descriptor: number,
  part: { readonly start: number; readonly end: number },
): Generator<Buffer> {
  const room = Buffer.allocUnsafeSlow(Math.min(CHUNK_BYTES, Math.max(part.end - part.start, 1)));
  let at = part.start;
  while (at < part.end) {
    const count = readSync(descriptor, room, 0, Math.min(room.length, part.end - at), at);
    if (count === 0) return;
    at += count;
    yield room.subarray(0, count);
  }
}

function assertHonest(text: CompressedText, compressed: number, expanded: number): void {
  const { file, declaredBytes } = text;
  const isBeyondDeclared = declaredBytes !== undefined && expanded > declaredBytes;
  const isBomb = expanded > LARGEST_TEXT || (expanded > HARMLESS_BYTES && expanded > compressed * HIGHEST_RATIO);
  if (!isBeyondDeclared && !isBomb) return;
  throw new InputError(
    isBeyondDeclared ? "a zip member that holds more than it declares" : "compressed data that expands beyond reason",
    {
      code: "ZIP_BOMB",
      where: { file },
      found: isBeyondDeclared
        ? `more than the declared ${declaredBytes} bytes`
        : `${expanded} bytes out of ${compressed}; QCEW files give up to 13 for one`,
      hint: "don't open this file; download it again from its publisher",
    },
  );
}

/** The same by what an archive's directory declares, before anything is expanded. */
export function assertHonestDeclaration(file: string, compressed: number, expanded: number): void {
  assertHonest({ file, pieces: [], onBytes: () => undefined }, compressed, expanded);
}
