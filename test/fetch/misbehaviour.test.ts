import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readAreas, readNeighbours } from "../../src/areas/read-areas.js";
import { UserError } from "../../src/core/errors.js";
import { fetchFiles, type FetchRules } from "../../src/fetch/fetch-files.js";
import { FetchFolder } from "../../src/fetch/folder.js";
import { readSources } from "../../src/fetch/read-sources.js";
import { planTargets } from "../../src/fetch/targets.js";
import { openWeb, PATIENCE, type Patience } from "../../src/fetch/web.js";
import { readSourcesLock } from "../../src/files/sources-lock.js";
import { cutAfter, Publisher, serve, slicesOfDemo, status, type Answer } from "./publisher.js";

// A publisher on this machine that misbehaves in front of the file of one county.

const SOURCES = readSources();
const PATH = "/cew/data/api/2023/a/area/39049.csv";
const FILE = "qcew/2023_a_39049.csv";
const DEMO = slicesOfDemo();
const FRANKLIN = DEMO.get(PATH)!;

let publisher: Publisher;
let folder: string;
let waits: number[];

beforeEach(async () => {
  publisher = await Publisher.open();
  for (const [path, body] of DEMO) publisher.files.set(path, body);
  folder = mkdtempSync(join(tmpdir(), "fetch-"));
  waits = [];
});

