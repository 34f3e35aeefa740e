import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";
import { ROOT } from "./run-cli.js";

export interface BuiltCli {
  /** The script to hand to node. */
  readonly script: string;
  remove(): void;
}

/**
 * The command line as JavaScript files of its own, for tests that need a real process. Types are not checked,
 * so it takes a second; `dist/` is left alone, since it may be of another day.
 */
export function buildCli(): BuiltCli {
  const cache = join(ROOT, "node_modules/.cache");
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, "sector-rank-"));
  const source = join(ROOT, "src");
  for (const name of readdirSync(source, { recursive: true, encoding: "utf8" })) {
    if (!name.endsWith(".ts")) continue;
    const { outputText } = ts.transpileModule(readFileSync(join(source, name), "utf8"), {
      compilerOptions: {
        target: ts.ScriptTarget.ES2022,
        module: ts.ModuleKind.ESNext,
        verbatimModuleSyntax: true,
      },
    });
    const target = join(folder, "dist", name.replace(/\.ts$/, ".js"));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, outputText);
  }
  cpSync(join(ROOT, "bin"), join(folder, "bin"), { recursive: true });
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  return {
    script: join(folder, "bin/sector-rank.js"),
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
