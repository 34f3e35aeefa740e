import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { makeFolder, removeFolder, runCli } from "../cli/run-cli.js";

it("draws the parts of each change, and a mark where they add up to", async () => {
  const folder = makeFolder();
  try {
    const { status, stderr } = await runCli(
      "shift-share --qcew data/demo --region C1814 --level sector --out bars.svg",
      {
        cwd: folder,
      },
    );
    expect(status, stderr).toBe(0);
    const svg = readFileSync(join(folder, "bars.svg"), "utf8");
    const marks = svg.match(/<path [^>]*stroke-width="3"/g) ?? [];
    const bars = svg.match(/<title>(?:National growth|Industry mix|Competitive share): /g) ?? [];
    expect(marks.length).toBe(14);
    // Three parts a bar; one of exactly 0 is not drawn, and none is here.
    expect(bars.length).toBe(3 * 14);
    expect(svg).toContain("the 14 largest changes of");
  } finally {
    removeFolder(folder);
  }
});
