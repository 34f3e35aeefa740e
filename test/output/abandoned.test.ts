import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { removeAbandoned, temporaryName } from "../../src/output/temporary-files.js";
import { runCli } from "../cli/run-cli.js";

const folder = mkdtempSync(join(tmpdir(), "sector-rank-abandoned-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** No system gives out a number so large. */
const DEAD = 99_999_999;

/** The name of a temporary file of `target` as another process writes it, on this machine or another. */
const nameBy = (pid: number, machine?: string): string => {
  const own = basename(temporaryName(join(folder, "table.csv")));
  return own
    .replace(`.${process.pid}.tmp`, `.${pid}.tmp`)
    .replace(/rank-[0-9a-f]{8}/, (of) => `rank-${machine ?? of.slice(5)}`);
};

describe("temporary files of runs that were killed", () => {
  const abandoned = [nameBy(DEAD), `${nameBy(DEAD)}.before`];
  const kept = [
    nameBy(process.pid),
    nameBy(process.ppid),
    // Nothing is known of the processes of another machine that writes to the same folder.
    nameBy(DEAD, "0123abcd"),
    ".notes.tmp",
    `.other-program.${DEAD}.tmp`,
    "table.csv",
  ];
  const fill = (): void => {
    for (const name of [...abandoned, ...kept]) writeFileSync(join(folder, name), "part of a file");
  };

  it("are cleared in a folder, and never those of a living process, of another machine or of another program", () => {
    fill();
    removeAbandoned(folder);
    expect(readdirSync(folder).sort()).toEqual([...kept].sort());
    removeAbandoned(join(folder, "no-such-folder"));
  });

  it("are cleared by the next run that writes into the folder", async () => {
    fill();
    const { status } = await runCli(["measures", "--out", join(folder, "measures.csv")]);
    expect(status).toBe(0);
    expect(readdirSync(folder).sort()).toEqual([...kept, "measures.csv"].sort());
  });
});
