import type { TextReceiver, OnBytes } from "./text-receiver.js";
import type { Hash } from "node:crypto";
import { closeSync, openSync, readSync } from "node:fs";
import { InputError } from "../core/errors.js";
import { detectEncoding } from "./decode.js";
import { TextDecoding } from "./text-decoding.js";
import type { InputFile } from "./files.js";
import { unreadable } from "./system-errors.js";

type Container = "gzip" | "zip" | "old workbook" | "none";

/** What a file's first bytes say that it is; names lie. */
function detectContainer(bytes: Uint8Array): Container {
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
 * @param hash whether to compute the SHA-256 of the file's own bytes
 * @returns the SHA-256 in hexadecimal digits, if it was asked for
 */
export async function readTexts(
  file: InputFile,
  receiver: TextReceiver,
  onBytes: OnBytes,
  hash = false,
): Promise<string | undefined> {
  const descriptor = open(file.path);
  try {
    const hasher = hash ? (await import("node:crypto")).createHash("sha256") : undefined;
    receiver.begin({ file: file.path, named: file.named });
    const room = receiver.space();
    const count = read(descriptor, room, file.path);
    const first = room.slice(0, Math.min(count, 4));
    const container = detectContainer(first);
    if (container === "old workbook" && file.named) throw oldWorkbook(file.path);
    if (container === "gzip" || container === "zip") {
      if (hasher) hashAll(hasher, descriptor, file.bytes);
      if (container === "gzip") await (await import("./gzip.js")).readGzip(file, descriptor, receiver, onBytes);
      else await (await import("./zip.js")).readZip(file, descriptor, receiver, onBytes);
    } else if (detectEncoding(room.subarray(0, count)) === "utf-8") {
      await readDirectly(file, descriptor, { receiver, room, count, hasher }, onBytes);
    } else {
      await readDecoded(file, descriptor, { receiver, first: room.slice(0, count), hasher }, onBytes);
    }
    return hasher?.digest("hex");
  } finally {
    closeSync(descriptor);
  }
}

/** The error for a workbook that only old spreadsheet programs write. */
export function oldWorkbook(path: string): InputError {
  return new InputError("a workbook of the old .xls kind, or one that is encrypted", {
    code: "FILE_NOT_TEXT",
    where: { file: path },
    hint: "save it as .xlsx without a password, or as CSV",
  });
}

interface PlainStart {
  readonly receiver: TextReceiver;
  readonly hasher: Hash | undefined;
}

/** Reads into the receiver's own room; `count` bytes are there already. */
async function readDirectly(
  file: InputFile,
  descriptor: number,
  start: PlainStart & { readonly room: Uint8Array; readonly count: number },
  onBytes: OnBytes,
): Promise<void> {
  const { receiver, hasher } = start;
  let { room, count } = start;
  let sinceBreath = 0;
  while (count > 0) {
    hasher?.update(room.subarray(0, count));
    const isMoreNeeded = receiver.advance(count);
    const waiting = onBytes(count);
    if (waiting instanceof Promise) await waiting;
    if (!isMoreNeeded) return;
    sinceBreath += count;
    if (sinceBreath >= BREATH) {
      sinceBreath = 0;
      await new Promise(setImmediate);
    }
    room = receiver.space();
    count = read(descriptor, room, file.path);
  }
  receiver.end();
}

async function readDecoded(
  file: InputFile,
  descriptor: number,
  start: PlainStart & { readonly first: Uint8Array },
  onBytes: OnBytes,
): Promise<void> {
  const { receiver, hasher } = start;
  const decoding = new TextDecoding(file.path, receiver);
  const room = new Uint8Array(65_536);
  let piece = start.first;
  while (piece.length > 0) {
    hasher?.update(piece);
    const isMoreNeeded = decoding.push(piece);
    await onBytes(piece.length);
    if (!isMoreNeeded) return;
    piece = room.subarray(0, read(descriptor, room, file.path));
    await new Promise(setImmediate);
  }
  decoding.end();
  receiver.end();
}

function hashAll(hasher: Hash, descriptor: number, bytes: number): void {
  const room = new Uint8Array(1_048_576);
  for (let at = 0; at < bytes;) {
    const count = readSync(descriptor, room, 0, room.length, at);
    if (count === 0) break;
    hasher.update(room.subarray(0, count));
    at += count;
  }
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
