// Runs the property tests again and again, each time with new seeds, and stops at the first that fails.
//
//   node scripts/property-runs.mjs          twenty runs
//   node scripts/property-runs.mjs 5        five
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const runs = Number(process.argv[2] ?? 20);

// A file that draws its own inputs imports fast-check, whose seeds are new in every run.
const files = readdirSync(join(root, "test"), { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".test.ts"))
  .map((name) => join("test", name))
  .filter((name) => readFileSync(join(root, name), "utf8").includes('from "fast-check"'));

const vitest = join(root, "node_modules/vitest/vitest.mjs");
for (let run = 1; run <= runs; run++) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [vitest, "run", ...files], {
    cwd: root,
    encoding: "utf8",
  });
  if (status !== 0) {
    console.log(stdout + stderr);
    console.log(`run ${run} of ${runs} failed; the seed stands above`);
    process.exit(1);
  }
  console.log(`run ${run} of ${runs}: ${files.length} files passed`);
}
