import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, it } from "vitest";

/** The folder of published files beside the project, which a clone does not have. */
const SHARED = fileURLToPath(new URL("../../../shared/data/", import.meta.url));

/** The path of a published file or folder under `../shared/data`. */
export function sharedData(path: string): string {
  return `${SHARED}${path}`;
}

/**
 * A group of tests that read published files from `../shared/data`. Where one is missing the group is skipped,
 * and its name says which files it misses.
 */
export function describeShared(name: string, paths: readonly string[], tests: () => void): void {
  const missing = paths.filter((path) => !existsSync(sharedData(path)));
  const reason = `no ${missing.map((path) => `../shared/data/${path}`).join(", ")}`;
  describeUnless(missing.length > 0 && reason, name, tests);
}

/** A group of tests that is skipped for a reason, which its name then says; `false` where there is none. */
export function describeUnless(reason: string | false, name: string, tests: () => void): void {
  if (reason === false) {
    describe(name, tests);
    return;
  }
  // The default reporter counts skipped groups without naming them.
  console.warn(`skipped: ${name}: ${reason}`);
  // The group itself is not run, since it may read files while its tests are collected.
  describe.skip(`${name} (skipped: ${reason})`, () => {
    it.skip(`skipped: ${reason}`);
  });
}
