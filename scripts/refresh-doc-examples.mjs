// Writes what the commands print now into the examples of README.md and docs/, and the code's tables into their places.
// test/docs does it, set to accept; it still fails on what no run can correct, such as a dead link.
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const vitest = join(dirname(createRequire(import.meta.url).resolve("vitest/package.json")), "vitest.mjs");
const { status } = spawnSync(process.execPath, [vitest, "run", "test/docs"], {
  cwd: root,
  stdio: "inherit",
  env: { ...process.env, SECTOR_RANK_ACCEPT_DOCS: "1" },
});
process.exitCode = status ?? 1;
