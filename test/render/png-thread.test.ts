import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildCli, type BuiltCli } from "../cli/built-cli.js";
import { makeFolder, removeFolder, runCli } from "../cli/run-cli.js";

describe("pictures that a second thread draws", () => {
  let cli: BuiltCli;
  let cwd = "";
  beforeAll(async () => {
    cli = await buildCli();
    cwd = makeFolder();
  });
  afterAll(() => {
    cli.remove();
    removeFolder(cwd);
  });

  it("are those that this thread draws, byte by byte, and the program ends after them", async () => {
    expect(existsSync(join(dirname(cli.script), "dist/render/png-thread.js"))).toBe(true);
    const argv = ["demo", "--level", "sector", "--out", "thread-bubble.png", "--out", "thread-bars.png"];
    const { status, stderr } = spawnSync(process.execPath, [cli.script, ...argv], {
      cwd,
      encoding: "utf8",
      timeout: 800_000,
    });
    expect(status, stderr).toBe(0);
    // The modules that tests load have no file that a thread could load.
    await runCli("demo --level sector --out here-bubble.png --out here-bars.png", { cwd });
    for (const kind of ["bubble", "bars"]) {
      const [drawn, here] = ["thread", "here"].map((where) => readFileSync(join(cwd, `${where}-${kind}.png`)));
      expect(drawn!.equals(here!)).toBe(true);
    }
  });

  it("keep no program from ending with an error", () => {
    const argv = ["rank", "--qcew", "data/demo", "--region", "nowhere", "--out", "bubble.png"];
    const { status, stderr } = spawnSync(process.execPath, [cli.script, ...argv], {
      cwd,
      encoding: "utf8",
      timeout: 800_000,
    });
    expect(status).toBe(2);
    expect(stderr).toContain("nowhere");
    expect(existsSync(join(cwd, "bubble.png"))).toBe(false);
  });
});
