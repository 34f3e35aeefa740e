// Runs the jobs of a bench with two builds in turn, so that a change can be judged on a machine that others use too:
//
//   npm run bench -- --compare ../other-checkout     a folder with another built checkout
//   npm run bench -- --compare main                  anything that git knows; it is built in a folder of its own
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { pairRatios, takeTurns } from "./arithmetic.mjs";
import { measure, run, sayOnTerminal } from "./jobs.mjs";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** The checkout to compare with, built; `remove` takes away what was made for it. */
export function openBase(base) {
  const folder = resolve(base);
  if (existsSync(join(folder, "bin/sector-rank.js"))) {
    if (!existsSync(join(folder, "dist/cli/main.js"))) throw new Error(`${base} is not built: run npm run build there`);
    return { root: folder, remove: () => undefined };
  }
  const git = (...args) => spawnSync("git", args, { cwd: ROOT, encoding: "utf8" });
  const commit = git("rev-parse", "--verify", "--quiet", "--end-of-options", `${base}^{commit}`).stdout.trim();
  if (commit === "") throw new Error(`${base} is neither the folder of a checkout nor a commit`);
  const root = join(mkdtempSync(join(tmpdir(), "sector-rank-base-")), "checkout");
  const remove = () => {
    git("worktree", "remove", "--force", root);
    rmSync(join(root, ".."), { recursive: true, force: true });
  };
  try {
    run("git", ["worktree", "add", "--quiet", "--detach", root, commit], { cwd: ROOT });
    installLike(root);
    run(process.execPath, [join(root, "scripts/build.mjs")], { cwd: root });
  } catch (error) {
    remove();
    throw error;
  }
  return { root, remove };
}

/** The packages of this checkout where the other asks for the same; what is kept beside them is left out. */
function installLike(root) {
  const lock = (folder) => readFileSync(join(folder, "package-lock.json"), "utf8");
  if (lock(root) !== lock(ROOT)) return run("npm", ["ci", "--silent"], { cwd: root });
  const packages = join(root, "node_modules");
  mkdirSync(packages);
  for (const name of readdirSync(join(ROOT, "node_modules"))) {
    if (name === ".bin")
      cpSync(join(ROOT, "node_modules/.bin"), join(packages, ".bin"), { recursive: true, verbatimSymlinks: true });
    else if (!name.startsWith(".")) symlinkSync(join(ROOT, "node_modules", name), join(packages, name));
  }
}

/**
 * The ratios of two builds, job by job: this checkout over the other.
 *
 * @param jobsOf the jobs of a checkout, by its folder and a name for what it keeps; those of other programs are left out
 * @returns lines of Markdown
 */
export function compareBuilds(base, jobsOf, { pairs, env }) {
  const opened = openBase(base);
  try {
    const roots = { base: opened.root, here: ROOT };
    const jobs = { base: jobsOf(opened.root, "base"), here: jobsOf(ROOT, "here") };
    const lines = [
      "| job | CPU | least–most | wall | least–most | MB | MB of the base |",
      "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ];
    for (const { name } of jobs.here) {
      const runOf = (build) =>
        measure(
          jobs[build].find((job) => job.name === name),
          { cwd: roots[build], env },
        );
      sayOnTerminal(name);
      // The first runs warm the disk cache and are not counted.
      for (const build of ["base", "here"]) runOf(build);
      const measured = takeTurns(pairs).map((turn) => Object.fromEntries(turn.map((build) => [build, runOf(build)])));
      const of = (what) => measured.map(({ base: one, here: other }) => ({ base: one[what], here: other[what] }));
      const most = (build) => Math.max(...measured.map((pair) => pair[build].megabytes)).toFixed(0);
      lines.push(
        `| ${name} | ${ratioText(of("cpu"))} | ${ratioText(of("seconds"))} | ${most("here")} | ${most("base")} |`,
      );
    }
    sayOnTerminal("");
    return [
      `This checkout over ${base}: ratios of ${pairs} pairs on Node ${process.version}, run by turns.`,
      "",
      ...lines,
    ];
  } finally {
    opened.remove();
  }
}

function ratioText(pairs) {
  const { median, least, most } = pairRatios(pairs);
  return `${median.toFixed(2)} | ${least.toFixed(2)}–${most.toFixed(2)}`;
}
