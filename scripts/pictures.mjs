// Draws the pictures of docs/ again, after a build. test/docs/pictures.test.ts says when they are old.
import { existsSync, mkdirSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = join(root, "docs/pictures");
const columbus = ["--qcew", "data/demo", "--region", "C1814"];
const allYears = ["../shared/data/qcew/annual/columbus-oh", "../shared/data/qcew/annual/us"];
const pictures = [
  { argv: ["demo"], names: ["bubble.svg", "bubble.png", "bars.svg", "intervals.svg"] },
  { argv: ["sensitivity", ...columbus], names: ["sensitivity.svg"] },
  { argv: ["shift-share", ...columbus], names: ["shift-share.svg"] },
];
// The demo's data has two years only; the folder with more lies beside the project where it is developed.
if (allYears.every((path) => existsSync(join(root, path)))) {
  const argv = ["rank", ...allYears.flatMap((path) => ["--qcew", path]), "--region", "C1814"];
  pictures.push({ argv, names: ["history.svg"] });
} else process.stderr.write("history.svg is left as it is: it needs ../shared/data/qcew\n");

mkdirSync(folder, { recursive: true });
for (const { argv, names } of pictures) {
  const out = names.flatMap((name) => ["--out", join(folder, name)]);
  const { status } = spawnSync(process.execPath, [join(root, "bin/sector-rank.js"), ...argv, ...out], {
    cwd: root,
    stdio: ["ignore", "ignore", "inherit"],
  });
  process.exitCode ||= status ?? 1;
}
