import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { rolldown } from "rolldown";
import { isBuilt } from "../../scripts/build-stamp.mjs";
import { ROOT } from "./run-cli.js";

export interface BuiltCli {
  /** The script to hand to node. */
  readonly script: string;
  remove(): void;
}

/** The command line for tests that need a real process: as it is shipped where `dist/` is of these sources. */
export async function shippedCli(): Promise<BuiltCli> {
  return isBuilt() ? { script: join(ROOT, "bin/sector-rank.js"), remove: () => undefined } : buildCli();
}

/**
 * The command line as JavaScript files, one for each of ours, for tests that look into its modules. `dist/` is
 * left alone, since it may be of another day.
 */
export async function buildCli(): Promise<BuiltCli> {
  const cache = join(ROOT, "node_modules/.cache");
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, "sector-rank-"));
  const bundle = await rolldown({
    // Threads are files of their own, which nothing imports.
    input: [
      "src/cli/main.ts",
      "src/sweep/sweep-thread.ts",
      "src/sweep/piece-thread.ts",
      "src/qcew/read/threads/thread.ts",
      "src/render/png-thread.ts",
    ].map((file) => join(ROOT, file)),
    platform: "node",
    external: [/^[^./]/],
    resolve: { extensionAlias: { ".js": [".ts", ".js"] } },
    checks: { ineffectiveDynamicImport: false },
  });
  await bundle.write({
    dir: join(folder, "dist"),
    format: "esm",
    preserveModules: true,
    preserveModulesRoot: join(ROOT, "src"),
    entryFileNames: "[name].js",
  });
  await bundle.close();
  const script = join(folder, "sector-rank.mjs");
  writeFileSync(
    script,
    'import { main } from "./dist/cli/main.js";\nprocess.exitCode = await main(process.argv.slice(2));\n',
  );
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  return {
    script,
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
