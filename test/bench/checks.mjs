// What part of a run's time goes into comparing the rows that it reads with each other: a profile of whole runs, so that
// both parts are of one run, whatever else the machine does.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What makes the check, with all that it reads for it, in whichever command. */
const CHECKS = new Set(["checkConsistency", "periodNotes"]);

/** Milliseconds between samples of the stack. */
const INTERVAL = 0.2;

/**
 * @param command the program's arguments
 * @returns milliseconds that the process was busy, and those of them that checks took, by run
 */
export function timeChecks(bin, command, { cwd, runs, before = () => undefined }) {
  return Array.from({ length: runs }, () => {
    before();
    const folder = mkdtempSync(join(tmpdir(), "sector-rank-profile-"));
    try {
      const profiling = ["--cpu-prof", `--cpu-prof-interval=${INTERVAL * 1000}`, `--cpu-prof-dir=${folder}`];
      const { status, stderr } = spawnSync(process.execPath, [...profiling, bin, ...command], { cwd });
      if (status !== 0) throw new Error(`${command.join(" ")} ended with status ${status}: ${stderr}`);
      const profiles = readdirSync(folder).map((name) => JSON.parse(readFileSync(join(folder, name), "utf8")));
      return profiles.map(partsOf).reduce((sum, { all, checks }) => ({
        all: sum.all + all,
        checks: sum.checks + checks,
      }));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
}

function partsOf({ nodes, samples, timeDeltas }) {
  const isCheck = new Map();
  // A node comes after the one that it was called from.
  for (const { id, callFrame, children = [] } of nodes) {
    const isWithin = isCheck.get(id) === true || CHECKS.has(callFrame.functionName);
    isCheck.set(id, isWithin);
    for (const child of children) isCheck.set(child, isWithin);
  }
  const idle = new Set(nodes.filter(({ callFrame }) => callFrame.functionName === "(idle)").map(({ id }) => id));
  let all = 0;
  let checks = 0;
  for (const [at, id] of samples.entries()) {
    if (idle.has(id)) continue;
    all += timeDeltas[at] / 1000;
    if (isCheck.get(id)) checks += timeDeltas[at] / 1000;
  }
  return { all, checks };
}
