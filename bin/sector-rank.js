#!/usr/bin/env node
import module from "node:module";
import { setFlagsFromString } from "node:v8";

// Node 20 optimizes code so early that a third of a short run's processor time goes into it. Fifteen times as late, a
// run of seconds saves that, and a long one loses nothing that can be measured. Later Nodes wait by themselves.
if (process.versions.node.startsWith("20.")) setFlagsFromString("--interrupt-budget=1000000");
// New objects get as little room as at the start: with more a run of seconds spends longer on memory that it touches for
// the first time than on collecting more often, and takes a tenth to a fifth more memory. V8 sets it back when a thread starts.
const giveLittleRoom = () => setFlagsFromString("--semi-space-growth-factor=1");
giveLittleRoom();
process.on("worker", (worker) => worker.once("online", giveLittleRoom));

// Newer Nodes keep the program as they translated it, in the system's folder for temporary files or where
// NODE_COMPILE_CACHE says, and start the sooner; where they can't, they translate it again.
module.enableCompileCache?.();

const { main } = await import("../dist/program/main.js");
process.exitCode = await main(process.argv.slice(2));
