import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseCsv, randomOf, writeCsv } from "../bench/damage/csv.mjs";
import { judge } from "../bench/damage/judge.mjs";
import { QCEW_KINDS } from "../bench/damage/qcew-kinds.mjs";
import { ROOT } from "../cli/run-cli.js";
import { fieldFolder } from "./field-rows.js";

// A small part of `npm run bench:damage`: one county of the built-in region, damaged with a fixed seed.

/** What the columns of the built-in files give away; see docs/errors.md for what they don't. */
const KINDS = [
  "rows: a tenth missing",
  "rows: cut at half",
  "rows: no sectors",
  "rows: no manufacturing",
  "rows: no total",
  "jobs: filled down",
  "jobs: shifted by a row",
  "jobs: sorted apart",
  "jobs: establishments",
  "establishments: in thousands",
  "establishments: filled down",
  "establishments: sorted apart",
  "marks: N lost",
  "own: 4",
  "size: 1",
  "industry: typed wrong",
  "jobs: a zero too many",
];

const { save, run } = fieldFolder();
const county = (year: number): string => {
  const [header, ...rows] = readFileSync(join(ROOT, `data/demo/columbus-${year}.csv`), "utf8").split("\n");
  return `${[header, ...rows.filter((row) => row.startsWith("39159,"))].join("\n")}\n`;
};
const whole = county(2023);
const folder = save({
  "county.csv": whole,
  "us.csv": readFileSync(join(ROOT, "data/demo/us-2023.csv"), "utf8"),
});
const read = (text: string) => {
  writeFileSync(join(folder, "county.csv"), text);
  return run("industries --qcew . --region 39159 --suppressed drop --json", folder);
};

describe("a damaged file", () => {
  it("changes no figure in silence, and breaks nothing", async () => {
    const clean = await read(whole);
    expect(clean.status).toBe(0);
    const table = parseCsv(whole);
    const outcomes: Record<string, string> = {};
    for (const [at, kind] of KINDS.entries()) {
      const damaged = QCEW_KINDS[kind]!(table, randomOf(7919 + at));
      expect(damaged, kind).toBeDefined();
      outcomes[kind] = judge(clean, await read(writeCsv(damaged!))).outcome;
    }
    expect(Object.entries(outcomes).filter(([, outcome]) => /silence|crashed|the same/.test(outcome))).toEqual([]);
  });
});
