// Runs the golden cases; with --accept, what comes out becomes what is expected.
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const vitest = join(dirname(createRequire(import.meta.url).resolve("vitest/package.json")), "vitest.mjs");
const accepts = process.argv.includes("--accept");
const { status } = spawnSync(process.execPath, [vitest, "run", "test/golden"], {
  stdio: "inherit",
  env: { ...process.env, ...(accepts && { SECTOR_RANK_ACCEPT_GOLDEN: "1" }) },
});
process.exitCode = status ?? 1;
