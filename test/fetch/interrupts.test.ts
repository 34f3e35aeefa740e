import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readSourcesLock } from "../../src/files/sources-lock.js";
import { shippedCli, type BuiltCli } from "../cli/built-cli.js";
import { Publisher, serve, slicesOfDemo } from "./publisher.js";

// A real process, ended at moments spread over the whole of a fetch from a slow publisher.

const MOMENTS = 30;
const SLICES = slicesOfDemo();
const NEEDED = ["2020_a_US000", "2020_a_39073", "2020_a_39117", "2023_a_US000", "2023_a_39073", "2023_a_39117"];

let cli: BuiltCli;
let publisher: Publisher;
/** Whether the publisher stops in the middle of each file. */
let isHeld = false;

beforeAll(async () => {
  cli = await shippedCli();
  publisher = await Publisher.open();
  for (const [path, body] of SLICES) {
    publisher.files.set(path, body);
    publisher.always(path, (request, response) => serve(request, response, body, { delay: 2, isHeld: () => isHeld }));
  }
});

afterAll(async () => {
  cli.remove();
  await publisher.close();
});

/** Starts a fetch; `signal` ends it at the moment that `when` resolves. */
function fetchInto(
  folder: string,
  interrupt?: { readonly signal: NodeJS.Signals; readonly when: () => Promise<void> },
): Promise<{ readonly status: number | null; readonly signal: NodeJS.Signals | null; readonly stderr: string }> {
  const argv = ["fetch", "--region", "39073,39117", "--year", "2023", "--since", "2020", "--to", folder];
  const child = spawn(process.execPath, [cli.script, ...argv, "--mirror", publisher.url]);
  let stderr = "";
  child.stderr.on("data", (text) => (stderr += String(text)));
  void interrupt?.when().then(() => child.kill(interrupt.signal));
  return new Promise((resolve) => child.on("exit", (status, signal) => resolve({ status, signal, stderr })));
}

/** Waits until a part of a file lies in the folder, and no more comes. */
async function partOfAFile(folder: string): Promise<void> {
  const waiting = join(folder, ".fetch");
  const sizes = (): readonly number[] =>
    existsSync(waiting)
      ? readdirSync(waiting, { recursive: true, encoding: "utf8" })
          .filter((name) => basename(name) === "bytes.part")
          .map((name) => statSync(join(waiting, name)).size)
      : [];
  while (!sizes().some((size) => size > 0)) await sleep(2);
}

/** Every file with a name is whole, and every file that the lock names is the one it names, or is still to come. */
function expectNoDamage(folder: string): readonly string[] {
  const files = existsSync(join(folder, "qcew")) ? readdirSync(join(folder, "qcew")) : [];
  for (const file of files) {
    const [, year, area] = /^(\d+)_a_(\w+)\.csv$/.exec(file)!;
    const original = SLICES.get(`/cew/data/api/${year}/a/area/${area}.csv`)!;
    expect(readFileSync(join(folder, "qcew", file)).equals(original), file).toBe(true);
  }
  for (const [file, { bytes }] of readSourcesLock(folder)) {
    if (files.includes(basename(file))) expect(readFileSync(join(folder, file))).toHaveLength(bytes);
  }
  return files;
}

describe("a fetch that is ended", () => {
  it(`by kill -9 at ${MOMENTS} moments leaves no damaged file, and the next run goes on to the end`, async () => {
    const folder = mkdtempSync(join(tmpdir(), "fetch-"));
    const counts: number[] = [];
    try {
      isHeld = true;
      await fetchInto(folder, { signal: "SIGKILL", when: () => partOfAFile(folder) });
      isHeld = false;
      for (let moment = 0; moment < MOMENTS; moment++) {
        const before = publisher.asked.length;
        // From the first request on, a little later each time.
        const when = async (): Promise<void> => {
          while (publisher.asked.length === before) await sleep(2);
          await sleep(moment * 6);
        };
        await fetchInto(folder, { signal: "SIGKILL", when });
        counts.push(expectNoDamage(folder).length);
      }
      // What had landed stayed.
      expect(counts).toEqual([...counts].sort((a, b) => a - b));
      const { status, stderr } = await fetchInto(folder);
      expect(status, stderr).toBe(0);
      expect(
        expectNoDamage(folder)
          .map((file) => file.replace(".csv", ""))
          .sort(),
      ).toEqual([...NEEDED].sort());
      expect([...readSourcesLock(folder).keys()]).toHaveLength(NEEDED.length);
      expect(existsSync(join(folder, ".fetch"))).toBe(false);
      // The first transfer was taken up in its middle.
      expect(publisher.asked.some(({ headers }) => headers.range !== undefined)).toBe(true);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it("by an interrupt dies of it, and lets the next run begin", async () => {
    const folder = mkdtempSync(join(tmpdir(), "fetch-"));
    try {
      isHeld = true;
      const when = () => partOfAFile(folder);
      expect((await fetchInto(folder, { signal: "SIGINT", when })).signal).toBe("SIGINT");
      isHeld = false;
      expectNoDamage(folder);
      expect((await fetchInto(folder)).status).toBe(0);
      expect(expectNoDamage(folder)).toHaveLength(NEEDED.length);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
