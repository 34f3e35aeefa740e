import { closeSync, openSync, readSync } from "node:fs";
import { InputError } from "../errors.js";
import type { InputFile } from "./files.js";
import { unreadable } from "./files.js";

/** Takes the texts of files and archive members, one after the other, as bytes. */
export interface TextReceiver {
  begin(text: { readonly file: string; readonly named: boolean }): void;
  /** Room for the next bytes, at least one. */
  space(): Uint8Array;
  /** So many bytes were put into the room; false: the rest of this text is not needed. */
  advance(count: number): boolean;
  end(): void;
}

/** Compressed or not, and how: by the first bytes, since names lie. */
export type ContainerKind = "gzip" | "zip" | "old workbook" | "plain";

export function containerOf(bytes: Uint8Array): ContainerKind {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return "gzip";
  if (bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5 || bytes[2] === 7)) return "zip";
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11 && bytes[3] === 0xe0) return "old workbook";
  return "plain";
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
    let count = read(descriptor, room, file.path);
    const kind = containerOf(room.subarray(0, count));
    if (kind === "gzip") {
      const { readGzip } = await import("./gzip.js");
      return await readGzip(file, receiver, onBytes);
    }
    if (kind === "zip") {
      const { readZip } = await import("./zip.js");
      return await readZip(file, descriptor, receiver, onBytes);
    }
    if (kind === "old workbook") {
      throw new InputError("a workbook of the old .xls kind", {
        code: "FILE_NOT_TEXT",
        where: { file: file.path },
        hint: "save it as .xlsx or as CSV",
      });
    }
    let sinceBreath = 0;
    while (count > 0) {
      onBytes(count);
      if (!receiver.advance(count)) break;
      sinceBreath += count;
      if (sinceBreath >= BREATH) {
        sinceBreath = 0;
        await new Promise(setImmediate);
      }
      count = read(descriptor, receiver.space(), file.path);
    }
    receiver.end();
  } finally {
    closeSync(descriptor);
  }
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
