import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { NaicsVersion } from "../../src/core/codes.js";
import { readNaics } from "../../src/naics/read-naics.js";

const folder = fileURLToPath(new URL("../../../shared/data/qcew/", import.meta.url));

/** Industry codes in one of BLS's own files: the third column. */
function codesIn(file: string): Set<string> {
  const lines = readFileSync(folder + file, "utf8")
    .split("\n")
    .slice(1);
  return new Set(lines.flatMap((line) => line.split(",")[2]?.replaceAll('"', "") ?? []));
}

describe("our list of codes", () => {
  // Skipped where BLS's files are not beside the checkout.
  it.skipIf(!existsSync(folder)).each<[string, NaicsVersion]>([
    ["annual/us/2024_a_US000.csv", 2022],
    ["quarterly/2019_1_US000.csv", 2017],
  ])("is exactly that of the nation's rows in %s", (file, version) => {
    const ours = readNaics().codes(version);
    expect([...codesIn(file)].sort()).toEqual([...ours].sort());
  });
});
