#!/usr/bin/env node
"use strict";
const module_ = require("node:module");
const { join } = require("node:path");
const { setFlagsFromString } = require("node:v8");

// Node 20 optimizes code so early that a third of a short run's processor time goes into it. Fifteen times as late, a
// run of seconds saves that, and a long one loses nothing that can be measured. Later Nodes wait by themselves.
if (process.versions.node.startsWith("20.")) setFlagsFromString("--interrupt-budget=1000000");
// New objects get as little room as at the start: with more a run of seconds spends longer on memory that it touches for
// the first time than on collecting more often, and takes a tenth to a fifth more memory. V8 sets it back when a thread starts.
const giveLittleRoom = () => setFlagsFromString("--semi-space-growth-factor=1");
giveLittleRoom();
process.on("worker", (worker) => worker.once("online", giveLittleRoom));

const { main, keep } = load(join(__dirname, "../dist/program"), process.argv.slice(2));

// What a run ends with that waits for something that never comes.
process.exitCode = 13;
void main(process.argv.slice(2)).then((status) => {
  process.exitCode = status;
  keep?.(status);
});

/**
 * The program. Newer Nodes keep it as they translated it, in the system's folder for temporary files or where
 * NODE_COMPILE_CACHE says, and start the sooner; for those before 22.8 `code-cache.js` does.
 */
function load(program, argv) {
  if (module_.enableCompileCache) module_.enableCompileCache();
  else if (process.env.NODE_DISABLE_COMPILE_CACHE !== "1") return require("./code-cache.js").loadProgram(program, argv);
  return require(join(program, "main.cjs"));
}
