// Installs the package as a user does, from what `npm pack` makes of the built checkout, and runs every example of the help
// with it, each in an empty folder. Prints those that fail, and ends with status 1 if any does; otherwise it keeps that
// they ran, so that the tests need not run them again.
import { execFile, execFileSync } from "node:child_process";
import { mkdtempSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { examplesRecord } from "./examples-record.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), "sector-rank-packed-"));
const npm = process.platform === "win32" ? "npm.cmd" : "npm";
/** So many run side by side. */
const LANES = 2;

/** A command line of the help, as words: blanks and double quotes are all that they have. */
const wordsOf = (argv) => [...argv.matchAll(/"([^"]*)"|\S+/g)].map(([word, quoted]) => quoted ?? word);

function run(program, words, cwd) {
  return new Promise((resolve) => {
    execFile(process.execPath, [program, ...words], { cwd, maxBuffer: 2 ** 28 }, (error, _, stderr) =>
      resolve({ status: error ? (error.code ?? error.signal) : 0, stderr }),
    );
  });
}

try {
  execFileSync(npm, ["pack", "--ignore-scripts", "--silent", "--pack-destination", scratch], { cwd: root });
  const archive = readdirSync(scratch).find((name) => name.endsWith(".tgz"));
  const global = join(scratch, "global");
  const install = ["install", "--global", "--prefix", global, "--silent", "--no-audit", "--no-fund"];
  execFileSync(npm, [...install, join(scratch, archive)], { cwd: scratch });
  const program = join(
    global,
    process.platform === "win32" ? "" : "lib",
    "node_modules/sector-rank/bin/sector-rank.js",
  );
  const { COMMANDS } = await import(pathToFileURL(join(root, "dist/cli/commands.js")).href);
  const examples = [];
  for (const { load } of Object.values(COMMANDS)) examples.push(...(await load()).examples);
  const failed = [];
  let next = 0;
  const lane = async () => {
    for (let index = next++; index < examples.length; index = next++) {
      const { argv, status: expected = 0 } = examples[index];
      const cwd = join(scratch, `folder-${index}`);
      mkdirSync(cwd);
      const { status, stderr } = await run(program, wordsOf(argv), cwd);
      const isAsExpected = status === expected && !stderr.includes("error:");
      if (!isAsExpected) failed.push(`sector-rank ${argv}: status ${status}, not ${expected}\n${stderr}`);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  process.stdout.write(`${examples.length - failed.length} of ${examples.length} examples of the help ran\n`);
  for (const one of failed) process.stderr.write(`${one}\n`);
  if (failed.length > 0 || examples.length === 0) process.exitCode = 1;
  else {
    mkdirSync(dirname(examplesRecord()), { recursive: true });
    writeFileSync(examplesRecord(), "");
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
