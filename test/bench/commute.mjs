// Times `commute` on a made-up state of block pairs against zcat of the same file, in one run: `npm run bench:commute`.
//
//   --rows 5000000   rows of the file (default 5,000,000; the bench of all jobs takes 500,000)
//   --runs 3         runs of each; the median counts
import { spawnSync } from "node:child_process";
import { createWriteStream, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createGzip } from "node:zlib";

const root = fileURLToPath(new URL("../../", import.meta.url));
const HEADER = "w_geocode,h_geocode,S000,SA01,SA02,SA03,SE01,SE02,SE03,SI01,SI02,SI03,createdate";
/** The processor takes part of a run for itself: at most this often zcat's time. */
const GOAL = 3;

/** Writes block pairs of Ohio's 88 counties, sorted by place of work as LODES sorts them; the same for every run. */
export async function writeBlockPairs(path, rows) {
  const gzip = createGzip({ level: 6 });
  const file = createWriteStream(path);
  const done = new Promise((resolve, reject) => file.on("finish", resolve).on("error", reject));
  gzip.pipe(file);
  let state = 1;
  // Park and Miller's generator: a bench needs the same rows everywhere.
  const random = (below) => (state = (state * 48271) % 2147483647) % below;
  const block = (county) =>
    `39${String(2 * county + 1).padStart(3, "0")}${String(1000 + random(90_000)).padStart(6, "0")}${String(1000 + random(3_000))}`;
  let lines = [HEADER];
  let work = "";
  for (let row = 0; row < rows; row++) {
    const county = Math.floor((row * 88) / rows);
    if (row % 40 === 0) work = block(county);
    const jobs = random(12) === 0 ? 2 + random(4) : 1;
    const [age, earnings, industry] = [random(3), random(3), random(3)];
    const parts = [age, earnings, industry].flatMap((own) => [0, 1, 2].map((index) => (index === own ? jobs : 0)));
    lines.push(`${work},${block(random(3) === 0 ? random(88) : county)},${jobs},${parts.join(",")},20231016`);
    if (lines.length < 20_000) continue;
    if (!gzip.write(`${lines.join("\n")}\n`)) await new Promise((resolve) => gzip.once("drain", resolve));
    lines = [];
  }
  gzip.end(lines.length > 0 ? `${lines.join("\n")}\n` : "");
  await done;
}

/** Median seconds of zcat and of the command on one file, run by turns. */
export function timeCommute(path, runs) {
  const time = (program, args) => {
    const start = process.hrtime.bigint();
    const { status, stderr } = spawnSync(program, args, { cwd: root, stdio: ["ignore", "ignore", "pipe"] });
    if (status !== 0) throw new Error(`${program} ended with status ${status}: ${stderr}`);
    return Number(process.hrtime.bigint() - start) / 1e9;
  };
  const command = ["bin/sector-rank.js", "commute", path, "--region", "39049", "--format", "csv", "--quiet"];
  const times = Array.from({ length: runs }, () => ({
    zcat: time("zcat", [path]),
    commute: time(process.execPath, command),
  }));
  const median = (name) => times.map((one) => one[name]).sort((a, b) => a - b)[Math.floor(runs / 2)];
  return { zcat: median("zcat"), commute: median("commute") };
}

/** Makes the file, times both, and says whether the goal is met. */
export async function benchCommute({ rows, runs }) {
  const folder = mkdtempSync(join(tmpdir(), "sector-rank-commute-"));
  try {
    const path = join(folder, "oh_od_main_JT00_2021.csv.gz");
    await writeBlockPairs(path, rows);
    const { zcat, commute } = timeCommute(path, runs);
    return { rows, bytes: statSync(path).size, zcat, commute, ratio: commute / zcat, goal: GOAL };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const argv = process.argv.slice(2);
  const number = (name, otherwise) => Number(argv[argv.indexOf(name) + 1]) || otherwise;
  const { rows, bytes, zcat, commute, ratio } = await benchCommute({
    rows: argv.includes("--rows") ? number("--rows", 5_000_000) : 5_000_000,
    runs: argv.includes("--runs") ? number("--runs", 3) : 3,
  });
  console.log(
    `${rows} block pairs, ${(bytes / 1e6).toFixed(0)} MB packed: zcat ${zcat.toFixed(2)} s, commute ${commute.toFixed(2)} s, ratio ${ratio.toFixed(2)} (goal ≤ ${GOAL})`,
  );
}
