// Compiles src/ into dist/: JavaScript and declarations for users of the library, and in dist/program the same
// modules in few files for the command line. Loading 80 small files costs as much as starting Node itself.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, isAbsolute, join, resolve } from "node:path";
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

// What only estimates need is loaded when the first cell is estimated: all that is reached through this module alone.
const estimating = join(dist, "suppression/whole-year.js");
const elsewhere = new Set(atStart);
for (const name of commands) staticImports(join(dist, name), elsewhere, new Set([estimating]));
const LAZY = new Set(["./estimates", "./simple-statistics"]);
const estimates = new Set([...staticImports(estimating, new Set())].filter((file) => !elsewhere.has(file)));

// Names and lines stay, for the stack of a bug of ours. Without comments, and with characters of one byte alone, the text
// takes a third of the memory and is read in half the time.
const readable = {
  compress: false,
  mangle: false,
  codegen: { removeWhitespace: false, asciiOnly: true },
};

/**
 * Packages that are part of the program, with their licences beside it: those that every run loads, and those that are
 * modules only, which CommonJS can't load before Node 20.19. The others stay packages.
 */
const BUNDLED = ["commander", "simple-statistics", "d3-scale", "hyparquet-writer", "hucre/xlsx"];
const isPackage = (id, importer) => {
  if (id.startsWith("node:")) return !isUnusedProcess(id, importer);
  return (
    /^[^./\0]/.test(id) && !isAbsolute(id) && !BUNDLED.includes(id) && !/[/\\]node_modules[/\\]/.test(importer ?? "")
  );
};

/** What commander starts subcommands with that are programs of their own. We have none, and loading it takes time. */
const isUnusedProcess = (id, importer) => id === "node:child_process" && /[/\\]commander[/\\]/.test(importer ?? "");
const withoutProcesses = {
  name: "without-processes",
  resolveId: (id, importer) => (isUnusedProcess(id, importer) ? "\0processes" : undefined),
  load: (id) => (id === "\0processes" ? "export default {};" : undefined),
};

const program = join(dist, "program");
const bundle = await rolldown({
  input: { main: entry },
  platform: "node",
  preserveEntrySignatures: "allow-extension",
  external: isPackage,
  plugins: [withoutProcesses],
  checks: { ineffectiveDynamicImport: false },
});
const written = await bundle.write({
  dir: program,
  format: "cjs",
  minify: readable,
  comments: false,
  // A command's file is named after its folder, for stacks that a reader understands.
  chunkFileNames: ({ name, facadeModuleId }) =>
    name === "command" && facadeModuleId ? `${basename(dirname(facadeModuleId))}-[name].cjs` : "[name].cjs",
  entryFileNames: "[name].cjs",
  codeSplitting: {
    includeDependenciesRecursively: false,
    groups: [
      { name: "start", test: (id) => atStart.has(resolve(id)) || /[/\\]commander[/\\]|^\0/.test(id), priority: 4 },
      { name: "estimates", test: isOf(estimates), priority: 3 },
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
  const thread = await rolldown({ input: join(dist, code), platform: "node", external: isPackage });
  await thread.write({
    dir: program,
    format: "esm",
    minify: readable,
    comments: false,
    chunkFileNames: `${basename(code, ".js")}-[name].js`,
  });
  await thread.close();
}

requireNoCircles(written.output.filter(({ type }) => type === "chunk"));
const chunks = written.output.filter(({ type }) => type === "chunk").map(({ fileName }) => fileName);
for (const name of chunks) writeFileSync(join(program, name), linked(readFileSync(join(program, name), "utf8")));
writeFileSync(join(program, "import-package.cjs"), "module.exports = (name) => import(name);\n");
const identity = createHash("sha256");
for (const name of chunks.sort()) identity.update(`${name}\n`).update(readFileSync(join(program, name)));
writeFileSync(join(program, "version.txt"), identity.digest("hex").slice(0, 16));
writeFileSync(join(program, "licenses.txt"), licenses(written.output.flatMap(({ moduleIds }) => moduleIds ?? [])));

// After the program, since a page of a ranking takes it up whole.
writeFileSync(join(dist, "page/program.js"), await pageProgram(join(dist, "page/main.js")));

if (status === 0) {
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, inputs);
}

/**
 * A chunk as it loads and runs fastest: what it takes from others are constants, not looked up through a getter each time;
 * a chunk of LAZY is loaded where something of it is used first.
 */
function linked(code) {
  const getter =
    /Object\.defineProperty\(exports, "([\w$]+)", \{\n\tenumerable: true,\n\tget: function\(\) \{\n\t\treturn ([\w$]+);\n\t\}\n\}\);/g;
  let text = code.replace(getter, "exports.$1 = $2;");
  for (const [line, chunk, path] of code.matchAll(/^const (require_\w+) = require\("(\.\/[\w-]+)\.cjs"\);$/gm)) {
    const used = new RegExp(`\\b${chunk}\\.([\\w$]+)`, "g");
    if (LAZY.has(path)) {
      text = text.replace(used, `${chunk}().$1`).replace(line, () => `const ${chunk} = () => require("${path}.cjs");`);
    } else {
      const names = [...new Set([...text.matchAll(used)].map(([, name]) => name))];
      const constants = names.map((name) => `${name}: ${chunk}$${name}`).join(", ");
      text = text
        .replace(used, (_, name) => `${chunk}$${name}`)
        .replace(line, () => `const { ${constants} } = require("${path}.cjs");`);
    }
  }
  // A script that was kept translated can't import by itself on Node 20.
  const importing = text.replace(/\bimport\(("[^"]+")\)/g, 'require("./import-package.cjs")($1)');
  if (/\bimport\(/.test(importing)) throw new Error("a package is imported whose name is computed");
  return importing;
}

/** The licences of all packages that these modules are of. */
function licenses(modules) {
  const inPackage = /^(.*[/\\]node_modules[/\\](?:@[^/\\]+[/\\])?[^/\\]+)[/\\]/;
  const folders = new Set(modules.map((file) => inPackage.exec(file)?.[1]).filter((folder) => folder !== undefined));
  const texts = [...folders].sort().map((folder) => {
    const { name, version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
    if (!file) throw new Error(`${name} has no licence to print`);
    return `${name} ${version}\n\n${readFileSync(join(folder, file), "utf8").trim()}\n`;
  });
  return texts.join("\n\n");
}

/** Constants are there to be taken only where no chunk is loaded while one that it needs is loading. */
function requireNoCircles(chunks) {
  const imports = new Map(chunks.map(({ fileName, imports }) => [fileName, imports]));
  const visit = (name, path) => {
    if (path.includes(name)) throw new Error(`chunks import each other: ${[...path, name].join(", ")}`);
    for (const imported of imports.get(name) ?? []) {
      if (!LAZY.has(`./${basename(imported, ".cjs")}`)) visit(imported, [...path, name]);
    }
  };
  for (const name of imports.keys()) visit(name, []);
}

/** A file and all that it imports without `import()`, except for what is reached through `except` alone. */
function staticImports(file, found, except = new Set()) {
  found.add(file);
  for (const [, path] of readFileSync(file, "utf8").matchAll(
    /^(?:import|export)\b(?:[^;"]*?\bfrom)?\s*"(\.[^"]+)";/gm,
  )) {
    const imported = join(dirname(file), path);
    if (!found.has(imported) && !except.has(imported)) staticImports(imported, found, except);
  }
  return found;
}
