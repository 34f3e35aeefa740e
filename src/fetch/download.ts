import { closeSync, createReadStream, fsyncSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { createGunzip } from "node:zlib";
import { InputError } from "../core/errors.js";
import { PartFile, type Validators } from "./part.js";
import { plain, type Patience, type Reply, type Web } from "./web.js";

export interface Wanted {
  /** Without what is secret in it. */
  readonly address: string;
  /** With it, as it is asked for. */
  readonly asked: string;
  readonly types: readonly string[];
  readonly mostBytes: number;
  /** What the present file was known by; an unchanged one is not sent again. */
  readonly known?: Validators | undefined;
  /** When the year is usually out, for the error where it is not there. */
  readonly released: string;
}

export interface DownloadSurroundings {
  readonly web: Web;
  readonly patience: Patience;
  readonly wait: (milliseconds: number) => Promise<void>;
  /** Ends when the time for all files is over, or the user interrupts. */
  readonly signal: AbortSignal;
  readonly onBytes: (count: number) => void;
}

export type Download =
  | { readonly kind: "whole"; readonly path: string; readonly validators: Validators }
  /** The publisher still has the file that is known. */
  | { readonly kind: "same" }
  /** The publisher has no such file. */
  | { readonly kind: "none"; readonly status: number };

/** A transfer that may go better the next time. */
class Passing extends Error {
  readonly after: number | undefined;
  constructor(message: string, after?: number) {
    super(message);
    this.after = after;
  }
}

/**
 * Brings one file into a folder, where it waits to be checked: resumed where a part of it is there, tried again where
 * the transfer breaks or the publisher is busy, unpacked where it was packed for the transfer alone.
 *
 * @throws {InputError} FETCH_REFUSED, FETCH_BUSY, FETCH_BROKEN, FETCH_NOT_DATA, FETCH_TOO_LARGE, FETCH_REDIRECT,
 *   FETCH_TIME, FETCH_STATUS
 */
export async function download(wanted: Wanted, folder: string, around: DownloadSurroundings): Promise<Download> {
  const part = new PartFile(folder);
  const { patience } = around;
  for (let attempt = 1; ; attempt++) {
    try {
      return await downloadOnce(wanted, part, around);
    } catch (error) {
      if (error instanceof InputError) throw error;
      if (around.signal.aborted) throw timeOver(wanted);
      const problem = toPassing(error);
      const wait = problem.after ?? patience.backoff * 2 ** (attempt - 1);
      if (attempt >= patience.attempts || wait > patience.longestWait) throw gaveUp(wanted, problem, attempt);
      await around.wait(wait);
    }
  }
}

function toPassing(error: unknown): Passing {
  if (error instanceof Passing) return error;
  const { message, code, cause } = error as Error & { code?: string; cause?: Error & { code?: string } };
  const words = { UND_ERR_BODY_TIMEOUT: "nothing came for a while", UND_ERR_HEADERS_TIMEOUT: "no answer" };
  return new Passing(words[code as keyof typeof words] ?? plain(cause?.code ?? code ?? message));
}

async function downloadOnce(wanted: Wanted, part: PartFile, around: DownloadSurroundings): Promise<Download> {
  const begun = part.resumable(wanted.address);
  const headers = requestHeaders(wanted, begun);
  const reply = await around.web.open(wanted.asked, headers, around.signal);
  try {
    switch (reply.status) {
      case 200:
        break;
      case 206:
        if (begun && startsAt(reply, begun.bytes, begun.total)) break;
        part.drop();
        throw new Passing("another part than the one asked for");
      case 304:
        return { kind: "same" };
      case 404:
      case 410:
        return { kind: "none", status: reply.status };
      case 416:
        part.drop();
        throw new Passing("a part that can't be continued");
      default:
        throw await statusProblem(wanted, reply);
    }
    const validators = pickValidators(reply);
    const resumed = reply.status === 206 ? begun : undefined;
    const length = contentLength(reply);
    const total = resumed?.total ?? (reply.status === 200 ? length : undefined);
    if (total !== undefined && total > wanted.mostBytes) throw tooLarge(wanted, total);
    const encoding = resumed ? resumed.encoding : contentEncoding(reply);
    if (!resumed) {
      part.begin({
        address: wanted.address,
        ...validators,
        ...(encoding && { encoding }),
        ...(total !== undefined && { total }),
      });
    }
    const bytes = await receive(wanted, reply, part, {
      around,
      from: resumed?.bytes ?? 0,
      packed: encoding === "gzip",
    });
    if (total !== undefined && bytes !== total) throw new Passing(`${bytes} of ${total} bytes`);
    const path = encoding === "gzip" ? await unpack(wanted, part) : part.bytesFile;
    return { kind: "whole", path, validators: { ...resumedValidators(resumed), ...validators } };
  } finally {
    reply.close();
  }
}

function requestHeaders(
  { address, known }: Wanted,
  begun: ReturnType<PartFile["resumable"]>,
): Readonly<Record<string, string>> {
  const isPacked = /\.(?:zip|gz|xlsx)$/.test(new URL(address).pathname);
  const headers: Record<string, string> = { accept: "*/*", "accept-encoding": isPacked ? "identity" : "gzip" };
  if (begun) {
    headers.range = `bytes=${begun.bytes}-`;
    const isStrong = begun.etag !== undefined && !begun.etag.startsWith("W/");
    headers["if-range"] = isStrong ? begun.etag : begun.lastModified!;
  } else {
    if (known?.etag !== undefined) headers["if-none-match"] = known.etag;
    if (known?.lastModified !== undefined) headers["if-modified-since"] = known.lastModified;
  }
  return headers;
}

/** What the publisher knows the file by. */
export function pickValidators({ headers }: Reply): Validators {
  const { etag, "last-modified": lastModified } = headers;
  return { ...(etag !== undefined && { etag }), ...(lastModified !== undefined && { lastModified }) };
}

function resumedValidators(begun: Validators | undefined): Validators {
  return {
    ...(begun?.etag !== undefined && { etag: begun.etag }),
    ...(begun?.lastModified !== undefined && { lastModified: begun.lastModified }),
  };
}

function contentLength({ headers }: Reply): number | undefined {
  const text = headers["content-length"];
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}

function contentEncoding({ headers, address }: Reply): "gzip" | undefined {
  const encoding = headers["content-encoding"]?.toLowerCase();
  // Some servers call a .gz file packed for the transfer; it is the file itself.
  if (encoding === undefined || encoding === "identity" || new URL(address).pathname.endsWith(".gz")) return undefined;
  if (encoding === "gzip" || encoding === "x-gzip") return "gzip";
  throw new Passing(`a file packed by ${plain(encoding)}`);
}

function startsAt({ headers }: Reply, at: number, total: number | undefined): boolean {
  const range = /^bytes (\d+)-(\d+)\/(\d+|\*)$/.exec(headers["content-range"] ?? "");
  return range?.[1] === String(at) && (total === undefined || range[3] === String(total) || range[3] === "*");
}

/** What servers say of files whose type they don't know. */
const GENERIC_TYPES = new Set([
  "application/octet-stream",
  "binary/octet-stream",
  "application/force-download",
  "application/x-download",
]);
const LOOKED_AT = 1_024;
const WEB_PAGE = /^\s*(?:<!--[\s\S]*?-->\s*)*<(?:!doctype html|html|head|body)/i;

/** @returns bytes of the file by now, as transferred */
async function receive(
  wanted: Wanted,
  reply: Reply,
  part: PartFile,
  { around, from, packed }: { readonly around: DownloadSurroundings; readonly from: number; readonly packed: boolean },
): Promise<number> {
  const type = (reply.headers["content-type"] ?? "").split(";")[0]!.trim().toLowerCase();
  const isPageByType = type === "text/html" || type === "application/xhtml+xml";
  const descriptor = openSync(part.bytesFile, from > 0 ? "a" : "w");
  let bytes = from;
  let start = Buffer.alloc(0);
  try {
    for await (const piece of reply.body) {
      bytes += piece.length;
      if (bytes > wanted.mostBytes) throw tooLarge(wanted, bytes);
      if (from === 0 && start.length < LOOKED_AT) {
        start = Buffer.concat([start, piece.subarray(0, LOOKED_AT)]);
        const text = packed ? "" : start.toString("latin1");
        if (WEB_PAGE.test(text)) throw notData(wanted, findTitle(text), reply.status);
      }
      let at = 0;
      while (at < piece.length) at += writeSync(descriptor, piece, at);
      around.onBytes(piece.length);
    }
    if (isPageByType) throw notData(wanted, findTitle(start.toString("latin1")) ?? type, reply.status);
    if (type !== "" && !GENERIC_TYPES.has(type) && !wanted.types.includes(type) && from === 0) {
      throw notData(wanted, `content type ${plain(type)}`, reply.status);
    }
    fsyncSync(descriptor);
    return bytes;
  } catch (error) {
    // What is not the file must not be continued.
    if (error instanceof InputError) part.drop();
    throw error;
  } finally {
    closeSync(descriptor);
  }
}

/** Unpacks what was packed for the transfer; a bomb is stopped at the size that the file may have. */
async function unpack(wanted: Wanted, part: PartFile): Promise<string> {
  const path = join(part.folder, "bytes.unpacked");
  const descriptor = openSync(path, "w");
  let bytes = 0;
  let start = "";
  try {
    const unpacking = createReadStream(part.bytesFile).pipe(createGunzip());
    for await (const piece of unpacking as AsyncIterable<Uint8Array>) {
      bytes += piece.length;
      if (bytes > wanted.mostBytes) throw tooLarge(wanted, bytes);
      if (start.length < LOOKED_AT) start += Buffer.from(piece.subarray(0, LOOKED_AT)).toString("latin1");
      if (WEB_PAGE.test(start)) throw notData(wanted, findTitle(start), 200);
      let at = 0;
      while (at < piece.length) at += writeSync(descriptor, piece, at);
    }
    fsyncSync(descriptor);
    return path;
  } catch (error) {
    rmSync(path, { force: true });
    part.drop();
    if (error instanceof InputError) throw error;
    throw new Passing("damaged on its way");
  } finally {
    closeSync(descriptor);
  }
}

function findTitle(page: string): string | undefined {
  const title = /<title[^>]*>([^<]*)/i.exec(page)?.[1] ?? /<h1[^>]*>([^<]*)/i.exec(page)?.[1];
  return title === undefined ? undefined : plain(title, 80);
}

async function statusProblem(wanted: Wanted, reply: Reply): Promise<Error> {
  const { status, headers } = reply;
  if (status === 429 || status === 503)
    return new Passing(`busy (status ${status})`, retryAfter(headers["retry-after"]));
  if (status >= 500 || status === 408 || status === 425) return new Passing(`status ${status}`);
  const title = findTitle(await readStart(reply));
  const found = `status ${status}${title === undefined ? "" : `, ${title}`}`;
  if ([401, 403, 407, 451].includes(status)) {
    return new InputError("the publisher refuses to send the file", {
      code: "FETCH_REFUSED",
      where: { file: wanted.address },
      found,
      hint: "say who you are with --contact you@example.org; else bring the files by hand: `sector-rank fetch --urls`, then `sector-rank fetch --adopt`",
    });
  }
  return new InputError("the publisher sends no file", {
    code: "FETCH_STATUS",
    where: { file: wanted.address },
    found,
    hint: "open the address in a browser; where its file has moved, put the new address into a table for --sources",
  });
}

async function readStart(reply: Reply): Promise<string> {
  let text = "";
  try {
    for await (const piece of reply.body) {
      text += Buffer.from(piece).toString("latin1");
      if (text.length > 16_384) break;
    }
  } catch {
    // What came is enough for a title.
  }
  return text;
}

/** Seconds or a date. */
function retryAfter(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d+$/.test(text.trim())) return Number(text) * 1_000;
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : Math.max(0, at - Date.now());
}

