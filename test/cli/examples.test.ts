import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { examplesRecord } from "../../scripts/examples-record.mjs";
import { COMMANDS } from "../../src/cli/commands.js";
import { makeFolder, removeFolder, runCli } from "./run-cli.js";

const loaded = await Promise.all(
  Object.entries(COMMANDS).map(async ([name, { load }]) => ({ name, examples: (await load()).examples })),
);

/** Whether scripts/packed-examples.mjs ran them all: it asks the same of them, and of the installed package. */
const haveRun = existsSync(examplesRecord());

// `run` has none: without a config there is nothing to run.
describe.each(loaded.filter(({ examples }) => examples.length > 0))(
  "the examples in the help of $name",
  ({ examples }) => {
    it.each(examples)("$argv", async ({ argv, says, status: expected = 0 }) => {
      expect(says).not.toMatch(/\.$/);
      if (haveRun) return;
      const folder = makeFolder();
      try {
        const { status, stderr } = await runCli(argv, { cwd: folder });
        expect(stderr).not.toContain("error:");
        expect(status, stderr).toBe(expected);
      } finally {
        removeFolder(folder);
      }
    });
  },
);
