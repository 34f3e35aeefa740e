import { defineConfig } from "vitest/config";

const report = process.env["SECTOR_RANK_TEST_REPORT"];

// As bin/sector-rank.js: Node 20 spends a sixth of the tests' time on optimizing code that runs no more.
const isNode20 = process.versions.node.startsWith("20.");

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 900_000,
    hookTimeout: 900_000,
    // Two cores are what a small machine has.
    maxWorkers: 2,
    ...(isNode20 && { execArgv: ["--interrupt-budget=1000000"] }),
    // Loading every module again for each file takes a third of the whole. No test leaves anything changed behind it.
    isolate: false,
    // A diff of two long texts takes hours where they differ throughout.
    diff: { truncateThreshold: 500 },
    reporters: report ? ["default", ["json", { outputFile: report }]] : ["default"],
  },
});
