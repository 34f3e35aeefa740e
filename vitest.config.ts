import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 60_000,
    // Files of one process share the reference tables; two cores are what a small machine has.
    maxWorkers: 2,
  },
});
