// Runs the jobs of a bench by turns, and sets their figures beside their goals.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { median } from "./arithmetic.mjs";

const canMeasureMemory = existsSync("/usr/bin/time");

/** Runs a program to its end; throws where it fails, since a failure is not a fast run. */
export function run(program, args, options = {}) {
  const { status, stderr } = spawnSync(program, args, { stdio: ["ignore", "ignore", "pipe"], ...options });
  if (status !== 0) throw new Error(`${program} ${args.join(" ")} ended with status ${status}: ${stderr}`);
}

/**
 * Wall seconds of a run and, where GNU time is there, seconds of all processors and the largest resident set in MB.
 *
 * @param job `command`: a program and its arguments; `before`: what is done first, untimed
 */
export function measure({ command: [program, args], before }, options) {
  before?.();
  const folder = mkdtempSync(join(tmpdir(), "sector-rank-time-"));
  try {
    const figures = join(folder, "figures.txt");
    const start = process.hrtime.bigint();
    if (canMeasureMemory) run("/usr/bin/time", ["-f", "%M %U %S", "-o", figures, program, ...args], options);
    else run(program, args, options);
    const seconds = Number(process.hrtime.bigint() - start) / 1e9;
    if (!canMeasureMemory) return { seconds, cpu: NaN, megabytes: NaN };
    const [kilobytes, user, system] = readFileSync(figures, "utf8").split(" ").map(Number);
    return { seconds, cpu: user + system, megabytes: kilobytes / 1000 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Jobs take turns, so that a busy moment of the machine hits all of them alike. `once`: a job that takes long. */
export function measureJobs(jobs, runs, options) {
  const measured = new Map(jobs.map(({ name }) => [name, []]));
  for (let turn = 0; turn <= runs; turn++) {
    for (const job of jobs) {
      if (job.once && turn > 1) continue;
      sayOnTerminal(`run ${turn}: ${job.name}`);
      const one = measure(job, options);
      // The first round warms the disk cache and is not counted.
      if (turn > 0) measured.get(job.name).push(one);
    }
  }
  sayOnTerminal("");
  return new Map([...measured].map(([name, all]) => [name, summary(all)]));
}

export function sayOnTerminal(text) {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text}`);
}

const summary = (all) => ({
  seconds: median(all.map(({ seconds }) => seconds)),
  cpu: median(all.map(({ cpu }) => cpu)),
  megabytes: Math.max(...all.map(({ megabytes }) => megabytes)),
});

const figure = (value, digits) => (Number.isFinite(value) ? value.toFixed(digits) : "");
export const secondsText = (value) => figure(value, value < 1 ? 3 : 2);

/**
 * Jobs with their figures, and under each its goals with what was measured.
 *
 * @param jobs `goals`: at most so many times another job's seconds (`of`, `times`), or so many `seconds` or `megabytes`
 * @param measured what `measureJobs` gives
 * @returns lines of Markdown
 */
export function jobTable(jobs, measured) {
  const lines = [
    "| job | seconds | CPU seconds | MB | goal | measured | |",
    "| --- | ---: | ---: | ---: | --- | ---: | --- |",
  ];
  for (const { name, goals = [] } of jobs) {
    const { seconds, cpu, megabytes } = measured.get(name);
    const figures = `| ${name} | ${secondsText(seconds)} | ${secondsText(cpu)} | ${figure(megabytes, 0)} |`;
    if (goals.length === 0) lines.push(`${figures} | | |`);
    for (const [index, goal] of goals.entries()) {
      lines.push(`${index === 0 ? figures : "| | | | |"} ${verdictOn(goal, measured.get(name), measured)} |`);
    }
  }
  return lines;
}

function verdictOn({ of, times, seconds: mostSeconds, megabytes: mostMegabytes }, { seconds, megabytes }, measured) {
  const row = (goal, value, isMet) => `${goal} | ${value} | ${isMet ? "met" : "missed"}`;
  if (mostSeconds !== undefined) return row(`≤ ${mostSeconds} s`, secondsText(seconds), seconds <= mostSeconds);
  if (mostMegabytes !== undefined) {
    return row(`≤ ${mostMegabytes} MB`, figure(megabytes, 0), megabytes <= mostMegabytes);
  }
  const other = measured.get(of);
  if (other === undefined) return `${of} | not on this machine | `;
  const ratio = seconds / other.seconds;
  return row(`≤ ${Number(times.toFixed(2))} × ${of}`, ratio.toFixed(2), ratio <= times);
}
