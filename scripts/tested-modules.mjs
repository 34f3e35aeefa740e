import { cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { hashInputs, isBuilt } from "./build-stamp.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const dist = join(root, "dist");
const kept = join(root, "node_modules/.cache/tested");

/** After that long no run of tests has a use for modules of other sources. */
const OLD = 24 * 3600 * 1000;

/**
 * The folder of the modules that the build made of these very sources, for tests to load as Node does; undefined where
 * they were not built. Translating them for the tests alone takes as long as building them.
 *
 * It is a copy without the code of threads: the tests compute in one thread what programs divide among several, and
 * compare the two where there is a choice.
 */
export function testedModules() {
  if (!isBuilt()) return undefined;
  const folder = join(kept, hashInputs().slice(0, 16));
  if (existsSync(folder)) return folder;
  const made = `${folder}-${process.pid}`;
  const threads = new Set(listThreadCode());
  const isTested = (path) => path !== join(dist, "program") && !path.endsWith(".d.ts") && !threads.has(path);
  cpSync(dist, made, { recursive: true, filter: isTested });
  // What lies below node_modules belongs to no package by itself.
  writeFileSync(join(made, "package.json"), '{ "type": "module" }\n');
  try {
    renameSync(made, folder);
  } catch {
    // Another run was first.
    rmSync(made, { recursive: true });
  }
  for (const name of readdirSync(kept)) {
    const other = join(kept, name);
    if (Date.now() - statSync(other).mtimeMs > OLD) rmSync(other, { recursive: true, force: true });
  }
  return folder;
}

/** Files that are named as threads and that no module imports. */
function listThreadCode() {
  const names = readdirSync(dist, { recursive: true, encoding: "utf8" }).filter(
    (name) => name.endsWith(".js") && !name.startsWith("program"),
  );
  const imported = new Set();
  for (const name of names) {
    const text = readFileSync(join(dist, name), "utf8");
    for (const [, path] of text.matchAll(/\b(?:from|import)\b\s*\(?\s*"(\.[^"]*thread\.js)"/g)) {
      imported.add(join(dist, dirname(name), path));
    }
  }
  return names.map((name) => join(dist, name)).filter((file) => file.endsWith("thread.js") && !imported.has(file));
}