function gaveUp(wanted: Wanted, { message, after }: Passing, attempts: number): InputError {
  const isBusy = message.startsWith("busy");
  const wait = after === undefined ? "" : `, asks to wait ${Math.ceil(after / 1_000)} s`;
  return new InputError(isBusy ? "the publisher is too busy" : "the transfer broke off", {
    code: isBusy ? "FETCH_BUSY" : "FETCH_BROKEN",
    where: { file: wanted.address },
    found: `${message}${wait}, after ${attempts === 1 ? "1 attempt" : `${attempts} attempts`}`,
    hint: "run the same command again later; files that are whole are kept, and the rest continues where it stopped",
  });
}

function notData(wanted: Wanted, title: string | undefined, status: number): InputError {
  return new InputError("the publisher sent something other than the file", {
    code: "FETCH_NOT_DATA",
    where: { file: wanted.address },
    found: title === undefined ? `a web page (status ${status})` : `${title} (status ${status})`,
    hint: "open the address in a browser; a login page of a network in between is sent like this too",
  });
}

function tooLarge(wanted: Wanted, bytes: number): InputError {
  return new InputError("the file is larger than one of its kind can be", {
    code: "FETCH_TOO_LARGE",
    where: { file: wanted.address },
    found: `${bytes} bytes and more, of at most ${wanted.mostBytes}`,
    hint: "open the address in a browser and look at what it sends",
  });
}

function timeOver(wanted: Wanted): InputError {
  return new InputError("the time for all files is over", {
    code: "FETCH_TIME",
    where: { file: wanted.address },
    hint: "run the same command again, which goes on where it stopped, or give more time with --max-minutes",
  });
}
