import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { readFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const DEMO = fileURLToPath(new URL("../../data/demo", import.meta.url));

/** How a publisher answers one request for a file. */
export type Answer = (request: IncomingMessage, response: ServerResponse, body: Buffer) => void;

/**
 * A publisher's server on this machine alone: files by path and query, with dates, ETags and ranges as servers do,
 * and whatever misbehaviour a test puts in front of them.
 */
export class Publisher {
  readonly files = new Map<string, Buffer>();
  readonly #server: Server;
  /** Answers that take the place of the next ordinary ones of a path, each once; `always` stays. */
  readonly #turns = new Map<string, Answer[]>();
  readonly #always = new Map<string, Answer>();
  /** What was asked, in order: method, path, and the headers that matter. */
  readonly asked: { readonly path: string; readonly headers: IncomingMessage["headers"]; readonly at: number }[] = [];
  etags = true;

  private constructor() {
    this.#server = createServer((request, response) => this.#answer(request, response));
  }

  static async open(): Promise<Publisher> {
    const publisher = new Publisher();
    await new Promise<void>((resolve) => publisher.#server.listen(0, "127.0.0.1", resolve));
    return publisher;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** The next requests for a path are answered so, one after the other. */
  next(path: string, ...answers: Answer[]): void {
    this.#turns.set(path, [...(this.#turns.get(path) ?? []), ...answers]);
  }

  always(path: string, answer: Answer): void {
    this.#always.set(path, answer);
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const path = request.url!;
    this.asked.push({ path, headers: request.headers, at: performance.now() });
    const body = this.files.get(path) ?? Buffer.alloc(0);
    const answer = this.#turns.get(path)?.shift() ?? this.#always.get(path);
    if (answer) return answer(request, response, body);
    if (!this.files.has(path))
      return void response.writeHead(404, { "content-type": "text/html" }).end("<html><title>Not found</title></html>");
    serve(request, response, body, { etag: this.etags });
  }
}

/** As a well-behaved server does: 304, ranges, length. */
export function serve(
  request: IncomingMessage,
  response: ServerResponse,
  body: Buffer,
  {
    etag = true,
    delay = 0,
    isHeld = () => false,
  }: {
    readonly etag?: boolean;
    readonly delay?: number;
    /** Whether nothing more comes, for now or for ever. */
    readonly isHeld?: () => boolean;
  } = {},
): void {
  const tag = `"${body.length}-${checksum(body)}"`;
  const headers = { "content-type": "text/csv", "accept-ranges": "bytes", ...(etag && { etag: tag }) };
  if (request.headers["if-none-match"] === tag) return void response.writeHead(304, headers).end();
  const from = /^bytes=(\d+)-$/.exec(request.headers.range ?? "")?.[1];
  const isPart = from !== undefined && request.headers["if-range"] === tag;
  const rest = isPart ? body.subarray(Number(from)) : body;
  response.writeHead(isPart ? 206 : 200, {
    ...headers,
    "content-length": rest.length,
    ...(isPart && { "content-range": `bytes ${from}-${body.length - 1}/${body.length}` }),
  });
  if (delay === 0) return void response.end(rest);
  let at = 0;
  const drip = (): void => {
    if (at >= rest.length || response.destroyed) return void response.end();
    if (at === 0 || !isHeld()) response.write(rest.subarray(at, (at += 4_096)));
    setTimeout(drip, delay);
  };
  drip();
}

function checksum(body: Buffer): string {
  let sum = 0;
  for (const byte of body) sum = (sum * 31 + byte) % 0x7fffffff;
  return sum.toString(36);
}

/** Ends the connection after so many bytes of the body. */
export function cutAfter(bytes: number): Answer {
  return (request, response, body) => {
    const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? "")?.[1] ?? 0);
    const etag = `"${body.length}-${checksum(body)}"`;
    response.writeHead(from > 0 ? 206 : 200, {
      "content-type": "text/csv",
      etag,
      "content-length": body.length - from,
      ...(from > 0 && { "content-range": `bytes ${from}-${body.length - 1}/${body.length}` }),
    });
    response.write(body.subarray(from, from + bytes), () => setTimeout(() => response.destroy(), 20));
  };
}

export function status(code: number, headers: Record<string, string> = {}, page = ""): Answer {
  return (_request, response) => void response.writeHead(code, { "content-type": "text/html", ...headers }).end(page);
}

/** The demo's rows of one area and year, under the publisher's own path. */
export function slicesOfDemo(): ReadonlyMap<string, Buffer> {
  const slices = new Map<string, Buffer>();
  for (const [file, year] of [
    ["columbus-2020.csv", 2020],
    ["columbus-2023.csv", 2023],
    ["us-2020.csv", 2020],
    ["us-2023.csv", 2023],
  ] as const) {
    const [header = "", ...rows] = readFileSync(join(DEMO, file), "utf8").split("\n");
    const byArea = new Map<string, string[]>();
    for (const row of rows) {
      if (row === "") continue;
      const area = row.slice(0, 5);
      const lines = byArea.get(area);
      if (lines) lines.push(row);
      else byArea.set(area, [row]);
    }
    for (const [area, lines] of byArea) {
      slices.set(`/cew/data/api/${year}/a/area/${area}.csv`, Buffer.from(`${[header, ...lines].join("\n")}\n`));
    }
  }
  return slices;
}
