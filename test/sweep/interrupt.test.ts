import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { shippedCli, type BuiltCli } from "../cli/built-cli.js";
import { makeFolder, removeFolder } from "../cli/run-cli.js";
import { annualCsv } from "../qcew/store/annual-csv.js";

let cli: BuiltCli;
let folder: string;
beforeAll(async () => {
  cli = await shippedCli();
  folder = makeFolder();
  mkdirSync(join(folder, "tmp"));
  writeFileSync(join(folder, "state.csv"), manyCounties(130));
});
afterAll(() => {
  cli.remove();
  removeFolder(folder);
});

/** Counties of 300 industries, and the nation. */
function manyCounties(count: number): string {
  const areas = [
    "US000",
    ...Array.from({ length: count }, (_, k) => String(1001 + 1000 * (k % 50) + 2 * k).padStart(5, "0")),
  ];
  const industries = Array.from({ length: 300 }, (_, k) => String(111_111 + k * 1013));
  const text = annualCsv(
    areas.flatMap((area) => [
      { area, own: 0, industry: "10", employment: 100_000 },
      ...industries.map((industry, k) => ({ area, own: 5, industry, employment: 10 + k })),
    ]),
  );
  // The builder writes the levels of counties; those of the nation begin with 1.
  return text.replaceAll(/^(US000,\d,\d+),7/gm, "$1,1");
}

/** A call of the file system after which a process interrupts itself: no clock has a part in it. */
interface Moment {
  readonly call: "mkdtempSync" | "openSync" | "writeFileSync";
  /** What the path that is asked for holds. */
  readonly path: string;
}

/** Loaded before the program: sends its process the signal that Ctrl+C sends, once, right after the call. */
const INTERRUPTER = `
  import fs from "node:fs";
  import { syncBuiltinESMExports } from "node:module";
  const { call, path } = JSON.parse(process.env.INTERRUPT_AFTER);
  const own = fs[call];
  fs[call] = (...given) => {
    const result = own(...given);
    if (String(given[0]).includes(path)) {
      fs[call] = own;
      syncBuiltinESMExports();
      process.kill(process.pid, "SIGINT");
    }
    return result;
  };
  syncBuiltinESMExports();
`;

/** Runs a command that interrupts itself, and reports by which signal it ended. */
function interrupted(argv: readonly string[], after: Moment): Promise<string | null> {
  const preload = join(folder, "interrupter.mjs");
  writeFileSync(preload, INTERRUPTER);
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ["--import", pathToFileURL(preload).href, cli.script, ...argv], {
      cwd: folder,
      stdio: "ignore",
      env: { ...process.env, TMPDIR: join(folder, "tmp"), INTERRUPT_AFTER: JSON.stringify(after) },
    });
    child.on("exit", (_, signal) => resolve(signal));
  });
}

const hidden = (name: string): boolean => name.endsWith(".tmp");

describe.skipIf(process.platform === "win32")("an interrupt", () => {
  it("of a sweep that computes leaves no file and nothing temporary", async () => {
    const argv = [
      "sweep",
      "--qcew",
      "state.csv",
      "--areas",
      "counties",
      "--level",
      "6",
      "--out",
      "all.csv",
      "--suppressed",
      "drop",
    ];
    const ended = await interrupted(argv, { call: "mkdtempSync", path: "sector-rank-" });
    expect(ended).toBe("SIGINT");
    expect(existsSync(join(folder, "all.csv"))).toBe(false);
    expect(readdirSync(folder).filter(hidden)).toEqual([]);
    expect(readdirSync(join(folder, "tmp")).filter((name) => name.startsWith("sector-rank-"))).toEqual([]);
  });

  it.each([
    ["after all areas", []],
    ["as areas are computed", ["--columns", "lq"]],
  ])("of a sweep that writes %s leaves no half of a file", async (_, columns) => {
    const argv = [
      "sweep",
      "--qcew",
      "state.csv",
      "--areas",
      "counties",
      "--level",
      "6",
      "--out",
      "half.csv",
      "--suppressed",
      "drop",
      ...columns,
    ];
    const ended = await interrupted(argv, { call: "openSync", path: "half.csv" });
    expect(ended).toBe("SIGINT");
    expect(existsSync(join(folder, "half.csv"))).toBe(false);
    expect(readdirSync(folder).filter(hidden)).toEqual([]);
  });

  it.each<readonly [string, Moment, readonly string[]]>([
    ["not there, before its first row", { call: "writeFileSync", path: ".lock" }, []],
    [
      "whole, while it is written",
      { call: "openSync", path: ".parquet" },
      ["manifest.json", "qcew-2023-annual.index", "qcew-2023-annual.parquet"],
    ],
  ])("of prepare leaves a store that is %s", async (_, after, left) => {
    expect(await interrupted(["prepare", "state.csv", "--store", "store"], after)).toBe("SIGINT");
    expect(readdirSync(join(folder, "store")).sort()).toEqual(left);
  });
});
