import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DataFile } from "../../src/output/data-file.js";
import type { Io } from "../../src/output/io.js";
import type { UsageError } from "../../src/core/errors.js";
import { renderCsv } from "../../src/render/csv.js";
import { renderJson } from "../../src/render/json.js";
import type { WriteOptions } from "../../src/output/outputs.js";
import { writeFiles, writeReport } from "../../src/output/write.js";
import { LINKED, makeFolder, removeFolder } from "../cli/run-cli.js";
import { sampleReport } from "../render/sample-report.js";

let folder: string;
let output: { stdout: string; stderr: string };
let interrupts: (() => void)[];

beforeEach(() => {
  folder = makeFolder();
  output = { stdout: "", stderr: "" };
  interrupts = [];
});
afterEach(() => {
  chmodSync(folder, 0o755);
  removeFolder(folder);
});

function io(changes: Partial<Io> = {}): Io {
  return {
    stdout: { write: (chunk) => void (output.stdout += chunk.toString()), isTerminal: false },
    stderr: { write: (chunk) => void (output.stderr += chunk.toString()), isTerminal: false },
    cwd: folder,
    env: {},
    columns: undefined,
    now: () => 0,
    onInterrupt: (cleanup) => {
      interrupts.push(cleanup);
      return () => void (interrupts = interrupts.filter((each) => each !== cleanup));
    },
    ...changes,
  };
}

function options(changes: Partial<WriteOptions> = {}): WriteOptions {
  return { format: "table", out: [], color: "auto", ...changes };
}

/** The details of the error that writing ends in; fails where it does not. */
async function errorOf(changes: Partial<WriteOptions>, inputs: readonly string[] = []): Promise<UsageError["details"]> {
  try {
    await writeReport(sampleReport(), options(changes), io(), { inputs });
  } catch (error) {
    return (error as UsageError).details;
  }
  throw new Error("nothing was thrown");
}

function filesThere(): readonly string[] {
  return readdirSync(folder).filter((name) => !LINKED.includes(name));
}

describe("standard output", () => {
  it("has the format asked for, and nothing else", async () => {
    await writeReport(sampleReport(), options({ format: "json" }), io());
    expect(output).toEqual({ stdout: renderJson(sampleReport()), stderr: "" });
  });

  it("as CSV sends the notes to standard error, unless --about takes them", async () => {
    await writeReport(sampleReport(), options({ format: "csv" }), io());
    expect(output.stdout).toBe(renderCsv(sampleReport()));
    expect(output.stderr).toMatch(/^caution: Grew from fewer than 100 jobs, so its growth says little\. \(518\)\n/);
    output.stderr = "";
    await writeReport(sampleReport(), options({ format: "csv", about: "about.md" }), io());
    expect(output.stderr).toBe("wrote about.md\n");
    expect(readFileSync(join(folder, "about.md"), "utf8")).toContain("Grew from fewer than 100 jobs");
  });

  it.each<[string, Partial<WriteOptions>, Io["env"], boolean, boolean]>([
    ["a pipe", {}, {}, false, false],
    ["a terminal", {}, {}, true, true],
    ["a terminal with NO_COLOR", {}, { NO_COLOR: "1" }, true, false],
    ["a terminal with an empty NO_COLOR", {}, { NO_COLOR: "" }, true, true],
    ["a dumb terminal", {}, { TERM: "dumb" }, true, false],
    ["a pipe with FORCE_COLOR", {}, { FORCE_COLOR: "1" }, false, true],
    ["a terminal with FORCE_COLOR=0", {}, { FORCE_COLOR: "0" }, true, false],
    ["a pipe with --color always", { color: "always" }, { NO_COLOR: "1" }, false, true],
    ["a terminal with --color never", { color: "never" }, { FORCE_COLOR: "1" }, true, false],
  ])("to %s", async (_, changes, env, isTerminal, isColored) => {
    const stdout = { write: (chunk: string | Uint8Array) => void (output.stdout += chunk.toString()), isTerminal };
    await writeReport(sampleReport(), options(changes), io({ env, stdout }));
    expect(output.stdout.includes("\u001b[")).toBe(isColored);
  });

  it("fits the terminal, COLUMNS, or 80", async () => {
    const width = async (changes: Partial<Io>): Promise<number> => {
      output.stdout = "";
      await writeReport(sampleReport(), options({ color: "never" }), io(changes));
      return Math.max(...output.stdout.split("\n").map((line) => line.length));
    };
    const terminal = {
      write: (chunk: string | Uint8Array) => void (output.stdout += chunk.toString()),
      isTerminal: true,
    };
    expect(await width({})).toBe(80);
    expect(await width({ columns: 120 })).toBe(80);
    expect(await width({ columns: 110, stdout: terminal })).toBeGreaterThan(90);
    expect(await width({ env: { COLUMNS: "160" } })).toBe(160);
    expect(await width({ env: { COLUMNS: "wide" } })).toBe(80);
  });
});

