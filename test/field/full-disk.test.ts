import { spawnSync } from "node:child_process";
import { existsSync, openSync, closeSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { systemRefusal } from "../../src/files/system-errors.js";
import { ROOT } from "../cli/run-cli.js";
import { fieldFolder } from "./field-rows.js";

/** A device of Linux that takes no byte, as a full disk does. */
const FULL = "/dev/full";
const { save, run } = fieldFolder();

/** Runs the program with an output, or both, on a full disk; the process itself is what is tested. */
function runInto(argv: readonly string[], outputs: readonly ("stdout" | "stderr")[]) {
  const full = openSync(FULL, "w");
  try {
    const place = (name: "stdout" | "stderr") => (outputs.includes(name) ? full : "pipe");
    const { status, stderr } = spawnSync(process.execPath, [join(ROOT, "bin/sector-rank.js"), ...argv], {
      cwd: ROOT,
      stdio: ["ignore", place("stdout"), place("stderr")],
      encoding: "utf8",
    });
    return { status, stderr: stderr ?? "" };
  } finally {
    closeSync(full);
  }
}

describe.skipIf(!existsSync(FULL))("a full disk", () => {
  it.each([["--help"], ["demo --json"], ["regions Columbus"]])("ends with one plain error: %s > /dev/full", (argv) => {
    const { status, stderr } = runInto(argv.split(" "), ["stdout"]);
    expect(status, stderr).toBe(2);
    const [first, ...rest] = stderr.split("\n").filter((line) => !/^(?:note|caution|\s{2,})/.test(line));
    expect(first).toBe("error: standard output can't be written");
    // With --json the same again as one line for programs, and no stack.
    expect(rest.filter((line) => line !== "").every((line) => line.startsWith('{"error":{"code":"OUT_WRITE"'))).toBe(
      true,
    );
  });

  it("under standard error changes no status, and under both neither", () => {
    expect(runInto(["regions", "Nowhere at all"], ["stderr"]).status).toBe(2);
    expect(runInto(["regions", "Columbus"], ["stderr"]).status).toBe(0);
    expect(runInto(["regions", "Columbus"], ["stdout", "stderr"]).status).toBe(2);
  });

  it("met in the middle of a file that is open is an error in plain words, with no path to name", () => {
    const refused = Object.assign(new Error("ENOSPC: no space left on device, write"), {
      code: "ENOSPC",
      syscall: "write",
    });
    expect(systemRefusal(refused)).toMatchObject({ details: { code: "OUT_WRITE", found: "a full disk" } });
  });

  it("behind a name for an output is refused before anything is read", async () => {
    const folder = save({});
    await expect(run("regions Columbus --out full.csv", linked(folder))).resolves.toMatchObject({
      status: 2,
      stderr: expect.stringContaining("the output full.csv is not a file"),
    });
  });
});

describe.skipIf(process.platform === "win32")("a reader that has seen enough", () => {
  it("ends the program as if all had been read", () => {
    // More than a pipe holds: the program is still writing when its reader ends.
    const line = '"$0" "$1" regions --kind county --format csv | head -c 1; echo " ${PIPESTATUS[0]}"';
    const argv = ["-c", line, process.execPath, join(ROOT, "bin/sector-rank.js")];
    const { stdout, stderr } = spawnSync("bash", argv, { cwd: ROOT, encoding: "utf8" });
    expect(stdout).toBe("r 0\n");
    expect(stderr).not.toContain("error");
  });
});

/** A folder with a link to the full disk. */
function linked(folder: string): string {
  const into = folder.replace(/in-\d+$/, "");
  symlinkSync(FULL, join(into, "full.csv"));
  return into;
}
