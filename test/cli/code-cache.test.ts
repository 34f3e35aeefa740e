import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

interface Loaded {
  readonly main: (argv: readonly string[]) => unknown;
  readonly keep: (status: number) => void;
}

const { loadProgram } = createRequire(import.meta.url)("../../bin/code-cache.js") as {
  readonly loadProgram: (folder: string, argv: readonly string[]) => Loaded;
};

const isWindows = process.platform === "win32";
const before = process.env.NODE_COMPILE_CACHE;
let folder = "";
let program = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "code-cache-"));
  program = join(folder, "program");
  mkdirSync(program);
  process.env.NODE_COMPILE_CACHE = join(folder, "cache");
  writeProgram("1", "() => later().sum(1, 2)");
});

afterEach(() => {
  if (before === undefined) delete process.env.NODE_COMPILE_CACHE;
  else process.env.NODE_COMPILE_CACHE = before;
  rmSync(folder, { recursive: true });
});

function writeProgram(version: string, main: string): void {
  writeFileSync(join(program, "version.txt"), version);
  writeFileSync(join(program, "main.cjs"), `const later = () => require("./later.cjs");\nexports.main = ${main};\n`);
  writeFileSync(join(program, "import-package.cjs"), "module.exports = (name) => import(name);\n");
  writeFileSync(join(program, "later.cjs"), "exports.sum = (a, b) => a + b;\n");
}

function run(argv: readonly string[], status = 0): unknown {
  const { main, keep } = loadProgram(program, argv);
  const result = main(argv);
  keep(status);
  return result;
}

const kept = (): string => join(folder, "cache", readdirSync(join(folder, "cache"))[0]!);
const files = (): readonly string[] => readdirSync(kept());

describe("the translated program that is kept for older Nodes", () => {
  it("keeps one file for a command, with all that was loaded, for the user alone", () => {
    expect(run(["rank"])).toBe(3);
    expect(files()).toEqual([expect.stringMatching(/^1-v[\d.]+-\w+-rank$/)]);
    const [file] = files().map((name) => join(kept(), name));
    expect(readFileSync(file!, "latin1")).toContain("later.cjs");
    if (isWindows) return;
    expect(statSync(file!).mode & 0o777).toBe(0o600);
    expect(statSync(kept()).mode & 0o777).toBe(0o700);
  });

  it("reads what is kept, and writes again only what is new", () => {
    run(["rank"]);
    const file = join(kept(), files()[0]!);
    const written = statSync(file).mtimeMs;
    expect(run(["rank"])).toBe(3);
    expect(statSync(file).mtimeMs).toBe(written);
    run(["rank", "--help"]);
    expect(files()).toHaveLength(2);
  });

  it("runs a program of another build as it is, not as the earlier one was translated", () => {
    run(["rank"]);
    writeProgram("2", "() => later().sum(2, 2)");
    expect(run(["rank"])).toBe(4);
  });

  it("imports packages from what is kept", async () => {
    writeProgram("1", '() => require("./import-package.cjs")("node:path")');
    await run(["rank"]);
    expect(await run(["rank"])).toHaveProperty("sep");
  });

  it("keeps nothing of a run that failed", () => {
    run(["rank"], 3);
    expect(files()).toEqual([]);
  });

  it.skipIf(isWindows)("neither reads nor writes where others may write", () => {
    run(["rank"]);
    const file = join(kept(), files()[0]!);
    chmodSync(file, 0o622);
    const foreign = statSync(file).ino;
    expect(run(["rank"])).toBe(3);
    // Not read, so written again under its name.
    expect(statSync(file).ino).not.toBe(foreign);
    rmSync(file);
    chmodSync(kept(), 0o777);
    expect(run(["rank"])).toBe(3);
    expect(files()).toEqual([]);
  });

  it("translates again what is cut short", () => {
    run(["rank"]);
    const file = join(kept(), files()[0]!);
    writeFileSync(file, readFileSync(file).subarray(0, 500), { mode: 0o600 });
    expect(run(["rank"])).toBe(3);
    expect(statSync(file).size).toBeGreaterThan(500);
  });
});
