import { InputError } from "../core/errors.js";
import type { LockedFile, SourcesLock } from "../files/sources-lock.js";
import { fillPattern } from "./fill.js";
import type { Source } from "./sources.js";
import { pickValidators } from "./download.js";
import { plain, type Patience, type Reply, type Web } from "./web.js";

/** What the publisher has of a locked file, or of a year after it. */
export interface ReleaseState {
  readonly file: string;
  readonly address: string;
  readonly publisher: string;
  /** Day of the locked file; nothing for a new year. */
  readonly date: string | undefined;
  readonly state: "unchanged" | "revised" | "new year" | "no longer published" | "not known";
  /** What shows it: `ETag "a" → "b"`. */
  readonly found: string;
}

export interface CheckSurroundings {
  readonly web: Web;
  readonly patience: Patience;
  readonly wait: (milliseconds: number) => Promise<void>;
  readonly signal: AbortSignal;
  readonly key?: string | undefined;
  readonly onProgress: (done: number, total: number) => void;
}

/**
 * Asks the publishers about every locked file, and for one file of each year after the last locked one. Nothing is
 * written, and no more of a body is read than its first piece.
 *
 * @param thisYear no later year is asked for
 */
export async function checkReleases(
  lock: SourcesLock,
  sources: readonly Source[],
  thisYear: number,
  around: CheckSurroundings,
): Promise<readonly ReleaseState[]> {
  const states: ReleaseState[] = [];
  const asked = new Map<string, Omit<ReleaseState, "file" | "date">>();
  const later = laterYears(lock, sources, thisYear);
  const total = lock.size + later.length;
  for (const [file, entry] of lock) {
    // Members of one archive are asked for once.
    const known = asked.get(entry.address) ?? (await checkRelease(entry, sources, around));
    asked.set(entry.address, known);
    states.push({ ...known, file, date: entry.date });
    around.onProgress(states.length, total);
  }
  for (const { file, address, source } of later) {
    const reply = await openPatiently(withKey(address, source, around.key), {}, around);
    reply.close();
    if (reply.status !== 200) continue;
    // A server that answers everything with a page has no new year.
    if ((reply.headers["content-type"] ?? "").toLowerCase().startsWith("text/html")) continue;
    const size = reply.headers["content-length"];
    const found = size === undefined ? "it is there" : `${size} bytes`;
    states.push({ file, address, publisher: source.publisher, date: undefined, state: "new year", found });
  }
  return states;
}

/** One file of each year that may be out by now, of each source that is locked. */
function laterYears(
  lock: SourcesLock,
  sources: readonly Source[],
  thisYear: number,
): readonly { readonly file: string; readonly address: string; readonly source: Source }[] {
  const latest = new Map<string, { year: number; entry: LockedFile; file: string }>();
  for (const [file, entry] of lock) {
    const source = sources.find(({ id }) => id === entry.source);
    const year = source?.firstYear === undefined ? undefined : yearOfFile(file, source);
    if (year === undefined) continue;
    const before = latest.get(entry.source);
    // The nation's file stands for the year, else the first by name.
    const isBetter = before === undefined || year > before.year || (year === before.year && file.endsWith("US000.csv"));
    if (isBetter) latest.set(entry.source, { year, entry, file });
  }
  return [...latest].flatMap(([id, { year, file }]) => {
    const source = sources.find((one) => one.id === id)!;
    const values = patternValues(file, source);
    return Array.from({ length: Math.max(0, thisYear - year) }, (_, index) => {
      const next = { ...values, year: year + index + 1 };
      return { source, file: fillPattern(source.file, next), address: fillPattern(source.address, next) };
    });
  });
}

/** The year in a file's name, by the source's pattern. */
export function yearOfFile(file: string, source: Source): number | undefined {
  const year = matchPattern(file, source.file)?.year ?? twoDigitYear(matchPattern(file, source.file)?.yy);
  return year === undefined ? undefined : Number(year);
}

function twoDigitYear(text: string | undefined): string | undefined {
  return text === undefined ? undefined : `${Number(text) > 60 ? "19" : "20"}${text}`;
}

function patternValues(file: string, source: Source) {
  const { period, span, area, fips, st } = matchPattern(file, source.file) ?? {};
  const quarter = period !== undefined && period !== "a" ? Number(period) : span === "qtrly" ? 1 : 0;
  return { quarter, area, fips, postal: st?.toUpperCase() };
}

