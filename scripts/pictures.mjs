// Draws the pictures of docs/ anew from the built-in data, after a build. test/docs/pictures.test.ts says when they are old.
import { mkdirSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = join(root, "docs/pictures");
const files = ["bubble.svg", "bubble.png", "bars.svg", "intervals.svg"];

mkdirSync(folder, { recursive: true });
const out = files.flatMap((name) => ["--out", join(folder, name)]);
const { status } = spawnSync(process.execPath, [join(root, "bin/sector-rank.js"), "demo", ...out], {
  cwd: root,
  stdio: ["ignore", "ignore", "inherit"],
});
process.exitCode = status ?? 1;
