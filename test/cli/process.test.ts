import { spawn, spawnSync } from "node:child_process";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { VERSION } from "../../src/core/version.js";
import { buildCli, type BuiltCli } from "./built-cli.js";
import { LINKED, makeFolder, removeFolder } from "./run-cli.js";

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

describe("the program", () => {
  it("passes the status on to the shell", () => {
    const run = (...argv: string[]): ReturnType<typeof spawnSync> =>
      spawnSync(process.execPath, [cli.script, ...argv], { cwd: folder, encoding: "utf8" });
    expect(run("--version")).toMatchObject({ status: 0, stdout: `${VERSION}\n`, stderr: "" });
    expect(run("rnak")).toMatchObject({ status: 2, stdout: "" });
    expect(run("measures", "--json").stdout).toMatch(/^\{\n {2}"schema": "sector-rank\/measures\/1"/);
  });

  it.skipIf(process.platform === "win32")("ends quietly with 0 when its reader stops early, as `head` does", () => {
    const command = `"${process.execPath}" "${cli.script}" regions --kind county --json; echo "status $?" >&2`;
    const { stdout, stderr } = spawnSync("/bin/sh", ["-c", `{ ${command}; } | head -n 1`], {
      cwd: folder,
      encoding: "utf8",
    });
    expect(stdout).toBe("{\n");
    expect(stderr).toBe("status 0\n");
  });

  it("loads nothing but commander and its own small files for --help", () => {
    const probe = join(folder, "probe.mjs");
    writeFileSync(
      probe,
      `import { register } from "node:module";
       register("data:text/javascript," + encodeURIComponent(\`
         export async function resolve(name, context, next) {
           process._rawDebug("imported " + name);
           return next(name, context);
         }\`));
       process.argv.push("--help");
       await import(${JSON.stringify(pathToFileURL(cli.script).href)});`,
    );
    const { stderr, stdout } = spawnSync(process.execPath, [probe], { cwd: folder, encoding: "utf8" });
    expect(stdout).toContain("Usage: sector-rank COMMAND [options]");
    const imported = new Set([...stderr.matchAll(/^imported (.*)$/gm)].map(([, name]) => name!));
    const packages = [...imported].filter((name) => !/^(\.|file:|node:)/.test(name));
    expect(packages).toEqual(["commander"]);
    expect([...imported].filter((name) => /command(s)?\.js$/.test(name)).sort()).toEqual([
      "../command/command.js",
      "./commands.js",
      "./configured-commands.js",
    ]);
    expect(imported).not.toContain("node:zlib");
  });

  it.skipIf(process.platform === "win32")(
    "leaves no half-written file when interrupted, and dies of the signal",
    async () => {
      const dist = pathToFileURL(join(cli.script, "../dist/")).href;
      const script = join(folder, "interrupted.mjs");
      writeFileSync(
        script,
        `import { processIo } from "${dist}output/io.js";
       const io = processIo();
       import { writeFileSync, rmSync } from "node:fs";
       writeFileSync("half.tmp", "half");
       io.onInterrupt(() => rmSync("half.tmp"));
       process.stdout.write("ready\\n");
       setTimeout(() => {}, 60_000);`,
      );
      const child = spawn(process.execPath, [script], { cwd: folder, stdio: ["ignore", "pipe", "inherit"] });
      child.stdout.once("data", () => child.kill("SIGINT"));
      const signal = await new Promise((resolve) =>
        child.once("exit", (_, by) => {
          resolve(by);
        }),
      );
      expect(signal).toBe("SIGINT");
      expect(readdirSync(folder).filter((name) => !LINKED.includes(name) && name.includes("half"))).toEqual([]);
    },
  );
});