function matchPattern(file: string, pattern: string): Readonly<Record<string, string>> | undefined {
  const expression = pattern
    .replaceAll(/[.*+?^$()|[\]\\]/g, String.raw`\$&`)
    .replaceAll(
      /\{(\w+)\}/g,
      (_, name: string) => `(?<${name}>${name === "year" ? String.raw`\d{4}` : String.raw`\w+?`})`,
    );
  return new RegExp(`^${expression}$`).exec(file)?.groups;
}

async function checkRelease(
  entry: LockedFile,
  sources: readonly Source[],
  around: CheckSurroundings,
): Promise<Omit<ReleaseState, "file" | "date">> {
  const { address, publisher, etag, lastModified, bytes } = entry;
  const headers = {
    ...(etag !== undefined && { "if-none-match": etag }),
    ...(lastModified !== undefined && { "if-modified-since": lastModified }),
    // The length compares only with that of a file that is not packed.
    "accept-encoding": "identity",
  };
  const source = sources.find(({ id }) => id === entry.source);
  const reply = await openPatiently(withKey(address, source, around.key), headers, around);
  const state = (kind: ReleaseState["state"], found: string) => ({ address, publisher, state: kind, found });
  try {
    if (reply.status === 304) return state("unchanged", "the publisher says so");
    if (reply.status === 404 || reply.status === 410) return state("no longer published", `status ${reply.status}`);
    if (reply.status !== 200) {
      throw new InputError("the publisher does not say whether it has a newer file", {
        code: reply.status === 403 ? "FETCH_REFUSED" : "FETCH_STATUS",
        where: { file: address },
        found: `status ${reply.status}`,
        hint: "say who you are with --contact you@example.org, or try again later",
      });
    }
    return compare(entry, reply, state, bytes);
  } finally {
    reply.close();
  }
}

function compare<State>(
  { etag, lastModified, member }: LockedFile,
  reply: Reply,
  state: (kind: ReleaseState["state"], found: string) => State,
  bytes: number,
): State {
  const now = pickValidators(reply);
  // A tag that a server makes for a packed body differs from that of the bare file by an ending.
  const core = (tag: string): string => tag.replace(/^W\//, "").replace(/(?:-gzip|;gzip|--gzip)"$/, '"');
  if (etag !== undefined && now.etag !== undefined) {
    return core(etag) === core(now.etag)
      ? state("unchanged", "same ETag")
      : state("revised", `ETag ${plain(etag, 40)} became ${plain(now.etag, 40)}`);
  }
  if (lastModified !== undefined && now.lastModified !== undefined) {
    return lastModified === now.lastModified
      ? state("unchanged", "same date")
      : state("revised", `${plain(lastModified, 40)} became ${plain(now.lastModified, 40)}`);
  }
  const length = reply.headers["content-length"];
  if (length === undefined || member !== undefined) return state("not known", "no date, no ETag and no length");
  return Number(length) === bytes
    ? state("unchanged", "same length")
    : state("revised", `${bytes} bytes became ${plain(length, 20)}`);
}

async function openPatiently(
  address: string,
  headers: Readonly<Record<string, string>>,
  { web, patience, wait, signal }: CheckSurroundings,
): Promise<Reply> {
  for (let attempt = 1; ; attempt++) {
    let problem: string;
    try {
      const reply = await web.open(address, headers, signal);
      if (reply.status !== 429 && reply.status < 500) return reply;
      reply.close();
      problem = `status ${reply.status}`;
    } catch (error) {
      if (error instanceof InputError) throw error;
      problem = plain((error as Error & { code?: string }).code ?? (error as Error).message);
    }
    if (attempt >= patience.attempts || signal.aborted) {
      throw new InputError("the publisher can't be asked", {
        code: "FETCH_BROKEN",
        where: { file: address.replace(/&key=[^&]*/, "") },
        found: `${problem}, after ${attempt} attempts`,
        hint: "try again later; check the connection, and HTTPS_PROXY where there is a proxy",
      });
    }
    await wait(patience.backoff * 2 ** (attempt - 1));
  }
}

function withKey(address: string, source: Source | undefined, key: string | undefined): string {
  return source?.key && key !== undefined && key !== "" ? `${address}&key=${encodeURIComponent(key)}` : address;
}
