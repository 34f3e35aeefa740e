import { spawnSync } from "node:child_process";
import { beforeAll, describe, expect, it } from "vitest";
import { COMMANDS } from "../../src/cli/commands.js";
import { runCli } from "./run-cli.js";

function has(shell: string): boolean {
  return spawnSync(shell, ["-c", "true"]).status === 0;
}

const scripts = new Map<string, string>();
beforeAll(async () => {
  for (const shell of ["bash", "zsh", "fish"]) {
    const { status, stdout } = await runCli(`completion ${shell}`);
    expect(status).toBe(0);
    scripts.set(shell, stdout);
  }
});

describe.each(["bash", "zsh", "fish"])("the completion for %s", (shell) => {
  it("knows every command", () => {
    for (const name of Object.keys(COMMANDS)) expect(scripts.get(shell)).toContain(name.split(" ")[0]);
  });

  it.skipIf(!has(shell))("is a script that the shell reads", () => {
    const { status, stderr } = spawnSync(shell, ["-n"], { input: scripts.get(shell), encoding: "utf8" });
    expect(stderr).toBe("");
    expect(status).toBe(0);
  });
});

describe.skipIf(!has("bash"))("in bash", () => {
  /** What bash offers after these words, the last of them being typed. */
  function offered(...words: readonly string[]): readonly string[] {
    const quoted = words.map((word) => `'${word}'`).join(" ");
    const ask = `COMP_WORDS=(${quoted}); COMP_CWORD=${words.length - 1}; _sector_rank; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const { stdout } = spawnSync("bash", ["--norc"], { input: `${scripts.get("bash")}\n${ask}\n`, encoding: "utf8" });
    return stdout.split("\n").filter((line) => line !== "");
  }

  it("offers commands", () => {
    expect(offered("sector-rank", "reg")).toEqual(["regions"]);
    expect(offered("sector-rank", "")).toContain("rank");
  });

  it("offers a command's options", () => {
    expect(offered("sector-rank", "rank", "--min-e")).toEqual(["--min-employment", "--min-establishments"]);
    expect(offered("sector-rank", "regions", "--cou")).toEqual(["--counties"]);
  });

  it("offers an option's choices", () => {
    expect(offered("sector-rank", "rank", "--suppressed", "")).toEqual(["estimate", "estimate-all", "drop"]);
    expect(offered("sector-rank", "rank", "--format", "j")).toEqual(["json"]);
    expect(offered("sector-rank", "completion", "z")).toEqual(["zsh"]);
  });

  it("offers no words where free text belongs", () => {
    expect(offered("sector-rank", "rank", "--year", "")).toEqual([]);
  });
});

describe("in PowerShell", () => {
  it("stands in quotes that end where they should: PowerShell takes curly ones for straight ones", async () => {
    const { stdout } = await runCli("completion powershell");
    expect(stdout).not.toMatch(/[‘’‚‛]/);
    expect(stdout).toContain("'Rank a region''s industries by weighted factors, with the short list'");
    for (const line of stdout.split("\n")) expect(line.split("'").length % 2, line).toBe(1);
  });
});
