// Compiles src/ into dist/: JavaScript and declarations for users of the library, and in dist/program the same
// modules in few files for the command line. Loading 80 small files costs as much as starting Node itself.
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import { hashInputs, isBuilt, stamp } from "./build-stamp.mjs";
import { pageProgram } from "./page-program.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const dist = join(root, "dist");
const entry = join(dist, "cli/main.js");

// What is built already is not built again: the tests' command and the demo's build first.
if (isBuilt()) process.exit(0);
const inputs = hashInputs();
rmSync(stamp, { force: true });

rmSync(dist, { recursive: true, force: true });
const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
// Types are checked by `npm run check`; leaving that out here halves the time to a first run.
const { status } = spawnSync(process.execPath, [tsc, "-p", "tsconfig.build.json", "--noCheck"], {
  cwd: root,
  stdio: "inherit",
});
process.exitCode = status ?? 1;

// What a plain table of industries needs is one file, since every ranking builds on it, and what other commands share
// is another; what only a dynamic import reaches (YAML, zip, workbooks) stays apart.
const atStart = staticImports(entry, new Set());
const commands = readdirSync(dist, { recursive: true }).filter((name) => /(^|[/\\-])command\.js$/.test(name));
const uses = new Map();
for (const name of commands) {
  if (resolve(dist, name) === join(dist, "command/command.js")) continue;
  for (const file of staticImports(join(dist, name), new Set())) uses.set(file, (uses.get(file) ?? 0) + 1);
}

const table = staticImports(join(dist, "industries/command.js"), new Set());
for (const reader of ["qcew/read/read.js", "qcew/store/read-store.js"]) {
  // Of what reads files only the parts that others need at their start; the rest is loaded when there is a file.
  for (const file of staticImports(join(dist, reader), new Set())) if (uses.get(file) > 1) table.add(file);
}
// YAML takes 50 ms to load, for configs and published methods alone: what imports it stays out of what every run loads.
const yaml = join(dist, "files/yaml-config.js");
const needsYaml = new Set([...uses.keys()].filter((file) => staticImports(file, new Set()).has(yaml)));
const isShared = (id) => uses.get(resolve(id)) > 1 && !needsYaml.has(resolve(id));
// What a ranking needs besides is a third, so that it does not load what only other commands share.
const ranking = staticImports(join(dist, "rank/command.js"), new Set());
// So small that finding them takes longer than reading them, and wanted by most runs.
const output = new Set(["csv", "notes", "text-style"].map((name) => join(dist, "render", `${name}.js`)));
for (const file of output) for (const imported of staticImports(file, new Set())) output.add(imported);
const store = staticImports(join(dist, "qcew/store/read-store.js"), new Set());
const isOf = (files) => (id) => files.has(resolve(id));

// Names and lines stay, for the stack of a bug of ours. Without comments, and with characters of one byte alone, the text
// takes a third of the memory and is read in half the time.
const readable = {
  compress: false,
  mangle: false,
  codegen: { removeWhitespace: false, asciiOnly: true },
};

const bundle = await rolldown({
  input: { main: entry },
  platform: "node",
  // Packages stay packages: their licences, their updates.
  external: [/^[^./]/],
  checks: { ineffectiveDynamicImport: false },
});
await bundle.write({
  dir: join(dist, "program"),
  format: "esm",
  minify: readable,
  comments: false,
  // A command's file is named after its folder, for stacks that a reader understands.
  chunkFileNames: ({ name, facadeModuleId }) =>
    name === "command" && facadeModuleId ? `${basename(dirname(facadeModuleId))}-[name].js` : "[name].js",
  codeSplitting: {
    groups: [
      { name: "start", test: (id) => atStart.has(resolve(id)), priority: 3 },
      { name: "common", test: (id) => (isShared(id) && table.has(resolve(id))) || isOf(output)(id), priority: 2 },
      { name: "ranking", test: (id) => isShared(id) && isOf(ranking)(id), priority: 1 },
      { name: "store", test: (id) => !isShared(id) && isOf(store)(id), priority: 0 },
      { name: "shared", test: isShared, priority: 0 },
    ],
  },
});
await bundle.close();

// Second threads that read and measure have files of their own: they start in a third of the time that their modules one
// by one take.
for (const code of ["qcew/read/threads/thread.js", "sweep/piece-thread.js"]) {
  const thread = await rolldown({ input: join(dist, code), platform: "node", external: [/^[^./]/] });
  await thread.write({
    dir: join(dist, "program"),
    format: "esm",
    minify: readable,
    comments: false,
    chunkFileNames: `${basename(code, ".js")}-[name].js`,
  });
  await thread.close();
}

// After the program, since a page of a ranking takes it up whole.
writeFileSync(join(dist, "page/program.js"), await pageProgram(join(dist, "page/main.js")));

if (status === 0) {
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, inputs);
}

/** A file and all that it imports without `import()`. */
function staticImports(file, found) {
  found.add(file);
  for (const [, path] of readFileSync(file, "utf8").matchAll(
    /^(?:import|export)\b(?:[^;"]*?\bfrom)?\s*"(\.[^"]+)";/gm,
  )) {
    const imported = join(dirname(file), path);
    if (!found.has(imported)) staticImports(imported, found);
  }
  return found;
}
