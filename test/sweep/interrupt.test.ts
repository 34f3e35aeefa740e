import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, watch, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildCli, type BuiltCli } from "../cli/built-cli.js";
import { makeFolder, removeFolder } from "../cli/run-cli.js";
import { annualCsv } from "../qcew/store/annual-csv.js";

let cli: BuiltCli;
let folder: string;
beforeAll(async () => {
  cli = await buildCli();
  folder = makeFolder();
  mkdirSync(join(folder, "tmp"));
  writeFileSync(join(folder, "national.csv"), manyCounties(900));
  writeFileSync(join(folder, "state.csv"), manyCounties(100));
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

/** Runs a command, interrupts it once `isUnderWay`, and reports how it ended. */
function interrupted(
  argv: readonly string[],
  isUnderWay: () => boolean,
): Promise<{ readonly signal: string | null; readonly wasUnderWay: boolean }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [cli.script, ...argv], {
      cwd: folder,
      stdio: "ignore",
      env: { ...process.env, TMPDIR: join(folder, "tmp") },
    });
    let wasUnderWay = false;
    const watch = setInterval(() => {
      if (wasUnderWay || !isUnderWay()) return;
      wasUnderWay = true;
      child.kill("SIGINT");
    }, 2);
    child.on("exit", (_, signal) => {
      clearInterval(watch);
      resolve({ signal, wasUnderWay });
    });
  });
}

const hidden = (name: string): boolean => name.endsWith(".tmp");

describe.skipIf(process.platform === "win32")("an interrupt", () => {
  it("of a sweep that computes leaves no file and nothing temporary", async () => {
    const argv = [
      "sweep",
      "--qcew",
      "national.csv",
      "--areas",
      "counties",
      "--level",
      "6",
      "--out",
      "all.csv",
      "--suppressed",
      "drop",
    ];
    // What waits on the disk has its name for a moment only: an event says that it was there.
    let waits = false;
    const watcher = watch(join(folder, "tmp"), (_, name) => {
      waits ||= name?.startsWith("sector-rank-") === true;
    });
    const ended = await interrupted(argv, () => waits).finally(() => watcher.close());
    expect(ended).toEqual({ signal: "SIGINT", wasUnderWay: true });
    expect(existsSync(join(folder, "all.csv"))).toBe(false);
    expect(readdirSync(folder).filter(hidden)).toEqual([]);
    expect(readdirSync(join(folder, "tmp")).filter((name) => name.startsWith("sector-rank-"))).toEqual([]);
  });

  it("of a sweep that writes leaves no half of a file", async () => {
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
    ];
    const ended = await interrupted(argv, () => readdirSync(folder).some(hidden));
    expect(ended).toEqual({ signal: "SIGINT", wasUnderWay: true });
    expect(existsSync(join(folder, "half.csv"))).toBe(false);
    expect(readdirSync(folder).filter(hidden)).toEqual([]);
  });

  it("of prepare leaves a store that is not there, or whole", async () => {
    const argv = ["prepare", "national.csv", "--store", "store"];
    const ended = await interrupted(
      argv,
      () => existsSync(join(folder, "store")) && readdirSync(join(folder, "store")).length > 0,
    );
    expect(ended).toEqual({ signal: "SIGINT", wasUnderWay: true });
    expect(readdirSync(join(folder, "store"))).toEqual([]);
  });
});
