import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildCli, type BuiltCli } from "../cli/built-cli.js";
import { makeFolder, removeFolder, runCli } from "../cli/run-cli.js";

let cli: BuiltCli;
let folder: string;
beforeAll(async () => {
  cli = await buildCli();
  folder = makeFolder();
});
afterAll(() => {
  cli.remove();
  removeFolder(folder);
});

/** Lets the second thread take small tables too, and leaves all areas to it, so that each comes from there. */
function leaveAllToThread(): void {
  const path = join(dirname(cli.script), "dist/sweep/second-thread.js");
  const changes = [
    [/const WORTH_A_THREAD = [^;]+;/, "const WORTH_A_THREAD = 1;"],
    ["let isAllTaken = false;", "let isAllTaken = true;"],
    ["availableParallelism() < 2", "false"],
  ] as const;
  let text = readFileSync(path, "utf8");
  for (const [from, to] of changes) {
    const changed = text.replace(from, to);
    expect(changed).not.toBe(text);
    text = changed;
  }
  writeFileSync(path, text);
}

describe("areas that a second thread computes", () => {
  const AREAS = "sweep --qcew data/demo --areas counties --suppressed drop";
  const CASES = [
    // Written as they are computed, with growth over a revision of NAICS that is estimated.
    "--level 4 --columns employment,averagePay,lq,growth --out areas.csv",
    // Places are known after the last area.
    "--level 3 --out areas.csv",
    "--level 4 --ownership total --by growth --industry 31-33,44-45 --top 3 --min-employment 50 --format csv",
  ];

  it("are those of one thread", async () => {
    leaveAllToThread();
    const written = (): string => readFileSync(join(folder, "areas.csv"), "utf8");
    for (const options of CASES) {
      const argv = `${AREAS} ${options}`;
      const alone = { ...(await runCli(argv, { cwd: folder })), file: written() };
      writeFileSync(join(folder, "areas.csv"), "");
      const two = spawnSync(process.execPath, [cli.script, ...argv.split(" ")], { cwd: folder, encoding: "utf8" });
      const { status, stdout, stderr } = two;
      const file = options.includes("--out") ? written() : alone.file;
      expect({ status, stdout, stderr, file }).toEqual(alone);
      expect((options.includes("--out") ? file : stdout).split("\n").length).toBeGreaterThan(50);
    }
  });
});