describe("files", () => {
  it("have the format of their extension", async () => {
    await writeReport(sampleReport(), options({ out: ["a.csv", "b.json", "c.MD"] }), io());
    expect(filesThere()).toEqual(["a.csv", "b.json", "c.MD"]);
    expect(readFileSync(join(folder, "a.csv"), "utf8")).toBe(renderCsv(sampleReport()));
    expect(readFileSync(join(folder, "b.json"), "utf8")).toBe(renderJson(sampleReport()));
    expect(readFileSync(join(folder, "c.MD"), "utf8")).toMatch(/^# Industries of Green Valley/);
  });

  it("of an earlier run are replaced, through a link too", async () => {
    writeFileSync(join(folder, "real.csv"), "old");
    symlinkSync("real.csv", join(folder, "link.csv"));
    await writeReport(sampleReport(), options({ out: ["link.csv"] }), io());
    expect(readFileSync(join(folder, "real.csv"), "utf8")).toBe(renderCsv(sampleReport()));
    expect(filesThere()).toEqual(["link.csv", "real.csv"]);
  });

  it("are named on a terminal", async () => {
    const stderr = {
      write: (chunk: string | Uint8Array) => void (output.stderr += chunk.toString()),
      isTerminal: true,
    };
    await writeReport(sampleReport(), options({ out: ["a.csv"] }), io({ stderr }));
    expect(output.stderr).toBe("wrote a.csv\n");
  });

  it.each<[string, Partial<WriteOptions>, string, string]>([
    ["an unknown extension", { out: ["a.csv", "a.doc"] }, "OUT_EXTENSION", ".doc"],
    ["no extension", { out: ["ranking"] }, "OUT_EXTENSION", "no extension"],
    ["one name twice", { out: ["a.csv"], about: "a.csv" }, "OPTION_CONFLICT", "a.csv"],
    ["a folder that is not there", { out: ["a.csv", "no/b.csv"] }, "OUT_WRITE", "no"],
    ["a folder of that name", { out: ["a.csv", "folder.csv"] }, "OUT_WRITE", "a folder"],
  ])("%s is an error, and nothing is written", async (_, changes, code, found) => {
    mkdirSync(join(folder, "folder.csv"));
    expect(await errorOf(changes)).toMatchObject({ code, found });
    expect(filesThere()).toEqual(["folder.csv"]);
    expect(output.stdout).toBe("");
  });

  it("never overwrite an input, by whatever name", async () => {
    writeFileSync(join(folder, "in.csv"), "data");
    symlinkSync("in.csv", join(folder, "link.csv"));
    mkdirSync(join(folder, "deep"));
    for (const out of ["in.csv", "link.csv", "deep/../in.csv", join(folder, "in.csv")]) {
      expect(await errorOf({ out: ["new.csv", out] }, ["in.csv"])).toMatchObject({
        code: "OUT_IS_INPUT",
        found: "in.csv",
      });
    }
    expect(await errorOf({ about: "in.csv" }, ["in.csv!member.csv"])).toMatchObject({ code: "OUT_IS_INPUT" });
    expect(readFileSync(join(folder, "in.csv"), "utf8")).toBe("data");
    expect(filesThere()).toEqual(["deep", "in.csv", "link.csv"]);
  });

  it("never overwrite a file that the result comes from", async () => {
    writeFileSync(join(folder, "q.csv"), "data");
    const report = sampleReport({ provenance: { tool: "t", options: {}, inputs: [{ file: "q.csv" }] } });
    await expect(writeReport(report, options({ out: ["q.csv"] }), io())).rejects.toMatchObject({
      details: { code: "OUT_IS_INPUT" },
    });
  });

  it.skipIf(process.getuid?.() === 0)("in a folder that may not be written are an error", async () => {
    chmodSync(folder, 0o555);
    expect(await errorOf({ out: ["a.csv"] })).toMatchObject({ code: "OUT_WRITE" });
  });

  it("leave nothing behind when the user interrupts in the middle", () => {
    let before: readonly string[] = [];
    let after: readonly string[] = [];
    // The second file's content is asked for once the first has been written under its temporary name.
    const second = {
      file: "b.csv",
      get content(): string {
        before = filesThere();
        for (const cleanup of interrupts) cleanup();
        after = filesThere();
        throw new Error("the process would end here");
      },
    };
    expect(() => writeFiles([{ file: "a.csv", content: "a" }, second], io())).toThrow("would end here");
    expect(before).toEqual([expect.stringMatching(/^\.a\.csv\.sector-rank-[0-9a-f]+\.\d+\.tmp$/)]);
    expect(after).toEqual([]);
  });
});

describe("JSON", () => {
  it("is the command's own part, then notes and provenance, in a stable order", () => {
    const json = renderJson(sampleReport());
    expect(Object.keys(JSON.parse(json) as object)).toEqual(["schema", "scope", "industries", "notes", "provenance"]);
    expect(json.endsWith("}\n")).toBe(true);
    expect(json).toContain('"value": 1.4249');
  });

  it("refuses a number that JSON would turn into null", () => {
    expect(() => renderJson(sampleReport({ json: { x: NaN } }))).toThrow("unreachable: x is NaN");
  });
});

/** A file system of 64 KB, where this user may mount one. */
function mountSmall(path: string): boolean {
  mkdirSync(path);
  return spawnSync("mount", ["-t", "tmpfs", "-o", "size=64k", "small", path]).status === 0;
}

/** Whether files can be mounted here; these tests are skipped where not. */
const canMount = ((): boolean => {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return false;
  const path = makeFolder();
  const isMounted = mountSmall(join(path, "m"));
  if (isMounted) spawnSync("umount", [join(path, "m")]);
  removeFolder(path);
  return isMounted;
})();

describe.skipIf(!canMount)("a disk that is full (skipped where no file system can be mounted)", () => {
  let disk: string;
  beforeEach(() => {
    disk = join(folder, "disk");
    expect(mountSmall(disk)).toBe(true);
    writeFileSync(join(disk, "a.csv"), "earlier");
  });
  afterEach(() => spawnSync("umount", [disk]));

  const errorOfRun = (run: () => void): UsageError["details"] => {
    try {
      run();
    } catch (error) {
      return (error as UsageError).details;
    }
    throw new Error("nothing was thrown");
  };
  const full = { code: "OUT_WRITE", found: "a full disk" };
  const tooMuch = "x".repeat(100_000);

  it("keeps the earlier file, and nothing of the new ones", () => {
    const files = [
      { file: "disk/a.csv", content: "new" },
      { file: "disk/b.csv", content: tooMuch },
    ];
    expect(errorOfRun(() => writeFiles(files, io()))).toMatchObject(full);
    expect(readdirSync(disk)).toEqual(["a.csv"]);
    expect(readFileSync(join(disk, "a.csv"), "utf8")).toBe("earlier");
  });

  it("leaves nothing of a file that is written in pieces", () => {
    const run = (): void => {
      const data = new DataFile("disk/a.csv", io(), []);
      try {
        for (let piece = 0; piece < 100; piece++) data.write("x".repeat(4_096));
        data.finish();
      } finally {
        data.abandon();
      }
    };
    expect(errorOfRun(run)).toMatchObject(full);
    expect(readdirSync(disk)).toEqual(["a.csv"]);
    expect(readFileSync(join(disk, "a.csv"), "utf8")).toBe("earlier");
  });

  it("differs from an output that can't be replaced, which brings the others back", () => {
    // A file that another is mounted on is in use: it can't be renamed over.
    for (const name of ["z.csv", "held.csv", "other"]) writeFileSync(join(folder, name), "earlier");
    expect(spawnSync("mount", ["--bind", join(folder, "other"), join(folder, "held.csv")]).status).toBe(0);
    try {
      const files = ["z.csv", "new.csv", "held.csv"].map((file) => ({ file, content: "new" }));
      expect(errorOfRun(() => writeFiles(files, io()))).toMatchObject({
        code: "OUT_WRITE",
        found: "another program has it open",
      });
      expect(readFileSync(join(folder, "z.csv"), "utf8")).toBe("earlier");
      expect(readFileSync(join(folder, "held.csv"), "utf8")).toBe("earlier");
      expect(filesThere()).toEqual(["disk", "held.csv", "other", "z.csv"]);
    } finally {
      spawnSync("umount", [join(folder, "held.csv")]);
    }
  });
});
