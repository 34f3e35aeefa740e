"use strict";
// The program as V8 translated it, kept between runs for Nodes that don't do so themselves (before 22.8). Translating takes
// as long as the work of a short run. To be removed with the last of those Nodes.
const fs = require("node:fs");
const { tmpdir } = require("node:os");
const { dirname, join } = require("node:path");
const vm = require("node:vm");

/** What V8 makes of a file of CommonJS is kept for a function of this head. */
const HEAD = "(function (exports, require, module, __filename, __dirname) { ";

/**
 * Loads the program's `main`, with what is kept of runs of the same command.
 *
 * @returns `main`, and `keep`, which is called with the status at the end of a run and keeps what is new
 */
exports.loadProgram = (folder, argv) => {
  const file = cacheFile(folder, argv);
  const kept = file === undefined ? new Map() : readKept(file);
  const scripts = new Map();
  const modules = new Map();
  let isNew = false;
  const load = (path) => {
    const known = modules.get(path);
    if (known) return known.exports;
    const code = `${HEAD}${fs.readFileSync(path, "latin1")}\n})`;
    const name = path.slice(folder.length + 1);
    const cachedData = kept.get(name);
    const script = new vm.Script(code, {
      filename: path,
      columnOffset: -HEAD.length,
      cachedData,
    });
    if (!cachedData || script.cachedDataRejected) isNew = true;
    scripts.set(name, script);
    const module = { exports: {} };
    modules.set(path, module);
    const requireFrom = (id) => {
      if (!id.startsWith("./")) return require(id);
      // Only what Node itself loaded can import.
      return id === "./import-package.cjs" ? require(join(folder, id)) : load(join(folder, id));
    };
    script.runInThisContext().call(module.exports, module.exports, requireFrom, module, path, folder);
    return module.exports;
  };
  const { main } = load(join(folder, "main.cjs"));
  return {
    main,
    keep: (status) => {
      // A run that failed has used too little of the program.
      if (file === undefined || !isNew || (status !== 0 && status !== 4)) return;
      for (const [name, script] of scripts) kept.set(name, script.createCachedData());
      writeKept(file, kept);
    },
  };
};

/**
 * One file for each command, program, Node and kind of help, which use different functions; undefined where there is no
 * folder for it. V8 runs what it reads there unchecked, so the folder and the file must be the user's own, and nobody
 * else may write or read there.
 */
function cacheFile(program, argv) {
  try {
    const folder = join(
      process.env.NODE_COMPILE_CACHE || tmpdir(),
      `sector-rank.cache-${process.getuid?.() ?? "user"}`,
    );
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (!isOwn(fs.lstatSync(folder)) || !fs.lstatSync(folder).isDirectory()) return undefined;
    const version = fs.readFileSync(join(program, "version.txt"), "latin1");
    const command = /^[a-z][a-z-]{1,30}$/.test(argv[0] ?? "") ? argv[0] : "none";
    const help = argv.some((text) => /^(?:-h|--help)$/.test(text)) ? "-help" : "";
    return join(folder, `${version}-${process.version}-${process.arch}-${command}${help}`);
  } catch {
    return undefined;
  }
}

function isOwn({ uid, mode }) {
  // Windows keeps temporary files in a folder of the user's.
  return process.getuid === undefined || (uid === process.getuid() && (mode & 0o077) === 0);
}

/** Parts of the file by name: the length of its head, the head as JSON with each part's length, and the parts. */
function readKept(file) {
  const kept = new Map();
  let descriptor;
  try {
    descriptor = fs.openSync(file, fs.constants.O_RDONLY | (fs.constants.O_NOFOLLOW ?? 0));
    const state = fs.fstatSync(descriptor);
    if (!state.isFile() || !isOwn(state)) return kept;
    const bytes = Buffer.allocUnsafe(state.size);
    if (fs.readSync(descriptor, bytes, 0, bytes.length, 0) !== bytes.length) return kept;
    let at = 4 + bytes.readUInt32LE(0);
    const parts = JSON.parse(bytes.latin1Slice(4, at));
    if (parts.reduce((end, [, length]) => end + length, at) !== bytes.length) return kept;
    for (const [name, length] of parts) kept.set(name, bytes.subarray(at, (at += length)));
  } catch {
    // There is none yet, or it is not ours: the program is translated again.
  } finally {
    if (descriptor !== undefined) fs.closeSync(descriptor);
  }
  return kept;
}

/** Whole or not at all, also where the machine stops meanwhile: V8 does not notice a damaged file. */
function writeKept(file, kept) {
  const temporary = join(dirname(file), `.${process.pid}-${Date.now()}.tmp`);
  try {
    const head = Buffer.from(JSON.stringify([...kept].map(([name, { length }]) => [name, length])));
    const size = Buffer.alloc(4);
    size.writeUInt32LE(head.length);
    const descriptor = fs.openSync(temporary, "wx", 0o600);
    try {
      for (const part of [size, head, ...kept.values()]) fs.writeSync(descriptor, part);
      fs.fsyncSync(descriptor);
    } finally {
      fs.closeSync(descriptor);
    }
    fs.renameSync(temporary, file);
  } catch {
    fs.rmSync(temporary, { force: true });
  }
}
