import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { makeFolder, removeFolder, ROOT, runCli } from "../cli/run-cli.js";

const PICTURES = join(ROOT, "docs/pictures");

it("the pictures in docs/ are what the demo draws now (`npm run build && node scripts/pictures.mjs` draws them anew)", async () => {
  const names = readdirSync(PICTURES).sort();
  expect(names).toEqual(["bars.svg", "bubble.png", "bubble.svg", "intervals.svg"]);
  const folder = makeFolder();
  try {
    const { status, stderr } = await runCli(`demo ${names.map((name) => `--out ${name}`).join(" ")}`, { cwd: folder });
    expect(status, stderr).toBe(0);
    for (const name of names) {
      const drawn = readFileSync(join(folder, name));
      expect(drawn.equals(readFileSync(join(PICTURES, name))), name).toBe(true);
    }
  } finally {
    removeFolder(folder);
  }
});