afterEach(async () => {
  await publisher.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Franklin County alone, as a plan of two counties would hold it. */
const [TARGET] = planTargets(
  { what: ["qcew"], region: "39049", year: 2023, since: 2023 },
  { sources: SOURCES, areas: readAreas(), neighbours: readNeighbours() },
  new Date("2026-11-28"),
).targets.filter(({ file }) => file === FILE);

/** @param stopAfter bytes after which the time is over */
async function fetchIt(rules: Partial<FetchRules> = {}, patience: Partial<Patience> = {}, stopAfter = Infinity) {
  const all = { ...PATIENCE, ...patience };
  const over = new AbortController();
  const wait = (time: number): Promise<void> => {
    waits.push(time);
    return Promise.resolve();
  };
  const web = await openWeb({ userAgent: "test", mirror: new URL(publisher.url), env: {}, patience: all, wait });
  const into = new FetchFolder(folder);
  try {
    return await fetchFiles(
      [TARGET!],
      into,
      { update: false, frozen: false, mostBytes: 1e9, today: "2026-11-28", ...rules },
      {
        web,
        patience: all,
        wait,
        signal: over.signal,
        sources: SOURCES,
        onProgress: (bytes) => {
          if (bytes >= stopAfter) over.abort();
        },
      },
    );
  } finally {
    into.close();
    await web.close();
  }
}

async function errorOf(work: Promise<unknown>): Promise<UserError["details"] & { readonly message: string }> {
  try {
    await work;
  } catch (error) {
    if (error instanceof UserError) return { ...error.details, message: error.message };
    throw error;
  }
  throw new Error("it went well");
}

/** The file and nothing else, byte for byte, and the lock names it. */
function expectWhole(): void {
  expect(readFileSync(join(folder, FILE)).equals(FRANKLIN)).toBe(true);
  expect([...readSourcesLock(folder).keys()]).toEqual([FILE]);
  expect(existsSync(join(folder, ".fetch"))).toBe(false);
}

/** Nothing that a reader of the folder would take for a file. */
function expectNothing(): void {
  expect(existsSync(join(folder, FILE))).toBe(false);
  expect(readdirSync(folder).filter((name) => !name.startsWith("."))).toEqual([]);
}

describe("a transfer that goes wrong and then right", () => {
  it("is continued where it was cut", async () => {
    publisher.next(PATH, cutAfter(40_000), cutAfter(50_000));
    await fetchIt();
    expectWhole();
    const ranges = publisher.asked.map(({ headers }) => headers.range);
    // What had come is not sent again: each request starts where the one before it ended.
    expect(ranges[0]).toBeUndefined();
    expect(Number(/\d+/.exec(ranges[1]!)![0])).toBeGreaterThan(0);
    expect(Number(/\d+/.exec(ranges[2]!)![0])).toBeGreaterThan(Number(/\d+/.exec(ranges[1]!)![0]));
  });

  it("starts again where the file is another by then", async () => {
    publisher.next(PATH, cutAfter(40_000), (_request, response, body) => {
      response.writeHead(200, { "content-type": "text/csv", etag: '"new"', "content-length": body.length }).end(body);
    });
    await fetchIt();
    expectWhole();
  });

  it("is tried again after a stall, waiting longer each time", async () => {
    const stall: Answer = (_request, response) => {
      response.writeHead(200, { "content-type": "text/csv" });
      response.write("area_fips");
    };
    publisher.next(PATH, stall, stall);
    await fetchIt({}, { idle: 300 });
    expectWhole();
    // On a busy machine the third transfer, which is honest, may pause as long.
    expect(waits.slice(0, 2)).toEqual([1_000, 2_000]);
  });

  it("is tried again after 500 and 429, and waits as long as it is asked to", async () => {
    publisher.next(PATH, status(500), status(429), status(429, { "retry-after": "7" }));
    await fetchIt();
    expectWhole();
    expect(waits).toEqual([1_000, 2_000, 7_000]);
  });

  it("is tried again where the length is not the one that was promised", async () => {
    publisher.next(PATH, (_request, response, body) => {
      response.writeHead(200, { "content-type": "text/csv", "content-length": body.length + 100 });
      response.write(body, () => setTimeout(() => response.destroy(), 20));
    });
    await fetchIt();
    expectWhole();
  });

  it("comes packed, cut and resumed", async () => {
    publisher.always(PATH, (_request, response, body) => {
      response.writeHead(200, { "content-type": "text/csv", "content-encoding": "gzip" }).end(gzipSync(body));
    });
    await fetchIt();
    expectWhole();
  });
});

describe("a transfer that stays wrong", () => {
  it.each<[string, Answer, string]>([
    ["cut each time", (_q, response) => void response.destroy(), "FETCH_BROKEN"],
    ["busy each time", status(429), "FETCH_BUSY"],
    ["busy for an hour", status(429, { "retry-after": "3600" }), "FETCH_BUSY"],
    ["a refusal with a page", status(403, {}, "<html><title>Access Denied</title></html>"), "FETCH_REFUSED"],
    ["a page with status 200", status(200, {}, "<!DOCTYPE html><title>Sign in</title>"), "FETCH_NOT_DATA"],
    [
      "a page called a CSV",
      status(200, { "content-type": "text/csv" }, "\n<html><h1>Moved</h1></html>"),
      "FETCH_NOT_DATA",
    ],
    ["a PDF", status(200, { "content-type": "application/pdf" }, "%PDF-1.7"), "FETCH_NOT_DATA"],
    ["a redirect to itself", status(302, { location: PATH }), "FETCH_REDIRECT"],
    ["a redirect to a file", status(302, { location: "file:///etc/passwd" }), "FETCH_REDIRECT"],
    ["a redirect to plain http elsewhere", status(302, { location: "http://127.0.0.2:9/" }), "FETCH_REDIRECT"],
    ["no CSV of QCEW", status(200, { "content-type": "text/csv" }, "a,b\n1,2\n"), "FETCH_CONTENT"],
    ["nothing", status(200, { "content-type": "text/csv" }, ""), "FETCH_CONTENT"],
    ["not found", status(404), "FETCH_NOT_FOUND"],
    ["another status", status(418), "FETCH_STATUS"],
  ])("%s leaves no file", async (_, answer, code) => {
    publisher.always(PATH, answer);
    const { code: found, where, hint } = await errorOf(fetchIt());
    expect(found).toBe(code);
    // The error names the publisher's address, not the mirror's.
    expect(where?.file).toBe(`https://data.bls.gov${PATH}`);
    expect(hint).toBeDefined();
    expectNothing();
  });

  it("says which area came in place of which", async () => {
    publisher.files.set(PATH, DEMO.get("/cew/data/api/2023/a/area/39041.csv")!);
    expect(await errorOf(fetchIt())).toMatchObject({
      code: "FETCH_CONTENT",
      message: "a file of another area than 39049",
      found: "area 39041",
    });
    expectNothing();
  });

  it("says which year came in place of which", async () => {
    publisher.files.set(PATH, DEMO.get("/cew/data/api/2020/a/area/39049.csv")!);
    expect(await errorOf(fetchIt())).toMatchObject({ message: "a file of another year than 2023", found: "2020" });
    expectNothing();
  });

  it("refuses a file that is cut in the middle of a line, though its length is as promised", async () => {
    publisher.files.set(PATH, FRANKLIN.subarray(0, FRANKLIN.length - 20));
    expect(await errorOf(fetchIt())).toMatchObject({ code: "FETCH_CONTENT" });
    expectNothing();
  });

  it("stops unpacking endless zeros", async () => {
    const bomb = gzipSync(Buffer.alloc(60_000_000));
    expect(bomb.length).toBeLessThan(100_000);
    publisher.always(PATH, (_request, response) => {
      response.writeHead(200, { "content-type": "text/csv", "content-encoding": "gzip" }).end(bomb);
    });
    expect(await errorOf(fetchIt())).toMatchObject({ code: "FETCH_TOO_LARGE" });
    expectNothing();
  });

  it("stops at a length that no file of its kind has, before it comes", async () => {
    publisher.always(PATH, (_request, response) => {
      response.writeHead(200, { "content-type": "text/csv", "content-length": 5_000_000_000 });
      response.write("area");
    });
    expect(await errorOf(fetchIt())).toMatchObject({ code: "FETCH_TOO_LARGE" });
    expectNothing();
  });

  it("stops when all files together are larger than allowed", async () => {
    expect(await errorOf(fetchIt({ mostBytes: 50_000 }))).toMatchObject({
      code: "FETCH_TOO_LARGE",
      message: "the files together are larger than allowed",
    });
    expectNothing();
  });

  it("stops a slow drip when the time is over, and goes on with it the next time", async () => {
    publisher.always(PATH, (request, response, body) => serve(request, response, body, { delay: 1 }));
    expect(await errorOf(fetchIt({}, {}, 20_000))).toMatchObject({ code: "FETCH_TIME" });
    expectNothing();
    await fetchIt();
    expectWhole();
    expect(publisher.asked.at(-1)!.headers.range).toMatch(/^bytes=[1-9]/);
  });

  it("puts a file under its own name, whatever name the publisher proposes", async () => {
    publisher.always(PATH, (_request, response, body) => {
      response
        .writeHead(200, {
          "content-type": "text/csv",
          "content-disposition": 'attachment; filename="../../../evil.csv"',
        })
        .end(body);
    });
    await fetchIt();
    expectWhole();
    expect(existsSync(join(folder, "../evil.csv"))).toBe(false);
  });
});

describe("files that are there", () => {
  it("are not asked for again, until --update, which an unchanged one answers with 304", async () => {
    await fetchIt();
    const asked = publisher.asked.length;
    expect((await fetchIt()).files.map(({ change }) => change)).toEqual(["kept"]);
    expect(publisher.asked).toHaveLength(asked);
    expect((await fetchIt({ update: true })).files.map(({ change }) => change)).toEqual(["unchanged"]);
    expect(publisher.asked.at(-1)!.headers["if-none-match"]).toBeDefined();
    expectWhole();
  });

  it("are replaced by a revised one with --update, and refused with --frozen", async () => {
    await fetchIt();
    const revised = Buffer.from(
      FRANKLIN.toString("utf8").replace(/\n39049,0,10,[^\n]*\n/, (line) => line.replace(/,\d+,,/, ",1,,")),
    );
    expect(revised.equals(FRANKLIN)).toBe(false);
    publisher.files.set(PATH, revised);
    rmSync(join(folder, FILE));
    expect(await errorOf(fetchIt({ frozen: true }))).toMatchObject({ code: "FETCH_FROZEN" });
    expect(existsSync(join(folder, FILE))).toBe(false);
    expect((await fetchIt({ update: true })).files.map(({ change }) => change)).toEqual(["replaced"]);
    expect(readFileSync(join(folder, FILE)).equals(revised)).toBe(true);
  });

  it("are not overwritten where somebody changed or put them there", async () => {
    mkdirSync(join(folder, "qcew"), { recursive: true });
    writeFileSync(join(folder, FILE), "mine");
    expect(await errorOf(fetchIt())).toMatchObject({ code: "FETCH_CHANGED" });
    expect(readFileSync(join(folder, FILE), "utf8")).toBe("mine");
  });

  it("that no lock names are refused with --frozen before anything is asked", async () => {
    expect(await errorOf(fetchIt({ frozen: true }))).toMatchObject({ code: "FETCH_FROZEN" });
    expect(publisher.asked).toEqual([]);
  });
});

describe("visiting", () => {
  it("pauses between two requests to one host of a publisher, not to a mirror", async () => {
    const web = await openWeb({
      userAgent: "test",
      env: {},
      patience: PATIENCE,
      wait: (time) => {
        waits.push(time);
        return Promise.resolve();
      },
    });
    const { signal } = new AbortController();
    for (let count = 0; count < 3; count++) {
      const reply = await web.open(`${publisher.url}${PATH}`, {}, signal);
      reply.close();
    }
    await web.close();
    expect(waits).toEqual([PATIENCE.pause, PATIENCE.pause]);
    expect(publisher.asked.map(({ headers }) => headers["user-agent"])).toEqual(["test", "test", "test"]);
  });
});
