// Draws the pictures of docs/ again, after a build. test/docs/pictures.test.ts says when they are old.
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = join(root, "docs/pictures");
const columbus = ["--qcew", "data/demo", "--region", "C1814"];
const allYears = ["../shared/data/qcew/annual/columbus-oh", "../shared/data/qcew/annual/us"];
const pictures = [
  { argv: ["demo"], names: ["bubble.svg", "bubble.png", "bars.svg", "intervals.svg"] },
  { argv: ["sensitivity", ...columbus], names: ["sensitivity.svg"] },
  { argv: ["shift-share", ...columbus], names: ["shift-share.svg"] },
  { argv: ["commute", "built-in/commuting/kansas-2021.csv", "--region", "C4862"], names: ["flow.svg"] },
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

// The page and the brief as people see them, where there is a browser.
const browserPath = "/usr/bin/chromium";
if (existsSync(browserPath)) {
  const { chromium } = await import("playwright-core");
  const made = mkdtempSync(join(tmpdir(), "sector-rank-pictures-"));
  const out = ["ranking.html", "brief.html"].flatMap((name) => ["--out", join(made, name)]);
  spawnSync(process.execPath, [join(root, "bin/sector-rank.js"), "demo", ...out], { cwd: root, stdio: "ignore" });
  const browser = await chromium.launch({ executablePath: browserPath, args: ["--no-sandbox", "--disable-gpu"] });
  for (const [name, file, width, height, fullPage] of [
    ["page.png", "ranking.html", 1366, 768, false],
    ["brief.png", "brief.html", 850, 1100, true],
  ]) {
    const page = await browser.newPage({ viewport: { width, height } });
    await page.goto(pathToFileURL(join(made, file)).href);
    // How safe places are is drawn a moment later.
    await page.waitForTimeout(1000);
    await page.screenshot({ path: join(folder, name), fullPage });
  }
  await browser.close();
  rmSync(made, { recursive: true, force: true });
} else process.stderr.write(`page.png and brief.png are left as they are: no ${browserPath}\n`);
