import { closeSync, openSync, readSync } from "node:fs";
import { InputError } from "../errors.js";
import { encodingOf, TextDecoding } from "./encoding.js";
import type { InputFile } from "./files.js";
import { unreadable } from "./files.js";

/** Takes the texts of files and archive members, one after the other, as bytes. */
export interface TextReceiver {
  begin(text: { readonly file: string; readonly named: boolean }): void;
  /** Room for the next bytes, at least one. */
  space(): Uint8Array;
  /** So many bytes were put into the room; false: the rest of this text is not needed. */
  advance(count: number): boolean;
  /** The text is whole. False: it was of no use. Not called where the rest was not needed. */
  end(): boolean;
}

type Container = "gzip" | "zip" | "old workbook" | "none";

/** What a file's first bytes say that it is; names lie. */
function containerOf(bytes: Uint8Array): Container {
  const [first, second, third, fourth] = bytes;
  if (first === 0x1f && second === 0x8b) return "gzip";
  if (first === 0x50 && second === 0x4b && (third === 3 || third === 5 || third === 7)) return "zip";
  if (first === 0xd0 && second === 0xcf && third === 0x11 && fourth === 0xe0) return "old workbook";
  return "none";
}

/** Bytes between two chances for others (a progress line, an interrupt) to act. */
const BREATH = 33_554_432;

/**
 * Reads a file, or all members of an archive, into a receiver.
 *
 * @param onBytes told how many of the file's own bytes were read since the last call
 */
export async function readTexts(
  file: InputFile,
  receiver: TextReceiver,
  onBytes: (count: number) => void,
): Promise<void> {
  const descriptor = open(file.path);
  try {
    receiver.begin({ file: file.path, named: file.named });
    const room = receiver.space();
    const count = read(descriptor, room, file.path);
    switch (containerOf(room.subarray(0, count))) {
      case "gzip": {
        const { readGzip } = await import("./gzip.js");
        return await readGzip(file, descriptor, receiver, onBytes);
      }
      case "zip": {
        const { readZip } = await import("./zip.js");
        return await readZip(file, descriptor, receiver, onBytes);
      }
      case "old workbook":
        if (file.named) throw oldWorkbook(file.path);
        break;
      case "none":
        break;
    }
    if (encodingOf(room.subarray(0, count)) === "utf-8") {
      return await readDirectly(file, descriptor, { receiver, count }, onBytes);
    }
    return await readDecoded(file, descriptor, { receiver, first: room.slice(0, count) }, onBytes);
  } finally {
    closeSync(descriptor);
  }
}

function oldWorkbook(path: string): InputError {
  return new InputError("a workbook of the old .xls kind, or one that is encrypted", {
    code: "FILE_NOT_TEXT",
    where: { file: path },
    hint: "save it as .xlsx without a password, or as CSV",
  });
}

/** Reads into the receiver's own room; `count` bytes are there already. */
async function readDirectly(
  file: InputFile,
  descriptor: number,
  start: { readonly receiver: TextReceiver; readonly count: number },
  onBytes: (count: number) => void,
): Promise<void> {
  const { receiver } = start;
  let { count } = start;
  let sinceBreath = 0;
  while (count > 0) {
    onBytes(count);
    if (!receiver.advance(count)) return;
    sinceBreath += count;
    if (sinceBreath >= BREATH) {
      sinceBreath = 0;
      await new Promise(setImmediate);
    }
    count = read(descriptor, receiver.space(), file.path);
  }
  receiver.end();
}

async function readDecoded(
  file: InputFile,
  descriptor: number,
  start: { readonly receiver: TextReceiver; readonly first: Uint8Array },
  onBytes: (count: number) => void,
): Promise<void> {
  const decoding = new TextDecoding(file.path, start.receiver);
  const room = new Uint8Array(65_536);
  let piece = start.first;
  while (piece.length > 0) {
    onBytes(piece.length);
    if (!decoding.push(piece)) return;
    piece = room.subarray(0, read(descriptor, room, file.path));
    await new Promise(setImmediate);
  }
  decoding.end();
  start.receiver.end();
}

/** Copies bytes into a receiver, whatever room it has; false: the rest of the text is not needed. */
export function passOn(bytes: Uint8Array, receiver: TextReceiver): boolean {
  let at = 0;
  while (at < bytes.length) {
    const room = receiver.space();
    const part = bytes.subarray(at, at + room.length);
    room.set(part);
    at += part.length;
    if (!receiver.advance(part.length)) return false;
  }
  return true;
}

function open(path: string): number {
  try {
    return openSync(path, "r");
  } catch (error) {
    throw unreadable(path, error);
  }
}

function read(descriptor: number, room: Uint8Array, path: string): number {
  try {
    return readSync(descriptor, room, 0, room.length, null);
  } catch (error) {
    throw unreadable(path, error);
  }
}
