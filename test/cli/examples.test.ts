import { describe, expect, it } from "vitest";
import { COMMANDS } from "../../src/cli/commands.js";
import { makeFolder, removeFolder, runCli } from "./run-cli.js";

const loaded = await Promise.all(
  Object.entries(COMMANDS).map(async ([name, { load }]) => ({ name, examples: (await load()).examples })),
);

// `run` has none: without a config there is nothing to run.
describe.each(loaded.filter(({ examples }) => examples.length > 0))(
  "the examples in the help of $name",
  ({ examples }) => {
    it.each(examples)("$argv", async ({ argv, says, status: expected = 0 }) => {
      expect(says).not.toMatch(/\.$/);
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
