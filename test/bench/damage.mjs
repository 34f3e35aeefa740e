// Damages files in every way that a file is damaged on its way here, with fixed seeds, and reports what became of it.
//
//   npm run bench:damage                      all kinds on all bases
//   npm run bench:damage -- --seeds 5         more draws of each
//   npm run bench:damage -- --only "jobs:"    kinds or bases whose name holds that text
//   npm run bench:damage -- --show            what was said of each
//
// "In silence" is the one outcome that must not be, but for damage that nothing in the files gives away: the list is in
// docs/errors.md. Without the shared files only the built-in region is damaged.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bases } from "./damage/bases.mjs";
import { parseCsv, randomOf, writeCsv } from "./damage/csv.mjs";
import { judge, run } from "./damage/judge.mjs";

const { main } = await import("../../dist/program/main.cjs");
const root = fileURLToPath(new URL("../../", import.meta.url));
const argv = process.argv.slice(2);
const valueOf = (name) => (argv.includes(name) ? argv[argv.indexOf(name) + 1] : undefined);
const seeds = Number(valueOf("--seeds") ?? 1);
const only = valueOf("--only");
const shows = argv.includes("--show");

const totals = new Map();
const byKind = new Map();
for (const base of await bases(root)) {
  const folder = mkdtempSync(join(tmpdir(), "sector-rank-damage-"));
  try {
    for (const [name, text] of Object.entries(base.files)) writeFileSync(join(folder, name), text);
    const clean = await run(main, base.argv, folder);
    if (clean.status !== 0) throw new Error(`${base.name} fails before any damage: ${clean.stderr}`);
    const { parse = parseCsv, write = writeCsv } = base;
    const table = parse(base.files[base.damages]);
    for (const [kind, damage] of Object.entries(base.kinds)) {
      if (only !== undefined && !kind.includes(only) && !base.name.includes(only)) continue;
      for (let seed = 1; seed <= seeds; seed++) {
        const damaged = damage(table, randomOf(seed * 7919));
        if (!damaged) continue;
        writeFileSync(join(folder, base.damages), write(damaged));
        const { outcome, said } = judge(clean, await run(main, base.argv, folder));
        totals.set(outcome, (totals.get(outcome) ?? 0) + 1);
        if (!byKind.has(kind)) byKind.set(kind, []);
        byKind.get(kind).push({ base: base.name, seed, outcome });
        const isBad = outcome === "in silence" || outcome === "crashed";
        if (isBad || shows)
          console.log(`${outcome.padEnd(20)} ${base.name}: ${kind}, seed ${seed}  ${said.slice(0, 300)}`);
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

console.log("\nkind".padEnd(50), [...totals.keys()].join("  "));
for (const [kind, runs] of byKind) {
  const counts = [...totals.keys()].map((outcome) => String(runs.filter((one) => one.outcome === outcome).length));
  console.log(kind.padEnd(49), counts.map((count, at) => count.padStart([...totals.keys()][at].length)).join("  "));
}
console.log("\n" + [...totals].map(([outcome, count]) => `${outcome}: ${count}`).join(", "));
